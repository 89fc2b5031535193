"""A caucus's published plan, step by step, by the services that everybody uses.

Call on all candidates; publish answers as they come; an interim recommendation from an earlier poll; a hustings meeting
for all; the checklist; a poll over all with allied bodies invited, one of which never answers; how many to recommend;
recommend in the poll's order; the substitute in, the reinstated candidate back.
"""

import json
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from campaigning import SITE
from desks import at
from django.core import mail
from django.test import Client
from supporters import DATES, NOW, Group, group, keep_data_in, match

from hustings.analysis.how_many import Group as Share
from hustings.analysis.how_many import Shape, Supposed, outlooks
from hustings.rules import find_rule
from hustings_site.accounts.models import User
from hustings_site.campaign.enums import Attendance
from hustings_site.campaign.models import Programme
from hustings_site.campaign.selectors.checklist import checklist
from hustings_site.campaign.services.answers import Reply, decline, publish_answers
from hustings_site.campaign.services.asking import print_letters, put_to_candidates
from hustings_site.campaign.services.meetings import arrange_meeting, invite_everybody, reply_to_invitation
from hustings_site.campaign.services.post import send_waiting
from hustings_site.campaign.services.programmes import PointText, begin_programme, write_points
from hustings_site.elections.candidates.acts import propose_reinstatement, propose_suspension
from hustings_site.elections.models import Candidate, Contest
from hustings_site.elections.services import enter_contest, enter_election
from hustings_site.results.enums import Unit
from hustings_site.results.services import publish_totals
from hustings_site.results.totals_file import read_totals
from hustings_site.results.turnout import Turnout
from hustings_site.slates.models import Alliance, Notice, Slate
from hustings_site.slates.selectors.alliances import ledger_of
from hustings_site.slates.selectors.pages import side_by_side
from hustings_site.slates.selectors.recommending import now_recommended, recommendations_in_force
from hustings_site.slates.selectors.slates import plan_of
from hustings_site.slates.services.alliances import admit_body, adopt_charter, form_alliance
from hustings_site.slates.services.allying import answer_approach, enter_approach, enter_undertaking
from hustings_site.slates.services.bodies import add_editor, open_body
from hustings_site.slates.services.making import answer_question, begin_slate, enter_step, open_slate, plan_step
from hustings_site.slates.services.recommending import Named, give_word_as_substitute, recommend

PLAN = (
    ("Call on all candidates", -50),
    ("Publish answers as they come", -30),
    ("Interim recommendation from last year’s poll", -28),
    ("A hustings meeting for all", -14),
    ("Checklist", -10),
    ("Poll over all candidates", 0),
    ("Decide how many to recommend", 1),
    ("Recommend in the poll’s order", 2),
)
"""Each step, and the day by which it is promised, counted from the poll."""
EARLIER = "candidate,votes,elected\nAnn Ash,61,yes\nCleo Cedar,55,no\nBob Birch,30,no\n"


