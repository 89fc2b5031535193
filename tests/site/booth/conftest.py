"""Polls to vote in."""

from collections.abc import Callable

import pytest
from polls import BY, Vote, prepared

from hustings_site.booth import services

Prepare = Callable[..., Vote]


@pytest.fixture
def prepare(db: None) -> Prepare:
    """Prepare a booth with one poll; it is not open yet."""
    return prepared


@pytest.fixture
def vote(prepare: Prepare) -> Vote:
    """A ranking of three, five voters, one trustee; open."""
    made = prepare()
    services.open_booth(by=BY, booth=made.poll.booth)
    made.poll.refresh_from_db()
    return made
