// name: evidence
// help-da: Hvor et udsagn står: kilde, sætning, ordret citat
// help-en: Where an assertion stands: source, sentence, verbatim quote
// param: assertion Assertion     the assertion, as an id (A28)
MATCH (assertion:Assertion {iri: $assertion})-[:EVIDENCE]->(evidence)
OPTIONAL MATCH (evidence)-[:HAS_SOURCE]->(source)
OPTIONAL MATCH (evidence)-[:SENTENCE]->(sentence)
RETURN assertion.slug AS id, assertion.layer AS layer,
       coalesce(source['title_' + $lang], source.title_da) AS source,
       sentence.slug AS sentence, evidence.exact_da AS quote, evidence.start AS start,
       evidence.end AS end, sentence.text AS sentence_text,
       coalesce(evidence['paraphrase_' + $lang], evidence.paraphrase_da) AS paraphrase,
       evidence.address AS addresses, evidence.readOn AS read_on
ORDER BY start, sentence, evidence.iri
