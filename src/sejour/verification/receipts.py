"""The words of the receipt of a check: who asked, when, how, what was answered, and whether in time."""

from typing import Any

from sejour.core.clock import PARIS
from sejour.core.words import in_words
from sejour.law.employers import EmployerCheck
from sejour.verification.models import Check, Receipt
from sejour.verification.ways import Way

_TYPED_BIRTH_DATE = {Way.CODE, Way.NUMBER}


def content_of(receipt: Receipt, *, number: str, hire: EmployerCheck | None) -> dict[str, Any]:
    """Return the words of a receipt. `number` is that of the document checked, empty for a share code."""
    check = receipt.check_made
    sections = [_check(check, receipt, number), _answer(check)]
    if hire is not None:
        sections.append(_hire(receipt, hire))
    return {
        "title": "Reçu d'une vérification",
        "number": check.reference,
        "made_on": f"Le {in_words(receipt.made_at.astimezone(PARIS).date())}",
        "authority": "Séjour, service de vérification",
        "authority_address": "",
        "mention": "",
        "statement": f"{receipt.made_for} a vérifié {_instant(check)} : « {check.answer} »",
        "sections": [*sections, _worth()],
        "footer": f"Reçu de vérification {check.reference}",
    }


def _instant(check: Check) -> str:
    local = check.at.astimezone(PARIS)
    return f"le {in_words(local.date())} à {local.hour} h {local.minute:02d} (heure de Paris)"


def _check(check: Check, receipt: Receipt, number: str) -> dict[str, Any]:
    facts = [
        {"name": "Vérification", "value": check.reference},
        {"name": "Faite par", "value": receipt.made_for},
        {"name": "Date et heure", "value": _instant(check).removeprefix("le ")},
        {"name": "Moyen", "value": check.get_way_display()},
    ]
    if number:
        facts.append({"name": "Document vérifié", "value": f"n° {number}"})
    if check.way in _TYPED_BIRTH_DATE:
        given = f"{check.person.born_on_text}, donnée par qui vérifie"
        facts.append({"name": "Date de naissance", "value": given})
    return {"title": "La vérification", "facts": facts}


def _answer(check: Check) -> dict[str, Any]:
    facts = [
        {"name": "Résultat", "value": check.get_verdict_display().capitalize()},
        {"name": "Réponse donnée", "value": check.answer},
    ]
    return {"title": "La réponse", "facts": facts}


def _hire(receipt: Receipt, hire: EmployerCheck) -> dict[str, Any]:
    assert receipt.hire_on is not None
    assert hire.ask_by is not None
    in_time = "Oui" if receipt.was_in_time else "Non"
    facts = [
        {"name": "Embauche annoncée", "value": f"le {in_words(receipt.hire_on)}"},
        {"name": "À vérifier au plus tard", "value": f"le {in_words(hire.ask_by)}"},
        {"name": "Demandée à temps", "value": in_time},
    ]
    lines = [f"{reason.because} ({reason.rule.article})" for reason in hire.reasons]
    return {"title": "Avant l'embauche", "facts": facts, "lines": lines}


def _worth() -> dict[str, Any]:
    return {
        "title": "Ce que vaut ce reçu",
        "lines": [
            "Il prouve qu'une vérification a été faite, à cette heure, et ce qui a été répondu. "
            "Le nom et la date d'embauche sont ceux que la personne qui vérifie a écrits.",
            "Il ne remplace ni le document de la personne, ni une nouvelle vérification plus tard.",
            "Il est signé : l'adresse qui l'a donné sait le vérifier.",
        ],
    }
