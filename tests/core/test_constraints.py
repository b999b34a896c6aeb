"""The database is the last guardian: each named constraint is broken once, alone, and says its name."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from sejour.applications import services
from sejour.applications.models import Procedure
from sejour.continuity import watch
from sejour.continuity.models import Origin, ProvisionalDocument
from tests.factories.people import agent
from tests.factories.renewals import (
    AGENT,
    APPLICANT,
    FIRST_DUE,
    PIECES,
    card,
    filing,
    granted,
    noon,
    person,
    refused,
    renewal,
)

pytestmark = pytest.mark.django_db
CONTEXTS = ("core", "identity", "permits", "applications", "continuity", "verification")
# The target of two foreign keys; whoever would break it breaks `chain_has_one_document_a_link` first.
ONLY_A_TARGET = {"chain_links_are_real"}


def insert(table: str, **columns: str) -> str:
    """Write an INSERT of these columns, given as SQL."""
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join(columns.values())})"


def again(table: str, row: str, **changes: str) -> str:
    """Write an INSERT of what stands in a row once more, `changes` and what must differ put aside."""
    columns = COPIED[table]
    selected = ", ".join(changes.get(column, column) for column in columns)
    return f"INSERT INTO {table} ({', '.join(columns)}) SELECT {selected} FROM {table} WHERE id = {row}"


def document(**changes: str) -> str:
    """Write an INSERT of an agent's grant of one day, but for these changes."""
    usual = {
        "application_id": "%(application)s",
        "person_id": "%(person)s",
        "kind": "'recepisse'",
        "origin": "'granted'",
        "first_day": "'2027-02-01'",
        "last_day": "'2027-02-01'",
        "work": "'none'",
        "issued_on": "'2027-02-01'",
    }
    return insert("continuity_provisionaldocument", **{**usual, **changes})


def summons(**changes: str) -> str:
    """Write an INSERT of an appointment of tomorrow, but for these changes."""
    usual = {
        "application_id": "%(application)s",
        "purpose": "'interview'",
        "place": "'ici'",
        "held_at": "now() + interval '1 day'",
        "bring": "''",
        "issued_at": "now()",
        "cancelled_because": "''",
    }
    return insert("applications_summons", **{**usual, **changes})


def petition(table: str, **changes: str) -> str:
    """Write an INSERT of something asked for that waits, but for these changes."""
    of = {
        "extension": {"request_id": "%(request)s", "due_before": "'2027-01-19'"},
        "objection": {"application_id": "%(application)s", "closed_on": "'2027-01-19'"},
        "correctionrequest": {
            "person_id": "%(person)s",
            "field": "'family_name'",
            "value_before": "'Diallo'",
            "value_asked": "'Dialo'",
        },
    }
    usual = {
        "reasons": "''",
        "asked_at": "now()",
        "state": "'asked'",
        "answer": "''",
        "answered_by": "''",
        **of[table],
    }
    return insert(f"applications_{table}", **{**usual, **changes})


def twice(statement: str) -> str:
    """Write a statement twice."""
    return f"{statement}; {statement}"


ANSWERED = {"answered_at": "now()", "answered_by": "'agent 1'"}


def third_link(**changes: str) -> str:
    """Write an INSERT of the document that follows the two of the chain, but for these changes."""
    usual = {
        "origin": "'chain'",
        "first_day": "'2027-07-16'",
        "last_day": "'2027-10-15'",
        "link": "3",
        "previous_last_day": "'2027-07-15'",
    }
    return document(**{**usual, **changes})


COPIED = {
    "identity_posting": ["account_id", "prefecture_id", "role", "name"],
    "applications_application": [
        *["reference", "person_id", "procedure", "article", "category", "online", "state", "created_at"],
        *["answers", "asks_as_first", "holds_long_stay_visa", "work_permit", "deposit_status", "late_fee"],
        "closing_reasons",
    ],
    "applications_decision": [
        *["application_id", "outcome", "decided_on", "reasons_in_law", "reasons_in_fact", "kind", "work"],
        *["proposed_by", "confirmed_by"],
    ],
}
APPLICATION = "UPDATE applications_application SET {} WHERE id = %(application)s"
REQUEST = "UPDATE applications_complementrequest SET {} WHERE id = %(request)s"
REFUSAL = "UPDATE applications_decision SET {} WHERE id = %(refusal)s"
PERSON = "UPDATE identity_person SET {} WHERE id = %(person)s"
POSTING = "UPDATE identity_posting SET {} WHERE id = %(posting)s"
COVERAGE = "UPDATE continuity_coverage SET {} WHERE application_id = %(application)s"

