import pytest

from hustings_site.elections.models import Contest
from hustings_site.elections.selectors import lists_of, slates_by_publisher
from hustings_site.elections.services import publish_lists

pytestmark = pytest.mark.django_db


def letters(contest: Contest, **lists: str) -> list[str]:
    names = {"alma": "Alma Ardent", "bela": "Bela Brook", "ida": "Ida Inch"}
    listed = {name: [names[who]] for who, name in lists.items()}
    publish_lists(by="test", contest=contest, publisher="P", source="s", lists=listed)
    return [slate.letter for slate in slates_by_publisher(lists_of(contest))["P"]]


def test_slate_is_marked_by_its_initial(contest: Contest) -> None:
    assert letters(contest, alma="Tide", bela="anchor", ida="Moor") == ["T", "A", "M"]


def test_slate_whose_initial_is_taken_has_the_first_free_letter(contest: Contest) -> None:
    assert letters(contest, alma="Anchor", bela="Ark", ida="Beacon") == ["A", "B", "C"]


def test_slate_whose_initial_is_no_latin_letter_has_the_first_free_one(contest: Contest) -> None:
    assert letters(contest, alma="燈", bela="9 lamps", ida="Ångström") == ["A", "B", "C"]
