// name: responsibilities
// help-da: Hvem dokumentet siger gør hvad, med ordet for hvor forpligtende det er
// help-en: Who does what according to the document, with how binding it is
// asks-da: hvem gør hvad
// asks-da: hvem har hvilke opgave*|ansvar
// asks-da: hvem koordiner*|leder|styrer
// asks-da: hvem koordiner* indsats*|område*|arbejde*
// asks-da: hvem leder indsats*|område*|arbejde*
// asks-da: hvem har ansvar*
// asks-da: hvem har ansvar* indsats*|område*
// asks-da: hvem screener|vurderer bekymring*
// asks-da: hvem screener|vurderer bekymring* radikalisering
// asks-da: hvem screener|vurderer
// asks-da: hvem står koordiner*|ledelse*
// asks-da: hvem er tovholder*|koordinator*
// asks-en: who does what
// asks-en: who is charge
// asks-en: who is charge coordination|work|area
// asks-en: who is charge day day coordination
// asks-en: who runs day day
// asks-en: who coordinates|leads
// asks-en: who coordinates|leads work|area|effort
// asks-en: who is responsible
// asks-en: who assesses|screens concern*
// asks-da: hvilken|hvem enhed|afdeling|center varetager|koordiner*|leder
// asks-da: hvilken|hvem enhed|afdeling|center varetager koordination|ledelse
// asks-da: hvilken|hvem enhed|afdeling|center varetager koordination ledelse område*
// asks-da: hvem varetager koordination|ledelse
// asks-da: hvem varetager koordination ledelse
// asks-da: hvem har koordination|ledelse
// asks-en: which|who unit|department handles|coordinates|leads
// asks-en: which unit|department handles daily coordination management area
// asks-en: which|who handles coordination|management
MATCH (assertion:Assertion)
WHERE assertion.dataset = $dataset AND assertion.layer = 'stated'
  AND ('TaskStatement' IN labels(assertion) OR 'InformationNorm' IN labels(assertion))
OPTIONAL MATCH (assertion)-[:BEARER|SUBJECT]->(actor:Actor)
OPTIONAL MATCH (assertion)-[:ACT|PREDICATE]->(act)
OPTIONAL MATCH (assertion)-[:RECIPIENT|OBJECT]->(object)
MATCH (assertion)-[:MODALITY]->(modality)
OPTIONAL MATCH (assertion)-[:EVIDENCE]->(evidence)
WITH actor, assertion, act, object, modality, evidence ORDER BY actor.slug, assertion.iri, object.slug, evidence.iri
RETURN actor.slug AS actor, coalesce(actor['label_' + $lang], actor.label_da) AS label,
       assertion.slug AS id, modality.slug AS modality,
       coalesce(act['label_' + $lang], act.label_da) AS act,
       collect(DISTINCT coalesce(object['label_' + $lang], object.label_da,
         assertion['objectText_' + $lang], assertion.objectText_da)) AS object,
       collect(DISTINCT evidence.exact_da) AS quotes
ORDER BY actor, id
