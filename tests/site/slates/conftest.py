"""Two bodies of one organisation, in its election of an executive."""

from datetime import date

import pytest
from recommended import SAID, stand

from hustings_site.accounts.models import User
from hustings_site.accounts.services import open_account
from hustings_site.elections.models import Contest, Election
from hustings_site.elections.services import enter_contest, enter_election
from hustings_site.roll.models import Organisation
from hustings_site.roll.services import organisation_named
from hustings_site.slates.models import Body, Slate
from hustings_site.slates.services.bodies import open_body
from hustings_site.slates.services.making import answer_question, begin_slate, open_slate, plan_step
from hustings_site.slates.services.recommending import Named, give_word_as_substitute, recommend

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


@pytest.fixture
def slate(anchor: Body, contest: Contest) -> Slate:
    """Open, with a plan, one answer, and a recommendation with a pool."""
    contest.rule = "scotland_2011"
    contest.save()
    slate = begin_slate(by="test", election=contest.election, body=anchor, name="Anchor 2026", made="delegates")
    open_slate(by="test", slate=slate)
    answer_question(by="test", slate=slate, question="decided", text="Delegates of two bodies.")
    plan_step(by="test", slate=slate, what="Call on all candidates", due=date(2026, 1, 5))
    named = Named(candidates=stand(contest, "Bob", "Ann"), pool=stand(contest, "Dan"))
    made = recommend(
        body=anchor, slate=slate, contest=contest, kind="this_order", named=named, promised="A hall.", **SAID
    )
    give_word_as_substitute(by="test", recommendation=made, candidate=named.pool[0], agrees=True, source="Letter")
    return slate
