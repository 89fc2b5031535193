"""The ballot account: every code and every piece that came, each figure with its source, computed and never typed.

For each contest two sums are made from sources that do not know one another: the board and the public log of spares on
one side, the roll, the marked register and the envelopes on the other. They meet here, as numbers only.

    by code     issued + given from the spares - cancelled + paper without a code
                    = counted on screen + envelopes opened + late + unused
    by piece    ballots that count on the board + envelopes that came
                    = valid + invalid + blank + late + set aside + ...

What does not add up is a finding, with what to look at; what is still to be done is said apart. With either, a count is
not certified (`must_balance`), and with a finding by code the book is not erased (`must_balance_by_code`).

Where an independent code office keeps the book, *unused* is what is left over, and no paper is given; there are
branches once it has brought who has voted.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hustings_site.booth.enums import PollState
from hustings_site.booth.models import Poll
from hustings_site.booth.selectors import CodeFigures, NoResult, code_figures
from hustings_site.elections.boards import poll_of
from hustings_site.elections.codes.models import Issue
from hustings_site.elections.enums import ContestState
from hustings_site.elections.life import closes_of
from hustings_site.elections.models import Contest, Election
from hustings_site.elections.papers.enums import BatchState, EnvelopeState, RequestState
from hustings_site.elections.papers.marks import profile_of
from hustings_site.elections.papers.models import (
    Batch,
    Challenge,
    Opening,
    PaperRequest,
    PapersDestroyed,
    PapersFound,
    PrintRun,
)
from hustings_site.elections.papers.people import BranchFigures, PeopleFigures, people_figures
from hustings_site.elections.papers.votes import invalid_by_reason, mark_kind, names_of, ruled
from hustings_site.elections.tallying import opened

_E = EnvelopeState


@dataclass(frozen=True, slots=True)
class Line:
    """One figure: its name for machines, what it is, how many (negative where it is taken away), where it is from."""

    name: str
    what: str
    number: int
    source: str


@dataclass(frozen=True, slots=True)
class Sum:
    """An identity: the lines of each side, which have the same total if it balances."""

    given: tuple[Line, ...]
    became: tuple[Line, ...]

    @property
    def total(self) -> int:
        """What was given out, or came in."""
        return sum(line.number for line in self.given)

    @property
    def accounted(self) -> int:
        """What became of it, all told."""
        return sum(line.number for line in self.became)

    @property
    def balances(self) -> bool:
        """Whether both sides are equal."""
        return self.total == self.accounted

    def number(self, name: str) -> int:
        """The figure of this name; 0 where the account has no such line."""
        return sum(line.number for line in (*self.given, *self.became) if line.name == name)


@dataclass(frozen=True, slots=True)
class ContestAccount:
    """The account of one contest. `findings` do not add up; `waiting` is still to be done before it is complete.

    `counted` papers are on the board or were opened, `valid` and `invalid` (blank ones apart) None until the ballots
    are opened; `screen`, `kiosk` and `paper` are the electors they came from.
    """

    contest: Contest
    electors: int
    codes: Sum
    pieces: Sum
    screen: int
    kiosk: int
    paper: int
    counted: int
    valid: int | None
    invalid: int | None
    blank: int | None
    invalid_reasons: tuple[tuple[str, int], ...]
    distributed: int
    printed: int
    branches: tuple[BranchFigures, ...]
    findings: tuple[str, ...]
    findings_by_code: tuple[str, ...]
    waiting: tuple[str, ...]
    waiting_by_code: tuple[str, ...]

    @property
    def balances(self) -> bool:
        """Whether everything is done and adds up."""
        return not (self.findings or self.findings_by_code or self.waiting or self.waiting_by_code)


@dataclass(frozen=True, slots=True)
class Account:
    """The accounts of an election's contests, in the order of the notice; those never polled or voided have none."""

    contests: tuple[ContestAccount, ...]

    @property
    def balances(self) -> bool:
        """Whether every contest's account is complete and adds up."""
        return all(each.balances for each in self.contests)

    @property
    def findings(self) -> tuple[str, ...]:
        """Whatever does not add up, the post in front."""
        return _of(self, lambda each: (*each.findings_by_code, *each.findings))

    @property
    def waiting(self) -> tuple[str, ...]:
        """Whatever is still to be done, the post in front."""
        return _of(self, lambda each: (*each.waiting_by_code, *each.waiting))


def account_of(election: Election) -> Account:
    """The ballot account as it stands at this moment."""
    return Account(tuple(account_of_contest(contest) for contest in accounted_contests(election)))


