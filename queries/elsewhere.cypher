// name: elsewhere
// help-da: Hvad andre kilder end dokumentet siger, gengivet, og hvor og hvornår det er læst
// help-en: What sources other than the document say, in our words, and where and when they were read
// asks-da: hvad siger andre kilde*
// asks-da: andre kilde*
// asks-da: hvad ændre* siden
// asks-da: hvad har ændre* siden 2018
// asks-da: hvad er ændre*
// asks-da: hvad er nyt
// asks-da: hvad siger kommune* hjemmeside*
// asks-da: hvad siger hjemmeside*
// asks-da: hvad siger hjemmeside* {role}
// asks-da: hvad siger kommune* hjemmeside* {role}
// asks-da: hvad siger andre kilde* {role}
// asks-en: what do other sources say
// asks-en: other sources
// asks-en: what has changed
MATCH (assertion:Assertion)
WHERE assertion.dataset = $dataset AND assertion.layer = 'external'
CALL (assertion) {
  OPTIONAL MATCH (assertion)-[:SUBJECT|BEARER|MEMBER|ABOUT]->(thing)
  WITH thing ORDER BY thing.slug
  RETURN collect(DISTINCT coalesce(thing['label_' + $lang], thing.label_da)) AS about
}
CALL (assertion) {
  OPTIONAL MATCH (assertion)-[:EVIDENCE]->(evidence)
  WITH evidence ORDER BY evidence.iri
  RETURN collect(DISTINCT coalesce(evidence['paraphrase_' + $lang], evidence.paraphrase_da)) AS paraphrase,
         collect(DISTINCT evidence.readOn) AS read_on, collect(DISTINCT evidence.address) AS addresses
}
RETURN assertion.slug AS id, about, paraphrase,
       coalesce(assertion['note_' + $lang], assertion.note_da) AS note, read_on, addresses
ORDER BY id
