// name: actors-by-forums
// help-da: Aktørerne efter hvor mange fora dokumentet siger, de er med i
// help-en: The actors by the number of forums the document says they are part of
// asks-da: hvem er|sidder flest fora|samarbejder|samarbejderne|møder|grupper
// asks-da: hvilken|hvilke aktør* er|sidder flest fora|samarbejder|samarbejderne|møder|grupper
// asks-en: who is|sits most forums|forum|groups
// asks-en: which actor* is|sits|turns most forums|forum|groups
// asks-en: which actor* turns up most forums|forum|groups
MATCH (seat:Participation {layer: 'stated'})-[:ORGANIZATION]->(forum:Forum)
WHERE seat.dataset = $dataset
MATCH (seat)-[:PREDICATE]->(predicate)
WHERE predicate.slug <> 'sharesKnowledgeIn'
MATCH (seat)-[:MODALITY]->(modality)
OPTIONAL MATCH (seat)-[:MEMBER]->(member)
OPTIONAL MATCH (seat)-[:ROLE]->(role)
WITH coalesce(role, member) AS party, forum, modality ORDER BY forum.slug
WITH party,
     collect(DISTINCT CASE WHEN modality.slug = 'aim' THEN NULL ELSE forum.slug END) AS forums,
     collect(DISTINCT CASE WHEN modality.slug = 'aim' THEN forum.slug ELSE NULL END) AS by_aim
RETURN party.slug AS actor, coalesce(party['label_' + $lang], party.label_da) AS label,
       size(forums) AS count, forums, by_aim
ORDER BY count DESC, actor
