"""Changing role by a click, the Post Room, a clock that is put forward: never in production."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import NoReverseMatch, reverse

from hustings_site.pages.sections import EVERYWHERE

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["story", "roles", "become", "post_room", "advance", "close_and_count"])
def test_production_has_no_address_of_the_demonstration(visitor: Client, name: str) -> None:
    assert not settings.DEMONSTRATION
    with pytest.raises(NoReverseMatch):
        reverse(f"demonstration:{name}")
    assert visitor.get(f"/demonstration/{name.replace('_', '-')}/").status_code == 404


def test_production_has_no_bar(visitor: Client) -> None:
    assert EVERYWHERE.sections == []
    assert "demonstration" not in visitor.get("/").text.lower()
