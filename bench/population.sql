-- A platform in the evening of %(day)s, with %(files)s open files, written straight into its tables.
--
-- Every row is one that the services would have written (bench/population.py compares a sample with
-- what they answer); nobody is uncovered by the platform's fault, and the watch of %(day)s is yet to run.
--
--     1.0  open files: 80 %% renewals on line in time, whose permit ends between 250 days ago and in 60
--          days (a chain of 0 to 3 documents; 1.1 %% come due each night), 6 %% at the counter, 3 %% of
--          refugees, 4 %% late, 3 %% first applications, 2 %% incomplete, 2 %% with pieces asked for;
--     0.6  files that ended in the last two years: 80 %% completed, 7 %% granted, 13 %% refused, withdrawn or
--          closed, whose people are uncovered since, lawfully;
--     2.5  people: those of the open files (one in eleven has an older file), 0.5 with an ended file only,
--          and 1.0 who hold a permit and never filed.

CREATE SCHEMA bench;
-- A number between 0 and 1, always the same for the same arguments.
CREATE FUNCTION bench.share(number bigint, draw int) RETURNS float8 LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (hashint8extended(number, draw) & 2147483647) / 2147483648.0
$$;
CREATE FUNCTION bench.upto(number bigint, draw int, most int) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT floor(bench.share(number, draw) * (most + 1))::int
$$;
CREATE FUNCTION bench.noon(day date) RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT (day + time '12:00') AT TIME ZONE 'UTC'
$$;

-- Prefectures are as unequal as they are: the first holds about an eighth of the country.
CREATE TABLE bench.prefecture AS
WITH ranked AS (
    SELECT code, row_number() OVER (ORDER BY coalesce(
        array_position(ARRAY['75','93','94','92','69','13','95','91','77','78','59','31','06','33','34','973'], code::text),
        100), code) AS rank
    FROM territory_prefecture
), weighed AS (
    SELECT code, rank ^ -0.85 AS weight, sum(rank ^ -0.85) OVER () AS total FROM ranked
)
SELECT code, sum(weight / total) OVER (ORDER BY weight DESC, code) AS upto FROM weighed;
CREATE TABLE bench.place AS
SELECT slot, (SELECT code FROM bench.prefecture WHERE upto > slot / 10000.0 ORDER BY upto LIMIT 1) AS code
FROM generate_series(0, 9999) AS slot;
UPDATE bench.place SET code = '75' WHERE code IS NULL;

-- One row a file: what it is, the permit it extends, and its days.
CREATE TABLE bench.files AS
WITH open AS (
    SELECT number, number AS person,
           CASE WHEN s < 0.80 THEN 'renewal' WHEN s < 0.86 THEN 'counter' WHEN s < 0.89 THEN 'refugee'
                WHEN s < 0.93 THEN 'late' WHEN s < 0.96 THEN 'first' WHEN s < 0.98 THEN 'incomplete' ELSE 'asked' END AS situation
    FROM generate_series(1, %(files)s::bigint) AS number, LATERAL (SELECT bench.share(number, 1) AS s) d
), ended AS (
    SELECT number, number - CASE WHEN number <= %(files)s * 1.2 THEN %(files)s ELSE %(files)s / 5 END AS person,
           CASE WHEN number <= %(files)s * 1.2 OR s < 0.78 THEN 'completed' WHEN s < 0.86 THEN 'granted'
                WHEN s < 0.91 THEN 'refused' WHEN s < 0.96 THEN 'withdrawn' ELSE 'closed' END AS situation
    FROM generate_series(%(files)s::bigint + 1, %(files)s::bigint * 17 / 10) AS number,
         LATERAL (SELECT bench.share(number, 1) AS s) d
), placed AS (
    SELECT number, person, situation,
           CASE WHEN bench.share(person, 2) < 0.55 THEN 1 ELSE 4 END AS years,
           CASE situation
               WHEN 'renewal' THEN %(day)s::date + 60 - bench.upto(person, 3, 310)
               WHEN 'asked' THEN %(day)s::date + 45 - bench.upto(person, 3, 289)
               WHEN 'incomplete' THEN %(day)s::date + 8 - bench.upto(person, 3, 252)
               WHEN 'counter' THEN %(day)s::date + 50 - bench.upto(person, 3, 290)
               WHEN 'late' THEN %(day)s::date + 50 - bench.upto(person, 3, 170)
           END AS held_until
    FROM open
), histories AS (
    -- An older file led to the one-year card that the open file renews; other older files ended alone.
    SELECT e.number, e.person, e.situation, 1 AS years,
           CASE WHEN p.number IS NOT NULL THEN (p.held_until + 1 - interval '1 year')::date
                WHEN e.situation = 'granted' THEN %(day)s::date - 1 - bench.upto(e.number, 4, 59)
                WHEN e.situation = 'completed' THEN %(day)s::date - 45 - bench.upto(e.number, 4, 600)
                ELSE %(day)s::date - 1 - bench.upto(e.number, 4, 399) END AS ended_on
    FROM ended e LEFT JOIN placed p ON e.number <= %(files)s * 1.2 AND p.number = e.person
    WHERE e.number > %(files)s * 1.2 OR p.situation = 'renewal' AND p.years = 1
)
SELECT number, person, situation, years, held_until, NULL::date AS ended_on,
       CASE situation
           WHEN 'counter' THEN least(held_until - bench.upto(number, 5, 57), %(day)s::date - 1)
           WHEN 'refugee' THEN %(day)s::date - 1 - bench.upto(number, 5, 450)
           WHEN 'first' THEN %(day)s::date - 1 - bench.upto(number, 5, 300)
           WHEN 'late' THEN least(held_until - bench.upto(number, 5, 58), %(day)s::date - 1)
           ELSE held_until - 120 + bench.upto(number, 5, least(60, %(day)s::date - 1 - held_until + 120))
       END AS filed_on
