// name: datasets
// help-da: Kommunerne i grafen
// help-en: The municipalities in the graph
MATCH (dataset:Dataset)
WHERE dataset.dataset <> $shared
OPTIONAL MATCH (source:Source {dataset: dataset.dataset})
WITH dataset, source ORDER BY source.iri
RETURN dataset.slug AS id, coalesce(dataset['label_' + $lang], dataset.label_da) AS label,
       collect({title: coalesce(source['title_' + $lang], source.title_da),
                issued: source.issued}) AS sources
ORDER BY id
