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
