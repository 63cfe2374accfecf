// name: contacts
// help-da: Telefon og mail til en aktør, hvis nogen kilde giver dem
// help-en: Telephone and mail of an actor, where a source gives them
// param: actor Actor             the actor, as a slug
MATCH (:Actor {iri: $actor})-[:CONTACT_POINT|REACHES]-(contact:ContactPoint)
OPTIONAL MATCH (contact)-[:EVIDENCE]->(evidence)
WITH contact, evidence ORDER BY evidence.iri
RETURN contact.slug AS id, coalesce(contact['contactType_' + $lang], contact.contactType_da) AS type,
       contact.telephone AS telephone, contact.email AS email,
       coalesce(contact['openingHours_' + $lang], contact.openingHours_da) AS hours, contact.layer AS layer,
       collect(evidence.exact_da) AS quotes,
       collect(coalesce(evidence['paraphrase_' + $lang], evidence.paraphrase_da)) AS paraphrases,
       collect(evidence.address) AS addresses
ORDER BY type, telephone, email
