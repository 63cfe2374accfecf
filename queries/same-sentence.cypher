// name: same-sentence
// help-da: De andre situationer, som de samme sætninger i dokumentet siger noget om
// help-en: The other situations that the same sentences of the document say something about
// param: situation Situation     the situation, as a slug
MATCH (situation:Situation {iri: $situation})<-[:TRIGGER]-(own:Assertion)
      -[:EVIDENCE]->(:Evidence)-[:SENTENCE]->(sentence:Sentence)
WHERE own.dataset = $dataset AND own.layer = 'stated'
MATCH (sentence)<-[:SENTENCE]-(:Evidence)<-[:EVIDENCE]-(other:Assertion)-[:TRIGGER]->(elsewhere:Situation)
WHERE other.dataset = $dataset AND other.layer = 'stated' AND elsewhere.iri <> situation.iri
WITH DISTINCT elsewhere, sentence ORDER BY sentence.slug
RETURN elsewhere.slug AS id,
       coalesce(elsewhere['label_' + $lang], elsewhere.label_da) AS label,
       collect(sentence.slug) AS sentences
ORDER BY id
