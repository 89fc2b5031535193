"""A desk to work at."""

import pytest
from desks import Desk
from desks import desk as made


@pytest.fixture
def desk(db: None, settings: object) -> Desk:
    """Two officers, an election with its timetable, no contest yet."""
    settings.DEMONSTRATION = True  # type: ignore[attr-defined]
    return made()
