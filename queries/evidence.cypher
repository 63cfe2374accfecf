// name: evidence
// help-da: Hvor det står, som et id på en side henviser til: kilde, sætning, ordret citat
// help-en: Where that stands which an id on a page points to: source, sentence, verbatim quote
// asks-da: {assertion}
// asks-da: udsagn|regel|sætning|læsning|krav|citat|kilde {assertion}
// asks-da: hvad er|betyder|siger|står {assertion}
// asks-da: hvad er|betyder|siger|står udsagn|udsagnet|regel|reglen|sætning|sætningen|læsning|læsningen|krav|kravet {assertion}
// asks-da: hvad står {assertion} for
// asks-da: hvad henviser {assertion} til
// asks-da: hvor står {assertion}
// asks-da: hvor kommer {assertion} fra
// asks-da: hvad er citat*|kilde*|bevis* {assertion}
// asks-en: statement|rule|sentence|reading|requirement|quote|source {assertion}
// asks-en: what is|does|says {assertion}
// asks-en: what is|does statement|rule|sentence|reading|requirement {assertion}
// asks-en: what is|does statement|rule|sentence|reading|requirement {assertion} mean|say
// asks-en: what does {assertion} mean|say|stand
// asks-en: where is|does|come {assertion}
// asks-en: where does {assertion} come|stand
// asks-en: what is quote|source|evidence {assertion}
// param: assertion Entity        any id that stands on a page (A28, G01, I04, T01 …)
MATCH (assertion:SamspilEntity {iri: $assertion})
CALL (assertion) {
  MATCH (assertion)-[:EVIDENCE]->(evidence)
  OPTIONAL MATCH (evidence)-[:SENTENCE]->(sentence)
  OPTIONAL MATCH (evidence)-[:HAS_SOURCE]->(source)
  RETURN evidence, sentence, source
  UNION
  MATCH (assertion)-[:WAS_DERIVED_FROM]->(:Assertion)-[:EVIDENCE]->(evidence)
  OPTIONAL MATCH (evidence)-[:SENTENCE]->(sentence)
  OPTIONAL MATCH (evidence)-[:HAS_SOURCE]->(source)
  RETURN evidence, sentence, source
  UNION
  MATCH (assertion)-[:WAS_DERIVED_FROM|MENTIONED_IN]->(sentence:Sentence)
  OPTIONAL MATCH (sentence)-[:IS_PART_OF]->(source)
  RETURN NULL AS evidence, sentence, source
  UNION
  OPTIONAL MATCH (assertion)-[:EVIDENCE|WAS_DERIVED_FROM|MENTIONED_IN]->(ground)
  WITH count(ground) AS grounds
  WHERE grounds = 0
  RETURN NULL AS evidence, NULL AS sentence, NULL AS source
}
RETURN assertion.slug AS id, assertion.layer AS layer,
       coalesce(assertion['claim_' + $lang], assertion.claim_da, assertion['label_' + $lang],
                assertion.label_da, assertion['inShort_' + $lang], assertion.inShort_da,
                assertion.text, assertion.telephone, assertion.email,
                assertion['why_' + $lang], assertion.why_da, head(assertion.altLabel_da)) AS says,
       coalesce(source['title_' + $lang], source.title_da) AS source,
       sentence.slug AS sentence, evidence.exact_da AS quote, evidence.start AS start,
       evidence.end AS end, sentence.text AS sentence_text,
       coalesce(evidence['paraphrase_' + $lang], evidence.paraphrase_da) AS paraphrase,
       evidence.address AS addresses, evidence.readOn AS read_on
ORDER BY start, sentence, evidence.iri
