"""A site of its own for the browser's walk on a committee: its clerk, a representative, a member who wants to follow.

    python committees_stand.py FOLDER PORT

prints one line of JSON (who signs in how, and where everything is), then serves.
"""

import json
import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hustings_site.committees.models import Committee, RecallPetition, Seat
    from hustings_site.results.models import Result
    from hustings_site.roll.models import Organisation


def main(data: Path, port: int) -> None:
    from hustings_site.config.secret_key import keep_secret_key
    from hustings_site.start import open_site

    os.environ["HUSTINGS_DEMONSTRATION"] = "1"
    keep_secret_key(data)
    open_site(data, new=True)
    from django.conf import settings
    from django.core.management import call_command

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    call_command("migrate", verbosity=0, interactive=False)
    told = json.dumps(furnish(f"http://127.0.0.1:{port}"))
    print(told, flush=True)  # noqa: T201 - the test reads it
    from hustings_site.config.server import serve_at

    serve_at("127.0.0.1", port, ready=lambda: print("ready", flush=True))  # noqa: T201 - the test waits for it


def furnish(site: str) -> dict[str, object]:
    """Two seats of members, held by Ada and Bo; two claims; a seat that has become vacant, and a clause for it; the
    result of an election for two more seats, and what it could change."""
    from hustings_site.accounts.enums import Office
    from hustings_site.accounts.services import give_office, open_account, print_sign_in_code
    from hustings_site.committees.enums import ClauseKind, Counted, Filling, Happening, How
    from hustings_site.committees.services import balance, reports, seats, vacancies
    from hustings_site.roll.services import organisation_named

    by = {"by": "test"}
    union = organisation_named(**by, name="Lanternmakers’ Union", invented=True)
    committee = seats.found_committee(**by, organisation=union, name="Executive", invented=True)
    section = seats.add_section(**by, committee=committee, name="Members")
    began, ends = date(2026, 1, 1), date(2029, 1, 1)
    terms = seats.SeatIs(exists_from=began, filling=Filling.MEMBERS, term_months=36, source="Rule 7")
    people = {name: seats.person_named(**by, organisation=union, name=name) for name in ("Ada", "Bo", "Cy")}
    made = [seats.make_seat(**by, section=section, terms=terms) for _name in people]
    for seat, person in zip(made, people.values(), strict=True):
        took = seats.What(
            what=Happening.TAKES, on=began, person=person, how=How.ELECTED, until=ends, source="Count of 2026"
        )
        seats.enter_event(**by, seat=seat, what=took)
    died = seats.What(what=Happening.DIED, on=date(2026, 6, 1), source="Notice")
    seats.enter_event(**by, seat=made[2], what=died)
    for author, side in (("Tide Watch", "Beacon"), ("Lamp Post", Counted.SWING)):
        lines = [balance.Line(people["Ada"], "Anchor"), balance.Line(people["Bo"], side)]
        balance.enter_claim(
            **by, committee=committee, author=author, said_on=began, source="x", sides=["Anchor", "Beacon"], lines=lines
        )
    further = seats.add_section(**by, committee=committee, name="Trades")
    for _seat in range(2):
        seats.make_seat(**by, section=further, terms=terms)
    result = published(union)
    balance.enter_opening(
        **by, committee=committee, title="Two trade seats", day=began, seats=2, sides=["Anchor", "Beacon"], source="x"
    )
    vacancies.enter_clause(
        **by, committee=committee, name="Rule 9", text="The council names.", kind=ClauseKind.APPOINTMENT, source="Rules"
    )
    clerk, ada = (open_account(**by, email=f"{name}@example.org", name=name.title()) for name in ("vera", "ada"))
    give_office(**by, user=clerk, office=Office.CLERK, scope=committee.scope)
    seats.link_account(**by, person=people["Ada"], user=ada)
    reports.follow(committee=committee, email="wilma@example.org", site=site)
    petition = petitioned(committee, made[0])
    return {
        "slug": committee.slug,
        "petition": petition.pk,
        "account": petition.person.accountability_meetings.get().pk,
        "clerk": [clerk.email, print_sign_in_code(**by, user=clerk)],
        "representative": [ada.email, print_sign_in_code(**by, user=ada)],
        "ada": people["Ada"].pk,
        "follower": committee.followers.get().key,
        "contest": result.contest_id,
        "died": made[2].events.get(what=Happening.DIED).pk,
    }


def published(union: "Organisation") -> "Result":
    """Dee and Eve are elected, Fay is not; counted elsewhere."""
    from hustings_site.elections.services import enter_contest, enter_election
    from hustings_site.results.enums import Unit
    from hustings_site.results.services import publish_totals
    from hustings_site.results.totals_file import read_totals
    from hustings_site.results.turnout import Turnout

    election = enter_election(by="test", organisation=union, title="Trades 2026")
    names = ["Dee", "Eve", "Fay"]
    contest = enter_contest(by="test", election=election, title="Trade seats", vacancies=2, candidates=names)
    return publish_totals(
        by="test",
        contest=contest,
        table=read_totals("candidate,elected,list,Votes\nDee,yes,Anchor,50\nEve,yes,Beacon,40\nFay,,Beacon,30\n"),
        unit=Unit.VOTES,
        method="Block vote",
        source="Minutes",
        turnout=Turnout(electorate=200, valid=70),
    )


def petitioned(committee: "Committee", seat: "Seat") -> "RecallPetition":
    """A petition on Ada, which one member could sign, and a meeting of account."""
    from django.utils import timezone

    from hustings_site.committees.recall import services
    from hustings_site.roll.members import MemberDetails, enter_members
    from hustings_site.roll.models import Electorate
    from hustings_site.roll.services import enter_branch

    union = committee.organisation
    enter_branch(by="test", organisation=union, code="alderby", name="Alderby")
    mab = MemberDetails(number="1", name="Mab Rush", branch="alderby", email="mab@example.org")
    enter_members(by="test", organisation=union, members=[mab])
    everybody = Electorate.objects.create(organisation=union, slug="all", name="Everybody", rule={"status": ["active"]})
    said = {"name": "Rule 12", "text": "Members may recall.", "source": "Rules", "kind": "number", "threshold": 1}
    rule = services.enter_rule(by="test", committee=committee, signers=everybody, days=9, follows="both", **said)
    petition = services.open_petition(by="test", rule=rule, seat=seat, text="She sold the hall.", movers="Bo Birch")
    meeting = services.arrange(
        by="test", rule=rule, person=petition.person, at=timezone.now(), place="Hall", chair="Dot Dill"
    )
    services.record_question(by="test", meeting=meeting, text="Why?", answer="No money.")
    return petition


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
