"""The kinds that facts and answers are made of. Values are those of the public contract."""

from enum import StrEnum


class PermitKind(StrEnum):
    """Kinds of permit that a person may hold."""

    CARTE_TEMPORAIRE = "carte_temporaire"
    CARTE_PLURIANNUELLE = "carte_pluriannuelle"
    CARTE_RESIDENT = "carte_resident"
    CARTE_RESIDENT_LONGUE_DUREE_UE = "carte_resident_longue_duree_ue"
    VLS_TS = "vls_ts"
    CERTIFICAT_RESIDENCE_ALGERIEN = "certificat_residence_algerien"
    AUTORISATION_PROVISOIRE = "autorisation_provisoire"
    DCEM = "dcem"


class DocumentKind(StrEnum):
    """Kinds of provisional document."""

    ATTESTATION_DEPOT = "attestation_depot"
    ATTESTATION_PROLONGATION = "attestation_prolongation"
    ATTESTATION_DECISION_FAVORABLE = "attestation_decision_favorable"
    RECEPISSE = "recepisse"


class Work(StrEnum):
    """What a document says of salaried work: forbidden, within limits, or any."""

    NONE = "none"
    LIMITED = "limited"
    FULL = "full"

    @property
    def rank(self) -> int:
        """Order the rights: the higher, the wider."""
        return ("none", "limited", "full").index(self.value)


class Category(StrEnum):
    """Situations that decide which provisional document is owed."""

    RENEWAL = "renewal"
    FIRST = "first"
    REFUGEE = "refugee"
    SUBSIDIARY_PROTECTION = "subsidiary_protection"
    YOUNG_ADULT = "young_adult"
    COMMISSION = "commission"


class DepositStatus(StrEnum):
    """Where a filing stands in regard to its window."""

    TOO_EARLY = "too_early"
    IN_TIME = "in_time"
    LATE = "late"
    LATE_ENTRY_CONDITIONS = "late_entry_conditions"


class PaperKind(StrEnum):
    """Kinds of paper that a person may show: a permit, or a provisional document."""

    CARTE_TEMPORAIRE = "carte_temporaire"
    CARTE_PLURIANNUELLE = "carte_pluriannuelle"
    CARTE_RESIDENT = "carte_resident"
    CARTE_RESIDENT_LONGUE_DUREE_UE = "carte_resident_longue_duree_ue"
    VLS_TS = "vls_ts"
    CERTIFICAT_RESIDENCE_ALGERIEN = "certificat_residence_algerien"
    AUTORISATION_PROVISOIRE = "autorisation_provisoire"
    DCEM = "dcem"
    ATTESTATION_DEPOT = "attestation_depot"
    ATTESTATION_PROLONGATION = "attestation_prolongation"
    ATTESTATION_DECISION_FAVORABLE = "attestation_decision_favorable"
    RECEPISSE = "recepisse"


class FirstBasis(StrEnum):
    """What opens the time to file a first application."""

    ENTRY = "entry"
    LONG_STAY_VISA_VALIDATION = "long_stay_visa_validation"
    EU_FAMILY = "eu_family"
    LONG_TERM_RESIDENT_OTHER_STATE = "long_term_resident_other_state"
    YOUNG_ADULT_WITH_RIGHT = "young_adult_with_right"
    YOUNG_ADULT = "young_adult"
    LOST_NATIONALITY = "lost_nationality"


class Decision(StrEnum):
    """Decisions that a person may challenge."""

    REFUSAL = "refusal"
    REFUSAL_WITH_REMOVAL = "refusal_with_removal"
    IMPLICIT = "implicit"


class Body(StrEnum):
    """Bodies to which a person shows a paper."""

    FRANCE_TRAVAIL = "france_travail"
    HEALTH_INSURANCE = "health_insurance"
    FAMILY_BENEFITS = "family_benefits"
    DISABILITY_ALLOWANCE = "disability_allowance"


class PaidProcedure(StrEnum):
    """Procedures that cost a tax."""

    FIRST = "first"
    RENEWAL = "renewal"
    DUPLICATE = "duplicate"
    MINOR_TRAVEL_DOCUMENT = "minor_travel_document"


class TravelPaper(StrEnum):
    """What a traveller shows at the border, beside the passport."""

    PERMIT = "permit"
    ATTESTATION_PROLONGATION_RENEWAL = "attestation_prolongation_renewal"
    ATTESTATION_PROLONGATION_FIRST = "attestation_prolongation_first"
    RECEPISSE_RENEWAL = "recepisse_renewal"
    RECEPISSE_FIRST = "recepisse_first"
    ATTESTATION_DECISION_FAVORABLE = "attestation_decision_favorable"
    ATTESTATION_DEPOT = "attestation_depot"
    EXPIRED_PERMIT = "expired_permit"


class ReEntry(StrEnum):
    """Whether a traveller comes back, and with which visa."""

    YES = "yes"
    RETURN_VISA = "return_visa"
    ENTRY_VISA = "entry_visa"


class LongCard(StrEnum):
    """Cards that demand integration when first asked for."""

    CARTE_PLURIANNUELLE = "carte_pluriannuelle"
    CARTE_RESIDENT = "carte_resident"


class FrenchLevel(StrEnum):
    """Levels of French, the lowest first (Common European Framework)."""

    A1 = "A1"
    A2 = "A2"
    B1 = "B1"
    B2 = "B2"
    C1 = "C1"
    C2 = "C2"

    @property
    def rank(self) -> int:
        """Order the levels: the higher, the better."""
        return list(FrenchLevel).index(self)


class Demand(StrEnum):
    """What a first long card demands of its applicant."""

    FRENCH_LEVEL = "french_level"
    CIVIC_EXAM = "civic_exam"


class CommissionAct(StrEnum):
    """Acts before which the commission may have to be consulted."""

    REFUSE_CARTE_TEMPORAIRE = "refuse_carte_temporaire"
    REFUSE_CARTE_RESIDENT = "refuse_carte_resident"
    WITHDRAW = "withdraw"


class HearingAct(StrEnum):
    """Acts before which the person may have to be heard."""

    WITHDRAWAL = "withdrawal"
    REFUSAL_OF_REQUEST = "refusal_of_request"


class Record(StrEnum):
    """Records kept of a person."""

    FILE = "file"
    ACCESS_LOG = "access_log"


class CardStatus(StrEnum):
    """Statuses whose card is due by a day."""

    REFUGEE = "refugee"
    SUBSIDIARY_PROTECTION = "subsidiary_protection"
    EU_FAMILY = "eu_family"
