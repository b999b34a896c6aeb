"""`sejour verify-document`: is this 2D-Doc authentic, and does it hold? Offline, with public keys only."""

import argparse
import json
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from sejour.core import clock
from sejour.core.errors import Refusal
from sejour.core.words import in_words
from sejour.documents.deux_d_doc import pictures
from sejour.documents.deux_d_doc.catalogue import TYPES
from sejour.documents.deux_d_doc.errors import NotADeuxDDoc
from sejour.documents.deux_d_doc.message import GS, RS, US
from sejour.documents.deux_d_doc.reading import read
from sejour.documents.deux_d_doc.trust import trust_in
from sejour.documents.deux_d_doc.verification import Verification, verify
from sejour.documents.deux_d_doc.words import REMARKS, SIGNATURES, conclusion_of, lines_of, title_of

NAME = "verify-document"
HELP = (
    "vérifie un 2D-Doc (texte, photo ou PDF), hors ligne ; sort avec 1 s'il ne vaut pas, 2 s'il ne se lit pas"
)
VALID, NOT_VALID, UNREADABLE = 0, 1, 2
_LARGEST_FILE = 50_000_000
_SEPARATORS = re.compile(f"[{GS}{RS}{US}]")
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
        help="texte d'un 2D-Doc, PNG, JPEG ou PDF ; - pour l'entrée standard",
    )
    parser.add_argument(
        "--trust",
        nargs="+",
        action="extend",
        default=[],
        metavar="CERTIFICAT",
        help="certificats des émetteurs à croire (PEM, DER), ou dossiers de certificats",
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
        trust = trust_in(map(Path, trusted))
        source, texts = _texts(_content(name))
        checked = [verify(read(text), trust=trust, on=on) for text in texts]
    except Refusal as refusal:
        return _refused(name, refusal, as_json=options.json)
    is_valid = all(one.is_valid for one in checked)
    if options.json:
        seals = [_as_json(one) for one in checked]
        whole = {
            "file": _shown(name),
            "source": source,
            "on": on.isoformat(),
            "valid": is_valid,
            "seals": seals,
        }
        print(json.dumps(whole, ensure_ascii=False, indent=2))
    else:
        print("\n\n".join("\n".join(_as_text(one)) for one in checked))
    return VALID if is_valid else NOT_VALID


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


def _texts(content: bytes) -> tuple[str, list[str]]:
    """Return the kind of source and the texts of 2D-Docs in it. Raises Unreadable."""
    if pictures.is_picture(content):
        return ("pdf" if pictures.is_pdf(content) else "picture"), pictures.texts_in(content)
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


def _as_text(checked: Verification) -> Iterator[str]:
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


def _as_json(checked: Verification) -> dict[str, Any]:
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
