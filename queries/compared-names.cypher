// name: compared-names
// help-da: Navne og telefonnumre, som dokumentet og andre kilder hver især giver
// help-en: Names and telephone numbers that the document and other sources each give
// param: things list<Entity> =    only of these
OPTIONAL MATCH (document:Source)
WHERE document.dataset = $dataset
WITH count(document) AS documents
CALL () {
  MATCH (given:SamspilEntity)
  WHERE given.dataset IN [$dataset, $shared] AND 'Naming' IN labels(given)
    AND given.layer = 'external'
  WITH DISTINCT given
  MATCH (thing:SamspilEntity)<-[:NAMES]-(given)-[:EVIDENCE]->(evidence:Evidence)
  WHERE $things IS NULL OR thing.iri IN $things
  RETURN thing, given, evidence, 'name' AS aspect, given.altLabel_da AS texts
  UNION
  MATCH (given:SamspilEntity)
  WHERE given.dataset IN [$dataset, $shared] AND given.telephone IS NOT NULL
  WITH DISTINCT given
  MATCH (thing:Actor)-[:CONTACT_POINT|REACHES]-(given)-[:EVIDENCE]->(evidence:Evidence)
  WHERE $things IS NULL OR thing.iri IN $things
  RETURN thing, given, evidence, 'telephone' AS aspect, [given.telephone] AS texts
}
OPTIONAL MATCH (evidence)-[:HAS_SOURCE]->(source)
CALL (thing, aspect) {
  OPTIONAL MATCH (thing)<-[:ABOUT]-(gap:KnowledgeGap)-[:ABOUT]->(predicate)
  WHERE gap.dataset = $dataset AND predicate.comparedAs = aspect
  WITH DISTINCT gap ORDER BY gap.slug
  RETURN collect(CASE WHEN gap IS NULL THEN NULL ELSE {id: gap.slug, iri: gap.iri} END) AS gaps
}
RETURN thing.slug AS id, thing.iri AS iri, thing.layer AS known_by,
       coalesce(thing['label_' + $lang], thing.label_da) AS label, aspect,
       given.slug AS assertion, given.iri AS assertion_iri, given.layer AS layer, texts,
       thing.label_da AS called, thing.altLabel_da AS also, gaps,
       {title: coalesce(source['title_' + $lang], source.title_da), one_of_many: documents > 1,
        issued: coalesce(source.issued, evidence.issued), addresses: evidence.address,
        read_on: evidence.readOn} AS source
ORDER BY id, iri, aspect, assertion, assertion_iri, evidence.iri
