"""How many to recommend: papers drawn as supposed, counted by our own rules."""

from fractions import Fraction

import pytest

from hustings.analysis.how_many import Group, Outlook, Shape, Supposed, outlooks, papers_drawn, seats_of
from hustings.ballots.paper import MarkKind
from hustings.count.errors import CountError
from hustings.rules import find_rule

BLOCK, STV = find_rule("block_vote"), find_rule("scotland_2011")
LOYAL, WAVERING = Fraction(1), Fraction(1, 2)


def two_groups(share: int, recommended: int, loyalty: Fraction = LOYAL, **settings: int) -> Supposed:
    return Supposed((Group(share, recommended), Group(100 - share, 3)), vacancies=3, loyalty=loyalty, **settings)


def test_block_vote_gives_all_to_the_larger_group_if_it_recommends_as_many_as_vacancies():
    assert seats_of(two_groups(51, 3), BLOCK, Shape.EVEN, "1") == 3
    assert seats_of(two_groups(49, 3), BLOCK, Shape.EVEN, "1") == 0


def test_stv_gives_each_group_its_quotas():
    """A quota is a quarter and one: 51 % hold two, 49 % one and nearly two."""
    assert seats_of(two_groups(51, 3), STV, Shape.EVEN, "1") == 2
    assert seats_of(two_groups(30, 3), STV, Shape.EVEN, "1") == 1


def test_who_recommends_one_gets_no_more_than_one():
    found = list(outlooks(two_groups(60, 3), [BLOCK, STV], draws=2, seed="s"))
    assert [each for each in found if each.recommended == 1] == [
        Outlook(rule, shape, 1, (1, 1)) for rule in ("block_vote", "scotland_2011") for shape in Shape
    ]
    assert [(each.rule, each.shape.value, each.recommended) for each in found] == [
        (rule, shape, m) for rule in ("block_vote", "scotland_2011") for shape in ("even", "uneven") for m in (1, 2, 3)
    ]


def test_same_seed_draws_the_same_papers_another_seed_others():
    drawn = [papers_drawn(two_groups(40, 3, WAVERING), MarkKind.RANKING, Shape.UNEVEN, s) for s in ("a", "a", "b")]
    assert drawn[0].digest() == drawn[1].digest() != drawn[2].digest()


def test_loyal_voters_rank_their_group_alone_and_whole():
    profile = papers_drawn(two_groups(40, 2), MarkKind.RANKING, Shape.EVEN, "1")
    assert profile.candidates == ("A1", "A2", "B1", "B2", "B3")
    assert {frozenset(paper.preferences) for paper in profile.plain} == {frozenset({0, 1}), frozenset({2, 3, 4})}
    assert sum(paper.papers for paper in profile.plain if paper.preferences[0] < 2) == 400


def test_voters_who_are_not_loyal_at_all_leave_after_the_first():
    profile = papers_drawn(two_groups(40, 2, Fraction(0)), MarkKind.RANKING, Shape.EVEN, "1")
    assert {(len(p.preferences), (p.preferences[0] < 2) != (p.preferences[1] < 2)) for p in profile.plain} == {
        (2, True)
    }


def test_marks_stay_with_the_group_by_loyalty_and_never_pass_the_vacancies():
    loyal = papers_drawn(two_groups(40, 2), MarkKind.APPROVAL, Shape.EVEN, "1")
    assert sorted((p.preferences, p.papers) for p in loyal.plain) == [((0, 1), 400), ((2, 3, 4), 600)]
    gone = papers_drawn(two_groups(40, 2, Fraction(0)), MarkKind.APPROVAL, Shape.EVEN, "1")
    assert {(p.preferences[0] < 2, p.preferences[-1] < 2) for p in gone.plain} == {(False, False), (True, True)}
    many = Supposed((Group(1, 5), Group(1, 5)), vacancies=2, loyalty=LOYAL)
    assert {len(p.preferences) for p in papers_drawn(many, MarkKind.APPROVAL, Shape.UNEVEN, "1").plain} == {2}


def test_first_preferences_fall_evenly_or_by_one_half_third():
    def firsts(shape: Shape) -> list[int]:
        profile = papers_drawn(two_groups(99, 3, voters=11_000), MarkKind.RANKING, shape, "1")
        return [sum(p.papers for p in profile.plain if p.preferences[0] == c) for c in range(3)]

    even, uneven = firsts(Shape.EVEN), firsts(Shape.UNEVEN)
    assert [round(votes, -3) for votes in even] == [4000, 4000, 4000]
    assert [round(votes, -3) for votes in uneven] == [6000, 3000, 2000]


def test_every_voter_has_a_paper_and_those_left_over_go_in_turn():
    profile = papers_drawn(two_groups(33, 1, voters=7), MarkKind.RANKING, Shape.EVEN, "1")
    assert (profile.papers, sum(p.papers for p in profile.plain if p.preferences[0] == 0)) == (7, 3)


def test_middle_draw_is_the_lower_of_two():
    assert Outlook("x", Shape.EVEN, 3, (1, 2, 3)).middle == 2
    assert Outlook("x", Shape.EVEN, 3, (1, 2, 3, 3)).middle == 2


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (lambda: two_groups(40, 1, Fraction(3, 2)), "a loyalty of 3/2"),
        (lambda: two_groups(40, 0), "say of each of at least two groups"),
        (lambda: Supposed((Group(1, 1),), 1, LOYAL), "say of each of at least two groups"),
        (lambda: two_groups(40, 1, voters=0), "3 vacancies, 0 voters"),
        (lambda: list(outlooks(two_groups(40, 1), [STV], 0, "1")), "0 draws"),
    ],
)
def test_what_cannot_be_supposed_is_refused(wrong, message):
    with pytest.raises(CountError, match=message):
        wrong()