FROM placed
UNION ALL
SELECT number, person, situation, years, ended_on - 20 - bench.upto(number, 6, 150) AS held_until, ended_on,
       ended_on - 20 - bench.upto(number, 6, 150) - 60 - bench.upto(number, 5, 60) AS filed_on
FROM histories;
-- Somebody in fifty with a renewal also asks for another ground on the same day.
UPDATE bench.files f SET person = f.number - 1, situation = 'other ground', years = r.years,
    held_until = r.held_until, filed_on = r.filed_on
FROM bench.files r
WHERE f.number <= %(files)s AND mod(f.number, 50) = 0 AND r.number = f.number - 1 AND r.situation = 'renewal';
ALTER TABLE bench.files ADD PRIMARY KEY (number);

-- What each undecided file is owed: the terms of its chain.
CREATE TABLE bench.terms AS
SELECT number, chained, first_months, next_months, not_before, covered_to, held_back_from
FROM bench.files f,
LATERAL (SELECT situation NOT IN ('late', 'first') AS chained,
                CASE situation WHEN 'counter' THEN 6 WHEN 'refugee' THEN 6 ELSE 3 END AS first_months,
                CASE situation WHEN 'refugee' THEN 6 ELSE 3 END AS next_months,
                filed_on AS not_before,
                CASE WHEN situation IN ('counter', 'refugee', 'first') THEN filed_on - 1 ELSE held_until END AS covered_to,
                CASE situation WHEN 'incomplete' THEN held_until - 9 WHEN 'asked' THEN %(day)s::date + 21 END AS held_back_from) t;
-- Its documents so far: each issued on its day, up to the eve of %(day)s or of the end of the file.
CREATE TABLE bench.links AS
WITH RECURSIVE links AS (
    SELECT t.number, 1 AS link, NULL::date AS previous_last_day, greatest(t.covered_to + 1, t.not_before) AS first_day,
           t.first_months AS months, t.next_months, greatest(t.covered_to - 29, t.not_before) AS due_on,
           t.held_back_from, coalesce(f.ended_on, %(day)s::date) AS before
    FROM bench.terms t JOIN bench.files f USING (number)
    WHERE t.chained AND greatest(t.covered_to - 29, t.not_before) < coalesce(f.ended_on, %(day)s::date)
  UNION ALL
    SELECT l.number, l.link + 1, x.last_day, x.last_day + 1, l.next_months, l.next_months, x.last_day - 29,
           l.held_back_from, l.before
    FROM links l, LATERAL (SELECT (l.first_day + make_interval(months => l.months))::date - 1 AS last_day) x
    WHERE x.last_day - 29 < least(l.before, l.held_back_from)
)
SELECT number, link, previous_last_day, first_day,
       (first_day + make_interval(months => months))::date - 1 AS last_day, due_on
FROM links;
CREATE UNIQUE INDEX ON bench.links (number, link);
ANALYZE bench.files, bench.terms, bench.links;

-- From here on, rows in the order in which a live platform would have written them. Foreign keys and
-- triggers are passed over.
SET session_replication_role = replica;

