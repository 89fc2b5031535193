"""A site of its own for the browser's tests of nominations, candidates and complaints.

    python nominating_stand.py FOLDER PORT

prints one line of JSON (who is signed in by which cookie, what stands where), then serves.
"""

import io
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
    print(json.dumps(furnish()), flush=True)  # noqa: T201 - the tests read it
    from hustings_site.config.server import serve_at

    serve_at("127.0.0.1", port, ready=lambda: print("ready", flush=True))  # noqa: T201 - the tests wait for it


def furnish() -> dict[str, object]:
    """The Lampwrights with officers and branch officers, a second post whose nominations are closed, complaints."""
    from django.utils import timezone
    from lampwrights import MEETING, lampwrights
    from PIL import Image

    from hustings_site.accounts.enums import Office
    from hustings_site.accounts.services import give_office, open_account
    from hustings_site.elections.candidates.enums import PublicField, Source
    from hustings_site.elections.candidates.keys import file_of, print_key
    from hustings_site.elections.candidates.services import accept, give_consents, keep_photo, keep_statement
    from hustings_site.elections.complaints.enums import Matter
    from hustings_site.elections.complaints.services import complain, rule_on_complaint, sum_up
    from hustings_site.elections.enums import ContestState
    from hustings_site.elections.models import Contest, Election
    from hustings_site.elections.nominations.services import enter_nomination
    from hustings_site.elections.services import enter_contest

    union = lampwrights()
    Election.objects.update(announced_at=timezone.now())
    told: dict[str, object] = {"election": union.election.slug, "contest": union.contest.slug, "pk": union.contest.pk}
    for name, office, scope in (
        ("orla", Office.RETURNING_OFFICER, union.election.scope),
        ("dan", Office.DEPUTY, union.election.scope),
        ("alderby", Office.BRANCH_OFFICER, union.branches["alderby"].scope),
        ("cloverley", Office.BRANCH_DEPUTY, union.branches["cloverley"].scope),
    ):
        user = open_account(by="test", email=f"{name}@example.org", name=name.title())
        give_office(by="test", user=user, office=office, scope=scope)
        told[f"as_{name}"] = session_of(user)
    told |= {code: union.branches[code].pk for code in ("alderby", "cloverley")}
    treasurer = enter_contest(by="test", election=union.election, title="Treasurer", vacancies=1, candidates=[])
    Contest.objects.filter(pk=treasurer.pk).update(
        state=ContestState.NOMINATIONS, threshold="1 branch or 2 affiliates", names_each=3
    )
    treasurer.refresh_from_db()
    picture = io.BytesIO()
    Image.new("RGB", (400, 500), "teal").save(picture, "JPEG")
    for name in ("Alma Ardent", "Cora Crane", "Dina Dale"):
        nomination = enter_nomination(
            by="test",
            contest=treasurer,
            named=union.named(name),
            nominator=union.branches["alderby"],
            meeting=MEETING,
        )
        candidate = nomination.candidate
        if name == "Dina Dale":
            continue
        accept(by="test", candidate=candidate, source=Source.SCREEN)
        keep_statement(by="test", candidate=candidate, text=f"{name} lights every lamp.\n\nTwice.", source=Source.PAPER)
        keep_photo(by="test", candidate=candidate, upload=picture.getvalue(), alternative=f"{name} at a lamp")
        given = dict.fromkeys(PublicField, True)
        give_consents(by="test", candidate=candidate, given=given, source=Source.PAPER, contact="ask@example.org")
        told[name] = candidate.pk
        told[f"link {name}"] = str(file_of(candidate).link)
        told[f"code {name}"] = print_key(by="test", candidate=candidate)
    told["nomination"] = nomination.pk
    Contest.objects.filter(pk=treasurer.pk).update(state=ContestState.NOMINATIONS_CLOSED)
    told |= {"closed": treasurer.slug, "closed_pk": treasurer.pk}
    ruled = complain(election=union.election, matter=Matter.NOMINATION, text="My branch was never called.")
    sum_up(by="test", complaint=ruled, summary="A branch says that it was not called.")
    rule_on_complaint(by="test", ruled_by="Orla", complaint=ruled, upheld=False, reason="It was called on 1 March.")
    told["complaint"] = complain(election=union.election, matter=Matter.OTHER, text="The page is slow.").pk
    return told


def session_of(user: object) -> str:
    """The cookie of a browser in which this person is signed in."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return session.session_key or ""


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
