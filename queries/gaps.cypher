// name: gaps
// help-da: Hvad dokumentet ikke siger, eventuelt om én ting
// help-en: What the document does not say, or what it does not say about one thing
// param: about Entity =          a situation, an actor, a forum
MATCH (gap:KnowledgeGap)
WHERE gap.dataset = $dataset
OPTIONAL MATCH (gap)-[:ABOUT]->(thing)
WITH gap, thing ORDER BY gap.iri, thing.slug
WITH gap, collect(CASE WHEN thing IS NULL THEN NULL ELSE
       {id: thing.slug, label: coalesce(thing['label_' + $lang], thing.label_da, thing.slug),
        iri: thing.iri} END) AS about
WHERE $about IS NULL OR $about IN [thing IN about | thing.iri]
RETURN gap.slug AS id, coalesce(gap['label_' + $lang], gap.label_da) AS text,
       coalesce(gap['inShort_' + $lang], gap.inShort_da) AS in_short,
       [thing IN about | {id: thing.id, label: thing.label}] AS about
ORDER BY id
