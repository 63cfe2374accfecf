// name: actor
// help-da: Alt om en aktør: hvad den er, giver, får og er med i
// help-en: All about an actor: what it is, gives, receives and attends
// param: actor Actor             the actor, as a slug
// param: roll_up boolean = false  also what its units do and receive
// param: as_of date = today      the law as it was that day
MATCH (actor:Actor {iri: $actor})
CALL (actor) {
  RETURN actor AS one, [] AS by_units
  UNION
  MATCH path = (unit:Actor)-[:UNIT_OF|DEPARTMENT_OF*1..6]->(actor)
  WHERE $roll_up AND ALL(link IN relationships(path) WHERE link.dataset IN [$dataset, $shared]
            AND link.layer IN ['stated', 'interpretation'])
  RETURN unit AS one, [link IN relationships(path) | link.assertion] AS by_units
}
MATCH (one)<-[link:BEARER|RECIPIENT|CHANNEL|SUBJECT|OBJECT|MEMBER|ROLE|ORGANIZATION]-(assertion:Assertion)
WHERE assertion.dataset IN [$dataset, $shared]
  AND (assertion.layer <> 'law'
       OR ((assertion.validFrom IS NULL OR assertion.validFrom <= $as_of)
           AND (assertion.validTo IS NULL OR assertion.validTo >= $as_of)))
OPTIONAL MATCH (assertion)-[:PREDICATE]->(predicate)
OPTIONAL MATCH (assertion)-[:MODALITY]->(modality)
WITH actor, one, assertion, link, modality, by_units, predicate
// Where else one may read tells nothing of the actor: »see-also« has it.
WHERE predicate IS NULL OR predicate.slug <> 'seeAlso'
WITH actor, one, assertion, type(link) AS part, modality.slug AS modality, by_units
ORDER BY one.iri, assertion.iri, part, modality, size(by_units), by_units
WITH actor, one, assertion, part, modality, collect(by_units)[0] AS by_units
WHERE one.iri = actor.iri OR NOT part IN ['OBJECT', 'ORGANIZATION', 'SUBJECT']
   OR (part = 'SUBJECT' AND 'TaskStatement' IN labels(assertion))
RETURN DISTINCT
       CASE WHEN modality = 'must-not' THEN 'forbidden'
            WHEN part IN ['MEMBER', 'ROLE'] AND modality = 'aim' THEN 'by-aim'
            WHEN part IN ['MEMBER', 'ROLE'] THEN 'attends'
            WHEN part = 'RECIPIENT' THEN 'receives'
            WHEN part = 'BEARER' THEN 'gives'
            WHEN part = 'CHANNEL' THEN 'carries'
            WHEN part = 'ORGANIZATION' THEN 'seats'
            WHEN part = 'OBJECT' THEN 'mentioned'
            WHEN 'TaskStatement' IN labels(assertion) THEN 'does'
            ELSE 'is' END AS part,
       assertion.slug AS id, assertion.layer AS layer, one.slug AS actor, by_units AS rests_on,
       assertion.iri AS iri
ORDER BY part, id, iri, actor
