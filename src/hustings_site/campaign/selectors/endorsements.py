"""Who recommends whom, and who stands behind which list."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hustings_site.accounts.models import User
from hustings_site.campaign.enums import EndorsementState, StatementKind, Support
from hustings_site.campaign.models import Endorsement, EndorsementChange, SlateStatement
from hustings_site.campaign.selectors.asking import STILL_STANDING
from hustings_site.elections.models import Candidate, Contest, PublishedList


@dataclass(frozen=True, slots=True)
class Endorsed:
    """An endorsement with its history, newest last."""

    endorsement: Endorsement
    changes: tuple[EndorsementChange, ...]

    @property
    def state(self) -> EndorsementState:
        """How it stands."""
        return EndorsementState(self.changes[-1].state)


@dataclass(frozen=True, slots=True)
class Behind:
    """A list with its own declarations and the claims of others, each with the list's replies."""

    slate: PublishedList
    declarations: tuple[SlateStatement, ...]
    claims: tuple[tuple[SlateStatement, tuple[SlateStatement, ...]], ...]


def endorsements_by_candidate(contest: Contest) -> list[tuple[Candidate, list[Endorsed]]]:
    """Everybody who stands, in the order of the ballot paper, with whoever recommends them: also those whom nobody
    does. Who has gone stays where somebody recommended them; who has not accepted does not stand yet."""
    by_candidate: dict[int | None, list[Endorsed]] = {}
    for each in _all(contest):
        by_candidate.setdefault(each.endorsement.candidate_id, []).append(each)
    return [
        (candidate, by_candidate.get(candidate.pk, []))
        for candidate in contest.candidates.all()
        if candidate.standing in STILL_STANDING or candidate.pk in by_candidate
    ]


def who_endorses_nobody(contest: Contest) -> list[Endorsed]:
    """Those who say that they decline to endorse, in the order in which they said it."""
    return [each for each in _all(contest) if each.endorsement.support == Support.DECLINES]


def endorsements_of(candidate: Candidate) -> list[Endorsed]:
    """Whoever recommends one candidate."""
    return [each for each in _all(candidate.contest) if each.endorsement.candidate_id == candidate.pk]


def behind_lists(contest: Contest) -> list[Behind]:
    """Each list with what is said of who stands behind it."""
    found = []
    for slate in contest.lists.prefetch_related("statements__replies"):
        statements = list(slate.statements.all())
        found.append(
            Behind(
                slate,
                tuple(each for each in statements if each.kind == StatementKind.DECLARATION),
                tuple((each, tuple(each.replies.all())) for each in statements if each.kind == StatementKind.CLAIM),
            )
        )
    return found


def endorsements_made(user: User, scope: str) -> Iterable[str]:
    """For whoever gives offices: which endorsements a person stands by in this election or organisation."""
    kind, _sign, key = scope.partition(":")
    lookup = {"election": "contest__election", "organisation": "contest__election__organisation"}.get(kind)
    if lookup is None or not key.isdecimal():
        return
    made = Endorsement.objects.filter(member__user=user, **{lookup: int(key)}).prefetch_related("changes")
    for each in made.select_related("candidate", "contest"):
        newest = each.changes.last()
        if newest and newest.state != EndorsementState.WITHDRAWN:
            yield _told(each)


def _told(endorsement: Endorsement) -> str:
    if endorsement.candidate is None:
        return _("has published a statement for %(post)s") % {"post": endorsement.contest.title}
    return _("recommends %(name)s") % {"name": endorsement.candidate.printed_name}


def _all(contest: Contest) -> list[Endorsed]:
    found = contest.endorsements.prefetch_related("changes")
    return [Endorsed(each, tuple(each.changes.all())) for each in found]
