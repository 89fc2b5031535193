"""What a second officer sets off in a supporters' poll."""

from django.utils.translation import gettext as _

from hustings_site.journal.acts import Act, Details, register
from hustings_site.roll.permissions import may_approve_for_roll
from hustings_site.slates.polls.models import PollBody
from hustings_site.slates.polls.services import COUNT_ELSEWHERE, count_elsewhere


def register_acts() -> None:
    """Make this package's acts known; called once as the room starts."""
    register(Act(COUNT_ELSEWHERE, _count_elsewhere, may_approve_for_roll))


def _count_elsewhere(subject: str, details: Details, by: str) -> str:
    rows = PollBody.objects.select_related("poll", "organisation", "election")
    body = rows.get(pk=int(subject.partition(":")[2]))
    numbers = details["numbers"]
    assert isinstance(numbers, list)
    struck = count_elsewhere(by=by, body=body, numbers=[str(each) for each in numbers])
    return _("%(n)d members are left to another body.") % {"n": struck}
