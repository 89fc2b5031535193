"""How many to recommend, worked out on a page that is the same for every group."""

from fractions import Fraction
from html import unescape

import pytest
from django.test import Client

from hustings.analysis.how_many import NOT_KNOWN, Group, Shape, Supposed, outlooks
from hustings.rules import find_rule
from hustings_site.slates.how_many import tried

ASKED = {"share": 50, "loyalty": 75, "vacancies": 3, "others": 3, "rule": "scotland_2011"}


def test_page_says_what_the_library_counts() -> None:
    outcome = tried(**ASKED)
    assert outcome.columns == (
        ("block_vote", Shape.EVEN),
        ("block_vote", Shape.UNEVEN),
        ("scotland_2011", Shape.EVEN),
        ("scotland_2011", Shape.UNEVEN),
    )
    supposed = Supposed((Group(50, 1), Group(50, 3)), 3, Fraction(3, 4), 200)
    found = [each.middle for each in outlooks(supposed, [find_rule("scotland_2011")], 3, "1")]
    assert [line.seats[2] for line in outcome.lines] + [line.seats[3] for line in outcome.lines] == found


@pytest.mark.django_db
def test_address_holds_what_is_supposed_and_what_cannot_be_known_is_said(client: Client) -> None:
    said = client.get("/slates/how-many/", ASKED).content.decode()
    assert "Seats won" in said
    assert [sentence in unescape(said) for sentence in NOT_KNOWN] == [True] * 3
    assert "Seats won" not in client.get("/slates/how-many/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", [{"share": 100}, {"vacancies": 13}, {"rule": "irv"}, {"loyalty": "many"}])
def test_what_cannot_be_supposed_is_refused_at_its_field(client: Client, wrong: dict[str, object]) -> None:
    page = client.get("/slates/how-many/", ASKED | wrong)
    assert list(page.context["form"].errors) == list(wrong)
