// name: forum
// help-da: Alt om et forum: hvem der sidder der, formål, sted, rytme, og hvad der kan komme til det
// help-en: All about a forum: who sits there, its purpose, place, rhythm, and what may come to it
// param: forum Forum             the forum, as a slug
MATCH (forum:Forum {iri: $forum})<-[link:BEARER|RECIPIENT|CHANNEL|SUBJECT|OBJECT|ORGANIZATION]-(assertion:Assertion)
WHERE assertion.dataset IN [$dataset, $shared]
OPTIONAL MATCH (assertion)-[:MODALITY]->(modality)
OPTIONAL MATCH (assertion)-[:PREDICATE]->(predicate)
WITH assertion, type(link) AS part, modality.slug AS modality, predicate.slug AS predicate
RETURN DISTINCT
       CASE WHEN modality = 'must-not' THEN 'forbidden'
            WHEN part = 'ORGANIZATION' AND modality = 'aim' THEN 'by-aim'
            WHEN predicate = 'sharesKnowledgeIn' THEN 'mentioned'
            WHEN part = 'ORGANIZATION' THEN 'party'
            WHEN part = 'RECIPIENT' THEN 'receives'
            WHEN part = 'CHANNEL' THEN 'carries'
            WHEN part = 'BEARER' THEN 'gives'
            WHEN part = 'OBJECT' THEN 'mentioned'
            ELSE 'is' END AS part,
       assertion.slug AS id, assertion.layer AS layer, assertion.iri AS iri
ORDER BY part, id, iri
