-- Copies of one draft: its account, its person, the permit to renew, the file with its pieces, its journal.
--
-- Copy n of each row has the identifier of the model plus n, so that rows join up as those of the model
-- do; pieces, several to a draft, go on in steps of as many. People live where those of the platform do.

INSERT INTO identity_account
SELECT c.* FROM identity_account m, generate_series(1, %(count)s) n,
LATERAL jsonb_populate_record(m, jsonb_build_object('id', m.id + n, 'email', 'depot' || n || '@exemple.invalid')) c
WHERE m.id = %(account)s;

INSERT INTO identity_person
SELECT c.* FROM identity_person m, generate_series(1, %(count)s) n
JOIN identity_person home ON home.id = 1 + mod(n, 1000),
LATERAL jsonb_populate_record(m, jsonb_build_object('id', m.id + n, 'public_id', gen_random_uuid(),
    'foreigner_number', (m.foreigner_number::bigint + n)::text, 'account_id', m.account_id + n,
    'departement', home.departement, 'prefecture_id', home.prefecture_id)) c
WHERE m.id = %(person)s;

INSERT INTO permits_permit
SELECT c.* FROM permits_permit m, generate_series(1, %(count)s) n,
LATERAL jsonb_populate_record(m, jsonb_build_object('id', m.id + n, 'person_id', m.person_id + n, 'number', 'DEPOT' || n)) c
WHERE m.id = %(permit)s;

INSERT INTO applications_application
SELECT c.* FROM applications_application m, generate_series(1, %(count)s) n
JOIN identity_person o ON o.id = %(person)s + n,
LATERAL jsonb_populate_record(m, jsonb_build_object('id', m.id + n, 'reference', 'DEPOT-' || n, 'person_id', o.id,
    'prefecture_id', o.prefecture_id, 'held_permit_id', m.held_permit_id + n)) c
WHERE m.id = %(draft)s;

INSERT INTO documents_storedfile
SELECT c.* FROM documents_storedfile m, generate_series(1, %(count)s) n,
LATERAL jsonb_populate_record(m, jsonb_build_object('id', m.id + n * %(pieces)s, 'public_id', gen_random_uuid(),
    'person_id', m.person_id + n, 'key', m.key || '-' || n)) c
WHERE m.person_id = %(person)s;

INSERT INTO applications_supportingdocument
SELECT c.* FROM applications_supportingdocument m, generate_series(1, %(count)s) n,
LATERAL jsonb_populate_record(m, jsonb_build_object('id', m.id + n * %(pieces)s, 'application_id', m.application_id + n,
    'file_id', m.file_id + n * %(pieces)s)) c
WHERE m.application_id = %(draft)s;

INSERT INTO core_journal (stream, at, actor, verb, articles, details)
SELECT s.kind || '/' || CASE s.kind WHEN 'application' THEN 'DEPOT-' || n ELSE (s.id + n)::text END,
       m.at, replace(m.actor, ' ' || %(account)s, ' ' || (%(account)s + n)), m.verb, m.articles, m.details
FROM (VALUES ('account', %(account)s::text, %(account)s), ('person', %(person)s::text, %(person)s),
             ('application', %(reference)s, 0)) s (kind, name, id)
JOIN core_journal m ON m.stream = s.kind || '/' || s.name, generate_series(1, %(count)s) n
ORDER BY n, m.id;
