// name: room
// help-da: Hvem der er med i nogle fora; at være med er ikke at få besked
// help-en: Who is in some forums; being a member is not being told
// param: forums list<Forum>      their IRIs, ids or names
UNWIND $forums AS wanted
MATCH (forum:Forum {iri: wanted})
OPTIONAL MATCH (forum)<-[:ORGANIZATION]-(seat:Participation)
WHERE seat.dataset IN [$dataset, $shared]
OPTIONAL MATCH (seat)-[:MEMBER]->(member)
OPTIONAL MATCH (seat)-[:ROLE]->(role)
OPTIONAL MATCH (seat)-[:PREDICATE]->(predicate)
OPTIONAL MATCH (seat)-[:RESTS_ON]->(reading)
WITH forum, seat, predicate, role, member, reading ORDER BY reading.slug
WITH forum, seat, predicate, coalesce(role, member) AS party, collect(reading.slug) AS rests_on
OPTIONAL MATCH (seat)-[:EVIDENCE]->(:Evidence)-[:SENTENCE]->(sentence)
WITH forum, seat, predicate, party, rests_on, sentence ORDER BY sentence.slug
WITH forum, seat, predicate, party, rests_on,
     collect(CASE WHEN sentence IS NULL THEN NULL ELSE
       {id: sentence.slug, text: sentence.text} END) AS sentences
ORDER BY seat.iri
WITH forum, seat.layer = 'stated' AS stated,
     CASE WHEN seat IS NULL THEN NULL ELSE
       {id: party.slug, label: coalesce(party['label_' + $lang], party.label_da),
        role: coalesce(predicate['label_' + $lang], predicate.label_da),
        condition: coalesce(seat['condition_' + $lang], seat.condition_da,
                            seat['exception_' + $lang], seat.exception_da),
        layer: seat.layer, assertion: seat.slug, rests_on: rests_on,
        sentences: sentences} END AS party
RETURN forum.slug AS id, forum.iri AS iri, coalesce(forum['label_' + $lang], forum.label_da) AS label,
       collect(CASE WHEN stated THEN party ELSE NULL END) AS parties,
       collect(CASE WHEN stated THEN NULL ELSE party END) AS beside
ORDER BY label, iri
