"""The nine acts: what happens in each, where it can be seen, which practices it shows, which tests cover it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hustings_site.committees.models import Committee, RightOfReply, SeatEvent, Vacancy
from hustings_site.demonstration import act_1, act_2, act_8, act_9, cast, executive
from hustings_site.demonstration.act_1 import TITLE as BLOCK_VOTE
from hustings_site.demonstration.act_4 import EXECUTIVE
from hustings_site.elections.models import Election
from hustings_site.motions.enums import RulingKind
from hustings_site.motions.models import BranchMotion, CardVoteDeclared
from hustings_site.results.models import Result
from hustings_site.slates.polls.selectors import public_polls
from hustings_site.slates.withdrawing.models import EndorsementVote

MAIN = "Executive and officers"


@dataclass(frozen=True, slots=True)
class SeenAt:
    """A page on which an act can be seen."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Act:
    """One act, with the days on which it begins and ends. `played` False: this folder's story is an older one, from
    before the act's room was built."""

    number: int
    title: str | Promise
    what: str | Promise
    practices: str
    tests: tuple[str, ...]
    played: bool
    pages: tuple[SeenAt, ...] = ()
    began: date | None = None
    ended: date | None = None


WEEKS: Mapping[int, tuple[float, float]] = {
    1: (act_1.SAT_DOWN, act_1.POLLED),
    2: (act_2.PASSED, act_2.DECIDED),
    3: (0, 0.1),
    4: (1, 6.05),
    5: (0.3, 6),
    6: (6.2, 9.03),
    7: (9.05, act_8.FINAL),
    8: (act_8.SEATED, act_8.ANSWERED),
    9: (act_9.MEETINGS[0].week, 88),
}
"""Weeks of the story in which each act begins and ends."""


def acts() -> list[Act]:
    """All nine, in order, each with its days."""
    main = Election.objects.filter(organisation__name=cast.UNION, title=MAIN).first()
    if main is None or main.nominations_open is None:
        return _acts()
    start = main.nominations_open - timedelta(weeks=1)
    days = {
        number: [timezone.localdate(start + timedelta(weeks=week)) for week in weeks] for number, weeks in WEEKS.items()
    }
    return [replace(act, began=days[act.number][0], ended=days[act.number][1]) for act in _acts()]


