"""Printed ballot papers as PDF: one series of consecutive whole numbers for each contest, the number on a slip.

Candidates stand in the order of the published list, the same as on the screen; where the order is rotated, paper n
begins with the candidate at place (n - 1) mod candidates + 1. The letter beside a name is the candidate's place on
that list, so papers in any rotation are entered alike. Nothing on a paper below its slip tells one of a rotation from
another.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from hustings_site.booth.enums import PaperKind
from hustings_site.elections.ballot_papers import instructions_of, kind_of, notes_of, printed_beside
from hustings_site.elections.enums import BallotOrder, PaperRule
from hustings_site.elections.models import Contest, Election
from hustings_site.elections.papers.enums import RequestState
from hustings_site.elections.papers.envelopes import last_close
from hustings_site.elections.papers.marks import letter_of
from hustings_site.elections.papers.models import PaperRequest, PapersDestroyed, PrintRun
from hustings_site.elections.papers.number_list import Numbered, add_to_list, has_key
from hustings_site.elections.papers.requests import contests_on_paper
from hustings_site.journal import clock
from hustings_site.journal.services import record
from hustings_site.pages.pdf import typeset

SIZE, LARGE = 11, 18
"""Points of the type, and of large print."""

Shuffle = Callable[[list[PaperRequest]], None]
_DRAWN_AFRESH: Shuffle = secrets.SystemRandom().shuffle


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a paper: the candidate's letter, name, what is printed beside it, what is to be known."""

    letter: str
    name: str
    beside: str
    note: str


def rows_of(contest: Contest, number: int) -> list[Row]:
    """The candidates as the paper of this number (from 1) shows them, top first."""
    return _rotated(_rows(contest), contest, number)


@transaction.atomic
def print_stock(*, by: str, contest: Contest, papers: int, large: bool, language: str, return_to: str) -> bytes:
    """The next papers of a contest's series, to be handed out at the desk. Raises ValidationError."""
    _require(contest.election, return_to)
    if papers < 1:
        raise ValidationError(_("Print at least one paper."))
    run = _next_run(contest, papers, large, language, return_to, to_electors=False)
    record(
        by=by,
        act="elections.print_papers",
        subject=contest.scope,
        details={"first": run.first, "last": run.last, "large": large},
    )
    with override(language):
        paper = _papers_of(contest, return_to)
        packs = [{"letters": [], "papers": [paper(number)]} for number in range(run.first, run.last + 1)]
        return _pdf(contest.election, packs, large)


@transaction.atomic
def print_packs(
    *,
    by: str,
    election: Election,
    large: bool,
    language: str,
    return_to: str,
    shuffle: Shuffle = _DRAWN_AFRESH,
) -> bytes:
    """A letter and the papers of every elector who waits for them in this language and size, ready to be packed.

    The packs come in an order drawn afresh; which number goes to whom is sealed for the scrutineer and kept nowhere
    else. Raises ValidationError where nobody waits, or the scrutineer's list has no key.
    """
    _require(election, return_to)
    if not has_key(election):
        raise ValidationError(_("The scrutineer first chooses a passphrase for the list of numbers."))
    waiting = list(
        PaperRequest.objects.filter(election=election, state=RequestState.ASKED, large=large, language=language)
        .select_for_update(of=("self",))
        .select_related("entry")
        .order_by("number")
    )
    if not waiting:
        raise ValidationError(_("Nobody waits for papers in this language and size."))
    shuffle(waiting)
    entitled = {request.pk: contests_on_paper(election, request.number) for request in waiting}
    runs: dict[int, PrintRun] = {}
    contests = list(election.contests.select_related("election__organisation").order_by("position"))
    for contest in contests:
        papers = sum(contest in each for each in entitled.values())
        if papers:
            runs[contest.pk] = _next_run(contest, papers, large, language, return_to, to_electors=True)
    next_number = {pk: run.first for pk, run in runs.items()}
    packs, numbered = [], []
    with override(language):
        paper = {contest.pk: _papers_of(contest, return_to) for contest in contests if contest.pk in runs}
        for request in waiting:
            papers_of_it = []
            for contest in entitled[request.pk]:
                number = next_number[contest.pk]
                next_number[contest.pk] += 1
                papers_of_it.append(paper[contest.pk](number))
                numbered.append(Numbered(contest.slug, number, request.number))
            packs.append({"letters": [_letter(request, return_to)], "papers": papers_of_it})
        made = _pdf(election, packs, large)
    add_to_list(election, numbered)
    now = clock.now()
    for request in waiting:
        request.state, request.sent, request.sent_at = RequestState.SENT, request.sent + 1, now
        request.save()
    record(by=by, act="elections.print_packs", subject=election.scope, details={"packs": len(waiting), "large": large})
    return made


@transaction.atomic
def destroy_papers(*, by: str, contest: Contest, papers: int, reason: str) -> PapersDestroyed:
    """Write down that printed papers were spoilt or destroyed before anybody had them. Raises ValidationError."""
    destroyed = PapersDestroyed(contest=contest, papers=papers, reason=reason.strip(), at=clock.now())
    destroyed.full_clean()
    destroyed.save()
    record(by=by, act="elections.destroy_papers", subject=contest.scope, details={"papers": papers, "reason": reason})
    return destroyed


def last_return_address(election: Election) -> str:
    """The return address of the last run; empty before the first."""
    run = PrintRun.objects.filter(contest__election=election).order_by("-at", "-pk").first()
    return run.return_to if run else ""


