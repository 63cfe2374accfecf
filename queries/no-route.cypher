// name: no-route
// help-da: Hvor der ikke er angivet en vej: det, dokumentet ikke siger om den, og hvor langt man når
// help-en: Where no route is stated: what the document does not say of it, and how far one gets
// param: from Actor              where the message starts
// param: to Actor                where it would arrive
MATCH (start:Actor {iri: $from})
CALL (start) {
  OPTIONAL MATCH (gap:KnowledgeGap)-[:LINK_NOT_STATED_FROM]->(start)
  WHERE gap.dataset = $dataset
  OPTIONAL MATCH (gap)-[:LINK_NOT_STATED_TO]->(end {iri: $to})
  WITH DISTINCT gap, end ORDER BY gap.slug
  RETURN collect(CASE WHEN gap IS NULL OR end IS NULL THEN NULL ELSE
    {id: gap.slug, text: coalesce(gap['label_' + $lang], gap.label_da)} END) AS gaps
}
CALL (start) {
  OPTIONAL MATCH path = (start)-[:INFORMS*1..6 {layer: 'stated', dataset: $dataset}]->(place:Actor)
  WHERE ALL(link IN relationships(path) WHERE link.modality <> 'must-not')
    AND place.iri <> $from
  WITH place, min(size(relationships(path))) AS steps ORDER BY steps, place.slug
  RETURN collect(CASE WHEN place IS NULL THEN NULL ELSE
    {id: place.slug, label: coalesce(place['label_' + $lang], place.label_da)} END) AS reached
}
RETURN {id: start.slug, label: coalesce(start['label_' + $lang], start.label_da)} AS actor,
       gaps, reached
ORDER BY actor.id
