"""Signs the PDF of a paper (PAdES), so that it stays PDF/A and PDF/UA and that nothing may be added to it."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.generic import ArrayObject, ByteStringObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import InvisSigSettings, MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers.pdf_signer import DSSContentSettings, SigDSSPlacementPreference
from pyhanko_certvalidator.errors import PathError, ValidationError

from sejour.documents.errors import SignatureUnavailable
from sejour.documents.keys import SigningKey, Use, key_of
from sejour.documents.signing.coroutines import done
from sejour.documents.signing.levels import Level, Proofs, proofs_for
from sejour.documents.signing.signer import DIGEST, HouseSigner

_FIELD = "Cachet"
_READ_ALOUD = "Cachet électronique de l'administration"
# Room for a signature, in hexadecimal digits: told beforehand, it is not made twice to be measured.
_ROOM = {Level.B_B: 12_288, Level.B_T: 32_768, Level.B_LT: 32_768}


@dataclass(frozen=True, slots=True)
class SignedPdf:
    """A signed PDF, the certificate (SHA-256) whose key signed it, and the level of its proof."""

    content: bytes
    certificate: str
    level: Level


def sign_pdf(content: bytes, *, at: datetime) -> SignedPdf:
    """Sign a PDF with the key of papers. Raises SignatureUnavailable: to be tried again, never unsigned."""
    key = key_of(Use.PAPERS)
    if not key.covers(at):
        raise SignatureUnavailable
    proofs = proofs_for(key)
    try:
        signed = done(_signed(content, key, proofs, at))
    except (OSError, SigningError, PathError, ValidationError) as error:
        # Who says the time, or whether a certificate is revoked, is away or says no.
        raise SignatureUnavailable from error
    return SignedPdf(signed, key.fingerprint, proofs.level)


async def _signed(content: bytes, key: SigningKey, proofs: Proofs, at: datetime) -> bytes:
    signer = _PunctualSigner(
        _metadata(proofs), _signer(key), timestamper=proofs.time_stamper, new_field_spec=_field()
    )
    signer.at = at
    # The engine ends its file without a line feed; what is appended must begin on a line of its own.
    writer = _FaithfulWriter(BytesIO(content.rstrip(b"\n") + b"\n"))
    output = await signer.async_sign_pdf(writer, bytes_reserved=_ROOM[proofs.level])
    return bytes(output.getvalue())


@lru_cache
def _signer(key: SigningKey) -> HouseSigner:
    return HouseSigner(key)


def _metadata(proofs: Proofs) -> PdfSignatureMetadata:
    return PdfSignatureMetadata(
        field_name=_FIELD,
        md_algorithm=DIGEST,
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
        embed_validation_info=proofs.context is not None,
        validation_context=proofs.context,
        # Proofs go in with the signature: a revision more would be a change after it.
        dss_settings=DSSContentSettings(
            include_vri=False, placement=SigDSSPlacementPreference.TOGETHER_WITH_SIGNATURE
        ),
    )


def _field() -> SigFieldSpec:
    # PDF/A forbids to hide it, PDF/UA wants it out of sight and named.
    out_of_sight = InvisSigSettings(set_print_flag=True, set_hidden_flag=False, box_out_of_bounds=True)
    return SigFieldSpec(_FIELD, readable_field_name=_READ_ALOUD, invis_sig_settings=out_of_sight)


class _FaithfulWriter(IncrementalPdfFileWriter):
    """Changes nothing but what a signature must, and nothing by chance: a paper signed again is the same."""

    def _update_meta(self) -> None:
        # Rewritten, the metadata would no longer say PDF/A.
        pass

    @classmethod
    def _handle_id(cls, prev: PdfFileReader) -> ArrayObject:
        # The first names the document, the second its revision, which chance would name.
        first, _ = super()._handle_id(prev)  # type: ignore[no-untyped-call]
        return ArrayObject([first, ByteStringObject(sha256(first.original_bytes).digest()[:16])])


class _PunctualSigner(PdfSigner):
    """Signs at the instant that it is told."""

    at: datetime

    def init_signing_session(self, pdf_out: Any, existing_fields_only: bool = False) -> Any:
        """Begin, with our time for that of the machine."""
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self.at
        return session
