"""What `sejour verify-document` has seen in a file, as text and as JSON."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sejour.core.clock import PARIS, day_of
from sejour.core.words import in_words
from sejour.documents.deux_d_doc.catalogue import TYPES
from sejour.documents.deux_d_doc.message import GS, RS, US
from sejour.documents.deux_d_doc.verification import Verification
from sejour.documents.deux_d_doc.words import REMARKS, SIGNATURES, conclusion_of, lines_of, title_of
from sejour.documents.signing.verdicts import SENTENCES, PdfVerdict

_SEPARATORS = re.compile(f"[{GS}{RS}{US}]")
_DEVELOPMENT = "Attention : clé de développement, que n'importe qui peut faire. Ce document ne prouve rien."
_SCANNED = "C'est l'usage d'une copie : seul son 2D-Doc est vérifié."


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A file: its kind, the signature of a PDF, and the 2D-Docs in it."""

    source: str
    on: date
    pdf: PdfVerdict | None
    seals: tuple[Verification, ...]

    @property
    def is_valid(self) -> bool:
        """Whether everything that signs is good. What is not signed is judged by its 2D-Docs alone."""
        is_sound = self.pdf is None or self.pdf.is_authentic or not self.pdf.is_signed
        return is_sound and all(seal.is_valid for seal in self.seals)

    def as_json(self) -> dict[str, Any]:
        """Return it for `json`, with keys that stay."""
        return {
            "source": self.source,
            "on": self.on.isoformat(),
            "valid": self.is_valid,
            "pdf": self.pdf.as_json() | {"sentence": SENTENCES[self.pdf.standing]} if self.pdf else None,
            "seals": [seal_as_json(seal) for seal in self.seals],
        }

    def as_text(self) -> Iterator[str]:
        """Yield its paragraphs."""
        if self.pdf:
            yield "\n".join(_pdf_as_text(self.pdf))
        yield from ("\n".join(seal_as_text(seal)) for seal in self.seals)


def _pdf_as_text(pdf: PdfVerdict) -> Iterator[str]:
    yield SENTENCES[pdf.standing] + ("" if pdf.is_signed else f" {_SCANNED}")
    if pdf.signer and pdf.signed_at:
        signer = pdf.signer
        yield f"Signé par : {', '.join(filter(None, (signer.name, signer.organization)))}"
        proof = "heure prouvée" if pdf.is_time_proven else "heure donnée par le signataire"
        yield f"Signé le : {in_words(day_of(pdf.signed_at, PARIS))} ({proof})"
        yield f"Certificat : valable du {in_words(signer.first_day)} au {in_words(signer.last_day)}"
        yield f"Empreinte du certificat : {signer.fingerprint}"
    if pdf.proves_nothing:
        yield _DEVELOPMENT


def seal_as_text(checked: Verification) -> Iterator[str]:
    document, key = checked.document, checked.key
    header = document.header
    subject = f", {key.subject}" if key and key.subject else ""
    yield title_of(document)
    yield conclusion_of(checked)
    yield ""
    yield f"Signature : {SIGNATURES[checked.signature]} ({header.issuer}{subject})"
    if key and key.first_day and key.last_day:
        yield f"Certificat : valable du {in_words(key.first_day)} au {in_words(key.last_day)}"
    if header.issued_on:
        yield f"Établi le : {in_words(header.issued_on)}"
    if header.signed_on:
        yield f"Signé le : {in_words(header.signed_on)}"
    yield from (
        f"{line.label} : {line.value}{' (coupé)' if line.is_cut else ''}" for line in lines_of(document)
    )
    if document.annex:
        yield f"Annexe, non signée : {_SEPARATORS.sub(' ', document.annex)}"
    yield from (f"Attention : {REMARKS[remark]}" for remark in checked.remarks)


def seal_as_json(checked: Verification) -> dict[str, Any]:
    document, key = checked.document, checked.key
    header = document.header
    known = TYPES.get(header.document_type)
    return {
        "status": checked.standing.value,
        "valid": checked.is_valid,
        "sentence": conclusion_of(checked),
        "type": {
            "code": header.document_type,
            "label": known.label if known else None,
            "title": title_of(document),
        },
        "version": header.version,
        "perimeter": header.perimeter,
        "country": header.country,
        "signature": {
            "state": checked.signature.value,
            "authority": header.issuer.authority,
            "certificate": header.issuer.certificate,
            "subject": key.subject if key else None,
            "certificate_first_day": _iso(key.first_day if key else None),
            "certificate_last_day": _iso(key.last_day if key else None),
        },
        "dates": {
            "issued_on": _iso(header.issued_on),
            "signed_on": _iso(header.signed_on),
            "first_day": _iso(checked.first_day),
            "last_day": _iso(checked.last_day),
        },
        "fields": [
            {
                "id": line.identifier,
                "label": line.label,
                "raw": line.raw,
                "value": line.value,
                "cut": line.is_cut,
            }
            for line in lines_of(document)
        ],
        "unsigned_annex": document.annex or None,
        "remarks": [{"code": remark.value, "sentence": REMARKS[remark]} for remark in checked.remarks],
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
