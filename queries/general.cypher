// name: general
// help-da: Hvad dokumentet kræver, anbefaler, tillader eller forbyder uden at knytte det til en situation
// help-en: What the document demands, recommends, permits or forbids without tying it to a situation
MATCH (assertion:Assertion {layer: 'stated'})-[:MODALITY]->(modality)
WHERE assertion.dataset = $dataset
  AND modality.slug IN ['must', 'should', 'may', 'practice', 'must-not']
OPTIONAL MATCH (assertion)-[:TRIGGER|ABOUT]->(situation:Situation)
WITH assertion, modality, count(situation) AS situations
WHERE situations = 0
OPTIONAL MATCH (assertion)-[:EVIDENCE]->(evidence)
WITH assertion, modality, evidence ORDER BY evidence.start, evidence.iri
RETURN assertion.slug AS id, modality.slug AS modality, collect(evidence.exact_da) AS quotes,
       assertion.iri AS iri
ORDER BY id, iri
