"""Two bodies of one organisation, in its election of an executive."""

import pytest

from hustings_site.accounts.models import User
from hustings_site.accounts.services import open_account
from hustings_site.elections.models import Contest, Election
from hustings_site.elections.services import enter_contest, enter_election
from hustings_site.roll.models import Organisation
from hustings_site.roll.services import organisation_named
from hustings_site.slates.models import Body
from hustings_site.slates.services.bodies import open_body

NAMES = ["Ann Ash", "Bob Birch", "Cleo Cedar", "Dan Dill", "Eve Elm", "Fay Fern"]


@pytest.fixture
def organisation(db: None) -> Organisation:
    """The organisation whose elections these are."""
    return organisation_named(by="test", name="Lanternmakers", invented=True)


@pytest.fixture
def election(organisation: Organisation) -> Election:
    """Its election, held elsewhere so that its candidates are known at once."""
    return enter_election(by="test", organisation=organisation, title="Executive 2026", invented=True)


@pytest.fixture
def contest(election: Election) -> Contest:
    """Six stand for three vacancies."""
    return enter_contest(by="test", election=election, title="Executive", vacancies=3, candidates=NAMES)


@pytest.fixture
def una(db: None) -> User:
    """Edits the pages of Anchor."""
    return open_account(by="test", email="una@example.org", name="Una Sedge")


@pytest.fixture
def vic(db: None) -> User:
    """Edits the pages of Harbour."""
    return open_account(by="test", email="vic@example.org", name="Vic Wick")


@pytest.fixture
def anchor(organisation: Organisation, una: User) -> Body:
    """A national group."""
    return open_body(by="test", organisation=organisation, name="Anchor", kind="national", editors=[una])


@pytest.fixture
def harbour(organisation: Organisation, vic: User) -> Body:
    """A local group."""
    return open_body(by="test", organisation=organisation, name="Harbour", kind="local", editors=[vic])
