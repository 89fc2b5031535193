"""Act 1, three years before the election: the executive, a claim on its balance, and three seats by block vote."""

from datetime import date

from hustings import __version__
from hustings.rules import find_rule
from hustings_site.accounts.enums import Office
from hustings_site.accounts.services import give_office, open_account
from hustings_site.committees.enums import Confidence, Filling, Happening, How
from hustings_site.committees.models import Body, Opening, Section
from hustings_site.committees.services.balance import Line, enter_claim, enter_opening
from hustings_site.committees.services.bodies import enter_body
from hustings_site.committees.services.seats import (
    SeatIs,
    What,
    add_section,
    enter_event,
    found_committee,
    make_seat,
    seat_elected,
)
from hustings_site.demonstration import block_papers, cast
from hustings_site.demonstration import executive as data
from hustings_site.demonstration.executive import Executive
from hustings_site.demonstration.stage import BY, Stage
from hustings_site.elections.services import enter_contest, enter_election, publish_lists
from hustings_site.results.ballot_files import keep
from hustings_site.results.counting import hold
from hustings_site.results.models import Result
from hustings_site.results.services import publish_count

SAT_DOWN, CLAIMED, CONFERENCE, NEW_SEAT, EVE, POLLED = -182, -180, -165, -162, -156.2, -156
"""Weeks of the story: the executive of 20 sits down; Tide Watch counts it; the conference adds four seats; the new
trade seat is filled; the eve of the block vote; its result."""

TERM_ENDS = 10
"""The week in which the terms of all members' seats end: that of the story's election."""

RULE_BOOK = "Rule book of the union, chapter 4"
MINUTES = "Minutes of the conference, item 7"
TITLE = "Three new members’ seats"
CONTEST = "Members of the executive"


def found(stage: Stage) -> Executive:
    """The executive of twenty: six elected by members, one by the young, eight sent by trades and five by districts."""
    clerk = open_account(by=BY, email=cast.CLERK.email, name=cast.CLERK.name)
    stage.users[cast.CLERK.email] = clerk
    committee = found_committee(
        by=stage.user(Office.ADMINISTRATOR),
        organisation=stage.union,
        name=data.NAME,
        about="Runs the union between its conferences. Its members are elected by all members, by the young, by the "
        "trades and by the districts; who is counted with whom is nobody’s rule, but the claim of those who count.",
        source=RULE_BOOK,
        report_days=data.REPORT_DAYS,
        invented=True,
    )
    give_office(by=BY, user=clerk, office=Office.CLERK, scope=committee.scope)
    executive = Executive(stage, committee)
    _members_and_youth(executive)
    _trades(executive)
    _districts(executive)
    return executive


def _members_and_youth(executive: Executive) -> None:
    section = add_section(by=executive.clerk, committee=executive.committee, name=data.MEMBERS)
    until = executive.stage.week(TERM_ENDS).date()
    for name in data.SITTING_MEMBERS:
        terms = SeatIs(exists_from=_day(executive), filling=Filling.MEMBERS, filled_by="all members", source=RULE_BOOK)
        _filled(executive, section, terms, name, How.ELECTED, until=until)
    section = add_section(by=executive.clerk, committee=executive.committee, name=data.YOUTH)
    terms = SeatIs(
        exists_from=_day(executive),
        filling=Filling.EX_OFFICIO,
        filled_by="the youth officer, whom young members elect",
        source=RULE_BOOK,
    )
    _filled(executive, section, terms, data.SITTING_YOUTH, How.EX_OFFICIO, until=until)


def _trades(executive: Executive) -> None:
    section = add_section(by=executive.clerk, committee=executive.committee, name=data.TRADES)
    for name, people in data.TRADES_SEND.items():
        trade = enter_body(
            by=executive.clerk,
            organisation=executive.stage.union,
            name=name,
            kind="trade society",
            source=RULE_BOOK,
        )
        for person in people:
            _filled(executive, section, _sent(trade, _day(executive), RULE_BOOK), person, How.ELECTED, body=trade)


def _districts(executive: Executive) -> None:
    section = add_section(by=executive.clerk, committee=executive.committee, name=data.DISTRICTS)
    for name, person in data.DISTRICTS_SEND.items():
        terms = SeatIs(
            exists_from=_day(executive),
            filling=Filling.COLLEGE,
            filled_by="each by the delegates of its district",
            source=RULE_BOOK,
        )
        _filled(executive, section, terms, person, How.ELECTED, sent_by=f"the district {name}")


def _sent(trade: Body, since: date, source: str, decision: str = "") -> SeatIs:
    return SeatIs(
        exists_from=since,
        filling=Filling.BODY,
        filled_by="each by its own trade",
        body=trade,
        decision=decision,
        source=source,
    )


def _filled(
    executive: Executive,
    section: Section,
    terms: SeatIs,
    name: str,
    how: How,
    until: date | None = None,
    body: Body | None = None,
    sent_by: str = "",
) -> None:
    sent_by = sent_by or (f"the {body.name}" if body else "")
    seat = make_seat(by=executive.clerk, section=section, terms=terms)
    what = What(
        what=Happening.TAKES,
        on=terms.exists_from,
        person=executive.person(name),
        how=how,
        until=until,
        body=body,
        note=f"Sent by {sent_by}" if sent_by else "",
        source="List of the executive, in the union’s yearbook",
    )
    enter_event(by=executive.clerk, seat=seat, what=what)


