"""Recommendations of every kind, and substitutes who step in and step back by rule."""

from datetime import date

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from hustings_site.campaign.services.post import send_waiting
from hustings_site.elections.candidates.standing import change_standing
from hustings_site.elections.enums import Printed, Standing
from hustings_site.elections.models import Candidate, Contest, PublishedList
from hustings_site.roll.models import Branch, Member
from hustings_site.roll.services import enter_branch, organisation_named
from hustings_site.slates.enums import Kind
from hustings_site.slates.models import Body, Notice, Recommendation
from hustings_site.slates.notices import tell_supporters
from hustings_site.slates.selectors.recommending import now_recommended, recommendations_in_force
from hustings_site.slates.services.bodies import link_supporters
from hustings_site.slates.services.making import begin_slate
from hustings_site.slates.services.recommending import (
    Named,
    give_word_as_substitute,
    recommend,
    switch_orders_by_region,
)

SAID = {"by": "test", "how": "A meeting of forty.", "why": "They answered."}


def stand(contest: Contest, *initials: str) -> list[Candidate]:
    """Candidates by the beginning of their names, in the order asked for."""
    return [contest.candidates.get(name__startswith=each) for each in initials]


def names(recommendation: Recommendation, region: Branch | None = None) -> list[str]:
    return [each.candidate.name.split()[0] for each in now_recommended(recommendation, region)]


def becomes(candidate: Candidate, *standings: Standing) -> None:
    for standing in standings:
        change_standing(by="test", candidate=candidate, standing=standing, source="The council")


def on_lists(contest: Contest) -> dict[tuple[str, str], list[str]]:
    return {
        (each.publisher, each.name): [place.candidate.name.split()[0] for place in each.places.all()]
        for each in PublishedList.objects.filter(contest=contest)
    }


NAMES_ONE_OR_MORE = {
    Kind.ALL_OF_THESE: ("Ann", "Cleo"),
    Kind.ONLY_THESE: ("Ann", "Cleo"),
    Kind.THIS_ORDER: ("Cleo", "Ann"),
    Kind.ANY_ORDER: ("Ann", "Cleo"),
    Kind.FIRST_ONLY: ("Ann",),
    Kind.RANK_ALL: (),
    Kind.NOBODY: (),
}


@pytest.mark.parametrize("kind", NAMES_ONE_OR_MORE)
def test_kind_is_data(anchor: Body, contest: Contest, kind: Kind) -> None:
    named = Named(candidates=stand(contest, *NAMES_ONE_OR_MORE[kind]))
    recommendation = recommend(body=anchor, contest=contest, kind=kind, named=named, **SAID)
    assert names(recommendation) == list(NAMES_ONE_OR_MORE[kind])
    assert list(recommendations_in_force(contest)) == [recommendation]


def test_order_by_region_is_off_until_it_is_switched_on_in_public(anchor: Body, contest: Contest) -> None:
    north, south = (
        enter_branch(by="test", organisation=anchor.organisation, code=code, name=code.title(), kind="region")
        for code in ("north", "south")
    )
    village = enter_branch(by="test", organisation=anchor.organisation, code="wick", name="Wick", parent=south)
    regions = {north: stand(contest, "Ann", "Bob"), south: stand(contest, "Bob", "Ann")}
    with pytest.raises(ValidationError, match="switch that on first"):
        recommend(body=anchor, contest=contest, kind="by_region", named=Named(regions=regions), **SAID)
    switch_orders_by_region(by="test", body=anchor, on=True)
    made = recommend(body=anchor, contest=contest, kind="by_region", named=Named(regions=regions), **SAID)
    assert [names(made, where) for where in (north, village, None)] == [["Ann", "Bob"], ["Bob", "Ann"], ["Ann", "Bob"]]
    uneven = {north: stand(contest, "Ann", "Bob"), south: stand(contest, "Ann", "Dan")}
    with pytest.raises(ValidationError, match="ranks the same candidates"):
        recommend(body=anchor, contest=contest, kind="by_region", named=Named(regions=uneven), **SAID)


