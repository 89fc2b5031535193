"""Worked examples: real elections typed in from their sources, and one that is invented. Loading twice changes nothing.

A figure that no source gives is not known. Columns that name a list are the claim of whoever is named as publisher.
Rows stand by surname, since the order of the ballot paper is not known.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

from django.db import transaction

from hustings import __version__
from hustings.count.lots import LotNeeded
from hustings.count.rule import Rule
from hustings.report.names import printed_names
from hustings.rules import find_rule
from hustings_site.elections.models import Election
from hustings_site.elections.services import enter_contest, enter_election, publish_lists
from hustings_site.results import lanternmakers
from hustings_site.results.ballot_files import keep
from hustings_site.results.counting import Held, hold
from hustings_site.results.enums import Unit
from hustings_site.results.lots import with_draw
from hustings_site.results.models import BallotFile
from hustings_site.results.services import StatedFact, publish_count, publish_totals
from hustings_site.results.totals_file import read_totals
from hustings_site.results.turnout import Turnout
from hustings_site.roll.services import organisation_named

BY = "demonstration"
NOTHING_KNOWN = Turnout()


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedElsewhere:
    """One election whose totals are in `data/TABLE.csv`, with what its sources say of it."""

    table: str
    organisation: str
    title: str
    announced: date
    contest: str
    vacancies: int
    unit: Unit
    method: str
    source: str
    certainty: str
    about: str = ""
    unnamed_candidates: int = 0
    turnout: Turnout = NOTHING_KNOWN
    list_publisher: str = ""
    list_source: str = ""
    facts: tuple[StatedFact, ...] = ()

    def load(self) -> None:
        """Enter the election and publish its totals."""
        name = f"{self.table}.csv"
        table = read_totals((files("hustings_site.results") / "data" / name).read_text("utf-8"), name)
        election = enter_election(
            by=BY,
            organisation=organisation_named(by=BY, name=self.organisation),
            title=self.title,
            closed_on=self.announced,
            about=self.about,
        )
        contest = enter_contest(
            by=BY,
            election=election,
            title=self.contest,
            vacancies=self.vacancies,
            candidates=[row.name for row in table.rows],
            unnamed_candidates=self.unnamed_candidates,
        )
        if lists := table.lists():
            publish_lists(by=BY, contest=contest, publisher=self.list_publisher, source=self.list_source, lists=lists)
        publish_totals(
            by=BY,
            contest=contest,
            table=table,
            unit=self.unit,
            method=self.method,
            source=self.source,
            certainty=self.certainty,
            turnout=self.turnout,
            facts=self.facts,
        )


NEC_JANUARY_2018 = CountedElsewhere(
    table="nec_2018_01",
    organisation="Labour Party (United Kingdom)",
    title="National Executive Committee, January 2018",
    announced=date(2018, 1, 15),
    contest="Constituency representatives",
    vacancies=3,
    unit=Unit.MARKS,
    method="Block vote: up to three marks on each paper, most marks elected",
    source="City AM, 15 January 2018; rounded figures agree with talkRADIO, 15 January 2018",
    certainty="corroborated by the press; no official sheet was seen",
    list_publisher="the press, January 2018",
    list_source=(
        "City AM and talkRADIO, 15 January 2018; the list called independent was promoted by Labour First and "
        "Progress, according to the press"
    ),
)

NEC_SEPTEMBER_2018 = CountedElsewhere(
    table="nec_2018_09",
    organisation="Labour Party (United Kingdom)",
    title="National Executive Committee, September 2018",
    announced=date(2018, 9, 3),
    contest="Constituency representatives",
    vacancies=9,
    unit=Unit.MARKS,
    method="Block vote: up to nine marks on each paper, most marks elected",
    source="Evolve Politics, September 2018; inews.co.uk, 4 September 2018 (first five)",
    certainty="one press source for most figures; those of three elected candidates were found nowhere",
    list_publisher="the press, September 2018",
    list_source="Evolve Politics and inews.co.uk, September 2018; they name a list for those elected only",
    facts=(
        StatedFact(
            "The last place",
            "Peter Willsman beat Eddie Izzard by “a narrow margin of three thousand votes”; no figure is given",
            "one press source",
            "inews.co.uk, 4 September 2018",
        ),
    ),
)

NEC_NOVEMBER_2020 = CountedElsewhere(
    table="nec_2020_11",
    organisation="Labour Party (United Kingdom)",
    title="National Executive Committee, November 2020",
    announced=date(2020, 11, 13),
    contest="Constituency representatives",
    vacancies=9,
    unnamed_candidates=19,
    unit=Unit.FIRST_PREFERENCES,
    method="Single transferable vote",
    source="LabourList, November 2020; Weekly Worker 1318; the Guardian, reprinted; jamesmcash.com",
    certainty=(
        "who was elected is corroborated by the press (one name of Grassroots Voice by inference); the order of "
        "election is not known beyond the first two, nor are the first preferences or the stages"
    ),
    turnout=Turnout(
        valid=129_549,
        note="“Only 27 per cent”, without the number of those entitled. The number of valid papers is worked out from "
        "the quota (12,954.9 × 10), not stated.",
    ),
    list_publisher="the press, October and November 2020",
    list_source="LabourList, Weekly Worker and left-horizons.com; for Theresa Griffin no list was established",
    about=(
        "The official count sheet exists but is not public where we could find it. So this page shows what the sources "
        "say, and “not known” for the rest: nothing on it is filled in."
    ),
    facts=(
        StatedFact(
            "Quota", "12,954.9", "one press source, whose author had the official sheet", "jamesmcash.com, LabourList"
        ),
        StatedFact("Candidates", "42", "one press source", "Weekly Worker 1318, 8 October 2020"),
        StatedFact("Most first preferences", "Luke Akehurst, then Laura Pidcock", "press", "the Guardian, reprinted"),
        StatedFact(
            "First stage",
            "Akehurst elected with a surplus, which was transferred",
            "caption of a chart",
            "jamesmcash.com",
        ),
        StatedFact(
            "Nominations by constituency parties",
            "about 4,000",
            "one press source",
            "left-horizons.com, 2 October 2020",
        ),
        StatedFact(
            "Minimum of women",
            "4 of 9; six of those elected are women",
            "rule as announced in 2024",
            "LabourList, January 2024",
        ),
        StatedFact("Electorate"),
        StatedFact("Votes at each stage"),
    ),
)

NDP_2017 = CountedElsewhere(
    table="ndp_2017",
    organisation="New Democratic Party (Canada)",
    title="Leadership election 2017",
    announced=date(2017, 10, 1),
    contest="Leader",
    vacancies=1,
    unit=Unit.VOTES,
    method="Ranked ballot, one member one vote; decided on the first ballot",
    source="statement of the party, reprinted by the Gateway Gazette; The Georgia Straight agrees",
    certainty="official release, reprinted",
    turnout=Turnout(
        electorate=124_733,
        papers=65_782,
        valid=65_509,
        invalid=101,
        blank=172,
        note="Wikipedia prints 52.8 per cent; the figures here give 52.7.",
    ),
)

CPC_2017 = CountedElsewhere(
    table="cpc_2017",
    organisation="Conservative Party of Canada",
    title="Leadership election 2017",
    announced=date(2017, 5, 27),
    contest="Leader",
    vacancies=1,
    unit=Unit.POINTS,
    method="Ranked ballot, each constituency worth the same number of points; thirteen ballots",
    source="Wikipedia (English), June 2020; cpac.ca",
    certainty="reprinted; of ballots 2 to 12 only what stands below is known",
    facts=(
        StatedFact("Points in all", "33,800", "", "the figures of each ballot add up to it"),
        StatedFact("Votes of Andrew Scheer on ballot 13", "62,593", "reprinted", "Wikipedia; cpac.ca"),
        StatedFact("Votes of Maxime Bernier on ballot 13", "55,544", "reprinted", "Wikipedia; cpac.ca"),
        StatedFact("Erin O'Toole", "excluded on ballot 12 with 21.26 per cent", "reprinted", "Wikipedia; cpac.ca"),
        StatedFact(
            "Kevin O'Leary",
            "withdrew but stood on the paper: 1,694 first preferences",
            "reprinted",
            "Wikipedia; cpac.ca",
        ),
        StatedFact("Electorate"),
    ),
)

LANTERNMAKERS = "Lanternmakers' Union"
EXECUTIVE = "Executive"


def load_executive() -> None:
    """The invented union's executive, its papers counted here; a lot that the count asks for is drawn and recorded."""
    ballot_file = keep(lanternmakers.FILE_NAME, lanternmakers.ballot_file())
    rule = find_rule("scotland_2011")
    contest_file = lanternmakers.contest_file()
    held, lots = _hold_with_draws(ballot_file, rule, contest_file)
    held_for = held.transcript.contest
    election = enter_election(
        by=BY,
        organisation=organisation_named(by=BY, name=LANTERNMAKERS, invented=True),
        title=EXECUTIVE,
        closed_on=date(2026, 5, 22),
        invented=True,
        about=(
            "Nine members of the executive, by single transferable vote; three years before, all places were filled by "
            "block vote. By the union's rules at least four of the nine are women."
        ),
    )
    contest = enter_contest(
        by=BY,
        election=election,
        title="Members of the executive",
        vacancies=held_for.vacancies,
        candidates=printed_names(held_for),
    )
    publish_lists(
        by=BY,
        contest=contest,
        publisher="Tide Watch, a newsletter",
        source="issue 41, before the poll; invented like everything here",
        lists=lanternmakers.lists(),
    )
    publish_count(
        by=BY,
        contest=contest,
        ballot_file=ballot_file,
        rule=rule,
        library_version=__version__,
        transcript=held.transcript,
        lots=lots,
        contest_file=contest_file,
        seated=held.seated,
        vacant=held.vacant,
        electorate=lanternmakers.ELECTORATE,
        source="Papers drawn by a program from a fixed seed, which is part of this site (results/lanternmakers.py)",
        same_papers=held.others,
    )