def accounted_contests(election: Election) -> list[Contest]:
    """The contests for which codes were drawn, those voided left out, in their order on the notice."""
    issued = Issue.objects.filter(election=election).values_list("booth", flat=True)
    polls = list(Poll.objects.filter(booth__uuid__in=list(issued)).values_list("uuid", flat=True))
    contests = election.contests.filter(poll__in=polls).exclude(state=ContestState.VOIDED)
    return list(contests.select_related("roll", "election__organisation").order_by("position"))


def must_balance(election: Election, contest: Contest | None = None) -> None:
    """Refuse to certify while the account of the election, or of one contest, is not complete or does not add up.

    Raises ValidationError with everything that is missing or wrong.
    """
    account = account_of(election) if contest is None else Account((account_of_contest(contest),))
    if faults := [*account.findings, *account.waiting]:
        raise ValidationError([_("The ballot account does not balance: nothing is certified."), *faults])


def must_balance_by_code(election: Election) -> None:
    """Refuse to erase the book while a code is not accounted for, the register not marked, or spares not published."""
    account = account_of(election)
    faults = _of(account, lambda each: (*each.findings_by_code, *each.waiting_by_code))
    if faults:
        raise ValidationError([_("The account of the codes does not balance: the book is kept."), *faults])


def account_of_contest(contest: Contest) -> ContestAccount:
    """One contest's account. It must have a poll."""
    poll = poll_of(contest)
    assert poll is not None, "asked only of contests with a poll"
    issue = Issue.objects.get(booth=poll.booth.uuid)
    board, people = code_figures(poll), people_figures(contest, issue)
    papers = _papers_of(contest)
    codes = _by_code(contest, issue, board, people)
    pieces = _by_piece(board, people, papers)
    return ContestAccount(
        contest=contest,
        electors=people.electors,
        codes=codes,
        pieces=pieces,
        screen=people.marks - people.kiosk if _has_register(issue) else board.counted,
        kiosk=people.kiosk,
        paper=papers.found,
        counted=board.counted + papers.found,
        valid=None if papers.on_board is None else papers.on_board.valid + papers.valid,
        invalid=None if papers.on_board is None else papers.on_board.invalid + papers.invalid,
        blank=None if papers.on_board is None else papers.on_board.blank + papers.blank,
        invalid_reasons=papers.reasons,
        distributed=papers.distributed,
        printed=papers.printed,
        branches=people.branches if _has_register(issue) else (),
        findings=tuple(_wrong_pieces(board, people, papers, pieces)),
        findings_by_code=tuple(_wrong_codes(issue, board, people, codes)),
        waiting=tuple(_pieces_to_do(people, papers)),
        waiting_by_code=tuple(_codes_to_do(contest, poll, issue)),
    )


def _has_register(issue: Issue) -> bool:
    """Whether it is known here who has voted: from the book, or as an independent office said."""
    return issue.sealed or issue.marked_at is not None


@dataclass(frozen=True, slots=True)
class _Validity:
    """Papers as the rule finds them."""

    valid: int
    invalid: int
    blank: int


@dataclass(frozen=True, slots=True)
class _Papers:
    """What is known of a contest's papers: `on_board` after the opening of its ballots, the others by hand."""

    on_board: _Validity | None
    printed: int
    destroyed: int
    distributed: int
    found: int
    without: int
    uncounted: int
    batched: int
    agreed: int
    valid: int
    invalid: int
    blank: int
    reasons: tuple[tuple[str, int], ...]
    challenged: int


def _papers_of(contest: Contest) -> _Papers:
    batches = list(Batch.objects.filter(contest=contest))
    lines = [line for batch in batches if batch.state == BatchState.AGREED for line in batch.agreed]
    by_reason = invalid_by_reason(lines)
    read = ruled(profile_of(lines, names_of(contest), mark_kind(contest)), contest)
    found = list(PapersFound.objects.filter(contest=contest))
    requests = PaperRequest.objects.filter(
        election=contest.election, state__in=[RequestState.SENT, RequestState.HANDED_OVER]
    )
    on_roll = contest.roll.entries.values("number") if contest.roll else ()
    return _Papers(
        on_board=_opened_validity(contest),
        printed=sum(run.papers for run in PrintRun.objects.filter(contest=contest)),
        destroyed=sum(each.papers for each in PapersDestroyed.objects.filter(contest=contest)),
        distributed=sum(requests.filter(number__in=on_roll).values_list("sent", flat=True)),
        found=sum(each.papers for each in found),
        without=sum(each.without for each in found),
        uncounted=Opening.objects.filter(election=contest.election).count() - len(found),
        batched=sum(batch.papers for batch in batches),
        agreed=len(lines),
        valid=read.valid,
        invalid=read.invalid + sum(by_reason.values()),
        blank=read.blank,
        reasons=tuple((str(reason.label), papers) for reason, papers in by_reason.items()),
        challenged=Challenge.objects.filter(batch__contest=contest, adjudication=None).count(),
    )