BROKEN = {
    "journal_fields_hold_no_separator": insert(
        "core_journal", stream="'s'", at="now()", actor="'a' || chr(31)", verb="'v'"
    ),
    "seals_go_forward": insert(
        "core_journal_seals",
        number="1",
        at="now()",
        from_tx="'7'",
        to_tx="'7'",
        lines="0",
        previous="''",
        digest="''",
    ),
    "account_email_is_lower_case": "UPDATE identity_account SET email = 'A@b.fr' WHERE id = %(account)s",
    "sign_in_link_ends_after_it_begins": insert(
        "identity_signinlink", email="'a@b.fr'", digest="'d'", created_at="now()", expires_at="now()"
    ),
    "foreigner_number_has_ten_digits": PERSON.format("foreigner_number = '12345678a0'"),
    "birth_month_is_known_with_year": PERSON.format("born_month = 13"),
    "birth_day_is_a_day": PERSON.format("born_day = 32"),
    "agent_has_one_current_posting": again("identity_posting", "%(posting)s"),
    "only_steering_is_national": POSTING.format("prefecture_id = NULL"),
    "permit_ends_after_it_begins": (
        "UPDATE permits_permit SET last_day = first_day - 1 WHERE id = %(permit)s"
    ),
    "card_has_a_permit_once_handed_over": (
        "UPDATE permits_card SET state = 'handed_over' WHERE reference = %(granted_reference)s"
    ),
    "application_has_filing_date_unless_draft": APPLICATION.format("filed_on = NULL"),
    "application_is_withdrawn_on_a_day": APPLICATION.format("state = 'withdrawn'"),
    "application_is_closed_on_a_day": APPLICATION.format("closed_on = filed_on"),
    "application_is_completed_by_a_permit": APPLICATION.format("state = 'completed'"),
    "person_has_one_draft_a_ground": again("applications_application", "%(draft)s", reference="'other'"),
    "complement_request_leaves_time": REQUEST.format("due_on = asked_on - 1"),
    "complement_is_answered_after_it_is_asked": REQUEST.format("answered_on = asked_on - 1"),
    "summons_is_issued_before_it_is_held": summons(held_at="now()"),
    **{
        name: statement
        for table in ("extension", "objection", "correctionrequest")
        for name, statement in (
            (f"{table}_is_answered_at_an_instant", petition(table, answered_at="now()")),
            (f"{table}_is_refused_with_reasons", petition(table, state="'refused'", **ANSWERED)),
        )
    },
    "extension_is_granted_until_a_later_day": petition(
        "extension", state="'accepted'", granted_until="'2027-01-19'", **ANSWERED
    ),
    "closing_is_objected_to_once": twice(petition("objection")),
    "person_waits_for_one_correction_of_each": twice(petition("correctionrequest")),
    "correction_request_asks_for_a_change": petition("correctionrequest", value_asked="'Diallo'"),
    "share_code_is_not_used_beyond_its_limit": insert(
        "continuity_sharecode",
        public_id="gen_random_uuid()",
        person_id="%(person)s",
        digest="'x'",
        purpose="'bank'",
        created_at="now()",
        last_day="current_date",
        most_checks="1",
        checks_made="2",
    ),
    "check_with_a_code_names_it": insert(
        "continuity_sharecheck",
        reference="'x'",
        person_id="%(person)s",
        way="'code'",
        purpose="''",
        asked_by="''",
        at="now()",
        verdict="'valid'",
        answer="''",
    ),
    "receipt_answers_for_the_hire_it_names": insert(
        "verification_receipt",
        check_made_id="1",
        made_for="'x'",
        hire_on="current_date",
        departement="''",
        made_at="now()",
    ),
    "summons_is_cancelled_with_a_reason": summons(cancelled_at="now()"),
    "application_has_one_standing_decision": again("applications_decision", "%(refusal)s"),
    "decision_is_taken_by_two_persons": REFUSAL.format("proposed_by = confirmed_by"),
    "decision_is_notified_after_it_is_taken": REFUSAL.format("notified_on = decided_on - 1"),
    "refusal_has_reasons_in_law_and_fact": REFUSAL.format("reasons_in_fact = ''"),
    "grant_says_what_is_granted": "UPDATE applications_decision SET work = '' WHERE id = %(grant)s",
    "document_ends_after_it_begins": document(last_day="'2027-01-31'"),
    "only_some_documents_have_no_end": document(last_day="NULL"),
    "chained_document_has_a_link": document(origin="'chain'"),
    "chained_document_follows_another_unless_first": third_link(
        previous_last_day="NULL", opened_by="'complete_again'"
    ),
    "chained_documents_never_overlap": third_link(first_day="'2027-07-15'", opened_by="'complete_again'"),
    "a_day_left_out_of_a_chain_has_a_reason": third_link(first_day="'2027-07-17'"),
    "chained_document_follows_a_real_document": third_link(
        first_day="'2027-07-15'", previous_last_day="'2027-07-14'"
    ),
    "chain_has_one_document_a_link": third_link(
        link="2", first_day="'2027-04-16'", previous_last_day="'2027-04-15'"
    ),
    "application_has_one_deposit_attestation": document(kind="'attestation_depot'", origin="'deposit'"),
    "application_has_one_standing_favorable_attestation": document(
        application_id="%(granted)s", kind="'attestation_decision_favorable'", origin="'decision'"
    ),
    "coverage_says_all_of_what_is_owed": COVERAGE.format("work = ''"),
    "coverage_goes_as_far_as_its_chain": COVERAGE.format("covered_to = link_last_day - 1"),
    "coverage_ends_with_a_real_document": COVERAGE.format("link_last_day = link_last_day - 1"),
}

