"""A count that elects two of five, and a committee of two seats, for the tests of what follows from a declaration."""

from datetime import date

from hustings import __version__
from hustings.rules import find_rule
from hustings_site.committees.enums import Filling
from hustings_site.committees.models import Committee
from hustings_site.committees.services.seats import SeatIs, add_section, found_committee, make_seat
from hustings_site.elections.services import enter_contest, enter_election
from hustings_site.results.ballot_files import keep
from hustings_site.results.counting import hold
from hustings_site.results.models import Result
from hustings_site.results.services import publish_count
from hustings_site.roll.models import Organisation

ELECTED = date(2026, 1, 10)
NAMES = ["Ash", "Birch", "Cedar", "Dill", "Elm"]
PAPERS = b"""5 2
10 1 4 5 0
7 2 3 5 0
3 4 3 0
2 3 4 0
4 5 2 0
0
"Ash"
"Birch"
"Cedar"
"Dill"
"Elm"
"Executive"
"""
"""26 papers, two vacancies, quota 9: Ash and Birch are elected; Dill, Elm and Cedar are not."""


def counted(union: Organisation) -> Result:
    """The papers, counted here."""
    election = enter_election(by="test", organisation=union, title="Executive 2026")
    contest = enter_contest(by="test", election=election, title="Executive", vacancies=2, candidates=NAMES)
    ballot_file, rule = keep("executive.blt", PAPERS), find_rule("scotland_2011")
    held = hold(ballot_file, rule)
    return publish_count(
        by="test",
        contest=contest,
        ballot_file=ballot_file,
        rule=rule,
        library_version=__version__,
        transcript=held.transcript,
        lots="",
        contest_file="",
        seated=held.seated,
        vacant=held.vacant,
        electorate=30,
        source="papers made by hand",
        same_papers=held.others,
    )


def executive_of(union: Organisation) -> Committee:
    """Two seats of members, made and not yet taken."""
    committee = found_committee(by="test", organisation=union, name="Executive")
    section = add_section(by="test", committee=committee, name="Members")
    terms = SeatIs(exists_from=ELECTED, filling=Filling.MEMBERS, term_months=24, source="Rule 7")
    for _seat in range(2):
        make_seat(by="test", section=section, terms=terms)
    return committee
