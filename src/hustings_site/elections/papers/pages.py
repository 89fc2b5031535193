"""What the pages of voting on paper show: the desk, whoever watches, and the public."""

from dataclasses import dataclass
from fractions import Fraction

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings_site.elections.enums import ContestState, PaperRule
from hustings_site.elections.models import Contest, Election
from hustings_site.elections.papers.account import ContestAccount, Sum, account_of_contest, accounted_contests
from hustings_site.elections.papers.entry import differences
from hustings_site.elections.papers.enums import BatchState, EnvelopeState, InvalidReason
from hustings_site.elections.papers.envelopes import polled_contests
from hustings_site.elections.papers.marks import in_words, letter_of
from hustings_site.elections.papers.models import Batch, Opening, PapersFound
from hustings_site.elections.papers.votes import names_of
from hustings_site.roll.selectors import shown

PAPER = gettext_lazy("Voting on paper")
ACCOUNT = gettext_lazy("Ballot account")

_NOT_OVER = (ContestState.VALIDATED, ContestState.POLL_OPEN, ContestState.PAUSED)


def paper_path(election: Election) -> str | None:
    """The desk's page, where the terms give paper."""
    given = election.paper_rule != PaperRule.NO_PAPER
    return reverse("elections:paper", args=[election.slug]) if given else None


def desk_account_path(election: Election) -> str | None:
    """The account on the desk, from the preparation of the polls on."""
    drawn = bool(accounted_contests(election))
    return reverse("elections:paper_account", args=[election.slug]) if drawn else None


def account_path(election: Election) -> str | None:
    """The public account, after the close."""
    return reverse("elections:account", args=[election.slug]) if closed_contests(election) else None


def closed_contests(election: Election) -> list[Contest]:
    """The contests with an account whose poll is closed."""
    return [contest for contest in accounted_contests(election) if contest.state not in _NOT_OVER]


def is_over(election: Election) -> bool:
    """Whether every poll of the election is closed, so that envelopes may be opened."""
    return all(contest.state not in _NOT_OVER for contest in polled_contests(election))


def to_be_counted(election: Election) -> list[tuple[Opening, Contest]]:
    """Openings and contests whose papers nobody has counted yet."""
    found = set(PapersFound.objects.filter(opening__election=election).values_list("opening", "contest"))
    return [
        (opening, contest)
        for opening in election.openings.all()
        for contest in polled_contests(election)
        if (opening.pk, contest.pk) not in found
    ]


def batches_of(election: Election) -> list[Batch]:
    """Every batch, by contest and number."""
    rows = Batch.objects.filter(contest__election=election).select_related("contest")
    return list(rows.order_by("contest__position", "number"))


@dataclass(frozen=True, slots=True)
class ReadPaper:
    """A paper of an agreed batch: its number there, as it was entered, and in words."""

    number: int
    line: str
    words: str


def papers_read(batch: Batch) -> list[ReadPaper]:
    """The papers of a batch that is agreed; none before."""
    if batch.state != BatchState.AGREED:
        return []
    names = names_of(batch.contest)
    return [ReadPaper(n, line, in_words(line, names)) for n, line in enumerate(batch.agreed, start=1)]


def letters_of(contest: Contest) -> list[tuple[str, str]]:
    """Each candidate's letter and name."""
    names = names_of(contest)
    return [(letter_of(place, len(names)), name) for place, name in enumerate(names, start=1)]


def reasons() -> list[tuple[int, str]]:
    """The numbers of what makes a paper invalid, whatever its marks."""
    return [(reason.value, str(reason.label)) for reason in InvalidReason]


def differing(batch: Batch) -> list[tuple[int, str, str]]:
    """Papers that two people read differently; none unless a decision waits."""
    return differences(batch) if batch.state == BatchState.DIFFERS else []


def envelopes_in_numbers(election: Election) -> list[tuple[str, int]]:
    """How many envelopes stand how; those of which there are none left out."""
    counts = {state: election.envelopes.filter(state=state).count() for state in EnvelopeState}
    return [(str(state.label), number) for state, number in counts.items() if number]


@dataclass(frozen=True, slots=True)
class BranchLine:
    """A branch in the account as the public sees it: None is kept back, fewer than ten."""

    branch: str
    electors: int | None
    on_screen: int | None
    on_paper: int | None

    @property
    def figures(self) -> tuple[int | None, ...]:
        """The columns, from left to right."""
        return (self.electors, self.on_screen, self.on_paper)


@dataclass(frozen=True, slots=True)
class PublicAccount:
    """One contest's account for a page: the account, the part of the electors that voted, and branches.

    `whole` shows every branch, on the desk; the public sees no figure of fewer than ten people.
    """

    account: ContestAccount
    share: Fraction
    branches: tuple[BranchLine, ...]


def account_page(contest: Contest, *, whole: bool) -> PublicAccount:
    """One contest's account."""
    account = account_of_contest(contest)
    voted = account.screen + account.kiosk + account.paper
    share = Fraction(voted, account.electors) if account.electors else Fraction(0)
    return PublicAccount(account, share, _branch_lines(account, whole=whole))


def _branch_lines(account: ContestAccount, *, whole: bool) -> tuple[BranchLine, ...]:
    columns: list[dict[str, int]] = [
        {each.branch: each.electors for each in account.branches},
        {each.branch: each.screen + each.kiosk for each in account.branches},
        {each.branch: each.paper for each in account.branches},
    ]
    if not whole:
        columns = [shown(column).counts for column in columns]
    electors, on_screen, on_paper = columns
    return tuple(
        BranchLine(each.branch, electors.get(each.branch), on_screen.get(each.branch), on_paper.get(each.branch))
        for each in account.branches
    )


def as_data(page: PublicAccount) -> dict[str, object]:
    """An account as JSON has it."""
    account = page.account
    return {
        "contest": account.contest.slug,
        "title": account.contest.title,
        "electors": account.electors,
        "channels": {"screen": account.screen, "kiosk": account.kiosk, "paper": account.paper},
        "by_code": _sum(account.codes),
        "by_piece": _sum(account.pieces),
        "invalid": dict(account.invalid_reasons),
        "papers": {"printed": account.printed, "distributed": account.distributed},
        "branches": [
            {"branch": line.branch, "electors": line.electors, "screen": line.on_screen, "paper": line.on_paper}
            for line in page.branches
        ],
        "balances": account.balances,
        "findings": [*account.findings_by_code, *account.findings],
        "waiting": [*account.waiting_by_code, *account.waiting],
    }


def _sum(of: Sum) -> dict[str, object]:
    sides = (("given", of.given), ("became", of.became))
    return {
        side: [{"name": x.name, "what": x.what, "number": x.number, "source": x.source} for x in lines]
        for side, lines in sides
    } | {"total": of.total, "balances": of.balances}


def precedence(election: Election) -> str:
    """What happens where somebody votes both ways, in a sentence."""
    if election.paper_rule == PaperRule.BOARD_STANDS:
        return _(
            "Whoever votes on screen in any contest has their envelope set aside unopened: the ballot on the board "
            "stands."
        )
    if election.paper_rule == PaperRule.PAPER_CLOSES_CODE:
        return _(
            "Whoever gets paper votes on paper only: the code is taken out of use, and one that has voted gets none."
        )
    return _("The terms of this election give no paper.")
