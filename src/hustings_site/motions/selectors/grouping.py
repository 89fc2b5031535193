"""Which motions stand in one row: those found the same in substance, and not set apart again."""

from collections.abc import Iterable

from hustings_site.motions.models import BranchMotion, Likeness
from hustings_site.roll.models import Organisation


def in_force(organisation: Organisation | int) -> list[Likeness]:
    """The findings of an organisation that nobody has undone, oldest first."""
    rows = Likeness.objects.filter(motion__organisation=organisation, undone=None)
    return list(rows.select_related("motion", "same_as").order_by("pk"))


def heads(motions: Iterable[BranchMotion], likenesses: Iterable[Likeness]) -> dict[int, int]:
    """For each motion (by key) the motion in whose row it stands; its own where nothing was found."""
    leads = {each.motion_id: each.same_as_id for each in likenesses}
    return {motion.pk: _followed(motion.pk, leads) for motion in motions}


def first_of(motion: BranchMotion) -> BranchMotion:
    """The motion in whose row this one stands."""
    leads = {each.motion_id: each.same_as_id for each in in_force(motion.organisation_id)}
    head = _followed(motion.pk, leads)
    return motion if head == motion.pk else BranchMotion.objects.get(pk=head)


def _followed(motion: int, leads: dict[int, int]) -> int:
    while motion in leads:
        motion = leads[motion]
    return motion
