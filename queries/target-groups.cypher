// name: target-groups
// help-da: Hvem dokumentet handler om: grupperne, og hvad det siger om hver
// help-en: Whom the document is about: the groups, and what it says of each
// asks-da: hvem handler
// asks-da: hvem handler dokumentet om
// asks-da: hvem handler
// asks-da: hvem er skrevet om
// asks-da: hvilke grupper borger* handler
// asks-da: hvilke målgruppe*|grupper
// asks-da: målgruppe*
// asks-en: which target groups
// asks-en: whom about
MATCH (group:SamspilEntity)
WHERE group.dataset = $dataset AND 'TargetGroup' IN labels(group)
OPTIONAL MATCH (group)-[:MENTIONED_IN]->(sentence)
WITH group, sentence ORDER BY sentence.slug
WITH group, collect(DISTINCT sentence.slug) AS sentences
OPTIONAL MATCH (group)<-[:CONCERNS]-(assertion:Assertion {layer: 'stated'})
WITH group, sentences, assertion ORDER BY assertion.slug
WITH group, sentences, collect(assertion.slug) AS assertions, collect(assertion) AS said
UNWIND CASE WHEN size(said) = 0 THEN [NULL] ELSE said END AS one
OPTIONAL MATCH (one)-[:TRIGGER|ABOUT]->(situation:Situation)
WITH group, sentences, assertions, situation ORDER BY situation.notation
RETURN group.slug AS id, coalesce(group['label_' + $lang], group.label_da) AS label,
       sentences, assertions, collect(DISTINCT situation.notation) AS situations
ORDER BY id
