"""How the opening stands: each step with its state, for the election as a whole and for each contest."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings_site.booth.models import Poll
from hustings_site.elections.boards import poll_of
from hustings_site.elections.codes.models import Issue
from hustings_site.elections.enums import ContestState
from hustings_site.elections.keys.enums import KeyKind
from hustings_site.elections.keys.models import KeySet
from hustings_site.elections.models import Contest, Election
from hustings_site.elections.opening.models import BoardOpening
from hustings_site.elections.opening.running import is_servers, seems_interrupted
from hustings_site.elections.tallying import Progress, TallyStep, progress

OPENING = gettext_lazy("Opening the ballots")
BEFORE_THE_CLOSE = (
    ContestState.DRAFT,
    ContestState.NOMINATIONS,
    ContestState.NOMINATIONS_CLOSED,
    ContestState.VALIDATED,
    ContestState.POLL_OPEN,
    ContestState.PAUSED,
)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: whether it is done, whether it is the next one, and what there is to know of it."""

    title: str
    done: bool
    now: bool
    told: str = ""


@dataclass(frozen=True, slots=True)
class BookPage:
    """What is done once for all contests of a booth. `marks`: it waits for the passphrase; `erase`: for the erasure."""

    issue: Issue
    steps: tuple[Step, ...]
    marks: bool
    erase: bool


@dataclass(frozen=True, slots=True)
class ContestPage:
    """How the opening of one contest stands."""

    contest: Contest
    progress: Progress
    steps: tuple[Step, ...]
    opening: BoardOpening | None
    servers: bool
    interrupted: bool
    may_end_shuffles: bool


def opening_path(election: Election) -> str | None:
    """The page of the opening on the election's desk, once there is something to open."""
    return reverse("elections:opening", args=[election.slug]) if election.booth else None


def polled_contests(election: Election) -> list[Contest]:
    """The contests that have a board, in order."""
    return list(election.contests.exclude(poll=None).select_related("election__organisation").order_by("position"))


def books(election: Election, findings: Sequence[str]) -> list[BookPage]:
    """The books of an election; `findings` are what the ballot account lacks by code."""
    return [_book(issue, findings) for issue in election.issues.order_by("issued_at")]


def contest_page(contest: Contest) -> ContestPage:
    """The steps from the encrypted tally to the verified archive."""
    found = progress(contest)
    opening = BoardOpening.objects.filter(contest=contest).first()
    keys = KeySet.objects.get(election=contest.election)
    names = dict(keys.holders.values_list("index", "name"))
    return ContestPage(
        contest=contest,
        progress=found,
        steps=tuple(_steps(contest, found, keys, names, opening)),
        opening=opening,
        servers=is_servers(contest),
        interrupted=opening is not None and seems_interrupted(opening),
        may_end_shuffles=(
            found.step == TallyStep.SHUFFLE and keys.kind != KeyKind.SERVER and len(found.shuffled) >= found.needed
        ),
    )


def _book(issue: Issue, findings: Sequence[str]) -> BookPage:
    polls = list(Poll.objects.filter(booth__uuid=issue.booth))
    contests = Contest.objects.filter(poll__in=[poll.uuid for poll in polls])
    open_still = contests.filter(state__in=BEFORE_THE_CLOSE).exists()
    published = all(poll.spares is not None for poll in polls)
    marked = issue.marked_at is not None and published
    erased = issue.erased_at is not None or not issue.sealed
    closed = not open_still
    steps = (
        Step(_("Every poll is closed"), closed, now=not closed),
        Step(
            _("The register is marked, and the list of spare codes published"),
            marked or not issue.sealed,
            now=closed and issue.sealed and not marked,
            told="" if issue.sealed else _("The independent code office does this."),
        ),
        Step(
            _("The ballot account balances by code"),
            marked and not findings,
            now=marked and bool(findings),
            told=" ".join(findings) if marked else "",
        ),
        Step(
            _("The book of the codes is erased: nobody can join people and ballots any more"),
            erased,
            now=marked and not findings and not erased,
        ),
    )
    return BookPage(
        issue,
        steps,
        marks=closed and issue.sealed and not erased,
        erase=marked and not erased and not findings,
    )


def _steps(
    contest: Contest, found: Progress, keys: KeySet, names: dict[int, str], opening: BoardOpening | None
) -> list[Step]:
    order = [TallyStep.WAIT, TallyStep.ERASE, TallyStep.TALLY, TallyStep.SHUFFLE, TallyStep.DECRYPT]
    order += [TallyStep.COMBINE, TallyStep.DONE]
    if found.step == TallyStep.NEVER:
        return [Step(_("This contest was voided: its ballots are never opened"), done=False, now=True)]
    at = order.index(found.step)

    def step(which: TallyStep, title: str, told: str = "") -> Step:
        return Step(title, done=at > order.index(which), now=found.step == which, told=told)

    poll = poll_of(contest)
    shuffles = poll is not None and poll.kind in {"ranking", "packed"}
    verified = opening is not None and opening.verdict != ""
    return [
        step(TallyStep.TALLY, _("Every ballot is checked again, and the encrypted tally published")),
        *([step(TallyStep.SHUFFLE, _("The ballots are shuffled"), _who(found.shuffled, keys, names))] * shuffles),
        step(TallyStep.DECRYPT, _("The key holders decrypt their parts"), _who(found.decrypted, keys, names)),
        step(TallyStep.COMBINE, _("The parts are put together")),
        Step(
            _("The whole archive is verified"),
            done=verified and opening is not None and not opening.failures,
            now=found.step == TallyStep.DONE and not verified,
            told=opening.verdict if opening else "",
        ),
    ]


def _who(owners: Sequence[int], keys: KeySet, names: dict[int, str]) -> str:
    if keys.kind == KeyKind.SERVER:
        return _("by this server, which holds the key")
    said = _("%(n)d of %(needed)d needed") % {"n": len(owners), "needed": keys.threshold}
    return f"{said}: {', '.join(names[owner] for owner in owners)}" if owners else said