def _hold_with_draws(ballot_file: BallotFile, rule: Rule, contest_file: str) -> tuple[Held, str]:
    """Count; where a lot is needed, draw it from the seed, record it, and count again. The lots as a file (TOML)."""
    lots = ""
    while True:
        try:
            return hold(ballot_file, rule, contest_file=contest_file, lots=lots), lots
        except LotNeeded as needed:
            draws = lanternmakers.Draws(f"{lanternmakers.SEED}, lot at stage {needed.stage}")
            lots = with_draw(
                lots,
                purpose=needed.purpose.value,
                order=draws.in_order(needed.names),
                note="drawn by Orla Wick, returning officer; Tam Rill and Una Sedge watched",
            )


EXAMPLES = (NEC_JANUARY_2018, NEC_SEPTEMBER_2018, NEC_NOVEMBER_2020, NDP_2017, CPC_2017)


def load_examples(*, union: bool = True) -> Iterator[str]:
    """Load each example that is not there yet; say of each in turn what was done. `union`: the invented one too."""
    if union:
        yield f"{LANTERNMAKERS}, {EXECUTIVE}: {_load_once(LANTERNMAKERS, EXECUTIVE, load_executive)}"
    for example in EXAMPLES:
        outcome = _load_once(example.organisation, example.title, example.load)
        yield f"{example.organisation}, {example.title}: {outcome}"


@transaction.atomic
def _load_once(organisation: str, title: str, load: Callable[[], None]) -> str:
    if Election.objects.filter(organisation__name=organisation, title=title).exists():
        return "already there"
    load()
    return "loaded"