def _acts() -> list[Act]:
    elections = {each.title: each for each in Election.objects.filter(organisation__name=cast.UNION)}
    main = elections.get(MAIN)
    committee = Committee.objects.filter(organisation__name=cast.UNION, name=executive.NAME).first()
    played = main is not None
    vote = CardVoteDeclared.objects.filter(vote__organisation__name=cast.UNION).first()
    return [
        Act(
            1,
            _("Three years ago, by block vote"),
            _(
                "An executive of twenty, ten and ten by one newsletter’s claim. The conference adds four seats; three "
                "are filled by block vote, and 45.9 % of the marks win all of them."
            ),
            "2, 11",
            (
                "tests/analysis/test_splitting.py",
                "tests/analysis/test_bounds.py",
                "tests/site/results/test_other_ways.py",
                "tests/site/committees/test_balance.py",
                "tests/site/demonstration/test_story.py",
            ),
            committee is not None,
            _before_the_rule_changed(committee),
        ),
        Act(
            2,
            _("The rule changes"),
            _(
                "Five of eight branches ask for another way of voting, four of them in the same words; one motion is "
                "ruled out of order, with the ruling’s text and a challenge. The conference decides by 1,290 votes to "
                "870."
            ),
            "14",
            ("tests/site/motions", "tests/site/elections/test_majorities.py", "tests/site/demonstration/test_story.py"),
            vote is not None,
            _rule_change(vote),
        ),
        Act(
            3,
            _("The roll"),
            _("2,014 rows are imported, fourteen rejected with line and cure; who may vote is a rule."),
            "4, 16",
            ("tests/site/roll", "tests/site/demonstration/test_story.py"),
            played,
            _who_may_vote(main),
        ),
        Act(
            4,
            _("Nominations"),
            _("Branches name candidates in meetings; 23 are named and 20 stand. One is suspended, then reinstated."),
            "5, 10",
            ("tests/site/elections", "tests/site/demonstration/test_story.py"),
            played,
            _pages(main),
        ),
        Act(
            5,
            _("Three slates, made in three ways"),
            _("Whom each group recommends, and how. By published rule a substitute steps in for two weeks."),
            "9, 10",
            ("tests/site/slates", "tests/site/demonstration/test_story.py"),
            played,
            _recommendations(main),
        ),
        Act(
            6,
            _("The poll"),
            _(
                "One code opens every contest. Each ballot is encrypted, proved and signed; 31 codes are given again. "
                "142 vote on paper and 23 get their code at the kiosk; one contest is voided and run again, one has a "
                "single candidate, and twenty lost minutes are made good."
            ),
            "1, 3, 4, 16",
            (
                "tests/site/booth",
                "tests/site/elections/papers",
                "tests/site/elections/test_secrecy.py",
                "tests/site/elections/test_secrecy_twice.py",
                "tests/site/browser/test_one_election_in_a_browser.py",
            ),
            played,
            tuple(
                SeenAt(contest.title, reverse("booth:ballot_list", args=[contest.poll]))
                for contest in (main.contests.filter(poll__isnull=False) if main else ())
            ),
        ),
        Act(
            7,
            _("Count night"),
            _("Two of three key holders come. Ballots are shuffled, decrypted, verified, counted; a lot is drawn."),
            "3, 15, 16",
            ("tests/site/elections/test_tallying.py", "tests/site/results/test_polled.py"),
            played,
            tuple(
                SeenAt(contest.title, reverse("results:result", args=[contest.election.slug, contest.slug]))
                for contest in (main.contests.filter(results__isnull=False).distinct() if main else ())
            ),
        ),
        Act(
            8,
            _("The balance"),
            _(
                "Those elected sit down: 25 seats. Whoever had most members’ seats has no majority any more; one "
                "holder is suspended, keeps the seat and has no vote; two authors count the same people in two ways."
            ),
            "11",
            (
                "tests/site/committees/test_seats.py",
                "tests/site/committees/test_balance.py",
                "tests/site/committees/test_history.py",
                "tests/site/demonstration/test_story.py",
            ),
            _seated(committee),
            _balance(committee),
        ),
        Act(
            9,
            _("Eighteen months"),
            _(
                "Four meetings, twelve recorded divisions: who was there, how they voted, who reported back, in time, "
                "late or never. A promise is kept, one is broken, with a reply; a seat falls vacant and is filled from "
                "the stored papers; supporters vote on withdrawing a recommendation."
            ),
            "12, 13",
            (
                "tests/site/committees/test_meetings.py",
                "tests/site/committees/test_reports.py",
                "tests/site/committees/test_vacancies.py",
                "tests/contests/test_vacancies.py",
                "tests/site/slates/withdrawing",
                "tests/site/demonstration/test_story.py",
            ),
            committee is not None and committee.meetings.exists(),
            _record(committee),
        ),
    ]


def _before_the_rule_changed(committee: Committee | None) -> tuple[SeenAt, ...]:
    if committee is None:
        return ()
    result = Result.objects.filter(contest__election__title=BLOCK_VOTE).select_related("contest__election").first()
    opening = committee.openings.first()
    pages = []
    if opening is not None:
        could = reverse("committees:opening", args=[committee.slug, opening.pk])
        pages.append(SeenAt(str(_("What the block vote could change, seat by seat")), could))
    if result is not None:
        where = [result.contest.election.slug, result.contest.slug]
        pages.append(SeenAt(str(_("The result by block vote, from its papers")), reverse("results:result", args=where)))
        other = reverse("results:other_ways", args=[*where, result.number])
        pages.append(SeenAt(str(_("Which lists split a vote, and what these papers say of STV")), other))
        day = result.contest.election.closed_on
        pages.append(_on_day(committee, _("The executive afterwards: 24 seats"), day))
    return tuple(pages)


def _who_may_vote(main: Election | None) -> tuple[SeenAt, ...]:
    contests = main.contests.filter(title=EXECUTIVE) if main else ()
    title = str(_("Who may vote for the executive"))
    return tuple(
        SeenAt(title, reverse("elections:contest", args=[contest.election.slug, contest.slug])) for contest in contests
    )


