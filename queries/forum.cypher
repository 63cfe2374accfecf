// name: forum
// help-da: Alt om et forum: hvem der sidder der, formål, sted, rytme, og hvad der kan komme til det
// help-en: All about a forum: who sits there, its purpose, place, rhythm, and what may come to it
// param: forum Forum             the forum, as a slug
MATCH (forum:Forum {iri: $forum})<-[link:BEARER|RECIPIENT|CHANNEL|SUBJECT|OBJECT|ORGANIZATION]-(assertion:Assertion)
WHERE assertion.dataset IN [$dataset, $shared]
RETURN CASE type(link) WHEN 'ORGANIZATION' THEN 'party' WHEN 'RECIPIENT' THEN 'receives'
                       WHEN 'CHANNEL' THEN 'carries' WHEN 'BEARER' THEN 'gives'
                       WHEN 'OBJECT' THEN 'mentioned' ELSE 'is' END AS part,
       assertion.slug AS id, assertion.layer AS layer, assertion.iri AS iri
ORDER BY part, id, iri
