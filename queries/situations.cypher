// name: situations
// help-da: De situationer, dokumentet taler om, og hvor mange udsagn om besked der er til hver
// help-en: The situations the document speaks of, and how many statements of a message each has
MATCH (situation:Situation)
WHERE situation.dataset = $dataset
OPTIONAL MATCH (situation)<-[:TRIGGER]-(norm:InformationNorm {layer: 'stated'})
WITH situation, count(norm) AS norms
RETURN situation.notation AS notation, situation.slug AS id,
       coalesce(situation['label_' + $lang], situation.label_da) AS label, norms
ORDER BY notation, id
