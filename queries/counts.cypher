// name: counts
// help-da: Hvor mange udsagn grafen har i hvert lag
// help-en: How many assertions the graph has in each layer
MATCH (assertion:Assertion)
WHERE assertion.dataset IN [$dataset, $shared]
RETURN assertion.dataset AS dataset, assertion.layer AS layer, count(assertion) AS assertions
ORDER BY dataset, layer
