"""Members of two organisations are never read together."""

import pytest
from django.db.models import Q

from hustings_site.roll.models import Branch, Member, Organisation
from hustings_site.roll.scoping import UnscopedReadError
from hustings_site.roll.services import enter_branch, organisation_named

pytestmark = pytest.mark.django_db


def with_one_member(name: str) -> Organisation:
    organisation = organisation_named(by="test", name=name)
    branch = enter_branch(by="test", organisation=organisation, code="alderby", name="Alderby")
    Member.objects.create(organisation=organisation, branch=branch, number="1", name=f"A member of {name}")
    return organisation


@pytest.mark.parametrize(
    "read",
    [
        lambda: list(Member.objects.all()),
        Member.objects.count,
        Member.objects.exists,
        Member.objects.first,
        lambda: Member.objects.get(number="1"),
        lambda: list(Member.objects.iterator()),
        Member.objects.aggregate,
        lambda: Member.objects.update(name="X"),
        lambda: Member.objects.all().delete(),
        lambda: list(Member.objects.values_list("name", flat=True)),
        lambda: list(Member.objects.exclude(number="2")),
        lambda: list(Branch.objects.filter(code="alderby")),
        lambda: list(Member.objects.filter(Q(branch=1) | Q(number="1"))),
        lambda: list(Member.objects.filter(~Q(branch=1))),
    ],
)
def test_a_read_without_an_organisation_is_refused(read: object) -> None:
    with_one_member("Lampwrights")
    with pytest.raises(UnscopedReadError, match="begin the query with"):
        read()  # type: ignore[operator]


def test_of_reads_one_organisation_and_not_the_other() -> None:
    lampwrights = with_one_member("Lampwrights")
    with_one_member("Wickmakers")
    assert [member.name for member in Member.objects.of(lampwrights)] == ["A member of Lampwrights"]
    assert Member.objects.of(lampwrights).count() == 1


def test_what_belongs_to_a_row_in_hand_is_narrowed_by_it() -> None:
    lampwrights = with_one_member("Lampwrights")
    with_one_member("Wickmakers")
    branch = lampwrights.branches.get()
    assert [member.name for member in branch.members.all()] == ["A member of Lampwrights"]
    (held,) = Branch.objects.of(lampwrights).prefetch_related("members")
    assert [member.name for member in held.members.all()] == ["A member of Lampwrights"]


def test_full_clean_finds_a_number_given_twice_in_one_organisation() -> None:
    from django.core.exceptions import ValidationError

    lampwrights = with_one_member("Lampwrights")
    again = Member(organisation=lampwrights, branch=lampwrights.branches.get(), number="1", name="Again")
    with pytest.raises(ValidationError):
        again.full_clean()
