"""A site of its own for the browser's tests of the desk: an election in the middle of its life, by a clock ahead.

    python desk_stand.py FOLDER PORT

prints one line of JSON (sessions of two officers, addresses of pages), then serves.
"""

import json
import os
import sys
from pathlib import Path


def main(data: Path, port: int) -> None:
    from hustings_site.config.secret_key import keep_secret_key
    from hustings_site.start import open_site

    os.environ["HUSTINGS_DEMONSTRATION"] = "1"
    keep_secret_key(data)
    open_site(data, new=True)
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    told = json.dumps(furnish())
    print(told, flush=True)  # noqa: T201 - the tests read it
    from hustings_site.config.server import serve_at

    serve_at("127.0.0.1", port, ready=lambda: print("ready", flush=True))  # noqa: T201 - the tests wait for it


def furnish() -> dict[str, object]:
    """Five contests in five states, a proposal of each kind, acts done, refused and to come; where to look at it."""
    from desks import BEGIN, FREEZE, MINUTE, OPEN, at, desk
    from django.test import Client
    from django.urls import reverse
    from django.utils import timezone

    from hustings_site.accounts.enums import Office
    from hustings_site.accounts.services import give_office, open_account
    from hustings_site.elections.approved_acts import propose_freeze, propose_void
    from hustings_site.elections.models import Contest
    from hustings_site.elections.terms import propose_correction
    from hustings_site.journal import clock
    from hustings_site.journal.models import Proposal

    made = desk()
    contests = [made.contest(f"Post {n}", constraints=[{"category": "women", "min": 1, "max": None}]) for n in range(5)]
    made.announce()
    correction = {"by": made.orla.scope, "election": made.election, "reason": "Misprint."}
    with at(BEGIN + MINUTE):
        made.agree(propose_correction(**correction, of=contests[0], changes={"vacancies": 2}))
        propose_correction(**correction, of=contests[1], changes={"vacancies": 3})
        made.agree(propose_freeze(by=made.orla.scope, election=made.election))
    made.work_until(FREEZE + 2 * MINUTE)
    states = ("poll_open", "paused", "unopposed", "voided", "provisional")
    for contest, state in zip(contests, states, strict=True):
        made.stand(contest, "Alma Ardent", "Bela Brook")
        Contest.objects.filter(pk=contest.pk).update(state=state, notice="Power cut in Alderby.")
    with at(OPEN):
        propose_void(by=made.orla.scope, contest=contests[0], reason="A name is missing.")
        made.work_until(OPEN)
    clock.set_ahead(OPEN + MINUTE - timezone.now())

    def session(user: object) -> str:
        client = Client()
        client.force_login(user)
        return str(client.cookies["sessionid"].value)

    def address(name: str, *parts: object) -> str:
        return reverse(f"elections:{name}", args=parts)

    slug = made.election.slug
    una = open_account(by="test", email="una@example.org", name="Una Snuffer")
    give_office(by="test", user=una, office=Office.SCRUTINEER, scope=made.organisation.scope)
    contests[0].refresh_from_db()
    return {
        "una": session(una),
        "watched": [
            reverse("accounts:waiting"),
            *(address(name, *parts) for name, parts in (("overview", [slug]), ("journal", [slug]))),
            reverse("roll:roll", args=[made.organisation.slug, contests[0].roll_id]),
        ],
        "not hers": [address("set_up", slug), address("contest_act", slug, contests[0].slug, "void"), address("begin")],
        "orla": session(made.orla),
        "tam": session(made.tam),
        "desk": [
            *(address(name) for name in ("desk", "begin", "approvals")),
            *(address("approval", proposal.pk) for proposal in Proposal.objects.all()),
            *(address(name, slug) for name in ("overview", "set_up", "announce")),
            address("contest_set_up", slug, contests[0].slug),
            address("contest_act", slug, contests[0].slug, "extend_poll"),
            address("contest_act", slug, contests[0].slug, "make_final"),
            address("election_act", slug, "freeze_rolls"),
        ],
        "public": [
            reverse("home"),
            *(address(name, slug) for name in ("election", "timetable", "terms", "journal")),
            *(address("contest", slug, contest.slug) for contest in contests),
        ],
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
