// name: requirements
// help-da: Hvad loven og det nationale koncept siger, at en plan skal eller bør rumme, og hvad dokumentet lader åbent
// help-en: What the law and the national concept say a plan must or should hold, and what the document leaves open
MATCH (requirement:SamspilEntity)
WHERE requirement.dataset IN [$dataset, $shared] AND 'Requirement' IN labels(requirement)
WITH DISTINCT requirement
MATCH (requirement)-[:REQUIRED_BY]->(basis:Assertion)
CALL (requirement) {
  OPTIONAL MATCH (requirement)-[:SEEN_IN_RELATION]->(relation)
  WITH relation ORDER BY relation.slug
  RETURN collect(relation.slug) AS relations,
         collect(coalesce(relation['label_' + $lang], relation.label_da)) AS relation_labels
}
CALL (requirement) {
  OPTIONAL MATCH (requirement)<-[:LEAVES_OPEN]-(gap:KnowledgeGap)
  WHERE gap.dataset = $dataset
  WITH gap ORDER BY gap.slug
  RETURN collect(CASE WHEN gap IS NULL THEN NULL ELSE
    {id: gap.slug, text: coalesce(gap['label_' + $lang], gap.label_da)} END) AS gaps
}
OPTIONAL MATCH (requirement)-[:SEEN_OF_KIND]->(kind)
OPTIONAL MATCH (requirement)-[:SEEN_IN_URGENCY]->(urgency)
RETURN requirement.slug AS id,
       coalesce(requirement['label_' + $lang], requirement.label_da) AS label,
       basis.slug AS required_by, basis.iri AS basis, basis.layer AS layer,
       relations, relation_labels, kind.slug AS of_kind, urgency.slug AS urgency,
       coalesce(urgency['label_' + $lang], urgency.label_da) AS urgency_label,
       coalesce(requirement.seenInNorms, false) AS in_norms,
       coalesce(requirement.seenInWord, []) AS words,
       requirement.everyYears AS every_years,
       coalesce(requirement['undecidable_' + $lang], requirement.undecidable_da) AS undecidable,
       coalesce(requirement['note_' + $lang], requirement.note_da) AS note, gaps
ORDER BY requirement.order, id
