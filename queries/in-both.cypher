// name: in-both
// help-da: Hvem dokumentet siger er med i alle de fora, der spørges om, og hvordan
// help-en: Who the document says is in all of the forums asked about, and how
// param: forums list<Forum>      two forums or more
// asks-da: hvem er|sidder|deltager både {forums} {forums2}
// asks-da: hvem er|sidder|deltager med både {forums} {forums2}
// asks-da: nogen både {forums} {forums2}
// asks-da: er nogen med både {forums} {forums2}
// asks-da: er med både {forums} {forums2}
// asks-da: hvem er fælles {forums} {forums2}
// asks-da: fælles {forums} {forums2}
// asks-da: hvem er|sidder|deltager begge {forums} {forums2}
// asks-en: who is|sits both {forums} {forums2}
// asks-en: both {forums} {forums2}
// asks-en: who common {forums} {forums2}
// asks-en: does sit|sits {forums} as well {forums2}
// asks-en: what|which have common {forums} {forums2}
// asks-en: which partners|parties {forums} {forums2} have common
// asks-da: er overlap* {forums} {forums2}
// asks-da: hvem|hvilke går igen {forums} {forums2}
// asks-da: hvem|hvilke går igen både {forums} {forums2}
// asks-da: hvilke parter går igen {forums} {forums2}
// asks-da: hvilke parter går igen {forums} {forums2} {forums3}
// asks-da: hvem er|sidder både {forums} {forums2} {forums3}
MATCH (forum:Forum)<-[:ORGANIZATION]-(seat:Participation {layer: 'stated'})
WHERE seat.dataset = $dataset AND forum.iri IN $forums
MATCH (seat)-[:PREDICATE]->(predicate)
WHERE predicate.slug <> 'sharesKnowledgeIn'
MATCH (seat)-[:MODALITY]->(modality)
WHERE modality.slug <> 'aim'
OPTIONAL MATCH (seat)-[:MEMBER]->(member)
OPTIONAL MATCH (seat)-[:ROLE]->(role)
WITH coalesce(role, member) AS party, forum, seat, predicate ORDER BY forum.slug, seat.slug
WITH party, collect(DISTINCT forum.iri) AS met,
     collect({forum: coalesce(forum['label_' + $lang], forum.label_da),
              role: coalesce(predicate['label_' + $lang], predicate.label_da), id: seat.slug}) AS seats
WHERE size(met) = size($forums)
RETURN party.slug AS actor, coalesce(party['label_' + $lang], party.label_da) AS party, seats
ORDER BY actor
