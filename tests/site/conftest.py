"""The site on a real database, and people to use it. Nothing is replaced by a stand-in."""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "hustings_site.config.settings"
os.environ["HUSTINGS_SECRET_KEY"] = "a key for tests"
os.environ["HUSTINGS_DATA"] = tempfile.gettempdir()

import django

django.setup()

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import translation
from stands import tables, tables_on

from hustings_site.accounts.models import User
from hustings_site.accounts.services import appoint_returning_officer, open_account
from hustings_site.elections.models import Contest
from hustings_site.elections.services import enter_contest, enter_election
from hustings_site.results.enums import Unit
from hustings_site.results.models import Result
from hustings_site.results.services import publish_totals
from hustings_site.results.totals_file import read_totals
from hustings_site.results.turnout import Turnout
from hustings_site.roll.services import organisation_named

# The voter's page itself is built by Node and tested in a browser.
settings.BOOTH_TEMPLATE = Path(__file__).parent / "booth" / "template.html"
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # slow hashing is not what is tested
HOST = {"host": "127.0.0.1"}

THREE_STAND = "candidate,elected,list,Votes\nAlma Ardent,yes,Anchor,50\nBela Brook,,Beacon,30\nIda Inch,,,20\n"


if connection.vendor == "sqlite":

    @pytest.fixture(scope="session")
    def django_db_setup(django_test_environment: None, django_db_blocker: object) -> None:
        """A database in memory that begins as a copy of the one whose migrations are made."""
        with django_db_blocker.unblock(), closing(sqlite3.connect(tables())) as made:
            settings.DATABASES["default"]["NAME"] = "file:tests?mode=memory&cache=shared"
            connection.settings_dict["NAME"] = "file:tests?mode=memory&cache=shared"
            connection.ensure_connection()
            made.backup(connection.connection)

else:

    @pytest.fixture(scope="session")
    def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
        """The database of the tests begins as a copy of the one whose migrations are made."""
        connection.settings_dict["TEST"]["TEMPLATE"] = tables_on(os.environ["DATABASE_URL"])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The files that drive a browser come first: they are the longest, and nobody waits for the last of them alone."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Each test begins in English, whatever language the one before chose."""
    with translation.override("en"):
        yield


@pytest.fixture
def officer(db: None) -> User:
    """A returning officer of the whole installation."""
    return appoint_returning_officer(by="test", email="orla@example.org", name="Orla Wick")


@pytest.fixture
def member(db: None) -> User:
    """Somebody with an account and no office."""
    return open_account(by="test", email="mab@example.org", name="Mab Rush")


@pytest.fixture
def visitor(db: None) -> Client:
    """A browser in which nobody is signed in."""
    return Client(headers=HOST)


@pytest.fixture
def officers_browser(officer: User) -> Client:
    """A browser in which the returning officer is signed in."""
    client = Client(headers=HOST)
    client.force_login(officer)
    return client


@pytest.fixture
def contest(db: None) -> Contest:
    """One vacancy, three candidates."""
    election = enter_election(
        by="test", organisation=organisation_named(by="test", name="Lampwrights"), title="Branch election"
    )
    return enter_contest(
        by="test",
        election=election,
        title="Secretary",
        vacancies=1,
        candidates=["Alma Ardent", "Bela Brook", "Ida Inch"],
    )


@pytest.fixture
def result(contest: Contest) -> Result:
    """Totals of that contest, counted elsewhere, published."""
    return publish_totals(
        by="test",
        contest=contest,
        table=read_totals(THREE_STAND),
        unit=Unit.VOTES,
        method="Plurality",
        source="The Lampwrights' Gazette",
        turnout=Turnout(electorate=200, valid=100, invalid=4, blank=1),
    )