# A comparison with NULL is neither true nor false, and a CHECK lets it pass: these say NULL.
BROKEN_BY_NULL = {
    "coverage_says_all_of_what_is_owed": [
        COVERAGE.format(f"{column} = NULL")
        for column in ("first_months", "next_months", "ahead_days", "not_before")
    ],
    "coverage_goes_as_far_as_its_chain": [
        COVERAGE.format(f"{column} = NULL") for column in ("link", "link_last_day")
    ],
    "application_is_withdrawn_on_a_day": [APPLICATION.format("withdrawn_on = filed_on")],
    "application_is_closed_on_a_day": [APPLICATION.format("state = 'closed'")],
    "application_has_filing_date_unless_draft": [
        APPLICATION.format("state = 'draft'"),
        APPLICATION.format("counts_from = NULL"),
    ],
    "summons_is_cancelled_with_a_reason": [summons(cancelled_because="'fermé'")],
    "extension_is_granted_until_a_later_day": [
        petition("extension", state="'accepted'", **ANSWERED),
        petition("extension", granted_until="'2027-02-19'"),
    ],
    "objection_is_answered_at_an_instant": [
        petition("objection", state="'accepted'", answered_by="'agent 1'"),
        petition("objection", state="'accepted'", answered_at="now()"),
    ],
    "birth_month_is_known_with_year": [PERSON.format("born_year = NULL, born_day = NULL")],
    "only_steering_is_national": [POSTING.format("role = 'steering'")],
    "chained_document_has_a_link": [document(link="1")],
}
CASES = list(BROKEN.items()) + [(name, case) for name, cases in BROKEN_BY_NULL.items() for case in cases]

FORBIDDEN = {
    "journal_lines_never_change": [
        ("UPDATE core_journal SET verb = 'other'", "the journal is append-only: UPDATE refused"),
        ("DELETE FROM core_journal", "the journal is append-only: DELETE refused"),
    ],
    "journal_is_never_emptied": [("TRUNCATE core_journal", "the journal is append-only: TRUNCATE refused")],
    "seals_never_change": [
        ("UPDATE core_journal_seals SET lines = 0", "the journal is append-only: UPDATE refused"),
        ("DELETE FROM core_journal_seals", "the journal is append-only: DELETE refused"),
    ],
    "seals_are_never_emptied": [
        ("TRUNCATE core_journal_seals", "the journal is append-only: TRUNCATE refused"),
    ],
    "documents_are_kept_as_issued": [
        (
            "DELETE FROM continuity_provisionaldocument WHERE id = %(document)s",
            "a document that gave rights is never deleted",
        ),
        (
            "UPDATE continuity_provisionaldocument SET first_day = first_day - 1 WHERE id = %(document)s",
            "a document that gave rights is never edited",
        ),
        (
            "UPDATE continuity_provisionaldocument SET last_day = last_day + 1 WHERE id = %(document)s",
            "a document that gave rights is never edited",
        ),
        (
            "UPDATE continuity_provisionaldocument SET work = 'none' WHERE id = %(document)s",
            "a document that gave rights is never edited",
        ),
        (
            "UPDATE continuity_provisionaldocument SET withdrawn_from = first_day WHERE id = %(document)s",
            "a document is cut by its withdrawals only",
        ),
        (
            "UPDATE continuity_provisionaldocument SET withdrawn_from = NULL WHERE id = %(cut)s",
            "a document is cut by its withdrawals only",
        ),
    ],
}
# Triggers that do something instead of refusing; they have tests of their own.
AT_WORK = {"journal_lines_are_chained", "document_is_cut_by_its_withdrawals"}


