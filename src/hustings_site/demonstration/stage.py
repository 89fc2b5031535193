"""The stage: the union, its people and their offices, and how two officers agree on something."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar

from hustings_site.accounts.enums import Office
from hustings_site.accounts.models import User
from hustings_site.accounts.services import give_office, open_account
from hustings_site.demonstration import cast
from hustings_site.demonstration.cast import Player
from hustings_site.journal import clock
from hustings_site.journal.approvals import approve
from hustings_site.journal.models import Proposal
from hustings_site.roll.members import link_account
from hustings_site.roll.models import Branch, Member, Organisation
from hustings_site.roll.services import enter_branch, enter_category, organisation_named

BY = "demonstration"
Made = TypeVar("Made")


@dataclass
class Stage:
    """What every act finds: the union, its officers by office, its branches by code, and when the story began."""

    union: Organisation
    start: datetime
    users: dict[str, User] = field(default_factory=dict)
    branches: dict[str, Branch] = field(default_factory=dict)

    def user(self, office: Office, place: str = "") -> str:
        """How the journal names whoever holds an office."""
        people = (*cast.OFFICERS, *cast.SECRETARIES, cast.DEPUTY)
        player = next(each for each in people if (each.office, each.place) == (office, place))
        return self.users[player.email].scope

    @property
    def officer(self) -> str:
        """The returning officer."""
        return self.user(Office.RETURNING_OFFICER)

    def week(self, number: float) -> datetime:
        """A moment so many weeks into the story."""
        return self.start + timedelta(weeks=number)

    def at(self, week: float, do: Callable[[], Made]) -> Made:
        """Let something happen at a moment of the story."""
        with clock.standing_at(self.week(week)):
            return do()

    def agree(self, proposal: Proposal) -> str:
        """What the returning officer proposed, the deputy approves."""
        return approve(by=self.user(Office.DEPUTY), proposal=proposal, answer="agreed")

    def member(self, name: str) -> Member:
        """The member of this name."""
        return Member.objects.of(self.union).get(name=name)


def set_stage(start: datetime) -> Stage:
    """Enter the union, its branches and categories, and give the officers their offices."""
    union = organisation_named(by=BY, name=cast.UNION, invented=True)
    union.contact = f"elections@{cast.DOMAIN}"
    union.invented = True
    union.save()
    stage = Stage(union, start)
    for code, (name, _size) in cast.BRANCHES.items():
        stage.branches[code] = enter_branch(by=BY, organisation=union, code=code, name=name)
    for code, name in cast.CATEGORIES.items():
        enter_category(by=BY, organisation=union, code=code, name=name)
    for player in (*cast.OFFICERS, *cast.SECRETARIES, cast.DEPUTY):
        _engage(stage, player)
    return stage


def find_stage(start: datetime) -> Stage | None:
    """The stage as an earlier evening left it, or None."""
    union = Organisation.objects.filter(name=cast.UNION).first()
    if union is None or not Member.objects.of(union).exists():
        return None
    branches = {branch.code: branch for branch in Branch.objects.of(union)}
    users = {user.email: user for user in User.objects.filter(email__endswith=f"@{cast.DOMAIN}")}
    return Stage(union, start, users, branches)


def the_stage() -> Stage:
    """The stage of the story that was played. Raises LookupError where none was."""
    stage = find_stage(clock.now())
    if stage is None:
        msg = "the story was not played"
        raise LookupError(msg)
    return stage


def seat_members(stage: Stage, names: Sequence[str]) -> None:
    """Give some members an account of their own, so that a visitor can be one of them."""
    for name in names:
        email = f"{name.lower().replace(' ', '.')}@{cast.DOMAIN}"
        stage.users[email] = open_account(by=BY, email=email, name=name)
        link_account(by=BY, member=stage.member(name), user=stage.users[email])


def _engage(stage: Stage, player: Player) -> None:
    known = User.objects.filter(email=player.email).first()
    user = known or open_account(by=BY, email=player.email, name=player.name)
    stage.users[player.email] = user
    place = stage.branches[player.place].scope if player.place else stage.union.scope
    give_office(by=BY, user=user, office=player.office, scope=place)