class Caucus:
    """Anchor with Buoy in alliance, and the editor of both slates' pages; what it does, step by step."""

    def __init__(self, contest: Contest, una: User) -> None:
        self.contest, self.by = contest, una.scope
        organisation = contest.election.organisation
        organisation.two_officers = False
        organisation.save()
        contest.rule = "scotland_2011"
        contest.save()
        self.body, self.buoy = (
            open_body(by="test", organisation=organisation, name=name, kind="national", editors=[una])
            for name in ("Anchor", "Buoy")
        )
        self.alliance, self.slate = self.allied()
        self.steps = [
            plan_step(by=self.by, slate=self.slate, what=what, due=(NOW + timedelta(days=day)).date())
            for what, day in PLAN
        ]
        open_slate(by=self.by, slate=self.slate)

    def allied(self) -> tuple[Alliance, Slate]:
        """Buoy is invited and comes, Quay is invited and never answers; both that came agree to be bound."""
        alliance = form_alliance(by=self.by, convener=self.body, name="Anchor and Buoy")
        text = "Each body polls its own supporters on all candidates; a paper of Buoy counts twice."
        adopt_charter(by=self.by, alliance=alliance, text=text, adopted_on=today(), adopted_by="both bodies")
        for name, body in (("Buoy", self.buoy), ("Quay", None)):
            asked = enter_approach(
                by=self.by, alliance=alliance, kind="invitation", name=name, body=body, made_on=today()
            )
            if body is not None:
                answer_approach(by=self.by, approach=asked, answer="accepted", on=today(), answered_by="Vic Wick")
                admit_body(by=self.by, alliance=alliance, body=body, weight=2, joined_on=today())
        word = {"to_what": "the order of the poll", "said_on": today(), "source": "Minutes of 1 January"}
        for who in ("Anchor", "Buoy"):
            enter_undertaking(by=self.by, alliance=alliance, who=who, **word)
        slate = begin_slate(
            by=self.by,
            election=self.contest.election,
            body=self.body,
            alliance=alliance,
            name="Anchor 2026",
            made="polled",
        )
        return alliance, slate

    def done(self, number: int, address: str = "") -> None:
        enter_step(by=self.by, step=self.steps[number - 1], event="done", address=address)

    def names(self) -> list[str]:
        """Whom it recommends now."""
        (now,) = recommendations_in_force(self.contest).filter(body=self.body)
        return [each.candidate.name for each in now_recommended(now)]

    def recommend(self, **given: object) -> object:
        return recommend(by=self.by, body=self.body, slate=self.slate, contest=self.contest, **given)


def today() -> date:
    from hustings_site.journal import clock

    return clock.now().date()


def day(number: int) -> object:
    """A day of the story, counted from the poll."""
    return at(NOW + timedelta(days=number))


@pytest.fixture
def caucus(contest: Contest, una: User, tmp_path: Path, settings: object) -> Caucus:
    keep_data_in(tmp_path, settings)
    with day(-60):
        return Caucus(contest, una)


def call_on_all(caucus: Caucus) -> Programme:
    with day(-50):
        programme = begin_programme(by="test", contest=caucus.contest, title="Six lamps", author="Anchor")
        write_points(by="test", programme=programme, points=[PointText(text="Buy the hall?", short="Hall")])
        asked = put_to_candidates(by="test", programme=programme, site=SITE)
        print_letters(by="test", programme=programme, site=SITE)
        caucus.done(1, f"/campaign/{programme.slug}/")
    assert len(asked) == caucus.contest.candidates.count() == 6
    return programme


def publish_answers_as_they_come(caucus: Caucus, programme: Programme) -> None:
    requests = list(programme.requests.order_by("candidate__position"))
    for number, stance in enumerate(("yes", "reservations", "no", "yes")):
        with day(-48 + number):
            publish_answers(by="test", request=requests[number], replies={1: Reply(stance)}, way="page", consent=True)
    with day(-40):
        decline(by="test", request=requests[4], reason="I answer my branch alone.")
    with day(-30):
        caucus.done(2, f"/campaign/{programme.slug}/moved/")


def recommend_for_the_time_being(caucus: Caucus) -> None:
    """From last year's poll, held elsewhere and published here with its source."""
    with day(-28):
        election = enter_election(by="test", organisation=caucus.contest.election.organisation, title="Poll of 2099")
        names = [line.split(",")[0] for line in EARLIER.splitlines()[1:]]
        earlier = enter_contest(by="test", election=election, title="Poll", vacancies=1, candidates=names)
        publish_totals(
            by="test",
            contest=earlier,
            table=read_totals(EARLIER, "poll.csv"),
            unit=Unit.VOTES,
            method="Marks of supporters",
            source="Anchor’s newsletter, November 2099",
            turnout=Turnout(),
        )
        caucus.recommend(
            kind="any_order",
            named=Named(candidates=stand(caucus.contest, "Ann", "Cleo")),
            interim_from=date(2099, 11, 9),
            rests_on="Last year’s poll of supporters.",
            how="The two first of last year’s poll.",
            why="Branches meet before this year’s poll.",
        )
        caucus.done(3)
    assert caucus.names() == ["Ann Ash", "Cleo Cedar"]


