"""Bodies, who writes for them, and alliances of them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from hustings_site.accounts.conflicts import parts_taken
from hustings_site.accounts.enums import Office
from hustings_site.accounts.models import User
from hustings_site.accounts.services import appoint_returning_officer, give_office, open_account
from hustings_site.elections.enums import ContestState
from hustings_site.elections.models import Contest
from hustings_site.roll.models import Organisation
from hustings_site.slates.models import Body
from hustings_site.slates.permissions import may_edit_alliance, may_edit_body
from hustings_site.slates.services.alliances import (
    admit_body,
    adopt_charter,
    change_weight,
    form_alliance,
    leave_alliance,
)
from hustings_site.slates.services.bodies import add_editor, remove_editor
from hustings_site.slates.services.making import begin_slate


def test_body_is_written_for_by_its_editors_alone(anchor: Body, una: User, vic: User) -> None:
    officer = appoint_returning_officer(by="test", email="orla@example.org", name="Orla Wick")
    assert [may_edit_body(person, anchor) for person in (una, vic, officer)] == [True, False, False]


def test_officer_writes_for_no_group_and_an_editor_runs_no_election_in_which_it_takes_part(
    anchor: Body, una: User, organisation: Organisation, contest: Contest
) -> None:
    officer = open_account(by="test", email="orla@example.org", name="Orla Wick")
    give_office(by="test", user=officer, office=Office.RETURNING_OFFICER, scope=organisation.scope)
    with pytest.raises(ValidationError):
        add_editor(by=una.scope, body=anchor, editor=officer)
    assert list(parts_taken(una, contest.election.scope)) == []
    begin_slate(by=una.scope, election=contest.election, body=anchor, name="Anchor 2026", made="polled")
    Contest.objects.filter(pk=contest.pk).update(state=ContestState.NOMINATIONS)
    assert list(parts_taken(una, contest.election.scope)) == ["writes for Anchor"]
    assert list(parts_taken(una, organisation.scope)) == ["writes for Anchor"]
    with pytest.raises(ValidationError, match="writes for Anchor"):
        give_office(by="test", user=una, office=Office.RETURNING_OFFICER, scope=contest.election.scope)


def test_last_editor_stays(anchor: Body, una: User, vic: User) -> None:
    with pytest.raises(ValidationError, match="add another editor first"):
        remove_editor(by=una.scope, body=anchor, editor=una)
    add_editor(by=una.scope, body=anchor, editor=vic)
    remove_editor(by=vic.scope, body=anchor, editor=una)
    assert list(anchor.editors.all()) == [vic]


def test_alliance_begins_with_its_convener_and_admits_others_by_weight(
    anchor: Body, harbour: Body, una: User, vic: User
) -> None:
    alliance = form_alliance(by=una.scope, convener=anchor, name="Tide", weight=3)
    joined = admit_body(by=una.scope, alliance=alliance, body=harbour, weight=1, joined_on=date(2026, 2, 1))
    change_weight(by=una.scope, allied=joined, weight=2)
    assert sorted((each.body.name, each.weight) for each in alliance.allied.all()) == [("Anchor", 3), ("Harbour", 2)]
    assert (may_edit_alliance(una, alliance), may_edit_alliance(vic, alliance)) == (True, False)
    with pytest.raises(ValidationError):
        admit_body(by=una.scope, alliance=alliance, body=harbour, weight=1, joined_on=date(2026, 2, 2))
    with pytest.raises(ValidationError, match="before the body joined"):
        leave_alliance(by=una.scope, allied=joined, left_on=date(2026, 1, 1))
    leave_alliance(by=una.scope, allied=joined, left_on=date(2026, 3, 1))
    again = admit_body(by=una.scope, alliance=alliance, body=harbour, weight=1, joined_on=date(2026, 3, 2))
    assert [each.left_on for each in alliance.allied.filter(body=harbour)] == [date(2026, 3, 1), again.left_on]


def test_convener_does_not_leave(anchor: Body, una: User) -> None:
    alliance = form_alliance(by=una.scope, convener=anchor, name="Tide")
    with pytest.raises(ValidationError, match="convened the alliance"):
        leave_alliance(by=una.scope, allied=alliance.allied.get(), left_on=date(2099, 1, 1))


def test_charter_is_never_changed_but_followed_by_an_edition(anchor: Body, una: User) -> None:
    alliance = form_alliance(by=una.scope, convener=anchor, name="Tide")
    for text in ("One.", "Two."):
        adopt_charter(by=una.scope, alliance=alliance, text=text, adopted_on=date(2026, 1, 9), adopted_by="Delegates")
    assert list(alliance.charters.values_list("edition", "text")) == [(1, "One."), (2, "Two.")]
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        alliance.charters.update(text="Three.")
