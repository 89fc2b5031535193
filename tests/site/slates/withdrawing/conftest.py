"""Anchor recommended Ann Ash, who was elected; its supporters are on a list with an officer of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from desks import at, changed
from endorsed import DATES, HOUR, SITE, SUPPORTERS
from supporters import NOW, Group, group, keep_data_in

from hustings_site.accounts.models import User
from hustings_site.accounts.services import open_account
from hustings_site.elections.enums import Standing
from hustings_site.elections.models import Candidate, Contest
from hustings_site.slates.enums import Kind
from hustings_site.slates.models import Body, Recommendation
from hustings_site.slates.services.bodies import link_supporters
from hustings_site.slates.services.recommending import Named, recommend
from hustings_site.slates.withdrawing import concerned
from hustings_site.slates.withdrawing.models import EndorsementVote
from hustings_site.slates.withdrawing.services import publish_question, put_question


@pytest.fixture
def story(tmp_path: Path, settings: object) -> Iterator[None]:
    """Told at a time of its own, its books and keys in a folder of its own."""
    keep_data_in(tmp_path, settings)
    with at(NOW):
        yield


@pytest.fixture
def ann(contest: Contest) -> Candidate:
    """Who was elected."""
    candidate = contest.candidates.get(name="Ann Ash")
    changed(candidate, Standing.ELECTED, NOW)
    return candidate


@pytest.fixture
def anns_account(ann: Candidate, monkeypatch: pytest.MonkeyPatch) -> User:
    """With which Ann signs in; a room above knows it, as `concerned.register` lets it say."""
    user = open_account(by="test", email="ann@example.org", name="Ann Ash")
    monkeypatch.setattr(concerned, "_ACCOUNTS", [lambda candidate: [user] if candidate == ann else []])
    return user


@pytest.fixture
def supporters(story: None, contest: Contest) -> Group:
    """Five people on Anchor's own list."""
    return group("Anchor supporters", SUPPORTERS)


@pytest.fixture
def recommendation(story: None, anchor: Body, contest: Contest, ann: Candidate, supporters: Group) -> Recommendation:
    """Anchor recommends Ann Ash and Bob Birch."""
    changed(ann, Standing.VALIDATED, NOW)
    made = recommend(
        by="test",
        body=anchor,
        contest=contest,
        kind=Kind.ALL_OF_THESE,
        how="A meeting of forty.",
        why="They answered.",
        named=Named(candidates=[ann, contest.candidates.get(name="Bob Birch")]),
    )
    changed(ann, Standing.ELECTED, NOW)
    link_supporters(by="test", body=anchor, supporters=supporters.organisation)
    made.body.refresh_from_db()
    return made


@pytest.fixture
def vote(recommendation: Recommendation, ann: Candidate) -> EndorsementVote:
    """The question, in preparation: a simple majority, half of those entitled, no days of notice."""
    return put_question(
        by="test",
        recommendation=recommendation,
        candidate=ann,
        why="She voted against the pool of spare wicks.",
        reply_by=NOW + HOUR / 2,
        dates=DATES,
        quorum_percent=50,
        notice_days=0,
    )


@pytest.fixture
def published(vote: EndorsementVote, anns_account: User) -> EndorsementVote:
    """The same, in public."""
    return publish_question(by="test", vote=vote, site=SITE)
