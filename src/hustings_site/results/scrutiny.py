"""Taking the scrutineer's report."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from hustings_site.accounts.models import User
from hustings_site.elections.models import Election
from hustings_site.journal import clock
from hustings_site.journal.services import record
from hustings_site.results.models import ScrutineersReport


@transaction.atomic
def hand_in_report(*, by: User, election: Election, given: Mapping[str, Any]) -> ScrutineersReport:
    """Keep the report; the one before, if there is any, stays and is replaced."""
    made = ScrutineersReport.objects.create(election=election, at=clock.now(), scrutineer=by.name, **given)
    record(by=by.scope, act="results.hand_in_report", subject=election.scope)
    return made
