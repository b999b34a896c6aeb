"""`work-proof`: C. trav. R.5221-3 and R.431-15-2."""

import pytest

from sejour.law.kinds import DocumentKind, PaperKind, PermitKind
from sejour.law.work_proof import NAMES
from tests.law.asked import answer, ids, refused, some

NEVER = ["attestation_depot", "dcem"]
STRONGEST_FIRST = [
    "carte_resident",
    "carte_resident_longue_duree_ue",
    "certificat_residence_algerien",
    "carte_pluriannuelle",
    "carte_temporaire",
    "vls_ts",
    "autorisation_provisoire",
    "attestation_decision_favorable",
    "attestation_prolongation",
    "recepisse",
]


def paper(kind="carte_temporaire", *, first_day="2026-01-16", last_day="2027-01-15", work=True):
    """Return a paper that a person holds."""
    return {"kind": kind, "from": first_day, "until": last_day, "work_mention": work}


def proof(*papers, on="2026-06-01"):
    """Ask which of these papers proves the right to work."""
    return some("allowed document", answer("work-proof", on=on, documents=list(papers)))


NOTHING = {"allowed": False, "document": None}


@pytest.mark.parametrize("kind", STRONGEST_FIRST)
def test_a_valid_paper_that_says_so_proves_the_right_to_work(kind):
    assert proof(paper(kind)) == {"allowed": True, "document": kind}


@pytest.mark.parametrize("kind", NEVER)
@pytest.mark.parametrize("last_day", ["2027-01-15", None])
def test_some_papers_never_prove_it(kind, last_day):
    assert proof(paper(kind, last_day=last_day)) == NOTHING


def test_every_kind_of_paper_is_one_or_the_other():
    kinds = {*PermitKind, *DocumentKind}
    assert {kind.value for kind in PaperKind} == kinds == {*STRONGEST_FIRST, *NEVER} == set(NAMES)


@pytest.mark.parametrize("kind", STRONGEST_FIRST)
def test_a_paper_that_does_not_say_so_proves_nothing(kind):
    found = answer("work-proof", on="2026-06-01", documents=[paper(kind, work=False)])
    assert some("allowed document", found) == NOTHING
    assert [rule["because"][:18] for rule in found["rules"]][1] == "Un document valabl"


@pytest.mark.parametrize(
    ("on", "proved"),
    [("2026-01-15", False), ("2026-01-16", True), ("2027-01-15", True), ("2027-01-16", False)],
)
def test_a_paper_proves_it_from_its_first_to_its_last_day(on, proved):
    assert proof(paper(), on=on)["allowed"] is proved


@pytest.mark.parametrize(("on", "proved"), [("2026-01-15", False), ("2050-01-01", True)])
def test_a_paper_may_have_no_end(on, proved):
    assert proof(paper("attestation_decision_favorable", last_day=None), on=on)["allowed"] is proved


@pytest.mark.parametrize(
    ("weak", "strong"), [(b, a) for a, b in zip(STRONGEST_FIRST, STRONGEST_FIRST[1:], strict=False)]
)
def test_the_most_lasting_of_several_proofs_is_returned(weak, strong):
    assert proof(paper(weak), paper(strong))["document"] == strong
    assert proof(paper(strong), paper(weak))["document"] == strong


def test_a_stronger_paper_that_proves_nothing_leaves_the_proof_to_a_weaker_one():
    expired = paper("carte_resident", last_day="2026-05-31")
    silent = paper("carte_pluriannuelle", work=False)
    assert proof(expired, silent, paper("recepisse"))["document"] == "recepisse"


def test_an_expired_card_is_told_of_the_months_that_long_cards_keep():
    found = answer("work-proof", on="2027-01-16", documents=[paper("carte_resident")])
    assert ids(found) == ["R-EMP-09", "R-GRA-02"]


def test_a_paper_that_has_not_begun_is_not_called_expired():
    assert ids(answer("work-proof", on="2026-01-15", documents=[paper()])) == ["R-EMP-09"]


def test_an_attestation_de_depot_is_told_that_it_is_not_enough():
    found = answer("work-proof", documents=[paper("attestation_depot")])
    assert ids(found) == ["R-EMP-09", "R-DOC-01"]


