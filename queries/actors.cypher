// name: actors
// help-da: Aktørerne i dokumentet: hvad de er, i hvor mange fora de er med, og hvor mange regler om besked der nævner dem
// help-en: The actors in the document: what they are, how many forums they are in, and how many norms about informing name them
MATCH (actor:SamspilEntity)
WHERE actor.dataset IN [$dataset, $shared] AND 'Actor' IN labels(actor) AND NOT 'Forum' IN labels(actor)
CALL (actor) {
  OPTIONAL MATCH (actor)<-[:BEARER|RECIPIENT|SUBJECT|OBJECT|MEMBER|ROLE|ORGANIZATION]-(said:Assertion {layer: 'stated'})
  WHERE said.dataset = $dataset
  RETURN count(said) AS said
}
WITH actor, said
WHERE said > 0
OPTIONAL MATCH (actor)-[:CLASSIFICATION]->(kind)
CALL (actor) {
  OPTIONAL MATCH (actor)<-[link:MEMBER|ROLE]-(seat:Participation {layer: 'stated'})-[:ORGANIZATION]->(forum:Forum)
  WHERE seat.dataset = $dataset
  OPTIONAL MATCH (seat)-[:ROLE]->(role)
  WITH seat, forum, link, role
  WHERE type(link) = 'ROLE' OR role IS NULL
  MATCH (seat)-[:PREDICATE]->(predicate)
  WHERE predicate.slug <> 'sharesKnowledgeIn'
  MATCH (seat)-[:MODALITY]->(modality)
  WHERE modality.slug <> 'aim'
  RETURN count(DISTINCT forum) AS forums
}
CALL (actor) {
  OPTIONAL MATCH (actor)<-[:BEARER]-(norm:InformationNorm {layer: 'stated'})
  WHERE norm.dataset = $dataset
  RETURN count(DISTINCT norm) AS gives
}
CALL (actor) {
  OPTIONAL MATCH (actor)<-[:RECIPIENT]-(norm:InformationNorm {layer: 'stated'})
  WHERE norm.dataset = $dataset
  RETURN count(DISTINCT norm) AS receives
}
RETURN actor.slug AS id, coalesce(actor['label_' + $lang], actor.label_da) AS label,
       coalesce(kind['label_' + $lang], kind.label_da) AS kind, forums, gives, receives
ORDER BY label, id
