"""A site of its own for the browser's tests of slates: two allied groups, three slates made in the three ways.

    python slates_stand.py FOLDER PORT

prints one line of JSON (who is signed in by which cookie, where everything is), then serves.
"""

import json
import os
import sys
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hustings_site.slates.models import Recommendation
    from hustings_site.slates.withdrawing.models import EndorsementVote


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
    print(json.dumps(furnish()), flush=True)  # noqa: T201 - the tests read it
    from hustings_site.config.server import serve_at

    serve_at("127.0.0.1", port, ready=lambda: print("ready", flush=True))  # noqa: T201 - the tests wait for it


def furnish() -> dict[str, object]:
    """The Lanternmakers with their three slates after the reinstatement, and one more post where nothing is said."""
    from django.utils import timezone
    from nominating_stand import session_of

    from hustings_site.accounts.services import appoint_returning_officer, open_account
    from hustings_site.elections.models import Contest
    from hustings_site.elections.services import enter_contest
    from hustings_site.results.examples import load_executive
    from hustings_site.slates.lanternmakers import load_bodies, play_slates

    officer = appoint_returning_officer(by="test", email="orla@example.org", name="Orla Wick")
    load_executive()
    contest = Contest.objects.get(title="Members of the executive")
    bodies = load_bodies(by=officer.scope, organisation=contest.election.organisation)
    slates = play_slates(contest=contest, bodies=bodies, by=officer.scope, begins=timezone.now().replace(microsecond=0))
    auditor = enter_contest(
        by="test", election=contest.election, title="Auditor", vacancies=1, candidates=["Olga Onyx", "Paul Pitch"]
    )
    told: dict[str, object] = {"as_orla": session_of(officer)}
    for name, body in (("una", bodies["Anchor"]), ("vic", bodies["Harbour"])):
        editor = open_account(by="test", email=f"{name}@example.org", name=name.title())
        body.editors.add(editor)
        told |= {f"as_{name}": session_of(editor), f"{name}_body": body.pk, f"{name}_page": body.slug}
    anchor = slates["Anchor"]
    vote = asked_again(anchor.recommendations.last())
    return told | {
        "vote": vote.slug,
        "vote_pk": vote.pk,
        "election": contest.election.slug,
        "contest": contest.slug,
        "auditor": auditor.pk,
        "auditor_page": auditor.slug,
        "slate": anchor.slug,
        "slate_pk": anchor.pk,
        "alliance": anchor.alliance.slug,
        "alliance_pk": anchor.alliance.pk,
        "recommendation": anchor.recommendations.last().pk,
    }


def asked_again(recommendation: "Recommendation") -> "EndorsementVote":
    """Supporters are asked whether a recommendation of somebody who was elected is withdrawn; who it was replied."""
    from django.utils import timezone

    from hustings_site.elections.enums import Standing
    from hustings_site.roll.services import organisation_named
    from hustings_site.slates.services.bodies import link_supporters
    from hustings_site.slates.withdrawing import services

    elected = recommendation.places.filter(pool=False).first().candidate
    elected.standing = Standing.ELECTED
    elected.save()
    supporters = organisation_named(by="test", name="Anchor supporters")
    link_supporters(by="test", body=recommendation.body, supporters=supporters)
    now = timezone.now()
    dates = {name: now + timedelta(days=n) for n, name in enumerate(services.DATES, start=2)}
    vote = services.put_question(
        by="test",
        recommendation=recommendation,
        candidate=elected,
        why="She voted for the merger after all.",
        reply_by=now + timedelta(days=1),
        dates=dates,
        notice_days=0,
    )
    services.publish_question(by="test", vote=vote, site="https://elections.example.org")
    services.reply(by="test", vote=vote, text="I said so before the vote.", source="Letter")
    return vote


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
