"""Keys, certificates and documents to seal: an authority of the tests' own, made anew each time."""

import json
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import NameOID

from sejour.documents.deux_d_doc import catalogue
from sejour.documents.deux_d_doc.dates import PartialDate
from sejour.documents.deux_d_doc.etranger import Address, DocumentEtranger, EtrangerKind
from sejour.documents.deux_d_doc.header import Issuer
from sejour.documents.deux_d_doc.sealing import HeldKey, seal_document
from sejour.documents.deux_d_doc.trust import Trust, TrustedKey, trusted

TODAY = date(2026, 11, 25)
ISSUER = Issuer("FR99", "ESS1")
SAMPLES: list[dict[str, str]] = json.loads(
    (Path(__file__).parent / "data/2ddoc_samples.json").read_text("utf-8")
)
LAYOUT: dict[str, Any] = json.loads(
    (Path(catalogue.__file__).parent.parent / "data/2ddoc_document_etranger.json").read_text("utf-8")
)
OFFICIAL_CERTIFICATE: str = LAYOUT["certificat_test_FR00_0001_pem"]
TYPE_13 = next(sample["code"] for sample in SAMPLES if sample["type"] == "13")


def a_key(issuer: Issuer = ISSUER) -> HeldKey:
    return HeldKey(issuer, ec.generate_private_key(ec.SECP256R1()))


@cache
def the_key() -> HeldKey:
    """Return the key that most tests seal with."""
    return a_key()


def certificate(
    private_key: Any,
    issuer: Issuer = ISSUER,
    *,
    first: date = date(2026, 1, 1),
    last: date = date(2028, 12, 31),
) -> x509.Certificate:
    """Return the certificate of a key, signed by itself: only its names and days are read."""
    begins, ends = (datetime.combine(day, time(12), UTC) for day in (first, last))
    names = [
        x509.Name(
            [
                x509.NameAttribute(NameOID.COMMON_NAME, name),
                x509.NameAttribute(NameOID.ORGANIZATION_NAME, "ESSAIS"),
            ]
        )
        for name in (issuer.authority, issuer.certificate)
    ]
    made = x509.CertificateBuilder(names[0], names[1], private_key.public_key(), x509.random_serial_number())
    return made.not_valid_before(begins).not_valid_after(ends).sign(private_key, SHA256())


def trust_of(held: HeldKey, **days: date) -> Trust:
    """Return the trust in one key, through its certificate."""
    key = trusted(certificate(held.private_key, held.issuer, **days))
    assert key
    return Trust([key])


def official_trust() -> Trust:
    """Return the trust in the test certificate of the specification."""
    key = trusted(x509.load_pem_x509_certificate(OFFICIAL_CERTIFICATE.encode()))
    assert isinstance(key, TrustedKey)
    return Trust([key])


def a_document(**changed: Any) -> DocumentEtranger:
    """Return an attestation de prolongation of a person who does not exist."""
    known: dict[str, Any] = {
        "kind": EtrangerKind.ATTESTATION_PROLONGATION,
        "request_number": "7501202610010000042",
        "filed_on": date(2026, 10, 1),
        "authorization": "Autorisé à travailler",
        "foreigner_number": "7503120521",
        "family_name": "N'Guyễn-Saïd",
        "given_names": ["Aminata", "Marie-Jeanne"],
        "sex": "F",
        "born": PartialDate(1985, 3, 14),
        "birth_place": "Sfax",
        "birth_country": "TN",
        "nationality": "TN",
        "address": Address(street="12 bis, rue des Lilas", postal_code="75011", city="Paris", country="FR"),
        "category": "Carte de séjour pluriannuelle salarié",
        "first_day": date(2026, 11, 1),
        "last_day": date(2027, 1, 31),
        "url": "https://sejour.exemple.fr/verifier",
    }
    return DocumentEtranger(**{**known, **changed})


def sealed(document: DocumentEtranger | None = None, *, key: HeldKey | None = None, on: date = TODAY) -> str:
    """Return the text of a sealed document."""
    return seal_document(document or a_document(), key=key or the_key(), issued_on=on, signed_on=on)
