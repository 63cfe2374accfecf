// name: readings
// help-da: Vores læsninger af dokumentet: hvad de påstår, hvorfor, og om de er fulgt
// help-en: Our readings of the document: what they claim, why, and whether they are followed
MATCH (reading:Interpretation)
WHERE reading.dataset = $dataset
OPTIONAL MATCH (reading)-[:DECISION]->(decision)
OPTIONAL MATCH (reading)-[:CONFIDENCE]->(confidence)
OPTIONAL MATCH (reading)-[:WAS_DERIVED_FROM]->(origin)
WITH reading, decision, confidence, origin ORDER BY origin.slug
RETURN reading.slug AS id, coalesce(reading['claim_' + $lang], reading.claim_da) AS claim,
       coalesce(reading['why_' + $lang], reading.why_da) AS why, decision.slug AS decision,
       coalesce(reading['rejectedBecause_' + $lang], reading.rejectedBecause_da) AS rejected_because,
       confidence.slug AS confidence, collect(origin.slug) AS derived_from
ORDER BY id
