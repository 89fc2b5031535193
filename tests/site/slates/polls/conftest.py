"""Anchor and Buoy in alliance, with one supporter in both, on a contest of the Lanternmakers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from desks import at
from supporters import DATES, NOW, Group, group, keep_data_in

from hustings_site.elections.models import Contest
from hustings_site.elections.services import publish_lists
from hustings_site.slates.polls.models import SupportersPoll
from hustings_site.slates.polls.services import begin_poll, invite_body, publish_rules

ANCHOR = {f"a{n}": f"anchor{n}@example.org" for n in range(1, 6)} | {"a6": "both@example.org"}
BUOY = {f"b{n}": f"buoy{n}@example.org" for n in range(1, 4)} | {"b4": "Both@Example.org"}


@pytest.fixture
def story(tmp_path: Path, settings: object) -> Iterator[None]:
    """Told at a time of its own, its books and keys in a folder of its own."""
    keep_data_in(tmp_path, settings)
    with at(NOW):
        yield


@pytest.fixture
def anchor_list(story: None, contest: Contest) -> Group:
    """A body with six supporters."""
    return group("Anchor supporters", ANCHOR)


@pytest.fixture
def buoy_list(story: None, contest: Contest) -> Group:
    """A body with four, one of whom is Anchor's too."""
    return group("Buoy supporters", BUOY)


@pytest.fixture
def poll(anchor_list: Group, contest: Contest) -> SupportersPoll:
    """Anchor's poll by ranking, in preparation."""
    return begin_poll(
        by=anchor_list.officer.scope,
        host=anchor_list.organisation,
        title="Whom shall we recommend",
        marking="ranking",
        dates=DATES,
        contest=contest,
        weight=1,
    )


@pytest.fixture
def lists(contest: Contest) -> None:
    """Two published lists of the contest."""
    lists = {"Lamp": ["Cleo Cedar", "Ann Ash"], "Wick": ["Fay Fern", "Bob Birch", "Eve Elm"]}
    publish_lists(by="test", contest=contest, publisher="Tide Watch", source="https://example.org/", lists=lists)


@pytest.fixture
def allied(poll: SupportersPoll, anchor_list: Group, buoy_list: Group) -> SupportersPoll:
    """The same with Buoy, whose papers weigh twice; published and agreed to by both."""
    by = anchor_list.officer.scope
    invite_body(by=by, poll=poll, organisation=buoy_list.organisation, weight=2)
    poll = publish_rules(by=by, poll=poll)
    anchor_list.agree(poll)
    buoy_list.agree(poll)
    return poll
