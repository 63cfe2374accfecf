// name: law-links
// help-da: Hvor loven er knyttet til dokumentet, hvorfor, og hvor sikkert det er
// help-en: Where the law is linked to the document, why, and how sure that is
MATCH (own)<-[:SUBJECT]-(link:Assertion {layer: 'interpretation'})
      -[:PREDICATE]->(relation {slug: 'relatedMatch'})
WHERE link.dataset = $dataset
MATCH (link)-[:OBJECT]->(thing)
WHERE thing.dataset = $shared
CALL (thing) {
  OPTIONAL MATCH (thing)<-[:TRIGGER|ABOUT|SUBJECT]-(rule:Assertion {layer: 'law'})
  WITH DISTINCT rule ORDER BY rule.slug
  RETURN collect(rule.slug) AS rules
}
OPTIONAL MATCH (link)-[:CONFIDENCE]->(confidence)
RETURN link.slug AS id,
       {id: coalesce(own.notation, own.slug), label: coalesce(own['label_' + $lang], own.label_da)}
         AS about,
       {id: coalesce(thing.notation, thing.slug),
        label: coalesce(thing['label_' + $lang], thing.label_da)} AS linked,
       rules, coalesce(link['why_' + $lang], link.why_da) AS why, confidence.slug AS confidence,
       link.approved AS approved
ORDER BY id
