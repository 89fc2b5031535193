"""What happened in a count, in plain sentences, each with its clause. Text, HTML and the site print the same ones.

Every sentence is a whole pattern with named places, in the reader's `Words`. Numbers come with what they are numbers
of.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from hustings.analysis.standing import standing_candidates
from hustings.ballots.paper import CandidateId
from hustings.count.lots import LotNeeded, Purpose
from hustings.count.transcript import (
    BatchEnded,
    CountedAnew,
    Deferred,
    Doomed,
    Elected,
    Event,
    Excluded,
    Guarded,
    KeepValuesSet,
    LostToRounding,
    NotTransferred,
    QuotaSet,
    SetAside,
    StageEnded,
    Stands,
    Tied,
    Transcript,
    Transfer,
)
from hustings.report.names import printed_names
from hustings.report.words import ENGLISH, Words

if TYPE_CHECKING:
    from hustings.contests.outcome import Otherwise
    from hustings.report.result import CountResult

MOST_NAMED = 6
"""So many receiving candidates are named in a sentence; the others are counted together, the table has them all."""


HEADLINES = frozenset({"first", "surplus", "excluded", "elected"})
"""Kinds of sentences that say what a stage was for and what came of it."""


class Told(NamedTuple):
    """One sentence: `kind` is the event's ("quota", "elected", "transfer", "tie", "lot" ...), `clause` where the rule
    says so (already part of the sentence where it decides something)."""

    kind: str
    text: str
    clause: str


class StageStory(NamedTuple):
    """One stage: its number, a title of a few words, what mattered (`headline`, made of sentences of `told`), and all
    sentences in order."""

    stage: int
    title: str
    headline: str
    told: tuple[Told, ...]
    clause: str

    def text(self) -> str:
        """All sentences as one paragraph."""
        return " ".join(sentence.text for sentence in self.told)


def stories(transcript: Transcript, words: Words = ENGLISH) -> list[StageStory]:
    """Every stage of a count, in order."""
    narrator = Narrator(transcript, words)
    return [narrator.story(stage) for stage in transcript.stages()]


def outcome(transcript: Transcript, words: Words = ENGLISH) -> str:
    """The result in one sentence: who is elected, in order of election."""
    names = printed_names(transcript.contest)
    elected = [names[c] for c in transcript.elected]
    vacancies = transcript.contest.vacancies
    if not elected:
        return words.gettext("Nobody is elected.")
    sentence = words.ngettext("Elected: {names}.", "Elected, in this order: {names}.", len(elected))
    if len(elected) < vacancies:
        unfilled = vacancies - len(elected)
        sentence += " " + words.ngettext(
            "{unfilled} vacancy is not filled.", "{unfilled} vacancies are not filled.", unfilled
        ).format(unfilled=words.number(unfilled))
    return sentence.format(names=words.listed(elected))


def otherwise_told(result: "CountResult", words: Words = ENGLISH) -> list[str]:
    """A sentence for each way in which the same papers were counted otherwise: who takes a seat instead of whom."""
    return [_otherwise(other, words) for other in result.otherwise]


def _otherwise(other: "Otherwise", words: Words) -> str:
    if other.outcome is None:
        pattern = words.gettext("Counted {what}, it needs a lot that was not drawn.")
    elif other.seated_too and other.unseated:
        pattern = words.gettext("Counted {what}: {seated} instead of {unseated}.")
    elif other.seated_too:
        pattern = words.gettext("Counted {what}: {seated} as well.")
    elif other.unseated:
        pattern = words.gettext("Counted {what}: not {unseated}.")
    else:
        pattern = words.gettext("Counted {what}: the same people.")
    seated, unseated = words.listed(other.seated_too), words.listed(other.unseated)
    told = pattern.format(what=words.said(other.what), seated=seated, unseated=unseated)
    return " ".join([told, *(vacant_told(why, words) for why in (other.outcome.vacant if other.outcome else ()))])


def vacant_told(why: str, words: Words = ENGLISH) -> str:
    """That a seat stays vacant, and why."""
    return words.gettext("A seat stays vacant: {why}.").format(why=words.said(why))


def papers_told(transcript: Transcript, words: Words = ENGLISH) -> list[str]:
    """How many papers were read, how many are valid, and why the others are not."""
    papers = transcript.papers
    read = papers.valid + papers.invalid + papers.blank + papers.only_withdrawn
    lines = [
        words.ngettext("{read} paper was read, {valid} valid.", "{read} papers were read, {valid} valid.", read).format(
            read=words.number(read), valid=words.number(papers.valid)
        )
    ]
    invalid = words.ngettext("{number} paper is invalid.", "{number} papers are invalid.", papers.invalid)
    blank = words.ngettext("{number} paper is blank.", "{number} papers are blank.", papers.blank)
    only_withdrawn = words.ngettext(
        "{number} paper names withdrawn candidates alone.",
        "{number} papers name withdrawn candidates alone.",
        papers.only_withdrawn,
    )
    others = ((papers.invalid, invalid), (papers.blank, blank), (papers.only_withdrawn, only_withdrawn))
    return lines + [pattern.format(number=words.number(number)) for number, pattern in others if number]


def rulings_told(transcript: Transcript, words: Words = ENGLISH) -> list[str]:
    """How many papers were ruled on for each reason: "12: no 1"."""
    reasons = (
        (papers, words.said(reason) if reason else words.gettext("read as marked"))
        for reason, papers in transcript.papers.informal
    )
    return [words.gettext("{papers}: {reason}").format(papers=words.number(n), reason=said) for n, said in reasons]


def constraints_told(transcript: Transcript, words: Words = ENGLISH) -> list[str]:
    """The constraints that bound the result, in words: "at least 4 women"."""
    if not transcript.contest.constraints:
        return []
    from hustings.count.constraints import in_words

    return [words.said(in_words(constraint)) for constraint in transcript.contest.constraints]


def lot_needed_told(needed: LotNeeded, words: Words = ENGLISH) -> str:
    """What the count stopped for, and how to go on."""
    pattern = words.gettext(
        "{question}\nDraw the lot before witnesses, write it into a file, and count again with --lots FILE:\n\n"
        '    source = "drawn by ..., watched by ..."\n\n'
        "    [[draw]]\n"
        '    purpose = "{purpose}"\n'
        "    order = [{names}]   # in the order drawn: the first is {what}\n"
        '    note = "drawn by ..., watched by ..."\n'
    )
    what = {
        Purpose.TRANSFER: words.pgettext("lot", "transferred first"),
        Purpose.EXCLUDE: words.pgettext("lot", "excluded"),
        Purpose.ELECT: words.pgettext("lot", "elected"),
    }[needed.purpose]
    names = ", ".join(toml_string(name) for name in needed.names)
    question = words.said(needed.question)
    question = question[:1].upper() + question[1:]
    return pattern.format(question=question, purpose=needed.purpose.value, names=names, what=what)


def toml_string(text: str) -> str:
    """A text as TOML and JSON both write it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