INSERT INTO identity_person (id, public_id, foreigner_number, family_name, usage_name, given_names, sex, born_year,
    born_month, born_day, birth_commune, birth_country, nationality, address, address_complement, postal_code, city,
    departement, email, phone, language, search_name, prefecture_id)
SELECT n, gen_random_uuid(), to_char(n, 'FM0000000000'), 'Diallo ' || to_hex(n), '', 'Amina', 'F', 1985, 5, 17, '', '99335',
       '99335', n || ' rue de la République', '', '00000', 'Ville', p.code, 'personne' || n || '@exemple.invalid', '', 'fr',
       'DIALLO ' || upper(to_hex(n)) || ' AMINA', p.code
FROM generate_series(1, %(files)s::bigint * 5 / 2) AS n JOIN bench.place p ON p.slot = bench.upto(n, 7, 9999);

-- The permits: that of each person's open file, those that led to an ended file, those it was ended by, and
-- those of people who never filed. The register was imported on 1 January 2024.
CREATE TABLE bench.permits AS
SELECT row_number() OVER (ORDER BY known_on, bench.share(number, 8)) AS id, *
FROM (
    SELECT number, 'held' AS role, person, years, (held_until + 1 - make_interval(years => years))::date AS first_day,
           held_until AS last_day,
           greatest('2024-01-01', (held_until + 1 - make_interval(years => years))::date) AS known_on, NULL::date AS handed_over_on
    FROM bench.files f WHERE held_until IS NOT NULL AND situation <> 'other ground'
      AND NOT EXISTS (SELECT 1 FROM bench.files h WHERE h.number = f.number + %(files)s AND h.number <= %(files)s * 1.2 AND f.ended_on IS NULL)
  UNION ALL
    SELECT number, 'delivered', person, CASE WHEN history THEN 1 ELSE 4 END, ended_on,
           (ended_on + make_interval(years => CASE WHEN history THEN 1 ELSE 4 END))::date - 1, ended_on + 40, ended_on + 40
    FROM bench.files, LATERAL (SELECT number <= %(files)s * 1.2 AS history) h
    WHERE situation = 'completed'
  UNION ALL
    SELECT number, 'alone', number, 4, %(day)s::date - 30 - bench.upto(number, 9, 1200),
           (%(day)s::date - 30 - bench.upto(number, 9, 1200) + interval '4 years')::date - 1, '2024-01-01', NULL
    FROM generate_series(%(files)s::bigint * 3 / 2 + 1, %(files)s::bigint * 5 / 2) AS number
) p;
CREATE INDEX ON bench.permits (number, role);
INSERT INTO permits_permit (id, person_id, number, kind, article, first_day, last_day, work, years, known_on, handed_over_on)
SELECT id, person, to_char(id, 'FM0000000000'), CASE years WHEN 1 THEN 'carte_temporaire' ELSE 'carte_pluriannuelle' END,
       CASE years WHEN 1 THEN 'L.423-1' ELSE 'L.421-9' END, first_day, last_day, 'full', years, known_on, handed_over_on
FROM bench.permits ORDER BY id;

CREATE TABLE bench.numbered AS
SELECT f.*, row_number() OVER (ORDER BY filed_on, bench.share(number, 10)) AS id,
       CASE f.years WHEN 1 THEN 'L.423-1' ELSE 'L.421-9' END AS held_article
FROM bench.files f;
CREATE UNIQUE INDEX ON bench.numbered (number);
INSERT INTO applications_application (id, reference, person_id, prefecture_id, procedure, article, category, online, state,
    created_at, answers, held_permit_id, asks_as_first, holds_long_stay_visa, work_permit, filed_at, filed_on, counts_from,
    deposit_status, late_fee, withdrawn_on, closed_on, closing_reasons, delivered_permit_id)
SELECT f.id, 'BENCH-' || to_char(f.id, 'FM00000000'), f.person, o.prefecture_id,
       CASE situation WHEN 'refugee' THEN 'first' WHEN 'first' THEN 'first' WHEN 'other ground' THEN 'change_of_ground' ELSE 'renewal' END,
       CASE situation WHEN 'refugee' THEN 'L.424-1' WHEN 'first' THEN 'L.421-1' WHEN 'other ground' THEN 'L.421-1' ELSE held_article END,
       CASE situation WHEN 'refugee' THEN 'refugee' WHEN 'first' THEN 'first' ELSE 'renewal' END,
       situation <> 'counter',
       CASE WHEN situation IN ('completed', 'granted', 'refused', 'withdrawn', 'closed') THEN situation
            WHEN situation IN ('incomplete', 'asked') THEN 'complement_requested'
            WHEN bench.share(f.number, 11) < 0.45 THEN 'filed' WHEN bench.share(f.number, 11) < 0.97 THEN 'under_instruction'
            ELSE 'decision_proposed' END,
       bench.noon(filed_on), '{}', coalesce(h.id, d.id), situation = 'other ground', false, false,
       bench.noon(filed_on), filed_on, filed_on, CASE situation WHEN 'late' THEN 'late' ELSE 'in_time' END,
       CASE situation WHEN 'late' THEN 180 ELSE 0 END,
       CASE situation WHEN 'withdrawn' THEN ended_on END, CASE situation WHEN 'closed' THEN ended_on END,
       CASE situation WHEN 'closed' THEN 'sans objet' ELSE '' END, g.id
