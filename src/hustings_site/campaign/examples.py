"""The worked example of a campaign: act 4 of the demonstration, before the poll for the Lanternmakers' executive."""

from collections.abc import Iterator
from datetime import UTC, datetime

from django.db import transaction

from hustings_site.accounts.enums import Office
from hustings_site.accounts.models import User
from hustings_site.accounts.services import give_office, open_account
from hustings_site.campaign.lanternmakers import TITLE, play
from hustings_site.campaign.models import Programme
from hustings_site.elections.models import Candidate, Contest
from hustings_site.results.examples import BY, EXECUTIVE, LANTERNMAKERS
from hustings_site.roll.models import Member
from hustings_site.roll.services import enter_branch

BEGINS = datetime(2026, 2, 16, 9, tzinfo=UTC)
"""Fourteen weeks before the result."""
SITE = "https://elections.lanternmakers.example"
BY_LETTER = 8
"""The place on the ballot paper of the candidate who has no e-mail."""


def load_campaign() -> Iterator[str]:
    """Play the campaign unless it has been played; say what was done."""
    contest = Contest.objects.filter(
        election__organisation__name=LANTERNMAKERS, election__title=EXECUTIVE
    ).select_related("election__organisation")
    if Programme.objects.filter(title=TITLE).exists():
        yield f"{LANTERNMAKERS}, {TITLE}: already there"
        return
    _play(contest.get())
    yield f"{LANTERNMAKERS}, {TITLE}: loaded"


@transaction.atomic
def _play(contest: Contest) -> None:
    """Candidates come on the books, so that they can be written to, and two officers see to the rest."""
    organisation = contest.election.organisation
    branch = enter_branch(by=BY, organisation=organisation, code="alderby", name="Alderby")
    for candidate in contest.candidates.on_the_paper():
        place = candidate.place
        email = "" if place == BY_LETTER else f"candidate{place}@lanternmakers.example"
        member = Member.objects.create(
            organisation=organisation, number=f"C{place:02}", name=candidate.name, email=email, branch=branch
        )
        Candidate.objects.filter(pk=candidate.pk).update(member=member)
    officers = (_officer("Tam Rill", organisation.scope), _officer("Una Sedge", organisation.scope))
    play(contest=contest, officers=officers, site=SITE, begins=BEGINS)


def _officer(name: str, scope: str) -> User:
    """An invented officer, who never signs in."""
    user = open_account(by=BY, email=f"{name.split(maxsplit=1)[0].lower()}@lanternmakers.example", name=name)
    give_office(by=BY, user=user, office=Office.RETURNING_OFFICER, scope=scope)
    return user
