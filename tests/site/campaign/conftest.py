"""A programme of three points, put to four candidates: two with e-mail, two without."""

import pytest
from campaigning import NOW, SITE
from django.test import Client

from hustings_site.accounts.models import User
from hustings_site.accounts.services import appoint_returning_officer
from hustings_site.campaign.models import Programme, Request
from hustings_site.campaign.services.asking import put_to_candidates
from hustings_site.campaign.services.post import send_waiting
from hustings_site.campaign.services.programmes import PointText, begin_programme, write_points
from hustings_site.elections.models import Candidate, Contest
from hustings_site.elections.services import enter_contest, enter_election
from hustings_site.roll.models import Member
from hustings_site.roll.services import enter_branch, organisation_named

POINTS = [
    PointText(text="Shall the union buy its hall?", short="Buy the hall", why="The lease ends."),
    PointText(
        text="How large a part of the dues stays with branches?",
        short="Dues",
        kind="scale",
        places=5,
        low="nothing",
        high="all",
    ),
    PointText(text="What would you do first?", short="First", kind="text"),
]


@pytest.fixture
def race(db: None) -> Contest:
    """Four candidates in the order of the ballot paper; Ash and Birch are on the books with an address."""
    organisation = organisation_named(by="test", name="Lanternmakers", invented=True)
    north = enter_branch(by="test", organisation=organisation, code="north", name="The North")
    election = enter_election(by="test", organisation=organisation, title="Executive 2026", invented=True)
    contest = enter_contest(
        by="test",
        election=election,
        title="Executive",
        vacancies=2,
        candidates=["Ann Ash", "Bob Birch", "Cleo Cedar", "Dan Dill"],
    )
    for number, name in enumerate(("Ann Ash", "Bob Birch"), start=1):
        member = Member.objects.create(
            organisation=organisation,
            number=str(number),
            name=name,
            email=f"{name.split()[0].lower()}@example.org",
            branch=north,
        )
        Candidate.objects.filter(contest=contest, name=name).update(member=member)
    return contest


@pytest.fixture
def programme(race: Contest) -> Programme:
    """Three points, written and not yet put to anybody."""
    programme = begin_programme(by="test", contest=race, title="Ten years of light", author="Tide Watch")
    write_points(by="test", programme=programme, points=POINTS)
    return programme


@pytest.fixture
def asked(programme: Programme, mailoutbox: list[object]) -> dict[str, Request]:
    """The requests by first name, the messages sent."""
    requests = put_to_candidates(by="test", programme=programme, site=SITE, now=NOW)
    send_waiting(NOW)
    return {each.candidate.name.split()[0]: each for each in requests}


@pytest.fixture
def second_officer(db: None) -> User:
    """Another returning officer."""
    return appoint_returning_officer(by="test", email="piet@example.org", name="Piet Wick")


@pytest.fixture
def second_officers_browser(second_officer: User) -> Client:
    """A browser in which the other returning officer is signed in."""
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(second_officer)
    return client
