"""An independent model of continuity: naive, one day after another, written from the texts alone.

It knows no Django and nothing of the code that it checks; dates and numbers of the law are written here
again. It takes the history that `sejour replay` takes and gives the same answer: documents, gap-days
with their causes, days of lost right to work, refused lines.

How it differs: the watch is taken to run on every night, down or not, and a document waits, without a
day of issue, until a watch that is up or an act on its file finds it. Nothing is stored but what
happened: what is owed is worked out again whenever it is asked. Gap-days are looked at one by one, at
the end.
"""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

DAY = timedelta(days=1)
CAUSES = ("refused", "withdrawn", "closed", "incomplete", "filed_late", "no_right", "ours")
WORK = ("none", "limited", "full")
PROTECTED = {"L.424-1": "refugee", "L.424-9": "subsidiary_protection"}
NO_WINDOW = ("carte_resident_longue_duree_ue", "dcem")
# Family of Union citizens: two months before the end, on line too (R-DEP-12).
TWO_MONTHS = ("L.233-2", "L.233-5", "L.234-1")
# Cartes de résident that the holder of a carte pluriannuelle may ask for early (R-DEP-08).
EARLY = ("L.423-6", "L.424-1", "L.426-17")

# The articles that histories use: asked for online, for a renewal and for a first permit (annex 9).
ONLINE = {
    "L.233-2": (True, True),
    "L.421-1": (False, False),
    "L.421-9": (True, True),
    "L.422-1": (True, True),
    "L.423-1": (True, True),
    "L.423-6": (True, True),
    "L.423-21": (True, True),
    "L.424-1": (True, True),
    "L.424-9": (True, True),
    "L.426-17": (True, False),
    "L.426-20": (True, True),
    "L.435-1": (False, False),
    "ACCORD-7BIS": (True, False),
}
# Those whose first application already allows work; whose renewal never does (R.431-14, R.431-15-2).
WORK_WHILE_FIRST = ("L.423-1", "L.423-6", "L.424-1", "L.424-9")
NO_WORK_WHILE_RENEWED = ("L.426-20",)


def months_later(day: date, months: int) -> date:
    """The same day number some months later, the last day of a shorter month if need be."""
    year, month = day.year, day.month + months
    while month > 12:
        year, month = year + 1, month - 12
    while month < 1:
        year, month = year - 1, month + 12
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def whole_years(first: date, last: date) -> int:
    """How many whole years from a first to a last day, both included."""
    years = 0
    while months_later(first, 12 * (years + 1)) <= last + DAY:
        years += 1
    return years


@dataclass
class Permit:
    kind: str
    article: str
    first: date
    last: date
    work: str
    years: int
    known: date
    handed_over: bool = False
    of: "File | None" = None


@dataclass
class Request:
    asked: date
    due: date
    indispensable: bool
    answered: date | None = None
    set_aside: bool = False

    @property
    def counts(self) -> bool:
        return self.indispensable and not self.set_aside


@dataclass
class Document:
    file: "File"
    kind: str
    first: date
    last: date | None
    work: str
    chained: bool = False
    granted: bool = False
    issued: date | None = None
    withdrawn: date | None = None

    def proves(self, day: date) -> bool:
        if day < self.first or (self.withdrawn is not None and day >= self.withdrawn):
            return False
        return self.last is None or day <= self.last

    @property
    def until(self) -> date | None:
        if self.withdrawn is None:
            return self.last
        return self.withdrawn - DAY if self.last is None else min(self.last, self.withdrawn - DAY)