class Narrator:
    """Tells the stages of one transcript."""

    def __init__(self, transcript: Transcript, words: Words = ENGLISH) -> None:
        self.transcript = transcript
        self.words = words
        self.names = printed_names(transcript.contest)
        self._stages = transcript.stages()
        self._events: dict[int, list[Event]] = {}
        for event in transcript.events:
            self._events.setdefault(event.stage, []).append(event)

    def story(self, ended: StageEnded) -> StageStory:
        """Everything that happened at one stage."""
        told = list(self._sentences(ended))
        headline = " ".join(t.text for t in told if t.kind in HEADLINES)
        return StageStory(ended.stage, self.title(ended), headline, tuple(told), ended.clause)

    def title(self, ended: StageEnded) -> str:
        """A few words: "First preferences", "Surplus of Ash", "Exclusion of Birch and Cedar"."""
        names = self.words.listed([self.names[c] for c in ended.candidates])
        patterns = {
            "first preferences": self.words.gettext("First preferences"),
            "marks": self.words.gettext("Marks"),
            "surplus": self.words.gettext("Surplus of {names}"),
            "exclusion": self.words.gettext("Exclusion of {names}"),
        }
        plain = ended.action[:1].upper() + ended.action[1:]
        return patterns.get(ended.action, plain + (": {names}" if names else "")).format(names=names)

    # -- what a stage is made of --------------------------------------------------------------------------------

    def _sentences(self, ended: StageEnded) -> Iterable[Told]:
        events = self._events[ended.stage]
        yield from (self._tied(e) for e in events if isinstance(e, Tied) and e.purpose is not Purpose.ELECT)
        if ended.stage == self._stages[0].stage:
            yield self._first(ended)
            yield from (self._quota(e) for e in events if isinstance(e, QuotaSet))
        yield from self._deferred([e for e in events if isinstance(e, Deferred)])
        yield from self._excluded([e for e in events if isinstance(e, Excluded)])
        for candidate in ended.candidates:
            moved = list(self._moved(candidate, events, alone=len(ended.candidates) == 1))
            if ended.action == "surplus":
                yield self._surplus(candidate, ended) if moved else self._above_quota(candidate, ended)
            yield from moved
        yield from (self._set_aside(e) for e in events if isinstance(e, SetAside))
        yield from (self._left(e) for e in events if isinstance(e, NotTransferred))
        yield from self._lost([e for e in events if isinstance(e, LostToRounding)])
        yield from (self._anew(e) for e in events if isinstance(e, CountedAnew))
        yield from self._keeping([e for e in events if isinstance(e, KeepValuesSet)])
        if ended.stage != self._stages[0].stage:
            yield from (self._quota(e) for e in events if isinstance(e, QuotaSet))
        yield from (self._bound(e) for e in events if isinstance(e, Guarded | Doomed))
        yield from (self._tied(e) for e in events if isinstance(e, Tied) and e.purpose is Purpose.ELECT)
        yield from (self._elected(e, ended) for e in events if isinstance(e, Elected))
        yield from (self._stands(e) for e in events if isinstance(e, Stands))

    def _first(self, ended: StageEnded) -> Told:
        papers, votes = self.transcript.papers.valid, sum(ended.votes)
        if ended.action == "marks":
            pattern = self.words.ngettext(
                "The marks of {papers} valid paper are counted: {votes} in all.",
                "The marks of {papers} valid papers are counted: {votes} in all.",
                papers,
            )
        else:
            pattern = self.words.ngettext(
                "{papers} valid paper is sorted by first preference.",
                "{papers} valid papers are sorted by first preference.",
                papers,
            )
        return Told("first", pattern.format(papers=self.words.number(papers), votes=self._votes(votes)), ended.clause)

    def _quota(self, event: QuotaSet) -> Told:
        pattern = self.words.gettext("The quota under {clause} is {quota}, worked out from {basis} for {vacancies}.")
        vacancies = self.transcript.contest.vacancies
        text = pattern.format(
            clause=event.clause,
            quota=self._votes(event.quota),
            basis=self._votes_of(event.basis),
            vacancies=self.words.ngettext("{number} vacancy", "{number} vacancies", vacancies).format(number=vacancies),
        )
        return Told("quota", text, event.clause)

    def _deferred(self, events: Sequence[Deferred]) -> Iterable[Told]:
        for event in events:
            pattern = self.words.ngettext(
                "The surplus of {names}, {votes}, waits under {clause}.",
                "The surpluses of {names}, {votes} in all, wait under {clause}.",
                len(event.candidates),
            )
            names = self._listed(event.candidates)
            text = pattern.format(names=names, votes=self._votes_of(event.votes), clause=event.clause)
            yield Told("deferred", text, event.clause)

    def _excluded(self, events: Sequence[Excluded]) -> Iterable[Told]:
        for event in events:
            others = {e.candidate for e in events} - {event.candidate}
            if self._is_lowest(event, others):
                pattern = self.words.gettext("{name} is excluded under {clause}: lowest with {votes}.")
            else:
                pattern = self.words.gettext("{name} is excluded under {clause}, with {votes}.")
            text = pattern.format(
                name=self.names[event.candidate], clause=event.clause, votes=self._votes_of(event.votes)
            )
            yield Told("excluded", text, event.clause)

    def _surplus(self, candidate: CandidateId, ended: StageEnded) -> Told:
        before, quota = self._before(ended.stage)[candidate], ended.quota or 0
        pattern = self.words.gettext(
            "The surplus of {name} is transferred: {before} less the quota {quota} is {surplus}."
        )
        text = pattern.format(
            name=self.names[candidate],
            before=self._votes(before),
            quota=self._votes(quota),
            surplus=self._votes_of(before - quota),
        )
        return Told("surplus", text, ended.clause)

    def _above_quota(self, candidate: CandidateId, ended: StageEnded) -> Told:
        """Where all votes are credited anew at each stage, no papers are seen to move; the table has the votes."""
        pattern = self.words.gettext("{name} passes on what is above the quota: {before} become {after}.")
        text = pattern.format(
            name=self.names[candidate],
            before=self._votes_of(self._before(ended.stage)[candidate]),
            after=self._votes(ended.votes[candidate]),
        )
        return Told("surplus", text, ended.clause)

    def _bound(self, event: Guarded | Doomed) -> Told:
        """Whom a constraint keeps in, or out; the clause is the constraint."""
        if isinstance(event, Guarded):
            kind, pattern = (
                "guarded",
                self.words.gettext("From here on {name} may not be excluded, so that “{constraint}” can still be met."),
            )
        else:
            kind, pattern = (
                "doomed",
                self.words.gettext("From here on {name} cannot be elected, so that “{constraint}” can still be met."),
            )
        constraint = self.words.said(event.clause)
        return Told(kind, pattern.format(name=self.names[event.candidate], constraint=constraint), event.clause)

    def _stands(self, event: Stands) -> Told:
        pattern = self.words.gettext("{name} stands from here on, under {clause}.")
        return Told("stands", pattern.format(name=self.names[event.candidate], clause=event.clause), event.clause)

    def _moved(self, candidate: CandidateId, events: Sequence[Event], *, alone: bool) -> Iterable[Told]:
        """Where a candidate's papers go: by number of papers, most first; then what each is worth. Whose they are is
        said where several candidates' papers move at the stage."""
        transfers = [e for e in events if isinstance(e, Transfer) and e.source == candidate]
        if not transfers:
            return
        papers: dict[CandidateId | None, int] = {}
        for event in transfers:
            papers[event.target] = papers.get(event.target, 0) + event.papers
        spent = papers.pop(None, 0)
        clause = transfers[0].clause
        going = sorted(((c, n) for c, n in papers.items() if c is not None), key=lambda item: (-item[1], item[0]))
        if going:
            pattern = self.words.gettext("{where}; {spent}.") if spent else self.words.gettext("{where}.")
            text = pattern.format(where=self._where(going), spent=self._spent(spent))
        else:
            text = self._spent(spent)[:1].upper() + self._spent(spent)[1:] + "."
        if not alone:
            text = self.words.gettext("Papers of {name}: {said}").format(name=self.names[candidate], said=text)
        yield Told("transfer", text, clause)
        yield from self._worth(transfers, clause)

    def _where(self, going: Sequence[tuple[CandidateId, int]]) -> str:
        """Who receives how many: "88 papers go to Ash, 40 to Birch and 12 to 3 others"."""
        named = going if len(going) <= MOST_NAMED + 1 else going[:MOST_NAMED]
        first, *more = named
        opening = self.words.ngettext("{papers} paper goes to {name}", "{papers} papers go to {name}", first[1])
        parts = [opening.format(papers=self.words.number(first[1]), name=self.names[first[0]])]
        following = self.words.gettext("{papers} to {name}")
        parts += [following.format(papers=self.words.number(n), name=self.names[c]) for c, n in more]
        if rest := going[len(named) :]:
            others = self.words.ngettext("{number} other", "{number} others", len(rest)).format(number=len(rest))
            parts.append(following.format(papers=self.words.number(sum(n for _, n in rest)), name=others))
        return self.words.listed(parts)

    def _spent(self, papers: int) -> str:
        pattern = self.words.ngettext(
            "{papers} paper has no further preference", "{papers} papers have no further preference", papers
        )
        return pattern.format(papers=self.words.number(papers))

    def _worth(self, transfers: Sequence[Transfer], clause: str) -> Iterable[Told]:
        """The transfer values; nothing is said where every paper goes at full value."""
        worth: dict[int, int] = {}
        for event in transfers:
            if event.value:
                worth[event.value] = worth.get(event.value, 0) + event.papers
        if not worth or set(worth) == {10**self.transcript.decimals}:
            return
        if len(worth) == 1:
            (value,) = worth
            text = self.words.gettext("Each paper carries {value} of a vote.").format(value=self._votes(value))
        else:
            each = self.words.gettext("{papers} at {value}")
            parts = [
                each.format(papers=self.words.number(papers), value=self._votes(value))
                for value, papers in sorted(worth.items(), reverse=True)
            ]
            text = self.words.gettext("What each paper carries: {values}.").format(values=self.words.listed(parts))
        yield Told("value", text, clause)

    def _anew(self, event: CountedAnew) -> Told:
        text = self.words.gettext("All papers are counted anew without those excluded.")
        if event.elected:
            pattern = self.words.gettext(
                "All papers are counted anew without those excluded; {names} reached the quota, surpluses transferred."
            )
            text = pattern.format(names=self.words.listed([self.names[c] for c in event.elected]))
        return Told("anew", text, event.clause)

    def _keeping(self, events: Sequence[KeepValuesSet]) -> Iterable[Told]:
        """What the candidates keep who do not keep all; those excluded keep nothing, which needs no saying."""
        for event in events:
            all_of_it = 10**self.transcript.decimals
            parts = [
                self.words.gettext("{name} keeps {value}").format(name=self.names[c], value=self._votes(kept))
                for c, kept in enumerate(event.keep)
                if 0 < kept < all_of_it
            ]
            if parts:
                pattern = self.words.gettext("Of every vote that reaches them under {clause}, {parts}.")
                yield Told("keep", pattern.format(clause=event.clause, parts=self.words.listed(parts)), event.clause)

    def _set_aside(self, event: SetAside) -> Told:
        pattern = self.words.gettext(
            "Too few papers of {name} name somebody further to carry the surplus: {votes} become non-transferable."
        )
        text = pattern.format(name=self.names[event.source], votes=self._votes_of(event.votes))
        return Told("set aside", text, event.clause)

    def _left(self, event: NotTransferred) -> Told:
        pattern = self.words.gettext(
            "The papers of {name} are not transferred under {clause}: {votes} stay where they are."
        )
        text = pattern.format(name=self.names[event.source], clause=event.clause, votes=self._votes_of(event.votes))
        return Told("not transferred", text, event.clause)

    def _lost(self, events: Sequence[LostToRounding]) -> Iterable[Told]:
        if events:
            pattern = self.words.gettext("{votes} of a vote is lost to rounding.")
            whole = sum(e.votes for e in events)
            if whole >= 10**self.transcript.decimals:
                pattern = self.words.gettext("{votes} votes are lost to rounding.")
            yield Told("lost", pattern.format(votes=self._votes(whole)), events[0].clause)

    def _elected(self, event: Elected, ended: StageEnded) -> Told:
        if ended.quota is None:
            pattern = self.words.gettext("{name} is elected under {clause} with {votes}: {place} of {vacancies}.")
        elif event.votes >= ended.quota:
            pattern = self.words.gettext(
                "{name} is elected under {clause}, reaching the quota with {votes}: {place} of {vacancies}."
            )
        else:
            pattern = self.words.gettext(
                "{name} is elected under {clause} without reaching the quota, with {votes}: {place} of {vacancies}."
            )
        text = pattern.format(
            name=self.names[event.candidate],
            clause=event.clause,
            votes=self._votes_of(event.votes),
            place=event.place,
            vacancies=self.transcript.contest.vacancies,
        )
        return Told("elected", text, event.clause)

    # -- ties ---------------------------------------------------------------------------------------------------

    def _tied(self, event: Tied) -> Told:
        votes = self._before(event.stage, Purpose.ELECT is event.purpose)[event.tied[0]]
        what = {
            Purpose.TRANSFER: self.words.gettext("{name}'s surplus is transferred first"),
            Purpose.EXCLUDE: self.words.gettext("{name} is excluded"),
            Purpose.ELECT: self.words.gettext("{name} is elected"),
        }[event.purpose].format(name=self.names[event.chosen])
        if event.decided_by == "lot":
            pattern = self.words.gettext(
                "{names} are level with {votes}, and the lot decides under {clause}: {what} ({lot})."
            )
            if event.narrowed != event.tied:
                pattern = self.words.gettext(
                    "{names} are level with {votes}; earlier stages leave {narrowed}, "
                    "between whom the lot decides under {clause}: {what} ({lot})."
                )
            kind = "lot"
        elif event.decided_by.startswith("stage "):
            pattern = self.words.gettext(
                "{names} are level with {votes}; {stage} tells them apart under {clause}: {what} ({then})."
            )
            kind = "tie"
        else:
            pattern = self.words.gettext(
                "{names} are level with {votes}, and what decides under {clause} is the {stage}: {what}."
            )
            kind = "tie"
        text = pattern.format(
            names=self._listed(event.tied),
            votes=self._votes_of(votes),
            narrowed=self._listed(event.narrowed),
            clause=event.clause,
            what=what,
            lot=self._lot(event),
            stage=self.words.said(event.decided_by),
            then=self._then(event),
        )
        return Told(kind, text, event.clause)

    def _lot(self, event: Tied) -> str:
        """What the lot was: the note of the draw that settled this, or the source of the lots."""
        tied = set(event.narrowed)
        for draw in self.transcript.lots.draws:
            if draw.purpose is event.purpose and tied <= set(draw.order):
                return draw.note or self.words.gettext("a draw recorded without a note")
        return self.words.said(self.transcript.lots.source)

    def _then(self, event: Tied) -> str:
        """The votes of the tied at the point that told them apart: "stage 3" or "stage 3, batch 2"."""
        stage, _, batch = event.decided_by.removeprefix("stage ").partition(", batch ")
        tables = [
            e.votes
            for e in self._events.get(int(stage) if stage.isdecimal() else 0, [])
            if (isinstance(e, BatchEnded) and str(e.batch) == batch) or (isinstance(e, StageEnded) and not batch)
        ]
        return ", ".join(f"{self.names[c]} {self._votes(tables[0][c])}" for c in event.tied) if tables else "–"

    # -- numbers and names --------------------------------------------------------------------------------------

    def _before(self, stage: int, at_its_end: bool = False) -> tuple[int, ...]:
        """Votes by candidate when a stage began (`at_its_end`: when it had ended); at the first stage, its own."""
        ended = [s for s in self._stages if s.stage < stage or (at_its_end and s.stage == stage)]
        return (ended[-1] if ended else self._stages[0]).votes

    def _is_lowest(self, event: Excluded, together: set[CandidateId]) -> bool:
        """Whether nobody still continuing, save those excluded together with this one, had fewer votes."""
        gone = {e.candidate for e in self._until(event) if isinstance(e, Elected | Excluded)} | together
        before = self._before(event.stage)
        return all(before[c] >= event.votes for c in standing_candidates(self.transcript) if c not in gone)

    def _until(self, event: Event) -> Iterable[Event]:
        for earlier in self.transcript.events:
            if earlier is event:
                return
            yield earlier

    def _listed(self, candidates: Sequence[CandidateId]) -> str:
        return self.words.listed([self.names[c] for c in candidates])

    def _votes(self, votes: int) -> str:
        """A number of votes with the rule's decimals."""
        return self.words.votes(votes, self.transcript.decimals)

    def _votes_of(self, votes: int) -> str:
        """Votes with the word: "141 votes"; whole numbers lose their decimals in a sentence."""
        one = 10**self.transcript.decimals
        return self.words.ngettext("{votes} vote", "{votes} votes", 1 if votes == one else 2).format(
            votes=self._votes(votes)
        )
