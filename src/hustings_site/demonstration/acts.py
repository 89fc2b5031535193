"""The nine acts: what happens in each, where it can be seen, which practices it shows, which tests cover it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hustings_site.demonstration import cast
from hustings_site.demonstration.act_4 import EXECUTIVE
from hustings_site.elections.models import Election
from hustings_site.slates.polls.selectors import public_polls


@dataclass(frozen=True, slots=True)
class SeenAt:
    """A page on which an act can be seen."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Act:
    """One act. `played` False: its rooms are not built yet, and nothing pretends that they were."""

    number: int
    title: str | Promise
    what: str | Promise
    practices: str
    tests: tuple[str, ...]
    played: bool
    pages: tuple[SeenAt, ...] = ()


def acts() -> list[Act]:
    """All nine, in order."""
    elections = {each.title: each for each in Election.objects.filter(organisation__name=cast.UNION)}
    main = elections.get("Executive and officers")
    played = main is not None
    return [
        Act(
            1,
            _("Three years ago, by block vote"),
            _("The executive before: who won with which share."),
            "2, 11",
            (),
            False,
        ),
        _planned(2, _("The rule changes"), _("Motions of branches, and a card vote."), "14"),
        Act(
            3,
            _("The roll"),
            _("2,014 rows are imported, fourteen rejected with line and cure; who may vote is a rule."),
            "4, 16",
            ("tests/site/roll", "tests/site/demonstration/test_story.py"),
            played,
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
        _planned(8, _("The balance"), _("Every seat, and who counts whom with whom."), "11, 12"),
        _planned(9, _("Eighteen months"), _("Who reported back, and how they voted."), "12, 13"),
    ]


def _planned(number: int, title: str | Promise, what: str | Promise, practices: str) -> Act:
    return Act(number, title, what, practices, (), played=False)


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
