"""The two kinds of credential, their claims and what each is called: the rulebook (docs/wallet) in data.

A claim is never given another meaning: that would be version 2, beside this one.
"""

from dataclasses import dataclass

from sejour.continuity.models import ProvisionalDocument
from sejour.law.kinds import DocumentKind
from sejour.wallet.addresses import TYPES, absolute


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim that the holder shows or keeps: its name, what people call it, whether it is always there."""

    name: str
    label: str
    mandatory: bool = True


@dataclass(frozen=True, slots=True)
class CredentialType:
    """A kind of credential. `name` is its configuration in OpenID4VCI, `path` the end of its `vct`."""

    name: str
    path: str
    title: str
    description: str
    claims: tuple[Claim, ...]

    @property
    def vct(self) -> str:
        """Return the type that credentials carry: an address, where the type is described."""
        return absolute(f"{TYPES}{self.path}")


_HOLDER = (
    Claim("family_name", "Nom"),
    Claim("usage_name", "Nom d'usage", mandatory=False),
    Claim("given_names", "Prénoms", mandatory=False),
    Claim("birth_date", "Date de naissance", mandatory=False),
    Claim("nationality", "Nationalité", mandatory=False),
    Claim("foreigner_number", "Numéro étranger", mandatory=False),
)
_DOCUMENT = (
    Claim("document_kind", "Type de document"),
    Claim("document_number", "Numéro du document"),
    Claim("issued_on", "Établi le"),
    Claim("legal_basis", "Fondement"),
    Claim("authority", "Autorité"),
)
SEJOUR = CredentialType(
    name="attestation_sejour",
    path="attestation-sejour/1",
    title="Attestation de séjour",
    description="Prouve un séjour régulier en France et le droit de travailler, jusqu'à une date.",
    claims=(
        *_HOLDER,
        *_DOCUMENT,
        Claim("stay_from", "Séjour régulier à partir du"),
        Claim("stay_until", "Séjour régulier jusqu'au"),
        Claim("may_work", "Peut travailler"),
        Claim("may_work_until", "Peut travailler jusqu'au", mandatory=False),
        Claim("work_limits", "Limites du travail", mandatory=False),
        Claim("social_rights", "Droits sociaux"),
        Claim("reentry", "Retour en France"),
        Claim("shown_with", "À présenter avec"),
    ),
)
DEPOT = CredentialType(
    name="attestation_depot",
    path="attestation-depot/1",
    title="Attestation de dépôt",
    description="Prouve qu'une demande a été déposée. Ne prouve pas à elle seule un droit.",
    claims=(*_HOLDER, *_DOCUMENT, Claim("filed_on", "Demande déposée le")),
)
TYPES_BY_NAME = {found.name: found for found in (SEJOUR, DEPOT)}
TYPES_BY_PATH = {found.path: found for found in (SEJOUR, DEPOT)}


def type_of(document: ProvisionalDocument) -> CredentialType:
    """Return the kind of credential that a document gives."""
    return DEPOT if document.kind == DocumentKind.ATTESTATION_DEPOT else SEJOUR
