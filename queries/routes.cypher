// name: routes
// help-da: Veje fra én aktør til en anden over regler om at informere, og kun dem; hvert led har sin egen situation
// help-en: Routes from one actor to another over information norms only; each step has its own situation
// param: from Actor              where the message starts
// param: to Actor                where it would arrive
MATCH path = (:Actor {iri: $from})-[:INFORMS*1..6 {layer: 'stated', dataset: $dataset}]->(:Actor {iri: $to})
WHERE ALL(link IN relationships(path) WHERE link.modality <> 'must-not')
  AND ALL(place IN nodes(path) WHERE size([other IN nodes(path) WHERE other.iri = place.iri]) = 1)
WITH [link IN relationships(path) | {id: link.assertion, modality: link.modality,
        situation: link.situation}] AS norms,
     [place IN nodes(path) | place.slug] AS actors
RETURN size(norms) AS steps, actors, norms
ORDER BY steps, actors, [norm IN norms | norm.id]