@dataclass
class File:
    name: str
    person: "Person"
    procedure: str
    article: str
    filed: date
    stated_category: str | None
    stated_online: bool | None
    requests: list[Request] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    reach: date | None = None
    referred: date | None = None
    granted: date | None = None
    granted_kind: str = ""
    granted_work: str = "none"
    refused: date | None = None
    to_notify: date | None = None
    notified: date | None = None
    withdrawn: date | None = None
    closed: date | None = None
    in_hand: date | None = None

    # What is held, and what follows from it -----------------------------------------------

    def held(self, *, at_the_end: bool = False) -> Permit | None:
        """E is the latest end of the permits known at the filing, or begun by then and not handed over
        since; once the file has ended, what is learnt of no longer changes how it is read. Among
        equals, the one that gives most work, then the one learnt last."""
        found = []
        for permit in self.person.permits:
            if permit.of is self:
                continue
            begun = permit.first <= self.filed and not permit.handed_over
            if at_the_end and self.ended is not None and permit.known >= self.ended:
                begun = False
            if permit.known <= self.filed or begun:
                found.append(permit)
        return max(reversed(found), key=lambda p: (p.last, WORK.index(p.work)), default=None)

    @property
    def ended(self) -> date | None:
        """The day on which it stopped being asked for, if it did and nothing undid it."""
        days = [self.withdrawn, self.closed, self.granted, self.notified]
        return min((day for day in days if day is not None), default=None)

    @property
    def online(self) -> bool:
        if self.stated_online is not None:
            return self.stated_online
        return ONLINE[self.article][0 if self.procedure == "renewal" else 1]

    def category(self, *, at_the_end: bool = False) -> str:
        if self.stated_category is not None:
            return self.stated_category
        if self.procedure == "first":
            if self.article in PROTECTED:
                return PROTECTED[self.article]
            held = self.held(at_the_end=at_the_end)
            if held is None or held.last < self.filed:
                return "first"
        return "renewal"

    def window(self, *, at_the_end: bool = False) -> tuple[date, date] | None:
        held = self.held(at_the_end=at_the_end)
        if self.category(at_the_end=at_the_end) not in ("renewal", "first"):
            return None
        if held is None or held.kind in NO_WINDOW:
            return None
        if self.online and self.article not in TWO_MONTHS:
            return held.last - 120 * DAY, held.last - 60 * DAY
        return months_later(held.last, -2), held.last

    def attempts(self, window: tuple[date, date]) -> list[date]:
        return [day for day in self.person.attempts if window[0] <= day <= window[1] and day <= self.filed]

    def is_late(self, *, at_the_end: bool = False) -> bool:
        window = self.window(at_the_end=at_the_end)
        return window is not None and self.filed > window[1] and not self.attempts(window)

    @property
    def counts_from(self) -> date:
        """The day from which the filing counts: the opening if early (R-DEP-17), or P-3."""
        window = self.window()
        if window is None:
            return self.filed
        if self.filed < window[0]:
            held = self.held()
            early = held is not None and held.kind == "carte_pluriannuelle" and self.article in EARLY
            return self.filed if early else window[0]
        return min([self.filed, *self.attempts(window)])

    # Its life -----------------------------------------------------------------------------

    @property
    def is_open(self) -> bool:
        return (self.granted, self.refused, self.withdrawn, self.closed) == (None, None, None, None)

    @property
    def is_undecided(self) -> bool:
        """Open, or refused without the person having been told: nothing has changed for them (P-7)."""
        return self.is_open or (self.refused is not None and self.notified is None)

    @property
    def complete_on(self) -> date:
        late = [r.answered for r in self.requests if r.counts and r.answered and r.answered > r.due]
        return max([self.counts_from, *late])

    def is_incomplete(self, day: date) -> bool:
        """P-1: an indispensable piece was asked for, its deadline is past, it has not come."""
        return any(
            r.counts and r.due < day and (r.answered is None or day < r.answered) for r in self.requests
        )

    @property
    def incomplete_from(self) -> date | None:
        waiting = [r.due + DAY for r in self.requests if r.counts and r.answered is None]
        return min(waiting, default=None)


@dataclass
class Person:
    name: str
    permits: list[Permit] = field(default_factory=list)
    attempts: list[date] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    departement: str = ""


@dataclass
class Owed:
    """The chain that an undecided file gives: its kind, lengths, and when it may begin."""

    kind: str
    first_months: int
    next_months: int
    not_before: date
    from_filing: bool
    work: str


class Impossible(Exception):
    """A line that cannot be played."""