class TestGrace:
    """L.433-3, al. 1 and 3, and R.433-3: an ended long card, beside an attestation de dépôt."""

    CARD = paper("carte_resident", first_day="2017-01-16")
    DEPOSIT = paper("attestation_depot", first_day="2026-10-01", last_day=None, work=False)

    @pytest.mark.parametrize(
        ("on", "document"),
        [
            ("2027-01-15", "carte_resident"),
            ("2027-01-16", "carte_resident"),
            ("2027-04-15", "carte_resident"),
            ("2027-04-16", None),
        ],
    )
    def test_it_proves_the_right_to_work_for_three_months(self, on, document):
        assert proof(self.CARD, self.DEPOSIT, on=on)["document"] == document

    def test_it_is_told_with_its_doubt(self):
        found = answer("work-proof", on="2027-01-16", documents=[self.CARD, self.DEPOSIT])
        assert ids(found) == ["R-GRA-01", "R-GRA-02", "R-GRA-05"]
        assert found["certainty"] == "medium"

    @pytest.mark.parametrize(
        ("kind", "first_day", "proves"),
        [
            ("carte_resident", "2017-01-16", True),
            ("carte_resident_longue_duree_ue", "2017-01-16", True),
            ("carte_pluriannuelle", "2023-01-16", True),
            ("carte_pluriannuelle", "2023-01-17", False),
            ("carte_pluriannuelle", "2025-01-16", False),
            ("certificat_residence_algerien", "2017-01-16", True),
            ("certificat_residence_algerien", "2025-01-16", True),
            ("certificat_residence_algerien", "2026-01-16", False),
            ("carte_temporaire", "2022-01-16", False),
            ("vls_ts", "2026-01-16", False),
            ("autorisation_provisoire", "2026-07-16", False),
            ("recepisse", "2020-01-16", False),
        ],
    )
    def test_only_long_cards_keep_it(self, kind, first_day, proves):
        found = proof(paper(kind, first_day=first_day), self.DEPOSIT, on="2027-01-16")
        assert found == {"allowed": proves, "document": kind if proves else None}

    def test_nothing_is_kept_without_a_renewal(self):
        assert proof(self.CARD, on="2027-01-16") == NOTHING

    def test_a_card_that_did_not_allow_work_keeps_none(self):
        card = {**self.CARD, "work_mention": False}
        assert proof(card, self.DEPOSIT, on="2027-01-16") == NOTHING

    @pytest.mark.parametrize(
        ("first_day", "last_day", "proves"),
        [
            ("2027-01-20", None, True),
            ("2027-02-01", None, True),
            ("2027-02-02", None, False),
            ("2026-10-01", "2027-02-01", True),
            ("2026-10-01", "2027-01-31", False),
        ],
    )
    def test_the_attestation_de_depot_must_run_on_that_day(self, first_day, last_day, proves):
        deposit = paper("attestation_depot", first_day=first_day, last_day=last_day)
        assert proof(self.CARD, deposit, on="2027-02-01")["allowed"] is proves

    def test_a_paper_that_is_valid_proves_it_first(self):
        recepisse = paper("recepisse", first_day="2027-01-01", last_day="2027-06-30")
        assert proof(self.CARD, self.DEPOSIT, recepisse, on="2027-01-16")["document"] == "recepisse"

    def test_a_card_without_an_end_has_not_ended(self):
        card = {**self.CARD, "from": "2027-02-01", "until": None}
        assert proof(card, self.DEPOSIT, on="2027-01-16") == NOTHING

    def test_the_most_lasting_of_two_ended_cards_proves_it(self):
        shorter = paper("carte_pluriannuelle", first_day="2022-12-16", last_day="2026-12-15")
        for cards in ([self.CARD, shorter], [shorter, self.CARD]):
            assert proof(*cards, self.DEPOSIT, on="2027-01-16")["document"] == "carte_resident"
        late = {**self.CARD, "until": "2026-09-30"}
        assert proof(late, shorter, self.DEPOSIT, on="2027-01-16")["document"] == "carte_pluriannuelle"


@pytest.mark.parametrize("documents", [[], [paper("attestation_depot")], [paper("dcem")]])
def test_the_day_is_not_needed_where_no_paper_could_prove_it(documents):
    assert answer("work-proof", documents=documents)["allowed"] is False


@pytest.mark.parametrize(
    ("facts", "fact"),
    [
        ({"documents": [paper()]}, "on"),
        ({"on": "2026-06-01"}, "documents"),
        ({"on": "2026-06-01", "documents": [{"kind": "recepisse"}]}, "documents[0].from"),
        ({"on": "2026-06-01", "documents": [{"from": "2026-06-01"}]}, "documents[0].kind"),
        ({"on": "2026-06-01", "documents": [paper("passport")]}, "documents[0].kind"),
        ({"on": "2026-06-01", "documents": [paper(), paper(last_day="2026-01-15")]}, "documents[1].until"),
    ],
)
def test_a_wrong_fact_is_named_by_its_place(facts, fact):
    assert refused("work-proof", **facts).fact == fact


def test_an_attestation_de_depot_beside_an_ended_card_is_told_too():
    deposit = paper("attestation_depot", first_day="2026-10-01", last_day=None)
    found = answer("work-proof", on="2027-01-16", documents=[deposit, paper()])
    assert ids(found) == ["R-EMP-09", "R-DOC-01", "R-GRA-02"]
