// name: sentences
// help-da: Kildens sætninger i deres rækkefølge, og de udsagn der hviler på hver
// help-en: The sentences of the source in their order, and the assertions that rest on each
MATCH (sentence:Sentence)
WHERE sentence.dataset = $dataset
OPTIONAL MATCH (sentence)-[:SENTENCE_KIND]->(kind)
OPTIONAL MATCH (sentence)-[:IS_PART_OF]->(document)
OPTIONAL MATCH (sentence)<-[:SENTENCE]-(quotation)<-[:EVIDENCE]-(assertion:Assertion)
WITH sentence, kind, document, assertion, quotation
ORDER BY quotation.start, assertion.slug, quotation.iri
WITH sentence, kind, document,
     collect(CASE WHEN assertion IS NULL THEN NULL ELSE
       {id: assertion.slug, quote: quotation.exact_da} END) AS assertions
RETURN sentence.slug AS id, kind.slug AS kind, sentence.text AS text,
       sentence.start AS start, sentence.end AS end,
       coalesce(document['title_' + $lang], document.title_da) AS source, document.issued AS issued,
       coalesce(sentence['unusedBecause_' + $lang], sentence.unusedBecause_da) AS unused, assertions
ORDER BY document.iri, start, id
