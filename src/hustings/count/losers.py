"""Candidates who cannot overtake the next one above them, whatever surpluses may still bring."""

from itertools import groupby, pairwise

from hustings.ballots.paper import CandidateId
from hustings.count.arithmetic import Votes
from hustings.count.sheet import CountSheet


def sure_losers(sheet: CountSheet, surplus: Votes) -> list[CandidateId]:
    """The largest group of lowest candidates whose votes, with all surpluses, stay below the next candidate's.

    Equal candidates stand in the group together or not at all, and enough candidates are left to fill the vacancies.
    Lowest first; empty where there is no such group. Looks only at candidates who may be excluded.
    """
    most = len(sheet.continuing) - sheet.unfilled
    upwards = sorted(sheet.excludable(), key=lambda c: sheet.votes[c])
    equal = [list(group) for _, group in groupby(upwards, key=lambda c: sheet.votes[c])]
    group: list[CandidateId] = []
    largest: list[CandidateId] = []
    for those, following in pairwise(equal):
        group += those
        together = sum(sheet.votes[c] for c in group) + surplus
        if len(group) <= most and together < sheet.votes[following[0]]:
            largest = list(group)
    return largest