FROM bench.numbered f
JOIN identity_person o ON o.id = f.person
LEFT JOIN bench.permits h ON h.role = 'held' AND h.number = CASE situation WHEN 'other ground' THEN f.number - 1 ELSE f.number END
LEFT JOIN bench.permits d ON d.role = 'delivered' AND d.number = f.person + %(files)s AND f.number <= %(files)s AND f.held_until IS NOT NULL
LEFT JOIN bench.permits g ON g.role = 'delivered' AND g.number = f.number AND f.situation = 'completed'
ORDER BY f.id;

INSERT INTO applications_decision (application_id, outcome, decided_on, notified_on, reasons_in_law, reasons_in_fact, kind, work,
    proposed_by, confirmed_by)
SELECT id, CASE situation WHEN 'refused' THEN 'refused' ELSE 'granted' END, ended_on, ended_on,
       CASE situation WHEN 'refused' THEN 'L.432-2' ELSE '' END, CASE situation WHEN 'refused' THEN 'faits' ELSE '' END,
       CASE WHEN situation = 'refused' THEN '' ELSE 'carte_pluriannuelle' END, CASE situation WHEN 'refused' THEN '' ELSE 'full' END,
       'agent 1', 'agent 2'
FROM bench.numbered WHERE situation IN ('completed', 'granted', 'refused') ORDER BY ended_on, id;

INSERT INTO applications_complementrequest (application_id, pieces, message, indispensable, asked_at, asked_on, delivered_on, due_on, answered_on)
SELECT f.id, '[{"code": "photo", "label": "Photo", "article": "R.431-11"}]', '', true, bench.noon(asked_on), asked_on, asked_on, due_on, answered_on
FROM bench.numbered f,
LATERAL (SELECT CASE situation WHEN 'incomplete' THEN held_until - 40 WHEN 'asked' THEN %(day)s::date - 10 ELSE filed_on + 1 END AS asked_on,
                CASE situation WHEN 'incomplete' THEN held_until - 10 WHEN 'asked' THEN %(day)s::date + 20 ELSE filed_on + 31 END AS due_on,
                CASE WHEN situation NOT IN ('incomplete', 'asked') THEN filed_on + 10 END AS answered_on) q
WHERE situation IN ('incomplete', 'asked')
   OR situation = 'renewal' AND bench.share(number, 12) < 0.15 AND filed_on + 10 < %(day)s::date
ORDER BY asked_on, f.id;

INSERT INTO applications_failedattempt (person_id, at, "on", ticket, what)
SELECT person, bench.noon(filed_on), filed_on, 'T' || id, 'filing' FROM bench.numbered
WHERE situation = 'renewal' AND bench.share(number, 13) < 0.01 ORDER BY filed_on, id;

-- A document that runs on after the end of its file is cut by it: on the day of a grant, on the day after
-- a refusal, a withdrawal or a closing.
INSERT INTO continuity_provisionaldocument (id, application_id, person_id, kind, origin, first_day, last_day, work, mention, link,
    previous_last_day, opened_by, issued_on, withdrawn_from)
SELECT row_number() OVER (ORDER BY issued_on, id, origin, link), id, person, kind, origin, first_day, last_day, work, mention, link,
       previous_last_day, opened_by, issued_on, withdrawn_from
