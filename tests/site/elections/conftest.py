"""A desk to work at; the Lampwrights, and who runs their election."""

import pytest
from desks import Desk
from desks import desk as made
from lampwrights import Union, lampwrights

from hustings_site.accounts.enums import Office
from hustings_site.accounts.models import User
from hustings_site.accounts.services import give_office, open_account


@pytest.fixture
def desk(db: None, settings: object) -> Desk:
    """Two officers, an election with its timetable, no contest yet."""
    settings.DEMONSTRATION = True  # type: ignore[attr-defined]
    return made()


@pytest.fixture
def union(db: None) -> Union:
    """A union with branches and members, and a contest for which nominations are open."""
    return lampwrights()


@pytest.fixture
def officers(union: Union) -> tuple[User, User]:
    """The returning officer and the deputy of the union's election."""
    people = []
    for name, office in (("Orla Wick", Office.RETURNING_OFFICER), ("Dan Dip", Office.DEPUTY)):
        user = open_account(by="test", email=f"{name.split()[0].lower()}@office.example.org", name=name)
        give_office(by="test", user=user, office=office, scope=union.election.scope)
        people.append(user)
    return people[0], people[1]
