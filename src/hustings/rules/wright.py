"""Wright's system: every exclusion starts the count again, as if the excluded had never stood.

Source: Anthony van der Craats, the Wright system, as an encyclopaedia describes it. Not verified: the author's
submission to the Australian Parliament's inquiry into the election of 2007 was looked for and not found; overview and
definitions of the description were read, its steps are given as they are reported. Steps are numbered here for want of
others. The name carries no year, since no text with a date was followed.

Each stage is one *pass*: all papers, at value one, to the first candidate not excluded; then all surpluses.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import takewhile

from hustings.ballots.paper import CandidateId, MarkKind
from hustings.count.arithmetic import Votes, divide_down
from hustings.count.contest import Contest
from hustings.count.lots import Lots, Purpose
from hustings.count.papers import Papers
from hustings.count.rule import Rule
from hustings.count.rulings import up_to_the_first_fault
from hustings.count.sheet import CountSheet
from hustings.count.ties import no_earlier_stage
from hustings.count.transcript import Transcript

DECIMALS = 9
"""Reading: the text sets no number of places; a value is cut at the ninth."""


def count(contest: Contest, papers: Papers, lots: Lots) -> Transcript:
    """Pass after pass, excluding one candidate between two, until a pass fills every vacancy."""
    sheet = CountSheet(contest, papers, lots, rule="wright", decimals=DECIMALS)
    sheet.sort_first_preferences("step 1")
    this_pass = hold_pass(sheet, contest, papers, lots)
    write_down(sheet, this_pass, "first preferences", ())
    while not completed(sheet, this_pass):
        sheet.let_stand([*this_pass.elected, *this_pass.continuing], "step 4")
        candidate = lowest(sheet, this_pass)
        sheet.exclude(candidate, "step 4")
        this_pass = hold_pass(sheet, contest, papers, lots)
        write_down(sheet, this_pass, "exclusion", [candidate])
    return sheet.transcript


def hold_pass(sheet: CountSheet, contest: Contest, papers: Papers, lots: Lots) -> CountSheet:
    """Steps 1 to 3: a count of its own without the excluded: quota from the papers that still name somebody, whoever
    reaches it, the surpluses one after another."""
    one = CountSheet(as_if_never_stood(contest, sheet.excluded), papers, lots, rule="wright", decimals=DECIMALS)
    one.sort_first_preferences("step 1")
    one.set_quota(quota(one), one.total, "step 2")
    one.end_stage("first preferences", (), "step 1")
    elect(one)
    while one.unfilled and (over := [c for c in one.elected if one.surplus(c)]):
        transfer_surplus(one, largest_surplus(sheet, one, over))
    return one


def as_if_never_stood(contest: Contest, excluded: Collection[CandidateId]) -> Contest:
    """Step 4: the contest without the excluded. Where "re-open nominations" is one of them, no further one stands."""
    chain = contest.reopening.chain if contest.reopening else ()
    standing = tuple(takewhile(lambda c: c not in excluded, chain))
    reopening = contest.reopening._replace(chain=standing) if contest.reopening and standing else None
    gone = {*excluded, *chain} - {*standing}
    return replace(contest, withdrawn=contest.withdrawn | gone, reopening=reopening)


def quota(one: CountSheet) -> Votes:
    """Step 2: the papers in play divided by one more than the vacancies, the fraction dropped, plus one."""
    return Votes((divide_down(one.total // one.one, one.contest.vacancies + 1) + 1) * one.one)


def elect(one: CountSheet) -> None:
    """Step 2: whoever has the quota or more, the most votes first."""
    while one.unfilled and (elected := one.electable(with_quota(one))):
        one.elect(one.by_votes(elected)[0], "step 2")


def with_quota(one: CountSheet) -> list[CandidateId]:
    """Continuing candidates of a pass whose votes equal or exceed the quota."""
    return [c for c in one.continuing if one.quota is not None and one.votes[c] >= one.quota]


def largest_surplus(sheet: CountSheet, one: CountSheet, over: Sequence[CandidateId]) -> CandidateId:
    """Step 3: the largest surplus first. Reading: the text settles no ties; they go to the lot."""
    most = max(one.surplus(c) for c in over)
    tied = [c for c in over if one.surplus(c) == most]
    return sheet.choose(tied, Purpose.TRANSFER, no_earlier_stage, earlier="step 3", lot="step 3")


def transfer_surplus(one: CountSheet, candidate: CandidateId) -> None:
    """Step 3: all papers go to the next candidate not yet elected, each worth surplus x its value / the votes."""
    surplus, votes = one.surplus(candidate), one.votes[candidate]
    one.transfer(
        candidate,
        value=lambda parcel: Votes(divide_down(surplus * parcel.value, votes)),
        clause="step 3",
        leaving=one.quota or Votes(0),
    )
    one.end_stage("surplus", [candidate], "step 3")
    elect(one)


def write_down(sheet: CountSheet, one: CountSheet, action: str, candidates: Sequence[CandidateId]) -> None:
    """Enter a pass as one stage: its quota, who reached it, and the votes at its end."""
    spent = sheet.total - one.total + one.no_further_preference
    lost = one.non_transferable - one.no_further_preference
    if one.quota is not None and one.quota != sheet.quota:
        sheet.set_quota(one.quota, one.total, "step 2")
    sheet.credit_anew(one.votes, spent, lost)
    sheet.record_pass(one.elected, "step 1")
    sheet.end_stage(action, candidates, "step 4" if candidates else "step 1")


def completed(sheet: CountSheet, one: CountSheet) -> bool:
    """Step 5: a pass that fills every vacancy ends the count; so does having no more candidates than vacancies."""
    while one.unfilled and (rest := possible(one)):
        if len(rest) > one.unfilled:
            return False
        one.elect(one.by_votes(rest)[0], "step 5")
    for candidate in one.elected:
        sheet.elect(candidate, "step 5")
    return True


def possible(one: CountSheet) -> list[CandidateId]:
    """Continuing candidates of a pass for whom a place can be left."""
    return [c for c in one.continuing if c not in one.doomed()]


def lowest(sheet: CountSheet, one: CountSheet) -> CandidateId:
    """Step 4: the lowest of those not elected in the pass. Reading: ties go to the lot."""
    candidates = one.doomed() or one.excludable()
    least = min(one.votes[c] for c in candidates)
    tied = [c for c in candidates if one.votes[c] == least]
    return sheet.choose(tied, Purpose.EXCLUDE, no_earlier_stage, earlier="step 4", lot="step 4")


RULES = (
    Rule(
        name="wright",
        title="Wright's system: reiterative STV (van der Craats)",
        source="an encyclopaedia's description of the Wright system",
        verified=False,
        marks=MarkKind.RANKING,
        ruling=up_to_the_first_fault,
        count=count,
    ),
)