def hold_a_hustings_meeting(caucus: Caucus) -> None:
    with day(-20):
        meeting = arrange_meeting(
            by="test",
            contest=caucus.contest,
            fields={
                "title": "Hustings",
                "starts_at": NOW - timedelta(days=14),
                "ends_at": NOW - timedelta(days=14) + timedelta(hours=2),
                "where": "in_person",
                "address": "Lamp Hall",
                "access": "No steps.",
                "chair": "Vera Vane",
                "code": "1. About the post.",
            },
        )
        invited = invite_everybody(by="test", meeting=meeting, site=SITE)
    with day(-14):
        for each in invited[:5]:
            reply_to_invitation(by="test", invitation=each, attendance=Attendance.CAME)
        caucus.done(4, f"/hustings/{meeting.pk}/")
    assert len(invited) == 6


def check_the_checklist(caucus: Caucus, programme: Programme) -> None:
    with day(-10):
        caucus.done(5, f"/campaign/{programme.slug}/")
    words = [cell.word for row in checklist(programme).rows for cell in row.cells]
    assert words == ["Yes", "With reservations", "No", "Yes", "Declined", "No reply"]


def poll_over_all(caucus: Caucus) -> list[str]:
    """Two bodies, one supporter in both, and a third that never answers and holds up nobody; the order of all six."""
    from hustings_site.slates.polls.counting import publish_order
    from hustings_site.slates.polls.services import begin_poll, invite_body, publish_rules

    anchor = group("Anchor supporters", {f"a{n}": f"a{n}@example.org" for n in range(4)} | {"a9": "both@example.org"})
    buoy = group("Buoy supporters", {"b1": "b1@example.org", "b2": "both@example.org"})
    by = anchor.officer.scope
    quay = group("Quay supporters", {"q1": "q1@example.org"})
    add_editor(by=caucus.by, body=caucus.body, editor=anchor.officer)
    with at(NOW):
        poll = begin_poll(
            by=by,
            host=anchor.organisation,
            slate=caucus.slate,
            title="Whom shall we recommend",
            marking="ranking",
            dates=DATES,
            contest=caucus.contest,
        )
        invite_body(by=by, poll=poll, organisation=buoy.organisation, weight=2)
        invite_body(by=by, poll=poll, organisation=quay.organisation, weight=1)
        poll = publish_rules(by=by, poll=poll)
    groups: tuple[Group, ...] = (anchor, buoy)
    for each in groups:
        each.agree(poll)
        each.freeze()
    match(*groups)
    on_paper = [each.name for each in poll.candidates.all()]
    assert sorted(on_paper) == sorted(c.name for c in caucus.contest.candidates.all())
    for each in groups:
        each.prepare()
        each.open()
    for number in ("a0", "a1", "a2"):
        anchor.cast(number, ranks(on_paper, "Cleo Cedar", "Ann Ash", "Dan Dill", "Eve Elm", "Bob Birch"))
    buoy.cast("b1", ranks(on_paper, "Ann Ash", "Cleo Cedar", "Dan Dill", "Bob Birch", "Eve Elm"))
    for each in groups:
        each.close()
    with at(DATES["complaints_by"]):
        order = publish_order(by=by, poll=poll)
    with day(1):
        caucus.done(6)
    told = json.loads(order.text)
    assert told["left_out"] == [{"body": "Quay supporters", "weight": 1, "why": "not_agreed"}]
    return list(told["order"])


def ranks(on_paper: list[str], *names: str) -> list[int]:
    return [names.index(name) + 1 if name in names else 0 for name in on_paper]