def _day(executive: Executive) -> date:
    return executive.stage.week(SAT_DOWN).date()


def claim(executive: Executive) -> None:
    """Tide Watch counts Anchor 10 and Beacon 10."""
    sides = ["Anchor", "Beacon"]
    by_section = [
        Line(executive.section(data.MEMBERS), "Anchor", Confidence.CERTAIN, "All six stood on Anchor’s leaflet."),
        Line(executive.section(data.YOUTH), "Beacon", Confidence.LIKELY, "Stood with Beacon’s support."),
    ]
    enter_claim(
        by=executive.clerk,
        committee=executive.committee,
        author=data.WATCH,
        said_on=executive.stage.week(CLAIMED).date(),
        title="Ten and ten",
        sides=sides,
        lines=[*by_section, *trade_lines(executive), *district_lines(executive)],
        confidence=Confidence.LIKELY,
        source="Tide Watch, issue 3",
        assumes="Whom a trade sends votes as the trade’s own conference does.",
    )


def trade_lines(executive: Executive) -> list[Line]:
    """How Tide Watch counts whom the trades send."""
    by_name = {trade.name: trade for trade in Body.objects.filter(organisation=executive.stage.union)}
    return [Line(by_name[name], side, Confidence.LIKELY) for name, side in data.SIDE_OF_TRADE.items()]


def district_lines(executive: Executive) -> list[Line]:
    """How Tide Watch counts whom the districts send."""
    return [
        Line(executive.person(data.DISTRICTS_SEND[name]), side, Confidence.LIKELY, f"{name}’s delegates said so.")
        for name, side in data.SIDE_OF_DISTRICT.items()
    ]


def add_seats(executive: Executive) -> None:
    """The conference adds a trade seat, which the Glassblowers fill, and three members' seats, to be elected."""
    trade, name = data.NEW_TRADE_SEAT
    body = Body.objects.get(organisation=executive.stage.union, name=trade)
    since = executive.stage.week(NEW_SEAT).date()
    decision = "The conference added one trade seat and three members’ seats"
    _filled(
        executive,
        executive.section(data.TRADES),
        _sent(body, since, MINUTES, decision),
        name,
        How.ELECTED,
        body=body,
    )
    for _seat in range(block_papers.VACANCIES):
        terms = SeatIs(
            exists_from=executive.stage.week(POLLED).date(),
            filling=Filling.MEMBERS,
            filled_by="all members",
            decision=decision,
            source=MINUTES,
        )
        make_seat(by=executive.clerk, section=executive.section(data.MEMBERS), terms=terms)


def could_change(executive: Executive) -> Opening:
    """What the block vote could change, as it stood on its eve."""
    return enter_opening(
        by=executive.clerk,
        committee=executive.committee,
        title="Three new members’ seats, by block vote",
        day=executive.stage.week(EVE).date(),
        seats=block_papers.VACANCIES,
        sides=["Anchor", "Beacon"],
        source="The sides are Tide Watch’s. Current stands too; no claim of that day counts it.",
    )


def hold_block_vote(executive: Executive) -> Result:
    """The block vote, counted from its papers: all three seats go to one slate."""
    stage = executive.stage
    election = enter_election(
        by=stage.officer,
        organisation=stage.union,
        title=TITLE,
        closed_on=stage.week(POLLED).date(),
        about="Three seats that the conference added, by block vote: up to three marks on each paper, and the most "
        "marks are elected. It was the last of its kind: the conference then changed the rule.",
        invented=True,
    )
    contest = enter_contest(
        by=stage.officer,
        election=election,
        title=CONTEST,
        vacancies=block_papers.VACANCIES,
        candidates=block_papers.candidates(),
    )
    publish_lists(
        by=stage.officer,
        contest=contest,
        publisher=data.WATCH,
        source="Tide Watch, issue 9, before the poll",
        lists={slate: list(names) for slate, names in block_papers.MARKS.items()},
    )
    ballot_file, rule = keep(block_papers.FILE_NAME, block_papers.ballot_file()), find_rule("block_vote")
    held = hold(ballot_file, rule, vacancies=block_papers.VACANCIES)
    result = publish_count(
        by=stage.officer,
        contest=contest,
        ballot_file=ballot_file,
        rule=rule,
        library_version=__version__,
        transcript=held.transcript,
        electorate=block_papers.ELECTORATE,
        source="Papers drawn by a program from a fixed seed (demonstration/block_papers.py)",
    )
    seat_elected(
        by=executive.clerk,
        result=result,
        seats=executive.seats(data.MEMBERS)[len(data.SITTING_MEMBERS) :],
        on=stage.week(POLLED).date(),
        terms_end=[stage.week(TERM_ENDS).date()],
    )
    return result


def play(stage: Stage) -> str:
    """From the executive of twenty to that of 24; what came of it, in a sentence."""
    executive = stage.at(SAT_DOWN, lambda: found(stage))
    stage.at(CLAIMED, lambda: claim(executive))
    stage.at(CONFERENCE, lambda: add_seats(executive))
    stage.at(EVE, lambda: could_change(executive))
    result = stage.at(POLLED, lambda: hold_block_vote(executive))
    elected = ", ".join(place.candidate.name for place in result.elected.all())
    return f"{result.papers} of {result.electorate} voted for three seats by block vote: {elected}"
