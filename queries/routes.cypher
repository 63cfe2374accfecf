// name: routes
// help-da: Veje fra én aktør til en anden over regler om at informere, og kun dem; hvert led har sin egen situation
// help-en: Routes from one actor to another over information norms only; each step has its own situation
// param: from Actor              where the message starts
// param: to Actor                where it would arrive
// if-empty: no-route
// asks-da: må|kan|skal|bør {from} gå|kontakt*|henvend*|underret*|skrive|ringe|gå {to}
// asks-da: må|kan {from} sende|bringe|give|videregive {to}
// asks-da: må|kan {from} bringe sag {to}
// asks-da: må|kan {from} sende sag videre {to}
// asks-da: gå fra {from} {to}
// asks-da: vej fra {from} {to}
// asks-da: hvilken vej fra {from} {to}
// asks-da: vej {from} {to}
// asks-da: er en vej fra {from} {to}
// asks-da: hvordan kommer|går|når sag|bekymring|besked fra {from} {to}
// asks-da: hvordan kommer|går|når fra {from} {to}
// asks-da: rute fra {from} {to}
// asks-da: kan|må sag|bekymring fra {from} sendes|gå|komme|bringes {to}
// asks-da: kan|må sag|bekymring fra {from} sendes|gå|komme|bringes videre {to}
// asks-en: may|can|should {from} go|contact|notify|call {to}
// asks-en: route from {from} {to}
// asks-en: way|path from {from} {to}
// asks-en: how does case|concern from {from} {to}
MATCH path = (:Actor {iri: $from})-[:INFORMS*1..6 {layer: 'stated', dataset: $dataset}]->(:Actor {iri: $to})
WHERE ALL(link IN relationships(path) WHERE link.modality <> 'must-not')
  AND ALL(place IN nodes(path) WHERE size([other IN nodes(path) WHERE other.iri = place.iri]) = 1)
WITH [link IN relationships(path) | {id: link.assertion, modality: link.modality,
        situation: link.situation}] AS norms,
     [place IN nodes(path) | place.slug] AS actors
RETURN size(norms) AS steps, actors, norms
ORDER BY steps, actors, [norm IN norms | norm.id]
