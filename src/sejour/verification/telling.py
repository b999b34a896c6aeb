"""An answer in the words of one language: a title that says yes or no, one sentence, the effects in law."""

from datetime import date

from sejour.continuity.rights import Rights
from sejour.continuity.sentences import rights_sentence, stay_sentence
from sejour.law import bodies
from sejour.law.acts import article_of
from sejour.law.kinds import Body, DocumentKind, PaperKind, Work
from sejour.law.tables import parameter
from sejour.verification.answers import Answer, Shown
from sejour.verification.languages import Language
from sejour.verification.ways import Verdict, Way
from sejour.verification.words import ANSWERS

_FAVORABLE = DocumentKind.ATTESTATION_DECISION_FAVORABLE
_TITLES = {
    Work.FULL: "stay_and_work",
    Work.LIMITED: "stay_and_limited_work",
    Work.NONE: "stay_without_work",
}


def title_of(answer: Answer, language: Language) -> str:
    """Return the title: yes or no, before anything else."""
    if answer.rights is not None and answer.rights.stay:
        name = _TITLES[answer.rights.work] if answer.tells_work else "stay"
        return ANSWERS.say(f"title.{name}", language)
    if answer.told == "document.paper" or (answer.is_yes and _is_filing(answer)):
        return ANSWERS.say("title.paper" if answer.told else "title.filing_only", language)
    return ANSWERS.say(f"title.{answer.verdict}", language)


def sentence_of(answer: Answer, language: Language) -> str:
    """Return the one sentence of the answer. In French it is what is recorded and what the holder reads."""
    if answer.told:
        return ANSWERS.say(answer.told, language, on=answer.on, **dict(answer.values))
    if answer.rights is not None:
        return _rights(answer.rights, language, tells_work=answer.tells_work)
    if answer.way is Way.NUMBER:
        return ANSWERS.say(f"number.{answer.verdict}", language, on=answer.on, number=answer.number)
    assert answer.document is not None
    return _document(answer.document, answer, language)


def effects_of(answer: Answer, language: Language) -> list[str]:
    """Return what the document is worth in law, stay and work apart, for who meets its kind first."""
    if answer.way is Way.NUMBER:
        return [ANSWERS.say("effect.not_rights", language)] if answer.is_yes else []
    if answer.document is None or not answer.is_yes or answer.document.is_filing or answer.told:
        return []
    return _effects(answer.document, answer.on, language)


def _is_filing(answer: Answer) -> bool:
    return answer.document is not None and answer.document.is_filing


def _rights(rights: Rights, language: Language, *, tells_work: bool) -> str:
    if language is Language.FRENCH:
        return rights_sentence(rights) if tells_work else stay_sentence(rights)
    on = rights.day
    if not rights.stay:
        return ANSWERS.say("rights.none", language, on=on)
    if rights.stay_until is None:
        stay = ANSWERS.say("rights.stay_until_card", language, on=on)
    else:
        stay = ANSWERS.say("rights.stay", language, on=on, until=rights.stay_until)
    return f"{stay} {_work(rights, language)}" if tells_work else stay


def _work(rights: Rights, language: Language) -> str:
    if rights.work is Work.NONE:
        return ANSWERS.say("rights.no_work", language)
    until = ""
    if rights.work_until is not None and rights.work_until != rights.stay_until:
        until = ANSWERS.say("rights.until", language, until=rights.work_until)
    if rights.work is Work.FULL:
        return ANSWERS.say("rights.full_work", language, until=until)
    return ANSWERS.say("rights.limited_work", language, until=until, hours=_hours(rights.day))


def _hours(on: date) -> int:
    return parameter("student_work_hours", on)


def _document(document: Shown, answer: Answer, language: Language) -> str:
    name: str = answer.verdict
    if answer.is_yes:
        name = "filing_only" if document.is_filing else "valid" if document.last_day else "valid_until_card"
    return ANSWERS.say(
        f"document.{name}",
        language,
        kind=ANSWERS.say(f"kind.{document.kind}", language),
        on=answer.on,
        first=document.first_day,
        last=document.last_day,
        withdrawn=document.withdrawn_from,
    )


def _effects(document: Shown, on: date, language: Language) -> list[str]:
    lines = [ANSWERS.say("effect.favorable", language)] if document.kind == _FAVORABLE else []
    until = "stay_until" if document.last_day else "stay_until_card"
    lines.append(
        ANSWERS.say(
            "effect.stay", language, until=ANSWERS.say(f"effect.{until}", language, until=document.last_day)
        )
    )
    work = f"effect.work_{document.work}"
    hours = {"hours": _hours(on)} if document.work is Work.LIMITED else {}
    lines.append(ANSWERS.say(work, language, **hours))
    lines.append(_france_travail(document, on, language))
    article = article_of(document.kind, document.first_day)
    return [*lines, ANSWERS.say("effect.article", language, article=article)]


def _france_travail(document: Shown, on: date, language: Language) -> str:
    """Say whether the employment service must accept the document, which it often does not know (ACC-10)."""
    found = bodies.accepted(
        body=Body.FRANCE_TRAVAIL,
        document=PaperKind(document.kind),
        on=on,
        work_mention=document.work is not Work.NONE,
        valid_until=document.last_day,
        requested_on=on,
    )
    name = "effect.france_travail" if found.accepted else "effect.france_travail_not"
    return ANSWERS.say(name, language, article=found.reasons[0].rule.article)


def tone_of(answer: Answer) -> str:
    """Return how the answer looks: good, warn or bad."""
    if not answer.is_yes:
        return "warn" if answer.verdict in {Verdict.NOT_OURS, Verdict.NOT_YET_VALID} else "bad"
    works = answer.rights is None or not answer.tells_work or answer.rights.work is not Work.NONE
    return "good" if works and not answer.told and not _is_filing(answer) else "warn"
