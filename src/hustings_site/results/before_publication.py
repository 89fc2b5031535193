"""What has to stand before the result of a contest held here becomes public."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hustings_site.elections.models import Contest
from hustings_site.elections.opening.enums import OpeningState
from hustings_site.elections.opening.models import BoardOpening
from hustings_site.journal import clock
from hustings_site.results.models import Draft, Embargo, ScrutineersReport


def require_publishable(draft: Draft) -> None:
    """Raise ValidationError before the end of the embargo, or where the archive of the ballots is not verified."""
    if draft.contest is None:
        return
    if not_verified(draft.contest):
        raise ValidationError(_("The archive of the ballots is not verified: nothing of it is published."))
    election = draft.contest.election
    if election.statutory and not ScrutineersReport.objects.filter(election=election).exists():
        raise ValidationError(_("In a poll that the law prescribes, the scrutineer hands in the report first."))
    embargo = Embargo.objects.filter(draft=draft).first()
    if embargo is not None and clock.now() < embargo.until:
        when = date_format(timezone.localtime(embargo.until), "j F Y, H:i")
        raise ValidationError(
            _("The candidates were told that this is public on %(when)s, not before.") % {"when": when}
        )


def not_verified(contest: Contest) -> bool:
    """Whether the ballots were opened here and their archive is not verified, or does not hold."""
    return BoardOpening.objects.filter(contest=contest).exclude(state=OpeningState.VERIFIED).exists()
