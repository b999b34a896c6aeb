"""Words as a 2D-Doc writes them: capital letters without accents, digits, spaces."""

import re
import unicodedata
from collections.abc import Iterator

# Letters that no decomposition turns into A to Z (ICAO 9303-3, section 6, one of its forms each).
_LETTERS = str.maketrans(
    {
        "Æ": "AE", "Ǽ": "AE", "Œ": "OE", "ẞ": "SS", "Ø": "O", "Ǿ": "O", "Ł": "L", "Đ": "D", "Ð": "D",
        "Þ": "TH", "Ħ": "H", "Ŧ": "T", "Ŋ": "N", "Ƙ": "K", "Ɓ": "B", "Ɗ": "D", "Ɛ": "E",
        "Ɔ": "O", "Ə": "E", "Ǝ": "E", "Ɣ": "G", "Ɩ": "I", "Ʋ": "V", "Ƴ": "Y", "Ɲ": "N",
    }
)  # fmt: skip
# Hyphens and apostrophes part words; what follows is dropped without parting them.
_SILENT = dict.fromkeys(map(ord, "ʹʺʻʼʾʿˈ`´"))
# La Poste (NF Z 10-011): words of addresses, shortened one by one from the left until the line fits.
_SHORT = {
    "APPARTEMENT": "APT",
    "RESIDENCE": "RES",
    "BATIMENT": "BAT",
    "IMMEUBLE": "IMM",
    "ESCALIER": "ESC",
    "ETAGE": "ETG",
    "LOTISSEMENT": "LOT",
    "ALLEE": "ALL",
    "AVENUE": "AV",
    "BOULEVARD": "BD",
    "CHEMIN": "CHE",
    "COURS": "CRS",
    "DOMAINE": "DOM",
    "ESPLANADE": "ESP",
    "FAUBOURG": "FG",
    "IMPASSE": "IMP",
    "LIEU DIT": "LD",
    "PASSAGE": "PAS",
    "PLACE": "PL",
    "QUARTIER": "QUA",
    "ROND POINT": "RPT",
    "ROUTE": "RTE",
    "SQUARE": "SQ",
    "VILLAGE": "VLGE",
    "ZONE ARTISANALE": "ZA",
    "ZONE INDUSTRIELLE": "ZI",
    "GENERAL": "GAL",
    "COLONEL": "CNL",
    "COMMANDANT": "CDT",
    "CAPITAINE": "CNE",
    "DOCTEUR": "DR",
    "LIEUTENANT": "LT",
    "MARECHAL": "MAL",
    "MONSEIGNEUR": "MGR",
    "PRESIDENT": "PDT",
    "PROFESSEUR": "PR",
    "SAINTE": "STE",
    "SAINT": "ST",
}


def plain(text: str) -> str:
    """Return a text in capital letters without accents: `D'Œuf-Łoś` is D OEUF LOS.

    What is no letter and no digit parts words. A letter of another script stays as it is, for its
    field to refuse: a name is never guessed.
    """
    capitals = unicodedata.normalize("NFKD", text).upper().translate(_SILENT).translate(_LETTERS)
    return " ".join("".join(_kept(unicodedata.normalize("NFKD", capitals))).split())


def _kept(text: str) -> Iterator[str]:
    for character in text:
        category = unicodedata.category(character)
        # Accents, and the invisible characters that a copy brings in.
        if category in {"Mn", "Cf"}:
            continue
        yield character if category[0] in "LMN" else " "


def shortened(address: str, longest: int) -> str:
    """Return a line of address short enough to fit, if the words that have a short form allow it."""
    for word, short in _SHORT.items():
        if len(address) <= longest:
            break
        address = re.sub(rf"\b{word}S?\b", short, address)
    return address
