"""The rules as the platform asks them directly: what is left out is false, or not known."""

from datetime import date

from sejour.law.appeals import appeal
from sejour.law.bodies import accepted
from sejour.law.employers import employer_check
from sejour.law.favorable import attestation_decision_favorable
from sejour.law.fees import fees
from sejour.law.health_cover import health_cover
from sejour.law.integration import integration
from sejour.law.kinds import Body, Decision, LongCard, PaidProcedure, PaperKind
from sejour.law.moves import address_change
from sejour.law.retention import file_retention
from sejour.law.silence import implicit_refusal

DAY = date(2026, 6, 15)


def test_silence_without_a_receipt_opposes_nothing():
    assert appeal(decision=Decision.IMPLICIT, day=DAY).opposable is False


def test_an_appeal_has_the_ordinary_time_of_those_at_home():
    assert appeal(decision=Decision.REFUSAL, day=DAY).until == date(2026, 8, 17)


def test_a_hire_is_checked_as_that_of_anybody():
    found = employer_check(hire_on=DAY)
    assert (found.required, found.reasons[0].rule.id) == (True, "R-EMP-01")


def test_health_cover_is_kept_the_longer_time():
    assert health_cover(document_expired_on=DAY).kept_until == date(2026, 12, 15)


def test_a_paper_says_nothing_of_work_nor_of_a_renewal():
    assert not accepted(body=Body.FRANCE_TRAVAIL, document=PaperKind.RECEPISSE, on=DAY).accepted
    assert not accepted(body=Body.FAMILY_BENEFITS, document=PaperKind.RECEPISSE, on=DAY).accepted


def test_a_price_has_nothing_added():
    first = fees(procedure=PaidProcedure.FIRST, article="L.435-1", decided_on=DAY)
    renewal = fees(procedure=PaidProcedure.RENEWAL, article="L.435-1", decided_on=DAY)
    assert (first.price.regularisation, renewal.price.late) == (0, 0)


def test_no_demand_is_lifted():
    for asked in LongCard:
        found = integration(asked=asked, first_of_its_kind=True, filed_on=DAY)
        assert len(found.missing) == 2


def test_a_move_is_told_as_that_of_somebody_without_application():
    found = address_change(moved_on=DAY, permit_years=4, on=DAY)
    assert found.reasons[-1].rule.id == "INV-8"


def test_a_file_that_was_not_updated_counts_from_its_permit():
    assert file_retention(permit_expired_on=DAY).erase_on == date(2031, 6, 15)


def test_silence_on_the_family_of_a_talent_has_the_general_delay():
    found = implicit_refusal(article="L.421-22", filed_on=DAY, complete_on=DAY)
    assert (found.on, found.suspended_days) == (date(2026, 10, 15), 0)


def test_a_favourable_decision_lasts_until_the_card_is_handed_over():
    assert attestation_decision_favorable(decided_on=DAY, granted_allows_work=True).last_day is None
