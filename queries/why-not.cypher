// name: why-not
// help-da: Forholdet mellem en aktør og en situation: hvad der knytter dem sammen, og hvad der ikke gør
// help-en: How an actor and a situation relate: what ties them together, and what does not
// param: actor Actor             the actor, as a slug
// param: situation Situation     the situation, as a slug
MATCH (actor:Actor {iri: $actor})
MATCH (situation:Situation {iri: $situation})
CALL (actor) {
  OPTIONAL MATCH (actor)<-[link:MEMBER|ROLE]-(seat:Participation)-[:ORGANIZATION]->(forum:Forum)
  WHERE seat.dataset IN [$dataset, $shared]
  OPTIONAL MATCH (seat)-[:ROLE]->(role)
  OPTIONAL MATCH (seat)-[:MODALITY]->(modality)
  WITH DISTINCT forum, seat, modality, type(link) AS part, role
  WITH CASE WHEN part = 'MEMBER' AND role IS NOT NULL THEN NULL ELSE forum END AS forum,
       seat, modality
  OPTIONAL MATCH (seat)-[:RESTS_ON]->(reading)
  WITH forum, seat, modality, reading ORDER BY reading.slug
  WITH forum, seat, modality, collect(reading.slug) AS rests_on
  ORDER BY forum.iri, seat.iri
  RETURN collect(CASE WHEN forum IS NULL THEN NULL ELSE
    {iri: forum.iri, id: forum.slug, label: coalesce(forum['label_' + $lang], forum.label_da),
     assertion: seat.iri, layer: seat.layer, by_aim: modality.slug = 'aim',
     rests_on: rests_on} END) AS seats
}
CALL (actor) {
  OPTIONAL MATCH (actor)<-[:RECIPIENT]-(norm:InformationNorm)-[:TRIGGER]->(where:Situation)
  WHERE norm.layer = 'stated' AND norm.dataset = $dataset
  OPTIONAL MATCH (norm)-[:MODALITY]->(modality)
  WITH norm, where, modality.slug AS modality
  WHERE modality IS NULL OR modality <> 'must-not'
  WITH norm, where ORDER BY norm.iri
  RETURN collect(CASE WHEN norm IS NULL THEN NULL ELSE
    {iri: norm.iri, id: norm.slug, situation: {id: where.slug,
     label: coalesce(where['label_' + $lang], where.label_da)}} END) AS elsewhere
}
CALL (actor) {
  OPTIONAL MATCH path = (actor)-[:UNIT_OF|DEPARTMENT_OF*1..6]->(parent:Actor)
  WHERE ALL(link IN relationships(path) WHERE link.dataset IN [$dataset, $shared]
            AND link.layer IN ['stated', 'interpretation'])
  WITH parent, [link IN relationships(path) | link.assertion] AS rests_on
  ORDER BY parent.iri, size(rests_on), rests_on
  RETURN collect(CASE WHEN parent IS NULL THEN NULL ELSE
    {iri: parent.iri, id: parent.slug, label: coalesce(parent['label_' + $lang], parent.label_da),
     rests_on: rests_on} END) AS parents
}
CALL (actor) {
  OPTIONAL MATCH path = (unit:Actor)-[:UNIT_OF|DEPARTMENT_OF*1..6]->(actor)
  WHERE ALL(link IN relationships(path) WHERE link.dataset IN [$dataset, $shared]
            AND link.layer IN ['stated', 'interpretation'])
  WITH unit, [link IN relationships(path) | link.assertion] AS rests_on
  ORDER BY unit.iri, size(rests_on), rests_on
  RETURN collect(CASE WHEN unit IS NULL THEN NULL ELSE
    {iri: unit.iri, id: unit.slug, label: coalesce(unit['label_' + $lang], unit.label_da),
     rests_on: rests_on} END) AS units
}
CALL (actor, situation) {
  OPTIONAL MATCH (actor)<-[link:ABOUT|LINK_NOT_STATED_TO]-(gap:KnowledgeGap)
  WHERE gap.dataset = $dataset
  OPTIONAL MATCH (gap)-[here:ABOUT]->(situation)
  WITH gap, min(CASE WHEN type(link) = 'LINK_NOT_STATED_TO' THEN 0
                     WHEN here IS NOT NULL THEN 1 ELSE 2 END) AS place
  ORDER BY place, gap.iri
  RETURN collect(CASE WHEN gap IS NULL THEN NULL ELSE
    {id: gap.slug, text: coalesce(gap['label_' + $lang], gap.label_da),
     in_short: coalesce(gap['inShort_' + $lang], gap.inShort_da),
     here: place < 2} END) AS gaps
}
RETURN actor.slug AS actor, coalesce(actor['label_' + $lang], actor.label_da) AS actor_label,
       situation.slug AS situation,
       coalesce(situation['label_' + $lang], situation.label_da) AS situation_label,
       seats, elsewhere, parents, units, gaps
ORDER BY actor
