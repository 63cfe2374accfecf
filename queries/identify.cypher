// name: identify
// help-da: Alt der kan søges på: id, navne og søgeord
// help-en: All that can be searched for: id, names and search words
// param: class text              Situation, Actor, Forum, Assertion or Entity
MATCH (thing:SamspilEntity)
WHERE thing.dataset IN [$dataset, $shared] AND $class IN labels(thing)
OPTIONAL MATCH (naming:Naming)-[:NAMES]->(thing)
WHERE naming.dataset IN [$dataset, $shared]
WITH thing, naming ORDER BY naming.iri
WITH thing, collect({also_da: naming.altLabel_da, also_en: naming.altLabel_en,
                     words_da: naming.hiddenLabel_da, words_en: naming.hiddenLabel_en}) AS namings
RETURN thing.iri AS iri, thing.slug AS id, thing.dataset AS dataset, thing.notation AS notation,
       thing.label_da AS label_da, thing.label_en AS label_en,
       thing.altLabel_da AS also_da, thing.altLabel_en AS also_en,
       thing.hiddenLabel_da AS words_da, thing.hiddenLabel_en AS words_en, namings
ORDER BY iri
