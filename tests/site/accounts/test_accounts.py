import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError

from hustings_site.accounts.enums import Office
from hustings_site.accounts.models import User
from hustings_site.accounts.permissions import holds, is_returning_officer
from hustings_site.accounts.services import appoint_returning_officer, give_office, open_account
from hustings_site.journal.selectors import entries_about

pytestmark = pytest.mark.django_db


def test_open_account_stands_in_the_journal_without_the_address(member: User) -> None:
    entry = entries_about(member.scope).get()
    assert (entry.act, entry.by, entry.details) == ("accounts.open_account", "test", {})


def test_open_account_with_an_address_that_is_taken(member: User) -> None:
    with pytest.raises(ValidationError) as refusal:
        open_account(by="test", email="MAB@example.org", name="Another Mab")
    assert refusal.value.messages == ["Account with this E-mail address already exists."]


def test_account_has_no_password(member: User) -> None:
    assert not member.has_usable_password()


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


def test_superuser_holds_every_office() -> None:
    assert is_returning_officer(User.objects.create_superuser("root@example.org", name="Root"))


def test_appoint_returning_officer_gives_the_office_to_an_account_that_exists(member: User) -> None:
    again = appoint_returning_officer(by="test", email="MAB@example.org ", name="Mab")
    assert again == member
    assert is_returning_officer(member)