def decide_how_many(caucus: Caucus) -> int:
    """For a share of a half and a loyalty of three quarters: as few as win as many vacancies as any number does."""
    supposed = Supposed((Share(50, 1), Share(50, 3)), caucus.contest.vacancies, Fraction(3, 4), voters=200)
    even = [
        each
        for each in outlooks(supposed, [find_rule(caucus.contest.rule)], 3, "how many, Anchor")
        if each.shape is Shape.EVEN
    ]
    best = max(each.middle for each in even)
    many = next(each.recommended for each in even if each.middle == best)
    with day(1):
        text = f"Delegates, by the order of the poll; {many} of three, as the trial counts advise."
        answer_question(by=caucus.by, slate=caucus.slate, question="decided", text=text)
        caucus.done(7)
    return many


def stand(contest: Contest, *initials: str) -> list[Candidate]:
    return [contest.candidates.get(name__startswith=each) for each in initials]


def test_plan_is_carried_out_step_by_step(caucus: Caucus, client: Client) -> None:
    contest = caucus.contest
    programme = call_on_all(caucus)
    publish_answers_as_they_come(caucus, programme)
    recommend_for_the_time_being(caucus)
    hold_a_hustings_meeting(caucus)
    check_the_checklist(caucus, programme)
    with day(-1):
        lines = [(line.approach.name, line.answer is None, line.days) for line in ledger_of(caucus.alliance)]
    assert lines == [("Buoy", False, 0), ("Quay", True, 59)]
    order = poll_over_all(caucus)
    assert order[:3] == ["Cleo Cedar", "Ann Ash", "Dan Dill"]
    many = decide_how_many(caucus)
    assert many == 2

    with day(3):
        named = [contest.candidates.get(name=name) for name in order]
        made = caucus.recommend(
            kind="this_order",
            named=Named(candidates=named[:many], pool=named[many : many + 2]),
            how="In the order of the poll, as agreed beforehand.",
            why="Whom supporters put first.",
        )
        for each in named[many : many + 2]:
            give_word_as_substitute(
                by=caucus.by, recommendation=made, candidate=each, agrees=True, source="Letter of 3 March"
            )
        caucus.done(8)
    assert caucus.names() == ["Cleo Cedar", "Ann Ash"]
    with day(4):
        assert [(each.step.number, each.state, each.days_late) for each in plan_of(caucus.slate)] == [
            *((number, "done", 0) for number in (1, 2, 3, 4, 5)),
            (6, "done", 1),
            (7, "done", 0),
            (8, "done", 1),
        ]

    told = {"decided_by": "The council", "reference": "minute 12"}
    with day(5):
        cleo = contest.candidates.get(name="Cleo Cedar")
        propose_suspension(by="test", candidate=cleo, decided_on=today(), **told)
    assert caucus.names() == ["Dan Dill", "Ann Ash"]
    with day(19):
        propose_reinstatement(by="test", candidate=cleo, decided_on=today(), **told)
    assert caucus.names() == ["Cleo Cedar", "Ann Ash"]
    notices = [notice.text for notice in Notice.objects.order_by("at", "pk")]
    assert notices[-2:] == [
        "Cleo Cedar: suspended. Dan Dill, next in the pool of substitutes, is recommended in this place.",
        "Cleo Cedar stands again. Dan Dill goes back to the pool of substitutes, by the rule published with it.",
    ]
    send_waiting()
    assert {message.body for message in mail.outbox} >= set(notices[-2:])
    shown, rows = side_by_side(contest)
    assert [(each.recommendation.interim, len(each.earlier)) for each in shown] == [(False, 1)]
    assert [(row.candidate.name, row.cells[0].place, row.cells[0].reserve) for row in rows][:4] == [
        ("Ann Ash", 2, 0),
        ("Bob Birch", 0, 0),
        ("Cleo Cedar", 1, 0),
        ("Dan Dill", 0, 1),
    ]
    page = client.get(f"/slates/{caucus.slate.slug}/").content.decode()
    assert "8 of 8 steps are done" in page
    assert "Whom shall we recommend" in page
    (written,) = contest.lists.all()
    assert [place.candidate.name for place in written.places.all()] == ["Cleo Cedar", "Ann Ash"]
    assert caucus.slate.polls.get().bodies.count() == 3
