"""Branches say what they passed; officers say which texts are the same in substance. Nothing is ever overwritten."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hustings_site.journal import clock
from hustings_site.journal.services import record
from hustings_site.motions.models import (
    BranchMotion,
    Likeness,
    LikenessUndone,
    Passing,
    PassingTakenBack,
)
from hustings_site.motions.selectors.grouping import first_of
from hustings_site.motions.texts import sameness, words_of
from hustings_site.roll.models import Branch, Organisation


@dataclass(frozen=True, slots=True)
class Said:
    """What a branch says it passed, in which meeting, and who certifies it. Votes that nobody noted are None."""

    title: str
    text: str
    passed_on: date
    meeting: str
    certified_by: str
    votes_for: int | None = None
    against: int | None = None
    abstained: int | None = None


@transaction.atomic
def record_passing(*, by: str, branch: Branch, said: Said, by_officer: bool = False) -> Passing:
    """That a branch passed a motion; a text with the same words belongs to the same motion (`texts.words_of`).

    `by_officer`: the returning officer types what came on paper. Raises ValidationError for a text without words, a
    day to come, votes by which it was lost, or a motion that the branch has recorded already.
    """
    _refuse(said)
    organisation = Organisation.objects.select_for_update().get(pk=branch.organisation_id)
    motion = _motion(organisation, said)
    if motion.passings.filter(branch=branch, taken_back=None).exists():
        raise ValidationError(
            _("%(branch)s has recorded this motion already; take that entry back first if it is wrong.")
            % {"branch": branch}
        )
    passing = Passing(
        motion=motion,
        branch=branch,
        text=said.text.strip(),
        passed_on=said.passed_on,
        meeting=said.meeting,
        votes_for=said.votes_for,
        against=said.against,
        abstained=said.abstained,
        certified_by=said.certified_by,
        entered_by=by,
        by_officer=by_officer,
        recorded_at=clock.now(),
    )
    passing.full_clean()
    passing.save()
    record(
        by=by,
        act="motions.record_passing",
        subject=passing.scope,
        details={"motion": motion.scope, "branch": branch.scope, "by_officer": by_officer},
    )
    return passing


@transaction.atomic
def take_back_passing(*, by: str, passing: Passing, author: str, reason: str) -> PassingTakenBack:
    """That an entry was made by mistake. It stays readable, with the reason."""
    held = Passing.objects.select_for_update().get(pk=passing.pk)
    if PassingTakenBack.objects.filter(passing=held).exists():
        raise ValidationError(_("This entry has been taken back already."))
    taken = PassingTakenBack(passing=held, author=author, reason=given(reason), recorded_at=clock.now())
    taken.full_clean()
    taken.save()
    record(by=by, act="motions.take_back_passing", subject=held.scope, details={"reason": taken.reason})
    return taken


@transaction.atomic
def find_alike(*, by: str, motion: BranchMotion, same_as: BranchMotion, author: str, reason: str) -> Likeness:
    """That a motion is the same in substance as another: from now on the table has one row for both.

    Public with author and reason. Raises ValidationError where both are one row already.
    """
    Organisation.objects.select_for_update().get(pk=motion.organisation_id)
    if motion.organisation_id != same_as.organisation_id:
        raise ValidationError(_("These motions are of two organisations."))
    leads, into = first_of(motion), first_of(same_as)
    if leads == into:
        raise ValidationError(_("These two stand together already."))
    likeness = Likeness(motion=leads, same_as=into, author=author, reason=given(reason), recorded_at=clock.now())
    likeness.full_clean()
    likeness.save()
    record(
        by=by,
        act="motions.find_alike",
        subject=leads.scope,
        details={"same_as": into.scope, "reason": likeness.reason},
    )
    return likeness


@transaction.atomic
def set_apart(*, by: str, likeness: Likeness, author: str, reason: str) -> LikenessUndone:
    """Undo such a finding: the motions have a row each again; finding and undoing stay readable."""
    Organisation.objects.select_for_update().get(pk=likeness.motion.organisation_id)
    if LikenessUndone.objects.filter(likeness=likeness).exists():
        raise ValidationError(_("These two stand apart again already."))
    undone = LikenessUndone(likeness=likeness, author=author, reason=given(reason), recorded_at=clock.now())
    undone.full_clean()
    undone.save()
    record(by=by, act="motions.set_apart", subject=likeness.motion.scope, details={"reason": undone.reason})
    return undone


def given(reason: str) -> str:
    """A reason without blanks round it. Raises ValidationError where there is none."""
    if not reason.strip():
        raise ValidationError(_("Say why: everybody reads the reason."))
    return reason.strip()


def _motion(organisation: Organisation, said: Said) -> BranchMotion:
    fingerprint = sameness(said.text)
    known = BranchMotion.objects.filter(organisation=organisation, sameness=fingerprint).first()
    if known is not None:
        return known
    motion = BranchMotion(
        organisation=organisation,
        title=said.title,
        text=said.text.strip(),
        sameness=fingerprint,
        recorded_at=clock.now(),
    )
    motion.full_clean()
    motion.save()
    return motion


def _refuse(said: Said) -> None:
    if not words_of(said.text):
        raise ValidationError({"text": _("Give the text of the motion.")})
    today = timezone.localdate(clock.now())
    if said.passed_on > today:
        raise ValidationError(
            {"passed_on": _("This day is still to come: today is %(day)s.") % {"day": date_format(today, "j F Y")}}
        )
    if said.votes_for is not None and said.against is not None and said.votes_for <= said.against:
        raise ValidationError(
            {
                "votes_for": _("With %(for)d votes for and %(against)d against it was not passed.")
                % {"for": said.votes_for, "against": said.against}
            }
        )
