// name: units
// help-da: En aktørs enheder, og hvad det hviler på
// help-en: The units of an actor, and what that rests on
// param: actor Actor             the actor, as a slug
MATCH path = (unit:Actor)-[:UNIT_OF|DEPARTMENT_OF*1..6]->(:Actor {iri: $actor})
WHERE ALL(link IN relationships(path) WHERE link.dataset IN [$dataset, $shared]
            AND link.layer IN ['stated', 'interpretation'])
WITH unit, [link IN relationships(path) | link.assertion] AS rests_on
ORDER BY unit.slug, size(rests_on), rests_on
RETURN unit.slug AS id, coalesce(unit['label_' + $lang], unit.label_da) AS label,
       collect(rests_on)[0] AS rests_on
ORDER BY id
