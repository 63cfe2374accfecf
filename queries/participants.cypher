// name: participants
// help-da: Hvem der er med i fora, hvordan, og hvad de er; at være med er ikke at få besked
// help-en: Who is in forums, how, and what they are; being a member is not being told
// param: forums list<Forum> =    some forums; all without one
// asks-da: er {role} med {forums}
// asks-da: er|sidder|deltager {role} {forums}
// asks-en: is {role} in|member|part {forums}
MATCH (forum:SamspilEntity)
WHERE forum.dataset = $dataset AND 'Forum' IN labels(forum)
  AND (size($forums) = 0 OR forum.iri IN $forums)
MATCH (forum)<-[:ORGANIZATION]-(seat:Participation)
WHERE seat.dataset = $dataset AND seat.layer <> 'law'
OPTIONAL MATCH (seat)-[:MEMBER]->(member)
OPTIONAL MATCH (seat)-[:ROLE]->(role)
OPTIONAL MATCH (seat)-[:PREDICATE]->(predicate)
OPTIONAL MATCH (seat)-[:MODALITY]->(modality)
WITH forum, seat, predicate, modality, coalesce(role, member) AS party
OPTIONAL MATCH (party)-[:CLASSIFICATION]->(kind)
OPTIONAL MATCH (seat)-[:EVIDENCE]->(evidence)
WITH forum, seat, predicate, modality, party, kind, evidence ORDER BY evidence.start, evidence.iri
RETURN forum.slug AS forum, coalesce(forum['label_' + $lang], forum.label_da) AS label,
       coalesce(predicate['label_' + $lang], predicate.label_da) AS role,
       party.slug AS actor, coalesce(party['label_' + $lang], party.label_da) AS party,
       coalesce(kind['label_' + $lang], kind.label_da) AS kind,
       modality.slug AS modality, seat.slug AS id, seat.layer AS layer,
       collect(DISTINCT evidence.exact_da) AS quotes,
       collect(DISTINCT coalesce(evidence['paraphrase_' + $lang], evidence.paraphrase_da)) AS paraphrases
ORDER BY label, forum, layer DESC, party, id
