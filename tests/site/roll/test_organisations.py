"""Settings, the two-officers switch, the tree of branches."""

import pytest
from django.core.exceptions import ValidationError

from hustings_site.accounts.enums import Office
from hustings_site.accounts.models import User
from hustings_site.accounts.services import give_office
from hustings_site.journal.approvals import approve
from hustings_site.journal.enums import ProposalState
from hustings_site.roll.branches import change_branch, take_branches
from hustings_site.roll.enums import BranchKind
from hustings_site.roll.models import Branch, Category, Organisation
from hustings_site.roll.organisations import change_organisation, officers_of, propose_officers, rename_category

pytestmark = pytest.mark.django_db

LIST = "code,name,kind,parent\nnorth,The North,region,\ngorsehead,Gorsehead,,gorse\nfern,Fernhithe,branch,north\n"


def paths(organisation: Organisation) -> list[str]:
    return [branch.path for branch in Branch.objects.of(organisation)]


def branch(organisation: Organisation, code: str) -> Branch:
    return Branch.objects.of(organisation).get(code=code)


@pytest.fixture
def alone(lampwrights: Organisation, member: User) -> User:
    """The one administrator of the Lampwrights."""
    give_office(by="test", user=member, office=Office.ADMINISTRATOR, scope=lampwrights.scope)
    return member


def test_settings_from_a_page_that_is_out_of_date(lampwrights: Organisation) -> None:
    given = {"contact": "", "language": "fr", "keep_months": 6}
    change_organisation(by="one", organisation=lampwrights, version=1, name="Lampistes", **given)
    with pytest.raises(ValidationError, match="Somebody else changed this"):
        change_organisation(by="other", organisation=lampwrights, version=1, name="Lampwrights", **given)
    lampwrights.refresh_from_db()
    assert (lampwrights.name, lampwrights.slug, lampwrights.version) == ("Lampistes", "lampwrights", 2)


def test_one_officer_alone_switches_two_officers_off(lampwrights: Organisation, alone: User) -> None:
    propose_officers(by=alone.scope, organisation=lampwrights, two=False, reason="We are three people")
    lampwrights.refresh_from_db()
    assert (lampwrights.two_officers, officers_of(lampwrights)) == (False, 1)


def test_two_officers_switch_two_officers_off_together(lampwrights: Organisation, alone: User, officer: User) -> None:
    give_office(by="test", user=officer, office=Office.RETURNING_OFFICER, scope=lampwrights.scope)
    proposal = propose_officers(by=alone.scope, organisation=lampwrights, two=False, reason="We are three people")
    lampwrights.refresh_from_db()
    assert (lampwrights.two_officers, proposal.state) == (True, ProposalState.WAITING)
    assert approve(by=officer.scope, proposal=proposal) == "One officer acts alone."
    lampwrights.refresh_from_db()
    assert not lampwrights.two_officers


def test_switching_two_officers_on_takes_one(lampwrights: Organisation, alone: User, officer: User) -> None:
    give_office(by="test", user=officer, office=Office.RETURNING_OFFICER, scope=lampwrights.scope)
    Organisation.objects.update(two_officers=False)
    lampwrights.refresh_from_db()
    propose_officers(by=alone.scope, organisation=lampwrights, two=True, reason="")
    lampwrights.refresh_from_db()
    assert lampwrights.two_officers


@pytest.mark.parametrize(
    ("two", "reason", "said"), [(True, "", "This is so already."), (False, " ", "Say why one officer is to act alone")]
)
def test_switch_that_says_nothing(lampwrights: Organisation, alone: User, two: bool, reason: str, said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        propose_officers(by=alone.scope, organisation=lampwrights, two=two, reason=reason)


def test_moving_a_branch_takes_along_what_lies_under_it(lampwrights: Organisation) -> None:
    north, cloverley = branch(lampwrights, "north"), branch(lampwrights, "cloverley")
    change_branch(by="test", branch=north, version=1, name="North", kind=BranchKind.REGION, parent=cloverley)
    assert paths(lampwrights) == [
        "cloverley/",
        "cloverley/north/",
        "cloverley/north/alderby/",
        "cloverley/north/brackford/",
        "night/",
    ]


def test_branch_cannot_stand_under_its_own(lampwrights: Organisation) -> None:
    north, alderby = branch(lampwrights, "north"), branch(lampwrights, "alderby")
    for parent in (north, alderby):
        with pytest.raises(ValidationError, match="North cannot stand under itself"):
            change_branch(by="test", branch=north, version=1, name="North", kind=BranchKind.REGION, parent=parent)


def test_list_of_branches_is_taken_whole_or_not_at_all(lampwrights: Organisation) -> None:
    before = paths(lampwrights)
    with pytest.raises(ValidationError) as refusal:
        take_branches(by="test", organisation=lampwrights, text=LIST)
    assert refusal.value.messages == [
        "Line 3: there is no branch with the code “gorse” to stand under; put it in a line before."
    ]
    assert (paths(lampwrights), branch(lampwrights, "north").name) == (before, "North")
    taken = take_branches(by="test", organisation=lampwrights, text=LIST.replace(",gorse", ","))
    assert (taken.new, taken.changed, taken.unchanged) == (2, 1, 0)
    assert "north/fern/" in paths(lampwrights)
    again = take_branches(by="test", organisation=lampwrights, text=LIST.replace(",gorse", ",").replace(",", ";"))
    assert (again.new, again.changed, again.unchanged) == (0, 0, 3)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("code;kind\nx;branch\n", "The first line has no heading “name”: write code, name, kind, parent there."),
        ("code,name\nx,\n", "Line 2: no name; write what the branch is called."),
        ("code,name\nX Y,Xy\n", "Line 2: “x y” is no code; use small letters, figures and hyphens."),
        (
            "name,kind\nXy,club\n",
            "Line 2: “club” is no kind; write one of region, branch, section, workplace.",
        ),
    ],
)
def test_list_of_branches_says_line_problem_and_cure(lampwrights: Organisation, text: str, said: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        take_branches(by="test", organisation=lampwrights, text=text)
    assert refusal.value.messages == [said]


def test_category_is_renamed_and_keeps_its_code(lampwrights: Organisation) -> None:
    youth = Category.objects.of(lampwrights).get(code="youth")
    rename_category(by="test", category=youth, name="Young members")
    assert Category.objects.of(lampwrights).get(code="youth").name == "Young members"
