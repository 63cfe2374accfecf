// name: norms
// help-da: Alt, hvad dokumentet siger med ét ord for, hvor forpligtende det er
// help-en: All that the document says with one degree of obligation
// param: modality must|should|may|must-not|practice|aim|task|available|descriptive  how binding it is
// asks-da: alle skal -> modality=must
// asks-da: hvad skal -> modality=must
// asks-da: hvilke skal* -> modality=must
// asks-da: hvilke pligt* -> modality=must
// asks-da: hvad pligt* -> modality=must
// asks-da: alle pligt* -> modality=must
// asks-da: hvad er obligatorisk -> modality=must
// asks-da: hvor står skal -> modality=must
// asks-da: alt skal -> modality=must
// asks-da: er der noget skal -> modality=must
// asks-da: er der noget ikke må -> modality=must-not
// asks-da: alt bør -> modality=should
// asks-da: alt kan -> modality=may
// asks-da: hvor bruges|nævnes ordet skal -> modality=must
// asks-da: hvor bruges|nævnes ordet bør -> modality=should
// asks-da: hvor bruges|nævnes ordet kan|må -> modality=may
// asks-da: steder hvor står skal -> modality=must
// asks-da: steder hvor kun står skal -> modality=must
// asks-da: hvor står bør -> modality=should
// asks-da: steder hvor står bør -> modality=should
// asks-da: steder hvor kun står bør -> modality=should
// asks-da: hvor står kan|må -> modality=may
// asks-da: steder hvor står kan|må -> modality=may
// asks-da: steder hvor kun står kan|må -> modality=may
// asks-da: alle bør -> modality=should
// asks-da: hvad bør -> modality=should
// asks-da: hvilke bør -> modality=should
// asks-da: hvad anbefal* -> modality=should
// asks-da: hvilke anbefal* -> modality=should
// asks-da: alle kan -> modality=may
// asks-da: hvilke kan regler|regel -> modality=may
// asks-da: hvad kan -> modality=may
// asks-da: hvad må -> modality=may
// asks-da: hvad er tilladt -> modality=may
// asks-da: hvilke mulighed* -> modality=may
// asks-da: hvad er forbud*|forbyd* -> modality=must-not
// asks-da: forbud* -> modality=must-not
// asks-da: hvad må ikke -> modality=must-not
// asks-da: alle forbud -> modality=must-not
// asks-da: hvilke formål -> modality=aim
// asks-da: alle formål -> modality=aim
// asks-en: every|all must -> modality=must
// asks-en: what must -> modality=must
// asks-en: which duties|obligations -> modality=must
// asks-en: all|every|what should -> modality=should
// asks-en: what is recommended -> modality=should
// asks-en: all|every|what may -> modality=may
// asks-en: what is allowed -> modality=may
// asks-en: what is forbidden -> modality=must-not
// asks-en: is anything|something forbidden|prohibited -> modality=must-not
// asks-en: what obliged -> modality=must
// asks-en: what are obliged do -> modality=must
// asks-en: what is obligatory|mandatory -> modality=must
// asks-en: is forbidden -> modality=must-not
MATCH (assertion:Assertion)-[:MODALITY]->(modality)
WHERE assertion.dataset = $dataset AND assertion.layer = 'stated' AND modality.slug = $modality
CALL (assertion) {
  OPTIONAL MATCH (assertion)-[link:BEARER|SUBJECT|MEMBER|ROLE]->(who:Actor)
  WITH who, type(link) AS link ORDER BY who.slug
  WITH collect(DISTINCT CASE WHEN link = 'ROLE' THEN coalesce(who['label_' + $lang], who.label_da) ELSE NULL END) AS roles,
       collect(DISTINCT coalesce(who['label_' + $lang], who.label_da)) AS everybody
  RETURN CASE WHEN size(roles) > 0 THEN roles ELSE everybody END AS who
}
CALL (assertion) {
  OPTIONAL MATCH (assertion)-[:RECIPIENT|OBJECT|ORGANIZATION]->(object)
  WITH object ORDER BY object.slug
  RETURN collect(DISTINCT coalesce(object['label_' + $lang], object.label_da)) AS objects
}
CALL (assertion) {
  OPTIONAL MATCH (assertion)-[:TRIGGER|ABOUT]->(situation:Situation)
  WITH situation ORDER BY situation.notation, situation.slug
  RETURN collect(DISTINCT coalesce(situation['label_' + $lang], situation.label_da)) AS situations
}
CALL (assertion) {
  OPTIONAL MATCH (assertion)-[:EVIDENCE]->(evidence)
  OPTIONAL MATCH (evidence)-[:SENTENCE]->(sentence)
  WITH evidence, sentence ORDER BY sentence.start, evidence.start, evidence.iri
  RETURN collect(DISTINCT sentence.slug) AS sentences, collect(DISTINCT evidence.exact_da) AS quotes
}
OPTIONAL MATCH (assertion)-[:ACT|PREDICATE]->(act)
RETURN assertion.slug AS id, who, coalesce(act['label_' + $lang], act.label_da) AS act,
       objects + [text IN [coalesce(assertion['objectText_' + $lang], assertion.objectText_da)] WHERE text IS NOT NULL] AS object,
       situations, quotes, sentences
ORDER BY id, assertion.iri
