"""Who took part in a contest held here, in numbers: the ballot account as a result keeps it.

Of a branch in which fewer than ten people voted, or fewer than ten did not, no figure is published: it could tell of
single people. Where that leaves one branch whose figure is the rest of the whole, the next smallest goes with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hustings_site.booth.enums import PollState
from hustings_site.elections.boards import poll_of
from hustings_site.elections.models import Contest
from hustings_site.elections.papers.account import ContestAccount, account_of_contest
from hustings_site.elections.papers.people import BranchFigures
from hustings_site.results.models import PublishedAccount, Result

FEWEST = 10
"""The smallest number of people that a figure may tell of."""


@dataclass(frozen=True, slots=True)
class Branch:
    """How many of a branch may vote, and voted; None: kept back."""

    name: str
    electors: int
    voted: int | None


@dataclass(frozen=True, slots=True)
class Account:
    """Figures of one contest: people by how they voted, papers by what they are; None: not opened yet."""

    electors: int
    issued: int
    counted: int
    screen: int
    kiosk: int
    paper: int
    late: int
    valid: int | None
    invalid: int | None
    blank: int | None
    distributed: int
    branches: tuple[Branch, ...]

    @property
    def kept_back(self) -> int:
        """How many branches have no figure."""
        return sum(branch.voted is None for branch in self.branches)


def keep_account(result: Result) -> None:
    """Keep the account of a contest that was polled here with its result."""
    poll = poll_of(result.contest)
    if poll is not None and poll.state == PollState.DECRYPTED:
        account = account_of_contest(result.contest)
        PublishedAccount.objects.create(result=result, figures=figures_of(account))


def account_kept(result: Result) -> Account | None:
    """The account as it was kept; None where nothing was polled here."""
    if result.contest.poll is None:
        return None
    kept = PublishedAccount.objects.filter(result=result).first()
    return None if kept is None else read_account(kept.figures)


def account_now(contest: Contest) -> Account:
    """The account of a polled contest as it stands now."""
    return read_account(figures_of(account_of_contest(contest)))


def figures_of(account: ContestAccount) -> dict[str, Any]:
    """The figures as JSON carries them, small cells kept back."""
    codes = account.codes
    return {
        "electors": account.electors,
        "issued": sum(codes.number(name) for name in ("issued", "given", "cancelled", "struck")),
        "counted": account.counted,
        "screen": account.screen,
        "kiosk": account.kiosk,
        "paper": account.paper,
        "late": account.pieces.number("late"),
        "valid": account.valid,
        "invalid": account.invalid,
        "blank": account.blank,
        "distributed": account.distributed,
        "branches": [[each.name, each.electors, each.voted] for each in branches_of(account.branches)],
    }


def read_account(figures: dict[str, Any]) -> Account:
    """The figures as `figures_of` wrote them."""
    return Account(**{**figures, "branches": tuple(Branch(*each) for each in figures["branches"])})


def branches_of(figures: Sequence[BranchFigures]) -> list[Branch]:
    """Each branch with its turnout, small cells kept back."""
    voted = {each.branch: each.screen + each.kiosk + each.paper for each in figures}
    open_to_all = [each for each in figures if voted[each.branch] >= FEWEST and each.unused + each.late >= FEWEST]
    if len(figures) - len(open_to_all) == 1 and open_to_all:
        open_to_all.remove(min(open_to_all, key=lambda each: voted[each.branch]))
    shown = {each.branch for each in open_to_all}
    kept = {name: number if name in shown else None for name, number in voted.items()}
    return [Branch(each.branch, each.electors, kept[each.branch]) for each in figures]
