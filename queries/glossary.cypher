// name: glossary
// help-da: Ordene: navne, andre stavemåder og forklaringer
// help-en: The words: names, other spellings and definitions
MATCH (thing:SamspilEntity)
WHERE thing.dataset IN [$dataset, $shared]
  AND ('Actor' IN labels(thing) OR 'Situation' IN labels(thing) OR 'Concept' IN labels(thing))
  AND thing.label_da IS NOT NULL
OPTIONAL MATCH (naming:Naming)-[:NAMES]->(thing)
WHERE naming.dataset IN [$dataset, $shared]
WITH thing, naming ORDER BY naming.iri
WITH thing, collect({layer: naming.layer, names: naming.altLabel_da}) AS namings
RETURN thing.slug AS id, thing.label_da AS da, thing.label_en AS en, thing.altLabel_da AS also,
       [naming IN namings WHERE naming.names IS NOT NULL] AS named_elsewhere,
       coalesce(thing['definition_' + $lang], thing.definition_da,
                thing['note_' + $lang], thing.note_da) AS definition
ORDER BY id, thing.iri
