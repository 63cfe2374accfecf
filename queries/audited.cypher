// name: audited
// help-da: Alle udsagn om kommunen og i loven, med slagsen af dem, de er om, og om de giver sagen fra sig
// help-en: All assertions on the municipality and in the law, with the kinds of those they are about, and whether they hand the matter over
MATCH (assertion:Assertion)
WHERE assertion.dataset IN [$dataset, $shared]
CALL (assertion) {
  OPTIONAL MATCH (assertion)-[:TRIGGER|ABOUT]->(situation:Situation)
  WITH situation ORDER BY situation.iri
  RETURN collect(situation.iri) AS situations
}
CALL (assertion) {
  OPTIONAL MATCH (assertion)-[:BEARER|SUBJECT|MEMBER]->(actor:Actor)
  OPTIONAL MATCH (actor)-[:CLASSIFICATION]->(kind)
  WITH actor, kind ORDER BY actor.iri, kind.slug
  RETURN collect(CASE WHEN actor IS NULL THEN NULL ELSE
    {iri: actor.iri, kind: kind.slug, forum: 'Forum' IN labels(actor)} END) AS bearers
}
CALL (assertion) {
  OPTIONAL MATCH (assertion)-[:RECIPIENT|OBJECT]->(actor:Actor)
  OPTIONAL MATCH (actor)-[:CLASSIFICATION]->(kind)
  WITH actor, kind ORDER BY actor.iri, kind.slug
  RETURN collect(CASE WHEN actor IS NULL THEN NULL ELSE
    {iri: actor.iri, kind: kind.slug, forum: 'Forum' IN labels(actor)} END) AS recipients
}
CALL (assertion) {
  OPTIONAL MATCH (assertion)-[:ACT|PREDICATE]->(act)
  WITH act ORDER BY act.slug
  RETURN any(one IN collect(coalesce(act.handsOver, false)) WHERE one) AS hands_over
}
RETURN assertion.slug AS id, assertion.iri AS iri, assertion.layer AS layer,
       assertion.dataset AS dataset, 'InformationNorm' IN labels(assertion) AS is_norm,
       situations, bearers, recipients, hands_over
ORDER BY id, iri
