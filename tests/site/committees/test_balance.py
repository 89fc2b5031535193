"""Claims on the balance: each with its author, side by side, corrected in public, never merged."""

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from committee_stand import ENTERED, happened, seat_of, took
from django.core.exceptions import ValidationError
from django.test import Client

from hustings.analysis.balance import Side
from hustings_site.committees.enums import Confidence, Counted, DecisionKind, Filling, Happening, Option
from hustings_site.committees.models import Body, Claim, Committee
from hustings_site.committees.selectors.balance import balances, claims_on, what_could_change
from hustings_site.committees.selectors.seats import sitting
from hustings_site.committees.services.balance import Line, enter_claim, enter_opening, reply_to_claim
from hustings_site.committees.services.meetings import arrange_meeting, decide
from hustings_site.committees.services.seats import SeatIs, make_seat

JUNE = date(2026, 6, 1)
MARCH = date(2026, 3, 1)
LATER = datetime(2026, 9, 1, 12, tzinfo=UTC)


def person(committee: Committee, name: str) -> object:
    return committee.organisation.people.get(name=name)


@pytest.fixture
def tide_watch(committee: Committee) -> Claim:
    """Ada and Bo with Anchor, Cy with Beacon, whom the Wickmakers send with Beacon; of the last seat nothing."""
    wicks = Body.objects.get(name="Wickmakers' Society")
    names = {name: person(committee, name) for name in ("Ada", "Bo", "Cy")}
    return enter_claim(
        by="test",
        committee=committee,
        author="Tide Watch",
        said_on=date(2026, 2, 1),
        source="issue 41",
        sides=["Anchor", "Beacon"],
        lines=[
            Line(names["Ada"], "Anchor", Confidence.CERTAIN),
            Line(names["Bo"], "Anchor"),
            Line(names["Cy"], "Beacon", Confidence.UNSURE, "voted with both"),
            Line(wicks, "Beacon"),
        ],
        now=ENTERED,
    )


def test_claim_adds_up_by_person_and_by_whoever_appoints(committee: Committee, tide_watch: Claim) -> None:
    (shown,) = balances(sitting(committee, JUNE))
    assert shown.balance.sides == (Side("Anchor", 2, 2, 1), Side("Beacon", 2, 2, 1))
    assert (shown.balance.votes, shown.balance.majority, shown.balance.unknown) == (5, 3, 1)
    assert shown.single.shapley == shown.rows[0].power.shapley == Fraction(1, 3)
    assert shown.coalitions == (("Anchor", "Beacon"),)


def test_claim_before_it_was_made_says_nothing(committee: Committee, tide_watch: Claim) -> None:
    assert balances(sitting(committee, date(2026, 1, 31))) == []


def test_line_on_a_person_does_not_pass_to_the_successor(committee: Committee, tide_watch: Claim) -> None:
    seat = seat_of(committee, "Bo")
    happened(seat, Happening.RESIGNED, date(2026, 5, 1))
    took(seat, "Dot", on=date(2026, 5, 2))
    (shown,) = balances(sitting(committee, JUNE))
    assert (shown.balance.sides[0], shown.balance.unknown) == (Side("Anchor", 1, 1, 2), 2)


def test_cohesion_from_recorded_votes_stands_beside_every_claim(
    committee: Committee, tide_watch: Claim, visitor: Client
) -> None:
    """Ada and Bo, whom one claim counts together, vote as one in one of two divisions; by another claim all three."""
    enter_claim(
        by="test",
        committee=committee,
        author="Lamp Post",
        said_on=MARCH,
        source="blog",
        sides=["All"],
        lines=[Line(committee.sections.get(name="Members"), "All")],
    )
    meeting = arrange_meeting(by="test", committee=committee, title="May", on=date(2026, 5, 1))
    of = {"by": "test", "meeting": meeting, "kind": DecisionKind.DIVISION, "carried": True, "source": "Minutes"}
    for title, bo in (("Oil", Option.FOR), ("Wick", Option.AGAINST)):
        options = {"Ada": Option.FOR, "Bo": bo, "Cy": Option.AGAINST}
        decide(**of, title=title, votes={person(committee, name): option for name, option in options.items()})
    first, second = balances(sitting(committee, JUNE))
    assert [(row.name, row.cohesion.with_majority) for row in first.rows] == [
        ("Anchor", Fraction(3, 4)),
        ("Beacon", Fraction(1)),
    ]
    assert [row.cohesion.with_majority for row in second.rows] == [Fraction(4, 6)]
    page = visitor.get(f"/committees/{committee.slug}/?on=2026-06-01").content.decode()
    assert [page.count(figure) for figure in ("75.0", "66.7")] == [1, 1]


