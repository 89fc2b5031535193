import pytest
from click.testing import CliRunner
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from hustings_site.accounts.cli.staff import command
from hustings_site.accounts.enums import Office
from hustings_site.accounts.models import User
from hustings_site.accounts.permissions import holds, is_returning_officer
from hustings_site.accounts.services import appoint_returning_officer, give_office, open_account, set_password
from hustings_site.journal.selectors import entries_about

pytestmark = pytest.mark.django_db


def test_open_account_stands_in_the_journal_without_the_address(member: User) -> None:
    entry = entries_about(member.scope).get()
    assert (entry.act, entry.by, entry.details) == ("accounts.open_account", "test", {})


def test_open_account_with_an_address_that_is_taken(member: User, password: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        open_account(by="test", email="MAB@example.org", name="Another Mab", password=password)
    assert refusal.value.messages == ["Account with this E-mail address already exists."]


def test_open_account_without_a_password_lets_nobody_sign_in() -> None:
    user = open_account(by="test", email="new@example.org", name="New", password=None)
    assert not user.has_usable_password()


def test_give_office_twice_changes_nothing(member: User) -> None:
    give_office(by="test", user=member, office=Office.RETURNING_OFFICER)
    give_office(by="test", user=member, office=Office.RETURNING_OFFICER)
    assert [role.scope for role in member.roles.all()] == ["*"]
    assert [entry.act for entry in entries_about(member.scope)] == ["accounts.open_account", "accounts.give_office"]


def test_holds_an_office_in_its_scope_only(member: User) -> None:
    give_office(by="test", user=member, office=Office.RETURNING_OFFICER, scope="election:4")
    held = [is_returning_officer(member, *scopes) for scopes in (["election:4"], ["election:5"], [])]
    assert held == [True, False, False]


def test_holds_an_office_everywhere(officer: User) -> None:
    assert is_returning_officer(officer, "election:4")


def test_holds_nothing_unless_given(member: User) -> None:
    assert not is_returning_officer(member)


def test_holds_nothing_when_nobody_is_signed_in() -> None:
    assert not holds(AnonymousUser(), Office.RETURNING_OFFICER)


def test_holds_nothing_once_the_account_is_closed(officer: User) -> None:
    officer.is_active = False
    assert not is_returning_officer(officer)


def test_superuser_holds_every_office(password: str) -> None:
    assert is_returning_officer(User.objects.create_superuser("root@example.org", password, name="Root"))


def test_appoint_returning_officer_gives_the_office_to_an_account_that_exists(member: User) -> None:
    again = appoint_returning_officer(by="test", email="MAB@example.org ", name="Mab", password="a different one")
    assert again == member
    assert is_returning_officer(member)
    assert User.objects.get().check_password("a different one")


def test_set_password_replaces_the_one_before(member: User, password: str) -> None:
    set_password(by="test", user=member, password="a different one")
    assert not User.objects.get(pk=member.pk).check_password(password)


def test_staff_prints_a_password_that_signs_in(visitor: Client) -> None:
    outcome = CliRunner().invoke(command, ["Una@Example.org", "--name", "Una Vale"])
    words = outcome.output.split()
    assert (outcome.exit_code, words[:3]) == (0, ["e-mail", "address", "una@example.org"])
    assert visitor.login(username="una@example.org", password=words[-1])


def test_staff_refuses_what_is_no_address() -> None:
    outcome = CliRunner().invoke(command, ["una", "--name", "Una Vale"])
    assert (outcome.exit_code, outcome.output.splitlines()[-1]) == (2, "Error: Enter a valid email address.")


def test_sign_in_leads_to_the_desk(visitor: Client, officer: User, password: str) -> None:
    response = visitor.post(reverse("accounts:sign_in"), {"username": "Orla@example.org", "password": password})
    assert (response.status_code, response["Location"]) == (302, reverse("elections:desk"))


def test_sign_in_with_a_wrong_password_says_what_to_do(visitor: Client, officer: User) -> None:
    response = visitor.post(reverse("accounts:sign_in"), {"username": officer.email, "password": "wrong"})
    assert response.status_code == 200
    assert "The e-mail address and the password do not belong together." in response.text
    assert 'value="orla@example.org"' in response.text


def test_sign_in_does_not_lead_to_another_site(visitor: Client, officer: User, password: str) -> None:
    address = reverse("accounts:sign_in") + "?next=https://elsewhere.example/"
    response = visitor.post(
        address, {"username": officer.email, "password": password, "next": "https://elsewhere.example/"}
    )
    assert response["Location"] == reverse("elections:desk")


def test_sign_out_by_post(officers_browser: Client) -> None:
    assert officers_browser.post(reverse("accounts:sign_out"))["Location"] == reverse("home")
    assert officers_browser.get(reverse("elections:desk")).status_code == 302


def test_sign_out_by_link_is_refused(officers_browser: Client) -> None:
    assert officers_browser.get(reverse("accounts:sign_out")).status_code == 405
