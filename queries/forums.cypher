// name: forums
// help-da: Fora: formål, hvor tit og hvor de mødes, og hvem dokumentet siger er med; flere kan sammenlignes
// help-en: Forums: their purpose, how often and where they meet, and who the document says is in them; several can be compared
// param: forums list<Forum> =    some forums; all without one
// asks-da: hvad er forskel* {forums} {forums2}
// asks-da: forskel* {forums} {forums2}
// asks-da: sammenlign* {forums} {forums2}
// asks-da: hvordan adskiller {forums} {forums2}
// asks-da: hvad adskiller {forums} {forums2}
// asks-en: compare {forums} {forums2}
// asks-en: what is difference {forums} {forums2}
// asks-en: how differ {forums} {forums2}
// asks-en: {forums} {forums2} what is difference
// asks-en: how is {forums} different {forums2}
// asks-en: what is difference between {forums} {forums2}
// asks-da: {forums} {forums2} hvad er forskel*
// asks-da: {forums} kontra {forums2}
MATCH (forum:SamspilEntity)
WHERE forum.dataset = $dataset AND 'Forum' IN labels(forum)
  AND (size($forums) = 0 OR forum.iri IN $forums)
CALL (forum) {
  OPTIONAL MATCH (forum)<-[:SUBJECT]-(assertion:Assertion {layer: 'stated'})-[:PREDICATE]->(predicate)
  WHERE assertion.dataset = $dataset
  OPTIONAL MATCH (assertion)-[:OBJECT]->(place)
  WITH assertion, predicate.slug AS predicate,
       coalesce(assertion['objectText_' + $lang], assertion.objectText_da,
                place['label_' + $lang], place.label_da) AS said
  ORDER BY assertion.slug, said
  RETURN collect(DISTINCT CASE WHEN predicate = 'hasPurpose' THEN said ELSE NULL END) AS purpose,
         collect(DISTINCT CASE WHEN predicate = 'meetsWithFrequency' THEN said ELSE NULL END) AS rhythm,
         collect(DISTINCT CASE WHEN predicate IN ['meetsAt', 'locatedAt'] THEN said ELSE NULL END) AS place
}
CALL (forum) {
  OPTIONAL MATCH (forum)<-[:ORGANIZATION]-(seat:Participation {layer: 'stated'})
  WHERE seat.dataset = $dataset
  OPTIONAL MATCH (seat)-[:MEMBER]->(member)
  OPTIONAL MATCH (seat)-[:ROLE]->(role)
  OPTIONAL MATCH (seat)-[:MODALITY]->(modality)
  OPTIONAL MATCH (seat)-[:PREDICATE]->(predicate)
  WITH coalesce(role, member) AS party,
       predicate.slug = 'sharesKnowledgeIn' OR modality.slug = 'aim' AS only_named ORDER BY party.slug
  RETURN collect(DISTINCT CASE WHEN only_named THEN NULL ELSE coalesce(party['label_' + $lang], party.label_da) END) AS parties,
         collect(DISTINCT CASE WHEN only_named THEN coalesce(party['label_' + $lang], party.label_da) ELSE NULL END) AS also_named
}
RETURN forum.slug AS id, coalesce(forum['label_' + $lang], forum.label_da) AS label,
       purpose, rhythm, place, parties, also_named
ORDER BY label, id
