"""Act 8, the balance: those elected take their seats, and two authors count them in two ways."""

from hustings_site.committees.enums import Confidence, Counted, Happening, How
from hustings_site.committees.models import Body, Claim
from hustings_site.committees.selectors.balance import claims_on
from hustings_site.committees.services.balance import Line, enter_claim, reply_to_claim
from hustings_site.committees.services.seats import (
    What,
    enter_event,
    link_account,
    seat_elected,
)
from hustings_site.demonstration import cast
from hustings_site.demonstration import executive as data
from hustings_site.demonstration.act_1 import district_lines, trade_lines
from hustings_site.demonstration.act_4 import DISABLED, EXECUTIVE, YOUTH
from hustings_site.demonstration.executive import Executive
from hustings_site.demonstration.stage import Stage
from hustings_site.elections.approved_acts import propose_declaration, propose_final
from hustings_site.elections.enums import ContestState
from hustings_site.elections.models import Contest, Election
from hustings_site.elections.services import publish_lists
from hustings_site.results.lanternmakers import SLATES, lists
from hustings_site.results.models import Result

FINAL, SEATED, COUNTED, SUSPENDED, COUNTED_ANEW, ANSWERED = 9.9, 10, 10.4, 18.7, 20, 21
"""Weeks of the story: the results are final; those elected sit down; Tide Watch counts; somebody is suspended, in the
second month; Lamp Post counts; both are answered."""

TERM_ENDS = 10 + 156
SUSPENDED_HOLDER = "Bram Burrell"
SWING_TRADE = "Amalgamated Oilmen"
NO_SLATE = "No slate"
SIDES = ["Anchor", "Beacon", "Current", NO_SLATE]
YOUTH_SIDE, DISABLED_SIDE = "Anchor", "Current"
"""Where Tide Watch counts the youth officer and the holder of the disabled members' seat."""


def tell_slates_apart(stage: Stage, election: Election) -> None:
    """Before the poll Tide Watch prints who stands on whose leaflet, as it did three years before."""
    publish_lists(
        by=stage.officer,
        contest=election.contests.get(title=EXECUTIVE),
        publisher=data.WATCH,
        source="Tide Watch, issue 29, before the poll",
        lists=lists(),
    )


def declare_unopposed(stage: Stage, election: Election) -> None:
    """The one contest without a poll is declared with the others."""
    stage.agree(propose_declaration(by=stage.officer, contest=election.contests.get(title=DISABLED)))


def make_final(stage: Stage, election: Election) -> None:
    """Every complaint is ruled on: the results become final."""
    for contest in election.contests.filter(state=ContestState.PROVISIONAL).order_by("position"):
        stage.agree(propose_final(by=stage.officer, contest=contest))


def seat(executive: Executive, election: Election) -> None:
    """Nine from the count, the youth officer from another, and one who was elected without a poll."""
    stage = executive.stage
    on, until = stage.week(SEATED).date(), stage.week(TERM_ENDS).date()
    for title, section in ((EXECUTIVE, data.MEMBERS), (YOUTH, data.YOUTH)):
        result = result_of(election.contests.get(title=title))
        seat_elected(by=executive.clerk, result=result, seats=executive.seats(section), on=on, terms_end=[until])
    contest = election.contests.get(title=DISABLED)
    candidate = contest.candidates.get(name=cast.DISABLED[0])
    person = executive.person(candidate.name)
    person.candidacies.add(candidate)
    (twenty_fifth,) = executive.seats(data.DISABLED)
    what = What(
        what=Happening.TAKES,
        on=on,
        person=person,
        how=How.UNOPPOSED,
        until=until,
        candidate=candidate,
        source=f"{election}, {contest}",
    )
    enter_event(by=executive.clerk, seat=twenty_fifth, what=what)
    representative = executive.person(cast.CANDIDATES[0])
    link_account(by=executive.clerk, person=representative, user=stage.users[address(representative.name)])


def result_of(contest: Contest) -> Result:
    """The result in force."""
    return contest.results.latest("number")


def address(name: str) -> str:
    """The e-mail address with which somebody of the cast signs in."""
    return f"{name.lower().replace(' ', '.')}@{cast.DOMAIN}"


def side_of(name: str) -> str:
    """On whose leaflet somebody stood: that is where both authors count those elected."""
    return next((slate or NO_SLATE for slate, names in SLATES.items() if name in names), NO_SLATE)


