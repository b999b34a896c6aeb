"""Facts that may be true, for each question, and days around which the law turns."""

from datetime import date, timedelta

from hypothesis import strategies as st

from sejour.law.kinds import (
    Body,
    CardStatus,
    Category,
    CommissionAct,
    Decision,
    FirstBasis,
    FrenchLevel,
    HearingAct,
    LongCard,
    PaidProcedure,
    PaperKind,
    PermitKind,
    Record,
    TravelPaper,
    Work,
)
from sejour.law.tables import ZONES
from tests.law.articles import (
    ANNEX_9,
    AUTORISATIONS_PROVISOIRES,
    CARDS_OF_THE_UNION,
    COMMISSION_CARTE_RESIDENT,
    COMMISSION_CARTE_TEMPORAIRE,
    COMMISSION_WITHDRAWAL,
    EXEMPT_OF_TAX_AND_STAMP,
    IN_NO_LIST_OF_ANNEX_9,
    NO_REGULARISATION,
    NO_TAX_AT_FIRST,
    NO_TAX_EVER,
    R431_14,
    R431_15_2_AL2_LONG_STAY_VISA,
    R431_15_2_AL3,
    REDUCED_TAX,
    SILENCE_OF_60_DAYS,
    SILENCE_OF_90_DAYS,
    WITHOUT_WORK_WHEN_RENEWED,
    articles,
)

LISTED = [article for _, listed, *_ in ANNEX_9 for article in articles(listed)]
ARTICLES = st.sampled_from(
    sorted(
        {
            *LISTED,
            *IN_NO_LIST_OF_ANNEX_9,
            *R431_14,
            *R431_15_2_AL2_LONG_STAY_VISA,
            *R431_15_2_AL3,
            *SILENCE_OF_60_DAYS,
            *SILENCE_OF_90_DAYS,
            *WITHOUT_WORK_WHEN_RENEWED,
        }
    )
)
PAID = ARTICLES | st.sampled_from(
    REDUCED_TAX
    + NO_TAX_AT_FIRST
    + NO_TAX_EVER
    + EXEMPT_OF_TAX_AND_STAMP
    + NO_REGULARISATION
    + AUTORISATIONS_PROVISOIRES
    + CARDS_OF_THE_UNION
)
HEARD = ARTICLES | st.sampled_from(
    COMMISSION_CARTE_TEMPORAIRE + COMMISSION_CARTE_RESIDENT + COMMISSION_WITHDRAWAL
)
PIECES = st.sampled_from(["passport", "birth_certificate", "lease", "payslip"])
DEPARTEMENTS = st.sampled_from(sorted(ZONES))
ENDS = st.dates(date(2022, 1, 1), date(2040, 12, 31))
LIVES = st.dates(date(1960, 1, 1), date(2040, 12, 31))
FLAGS = st.booleans()


def values(kind):
    """Draw a value of the contract of a kind."""
    return st.sampled_from([member.value for member in kind])


@st.composite
def around(draw, day, before=250, after=450):
    """Draw a day around another one."""
    return day + timedelta(draw(st.integers(-before, after)))


def maybe(draw, facts, name, strategy):
    """Add a fact, or not."""
    if draw(FLAGS):
        facts[name] = draw(strategy)


def channel(draw, facts):
    """Add what tells the channel: the article, what is stated, or both."""
    if draw(FLAGS):
        facts["online"] = draw(FLAGS)
        maybe(draw, facts, "article", ARTICLES)
    else:
        facts["article"] = draw(ARTICLES)


