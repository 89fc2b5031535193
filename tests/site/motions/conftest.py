"""A union of eight branches."""

import pytest
from motions_stand import branches

from hustings_site.roll.models import Branch, Organisation
from hustings_site.roll.services import organisation_named


@pytest.fixture(autouse=True)
def demonstration(settings: object) -> None:
    """The clock can be set."""
    settings.DEMONSTRATION = True  # type: ignore[attr-defined]


@pytest.fixture
def union(db: None) -> Organisation:
    return organisation_named(by="test", name="Lanternmakers", invented=True)


@pytest.fixture
def eight(union: Organisation) -> list[Branch]:
    return branches(union)