@pytest.fixture
def rows():
    """One of everything, by name."""
    application = renewal()
    watch.issue_due(day=date(2027, 3, 17), at=noon(date(2027, 3, 17)))
    request = services.request_complement(
        reference=application.reference,
        pieces=PIECES,
        due_on=FIRST_DUE,
        actor=AGENT,
        at=noon(date(2026, 11, 1)),
    )
    chain = ProvisionalDocument.objects.filter(application=application, origin=Origin.CHAIN).order_by("link")
    accepted = granted(renewal(), on=date(2027, 3, 20))
    rejected = refused(renewal(), on=date(2027, 3, 20))
    draft = services.start_application(
        person=person(), procedure=Procedure.RENEWAL, article="L.423-1", actor=APPLICANT, at=noon(FIRST_DUE)
    )
    other = person()
    posting = agent().posting
    return {
        "application": application.pk,
        "person": application.person_id,
        "permit": card(other).pk,
        "request": request.pk,
        "document": chain.last().pk,
        "cut": accepted.documents.filter(origin=Origin.CHAIN).latest("link").pk,
        "granted": accepted.pk,
        "granted_reference": accepted.reference,
        "grant": accepted.decisions.get().pk,
        "refusal": rejected.decisions.get().pk,
        "draft": draft.pk,
        "late": filing(other).pk,
        "posting": posting.pk,
        "account": posting.account_id,
    }


def run(statement, rows):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, rows)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize(("name", "statement"), CASES)
def test_a_named_constraint_refuses(name, statement, rows):
    with pytest.raises(DatabaseError) as refusal:
        run(statement, rows)
    assert refusal.value.__cause__.diag.constraint_name == name


@pytest.mark.parametrize(
    ("statement", "message"),
    [case for cases in FORBIDDEN.values() for case in cases],
    ids=lambda text: text[:60],
)
def test_a_trigger_refuses(statement, message, rows):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_journal_seals (number, at, from_tx, to_tx, lines, previous, digest)"
            " VALUES (1, now(), '0', '7', 0, '', '')"
        )
    with pytest.raises(DatabaseError, match=message):
        run(statement, rows)


def _in_these_contexts(query):
    with connection.cursor() as cursor:
        cursor.execute(query, [f"^({'|'.join(CONTEXTS)})_"])
        return {name for (name,) in cursor}


def test_every_named_constraint_is_broken_here():
    named = _in_these_contexts(
        "SELECT conname FROM pg_constraint WHERE conrelid::regclass::text ~ %s AND contype IN ('c', 'u', 'f')"
        " AND conname !~ ('^' || conrelid::regclass::text) AND conname !~ '_fk(_|$)'"
        " AND conname !~ '_[0-9a-f]{8}'"
    )
    named |= _in_these_contexts(
        "SELECT indexrelid::regclass::text FROM pg_index WHERE indisunique AND indpred IS NOT NULL"
        " AND indrelid::regclass::text ~ %s"
    )
    # The numbering of lines is the trigger's work: its uniqueness is tested with the journal.
    assert named - ONLY_A_TARGET - {"journal_has_one_line_a_number"} == set(BROKEN)


def test_every_trigger_is_tried_here():
    triggers = _in_these_contexts(
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgrelid::regclass::text ~ %s"
    )
    assert triggers == set(FORBIDDEN) | AT_WORK


# Withdrawals cut documents, and nothing else does --------------------------------------------


def withdrawn_from(document):
    return ProvisionalDocument.objects.get(pk=document).withdrawn_from


def test_the_earliest_withdrawal_that_stands_cuts_and_a_lifted_one_gives_back(rows):
    insert = (
        "INSERT INTO continuity_withdrawal (document_id, from_day, because, article)"
        " VALUES (%(document)s, '{}', 'refused', 'L.432-2')"
    )
    run(insert.format("2027-05-02"), rows)
    run(insert.format("2027-05-01"), rows)
    assert withdrawn_from(rows["document"]) == date(2027, 5, 1)
    run("UPDATE continuity_withdrawal SET lifted_on = '2027-06-01' WHERE from_day = '2027-05-01'", rows)
    assert withdrawn_from(rows["document"]) == date(2027, 5, 2)
    run("UPDATE continuity_withdrawal SET lifted_on = '2027-06-01'", rows)
    assert withdrawn_from(rows["document"]) is None