def count_seats(executive: Executive, week: float, issue: int) -> Claim:
    """Tide Watch counts all who sit in that week; a later count takes the place of the one before."""
    elected = executive.holders(data.MEMBERS, week)
    lines = [Line(person, side_of(person.name), Confidence.CERTAIN, "By the leaflets.") for person in elected]
    for section, side in ((data.YOUTH, YOUTH_SIDE), (data.DISABLED, DISABLED_SIDE)):
        lines += [Line(person, side, Confidence.LIKELY) for person in executive.holders(section, week)]
    return enter_claim(
        by=executive.clerk,
        committee=executive.committee,
        author=data.WATCH,
        said_on=executive.stage.week(week).date(),
        title="Nobody’s house, or Beacon’s by one",
        sides=SIDES,
        lines=[*lines, *trade_lines(executive), *district_lines(executive)],
        confidence=Confidence.LIKELY,
        source=f"Tide Watch, issue {issue}",
        assumes="Whom a trade sends votes as the trade’s own conference does.",
    )


def suspend(executive: Executive) -> None:
    """A holder whom a trade sent is suspended: the seat is kept, the vote is not."""
    held = executive.seat_of(SUSPENDED_HOLDER, SUSPENDED)
    what = What(
        what=Happening.SUSPENDED,
        on=executive.stage.week(SUSPENDED).date(),
        note="Until the guild’s own inquiry has ended.",
        source="Letter of the Glassblowers’ Guild to the clerk",
    )
    enter_event(by=executive.clerk, seat=held, what=what)


def count_otherwise(executive: Executive) -> Claim:
    """Lamp Post counts as Tide Watch does, but for one trade seat, which it calls swing."""
    (watched,) = claims_on(executive.committee, executive.stage.week(COUNTED_ANEW).date())
    oilmen = Body.objects.get(organisation=executive.stage.union, name=SWING_TRADE)
    swing = Line(oilmen, Counted.SWING, Confidence.CERTAIN, "Voted with Anchor twice since spring.")
    others = [
        Line(about, line.side, Confidence.LIKELY)
        for line in watched.lines.select_related("person", "body", "section")
        if (about := line.person or line.body or line.section) and about != oilmen
    ]
    return enter_claim(
        by=executive.clerk,
        committee=executive.committee,
        author=data.POST,
        said_on=executive.stage.week(COUNTED_ANEW).date(),
        title="The Oilmen are nobody’s",
        sides=SIDES,
        lines=[swing, *others],
        confidence=Confidence.LIKELY,
        source="Lamp Post, entry 58",
        assumes="Whoever voted with both sides since the election is swing.",
    )


def answer(executive: Executive) -> None:
    """Whoever is counted may answer, and so may the other author; every claim stands with what is said to it."""
    on = executive.stage.week(ANSWERED).date()
    for claim in claims_on(executive.committee, on):
        author, text, source = ANSWERS[claim.author]
        reply_to_claim(by=executive.clerk, claim=claim, author=author, said_on=on, text=text, source=source)


ANSWERS = {
    data.WATCH: (
        "Bryony Bligh, Amalgamated Oilmen",
        "My trade sends me, no slate does. I vote on each matter as our conference has decided it.",
        "Letter to the clerk",
    ),
    data.POST: (
        data.WATCH,
        "Two votes on the hall are not a change of side. We count by whom the trade’s conference elected, and on what.",
        "Tide Watch, issue 33",
    ),
}


def play(executive: Executive, election: Election) -> str:
    """Weeks 10 to 21; what came of it, in a sentence."""
    stage = executive.stage
    stage.at(SEATED, lambda: seat(executive, election))
    stage.at(COUNTED, lambda: count_seats(executive, COUNTED, 31))
    stage.at(SUSPENDED, lambda: suspend(executive))
    stage.at(COUNTED_ANEW, lambda: count_otherwise(executive))
    stage.at(ANSWERED, lambda: answer(executive))
    before, after = executive.sides(SEATED - 0.2), executive.sides(COUNTED)
    return f"{told(before)} before; {told(after)} after"


def told(sides: dict[str, int]) -> str:
    """Seats by side: "Anchor 13, Beacon 11"."""
    return ", ".join(f"{side} {seats}" for side, seats in sides.items())
