"""What can be said of the signature of a PDF, in a form that crosses from one process to another."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sejour.documents.development import ORGANIZATION


class Standing(StrEnum):
    """The conclusion. Only the first is a yes; for each other one, the first that applies."""

    AUTHENTIC = "authentic"
    UNREADABLE = "unreadable"
    UNSIGNED = "unsigned"
    SEVERAL_SIGNATURES = "several_signatures"
    """Our papers bear one: which of several speaks for the page, nobody can see."""
    ADDED_TO = "added_to"
    """The signature is good for a part of the file alone."""
    ALTERED = "altered"
    UNKNOWN_SIGNER = "unknown_signer"
    CERTIFICATE_NOT_VALID = "certificate_not_valid"
    """It was not, or was revoked, at the time of the signature; or that time has not come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """Whom the certificate names, its days (both included) and its SHA-256."""

    name: str
    organization: str
    first_day: date
    last_day: date
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfVerdict:
    """The conclusion, and what it rests on. `signer` is only as true as the conclusion.

    `signed_at` is the time that the signer claims, or that a trusted authority proves (`is_time_proven`).
    """

    standing: Standing
    signer: Signer | None = None
    signed_at: datetime | None = None
    is_time_proven: bool = False
    covers_whole_file: bool = False
    forbids_changes: bool = False

    @property
    def is_authentic(self) -> bool:
        """Whether the PDF is whole, untouched, and signed by somebody who is trusted."""
        return self.standing is Standing.AUTHENTIC

    @property
    def proves_nothing(self) -> bool:
        """Whether a key of development signed it, which anybody can make."""
        return self.signer is not None and self.signer.organization == ORGANIZATION

    @property
    def is_signed(self) -> bool:
        """Whether it bears a signature that can be read, good or not."""
        return self.standing not in {Standing.UNSIGNED, Standing.UNREADABLE}

    def as_json(self) -> dict[str, Any]:
        """Return the verdict for `json`."""
        kept = asdict(self)
        kept["signed_at"] = self.signed_at.isoformat() if self.signed_at else None
        if self.signer:
            days = {"first_day": self.signer.first_day, "last_day": self.signer.last_day}
            kept["signer"] |= {name: day.isoformat() for name, day in days.items()}
        return kept


def from_json(kept: dict[str, Any]) -> PdfVerdict:
    """Return the verdict that `as_json` wrote."""
    signer = kept["signer"]
    if signer:
        days = {name: date.fromisoformat(signer[name]) for name in ("first_day", "last_day")}
        signer = Signer(**signer | days)
    signed_at = datetime.fromisoformat(kept["signed_at"]) if kept["signed_at"] else None
    told = {"standing": Standing(kept["standing"]), "signer": signer, "signed_at": signed_at}
    return PdfVerdict(**kept | told)


SENTENCES = {
    Standing.AUTHENTIC: "Le PDF est authentique : signé, entier, et rien n'y a été changé.",
    Standing.UNREADABLE: "Ce PDF ne se lit pas : il est coupé, abîmé ou protégé.",
    Standing.UNSIGNED: "Ce PDF n'est pas signé : rien ne prouve d'où il vient.",
    Standing.SEVERAL_SIGNATURES: "Ce PDF porte plusieurs signatures : nos documents n'en portent qu'une.",
    Standing.ADDED_TO: "Ce PDF a été changé après sa signature : ne vous y fiez pas.",
    Standing.ALTERED: "Ce PDF a été modifié, ou sa signature est fausse : ne vous y fiez pas.",
    Standing.UNKNOWN_SIGNER: "Ce PDF est signé par une autorité qui n'est pas reconnue ici.",
    Standing.CERTIFICATE_NOT_VALID: (
        "Le certificat de ce PDF n'était pas valable le jour de la signature : ne vous y fiez pas."
    ),
}
"""Each conclusion as it is told to whoever checks."""