@pytest.mark.parametrize(
    ("kind", "rule", "given", "pool", "wrong"),
    [
        ("rank_all", "", ("Ann",), (), "names nobody"),
        ("first_only", "", ("Ann", "Bob"), (), "name one"),
        ("any_order", "", (), (), "at least one"),
        ("any_order", "", ("Ann", "Ann"), (), "named twice"),
        ("any_order", "", ("Ann",), ("Ann",), "named twice"),
        ("this_order", "block_vote", ("Ann",), (), "rank nobody"),
        ("all_of_these", "block_vote", ("Ann", "Bob", "Cleo", "Dan"), (), "room for 3 marks"),
    ],
)
def test_recommendation_that_nobody_could_follow_is_refused(
    anchor: Body, contest: Contest, kind: str, rule: str, given: tuple[str], pool: tuple[str], wrong: str
) -> None:
    contest.rule = rule
    named = Named(candidates=stand(contest, *given), pool=stand(contest, *pool))
    with pytest.raises(ValidationError, match=wrong):
        recommend(body=anchor, contest=contest, kind=kind, named=named, **SAID)


def test_somebody_who_has_withdrawn_is_not_recommended(anchor: Body, contest: Contest) -> None:
    (ann,) = stand(contest, "Ann")
    becomes(ann, Standing.WITHDRAWN)
    with pytest.raises(ValidationError, match="Ann Ash does not stand here"):
        recommend(body=anchor, contest=contest, kind="any_order", named=Named(candidates=stand(contest, "Ann")), **SAID)


def test_interim_recommendation_says_on_what_it_rests_and_gives_way(anchor: Body, contest: Contest) -> None:
    named = Named(candidates=stand(contest, "Ann"))
    with pytest.raises(ValidationError, match="on what it rests"):
        recommend(body=anchor, contest=contest, kind="any_order", named=named, interim_from=date(2026, 1, 5), **SAID)
    interim = {"interim_from": date(2025, 11, 9), "rests_on": "The poll of last November."}
    first = recommend(body=anchor, contest=contest, kind="any_order", named=named, **interim, **SAID)
    second = recommend(body=anchor, contest=contest, kind="this_order", named=named, **SAID)
    assert (first.interim, first.rests_on_date, second.interim) == (True, date(2025, 11, 9), False)
    assert list(recommendations_in_force(contest)) == [second]
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Recommendation.objects.filter(pk=first.pk).update(why="Otherwise.")


def test_recommendation_fills_the_published_lists(anchor: Body, harbour: Body, contest: Contest) -> None:
    slate = begin_slate(by="test", election=contest.election, body=anchor, name="Anchor 2026", made="polled")
    together = "what the groups recommend themselves"
    given = {"contest": contest, "kind": "this_order", **SAID}
    recommend(body=anchor, slate=slate, named=Named(candidates=stand(contest, "Bob", "Ann")), **given)
    recommend(body=harbour, named=Named(candidates=stand(contest, "Cleo")), **given)
    assert on_lists(contest) == {(together, "Anchor 2026"): ["Bob", "Ann"], (together, "Harbour"): ["Cleo"]}
    recommend(body=harbour, named=Named(candidates=stand(contest, "Cleo", "Ann")), **given)
    assert on_lists(contest)["Harbour", "Harbour"] == ["Cleo", "Ann"]
    recommend(body=harbour, contest=contest, kind="nobody", **SAID)
    assert on_lists(contest) == {(together, "Anchor 2026"): ["Bob", "Ann"]}


def test_recommendation_is_no_registration_on_the_ballot_paper(anchor: Body, contest: Contest) -> None:
    contest.printed = Printed.LIST
    contest.save()
    recommend(body=anchor, contest=contest, kind="any_order", named=Named(candidates=stand(contest, "Ann")), **SAID)
    assert on_lists(contest) == {}


# Substitutes --------------------------------------------------------------------------------------------------------


@pytest.fixture
def with_pool(anchor: Body, contest: Contest) -> Recommendation:
    """Ann, Bob, Cleo in this order; Dan, then Eve are the pool, and both agree."""
    named = Named(candidates=stand(contest, "Ann", "Bob", "Cleo"), pool=stand(contest, "Dan", "Eve"))
    made = recommend(body=anchor, contest=contest, kind="this_order", named=named, **SAID)
    for candidate in named.pool:
        give_word_as_substitute(by="test", recommendation=made, candidate=candidate, agrees=True, source="Letter")
    return made


