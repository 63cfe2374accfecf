// name: claims
// help-da: Hvad nogle læsninger af dokumentet påstår, og hvor sikre de er
// help-en: What some readings of the document claim, and how sure they are
// param: slugs list              their ids
MATCH (reading:SamspilEntity)
WHERE reading.dataset = $dataset AND reading.slug IN $slugs
OPTIONAL MATCH (reading)-[:DECISION]->(decision)
OPTIONAL MATCH (reading)-[:CONFIDENCE]->(confidence)
RETURN reading.slug AS id, coalesce(reading['claim_' + $lang], reading.claim_da) AS claim,
       coalesce(reading['why_' + $lang], reading.why_da) AS why,
       decision.slug AS decision, confidence.slug AS confidence
ORDER BY id
