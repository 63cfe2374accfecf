// name: law
// help-da: Hver regel i loven: hvor den står, hvornår den gælder, om den er læst, og hvad i dokumentet den er knyttet til
// help-en: Every rule of law: where it stands, when it applies, whether it was read, and what in the document it is linked to
// asks-da: hvilken|hvilke|hvilket lov*|regler gælder
// asks-da: hvad siger lov*
// asks-da: hvilken|hvilke lov*|paragraf*
// asks-da: hvilken|hvilke lov*|paragraf* gælder
// asks-da: hvilke lov* er
// asks-da: lov*
// asks-da: underretningspligt hvilken paragraf|lov
// asks-da: underretningspligt
// asks-en: which law* applies|apply
// asks-en: what does law* say
// asks-en: which law*
MATCH (rule:Assertion {layer: 'law'})
WHERE rule.dataset = $shared
CALL (rule) {
  OPTIONAL MATCH (rule)-[:LEGAL_BASIS]->(act)
  WITH act ORDER BY act.slug
  RETURN collect(coalesce(act['title_' + $lang], act.title_da)) AS acts
}
CALL (rule) {
  OPTIONAL MATCH (rule)-[:TRIGGER|ABOUT|SUBJECT]->(thing)<-[match:RELATED_MATCH]-(own)
  WHERE own.dataset = $dataset
  OPTIONAL MATCH (link:Assertion {slug: match.assertion, dataset: $dataset})
  WITH DISTINCT match.assertion AS id, own, link ORDER BY own.notation, own.slug, id
  RETURN collect(CASE WHEN id IS NULL THEN NULL ELSE
    {id: id, label: coalesce(own.notation, own['label_' + $lang], own.label_da),
     why: coalesce(link['why_' + $lang], link.why_da)} END) AS linked
}
OPTIONAL MATCH (rule)-[:MODALITY]->(modality)
OPTIONAL MATCH (rule)-[:EVIDENCE]->(evidence)
RETURN rule.slug AS id, modality.slug AS modality,
       coalesce(rule['inShort_' + $lang], rule.inShort_da) AS in_short,
       acts, rule.section AS section, rule.validFrom AS valid_from, rule.validTo AS valid_to,
       coalesce(rule.knownBefore, false) AS known_before, evidence.textRead AS text_read,
       evidence.readOn AS read_on, rule.approved AS approved, evidence.address AS addresses, linked
ORDER BY id
