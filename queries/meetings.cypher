// name: meetings
// help-da: Hvor tit og hvor fora mødes, og hvor det står; en tom række: ingen kilde siger det
// help-en: How often and where forums meet, and where it says so; an empty row: no source says it
// param: forums list<Forum> =    some forums; all without one
// asks-da: hvor ofte|tit mød*|møde* {forums}
// asks-da: hvor ofte|tit {forums}
// asks-da: hvor ofte|tit ses|samles {forums}
// asks-da: hvor ofte|tit hold* {forums}
// asks-da: hvor ofte|tit hold* mød* {forums}
// asks-da: hvornår mød*|møde* {forums}
// asks-da: hvornår er {forums}
// asks-da: hvor mød*|møde* {forums}
// asks-da: hvor hold*|foregå* {forums}
// asks-da: hvor hold*|foregå* mød* {forums}
// asks-da: hvor ligger {forums}
// asks-da: mødefrekvens|mødehyppighed|mødeinterval|mødested|mødekalender {forums}
// asks-da: hvor ofte|tit mød*
// asks-da: hvor ofte|tit mød* fora|forum
// asks-da: hvornår mød*
// asks-da: hvornår mød* hvor
// asks-da: hvor mød*
// asks-da: hvilke mød* hold*
// asks-en: how often meet*|meeting* {forums}
// asks-en: how often does {forums} meet*
// asks-en: how often {forums}
// asks-en: how often {forums} meet*
// asks-en: when {forums} meet*
// asks-en: how frequently {forums} meet*
// asks-en: when meet* {forums}
// asks-en: when does {forums} meet*
// asks-en: where do|does|is {forums} meet*|held
// asks-en: where {forums}
// asks-en: how often meet*
// asks-en: where do|does {forums} take place
// asks-en: where {forums} held|meet*
// asks-en: how frequently {forums}
// asks-en: how frequently does {forums} meet*
// asks-da: hvor mange gange om|året|måneden|ugen mød*|ses {forums}
// asks-da: hvor mange gange året|måneden|ugen mød*|ses {forums}
// asks-da: hvor mødefrekvens {forums}
// asks-da: hvor bliver {forums} holdt
// asks-da: hvor bliver {forums} holdt henne
// asks-da: hvor foregår {forums} henne
// asks-da: hvor hold*|mød* {forums} henne
MATCH (forum:SamspilEntity)
WHERE forum.dataset = $dataset AND 'Forum' IN labels(forum)
  AND (size($forums) = 0 OR forum.iri IN $forums)
CALL (forum) {
  OPTIONAL MATCH (forum)<-[:SUBJECT]-(assertion:Assertion)-[:PREDICATE]->(predicate)
  WHERE assertion.dataset = $dataset AND assertion.layer <> 'law'
    AND predicate.slug IN ['meetsWithFrequency', 'meetsAt', 'locatedAt', 'holdsMeetings']
  OPTIONAL MATCH (assertion)-[:MODALITY]->(modality)
  OPTIONAL MATCH (assertion)-[:OBJECT]->(place)
  WITH assertion, predicate, modality, place ORDER BY place.slug
  RETURN assertion, predicate, modality, collect(coalesce(place['label_' + $lang], place.label_da)) AS places
}
CALL (assertion) {
  OPTIONAL MATCH (assertion)-[:EVIDENCE]->(evidence)
  OPTIONAL MATCH (evidence)-[:SENTENCE]->(sentence)
  WITH evidence, sentence ORDER BY sentence.start, evidence.start, evidence.iri
  RETURN collect(DISTINCT evidence.exact_da) AS quotes,
         collect(DISTINCT coalesce(evidence['paraphrase_' + $lang], evidence.paraphrase_da)) AS paraphrases,
         collect(DISTINCT sentence.slug) AS sentences
}
RETURN forum.slug AS forum, coalesce(forum['label_' + $lang], forum.label_da) AS label,
       coalesce(predicate['label_' + $lang], predicate.label_da) AS act,
       places + [text IN [coalesce(assertion['objectText_' + $lang], assertion.objectText_da)] WHERE text IS NOT NULL] AS object,
       modality.slug AS modality, assertion.slug AS id, assertion.layer AS layer, quotes, paraphrases, sentences
ORDER BY label, forum, layer DESC, id
