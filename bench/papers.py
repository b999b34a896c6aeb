"""How many papers one core draws, seals and signs in a second, and where its time goes.

The paper is an attestation de prolongation of one page, with its 2D-Doc; its key is a file. Seconds are
those of the processor, threads included, so that a neighbour on the machine changes little. The yardstick is
drawing, which nothing can do without.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count, islice
from time import process_time
from typing import Any

from bench.measures import Measure, compared
from bench.scale import Scale
from bench.server import Server, say
from sejour.documents import making, rendering
from sejour.documents.deux_d_doc import drawing
from sejour.documents.deux_d_doc.dates import PartialDate
from sejour.documents.deux_d_doc.etranger import Address, DocumentEtranger, EtrangerKind
from sejour.documents.deux_d_doc.sealing import seal_document
from sejour.documents.keys import Use, certificates_of, sealing_key
from sejour.documents.signing.papers import sign_pdf
from sejour.documents.signing.verification import verify_pdf

Work = Callable[[int], object]
PAPERS = 200
ROUNDS = 5
NOON = datetime(2026, 11, 25, 11, tzinfo=UTC)
DAY = NOON.date()
CONTENT: dict[str, Any] = {
    "title": "Attestation de prolongation d'instruction",
    "number": "7501202610010000042",
    "made_on": "Le 25 novembre 2026",
    "authority": "Préfecture de police de Paris",
    "authority_address": "1 rue de l'Exemple, 75000 Paris",
    "mention": "",
    "statement": "Du 26 novembre 2026 au 25 février 2027, Aminata DIALLO séjourne régulièrement en France.",
    "sections": [
        {
            "title": "Titulaire",
            "facts": [
                {"name": "Nom", "value": "DIALLO"},
                {"name": "Prénom", "value": "Aminata"},
            ],
        },
        {"title": "Ce que ce document prouve", "lines": ["Le séjour régulier.", "Le droit de travailler."]},
        {
            "title": "Vérifier ce document",
            "lines": ["En ligne, ou sans réseau par le 2D-Doc."],
            "checks": True,
        },
    ],
    "footer": "Document de mesure, sans valeur",
}
SEAL = DocumentEtranger(
    kind=EtrangerKind.ATTESTATION_PROLONGATION,
    request_number="7501202610010000042",
    filed_on=date(2026, 10, 1),
    authorization="AUTORISE A TRAVAILLER",
    foreigner_number="9912345678",
    family_name="DIALLO",
    given_names=["Aminata"],
    sex="F",
    born=PartialDate.of(date(1985, 3, 14)),
    birth_place="Conakry",
    birth_country="GN",
    nationality="GN",
    address=Address(street="1 rue de l'Exemple", postal_code="75000", city="Paris"),
    first_day=date(2026, 11, 26),
    last_day=date(2027, 2, 25),
    url="https://sejour.exemple.fr/verifier",
)


def run(server: Server, *, scale: Scale) -> list[Measure]:  # noqa: ARG001 - papers need no server
    """Measure papers from words to signed bytes, then each part of the work beside drawing."""
    number = scale.of(PAPERS, least=5)
    rounds = scale.rounds(ROUNDS)
    say(f"  {number} papers a round, {rounds} rounds")
    numbers = count()
    _whole(next(numbers))  # fonts and keys are read once
    pairs = [
        (1 / _seconds(_whole, numbers, number), 1 / _seconds(_drawn, numbers, number)) for _ in range(rounds)
    ]
    whole = compared(
        "papers drawn, sealed and signed (PAdES B-B), one core",
        pairs,
        unit="papers/s",
        yardstick="drawn alone, without 2D-Doc",
    )
    return [whole, *(_beside_drawing(what, work, numbers, number, rounds) for what, work in _parts().items())]


def _parts() -> dict[str, Work]:
    page = rendering.draw(CONTENT, at=NOON, seal=drawing.svg(_sealed()))
    signed, ours = sign_pdf(page, at=NOON).content, certificates_of(Use.PAPERS)
    return {
        "to seal a 2D-Doc, as text": lambda _: _sealed(),
        "to seal it and draw its DataMatrix": lambda _: drawing.svg(_sealed()),
        "to sign a paper": lambda _: sign_pdf(page, at=NOON),
        "to verify a signed paper": lambda _: verify_pdf(signed, trusted=ours, at=NOON),
    }


def _beside_drawing(what: str, work: Work, numbers: Iterator[int], number: int, rounds: int) -> Measure:
    pairs = [
        (1000 * _seconds(work, numbers, number), 1000 * _seconds(_drawn, numbers, number))
        for _ in range(rounds)
    ]
    return compared(what, pairs, unit="ms", yardstick="to draw a paper")


def _content(number: int) -> dict[str, Any]:
    # The engine remembers what it has drawn: each paper is another's.
    return CONTENT | {"number": f"{number:019}", "statement": f"Document {number}. {CONTENT['statement']}"}


def _whole(number: int) -> object:
    return making.make(_content(number), seal=replace(SEAL, request_number=f"{number:019}"), at=NOON)


def _drawn(number: int) -> object:
    return rendering.draw(_content(number), at=NOON)


def _sealed() -> str:
    return seal_document(SEAL, key=sealing_key(), issued_on=DAY, signed_on=DAY)


def _seconds(work: Work, numbers: Iterator[int], times: int) -> float:
    """Return the seconds of the processor that a piece of work takes."""
    started = process_time()
    for number in islice(numbers, times):
        work(number)
    return (process_time() - started) / times
