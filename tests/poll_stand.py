"""A site of its own for one election that is played through its pages: candidates stand, rolls are frozen, no key yet.

    python poll_stand.py FOLDER PORT

prints one line of JSON (sessions of everybody with an office, the election), then serves.
"""

import json
import os
import sys
from pathlib import Path

NAMES = ("Alma Ardent", "Bela Brook", "Ida Inch")
HOLDERS = ("Kim Latch", "Lee Bolt", "Mo Hasp")


def main(data: Path, port: int) -> None:
    from hustings_site.config.secret_key import keep_secret_key
    from hustings_site.start import open_site

    os.environ["HUSTINGS_DEMONSTRATION"] = "1"
    keep_secret_key(data)
    open_site(data, new=True)
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    print(json.dumps(furnish()), flush=True)  # noqa: T201 - the tests read it
    from hustings_site.config.server import serve_at

    serve_at("127.0.0.1", port, ready=lambda: print("ready", flush=True))  # noqa: T201 - the tests wait for it


def furnish() -> dict[str, object]:
    """Ten members, one post with three candidates, two returning officers, three key holders, a scrutineer."""
    from desks import BEGIN, CLOSE_NOMINATIONS, FREEZE, MINUTE, OPEN_NOMINATIONS, TIMETABLE, at, desk
    from django.test import Client
    from django.utils import timezone

    from hustings_site.accounts.enums import Office
    from hustings_site.accounts.services import give_office, open_account
    from hustings_site.elections.approved_acts import propose_freeze
    from hustings_site.elections.setting_up import change_election
    from hustings_site.journal import clock
    from hustings_site.roll.models import Member

    made = desk()
    election = made.election
    changes = {"spares": 3}
    made.election = change_election(by=made.orla.scope, election=election, version=election.version, changes=changes)
    contest = made.contest()
    made.announce()
    with at(BEGIN + MINUTE):
        made.agree(propose_freeze(by=made.orla.scope, election=made.election))
    made.work_until(OPEN_NOMINATIONS)
    for number, name in enumerate(NAMES, start=1):
        member = Member.objects.of(made.organisation).get(number=f"{number:04}")
        Member.objects.of(made.organisation).filter(pk=member.pk).update(name=name)
    made.stand(contest, *NAMES)
    made.work_until(CLOSE_NOMINATIONS)
    made.work_until(FREEZE + MINUTE)
    contest.refresh_from_db()
    with at(FREEZE + MINUTE):
        made.publish(contest)
    made.work_until(TIMETABLE["codes_at"])
    clock.set_ahead(TIMETABLE["codes_at"] + MINUTE - timezone.now())

    def session(user: object) -> str:
        client = Client()
        client.force_login(user)
        return str(client.cookies["sessionid"].value)

    told: dict[str, object] = {"orla": session(made.orla), "tam": session(made.tam)}
    for name, office in (*((name, Office.KEY_HOLDER) for name in HOLDERS), ("Una Snuffer", Office.SCRUTINEER)):
        first = name.split()[0].lower()
        user = open_account(by="test", email=f"{first}@office.example", name=name)
        give_office(by="test", user=user, office=office, scope=made.election.scope)
        told[first] = session(user)
    return told | {"election": made.election.slug, "contest": contest.slug}


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