class Oracle:
    """Plays a history, a list of events as `sejour replay` reads them."""

    def __init__(self, events: list[dict[str, Any]], until: date | None = None) -> None:
        self.people: dict[str, Person] = {}
        self.files: dict[str, File] = {}
        self.refused: list[int] = []
        self.down: list[tuple[date, date]] = []
        lines = [(date.fromisoformat(e["on"]), n, e) for n, e in enumerate(events, start=1)]
        lines.sort(key=lambda line: line[:2])
        self.first = lines[0][0]
        self.last = until or lines[-1][0]
        day = self.first
        while day <= self.last:
            for file in self.files.values():
                if file.to_notify == day:
                    self.notify(file, day)
            for on, number, event in lines:
                if on == day:
                    try:
                        getattr(self, "on_" + event["event"])(day, event)
                    except Impossible:
                        self.refused.append(number)
            self.night(day)
            day += DAY
        self.refused.sort()

    # Nights and what is owed --------------------------------------------------------------

    def night(self, day: date) -> None:
        up = not any(first <= day <= last for first, last in self.down)
        for file in self.files.values():
            self.issue(file, day, None)
            if up:
                self.find(file, day)

    def find(self, file: File, day: date) -> None:
        """Documents that waited for a watch are issued now."""
        for document in file.documents:
            document.issued = document.issued or day

    def issue(self, file: File, day: date, issued: date | None) -> None:
        """P-2: fewer than 30 covered days are left, and the file is not incomplete by then (P-1)."""
        while file.is_undecided and (owed := self.owed(file)) is not None:
            assert file.reach is not None
            due = max(file.reach - 29 * DAY, owed.not_before)
            incomplete = file.incomplete_from
            if due > day or (file.referred is None and incomplete is not None and due >= incomplete):
                return
            first = max(file.reach + DAY, owed.not_before)
            chained = any(document.chained for document in file.documents)
            last = months_later(first, owed.next_months if chained else owed.first_months) - DAY
            file.documents.append(
                Document(file, owed.kind, first, last, owed.work, chained=True, issued=issued)
            )
            file.reach = last

    def owed(self, file: File) -> Owed | None:
        kind = "attestation_prolongation" if file.online else "recepisse"
        category, held, complete = file.category(), file.held(), file.complete_on
        work = self.work_of(file)
        if category in PROTECTED.values():
            found = Owed(kind, 6, 6 if file.online else 3, complete, True, work)
        elif not file.online:
            found = Owed(kind, 6, 3, complete, True, work)
        elif category == "young_adult":
            found = Owed(kind, 3, 3, complete, True, work)
        elif category == "renewal" and held is not None and not file.is_late():
            found = Owed(kind, 3, 3, complete, False, work)
        elif file.referred is not None:
            found = Owed(kind, 3, 3, file.referred, False, "none")
        else:
            return None
        if file.referred is not None:
            found.work = max(found.work, self.work_before_commission(file), key=WORK.index)
        return found

    def work_of(self, file: File) -> str:
        category, held = file.category(), file.held()
        if category in PROTECTED.values():
            return "full"
        if category == "renewal" and file.procedure == "renewal" and held is not None:
            return "none" if file.article in NO_WORK_WHILE_RENEWED else held.work
        return "full" if file.article in WORK_WHILE_FIRST else "none"

    def work_before_commission(self, file: File) -> str:
        held = file.held()
        return held.work if held and file.article not in NO_WORK_WHILE_RENEWED else "none"

    def look(self, file: File) -> None:
        """How far the cover that a chain goes on from reaches, each time an act looks at the file."""
        if not file.is_undecided:
            return
        owed, held = self.owed(file), file.held()
        from_filing = held is None or (owed is not None and owed.from_filing)
        reach = file.counts_from - DAY if from_filing else held.last
        beside: list[tuple[date, date]] = []
        for document in file.documents:
            until = document.until
            if until is None or until < document.first:
                continue
            if document.granted:
                beside.append((document.first, until))
            else:
                reach = max(reach, until)
        for permit in file.person.permits:
            came_later = permit.known > file.filed and (permit.first > file.filed or permit.handed_over)
            if permit.of is not file and came_later:
                beside.append((permit.first, permit.last))
        moved = True
        while moved:
            moved = False
            for first, last in beside:
                if first <= reach + DAY and last > reach:
                    reach, moved = last, True
        file.reach = reach

    # Acts ---------------------------------------------------------------------------------

    def before(self, file: File, day: date) -> None:
        self.find(file, day)

    def after(self, file: File, day: date) -> None:
        self.look(file)
        self.issue(file, day, day)

    def mend(self, file: File, issued: date) -> None:
        """P-7: no gap remains in the record. Days before the last link of a chain that are owed, and on
        which the file was not incomplete, are given afterwards."""
        held = file.held()
        of_right = not file.online or file.category() in (*PROTECTED.values(), "young_adult")
        from_filing = of_right or held is None
        if not of_right and (file.category() != "renewal" or held is None or file.is_late()):
            return
        links = [document.first for document in file.documents if not document.granted and document.last]
        if not file.is_undecided or not links:
            return
        owed = self.owed(file)
        assert owed is not None
        missing: list[dict[str, Any]] = []
        day = file.counts_from if from_filing else max(file.counts_from, held.last + DAY)
        while day <= max(links):
            covered = any(document.proves(day) for document in file.documents)
            covered = covered or any(permit.first <= day <= permit.last for permit in file.person.permits)
            if not covered and not file.is_incomplete(day):
                _prolong(missing, day)
            day += DAY
        for run in missing:
            first, last = date.fromisoformat(run["from"]), date.fromisoformat(run["until"])
            document = Document(file, owed.kind, first, last, owed.work, granted=True, issued=issued)
            file.documents.append(document)

    def person(self, name: str) -> Person:
        return self.people.setdefault(name, Person(name))

    def file(self, event: dict[str, Any]) -> File:
        try:
            return self.files[event["application"]]
        except KeyError:
            raise Impossible from None

    def open_file(self, event: dict[str, Any]) -> File:
        file = self.file(event)
        if not file.is_open:
            raise Impossible
        return file

    def look_again(self, person: Person, day: date, *, besides: File | None = None) -> None:
        """Something that concerns all files of a person: what is not over is looked at again."""
        for file in person.files:
            if file is not besides and file.is_undecided:
                self.before(file, day)
                self.after(file, day)

    def on_permit(self, day: date, event: dict[str, Any]) -> None:
        person = self.person(event["person"])
        self.live_in(person, event.get("departement"), day)
        first, last = date.fromisoformat(event["from"]), date.fromisoformat(event["until"])
        years = event.get("years", whole_years(first, last))
        person.permits.append(Permit(event["kind"], event["article"], first, last, event["work"], years, day))
        self.look_again(person, day)
        for file in person.files:
            self.mend(file, day)

    def on_move(self, day: date, event: dict[str, Any]) -> None:
        if event["person"] not in self.people:
            raise Impossible
        self.live_in(self.people[event["person"]], event["departement"], day)

    def live_in(self, person: Person, departement: str | None, day: date) -> None:
        if departement and departement != person.departement:
            person.departement = departement
            self.look_again(person, day)

    def on_failed_attempt(self, day: date, event: dict[str, Any]) -> None:
        self.person(event["person"]).attempts.append(day)

    def on_file(self, day: date, event: dict[str, Any]) -> None:
        if event["application"] in self.files:
            raise Impossible
        person = self.person(event["person"])
        file = File(
            event["application"],
            person,
            event["procedure"],
            event["article"],
            day,
            event.get("category"),
            event.get("online"),
        )
        person.files.append(file)
        self.files[file.name] = file
        stated, file.stated_category = file.stated_category, None
        if stated != file.category():
            # What is stated wins; what only says what was known anyway is looked at again with a permit
            # learnt later (P-10).
            file.stated_category = stated
        self.after(file, day)

    def on_ask_pieces(self, day: date, event: dict[str, Any]) -> None:
        file = self.open_file(event)
        self.before(file, day)
        due = date.fromisoformat(event["due_on"])
        file.requests.append(Request(day, due, event.get("indispensable", True)))
        self.after(file, day)

    def on_answer_pieces(self, day: date, event: dict[str, Any]) -> None:
        file = self.open_file(event)
        waiting = [request for request in file.requests if request.answered is None]
        if not waiting:
            raise Impossible
        self.before(file, day)
        for request in waiting:
            request.answered = day
        self.after(file, day)

    def on_commission(self, day: date, event: dict[str, Any]) -> None:
        file = self.open_file(event)
        if file.referred is not None:
            raise Impossible
        self.before(file, day)
        file.referred = day
        owed = self.owed(file)
        assert owed is not None
        kind = "attestation_prolongation" if file.online else "recepisse"
        last = months_later(day, 3) - DAY
        file.documents.append(Document(file, kind, day, last, owed.work, issued=day))
        self.after(file, day)

    def on_decide(self, day: date, event: dict[str, Any]) -> None:
        file = self.open_file(event)
        if event["outcome"] == "refused":
            file.refused, file.to_notify = day, date.fromisoformat(event["notified_on"])
            if file.to_notify == day:
                self.notify(file, day)
            return
        self.before(file, day)
        held = file.held()
        file.granted = day
        file.granted_kind = event.get("kind") or (held.kind if held else "carte_temporaire")
        file.granted_work = event.get("work") or (held.work if held else "none")
        self.cut(file, day)
        kind = "attestation_decision_favorable"
        file.documents.append(Document(file, kind, day, None, file.granted_work, issued=day))

    def notify(self, file: File, day: date) -> None:
        file.to_notify = None
        self.before(file, day)
        file.notified = day
        self.cut(file, day + DAY)

    def on_grant_attestation(self, day: date, event: dict[str, Any]) -> None:
        file = self.open_file(event)
        self.before(file, day)
        kind = "attestation_prolongation" if file.online else "recepisse"
        owed = self.owed(file)
        first, last = date.fromisoformat(event["from"]), date.fromisoformat(event["until"])
        work = owed.work if owed else self.work_of(file)
        file.documents.append(Document(file, kind, first, last, work, granted=True, issued=day))
        self.after(file, day)

    def on_hand_over(self, day: date, event: dict[str, Any]) -> None:
        file = self.file(event)
        if file.granted is None or file.in_hand is not None:
            raise Impossible
        first, last = date.fromisoformat(event["from"]), date.fromisoformat(event["until"])
        kind, work = event.get("kind") or file.granted_kind, event.get("work") or file.granted_work
        file.in_hand = day
        for document in file.documents:
            if document.last is None and document.withdrawn is None:
                document.last = day
        file.person.permits.append(
            Permit(kind, file.article, first, last, work, whole_years(first, last), day, True, file)
        )
        self.look_again(file.person, day, besides=file)
        for other in file.person.files:
            if other is not file:
                self.mend(other, day)

    def on_withdraw(self, day: date, event: dict[str, Any]) -> None:
        file = self.open_file(event)
        self.before(file, day)
        file.withdrawn = day
        self.cut(file, day + DAY)

    def on_close(self, day: date, event: dict[str, Any]) -> None:
        file = self.open_file(event)
        self.before(file, day)
        file.closed = day
        self.cut(file, day + DAY)

    def on_reopen(self, day: date, event: dict[str, Any]) -> None:
        file = self.file(event)
        if file.closed is None:
            raise Impossible
        self.reinstate(file, day)

    def on_quash(self, day: date, event: dict[str, Any]) -> None:
        file = self.file(event)
        if file.closed is None and file.refused is None:
            raise Impossible
        self.reinstate(file, day)

    def reinstate(self, file: File, day: date) -> None:
        self.before(file, day)
        file.closed = file.refused = file.notified = file.to_notify = None
        for document in file.documents:
            document.withdrawn = None
        for request in file.requests:
            request.set_aside = request.set_aside or request.answered is None
        self.after(file, day)
        self.mend(file, day)

    def cut(self, file: File, from_day: date) -> None:
        for document in file.documents:
            if document.withdrawn is None and (document.last is None or document.last >= from_day):
                document.withdrawn = from_day

    def on_watch_down(self, day: date, event: dict[str, Any]) -> None:
        self.down.append((day, date.fromisoformat(event["until"])))

    def on_legacy_down(self, day: date, event: dict[str, Any]) -> None:
        """Nothing waits for a partner (P-4)."""

    on_mail_down = on_papers_down = on_legacy_down

    # What the record says at the end ------------------------------------------------------

    def grace(self, file: File) -> tuple[date, date, str] | None:
        """The expired card that proves its rights for three months, until an answer (L.433-3)."""
        held = file.held(at_the_end=True)
        if file.procedure != "renewal" or held is None:
            return None
        long = held.kind in ("carte_resident", "carte_resident_longue_duree_ue")
        long = long or (held.kind == "carte_pluriannuelle" and held.years >= 4)
        long = long or (held.kind == "certificat_residence_algerien" and held.years > 1)
        last = months_later(held.last, 3)
        if not long or file.filed > last:
            return None
        return held.last + DAY, min([last, *([file.ended] if file.ended else [])]), held.work

    def proofs(self, person: Person, day: date) -> list[str]:
        """The right to work that each proof of a lawful stay on a day gives."""
        found = [p.work for p in person.permits if p.first <= day <= p.last]
        for file in person.files:
            found += [d.work for d in file.documents if d.issued and d.proves(day)]
            grace = self.grace(file)
            if grace is not None and grace[0] <= day <= grace[1]:
                found.append(grace[2])
        return found

    def cause(self, file: File, day: date) -> str | None:
        """Why a day that nothing covers is not covered, as far as this file goes."""
        held = file.held(at_the_end=True)
        if day < (held.last + DAY if held else file.filed):
            return None
        if file.in_hand is not None and day >= file.in_hand:
            return None
        if file.notified is not None and day > file.notified:
            return "refused"
        if file.withdrawn is not None and day > file.withdrawn:
            return "withdrawn"
        if file.closed is not None and day > file.closed:
            return "closed"
        referred = file.referred is not None and day >= file.referred
        if file.is_incomplete(day) and not referred:
            return "incomplete"
        if not referred:
            late = file.is_late(at_the_end=True) and (file.online or day < file.filed)
            if late or (file.window(at_the_end=True) is None and day < file.filed):
                return "filed_late"
            category = file.category(at_the_end=True)
            if file.online and (category == "first" or (category == "renewal" and held is None)):
                return "no_right"
        return "ours"

    def keeps_work(self, file: File) -> str:
        """The right to work that the law keeps while the file is examined."""
        category, held = file.category(at_the_end=True), file.held(at_the_end=True)
        if category in PROTECTED.values():
            return "full"
        renews = category == "renewal" and file.procedure == "renewal"
        if renews and held is not None and file.article not in NO_WORK_WHILE_RENEWED:
            return held.work
        return "none"

    def loses_work(self, person: Person, day: date) -> bool:
        proofs = self.proofs(person, day)
        for file in person.files:
            kept = WORK.index(self.keeps_work(file))
            less = any(
                document.kind != "attestation_decision_favorable"
                and document.issued
                and document.proves(day)
                and WORK.index(document.work) < kept
                for document in file.documents
            )
            if less and not any(WORK.index(work) >= kept for work in proofs):
                return True
        return False

    def answer(self) -> list[dict[str, Any]]:
        """The lines that the replay prints."""
        people = [self.answer_of(self.people[name]) for name in sorted(self.people)]
        total = dict.fromkeys(CAUSES, 0)
        lost = 0
        for person in people:
            for gap in person["gaps"]:
                total[gap["cause"]] += _days(gap)
            lost += sum(map(_days, person["work_losses"]))
        return [
            *people,
            {
                "persons": len(people),
                "documents": sum(len(person["documents"]) for person in people),
                "gap_days": total,
                "work_loss_days": lost,
                "refused_lines": len(self.refused),
            },
        ]

    def answer_of(self, person: Person) -> dict[str, Any]:
        gaps: list[dict[str, Any]] = []
        losses: list[dict[str, Any]] = []
        day = self.first
        while day <= self.last:
            if not self.proofs(person, day):
                given = {file.name: self.cause(file, day) for file in person.files}
                causes = [cause for cause in given.values() if cause is not None]
                if causes:
                    cause = max(causes, key=CAUSES.index)
                    name = next(name for name in given if given[name] == cause)
                    _prolong(gaps, day, cause=cause, application=name)
            elif self.loses_work(person, day):
                _prolong(losses, day)
            day += DAY
        documents = [
            {
                "kind": document.kind,
                "application": file.name,
                "from": str(document.first),
                "until": str(document.last) if document.last else None,
                "work": document.work,
                "issued_on": str(document.issued),
                "withdrawn_from": str(document.withdrawn) if document.withdrawn else None,
            }
            for file in person.files
            for document in file.documents
            if document.issued
        ]
        return {"person": person.name, "documents": documents, "gaps": gaps, "work_losses": losses}


def _days(run: dict[str, Any]) -> int:
    return (date.fromisoformat(run["until"]) - date.fromisoformat(run["from"])).days + 1


def _prolong(runs: list[dict[str, Any]], day: date, **said: str) -> None:
    """Add a day to the last run if it follows and says the same, else begin a run."""
    last = runs[-1] if runs else None
    if (
        last is not None
        and last["until"] == str(day - DAY)
        and all(last[key] == said[key] for key in said if key == "cause")
    ):
        last["until"] = str(day)
    else:
        runs.append({"from": str(day), "until": str(day), **said})