def test_second_author_stands_beside_the_first_with_a_swing_and_a_reply(
    committee: Committee, tide_watch: Claim, visitor: Client
) -> None:
    lamp_post = enter_claim(
        by="test",
        committee=committee,
        author="Lamp Post",
        said_on=date(2026, 3, 1),
        source="blog",
        sides=["Anchor", "Beacon"],
        lines=[Line(person(committee, "Cy"), Counted.SWING), Line(committee.sections.get(name="Trades"), "Anchor")],
    )
    reply_to_claim(
        by="test", claim=lamp_post, author="Cy", said_on=date(2026, 3, 2), text="I swing for nobody.", source="letter"
    )
    first, second = balances(sitting(committee, JUNE))
    assert (first.claim.author, second.claim.author) == ("Tide Watch", "Lamp Post")
    assert second.balance.sides == (Side("Anchor", 2, 2, 1), Side("Beacon", 0, 0, 3))
    assert (second.balance.swing, second.balance.unknown) == (1, 2)
    page = visitor.get(f"/committees/{committee.slug}/?on=2026-06-01").content.decode()
    assert page.index("Tide Watch") < page.index("Lamp Post")
    assert "I swing for nobody." in page
    assert "none is this site’s" in page


def test_newest_claim_of_an_author_speaks_for_them(committee: Committee, tide_watch: Claim) -> None:
    enter_claim(
        by="test",
        committee=committee,
        author="Tide Watch",
        said_on=date(2026, 4, 1),
        source="issue 43",
        sides=["Anchor"],
        figures={"Anchor": 3},
    )
    (shown,) = balances(sitting(committee, JUNE))
    assert (shown.balance, shown.readings.over) == (None, -2)
    (earlier,) = balances(sitting(committee, date(2026, 3, 31)))
    assert earlier.claim == tide_watch


def test_corrected_claim_is_still_what_was_known_before(committee: Committee, tide_watch: Claim) -> None:
    fields = {"by": "test", "committee": committee, "author": "Tide Watch", "said_on": JUNE}
    corrected = enter_claim(
        **fields, source="issue 42", sides=["Beacon"], figures={"Beacon": 3}, corrects=tide_watch, reason="misprint",
        now=LATER,
    )  # fmt: skip
    assert [each.claim for each in balances(sitting(committee, JUNE))] == [corrected]
    assert claims_on(committee, date(2026, 5, 31)) == []
    known = datetime(2026, 8, 1, tzinfo=UTC)
    assert [each.claim for each in balances(sitting(committee, JUNE, known))] == [tide_watch]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"sides": ["A"]}, "A claim gives totals, or says who is counted where."),
        ({"sides": ["A"], "figures": {"B": 1}}, "B is not among the sides"),
    ],
)
def test_claim_that_says_nothing_or_of_no_side_is_refused(
    committee: Committee, more: dict[str, object], said: str
) -> None:
    with pytest.raises(ValidationError, match=said):
        enter_claim(by="test", committee=committee, author="x", said_on=JUNE, source="x", **more)


# What an election could change ---------------------------------------------------------------------------------------


def test_every_outcome_of_two_new_seats_under_a_claim(committee: Committee, tide_watch: Claim) -> None:
    opening = enter_opening(
        by="test", committee=committee, title="Two more", day=JUNE, seats=2, sides=["Anchor", "Beacon"], source="Rule 8"
    )
    shown = what_could_change(opening, sitting(committee, JUNE))
    assert shown.table == 7
    assert [(row.won, row.under[0].seats, row.under[0].holder) for row in shown.rows] == [
        ((2, 0), (("Anchor", 4), ("Beacon", 2)), "Anchor"),
        ((1, 1), (("Anchor", 3), ("Beacon", 3)), None),
        ((0, 2), (("Anchor", 2), ("Beacon", 4)), "Beacon"),
    ]
    assert {(each.total, each.majority) for row in shown.rows for each in row.under} == {(7, 4)}


def test_side_that_stands_for_fewer_seats_wins_no_more(
    committee: Committee, tide_watch: Claim, officers_browser: Client, visitor: Client
) -> None:
    path = f"/desk/committees/{committee.slug}/opening/"
    page = officers_browser.get(path).content.decode()
    slip = {name: page.split(f'name="{name}" value="')[1].split('"')[0] for name in ("slip_key", "slip_seen")}
    fields = {"title": "Three more", "day": "2026-06-01", "seats": 3, "source": "Rule 8"}
    few = officers_browser.post(path, {**slip, **fields, "sides": "Anchor = 1, Beacon = 1"}).content.decode()
    assert "name whoever else could win" in few
    officers_browser.post(path, {**slip, **fields, "sides": "Anchor = 1, Beacon"})
    opening = committee.openings.get()
    assert [row.won for row in what_could_change(opening, sitting(committee, JUNE)).rows] == [(1, 2), (0, 3)]
    page = visitor.get(f"/committees/{committee.slug}/could-change/{opening.pk}/").content.decode()
    assert "Anchor stands for 1 seat only." in page
    assert "There are 2." in page