def written(facts):
    """Write days as JSON does."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in facts.items()}


@st.composite
def deposit_window(draw):
    """Draw facts of `deposit-window`."""
    facts = {"held_until": draw(ENDS)}
    channel(draw, facts)
    maybe(draw, facts, "held_kind", values(PermitKind))
    maybe(draw, facts, "as_of", ENDS)
    return written(facts)


@st.composite
def deposit_status(draw):
    """Draw facts of `deposit-status`."""
    held_until = draw(ENDS)
    facts = {"held_until": held_until, "filed_on": draw(around(held_until))}
    channel(draw, facts)
    maybe(draw, facts, "held_kind", values(PermitKind))
    maybe(draw, facts, "first_failed_attempt_on", around(facts["filed_on"], 60, 0))
    maybe(draw, facts, "force_majeure", FLAGS)
    return written(facts)


@st.composite
def grace(draw):
    """Draw facts of `grace`."""
    held_until = draw(ENDS)
    facts = {
        "held_kind": draw(values(PermitKind)),
        "held_years": draw(st.integers(1, 10)),
        "held_until": held_until,
        "filed_on": draw(around(held_until, 150, 120)),
    }
    maybe(draw, facts, "decided_on", around(facts["filed_on"], 0, 200))
    maybe(draw, facts, "departement", DEPARTEMENTS)
    return written(facts)


@st.composite
def provisional_documents(draw):
    """Draw facts of `provisional-documents`."""
    held_until = draw(ENDS)
    filed_on = draw(around(held_until, 200, 100))
    category = draw(st.sampled_from(list(Category)))
    facts = {
        "category": category.value,
        "article": draw(ARTICLES),
        "filed_on": filed_on,
        "held_until": held_until,
        "as_of": draw(around(filed_on, 30, 1500)),
    }
    maybe(draw, facts, "online", FLAGS)
    maybe(draw, facts, "complete_on", around(filed_on, 0, 60))
    maybe(draw, facts, "held_allowed_work", values(Work))
    maybe(draw, facts, "holds_long_stay_visa", FLAGS)
    maybe(draw, facts, "work_permit", FLAGS)
    from_day = filed_on
    if category is Category.COMMISSION:
        facts["referred_on"] = from_day = draw(around(filed_on, 0, 300))
    maybe(draw, facts, "decided_on", around(from_day, 0, 600))
    return written(facts)


@st.composite
def attestation_decision_favorable(draw):
    """Draw facts of `attestation-decision-favorable`."""
    facts = {"decided_on": draw(ENDS)}
    maybe(draw, facts, "granted_allows_work", FLAGS)
    maybe(draw, facts, "handed_over_on", around(facts["decided_on"], 0, 200))
    return written(facts)


@st.composite
def piece_request(draw, filed_on):
    """Draw a request for pieces made after a filing."""
    asked_on = draw(around(filed_on, 0, 200))
    facts = {"asked_on": asked_on, "due_on": draw(around(asked_on, 0, 60))}
    maybe(draw, facts, "received_on", around(asked_on, 0, 90))
    maybe(draw, facts, "indispensable", FLAGS)
    return written(facts)


@st.composite
def implicit_refusal(draw):
    """Draw facts of `implicit-refusal`."""
    filed_on = draw(ENDS)
    facts = {
        "article": draw(ARTICLES),
        "filed_on": filed_on,
        "complete_on": draw(around(filed_on, 0, 150)),
        "piece_requests": draw(st.lists(piece_request(filed_on), max_size=5)),
    }
    maybe(draw, facts, "blue_card_of_other_state", FLAGS)
    maybe(draw, facts, "received_by_first_office_on", around(filed_on, 30, 0))
    return written(facts)


@st.composite
def receipt(draw):
    """Draw facts of `receipt`."""
    facts = {"received_on": draw(ENDS)}
    maybe(draw, facts, "departement", DEPARTEMENTS)
    return written(facts)


@st.composite
def first_application_deadline(draw):
    """Draw facts of `first-application-deadline`."""
    return written({"basis": draw(values(FirstBasis)), "date": draw(LIVES)})


@st.composite
def appeal(draw):
    """Draw facts of `appeal`."""
    day = draw(ENDS)
    facts = {"decision": draw(values(Decision)), "date": day}
    for name in ("receipt_complete", "overseas", "abroad"):
        maybe(draw, facts, name, FLAGS)
    maybe(draw, facts, "administrative_appeal_received_on", around(day, 0, 200))
    maybe(draw, facts, "reasons_asked_on", around(day, 0, 200))
    if "reasons_asked_on" in facts:
        maybe(draw, facts, "reasons_given_on", around(facts["reasons_asked_on"], 0, 100))
    maybe(draw, facts, "departement", DEPARTEMENTS)
    return written(facts)


@st.composite
def missing_piece(draw):
    """Draw a piece that a file does not hold."""
    facts = {"piece": draw(PIECES)}
    maybe(draw, facts, "required_by_text", FLAGS)
    maybe(draw, facts, "indispensable", FLAGS)
    return facts


@st.composite
def named_request(draw, on):
    """Draw a request for named pieces made around a day."""
    asked_on = draw(around(on, 90, 10))
    facts = {"asked_on": asked_on, "due_on": draw(around(asked_on, 0, 60))}
    maybe(draw, facts, "pieces", st.lists(PIECES, max_size=3))
    return written(facts)


@st.composite
def closing(draw):
    """Draw facts of `closing`."""
    on = draw(ENDS)
    facts = {
        "on": on,
        "missing": draw(st.lists(missing_piece(), max_size=3)),
        "requests": draw(st.lists(named_request(on), max_size=3)),
    }
    maybe(draw, facts, "reasons_written", FLAGS)
    return written(facts)


@st.composite
def employer_check(draw):
    """Draw facts of `employer-check`."""
    hire_on = draw(ENDS)
    facts = {"hire_on": hire_on}
    maybe(draw, facts, "request_received_on", around(hire_on, 20, 20))
    maybe(draw, facts, "france_travail_registered", FLAGS)
    maybe(draw, facts, "student", FLAGS)
    maybe(draw, facts, "departement", DEPARTEMENTS)
    return written(facts)


@st.composite
def paper(draw, on):
    """Draw a paper that runs around a day."""
    from_ = draw(around(on, 400, 30))
    facts = {"kind": draw(values(PaperKind)), "from": from_}
    maybe(draw, facts, "until", around(from_, 0, 800))
    maybe(draw, facts, "work_mention", FLAGS)
    return written(facts)


@st.composite
def ended_long_card(draw, on):
    """Draw a long card that ended some months ago at most."""
    until = draw(around(on, 120, 0))
    kind = draw(st.sampled_from(["carte_resident", "carte_pluriannuelle", "certificat_residence_algerien"]))
    years = draw(st.integers(1, 10))
    facts = {"kind": kind, "from": until - timedelta(365 * years), "until": until, "work_mention": True}
    return written(facts)


@st.composite
def work_proof(draw):
    """Draw facts of `work-proof`."""
    on = draw(ENDS)
    papers = draw(st.lists(paper(on) | ended_long_card(on), max_size=4))
    if draw(FLAGS):
        papers.append({"kind": "attestation_depot", "from": draw(around(on, 120, 10)).isoformat()})
    return written({"on": on, "documents": papers})


@st.composite
def health_cover(draw):
    """Draw facts of `health-cover`."""
    facts = {"document_expired_on": draw(ENDS)}
    maybe(draw, facts, "removal_final", FLAGS)
    return written(facts)


@st.composite
def body_acceptance(draw):
    """Draw facts of `body-acceptance`."""
    valid_until = draw(ENDS)
    facts = {
        "body": draw(values(Body)),
        "document": draw(values(PaperKind)),
        "requested_on": draw(around(valid_until, 30, 30)),
    }
    maybe(draw, facts, "valid_until", st.just(valid_until))
    maybe(draw, facts, "work_mention", FLAGS)
    maybe(draw, facts, "renewal", FLAGS)
    return written(facts)


@st.composite
def fees(draw):
    """Draw facts of `fees`."""
    facts = {"procedure": draw(values(PaidProcedure)), "article": draw(PAID), "decided_on": draw(ENDS)}
    maybe(draw, facts, "late", FLAGS)
    maybe(draw, facts, "regularisation", FLAGS)
    return written(facts)


@st.composite
def re_entry(draw):
    """Draw facts of `re-entry`."""
    expired_on = draw(ENDS)
    return written(
        {"document": draw(values(TravelPaper)), "expired_on": expired_on, "on": draw(around(expired_on))}
    )


@st.composite
def renewal_limit(draw):
    """Draw facts of `renewal-limit`."""
    facts = {"article": draw(ARTICLES), "renewals_same_mention": draw(st.integers(0, 9))}
    maybe(draw, facts, "exempt_from_integration_contract", FLAGS)
    maybe(draw, facts, "as_of", ENDS)
    return written(facts)


@st.composite
def integration(draw):
    """Draw facts of `integration`."""
    facts = {"asked": draw(values(LongCard)), "filed_on": draw(ENDS)}
    for name in ("first_of_its_kind", "age_over_65", "exempt_from_integration_contract"):
        maybe(draw, facts, name, FLAGS)
    maybe(draw, facts, "civic_exam_score", st.integers(0, 40))
    maybe(draw, facts, "french_level", values(FrenchLevel))
    return written(facts)


@st.composite
def commission(draw):
    """Draw facts of `commission`."""
    facts = {"article": draw(HEARD), "act": draw(values(CommissionAct))}
    maybe(draw, facts, "meets_conditions", FLAGS)
    maybe(draw, facts, "departement", DEPARTEMENTS)
    maybe(draw, facts, "referred_on", ENDS)
    return written(facts)


@st.composite
def hearing(draw):
    """Draw facts of `hearing`."""
    return {"act": draw(values(HearingAct))}


@st.composite
def habitual_residence(draw):
    """Draw facts of `habitual-residence`."""
    filed_on = draw(ENDS)
    years = st.integers(filed_on.year - 5, filed_on.year).map(str)
    months = draw(st.dictionaries(years, st.integers(0, 12), max_size=6))
    return written({"filed_on": filed_on, "months_in_france": months})


@st.composite
def retention(draw):
    """Draw facts of `retention`."""
    expired_on = draw(ENDS)
    facts = {"kind": draw(values(Record)), "permit_expired_on": expired_on, "logged_on": draw(ENDS)}
    maybe(draw, facts, "updated_on", around(expired_on))
    return written(facts)


@st.composite
def address_change(draw):
    """Draw facts of `address-change`."""
    facts = {"moved_on": draw(ENDS), "permit_years": draw(st.integers(0, 10))}
    maybe(draw, facts, "pending_application", FLAGS)
    return written(facts)


@st.composite
def card_due(draw):
    """Draw facts of `card-due`."""
    return written({"status": draw(values(CardStatus)), "date": draw(ENDS)})


@st.composite
def simultaneous_applications(draw):
    """Draw facts of `simultaneous-applications`."""
    return {"pending": draw(st.lists(ARTICLES, max_size=3)), "asked": draw(ARTICLES)}


FACTS = {
    "deposit-window": deposit_window(),
    "first-application-deadline": first_application_deadline(),
    "deposit-status": deposit_status(),
    "grace": grace(),
    "provisional-documents": provisional_documents(),
    "attestation-decision-favorable": attestation_decision_favorable(),
    "implicit-refusal": implicit_refusal(),
    "appeal": appeal(),
    "receipt": receipt(),
    "closing": closing(),
    "employer-check": employer_check(),
    "work-proof": work_proof(),
    "health-cover": health_cover(),
    "body-acceptance": body_acceptance(),
    "fees": fees(),
    "re-entry": re_entry(),
    "renewal-limit": renewal_limit(),
    "integration": integration(),
    "commission": commission(),
    "hearing": hearing(),
    "habitual-residence": habitual_residence(),
    "retention": retention(),
    "address-change": address_change(),
    "card-due": card_due(),
    "simultaneous-applications": simultaneous_applications(),
}
ASKED = st.sampled_from(list(FACTS)).flatmap(lambda name: st.tuples(st.just(name), FACTS[name]))
