"""Giving and taking offices: by two where it matters, shown to everybody, and never to a party."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hustings_site.accounts.appointments import appoint, declare, dismiss, reinstate, suspend
from hustings_site.accounts.enums import Office
from hustings_site.accounts.models import User
from hustings_site.accounts.permissions import holds
from hustings_site.accounts.places import Place, place_of
from hustings_site.accounts.services import give_office, open_account
from hustings_site.elections.models import Contest
from hustings_site.journal.approvals import approve
from hustings_site.journal.models import Proposal
from hustings_site.pages.stale import slip
from hustings_site.roll.models import Member
from hustings_site.roll.services import enter_branch

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(contest: Contest) -> Place:
    """An announced election as a place."""
    contest.election.announced_at = timezone.now()
    contest.election.save()
    return place_of(contest.election.scope)


@pytest.fixture
def administrators(contest: Contest) -> tuple[User, User]:
    """Two administrators of the organisation."""
    people = tuple(open_account(by="test", email=f"{name}@example.org", name=name) for name in ("Ada", "Bo"))
    for user in people:
        give_office(by="test", user=user, office=Office.ADMINISTRATOR, scope=contest.election.organisation.scope)
    return people


def give(by: User, place: Place, office: Office = Office.RETURNING_OFFICER, **more: object) -> Proposal | None:
    return appoint(by=by.scope, place=place, email="rowan@example.org", name="Rowan", office=office, **more)


def browser(user: User) -> Client:
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user)
    return client


def test_grave_office_is_given_when_a_second_administrator_approves(
    administrators: tuple[User, User], place: Place
) -> None:
    ada, bo = administrators
    proposal = give(ada, place, reason="branch committee")
    rowan = User.objects.get(email="rowan@example.org")
    assert proposal.title == "Make Rowan returning officer: Lampwrights: Branch election"
    assert not rowan.roles.exists()
    with pytest.raises(ValidationError, match="somebody else has to approve"):
        approve(by=ada.scope, proposal=proposal)
    with pytest.raises(PermissionDenied):
        approve(by=rowan.scope, proposal=proposal)
    assert approve(by=bo.scope, proposal=proposal) == "Rowan is now returning officer."
    assert holds(rowan, Office.RETURNING_OFFICER, scopes=place.chain)


def test_lighter_office_is_given_at_once(administrators: tuple[User, User], place: Place) -> None:
    assert give(administrators[0], place, Office.OBSERVER) is None
    assert User.objects.get(name="Rowan").roles.get().office == Office.OBSERVER


def test_only_administrator_acts_alone_until_there_are_two(administrators: tuple[User, User], place: Place) -> None:
    ada, bo = administrators
    bo.roles.update(until=timezone.now())
    assert give(ada, place) is None


def test_organisation_with_one_officer_acts_alone(
    administrators: tuple[User, User], place: Place, contest: Contest
) -> None:
    organisation = contest.election.organisation
    organisation.two_officers = False
    organisation.save()
    assert give(administrators[0], place_of(place.scope)) is None


def test_who_it_is_about_is_not_the_second(administrators: tuple[User, User], contest: Contest) -> None:
    ada, bo = administrators
    place = place_of(contest.election.organisation.scope)
    assert appoint(by=ada.scope, place=place, email=bo.email, name="Bo", office=Office.RETURNING_OFFICER) is None


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"office": Office.BRANCH_OFFICER}, "Branch officer is no office here."),
        ({"until": date(2020, 1, 1)}, "The last day is past: choose a later one, or leave it empty."),
    ],
)
def test_office_that_cannot_be_given(
    administrators: tuple[User, User], place: Place, more: dict[str, object], said: str
) -> None:
    with pytest.raises(ValidationError) as refusal:
        give(administrators[0], place, **more)
    assert refusal.value.messages == [said]


def test_office_is_given_once(administrators: tuple[User, User], place: Place) -> None:
    give(administrators[0], place, Office.OBSERVER)
    with pytest.raises(ValidationError, match="Rowan is observer here already"):
        give(administrators[0], place, Office.OBSERVER)


def test_term_ends_with_its_last_day(administrators: tuple[User, User], place: Place) -> None:
    day = timezone.localdate() + timedelta(days=3)
    give(administrators[0], place, Office.OBSERVER, until=day)
    (role,) = User.objects.get(name="Rowan").roles.all()
    assert timezone.localtime(role.until).strftime("%Y-%m-%d %H:%M:%S") == f"{day} 23:59:59"


def test_suspending_is_done_by_one_reinstating_and_ending_by_two(
    administrators: tuple[User, User], place: Place
) -> None:
    ada, bo = administrators
    approve(by=bo.scope, proposal=give(ada, place))
    role = User.objects.get(name="Rowan").roles.get()
    suspend(by=ada.scope, role=role, reason="under inquiry")
    assert not holds(role.user, Office.RETURNING_OFFICER, scopes=place.chain)
    back = reinstate(by=ada.scope, role=role, reason="cleared")
    assert approve(by=bo.scope, proposal=back) == "Rowan acts again as returning officer."
    end = dismiss(by=bo.scope, role=role, reason="moved away")
    assert approve(by=ada.scope, proposal=end) == "Rowan is no longer returning officer."
    assert not role.user.roles.current().exists()


def test_ending_and_reinstating_need_a_reason(administrators: tuple[User, User], place: Place) -> None:
    give(administrators[0], place, Office.OBSERVER)
    role = User.objects.get(name="Rowan").roles.get()
    for act in (dismiss, reinstate):
        with pytest.raises(ValidationError, match="Say why"):
            act(by=administrators[0].scope, role=role, reason="")


def test_interests_are_declared_by_their_holder_only(administrators: tuple[User, User]) -> None:
    ada, bo = administrators
    with pytest.raises(PermissionDenied):
        declare(by=bo.scope, role=ada.roles.get(), declared="x")
    page = browser(ada).post(reverse("accounts:office_declare", args=[ada.roles.get().pk]), {"declared": "My sister."})
    assert page["Location"] == reverse("accounts:waiting")
    assert ada.roles.get().declared == "My sister."


def test_page_of_officers_is_public_and_shows_terms_suspensions_and_conflicts(
    administrators: tuple[User, User], place: Place, contest: Contest, visitor: Client
) -> None:
    ada, bo = administrators
    approve(by=bo.scope, proposal=give(ada, place))
    rowan = User.objects.get(name="Rowan")
    address = reverse("accounts:offices", args=[place.scope])
    assert "none declared" in visitor.get(address).text
    assert "suspend Rowan" not in visitor.get(address).text
    suspend(by=ada.scope, role=rowan.roles.get(), reason="under inquiry")
    organisation = contest.election.organisation
    branch = enter_branch(by="test", organisation=organisation, code="a", name="A")
    member = Member.objects.create(organisation=organisation, branch=branch, number="1", name="Rowan", user=rowan)
    contest.state = "nominations"
    contest.save()
    contest.candidates.create(name="Rowan", member=member, standing="accepted")
    text = visitor.get(address).text
    assert "suspended since" in text
    assert "cannot act: is a candidate for Secretary" in text
    assert "under inquiry" not in text
    assert "let Rowan act again" in browser(ada).get(address).text


def test_page_of_officers_is_public_once_the_election_is(place: Place, contest: Contest, visitor: Client) -> None:
    contest.election.announced_at, contest.state = None, "draft"
    contest.election.save()
    contest.save()
    address = reverse("accounts:offices", args=[place.scope])
    assert visitor.get(address)["Location"].startswith(reverse("accounts:sign_in"))


def test_page_of_an_organisation_is_for_its_officers(
    administrators: tuple[User, User], contest: Contest, visitor: Client, member: User
) -> None:
    address = reverse("accounts:offices", args=[contest.election.organisation.scope])
    assert visitor.get(address)["Location"].startswith(reverse("accounts:sign_in"))
    assert browser(member).get(address).status_code == 403
    assert browser(administrators[0]).get(address).status_code == 200
    assert visitor.get(reverse("accounts:offices", args=["organisation:0"])).status_code == 404


def test_office_is_given_by_the_form_once(administrators: tuple[User, User], place: Place) -> None:
    client = browser(administrators[0])
    address = reverse("accounts:office_give", args=[place.scope])
    page = client.get(address)
    sent = {"name": "Rowan", "email": "rowan@example.org", "office": "observer", "reason": "committee"}
    sent |= {"slip_key": page.context["slip"].key, "slip_seen": page.context["slip"].seen}
    assert "A second administrator has to approve:" in page.text
    for _ in range(2):
        assert client.post(address, sent)["Location"] == reverse("accounts:offices", args=[place.scope])
    assert "This was sent twice, and done once." in client.get(address).text
    assert User.objects.get(name="Rowan").roles.count() == 1


def test_page_that_is_out_of_date_changes_nothing(administrators: tuple[User, User], place: Place) -> None:
    ada, bo = administrators
    approve(by=bo.scope, proposal=give(ada, place))
    role = User.objects.get(name="Rowan").roles.get()
    client = browser(ada)
    seen = slip(role.until, role.suspended_at)
    address = reverse("accounts:office_end", args=[role.pk])
    suspend(by=bo.scope, role=role, reason="under inquiry")
    stale = client.post(address, {"reason": "moved away", "slip_key": seen.key, "slip_seen": seen.seen})
    assert "Meanwhile somebody has changed this" in stale.text
    assert not Proposal.objects.filter(act="accounts.take_office").exists()
    assert client.get(reverse("accounts:office_suspend", args=[role.pk])).status_code == 404


def test_own_page_shows_one_s_offices_and_nothing_to_others(administrators: tuple[User, User], member: User) -> None:
    text = browser(administrators[0]).get(reverse("accounts:waiting")).text
    assert "Declare interests as administrator" in text
    assert "give and take offices: Lampwrights" in text
    assert "Your offices" not in browser(member).get(reverse("accounts:waiting")).text


def test_page_of_officers_takes_as_many_queries_for_one_as_for_ten(
    place: Place, visitor: Client, django_assert_num_queries: object
) -> None:
    address = reverse("accounts:offices", args=[place.scope])

    def observers(first: int, last: int) -> None:
        for number in range(first, last):
            user = open_account(by="test", email=f"{number}@example.org", name=f"Watcher {number}")
            give_office(by="test", user=user, office=Office.OBSERVER, scope=place.scope)

    observers(0, 1)
    visitor.get(address)
    with django_assert_num_queries(3):
        visitor.get(address)
    observers(1, 10)
    with django_assert_num_queries(3):
        visitor.get(address)


def test_own_page_of_an_officer_names_what_waits_and_that_of_a_scrutineer_what_they_watch(
    administrators: tuple[User, User], place: Place, contest: Contest, member: User
) -> None:
    ada, bo = administrators
    contest.state = "draft"
    contest.save()
    give(ada, place)
    title = "Make Rowan returning officer: Lampwrights: Branch election"
    assert [title in browser(each).get(reverse("accounts:waiting")).text for each in (bo, ada)] == [True, False]
    give_office(by="test", user=member, office=Office.SCRUTINEER, scope=place.scope)
    text = browser(member).get(reverse("accounts:waiting")).text
    assert "Elections that you watch" in text
    assert reverse("elections:overview", args=[contest.election.slug]) in text
