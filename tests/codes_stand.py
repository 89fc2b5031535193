"""A site of its own for the browser's walk through the code office: an open poll of fifteen: thirteen are
reached by mail, one by post, and one was struck from a roll.

    python codes_stand.py FOLDER PORT

prints one line of JSON (a session of the code office, addresses of pages, numbers), then serves.
"""

import json
import sys
from pathlib import Path


def main(data: Path, port: int) -> None:
    from hustings_site.config.secret_key import keep_secret_key
    from hustings_site.start import open_site

    keep_secret_key(data)
    open_site(data, new=True)
    from django.conf import settings
    from django.core.management import call_command

    settings.BOOTH_TEMPLATE = Path(__file__).parent / "site" / "booth" / "template.html"
    call_command("migrate", verbosity=0, interactive=False)
    print(json.dumps(furnish()), flush=True)  # noqa: T201 - the tests read it
    from hustings_site.config.server import serve_at

    serve_at("127.0.0.1", port, ready=lambda: print("ready", flush=True))  # noqa: T201 - the tests wait for it


def furnish() -> dict[str, str]:
    """The election, its code office signed in; somebody who was struck from a roll holds a code still."""
    from code_office import holder, open_election, page, person
    from django.test import Client
    from polled import BY, PASSPHRASE

    from hustings_site.roll.late_changes import change_entry

    made = open_election(members=tuple(f"{number:04}" for number in range(1, 16)))
    struck = made.entry(made.executive, "0015")
    change_entry(by=BY, entry=struck, what="strike", reason="Resigned from the union.")
    client = Client()
    client.force_login(person(made))
    names = ("prepare", "codes", "codes_mail", "codes_letters", "codes_remind", "codes_bar", "codes_helpline")
    return {
        "session": client.cookies["sessionid"].value,
        "passphrase": PASSPHRASE,
        **{name: page(made, name) for name in (*names, "codes_given", "no_code", "wrong_address")},
        "elector": page(made, "codes_elector", holder(made, "0002").entry.pk),
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
