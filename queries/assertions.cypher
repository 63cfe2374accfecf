// name: assertions
// help-da: Alt om nogle udsagn: hvem, hvad, hvornår, og hvor det står
// help-en: All about some assertions: who, what, when, and where it says so
// param: assertions list<Assertion>  the assertions, as ids
UNWIND $assertions AS wanted
MATCH (assertion:SamspilEntity {iri: wanted})
CALL (assertion) {
  OPTIONAL MATCH (assertion)-[:ROLE]->(role)
  WITH assertion, count(role) AS roles
  OPTIONAL MATCH (assertion)-[link:BEARER|SUBJECT|MEMBER|ROLE]->(actor:Actor)
  WHERE roles = 0 OR type(link) <> 'MEMBER'
  WITH actor ORDER BY actor.slug
  RETURN collect(DISTINCT CASE WHEN actor IS NULL THEN NULL ELSE
    {id: actor.slug, iri: actor.iri, forum: 'Forum' IN labels(actor),
     plural: coalesce(actor.isPlural, false),
     label: coalesce(actor['label_' + $lang], actor.label_da)} END) AS bearers
}
CALL (assertion) {
  OPTIONAL MATCH (assertion)-[:SUBJECT]->(subject)
  WHERE NOT 'Actor' IN labels(subject)
  WITH subject ORDER BY subject.slug
  RETURN collect(coalesce(subject['label_' + $lang], subject.label_da, subject.slug)) AS subjects
}
CALL (assertion, bearers) {
  OPTIONAL MATCH (assertion)-[:ACT|PREDICATE]->(act)
  WITH act, size(bearers) > 1 OR any(one IN bearers WHERE one.plural) AS several
  RETURN CASE WHEN act IS NULL THEN NULL ELSE
    {id: act.slug, label: coalesce(CASE WHEN several THEN act['pluralLabel_' + $lang] END,
                                   act['label_' + $lang], act.label_da),
     verb_phrase: coalesce(act['verbPhrase_' + $lang], act.verbPhrase_da),
     passive_phrase: coalesce(act['passivePhrase_' + $lang], act.passivePhrase_da),
     practice_phrase: coalesce(act['practicePhrase_' + $lang], act.practicePhrase_da)} END AS act
}
CALL (assertion) {
  OPTIONAL MATCH (assertion)-[:PREDICATE]->()-[:SUB_PROPERTY_OF*0..1]->()-[:TELLS]->(modality)
  WITH modality ORDER BY modality.slug
  RETURN collect(modality.slug) AS tells
}
CALL (assertion) {
  OPTIONAL MATCH (assertion)-[:RECIPIENT]->(actor)
  WITH actor ORDER BY actor.slug
  RETURN collect(CASE WHEN actor IS NULL THEN NULL ELSE
    {id: actor.slug, iri: actor.iri,
     label: coalesce(actor['label_' + $lang], actor.label_da),
     kind: CASE WHEN 'Forum' IN labels(actor) THEN 'forum'
                WHEN 'Role' IN labels(actor) THEN 'role'
                WHEN 'ActorGroup' IN labels(actor) THEN 'group'
                WHEN 'OrganizationalUnit' IN labels(actor) THEN 'unit'
                WHEN 'OrganizationalCollaboration' IN labels(actor) THEN 'collaboration'
                ELSE 'organization' END} END) AS recipients
}
CALL (assertion) {
  OPTIONAL MATCH (assertion)-[:OBJECT|ORGANIZATION]->(object)
  WITH object ORDER BY object.slug
  RETURN collect(CASE WHEN object IS NULL THEN NULL ELSE
    {id: object.slug, iri: object.iri, forum: 'Forum' IN labels(object),
     label: coalesce(object['label_' + $lang], object.label_da, object.slug)} END) AS objects
}
CALL (assertion) {
  OPTIONAL MATCH (assertion)-[:CHANNEL]->(channel)
  WITH channel ORDER BY channel.slug
  RETURN collect(CASE WHEN channel IS NULL THEN NULL ELSE
    {id: channel.slug, label: coalesce(channel['label_' + $lang], channel.label_da)} END) AS channels
}
CALL (assertion) {
  OPTIONAL MATCH (assertion)-[:ALTERNATIVE_TO]->(other)
  WITH other ORDER BY other.slug
  RETURN collect(other.slug) AS alternatives
}
CALL (assertion) {
  OPTIONAL MATCH (assertion)-[:RESTS_ON]->(reading)
  WITH reading ORDER BY reading.slug
  RETURN collect(reading.slug) AS rests_on
}
CALL (assertion) {
  OPTIONAL MATCH (assertion)-[:EVIDENCE]->(evidence)
  OPTIONAL MATCH (evidence)-[:HAS_SOURCE]->(source)
  OPTIONAL MATCH (evidence)-[:SENTENCE]->(sentence)
  WITH evidence, source, sentence ORDER BY source.iri, sentence.start, evidence.start, evidence.iri
  RETURN collect(CASE WHEN evidence IS NULL THEN NULL ELSE
    {source: coalesce(source['title_' + $lang], source.title_da), issued: source.issued, sentence: sentence.slug,
     sentence_text: sentence.text, quote: evidence.exact_da, start: evidence.start, end: evidence.end,
     paraphrase: coalesce(evidence['paraphrase_' + $lang], evidence.paraphrase_da),
     addresses: evidence.address, text_read: evidence.textRead, read_on: evidence.readOn} END)
    AS evidence
}
CALL (assertion) {
  OPTIONAL MATCH (assertion)-[:LEGAL_BASIS]->(basis)
  WITH basis ORDER BY basis.slug
  RETURN collect(CASE WHEN basis IS NULL THEN NULL ELSE
    {id: basis.slug, label: coalesce(basis['title_' + $lang], basis.title_da)} END) AS legal_basis
}
CALL (assertion) {
  OPTIONAL MATCH (assertion)-[:TRIGGER|ABOUT]->(situation:Situation)
  WITH situation ORDER BY situation.notation, situation.slug
  RETURN collect(CASE WHEN situation IS NULL THEN NULL ELSE
    {id: situation.slug, iri: situation.iri,
     label: coalesce(situation['label_' + $lang], situation.label_da)} END) AS situations
}
CALL (assertion) {
  OPTIONAL MATCH (assertion)-[:AUDIENCE]->(audience)
  WITH audience ORDER BY audience.slug
  RETURN collect(CASE WHEN audience IS NULL THEN NULL ELSE
    {id: audience.slug, label: coalesce(audience['label_' + $lang], audience.label_da)} END) AS audience
}
CALL (assertion) {
  OPTIONAL MATCH (assertion)-[:CONTACT_POINT]->(contact)
  WITH contact ORDER BY contact.iri
  RETURN collect(CASE WHEN contact IS NULL THEN NULL ELSE
    {id: contact.slug, type: coalesce(contact['contactType_' + $lang], contact.contactType_da),
     telephone: contact.telephone, email: contact.email,
     hours: coalesce(contact['openingHours_' + $lang], contact.openingHours_da)} END) AS contacts
}
OPTIONAL MATCH (assertion)-[:ANONYMITY]->(anonymity)
OPTIONAL MATCH (assertion)-[:MODALITY]->(modality)
OPTIONAL MATCH (assertion)-[:URGENCY]->(urgency)
OPTIONAL MATCH (assertion)-[:CONFIDENCE]->(confidence)
RETURN assertion.slug AS id, assertion.iri AS iri, assertion.dataset AS dataset,
       CASE WHEN 'InformationNorm' IN labels(assertion) THEN 'InformationNorm'
            WHEN 'Participation' IN labels(assertion) THEN 'Participation'
            WHEN 'TaskStatement' IN labels(assertion) THEN 'TaskStatement'
            ELSE 'StructureStatement' END AS kind,
       assertion.layer AS layer, modality.slug AS modality, situations, bearers,
       subjects, act, tells, recipients,
       objects, channels, urgency.slug AS urgency, alternatives, rests_on,
       assertion.order AS order,
       coalesce(assertion['condition_' + $lang], assertion.condition_da) AS condition,
       coalesce(assertion['exception_' + $lang], assertion.exception_da) AS exception,
       coalesce(assertion['deadline_' + $lang], assertion.deadline_da) AS deadline,
       coalesce(assertion['manner_' + $lang], assertion.manner_da) AS manner,
       audience, anonymity.slug AS anonymity, contacts, confidence.slug AS confidence, assertion.approved AS approved,
       assertion.validFrom AS valid_from, assertion.validTo AS valid_to,
       coalesce(assertion.knownBefore, false) AS known_before, legal_basis,
       assertion.section AS section,
       coalesce(assertion['inShort_' + $lang], assertion.inShort_da) AS in_short, evidence,
       coalesce(assertion['objectText_' + $lang], assertion.objectText_da) AS text,
       coalesce(assertion['note_' + $lang], assertion.note_da) AS note,
       coalesce(assertion['why_' + $lang], assertion.why_da) AS why
ORDER BY id, iri