def _opened_validity(contest: Contest) -> _Validity | None:
    """What the rule finds of the papers from the board; None before they are opened."""
    try:
        result = opened(contest)
    except NoResult:
        return None
    if result.profile is None:
        poll = poll_of(contest)
        assert poll is not None, "it was opened"
        return _Validity(code_figures(poll).counted - result.blank, 0, result.blank)
    read = ruled(replace(result.profile, vacancies=contest.vacancies), contest)
    return _Validity(read.valid, read.invalid + result.unreadable, read.blank - result.unreadable)


def _by_code(contest: Contest, issue: Issue, board: CodeFigures, people: PeopleFigures) -> Sum:
    spares = issue.spares_given.count()
    list_of_board, public_log = _("the list of codes on the board"), _("the public log of spare codes")
    register, envelopes = _("the marked register and the roll"), _("the register of envelopes")
    given = [
        Line("issued", _("Codes issued"), board.listed - issue.spares, list_of_board),
        Line("given", _("Given from the spares"), spares - board.spares_replaced, public_log),
        Line("cancelled", _("Cancelled"), board.spares_replaced - board.replaced, list_of_board),
    ]
    if board.struck:
        title = _("Taken out of use: struck from the roll, or vote held apart")
        given.append(Line("struck", title, -board.struck, list_of_board))
    if people.without_code:
        given.append(Line("without_code", _("Paper without a code in force"), people.without_code, envelopes))
    in_force = sum(line.number for line in given if line.name != "without_code")
    became = [
        Line("on_screen", _("Counted on screen"), board.counted - people.gone_marks, _("the ballots on the board")),
        Line("on_paper", _("Envelope opened"), people.paper, envelopes),
        Line("late", _("Late"), people.late, envelopes),
    ]
    if people.gone_marks:
        title = _("Counted on screen, of electors struck or held apart since: cast before, and not taken off a board")
        became.insert(1, Line("gone_on_screen", title, people.gone_marks, register))
    if not issue.sealed:
        left = sum(line.number for line in given) - sum(line.number for line in became)
        became.append(Line("unused", _("Unused"), left, _("what is left: the book is with the code office")))
        return Sum(tuple(given), tuple(became))
    became.append(Line("unused", _("Unused"), people.unused, register))
    gone_unused = min(in_force - people.coded - people.gone_marks, people.gone)
    if gone_unused > 0:
        title = _("Unused, of electors struck or held apart since")
        became.append(Line("gone", title, gone_unused, _("the public log of the roll")))
    return Sum(tuple(given), tuple(became))


def _by_piece(board: CodeFigures, people: PeopleFigures, papers: _Papers) -> Sum:
    envelopes, entry = _("the register of envelopes"), _("the papers entered twice")
    came = people.envelopes
    given = (
        Line("on_board", _("Ballots on the board, the last of each code"), board.counted, _("the board")),
        Line("envelopes", _("Envelopes that came"), sum(came.values()), envelopes),
    )
    rule = _("the rule’s ruling on each paper")
    if papers.on_board is None:
        became = [Line("unopened", _("On the board, not opened yet"), board.counted, _("the board"))]
        if papers.agreed:
            became.append(Line("agreed", _("Papers entered"), papers.agreed, entry))
    else:
        on_board = papers.on_board
        became = [
            Line("valid", _("Valid"), on_board.valid + papers.valid, rule),
            Line("invalid", _("Invalid"), on_board.invalid + papers.invalid, rule),
            Line("blank", _("Blank"), on_board.blank + papers.blank, rule),
        ]
    to_count = came.get(_E.OPENED, 0) - papers.found - papers.without if papers.uncounted else 0
    rest = (
        ("to_count", _("Envelopes opened, papers not counted yet"), to_count, envelopes),
        ("to_enter", _("Papers found, not entered yet"), papers.found - papers.agreed, entry),
        ("without", _("Envelopes without a paper of this contest"), papers.without, _("the count at the opening")),
        ("late", _("Late"), came.get(_E.LATE, 0), envelopes),
        ("voted_on_screen", _E.VOTED_ON_SCREEN.label, came.get(_E.VOTED_ON_SCREEN, 0), envelopes),
        ("second", _E.SECOND.label, came.get(_E.SECOND, 0), envelopes),
        ("held", _E.HELD.label, came.get(_E.HELD, 0), envelopes),
        ("ruled_out", _E.RULED_OUT.label, came.get(_E.RULED_OUT, 0), envelopes),
        ("waiting", _E.WAITING.label, came.get(_E.WAITING, 0), envelopes),
    )
    became += [Line(name, str(what), number, source) for name, what, number, source in rest if number]
    return Sum(given, tuple(became))


