"""What follows from a published result: each candidate stands as elected or not elected."""

from django.utils.translation import gettext as _

from hustings_site.elections.candidates.standing import NEXT, change_standing
from hustings_site.elections.enums import Standing
from hustings_site.results.models import Result


def let_stand(*, by: str, result: Result) -> None:
    """Let every candidate of a result stand as elected or not elected, wherever that follows from how they stood.

    Who has withdrawn or died keeps that standing unless elected all the same.
    """
    elected = set(result.elected.values_list("candidate", flat=True))
    source = _("result of %(post)s, version %(n)d") % {"post": result.contest.title, "n": result.number}
    for candidate in result.contest.candidates.on_the_paper():
        standing = Standing.ELECTED if candidate.pk in elected else Standing.NOT_ELECTED
        stays = standing is Standing.NOT_ELECTED and candidate.standing in _GONE
        if not stays and candidate.standing != standing and standing in NEXT[Standing(candidate.standing)]:
            change_standing(by=by, candidate=candidate, standing=standing, source=source)


_GONE = (Standing.WITHDRAWN, Standing.DIED, Standing.REPLACED, Standing.SUSPENDED)
