"""What was advised about a piece, in the words of people."""

from collections.abc import Mapping, Sequence

from sejour.documents.intake.advice import Advice

_SEEMS = {
    Advice.BLANK: ("semble vide", "semblent vides"),
    Advice.BLURRED: ("semble floue", "semblent floues"),
    Advice.DARK: ("est sombre", "sont sombres"),
    Advice.SMALL: ("est petite : les lettres se lisent mal", "sont petites : les lettres se lisent mal"),
}
_MEND = {
    Advice.BLANK: "Vérifiez que c'est le bon fichier, ou le bon côté de la feuille.",
    Advice.BLURRED: "Tenez l'appareil immobile, bien au-dessus du papier.",
    Advice.DARK: "Prenez la photo près d'une fenêtre, sans flash.",
    Advice.SMALL: "Approchez l'appareil, ou choisissez une meilleure qualité.",
}


def remarks(advice: Mapping[str, Sequence[int]], pages: int) -> list[str]:
    """Return what is said of the pages of a piece, most serious first; nothing where all is well."""
    return [_of_pages(code, advice[code], pages) for code in Advice if code in advice]


def ways_to_mend(advice: Mapping[str, Sequence[int]]) -> list[str]:
    """Return what a person may do about it."""
    return [_MEND[code] for code in Advice if code in advice]


def _of_pages(code: Advice, numbers: Sequence[int], pages: int) -> str:
    one, several = _SEEMS[code]
    if len(numbers) == 1:
        return f"La page{f' {numbers[0]}' if pages > 1 else ''} {one}."
    *first, last = map(str, numbers)
    return f"Les pages {', '.join(first)} et {last} {several}."