def test_no_outcome_is_left_out_of_an_opening_with_many(committee: Committee, tide_watch: Claim) -> None:
    sides = ["Anchor", "Beacon", "Current", "Dune", "Ember"]
    opening = enter_opening(
        by="test", committee=committee, title="Nine", day=JUNE, seats=9, sides=sides, source="Rule 8"
    )
    shown = sitting(committee, JUNE)
    pages = [[row.won for row in what_could_change(opening, shown, number).rows] for number in range(1, 9)]
    found = [won for page in pages for won in page]
    assert (len(found), len(set(found)), {sum(won) for won in found}) == (715, 715, {9})


def test_seats_that_are_up_are_taken_from_their_holders_first(committee: Committee, tide_watch: Claim) -> None:
    opening = enter_opening(
        by="test",
        committee=committee,
        title="One seat",
        day=JUNE,
        seats=1,
        sides=["Anchor", "Beacon"],
        source="Rule 8",
        up=[seat_of(committee, "Ada")],
    )
    rows = what_could_change(opening, sitting(committee, JUNE)).rows
    assert [row.under[0].seats for row in rows] == [(("Anchor", 2), ("Beacon", 2)), (("Anchor", 1), ("Beacon", 3))]


def test_outcome_under_totals_only_is_not_guessed_where_seats_are_up(committee: Committee) -> None:
    enter_claim(
        by="test", committee=committee, author="x", said_on=MARCH, source="x", sides=["Anchor"], figures={"Anchor": 3}
    )
    opening = enter_opening(
        by="test",
        committee=committee,
        title="One seat",
        day=JUNE,
        seats=1,
        sides=["Anchor"],
        source="x",
        up=[seat_of(committee, "Ada")],
    )
    (row,) = what_could_change(opening, sitting(committee, JUNE)).rows
    assert row.under == (None,)


def test_page_of_an_opening_lists_every_outcome(committee: Committee, tide_watch: Claim, visitor: Client) -> None:
    opening = enter_opening(
        by="test", committee=committee, title="Two more", day=JUNE, seats=2, sides=["Anchor", "Beacon"], source="Rule 8"
    )
    page = visitor.get(f"/committees/{committee.slug}/could-change/{opening.pk}/").content.decode()
    assert page.count('<th scope="row" class="number">') == 3
    assert "Anchor has it" in page


def test_hemicycle_tells_vacant_and_suspended_by_shape_and_in_words(
    committee: Committee, tide_watch: Claim, visitor: Client
) -> None:
    happened(seat_of(committee, "Ada"), Happening.SUSPENDED, date(2026, 5, 1))
    happened(seat_of(committee, "Cy"), Happening.DIED, date(2026, 5, 1))
    page = visitor.get(f"/committees/{committee.slug}/?on=2026-06-01").content.decode()
    chart = page.split("<svg")[1].split("</svg>")[0]
    assert "without a vote, drawn square: 1; vacant, drawn as an empty square: 1." in chart
    assert chart.count("stroke-dasharray") == 1
    assert chart.count("<circle") == 3
    assert "Nobody has a majority by themselves: 2 of 3 votes are needed" in chart


def test_steps_through_the_history_are_links(committee: Committee, visitor: Client) -> None:
    happened(seat_of(committee, "Ada"), Happening.RESIGNED, date(2026, 5, 1))
    page = visitor.get(f"/committees/{committee.slug}/?on=2026-03-01").content.decode()
    assert 'rel="prev" href="?on=2026-01-01"' in page
    assert 'rel="next" href="?on=2026-05-01"' in page


def test_claims_of_any_number_take_the_same_queries(
    committee: Committee, tide_watch: Claim, visitor: Client, django_assert_num_queries: object
) -> None:
    path = f"/committees/{committee.slug}/?on=2026-06-01"
    for number in range(2):
        with django_assert_num_queries(15):
            visitor.get(path)
        enter_claim(
            by="test",
            committee=committee,
            author=f"Author {number}",
            said_on=MARCH,
            source="x",
            sides=["Anchor"],
            lines=[Line(person(committee, "Ada"), "Anchor"), Line(committee.sections.get(name="Trades"), "Anchor")],
        )


def test_seat_made_later_is_of_no_side(committee: Committee, tide_watch: Claim) -> None:
    section = committee.sections.get(name="Members")
    make_seat(by="test", section=section, terms=SeatIs(exists_from=JUNE, filling=Filling.MEMBERS, source="x"))
    (shown,) = balances(sitting(committee, JUNE))
    assert (shown.balance.seats, shown.balance.unknown) == (6, 2)
