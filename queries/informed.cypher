// name: informed
// help-da: Hvem informeres, når noget sker: reglerne for situationen og de led, der følger efter
// help-en: Who is informed when something happens: the norms of the situation and the steps that follow
// param: situation Situation     the situation, as a slug
// param: roll_up boolean = false  count a unit as its parent
MATCH (situation:Situation {iri: $situation})<-[:TRIGGER]-(first:InformationNorm)
WHERE first.dataset = $dataset AND first.layer IN ['stated', 'interpretation']
MATCH path = (first)-[:FOLLOWED_BY*0..8]->(norm:InformationNorm)
WHERE $roll_up OR ALL(link IN relationships(path) WHERE link.basis <> 'roll-up')
WITH norm, length(path) + 1 AS step,
     reduce(rests = [], link IN relationships(path) | rests + link.rests_on) AS rests_on,
     reduce(rank = CASE first.layer WHEN 'stated' THEN 0 ELSE 1 END, link IN relationships(path) |
       CASE WHEN link.basis = 'roll-up' THEN 2
            WHEN link.basis = 'interpretation' AND rank = 0 THEN 1
            ELSE rank END) AS rank
ORDER BY norm.iri, rank, step, size(rests_on), rests_on
WITH norm, collect({step: step, rests_on: rests_on, rank: rank})[0] AS best
CALL (norm) {
  OPTIONAL MATCH (before:InformationNorm)-[link:FOLLOWED_BY]->(norm)
  WHERE $roll_up OR link.basis <> 'roll-up'
  WITH before, link ORDER BY before.iri
  RETURN collect(CASE WHEN before IS NULL THEN NULL
                      ELSE {iri: before.iri, id: before.slug, basis: link.basis} END) AS follows
}
CALL (norm) {
  OPTIONAL MATCH (norm)-[:BEARER]->(bearer)
  WITH coalesce(bearer['label_' + $lang], bearer.label_da) AS label ORDER BY label
  RETURN collect(label) AS who
}
CALL (norm) {
  MATCH (norm)-[:RECIPIENT]->(recipient)
  WITH coalesce(recipient['label_' + $lang], recipient.label_da) AS label ORDER BY label
  RETURN collect(label) AS whom
}
CALL (norm) {
  OPTIONAL MATCH (norm)-[:EVIDENCE]->(evidence)
  WITH evidence.exact_da AS words
  ORDER BY words
  RETURN collect(words) AS quotes
}
MATCH (norm)-[:MODALITY]->(modality), (norm)-[:ACT]->(act)
RETURN best.step AS step, norm.slug AS id, modality.slug AS modality, who,
       coalesce(act['label_' + $lang], act.label_da) AS act, whom, norm.order AS order,
       coalesce(norm['condition_' + $lang], norm.condition_da) AS condition,
       coalesce(norm['exception_' + $lang], norm.exception_da) AS exception,
       quotes[0] AS quote, norm.layer AS layer,
       CASE best.rank WHEN 0 THEN 'stated' WHEN 1 THEN 'interpretation' ELSE 'roll-up' END AS basis,
       best.rests_on AS rests_on, follows, norm.iri AS iri
ORDER BY step, id
