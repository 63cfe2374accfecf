// name: see-also
// help-da: Andre aktører, som det er værd at læse om sammen med en, og hvorfor; det er vores læsning
// help-en: Other actors worth reading about beside one, and why; that is our reading
// param: actor Actor             the actor, as a slug
MATCH (actor:Actor {iri: $actor})<-[:SUBJECT]-(assertion:Assertion)-[:PREDICATE]->(predicate {slug: 'seeAlso'})
WHERE assertion.dataset IN [$dataset, $shared]
MATCH (assertion)-[:OBJECT]->(other:Actor)
RETURN other.slug AS id, coalesce(other['label_' + $lang], other.label_da) AS label,
       assertion.slug AS assertion, assertion.layer AS layer,
       coalesce(assertion['why_' + $lang], assertion.why_da) AS why
ORDER BY label, id, assertion
