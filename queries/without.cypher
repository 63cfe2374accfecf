// name: without
// help-da: Hvad i dokumentet der nævner en aktør og falder bort uden den, og hvem der så er tilbage
// help-en: What in the document names an actor and falls away without it, and who is then left
// param: actor Actor             the actor, as a slug
// asks-da: hvad sker uden {actor}
// asks-da: uden {actor}
// asks-da: hvad mangler {actor} ikke er
// asks-da: hvad mangler uden {actor}
// asks-da: hvad mister uden {actor}
// asks-da: hvad sker {actor} ikke er|deltager|med
// asks-da: hvad falder uden {actor}
// asks-en: what happens without {actor}
// asks-en: what happens if {actor} is not
// asks-en: without {actor}
// asks-en: what lose without {actor}
// asks-da: hvad ryger|forsvinder {actor} nedlægges|nedlagt|lukkes|lukker
// asks-da: hvad ryger|forsvinder|sker {actor} bliver nedlagt|lukket
// asks-da: hvad sker {actor} nedlægges|lukkes|lukker
MATCH (actor:Actor {iri: $actor})<-[link:BEARER|RECIPIENT|SUBJECT|MEMBER|ROLE|CHANNEL]-(assertion:Assertion {layer: 'stated'})
WHERE assertion.dataset = $dataset
OPTIONAL MATCH (assertion)-[:ACT|PREDICATE]->(act)
OPTIONAL MATCH (assertion)-[:MODALITY]->(modality)
CALL (assertion) {
  OPTIONAL MATCH (assertion)-[:RECIPIENT|OBJECT|ORGANIZATION]->(object)
  WITH object ORDER BY object.slug
  RETURN collect(DISTINCT coalesce(object['label_' + $lang], object.label_da)) AS objects
}
CALL (actor, assertion) {
  OPTIONAL MATCH (assertion)-[:ORGANIZATION]->(:Forum)<-[:ORGANIZATION]-(seat:Assertion {layer: 'stated'})-[:MEMBER|ROLE]->(other:Actor)
  WHERE seat.dataset = $dataset AND other.iri <> actor.iri
  WITH other ORDER BY other.slug
  RETURN collect(DISTINCT coalesce(other['label_' + $lang], other.label_da)) AS left_there
}
RETURN CASE WHEN type(link) = 'BEARER' THEN 'gives' WHEN type(link) = 'RECIPIENT' THEN 'receives'
            WHEN type(link) IN ['MEMBER', 'ROLE'] THEN 'attends' WHEN type(link) = 'CHANNEL' THEN 'carries'
            WHEN 'TaskStatement' IN labels(assertion) THEN 'does' ELSE 'is' END AS part,
       assertion.slug AS id, modality.slug AS modality,
       coalesce(act['label_' + $lang], act.label_da) AS act,
       objects + [text IN [coalesce(assertion['objectText_' + $lang], assertion.objectText_da)] WHERE text IS NOT NULL] AS object,
       left_there
ORDER BY part, id, type(link)