def _rule_change(declared: CardVoteDeclared | None) -> tuple[SeenAt, ...]:
    if declared is None:
        return ()
    vote = declared.vote
    at = vote.organisation.slug
    pages = [
        SeenAt(str(_("Which branch passed what")), reverse("motions:table", args=[at])),
        SeenAt(str(_("The card vote, delegation by delegation")), reverse("motions:card_vote", args=[at, vote.pk])),
    ]
    ruled = BranchMotion.objects.filter(organisation=vote.organisation, rulings__kind=RulingKind.OUT_OF_ORDER).first()
    if ruled is not None:
        title = str(_("The motion that was ruled out of order"))
        pages.append(SeenAt(title, reverse("motions:motion", args=[at, ruled.pk])))
    block = Result.objects.filter(contest__election__title=BLOCK_VOTE).select_related("contest__election").first()
    if block is not None:
        where = [block.contest.election.slug, block.contest.slug, block.number]
        title = str(_("The old papers, as far as they say anything of the new rule"))
        pages.append(SeenAt(title, reverse("results:other_ways", args=where) + "#bounds"))
    return tuple(pages)


def _seated(committee: Committee | None) -> bool:
    """Whether those whom the great election elected have sat down."""
    return committee is not None and committee.sections.filter(name=executive.DISABLED).exists()


def _balance(committee: Committee | None) -> tuple[SeenAt, ...]:
    if committee is None or not _seated(committee):
        return ()
    event = SeatEvent.objects.filter(seat__section__committee=committee, seat__section__name=executive.DISABLED).first()
    pages = [SeenAt(str(_("The executive today")), reverse("committees:committee", args=[committee.slug]))]
    if event is not None:
        before = event.on - timedelta(days=1)
        pages.append(_on_day(committee, _("The executive on the day before they sat down"), before))
        pages.append(_on_day(committee, _("The executive a week later"), event.on + timedelta(days=7)))
    return tuple(pages)


def _record(committee: Committee | None) -> tuple[SeenAt, ...]:
    if committee is None or not committee.meetings.exists():
        return ()
    at = [committee.slug]
    pages = [
        SeenAt(str(_("Reports due and received, by name")), reverse("committees:reports", args=at)),
        SeenAt(str(_("Its elections over the years")), reverse("committees:series", args=at)),
    ]
    if meeting := committee.meetings.first():
        title = _("How each one voted: %(meeting)s") % {"meeting": meeting.title}
        pages.append(SeenAt(title, reverse("committees:meeting", args=[*at, meeting.pk])))
    if reply := RightOfReply.objects.filter(decision__meeting__committee=committee).select_related("person").first():
        title = _("A promise broken, and the reply: %(name)s") % {"name": reply.person.name}
        pages.append(SeenAt(title, reverse("committees:person", args=[*at, reply.person.pk])))
    if vacancy := Vacancy.objects.filter(seat__section__committee=committee).first():
        title = str(_("A seat filled from the stored papers"))
        pages.append(SeenAt(title, reverse("committees:vacancy", args=[*at, vacancy.pk])))
    if vote := EndorsementVote.objects.filter(recommendation__contest__election__title=MAIN).first():
        title = str(_("A vote of supporters on withdrawing a recommendation"))
        pages.append(SeenAt(title, reverse("slates:endorsement_vote", args=[vote.slug])))
    return tuple(pages)


def _on_day(committee: Committee, title: str | Promise, day: date | None) -> SeenAt:
    address = reverse("committees:committee", args=[committee.slug])
    return SeenAt(str(title), f"{address}?on={day:%Y-%m-%d}" if day else address)


def _recommendations(main: Election | None) -> tuple[SeenAt, ...]:
    contest = main.contests.filter(title=EXECUTIVE).first() if main else None
    if main is None or contest is None:
        return ()
    side_by_side = reverse("slates:recommendations", args=[main.slug, contest.slug])
    polls = public_polls().filter(contest=contest)
    return (
        *(SeenAt(poll.title, reverse("slates:poll", args=[poll.slug])) for poll in polls),
        SeenAt(str(_("How each slate is made")), reverse("slates:slates")),
        SeenAt(str(_("Recommendations side by side")), side_by_side),
    )


def _pages(main: Election | None) -> tuple[SeenAt, ...]:
    if main is None:
        return ()
    return (SeenAt(main.title, reverse("elections:election", args=[main.slug])),)
