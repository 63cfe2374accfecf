// name: acts
// help-da: Handlingerne: hvad man kan gøre over for en anden, efter dokumentet og loven
// help-en: The acts: what one can do towards another, by the document and the law
MATCH (act:SamspilEntity)
WHERE act.dataset IN [$dataset, $shared] AND 'Concept' IN labels(act)
CALL (act) {
  OPTIONAL MATCH (act)<-[:ACT]-(norm:InformationNorm)
  WHERE norm.dataset IN [$dataset, $shared]
  RETURN count(norm) AS norms
}
CALL (act) {
  OPTIONAL MATCH (act)-[:BROADER*1..4]->(wide)
  WITH DISTINCT wide ORDER BY wide.slug
  RETURN collect(wide.slug) AS wider
}
WITH act, norms, wider
WHERE norms > 0 OR act.verbPhrase_da IS NOT NULL
RETURN act.slug AS id, act.label_da AS label_da, act.label_en AS label_en,
       coalesce(act.hiddenLabel_da, []) + coalesce(act.hiddenLabel_en, []) AS words, wider
ORDER BY id, act.iri
