"""Act 3: the roll. A list of 2,014 is imported; who may vote is a rule, said before anybody is named."""

import io
from datetime import date, timedelta

from hustings_site.accounts.enums import Office
from hustings_site.demonstration import cast
from hustings_site.demonstration.stage import Stage
from hustings_site.journal import clock
from hustings_site.roll.imports import running
from hustings_site.roll.models import Electorate, MemberImport
from hustings_site.roll.services import enter_electorate

JOINED_BEFORE, PAID_UP_BEFORE = timedelta(weeks=26), timedelta(weeks=13)
"""Before the day on which today's electorates are defined."""


def import_members(stage: Stage) -> MemberImport:
    """The union's list through the importer: its columns guessed, checked, confirmed, written."""
    by = stage.user(Office.ADMINISTRATOR)
    file = io.BytesIO(cast.members_csv(stage.start.date()))
    taken = running.take_file(by=by, organisation=stage.union, file=file, name="members.csv")
    running.choose_columns(by=by, member_import=taken, columns=taken.columns, month_first=False)
    taken.refresh_from_db()
    running.check(taken)
    taken.refresh_from_db()
    running.confirm(by=by, member_import=taken)
    taken.refresh_from_db()
    running.apply(taken)
    taken.refresh_from_db()
    return taken


def define_electorates(stage: Stage) -> dict[str, Electorate]:
    """Everybody in good standing; of them the young, the disabled, and the members of one branch."""
    joined_by, paid_up_to = qualifying_dates(stage)
    good_standing = [
        {"status": ["active"]},
        {"joined_by": joined_by.isoformat()},
        {"paid_up_to": paid_up_to.isoformat()},
    ]
    further = {
        "Members": [],
        "Youth": [{"category": "youth"}],
        "Disabled members": [{"category": "disabled"}],
        "Elmwick": [{"branch": "elmwick"}],
        "Gorsehead": [{"branch": "gorsehead"}],
    }
    return {
        name: enter_electorate(
            by=stage.user(Office.ADMINISTRATOR), organisation=stage.union, name=name, rule={"all": good_standing + more}
        )
        for name, more in further.items()
    }


def define_todays_electorates(stage: Stage) -> dict[str, Electorate]:
    """For the elections that are left open: in good standing now, eighteen months after the great election."""
    today = clock.now().date()
    rule = [
        {"status": ["active"]},
        {"joined_by": (today - JOINED_BEFORE).isoformat()},
        {"paid_up_to": (today - PAID_UP_BEFORE).isoformat()},
    ]
    further: dict[str, list[dict[str, object]]] = {"Members": [], "Gorsehead": [{"branch": "gorsehead"}]}
    return {
        name: enter_electorate(
            by=stage.user(Office.ADMINISTRATOR),
            organisation=stage.union,
            name=f"{name}, this year",
            rule={"all": rule + more},
        )
        for name, more in further.items()
    }


def qualifying_dates(stage: Stage) -> tuple[date, date]:
    """Joined by the one, paid up to the other."""
    return stage.week(-4).date(), stage.week(1).date()