def test_substitute_steps_in_and_back_by_rule(with_pool: Recommendation, contest: Contest) -> None:
    (bob,) = stand(contest, "Bob")
    becomes(bob, Standing.SUSPENDED)
    assert names(with_pool) == ["Ann", "Dan", "Cleo"]
    assert next(iter(on_lists(contest).values())) == ["Ann", "Dan", "Cleo"]
    becomes(bob, Standing.REINSTATED, Standing.VALIDATED)
    assert names(with_pool) == ["Ann", "Bob", "Cleo"]
    (substitution,) = with_pool.substitutions.all()
    assert (substitution.substitute.name, substitution.ended_why) == ("Dan Dill", "Bob Birch stands again.")
    assert [notice.text for notice in Notice.objects.order_by("pk")][1:] == [
        "Bob Birch: suspended. Dan Dill, next in the pool of substitutes, is recommended in this place.",
        "Bob Birch stands again. Dan Dill goes back to the pool of substitutes, by the rule published with it.",
    ]


def test_pool_is_taken_in_its_order_and_who_has_not_agreed_is_passed_over(
    with_pool: Recommendation, contest: Contest
) -> None:
    ann, bob, dan = stand(contest, "Ann", "Bob", "Dan")
    give_word_as_substitute(by="test", recommendation=with_pool, candidate=dan, agrees=False, source="Letter")
    becomes(ann, Standing.WITHDRAWN)
    assert names(with_pool) == ["Eve", "Bob", "Cleo"]
    becomes(bob, Standing.WITHDRAWN)
    assert names(with_pool) == ["Eve", "Cleo"]
    told = Notice.objects.count()
    becomes(stand(contest, "Fay")[0], Standing.WITHDRAWN)
    assert Notice.objects.count() == told
    give_word_as_substitute(by="test", recommendation=with_pool, candidate=dan, agrees=True, source="Telephone")
    assert names(with_pool) == ["Eve", "Dan", "Cleo"]


def test_substitute_who_goes_is_followed_by_the_next(with_pool: Recommendation, contest: Contest) -> None:
    ann, dan = stand(contest, "Ann", "Dan")
    becomes(ann, Standing.SUSPENDED)
    becomes(dan, Standing.WITHDRAWN)
    assert names(with_pool) == ["Eve", "Bob", "Cleo"]
    assert [s.ended_why for s in with_pool.substitutions.all()] == ["Dan Dill no longer stands.", ""]


def test_newer_recommendation_ends_the_substitutions_of_the_one_before(
    with_pool: Recommendation, anchor: Body, contest: Contest
) -> None:
    becomes(stand(contest, "Ann")[0], Standing.SUSPENDED)
    recommend(body=anchor, contest=contest, kind="this_order", named=Named(candidates=stand(contest, "Bob")), **SAID)
    assert [s.ended_why for s in with_pool.substitutions.all()] == ["A newer recommendation was published."]


def test_who_is_not_in_the_pool_is_asked_for_no_word(with_pool: Recommendation, contest: Contest) -> None:
    with pytest.raises(ValidationError, match="Fay Fern is not in the pool"):
        give_word_as_substitute(
            by="test", recommendation=with_pool, candidate=stand(contest, "Fay")[0], agrees=True, source="Letter"
        )


def test_supporters_are_written_to_one_by_one(with_pool: Recommendation, anchor: Body, contest: Contest) -> None:
    lists = organisation_named(by="test", name="Friends of Anchor")
    branch = enter_branch(by="test", organisation=lists, code="all", name="All")
    for number, (email, status) in enumerate((("wilma@example.org", "active"), ("gone@example.org", "left"))):
        Member.objects.create(
            organisation=lists, branch=branch, number=str(number), name=email, email=email, status=status
        )
    link_supporters(by="test", body=anchor, supporters=lists)
    tell_supporters(by="test", body=anchor, contest=contest, text="One word.")
    send_waiting()
    assert [(m.to, m.subject) for m in mail.outbox if m.body == "One word."] == [
        (["una@example.org"], "Anchor: a notice to supporters"),
        (["wilma@example.org"], "Anchor: a notice to supporters"),
    ]
