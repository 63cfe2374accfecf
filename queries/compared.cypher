// name: compared
// help-da: Hvad dokumentet og andre kilder hver især siger om det samme, så det kan sammenlignes
// help-en: What the document and other sources each say of the same, so that it can be compared
// param: things list<Entity> =    only of these
OPTIONAL MATCH (document:Source)
WHERE document.dataset = $dataset
WITH count(document) AS documents
MATCH (one:Assertion)-[:ORGANIZATION|SUBJECT|OBJECT|TRIGGER]->(thing:SamspilEntity)
WHERE one.dataset IN [$dataset, $shared]
  AND ($things IS NULL OR thing.iri IN $things)
  AND (one.layer = 'external' OR (one.layer = 'stated' AND documents > 1))
WITH DISTINCT thing, documents
MATCH (thing)<-[link:ORGANIZATION|SUBJECT|OBJECT|TRIGGER]-(assertion:Assertion)
WHERE assertion.dataset IN [$dataset, $shared] AND assertion.layer IN ['stated', 'external']
OPTIONAL MATCH (assertion)-[:PREDICATE]->(predicate)
WITH thing, documents, assertion, type(link) AS link,
     CASE WHEN 'InformationNorm' IN labels(assertion) THEN 'norm'
          ELSE predicate.comparedAs END AS aspect
WHERE aspect IS NOT NULL AND (link = 'OBJECT') = (aspect IN ['coordinator', 'leader'])
CALL (assertion, aspect) {
  OPTIONAL MATCH (assertion)-[:ROLE]->(role)
  WITH assertion, aspect, count(role) AS roles
  OPTIONAL MATCH (assertion)-[end:MEMBER|ROLE|SUBJECT|OBJECT|RECIPIENT]->(value)
  WHERE (roles = 0 OR type(end) <> 'MEMBER')
    AND (type(end) = 'SUBJECT') = (aspect IN ['coordinator', 'leader'])
  WITH value ORDER BY value.iri
  RETURN collect(CASE WHEN value IS NULL THEN NULL ELSE
    {iri: value.iri, id: value.slug,
     label: coalesce(value['label_' + $lang], value.label_da, value.slug)} END) AS values
}
CALL (assertion) {
  OPTIONAL MATCH (assertion)-[:BEARER]->(bearer)
  WITH bearer ORDER BY bearer.iri
  RETURN collect(CASE WHEN bearer IS NULL THEN NULL ELSE
    {iri: bearer.iri, id: bearer.slug,
     label: coalesce(bearer['label_' + $lang], bearer.label_da)} END) AS bearers
}
CALL (assertion) {
  OPTIONAL MATCH (assertion)-[:OBJECT]->(object)-[ways:UNIT_OF|DEPARTMENT_OF*1..6]->(parent)
  WITH DISTINCT parent.iri AS iri ORDER BY iri
  RETURN collect(iri) AS within
}
CALL (thing, aspect) {
  OPTIONAL MATCH (thing)<-[:ABOUT]-(gap:KnowledgeGap)-[:ABOUT]->(predicate)
  WHERE gap.dataset = $dataset AND predicate.comparedAs = aspect
  WITH DISTINCT gap ORDER BY gap.slug
  RETURN collect(CASE WHEN gap IS NULL THEN NULL ELSE {id: gap.slug, iri: gap.iri} END) AS gaps
}
CALL (assertion, documents) {
  OPTIONAL MATCH (assertion)-[:EVIDENCE]->(evidence)
  OPTIONAL MATCH (evidence)-[:HAS_SOURCE]->(source)
  WITH evidence, source, documents ORDER BY evidence.iri
  RETURN collect(CASE WHEN evidence IS NULL THEN NULL ELSE
    {title: coalesce(source['title_' + $lang], source.title_da), one_of_many: documents > 1,
     issued: coalesce(source.issued, evidence.issued), addresses: evidence.address,
     read_on: evidence.readOn} END)[0] AS source
}
OPTIONAL MATCH (assertion)-[:MODALITY]->(modality)
RETURN thing.slug AS id, thing.iri AS iri, thing.layer AS known_by,
       coalesce(thing['label_' + $lang], thing.label_da) AS label,
       'Situation' IN labels(thing) AS situation, aspect,
       assertion.slug AS assertion, assertion.iri AS assertion_iri, assertion.layer AS layer,
       values, bearers, modality.slug AS modality, within,
       coalesce(assertion['condition_' + $lang], assertion.condition_da) AS condition,
       coalesce(assertion['exception_' + $lang], assertion.exception_da) AS exception,
       coalesce(assertion['deadline_' + $lang], assertion.deadline_da) AS deadline,
       coalesce(assertion['manner_' + $lang], assertion.manner_da) AS manner,
       assertion.objectText_da AS danish,
       coalesce(assertion['objectText_' + $lang], assertion.objectText_da) AS text,
       coalesce(assertion['note_' + $lang], assertion.note_da) AS note, gaps, source
ORDER BY id, iri, aspect, assertion, assertion_iri