def _require(election: Election, return_to: str) -> None:
    if election.paper_rule == PaperRule.NO_PAPER:
        raise ValidationError(_("The terms of this election give no paper."))
    if not return_to.strip():
        raise ValidationError(_("Say where papers are sent back to: the address stands on every paper."))


def _next_run(
    contest: Contest, papers: int, large: bool, language: str, return_to: str, *, to_electors: bool
) -> PrintRun:
    held = Contest.objects.select_for_update().get(pk=contest.pk)
    if held.poll is None:
        raise ValidationError(
            _("%(contest)s: prepare its poll first; nothing on a paper changes then.") % {"contest": contest}
        )
    before = PrintRun.objects.filter(contest=held).order_by("-last").first()
    first = before.last + 1 if before else 1
    return PrintRun.objects.create(
        contest=held,
        first=first,
        last=first + papers - 1,
        large=large,
        language=language,
        return_to=return_to.strip(),
        to_electors=to_electors,
        at=clock.now(),
    )


def _pdf(election: Election, packs: Sequence[object], large: bool) -> bytes:
    title = _("%(election)s: ballot papers") % {"election": election.title}
    size = LARGE if large else SIZE
    return typeset("hustings_site.elections", "papers", {"title": title, "size": size, "packs": packs})


def _papers_of(contest: Contest, return_to: str) -> Callable[[int], dict[str, object]]:
    """What makes the paper of a number, everything that all papers share being worked out once."""
    election = contest.election
    closes = last_close(election)
    with_letters = _("The letter before a name is there for the count; write in the box.")
    lines = [
        _("Return this paper to: %(address)s.") % {"address": ", ".join(return_to.split("\n")).replace("\r", "")},
        _("It must be there by %(when)s.") % {"when": date_format(closes, "DATETIME_FORMAT")} if closes else "",
        _("Independent scrutineer: %(name)s.") % {"name": election.scrutineer} if election.scrutineer else "",
        _order(contest),
        _("Do not sign this paper or write anything else on it: it would not count."),
    ]
    rows = _rows(contest)
    shared = {
        "organisation": election.organisation.name,
        "election": election.title,
        "contest": contest.title,
        "slip": _("%(contest)s. This slip is cut off before the paper is unfolded.") % {"contest": contest.title},
        "instructions": f"{_how(contest)} {with_letters}",
        "lines": [line for line in lines if line],
    }

    def paper(number: int) -> dict[str, object]:
        shown = [
            {"letter": row.letter, "name": row.name, "beside": row.beside, "note": row.note}
            for row in _rotated(rows, contest, number)
        ]
        return {**shared, "number": _("No. %(number)d") % {"number": number}, "rows": shown}

    return paper


def _rows(contest: Contest) -> list[Row]:
    candidates = list(contest.candidates.on_the_paper())
    beside, notes = printed_beside(contest), notes_of(contest)
    return [
        Row(letter_of(place, len(candidates)), candidate.printed_name, beside[place - 1], notes[place - 1])
        for place, candidate in enumerate(candidates, start=1)
    ]


def _rotated(rows: list[Row], contest: Contest, number: int) -> list[Row]:
    start = (number - 1) % len(rows) if contest.ballot_order == BallotOrder.ROTATED else 0
    return rows[start:] + rows[:start]


def _how(contest: Contest) -> str:
    if kind_of(contest) in {PaperKind.MARKS, PaperKind.YES_NO}:
        return instructions_of(contest) + " " + _("Put a cross in the box beside each.")
    return instructions_of(contest)


def _order(contest: Contest) -> str:
    """In which order the candidates stand, with its seed, for whoever checks it."""
    if contest.ballot_order == BallotOrder.FIXED:
        return _("Candidates stand in alphabetical order.")
    drawn = _("The order was drawn by lot with the seed %(seed)s.") % {"seed": contest.order_seed}
    if contest.ballot_order == BallotOrder.ROTATED:
        return drawn + " " + _("Each paper begins one candidate later than the one before.")
    return drawn


def _letter(request: PaperRequest, return_to: str) -> dict[str, object]:
    election, entry = request.election, request.entry
    closes = last_close(election)
    said = [
        _("Dear %(name)s,") % {"name": entry.name},
        _("Here are the ballot papers that you asked for. Mark them, fold each, and put them all into the envelope."),
        _(
            "Stick the label below on the outside of the envelope and sign there. It shows who sent it; inside nothing "
            "must show who you are."
        ),
        _("It must be there by %(when)s.") % {"when": date_format(closes, "DATETIME_FORMAT")} if closes else "",
        _PRECEDENCE[PaperRule(election.paper_rule)](),
        _(
            "The number on the slip of a paper shows that it is genuine. Slips are cut off before a paper is unfolded, "
            "and only the scrutineer knows which number went to whom."
        ),
    ]
    return {
        "organisation": election.organisation.name,
        "date": date_format(clock.now(), "DATE_FORMAT"),
        "name": entry.name,
        "address": entry.address.splitlines(),
        "title": election.title,
        "paragraphs": [text for text in said if text],
        "outside": _("For the outside of the envelope"),
        "return_to": return_to.splitlines(),
        "sender": _("Sender, membership number"),
        "number": request.number,
        "signature": _("Signature"),
    }


_PRECEDENCE: dict[PaperRule, Callable[[], str]] = {
    PaperRule.BOARD_STANDS: lambda: _(
        "You can still vote on screen. If you do, in any contest, that vote stands and this envelope is never opened."
    ),
    PaperRule.PAPER_CLOSES_CODE: lambda: _("Your voting code is out of use: you vote on paper only."),
    PaperRule.NO_PAPER: str,
}
