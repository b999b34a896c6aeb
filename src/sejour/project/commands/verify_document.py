"""`sejour verify-document`: is this document authentic, and does it hold? Offline, with public keys only.

A PDF is judged by its signature and by the 2D-Docs on its pages. A scan bears no signature: its 2D-Docs
alone are judged.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path

from sejour.core import clock
from sejour.core.errors import Refusal
from sejour.documents.deux_d_doc import pictures
from sejour.documents.deux_d_doc.errors import NotADeuxDDoc, NothingFound, PictureIsUnreadable
from sejour.documents.deux_d_doc.reading import read
from sejour.documents.deux_d_doc.trust import certificates_in, is_authority, trust_in
from sejour.documents.deux_d_doc.trust import trusted as as_trusted_key
from sejour.documents.deux_d_doc.verification import verify
from sejour.documents.signing.verdicts import PdfVerdict
from sejour.project.commands._seen import Seen

NAME = "verify-document"
HELP = (
    "vérifie un PDF signé ou un 2D-Doc (texte, photo, PDF), hors ligne ; "
    "sort avec 1 s'il ne vaut pas, 2 s'il ne se lit pas"
)
VALID, NOT_VALID, UNREADABLE = 0, 1, 2
_LARGEST_FILE = 50_000_000
_STANDARD_INPUT = "entrée standard"


class FileIsTooLarge(Refusal):
    """The file is over what a photograph or a paper weighs."""

    code = "file_is_too_large"
    sentence = "Ce fichier est trop lourd : la limite est de {limit} Mo."


class FileCannotBeRead(Refusal):
    """There is no such file, or it is closed to us."""

    code = "file_cannot_be_read"
    sentence = "Ce fichier ne peut pas être lu : {why}."


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "file",
        nargs="?",
        metavar="FICHIER",
        help="PDF, photo (PNG, JPEG) ou texte d'un 2D-Doc ; - pour l'entrée standard",
    )
    parser.add_argument(
        "--trust",
        nargs="+",
        action="extend",
        default=[],
        metavar="CERTIFICAT",
        help="certificats des émetteurs à croire (PEM, DER), ou dossiers de certificats, comme celui de "
        "« sejour keys export »",
    )
    parser.add_argument(
        "--on", type=_day, metavar="DATE", help="jour de la vérification, AAAA-MM-JJ (aujourd'hui)"
    )
    parser.add_argument("--json", action="store_true", help="donne le résultat en JSON")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"« {text} » n'est pas une date AAAA-MM-JJ"
        raise argparse.ArgumentTypeError(message) from None


def run(options: argparse.Namespace) -> int:
    """Print what the file shows; exit status 0 if all of it is valid, 1 if not, 2 if it cannot be read."""
    name, trusted = _named(options)
    on = options.on or clock.today()
    try:
        seen = _seen(_content(name), [Path(path) for path in trusted], on)
    except Refusal as refusal:
        return _refused(name, refusal, as_json=options.json)
    if options.json:
        whole = {"file": _shown(name), **seen.as_json()}
        print(json.dumps(whole, ensure_ascii=False, indent=2))
    else:
        print("\n\n".join(seen.as_text()))
    return VALID if seen.is_valid else NOT_VALID


def _seen(content: bytes, trusted: Sequence[Path], on: date) -> Seen:
    trust = trust_in(trusted)
    pdf = _signature(content, trusted, on) if pictures.is_pdf(content) else None
    source, texts = _texts(content, is_signed=pdf is not None and pdf.is_signed)
    checked = tuple(verify(read(text), trust=trust, on=on) for text in texts)
    return Seen(source=source, on=on, pdf=pdf, seals=checked)


def _signature(content: bytes, trusted: Sequence[Path], on: date) -> PdfVerdict:
    """Return the verdict on a PDF, reached apart: it is a stranger's.

    As with 2D-Docs, the certificates given are believed, and those of authorities sign nothing: they are
    believed about the time of a signature.
    """
    # What reads signatures takes long to load: texts and photographs do without.
    from sejour.documents.signing.apart import verify_apart  # noqa: PLC0415

    known = certificates_in(trusted)
    signers = [one for one in known if not is_authority(one) and as_trusted_key(one) is None]
    evening = datetime.combine(on, time.max, clock.PARIS)
    return verify_apart(content, trusted=signers, time_authorities=filter(is_authority, known), at=evening)


def _named(options: argparse.Namespace) -> tuple[str, Sequence[str]]:
    """Return the file and what is trusted, whichever was typed first."""
    if options.file is not None:
        return options.file, options.trust
    # `--trust CERTIFICATE FILE`: the file was taken for one more certificate.
    if len(options.trust) > 1:
        return options.trust[-1], options.trust[:-1]
    return "-", options.trust


def _content(name: str) -> bytes:
    try:
        if name == "-":
            content = sys.stdin.buffer.read(_LARGEST_FILE + 1)
        else:
            with Path(name).open("rb") as opened:
                content = opened.read(_LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        why = "c'est un dossier" if isinstance(error, IsADirectoryError) else _why(error)
        raise FileCannotBeRead(why=why) from error
    if len(content) > _LARGEST_FILE:
        raise FileIsTooLarge(limit=_LARGEST_FILE // 1_000_000)
    return content


def _why(error: OSError | ValueError) -> str:
    return getattr(error, "strerror", None) or str(error)


def _texts(content: bytes, *, is_signed: bool) -> tuple[str, list[str]]:
    """Return the kind of source and the texts of 2D-Docs in it; a signed PDF need not bear one.

    Raises Unreadable.
    """
    if pictures.is_picture(content):
        source = "pdf" if pictures.is_pdf(content) else "picture"
        try:
            return source, pictures.texts_in(content)
        except (NothingFound, PictureIsUnreadable):
            if not is_signed:
                raise
            return source, []
    try:
        return "text", [content.decode("utf-8-sig")]
    except UnicodeDecodeError:
        raise NotADeuxDDoc from None


def _refused(name: str, refusal: Refusal, *, as_json: bool) -> int:
    if as_json:
        error = {"code": refusal.code, "sentence": str(refusal)}
        print(
            json.dumps({"file": _shown(name), "valid": False, "error": error}, ensure_ascii=False, indent=2)
        )
    print(f"{_STANDARD_INPUT if name == '-' else _shown(name)} : {refusal}", file=sys.stderr)
    return UNREADABLE


def _shown(name: str) -> str:
    """Return the name of a file as it can be printed, whatever bytes it is made of."""
    return "".join(sign if sign.isprintable() else "?" for sign in name)
