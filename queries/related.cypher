// name: related
// help-da: Situationer, der ligger tæt på en anden
// help-en: Situations that lie close to another
// param: situation Situation     the situation, as a slug
MATCH (:Situation {iri: $situation})-[link:SEE_ALSO]->(other:Situation)
RETURN other.slug AS id, coalesce(other['label_' + $lang], other.label_da) AS label,
       link.layer AS layer, link.assertion AS assertion
ORDER BY other.notation, id
