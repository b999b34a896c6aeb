"""What somebody does who wants a PDF to be believed: other keys, other signatures, changes afterwards."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from io import BytesIO

from pyhanko.pdf_utils.generic import NameObject, TextStringObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from time_machine import travel

from sejour.documents.keys import SigningKey
from sejour.documents.keys.holders import InMemory
from sejour.documents.signing.signer import HouseSigner
from tests.documents.keys.folders import p256


def signed_by(key: SigningKey, content: bytes, *, at: datetime, field: str = "Cachet") -> bytes:
    """Sign with pyHanko alone, leave to change included."""
    metadata = PdfSignatureMetadata(field_name=field, md_algorithm="sha256")
    signer = PdfSigner(metadata, HouseSigner(key), new_field_spec=SigFieldSpec(field))
    # In a thread of its own: a browser's loop may run in this one.
    with travel(at, tick=False), ThreadPoolExecutor(1) as alone:
        signed = alone.submit(signer.sign_pdf, IncrementalPdfFileWriter(BytesIO(content)))
        return signed.result().getvalue()


def pretending(key: SigningKey) -> SigningKey:
    """Return another's key under the certificate of ours."""
    return replace(key, holder=InMemory("ailleurs", p256()))


def added_to(content: bytes) -> bytes:
    """Append a change to a PDF, as programs do."""
    writer = IncrementalPdfFileWriter(BytesIO(content))
    writer.root[NameObject("/Lang")] = TextStringObject("en")
    writer.update_root()
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def flipped(content: bytes, place: int) -> bytes:
    """Change one bit."""
    changed = bytearray(content)
    changed[place] ^= 1
    return bytes(changed)
