// name: names
// help-da: Alle navne på én ting, og hvor hvert navn kommer fra
// help-en: All names of one thing, and where each name comes from
// param: thing Entity            a situation, an actor, a forum
// asks-da: hvad står {thing} for
// asks-da: hvad betyder {thing}
// asks-da: hvad betyder forkort* {thing}
// asks-da: hvad er forkort* {thing}
// asks-da: hvad kaldes {thing}
// asks-da: hvad dækker {thing} over
// asks-da: hvad står bogstaverne {thing} for
// asks-da: hvad er {thing} forkort* for
// asks-en: what is {thing} short for
// asks-en: what do letters {thing} stand for
// asks-en: what does abbreviation {thing} mean|stand
// asks-en: what does {thing} stand for
// asks-en: what does {thing} mean
// asks-en: what mean* {thing}
MATCH (thing:SamspilEntity {iri: $thing})
OPTIONAL MATCH (thing)<-[:NAMES]-(naming:Naming)
WHERE naming.dataset IN [$dataset, $shared]
OPTIONAL MATCH (naming)-[:EVIDENCE]->(evidence)
OPTIONAL MATCH (thing)-[:CLASSIFICATION]->(kind)
OPTIONAL MATCH (thing)-[:MENTIONED_IN]->(sentence)
WITH thing, kind, naming, evidence, sentence ORDER BY naming.iri, evidence.iri, sentence.start
WITH thing, kind, collect(DISTINCT sentence.slug) AS sentences,
     collect(DISTINCT {id: naming.slug, layer: naming.layer, da: naming.altLabel_da,
                       en: naming.altLabel_en,
                       note: coalesce(naming['note_' + $lang], naming.note_da),
                       addresses: evidence.address, read_on: evidence.readOn}) AS namings
RETURN thing.slug AS id, thing.label_da AS da, thing.label_en AS en,
       thing.altLabel_da AS also, thing.dataset AS dataset, thing.layer AS layer,
       thing.notation AS notation,
       coalesce(kind['label_' + $lang], kind.label_da) AS kind, thing.instanceCount AS count,
       coalesce(thing['note_' + $lang], thing.note_da) AS note, sentences,
       [naming IN namings WHERE naming.da IS NOT NULL OR naming.en IS NOT NULL] AS namings,
       thing.iri AS iri
ORDER BY iri