FROM (
    SELECT id, person, 'attestation_depot' AS kind, 'deposit' AS origin, filed_on AS first_day, NULL::date AS last_day, 'none' AS work,
           '' AS mention, NULL::int AS link, NULL::date AS previous_last_day, '' AS opened_by, filed_on AS issued_on, NULL::date AS withdrawn_from
    FROM bench.numbered
  UNION ALL
    SELECT id, person, 'attestation_decision_favorable', 'decision', ended_on, CASE situation WHEN 'completed' THEN ended_on + 40 END,
           'full', '', NULL, NULL, '', ended_on, NULL
    FROM bench.numbered WHERE situation IN ('completed', 'granted')
  UNION ALL
    SELECT f.id, person, CASE situation WHEN 'counter' THEN 'recepisse' ELSE 'attestation_prolongation' END, 'chain', l.first_day, l.last_day,
           CASE situation WHEN 'other ground' THEN 'none' ELSE 'full' END,
           CASE situation WHEN 'refugee' THEN 'reconnu réfugié' ELSE '' END, l.link, l.previous_last_day,
           CASE WHEN l.link > 1 THEN '' WHEN situation IN ('counter', 'refugee') THEN 'from_filing' ELSE 'after_permit' END, l.due_on,
           CASE WHEN c.cut_on <= l.last_day THEN c.cut_on END
    FROM bench.links l JOIN bench.numbered f USING (number),
    LATERAL (SELECT f.ended_on + (situation NOT IN ('completed', 'granted'))::int AS cut_on) c
) d
ORDER BY 1;
INSERT INTO continuity_withdrawal (document_id, from_day, because, article)
SELECT id, withdrawn_from, 'ended', 'politique P-7' FROM continuity_provisionaldocument WHERE withdrawn_from IS NOT NULL ORDER BY id;

INSERT INTO continuity_coverage (application_id, person_id, prefecture_id, covered_to, grace_until, kind, work, mention, first_months,
    next_months, not_before, ahead_days, held_back_from, opens_with, link, link_last_day)
SELECT f.id, f.person, o.prefecture_id, coalesce(l.last_day, t.covered_to),
       CASE WHEN f.years = 4 AND situation NOT IN ('refugee', 'first', 'other ground') THEN (f.held_until + interval '3 months')::date END,
       CASE WHEN NOT chained THEN '' WHEN situation = 'counter' THEN 'recepisse' ELSE 'attestation_prolongation' END,
       CASE WHEN NOT chained THEN '' WHEN situation = 'other ground' THEN 'none' ELSE 'full' END,
       CASE situation WHEN 'refugee' THEN 'reconnu réfugié' ELSE '' END,
       CASE WHEN chained THEN t.first_months END, CASE WHEN chained THEN t.next_months END,
       CASE WHEN chained THEN t.not_before END, CASE WHEN chained THEN 30 END, CASE WHEN chained THEN t.held_back_from END,
       CASE WHEN NOT chained THEN '' WHEN situation IN ('counter', 'refugee') THEN 'from_filing' ELSE 'after_permit' END,
       l.link, l.last_day
FROM bench.numbered f JOIN bench.terms t USING (number) JOIN identity_person o ON o.id = f.person
LEFT JOIN LATERAL (SELECT link, last_day FROM bench.links l WHERE l.number = f.number ORDER BY link DESC LIMIT 1) l ON true
WHERE f.ended_on IS NULL ORDER BY f.id;

-- The journal keeps its trigger: it alone numbers and chains the lines.
SET session_replication_role = origin;
INSERT INTO core_journal (stream, at, actor, verb, articles, details)
SELECT stream, bench.noon(day), actor, verb, articles, details
FROM (
    SELECT 'application/' || reference AS stream, filed_on AS day, 'applicant' AS actor, 'filed' AS verb,
           'R.431-2, R.431-5' AS articles, format('{"counts_from":"%%s","status":"%%s"}', counts_from, deposit_status) AS details
    FROM applications_application
  UNION ALL
    SELECT 'application/' || a.reference, d.issued_on, 'watch', 'document_issued', 'R.431-15-1',
           format('{"document":%%s,"first_day":"%%s","last_day":"%%s"}', d.id, d.first_day, d.last_day)
    FROM continuity_provisionaldocument d JOIN applications_application a ON a.id = d.application_id
    WHERE d.origin = 'chain'
) l
ORDER BY day;

DROP SCHEMA bench CASCADE;
-- The identity columns go on after the rows above.
SELECT setval(pg_get_serial_sequence('identity_person', 'id'), (SELECT max(id) FROM identity_person)),
       setval(pg_get_serial_sequence('permits_permit', 'id'), (SELECT max(id) FROM permits_permit)),
       setval(pg_get_serial_sequence('applications_application', 'id'), (SELECT max(id) FROM applications_application)),
       setval(pg_get_serial_sequence('continuity_provisionaldocument', 'id'), (SELECT max(id) FROM continuity_provisionaldocument));
