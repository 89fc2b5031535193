from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from hustings_site.accounts.models import User
from hustings_site.elections.models import Contest, Election, PublishedList
from hustings_site.elections.selectors import lists_of, slates_by_publisher
from hustings_site.elections.services import enter_contest, enter_election, publish_lists
from hustings_site.journal.models import Entry
from hustings_site.roll.services import organisation_named

pytestmark = pytest.mark.django_db


def test_enter_election_makes_an_address_of_its_title() -> None:
    election = enter_election(
        by="test", organisation=organisation_named(by="test", name="Lampwrights"), title="Branch élection 2026"
    )
    assert election.slug == "lampwrights-branch-election-2026"


def test_enter_election_gives_a_second_one_an_address_of_its_own() -> None:
    slugs = [
        enter_election(by="test", organisation=organisation_named(by="test", name="Lampwrights"), title="Election").slug
        for _ in range(3)
    ]
    assert slugs == ["lampwrights-election", "lampwrights-election-2", "lampwrights-election-3"]


def test_enter_election_whose_title_has_no_latin_letter() -> None:
    assert (
        enter_election(by="test", organisation=organisation_named(by="test", name="燈"), title="選").slug == "election"
    )


def test_elections_stand_newest_first_and_undated_last() -> None:
    for title, day in (("old", date(2020, 1, 1)), ("undated", None), ("new", date(2024, 1, 1))):
        enter_election(by="test", organisation=organisation_named(by="test", name="L"), title=title, closed_on=day)
    assert [election.title for election in Election.objects.all()] == ["new", "old", "undated"]


def test_enter_contest_keeps_the_order_of_the_ballot_paper(contest: Contest) -> None:
    assert [(c.position, c.name) for c in contest.candidates.all()] == [
        (1, "Alma Ardent"),
        (2, "Bela Brook"),
        (3, "Ida Inch"),
    ]


def test_enter_contest_without_a_vacancy(contest: Contest) -> None:
    with pytest.raises(ValidationError) as refusal:
        enter_contest(by="test", election=contest.election, title="Nothing", vacancies=0, candidates=["A"])
    assert "vacancies" in refusal.value.message_dict


def test_enter_contest_with_a_name_twice_leaves_nothing(contest: Contest) -> None:
    entries = Entry.objects.count()
    with pytest.raises(ValidationError):
        enter_contest(by="test", election=contest.election, title="Chair", vacancies=1, candidates=["A", "A"])
    assert [c.title for c in contest.election.contests.all()] == ["Secretary"]
    assert Entry.objects.count() == entries


def test_publish_lists_keeps_publisher_source_and_order(contest: Contest) -> None:
    publish_lists(
        by="test",
        contest=contest,
        publisher="Lamp Post",
        source="issue 4",
        lists={"Anchor": ["Ida Inch", "Alma Ardent"]},
    )
    published = contest.lists.get()
    assert (published.publisher, published.source) == ("Lamp Post", "issue 4")
    assert [(place.position, place.candidate.name) for place in published.places.all()] == [
        (1, "Ida Inch"),
        (2, "Alma Ardent"),
    ]


def test_publish_lists_with_a_stranger(contest: Contest) -> None:
    with pytest.raises(ValidationError) as refusal:
        publish_lists(by="test", contest=contest, publisher="Lamp Post", source="x", lists={"Anchor": ["Alma"]})
    assert refusal.value.messages == [
        "Alma is on the list Anchor but does not stand: write the name as on the ballot paper."
    ]
    assert PublishedList.objects.count() == 0


def test_publish_lists_with_a_candidate_on_two_of_one_publisher(contest: Contest) -> None:
    publish_lists(by="test", contest=contest, publisher="Lamp Post", source="x", lists={"Anchor": ["Alma Ardent"]})
    with pytest.raises(ValidationError) as refusal:
        publish_lists(by="test", contest=contest, publisher="Lamp Post", source="y", lists={"Beacon": ["Alma Ardent"]})
    assert refusal.value.messages == ["Alma Ardent is on two lists of Lamp Post, Anchor and Beacon: leave one of them."]


def test_publish_lists_of_two_publishers_may_disagree(contest: Contest) -> None:
    publish_lists(by="test", contest=contest, publisher="Lamp Post", source="x", lists={"Anchor": ["Alma Ardent"]})
    publish_lists(by="test", contest=contest, publisher="Tide Watch", source="y", lists={"Beacon": ["Alma Ardent"]})
    claims = slates_by_publisher(lists_of(contest))
    assert {who: [slate.name for slate in slates] for who, slates in claims.items()} == {
        "Lamp Post": ["Anchor"],
        "Tide Watch": ["Beacon"],
    }


def test_slates_take_hue_and_letter_in_the_order_of_the_ballot_paper(contest: Contest) -> None:
    lists = {"Beacon": ["Ida Inch"], "Ark": ["Bela Brook"], "Anchor": ["Alma Ardent"]}
    publish_lists(by="test", contest=contest, publisher="Lamp Post", source="x", lists=lists)
    slates = slates_by_publisher(lists_of(contest))["Lamp Post"]
    assert [(s.name, s.letter, s.hue) for s in slates] == [("Anchor", "A", 1), ("Ark", "B", 2), ("Beacon", "C", 3)]


def test_slates_beyond_eight_have_a_letter_and_no_hue() -> None:
    names = [f"Candidate {n}" for n in range(1, 10)]
    election = enter_election(by="test", organisation=organisation_named(by="test", name="L"), title="E")
    contest = enter_contest(by="test", election=election, title="C", vacancies=1, candidates=names)
    publish_lists(by="test", contest=contest, publisher="P", source="x", lists={f"{n[-1]}": [n] for n in names})
    hues = [slate.hue for slate in slates_by_publisher(lists_of(contest))["P"]]
    assert hues == [1, 2, 3, 4, 5, 6, 7, 8, 0]


def test_lists_of_a_contest_take_three_queries_however_many(
    contest: Contest, django_assert_num_queries: object
) -> None:
    for number, name in enumerate(["Alma Ardent", "Bela Brook", "Ida Inch"]):
        publish_lists(by="test", contest=contest, publisher="P", source="x", lists={f"List {number}": [name]})
        with django_assert_num_queries(3):
            slates_by_publisher(lists_of(contest))


def test_desk_asks_a_stranger_to_sign_in(visitor: Client) -> None:
    response = visitor.get(reverse("elections:desk"))
    assert response["Location"] == f"{reverse('accounts:sign_in')}?next={reverse('elections:desk')}"


def test_desk_is_closed_to_whoever_runs_no_election(visitor: Client, member: User) -> None:
    visitor.force_login(member)
    response = visitor.get(reverse("elections:desk"))
    assert response.status_code == 403
    assert "This page is for returning officers" in response.text


def test_desk_opens_to_a_returning_officer(officers_browser: Client) -> None:
    response = officers_browser.get(reverse("elections:desk"))
    assert response.status_code == 200
    assert "What waits for you" in response.text
