// name: beside
// help-da: Hvad andre kilder og loven siger ved siden af en situation, og hvad dokumentet ellers siger om den
// help-en: What the law and other sources say beside a situation, and what else the document says about it
// param: situation Situation     the situation, as a slug
// param: as_of date = today      the law as it was that day
MATCH (situation:Situation {iri: $situation})
CALL (situation) {
  MATCH (situation)<-[:ABOUT]-(assertion:Assertion)
  RETURN assertion, NULL AS rests_on, situation.iri AS through
  UNION
  MATCH (situation)<-[:TRIGGER]-(assertion:Assertion)
  RETURN assertion, NULL AS rests_on, situation.iri AS through
  UNION
  MATCH (situation)-[match:RELATED_MATCH]->(other:Situation)<-[:TRIGGER]-(assertion:Assertion)
  RETURN assertion, match.assertion AS rests_on, other.iri AS through
  UNION
  MATCH (situation)-[match:RELATED_MATCH]->(other:Situation)<-[:ABOUT]-(assertion:Assertion)
  RETURN assertion, match.assertion AS rests_on, other.iri AS through
}
WITH DISTINCT assertion, rests_on, through
WHERE assertion.dataset IN [$dataset, $shared]
WITH assertion, rests_on, through ORDER BY assertion.iri, rests_on, through
WITH assertion, collect(DISTINCT rests_on) AS rests_on, collect(DISTINCT through) AS through
OPTIONAL MATCH (assertion)-[:EVIDENCE]->(evidence)
WITH assertion, rests_on, through, max(evidence.readOn) AS read_on
RETURN assertion.iri AS iri, assertion.slug AS id, assertion.layer AS layer,
       'InformationNorm' IN labels(assertion) AS norm, rests_on, through,
       assertion.validFrom AS valid_from, assertion.validTo AS valid_to,
       coalesce(assertion.knownBefore, false) AS known_before, read_on,
       (assertion.layer <> 'law'
        OR ((assertion.validFrom IS NULL OR assertion.validFrom <= $as_of)
            AND (assertion.validTo IS NULL OR assertion.validTo >= $as_of))) AS in_force
ORDER BY id, iri
