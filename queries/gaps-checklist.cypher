// name: gaps-checklist
// help-da: Det, dokumentet ikke siger, som spørgsmål til kommunen: med sætning og regler om det samme
// help-en: What the document does not say, as questions to the municipality: with sentence and rules on the same
// param: as_of date = today       the law as it was that day
MATCH (gap:KnowledgeGap)
WHERE gap.dataset = $dataset
OPTIONAL MATCH (gap)-[:GAP_KIND]->(kind)
CALL (gap) {
  OPTIONAL MATCH (gap)-[:ABOUT]->(thing)
  // What is missing of them comes before whom or what it is missing of.
  WITH DISTINCT coalesce(thing['inShort_' + $lang], thing.inShort_da, thing['label_' + $lang], thing.label_da, thing.slug) AS named,
       thing.inShort_da IS NULL AS later
  WITH named, later ORDER BY later, toLower(named), named
  RETURN collect(named) AS about
}
CALL (gap) {
  OPTIONAL MATCH (gap)-[:WAS_DERIVED_FROM]->(sentence:Sentence)
  WITH sentence ORDER BY sentence.slug
  RETURN collect(CASE WHEN sentence IS NULL THEN NULL ELSE
    {id: sentence.slug, text: sentence.text} END) AS sentences
}
CALL (gap) {
  OPTIONAL MATCH (gap)-[:LAW_ON_SAME]->(rule:Assertion {layer: 'law'})
  WHERE (rule.validFrom IS NULL OR rule.validFrom <= $as_of)
    AND (rule.validTo IS NULL OR rule.validTo >= $as_of)
  WITH DISTINCT rule ORDER BY rule.slug
  RETURN collect(CASE WHEN rule IS NULL THEN NULL ELSE
    {id: rule.slug, text: coalesce(rule['inShort_' + $lang], rule.inShort_da),
     section: rule.section} END) AS law
}
RETURN gap.slug AS id, coalesce(kind.slug, 'gap-decision') AS kind,
       coalesce(gap['asks_' + $lang], gap.asks_da, gap['label_' + $lang], gap.label_da) AS question,
       coalesce(gap['label_' + $lang], gap.label_da) AS text, about, sentences, law
ORDER BY id
