"""A site of its own for the browser's tests of campaigns: act 4 has been played, one programme waits for answers.

    python campaign_stand.py FOLDER PORT

prints one line of JSON (what the tests need to sign in and to answer), then serves.
"""

import json
import os
import sys
from datetime import timedelta
from pathlib import Path


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
    print(told, flush=True)  # noqa: T201 - the tests read it
    from hustings_site.config.server import serve_at

    serve_at("127.0.0.1", port, ready=lambda: print("ready", flush=True))  # noqa: T201 - the tests wait for it


def furnish(site: str) -> dict[str, object]:
    """Play the story, begin a second programme, and tell where everything is."""
    from django.core import mail
    from django.utils import timezone

    from hustings_site.accounts.services import appoint_returning_officer, print_sign_in_code
    from hustings_site.campaign.lanternmakers import POINTS, code_of, play
    from hustings_site.campaign.models import CandidatePage
    from hustings_site.campaign.services.answers import Reply, publish_answers
    from hustings_site.campaign.services.asking import put_to_candidates
    from hustings_site.campaign.services.endorsements import enter_endorsement
    from hustings_site.campaign.services.mailing import open_mailing
    from hustings_site.campaign.services.meetings import arrange_meeting, invite_everybody
    from hustings_site.campaign.services.pages import new_code
    from hustings_site.campaign.services.post import send_waiting
    from hustings_site.campaign.services.programmes import PointText, begin_programme, write_points
    from hustings_site.campaign.services.questions import put_question, rule_on_question
    from hustings_site.elections.models import Candidate
    from hustings_site.elections.services import enter_contest, enter_election, publish_lists
    from hustings_site.results.lanternmakers import SLATES
    from hustings_site.roll.models import Member
    from hustings_site.roll.services import enter_branch, organisation_named

    officers = [
        appoint_returning_officer(by="test", email=f"{name}@example.org", name=f"{name.title()} Wick")
        for name in ("orla", "piet")
    ]
    union = organisation_named(by="test", name="Lanternmakers’ Union", invented=True)
    branch = enter_branch(by="test", organisation=union, code="alderby", name="Alderby")
    election = enter_election(by="test", organisation=union, title="Executive 2026", invented=True)
    names = [name for slate in SLATES.values() for name in slate]
    contest = enter_contest(by="test", election=election, title="Executive", vacancies=9, candidates=names)
    publish_lists(
        by="test",
        contest=contest,
        publisher="Tide Watch",
        source="The Lamp Post",
        lists={name: list(slate) for name, slate in SLATES.items() if name},
    )
    for number, candidate in enumerate(contest.candidates.all()):
        email = "" if number == 7 else f"candidate{number}@lanternmakers.example"
        member = Member.objects.create(
            organisation=union, number=str(number), name=candidate.name, email=email, branch=branch
        )
        Candidate.objects.filter(pk=candidate.pk).update(member=member)
    begins = timezone.now() - timedelta(days=40)
    programme, meeting = play(contest=contest, officers=tuple(officers), site=site, begins=begins)
    second = begin_programme(by="test", contest=contest, title="Three more lamps", author="Tide Watch")
    write_points(by="test", programme=second, points=[POINTS[0], POINTS[1], POINTS[11]])
    put_to_candidates(by="test", programme=second, site=site)
    send_waiting()
    council = enter_contest(
        by="test", election=election, title="Council", vacancies=20, candidates=[f"Candidate {n:02}" for n in range(60)]
    )
    large = begin_programme(by="test", contest=council, title="Forty lamps", author="Tide Watch")
    asked = [PointText(text=f"Shall lamp {n} be lit on every night of the year?", short=f"Lamp {n}") for n in range(40)]
    write_points(by="test", programme=large, points=asked)
    for request in put_to_candidates(by="test", programme=large, site=site)[::9]:
        replies = {n: Reply("yes" if n % 3 else "reservations") for n in range(1, 41)}
        publish_answers(by="test", request=request, replies=replies, way="page", consent=True)
    first = second.requests.get(candidate__position=1)
    in_letter = second.requests.get(candidate__position=8)
    coming = arrange_meeting(
        by="test",
        contest=contest,
        fields={
            "title": "A second hustings",
            "starts_at": timezone.now() + timedelta(days=5),
            "ends_at": timezone.now() + timedelta(days=5, hours=2),
            "where": "in_person",
            "address": "Lamp Hall",
            "access": "No steps.",
            "chair": "Vera Vane",
            "code": "1. About the post.",
            "capacity": 1,
        },
    )
    invited = invite_everybody(by="test", meeting=coming, site=site)[0]
    question = put_question(meeting=coming, text="Dues?")
    rule_on_question(by="test", moderator="Mo", question=question, ruling="accepted")
    open_mailing(
        by="test", contest=contest, messages_each=1, words=300, closes_at=timezone.now() + timedelta(days=9), site=site
    )
    page = CandidatePage.objects.get(candidate__position=1)
    enter_endorsement(
        by="test",
        contest=contest,
        candidate=contest.candidates.get(position=1),
        kind="branch",
        endorser="Alderby branch",
        said_on=timezone.now().date(),
        source="Minutes",
    )
    mail.outbox.clear()
    return {
        "email": officers[0].email,
        "sign_in": print_sign_in_code(by="test", user=officers[0]),
        "contest": contest.pk,
        "programme": programme.slug,
        "second": second.slug,
        "large": large.slug,
        "second_pk": second.pk,
        "answer": [f"/answer/{first.key}/", code_of(first)],
        "letter": [f"/answer/{in_letter.key}/", in_letter.pk],
        "meeting": meeting.pk,
        "coming": coming.pk,
        "invitation": [f"/hustings/reply/{invited.key}/", new_code(invited)],
        "page": [f"/candidate/{page.key}/", new_code(page)],
        "candidate": first.candidate_id,
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
