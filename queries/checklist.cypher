// name: checklist
// help-da: Spørgsmålene til kommunen bag det, dokumentet ikke siger, hvad hvert handler om, og tomme felter til svaret
// help-en: The questions to the municipality behind what the document does not say, what each is about, and empty fields for the answer
// asks-da: tjekliste*
// asks-da: hvilke spørgsmål skal afklare*|besvare*|svare*
// asks-da: hvad skal afklare*
// asks-da: hvad mangler skal afklare*
// asks-en: checklist
// asks-en: which questions are open|unanswered
MATCH (gap:KnowledgeGap)
WHERE gap.dataset = $dataset
CALL (gap) {
  OPTIONAL MATCH (gap)-[:WAS_DERIVED_FROM]->(sentence:Sentence)
  WITH sentence ORDER BY sentence.start
  RETURN collect(sentence.slug) AS sentences
}
CALL (gap) {
  OPTIONAL MATCH (gap)-[:ABOUT]->(thing)
  WITH thing ORDER BY thing.slug
  RETURN collect(DISTINCT coalesce(thing['label_' + $lang], thing.label_da)) AS about
}
RETURN gap.slug AS id, coalesce(gap['asks_' + $lang], gap.asks_da) AS question, about, sentences,
       '' AS answer, '' AS responsible, '' AS answered_on
ORDER BY id
