"""The campaign of the Lanternmakers' Union, all of it invented: act 4 of the demonstration, played by the services that
everybody uses.

Twelve points go to all twenty candidates: 15 answer all of them (one on paper), 2 a part, 1 declines, 1 message comes
back and a letter follows, 1 is silent after three requests; one answer is changed after the hustings. To the hustings
twenty are invited and sixteen come; 31 questions are merged to nine.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from random import Random

from hustings_site.accounts.models import User
from hustings_site.campaign.enums import Attendance, Event, Ruling, Way
from hustings_site.campaign.models import Meeting, MeetingQuestion, Programme, Request
from hustings_site.campaign.services.answers import Reply, decline, enter_paper, publish_answers
from hustings_site.campaign.services.asking import print_letters, put_to_candidates, record_contact, remind
from hustings_site.campaign.services.meetings import (
    arrange_meeting,
    change_meeting,
    invite_everybody,
    reply_to_invitation,
)
from hustings_site.campaign.services.pages import new_code
from hustings_site.campaign.services.places import register
from hustings_site.campaign.services.post import send_waiting
from hustings_site.campaign.services.programmes import PointText, begin_programme, write_points
from hustings_site.campaign.services.questions import (
    begin_turn,
    draw_speaking_order,
    end_turn,
    mark_recording,
    put_question,
    rule_on_question,
)
from hustings_site.elections.models import Contest
from hustings_site.journal import clock
from hustings_site.journal.approvals import approve

SEED = "Lanternmakers' Union, answers, 4"
TITLE = "Ten lamps for the union"
AUTHOR = "Lanternmakers’ Union, policy committee"
POINTS = (
    PointText(text="Shall the union buy its hall in Alderby?", short="Buy the hall", why="The lease ends next year."),
    PointText(
        text="How much of the dues shall stay with the branches?",
        short="Dues for branches",
        kind="scale",
        places=5,
        low="none",
        high="all",
    ),
    PointText(text="Shall officers be elected by all members every two years?", short="Two-year terms"),
    PointText(text="Shall meetings be held online as well as in person?", short="Meet online"),
    PointText(text="Shall apprentices pay half the dues?", short="Apprentices’ dues"),
    PointText(text="Shall the union lend tools to members out of work?", short="Lend tools"),
    PointText(text="Shall the executive publish how each of its members votes?", short="Recorded votes"),
    PointText(text="Shall the two small branches in the south be joined?", short="Join branches"),
    PointText(
        text="How fast shall the workshops change to electric lamps?",
        short="Electric lamps",
        kind="scale",
        places=5,
        low="not at all",
        high="within a year",
    ),
    PointText(text="Shall the strike fund be kept apart from other money?", short="Strike fund"),
    PointText(text="Shall the union join the federation of guilds?", short="The federation"),
    PointText(text="What would you do first?", short="First deed", kind="text"),
)
FIRST_DEEDS = (
    "Read the accounts aloud in every branch.",
    "Mend the roof of the hall before we speak of buying it.",
    "Ask the apprentices what they need.",
    "Answer every letter within a week.",
)
CODE = "1. A question is about the post.\n2. It names no member who does not stand.\n3. It is one question."
THEMES = (
    "the hall",
    "dues",
    "online meetings",
    "apprentices",
    "tools",
    "recorded votes",
    "the south",
    "lamps",
    "funds",
)
PAPER = b"%PDF-1.4\n% An invented scan of an invented letter.\n%%EOF\n"

DECLINES, COMES_BACK, SILENT, IN_PART, ON_PAPER = 9, 13, 17, (5, 11), 7
"""Places on the ballot paper, from 0, of those who do not answer everything, and of the one who answers on paper."""
ABSENT = {3: "A night shift.", 12: "Ill.", 16: "No reason was given.", 18: "The last train had gone."}


def play(*, contest: Contest, officers: tuple[User, User], site: str, begins: datetime) -> tuple[Programme, Meeting]:
    """The whole campaign from `begins` on, some six weeks, for a contest of at least twenty candidates."""
    programme = _ask(contest, officers, site, begins)
    requests = list(programme.requests.order_by("candidate__position").select_related("candidate", "programme"))
    _answer(requests, officers, begins)
    _chase(programme, requests, officers[0], site, begins)
    meeting = _meet(contest, programme, officers[0], site, begins + timedelta(days=30))
    with clock.standing_at(begins + timedelta(days=34)):
        changed = {1: Reply("no", words="After what was said at the hustings: not at this price.")}
        _publish(requests[0], changed)
    return programme, meeting


def _ask(contest: Contest, officers: tuple[User, User], site: str, begins: datetime) -> Programme:
    by = officers[0].scope
    with clock.standing_at(begins):
        about = "Ten points from the branches’ motions, and two that members asked for."
        programme = begin_programme(by=by, contest=contest, title=TITLE, author=AUTHOR, about=about)
        write_points(by=by, programme=programme, points=POINTS)
        put_to_candidates(by=by, programme=programme, site=site, reply_by=begins + timedelta(days=28))
        send_waiting()
        print_letters(by=by, programme=programme, site=site)
    return programme


def _answer(requests: Sequence[Request], officers: tuple[User, User], begins: datetime) -> None:
    """Each on a day of their own, drawn from the seed."""
    draw = Random(SEED)  # noqa: S311 - an invented story that plays the same every time
    for place, request in enumerate(requests):
        replies = {number: _reply(point, draw) for number, point in enumerate(POINTS, start=1)}
        day = begins + timedelta(days=2 + draw.randrange(20), minutes=draw.randrange(600))
        if place in {DECLINES, COMES_BACK, SILENT}:
            continue
        if place in IN_PART:
            replies = dict(list(replies.items())[: 5 if place == IN_PART[0] else 4])
        with clock.standing_at(day):
            if place == ON_PAPER:
                _answer_on_paper(request, replies, officers)
            else:
                _publish(request, replies)


def _reply(point: PointText, draw: Random) -> Reply:
    if point.kind == "text":
        return Reply("words", words=draw.choice(FIRST_DEEDS))
    if point.kind == "scale":
        return Reply("placed", place=1 + draw.randrange(point.places))
    stance = draw.choice(("yes", "yes", "yes", "reservations", "reservations", "no", "no", "no_view"))
    return Reply(stance, words="If the branches agree." if stance == "reservations" else "")


def _publish(request: Request, replies: dict[int, Reply]) -> None:
    publish_answers(by=request.candidate.scope, request=request, replies=replies, way=Way.PAGE, consent=True)


def _answer_on_paper(request: Request, replies: dict[int, Reply], officers: tuple[User, User]) -> None:
    first, second = officers
    proposal = enter_paper(by=first.scope, request=request, scan=PAPER, scan_name="letter.pdf", replies=replies)
    if proposal.decided_at is None:
        approve(by=second.scope, proposal=proposal)
    record_contact(by=second.scope, request=request, event=Event.PROOF)


def _chase(programme: Programme, requests: Sequence[Request], officer: User, site: str, begins: datetime) -> None:
    """A message comes back, one declines, and whoever owes answers is reminded twice."""
    with clock.standing_at(begins + timedelta(days=1)):
        back = requests[COMES_BACK]
        record_contact(by=officer.scope, request=back, event=Event.BOUNCED)
        print_letters(by=officer.scope, programme=programme, site=site, also=[back.pk])
    with clock.standing_at(begins + timedelta(days=5)):
        words = "I answer my branch alone, where I am asked face to face."
        decline(by=requests[DECLINES].candidate.scope, request=requests[DECLINES], reason=words)
    for week in (3, 4):
        with clock.standing_at(begins + timedelta(weeks=week)):
            remind(by=officer.scope, programme=programme, site=site)
            send_waiting()


def _meet(contest: Contest, programme: Programme, officer: User, site: str, day: datetime) -> Meeting:
    by = officer.scope
    with clock.standing_at(day - timedelta(days=14)):
        meeting = arrange_meeting(
            by=by,
            contest=contest,
            fields={
                "title": "Hustings for the executive",
                "starts_at": day,
                "ends_at": day + timedelta(hours=2),
                "where": "both",
                "address": "Lamp Hall, Wick Lane, Alderby",
                "link": "https://meet.lanternmakers.example/hustings",
                "access": "No steps; hearing loop; captions; a quiet room beside the hall.",
                "chair": "Vera Vane, of the Potters’ Society",
                "code": CODE,
                "capacity": 12,
                "seconds_each": 45,
            },
        )
        invitations = invite_everybody(by=by, meeting=meeting, site=site)
        for number in range(1, 16):
            register(meeting=meeting, name=f"Member {number}", email=_member(number), needs="", site=site)
        send_waiting()
    numbered = _questions(meeting, officer, day)
    with clock.standing_at(day - timedelta(days=2)):
        draw_speaking_order(by=by, meeting=meeting, seed="dice thrown by the chair: 4 2 6 6 1")
    for place, invitation in enumerate(invitations):
        coming, reason = (Attendance.NOT_COMING, ABSENT[place]) if place in ABSENT else (Attendance.COMING, "")
        with clock.standing_at(day - timedelta(days=6)):
            scope = invitation.candidate.scope
            reply_to_invitation(by=scope, invitation=invitation, attendance=coming, reason=reason)
        if place not in ABSENT:
            with clock.standing_at(day + timedelta(hours=2)):
                reply_to_invitation(by=by, invitation=invitation, attendance=Attendance.CAME)
    present = [each.candidate for place, each in enumerate(invitations) if place not in ABSENT]
    second = 120
    for question in numbered:
        question.refresh_from_db()
        for candidate in present:
            begin_turn(by=by, question=question, candidate=candidate, now=day + timedelta(seconds=second))
            if candidate is present[0]:
                point = programme.points.first() if question.number == 1 else None
                mark_recording(by=by, question=question, candidate=candidate, second=second, point=point)
            second += 43
        end_turn(by=by, meeting=meeting, now=day + timedelta(seconds=second))
    with clock.standing_at(day + timedelta(days=1)):
        video = {"recording": "https://video.lanternmakers.example/hustings"}
        return change_meeting(by=by, meeting=Meeting.objects.get(pk=meeting.pk), fields=video, site=site)


def _questions(meeting: Meeting, officer: User, day: datetime) -> list[MeetingQuestion]:
    """Thirty-one questions on nine themes: the first on each is accepted, the others are merged, one is refused and,
    on second thoughts, merged too."""
    accepted: list[MeetingQuestion] = []
    with clock.standing_at(day - timedelta(days=5)):
        for number in range(31):
            theme = THEMES[number % len(THEMES)]
            first = number < len(THEMES)
            text = f"What do you say about {theme}?" if first else f"And {theme}, asked once more ({number})?"
            question = put_question(meeting=meeting, text=text, asked_by="")
            decide = partial(rule_on_question, by=officer.scope, moderator=officer.name, question=question)
            if first:
                decide(ruling=Ruling.ACCEPTED)
                accepted.append(question)
                continue
            if number == len(THEMES):
                decide(ruling=Ruling.REFUSED, reason="Line 3: it asks two things.")
            decide(ruling=Ruling.MERGED, into=accepted[number % len(THEMES)])
    return accepted


def _member(number: int) -> str:
    return f"member{number}@lanternmakers.example"


def code_of(request: Request) -> str:
    """A new reply code for one candidate, for whoever plays that candidate in the demonstration."""
    return new_code(request)
