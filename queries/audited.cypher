// name: audited
// help-da: Alle udsagn om kommunen og i loven, med slagsen af dem, de er om, og om de giver sagen fra sig eller svarer tilbage
// help-en: All assertions on the municipality and in the law, with the kinds of those they are about, and whether they hand the matter over or answer back
MATCH (assertion:Assertion)
WHERE assertion.dataset IN [$dataset, $shared]
CALL (assertion) {
  OPTIONAL MATCH (assertion)-[:TRIGGER|ABOUT]->(situation:Situation)
  OPTIONAL MATCH (situation)-[:BROADER*1..6]->(wider:Situation)
  WITH DISTINCT situation, wider ORDER BY situation.iri, wider.slug
  WITH situation, collect(wider.slug) AS broader ORDER BY situation.iri
  RETURN collect(CASE WHEN situation IS NULL THEN NULL ELSE
    {iri: situation.iri, id: situation.slug, broader: broader} END) AS situations
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
  WITH collect(coalesce(act.handsOver, false)) AS handing,
       collect(coalesce(act.answersBack, false)) AS answering
  RETURN true IN handing AS hands_over, true IN answering AS answers_back
}
CALL (assertion) {
  OPTIONAL MATCH (assertion)-[:WAS_DERIVED_FROM]->(sentence:Sentence)
  WITH sentence ORDER BY sentence.slug
  RETURN collect(sentence.slug) AS derived_from
}
CALL (assertion) {
  OPTIONAL MATCH (assertion)-[:LEGAL_BASIS]->(act)
  WITH act ORDER BY act.iri
  RETURN collect(act.title_da) AS acts
}
RETURN assertion.slug AS id, assertion.iri AS iri, assertion.layer AS layer,
       assertion.dataset AS dataset, 'InformationNorm' IN labels(assertion) AS is_norm,
       situations, bearers, recipients, hands_over, answers_back, derived_from, acts
ORDER BY id, iri