def _wrong_codes(issue: Issue, board: CodeFigures, people: PeopleFigures, codes: Sum) -> Iterator[str]:
    in_force = sum(codes.number(name) for name in ("issued", "given", "cancelled", "struck"))
    if not issue.sealed:
        if codes.number("unused") < 0 or in_force > people.electors + people.gone:
            yield _("%(codes)d codes are in force for %(people)d electors, and %(ballots)d have a ballot.") % {
                "codes": in_force,
                "people": people.electors,
                "ballots": board.counted,
            }
    elif not people.coded <= in_force <= people.coded + people.gone:
        yield _(
            "%(codes)d codes are in force and %(people)d electors hold one: look for a code given or cancelled "
            "without its holder."
        ) % {"codes": in_force, "people": people.coded}
    if issue.marked_at is not None and board.counted != people.marks + people.gone_marks:
        yield _(
            "%(board)d codes have a ballot on the board and the register marks %(marks)d electors: mark the "
            "register again; if that does not help, look at the log of the roll."
        ) % {
            "board": board.counted,
            "marks": people.marks + people.gone_marks,
        }
    if not codes.balances and issue.marked_at is not None:
        yield _("By code %(given)d were given and %(became)d are accounted for.") % {
            "given": codes.total,
            "became": codes.accounted,
        }
    if board.spares_voted > issue.spares_given.count():
        yield _("%(voted)d spare codes have a ballot and the public log has %(given)d given out.") % {
            "voted": board.spares_voted,
            "given": issue.spares_given.count(),
        }
    if board.spares is not None and board.spares != issue.spares:
        yield _("%(listed)d spare codes are published and %(drawn)d were drawn.") % {
            "listed": board.spares,
            "drawn": issue.spares,
        }


def _wrong_pieces(board: CodeFigures, people: PeopleFigures, papers: _Papers, pieces: Sum) -> Iterator[str]:
    opened_here = people.envelopes.get(_E.OPENED, 0)
    if papers.uncounted == 0 and papers.found + papers.without != opened_here:
        yield _(
            "%(opened)d envelopes were opened; %(found)d papers were found in them and %(without)d held none: "
            "count the papers again."
        ) % {
            "opened": opened_here,
            "found": papers.found,
            "without": papers.without,
        }
    if papers.batched != papers.found:
        yield _("%(found)d papers were found and %(batched)d are in batches.") % {
            "found": papers.found,
            "batched": papers.batched,
        }
    if papers.on_board is not None:
        there = papers.on_board.valid + papers.on_board.invalid + papers.on_board.blank
        if there != board.counted:
            yield _("%(opened)d papers came out of the board and %(counted)d ballots count on it.") % {
                "opened": there,
                "counted": board.counted,
            }
    if not pieces.balances:
        yield _("By piece %(given)d came and %(became)d are accounted for.") % {
            "given": pieces.total,
            "became": pieces.accounted,
        }
    if papers.distributed + papers.destroyed > papers.printed:
        yield _("%(given)d papers were given out or destroyed and %(printed)d were printed.") % {
            "given": papers.distributed + papers.destroyed,
            "printed": papers.printed,
        }


def _codes_to_do(contest: Contest, poll: Poll, issue: Issue) -> Iterator[str]:
    closes = closes_of(contest)
    if poll.state in {PollState.PREPARED, PollState.OPEN, PollState.PAUSED}:
        yield _("The poll is not closed.")
    elif not issue.sealed and issue.marked_at is None:
        if issue.spares and poll.spares is None:
            yield _("The list of spare codes is not published: the code office brings it.")
    elif issue.marked_at is None or (closes is not None and issue.marked_at < closes):
        yield _("The register is not marked since the close: mark it.")
    elif issue.spares and poll.spares is None:
        yield _("The list of spare codes is not published: publish it.")


def _pieces_to_do(people: PeopleFigures, papers: _Papers) -> Iterator[str]:
    if people.envelopes.get(_E.WAITING, 0):
        yield _("Envelopes wait to be opened.")
    if people.envelopes.get(_E.HELD, 0):
        yield _("Envelopes are held apart: rule on them.")
    if papers.uncounted:
        yield _("The papers of an opening are not counted: say how many were found.")
    if papers.batched != papers.agreed:
        yield _("Batches are not entered and agreed.")
    if papers.challenged:
        yield _("A challenged paper waits for a ruling.")
    if papers.on_board is None:
        yield _("The ballots on the board are not opened.")


def _of(account: Account, what: Callable[[ContestAccount], Iterable[str]]) -> tuple[str, ...]:
    return tuple(f"{each.contest}: {text}" for each in account.contests for text in what(each))
