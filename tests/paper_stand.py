"""A site of its own for the browser's tests of voting on paper: a poll that is open, four people who work on it.

python paper_stand.py FOLDER PORT       prints one line of JSON (sessions, addresses), then serves
python paper_stand.py FOLDER close      closes the poll beside the running server
"""

import json
import os
import sys
from pathlib import Path

STAND_IN = Path(__file__).parent / "site" / "booth" / "template.html"


def main(data: Path, what: str) -> None:
    from hustings_site.config.secret_key import keep_secret_key
    from hustings_site.start import open_site

    os.environ["HUSTINGS_DEMONSTRATION"] = "1"
    if what == "close":
        open_site(data)
        close_it()
        return
    keep_secret_key(data)
    open_site(data, new=True)
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    told = json.dumps(furnish())
    print(told, flush=True)  # noqa: T201 - the tests read it
    from hustings_site.config.server import serve_at

    serve_at("127.0.0.1", int(what), ready=lambda: print("ready", flush=True))  # noqa: T201 - the tests wait for it


def furnish() -> dict[str, object]:
    """Four of the five have paper and one of them has voted on screen; a fifth will ask."""
    from django.conf import settings
    from django.test import Client
    from django.urls import reverse
    from on_paper import ask, codes, on_paper

    from hustings_site.accounts.enums import Office
    from hustings_site.accounts.services import give_office, open_account
    from hustings_site.journal import clock

    settings.BOOTH_TEMPLATE = STAND_IN  # nobody opens the voter's page here
    made = on_paper()
    made.election.announced_at = clock.now()
    made.election.scrutineer = "Wanda Watch"
    made.election.save()
    made.cast(made.executive, codes(made)["0002"], [1, 2, 3])
    ask(made, "0001", "0002", "0003", "0004")

    def session(name: str, office: Office) -> str:
        user = open_account(by="test", email=f"{name.lower()}@paper.example.org", name=name)
        give_office(by="test", user=user, office=office, scope=made.election.scope)
        client = Client()
        client.force_login(user)
        return str(client.cookies["sessionid"].value)

    names = ("paper", "paper_requests", "paper_print", "paper_envelopes", "paper_numbers", "paper_watch")
    return {
        "orla": session("Orla", Office.RETURNING_OFFICER),
        "dan": session("Dan", Office.DEPUTY),
        "wanda": session("Wanda", Office.SCRUTINEER),
        "olu": session("Olu", Office.OBSERVER),
        **{
            name: reverse(f"elections:{name}", args=[made.election.slug])
            for name in (*names, "paper_account", "account")
        },
    }


def close_it() -> None:
    """An hour ago; the register is marked, the spares are published."""
    from on_paper import close
    from polled import Polled

    from hustings_site.elections.models import Contest

    executive = Contest.objects.select_related("election__organisation").get(slug="executive")
    youth = Contest.objects.get(slug="youth-officer")
    branch = executive.election.organisation.branches.get()
    close(Polled(executive.election, executive, youth, branch, 0, None))  # type: ignore[arg-type]


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
