"""Papers that move whole, for texts that transfer entire papers and not a part of each.

Which papers move then depends on the order in which they lie. So each paper stands for itself here, in the order read,
and a pile is that order; this is the one exception to "a rule never loops over papers".
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from hustings.ballots.paper import CandidateId
from hustings.ballots.profile import Profile
from hustings.ballots.rankings import RankingList
from hustings.ballots.sentences import say
from hustings.ballots.stores import NON_TRANSFERABLE
from hustings.count.errors import CountError
from hustings.count.papers import Papers
from hustings.count.sheet import CountSheet, SortedPapers


def one_by_one(profile: Profile, papers: Papers) -> Papers:
    """The valid papers each by itself, in the order in which they were read.

    `papers` is what a rule's rulings made of the profile. Raises CountError where the profile carries no order, or
    where papers have a weight: a whole paper cannot stand for two.
    """
    if profile.sequence is None:
        msg = say(
            "whole papers move in the order they were read, and these carry no order; read them with their order kept"
        )
        raise CountError(msg)
    if any(paper.weight != 1 for paper in profile.each()):
        msg = say("whole papers cannot have weights; write each paper as often as it counts")
        raise CountError(msg)
    ruled = [ruled.ruling.preferences for ruled in papers.rulings]
    distinct: Sequence[tuple[int, ...] | None] = [*(d.preferences for d in profile.plain), *ruled]
    rows = [preferences for i in profile.sequence if i >= 0 and (preferences := distinct[i])]
    return replace(papers, rankings=RankingList(rows, [1] * len(rows)), store="python")


def last_filed(papers: SortedPapers, numbers: Mapping[CandidateId, int]) -> SortedPapers:
    """Of each sub-parcel the papers that lie on top: so many for each candidate, those filed last."""
    piles = {c: pile[len(pile) - numbers[c] :] for c, pile in papers.piles.items() if numbers[c]}
    return SortedPapers(papers.source, piles, {c: numbers[c] for c in piles}, 0, None)


class Filed(NamedTuple):
    """What became of papers filed one after another: those that found somebody, sorted; those that stay, in order; and
    who was full on the way, in order."""

    moved: SortedPapers
    kept: list[int]
    full: list[CandidateId]

    def exhausting(self) -> SortedPapers:
        """All of them to be moved: those that stay leave as papers without a further preference."""
        return self.moved._replace(spent=len(self.kept), spent_pile=self.kept)


def file_one_after_another(
    sheet: CountSheet, source: CandidateId, order: Iterable[int], full_at: int, *, at_most: int | None = None
) -> Filed:
    """Look at the papers of a candidate in the order given and file each with its next continuing candidate.

    Who has `full_at` votes on the way is passed over from then on. Papers that name nobody are kept. It ends when
    `at_most` papers have moved; those not looked at are kept too.
    """
    continuing = set(sheet.continuing)
    skip = bytearray(c not in continuing or votes >= full_at for c, votes in enumerate(sheet.votes))
    piles: dict[CandidateId, list[int]] = {}
    kept, full, moved = list[int](), list[CandidateId](), 0
    for paper in order:
        found = sheet.sort_piles([[paper]], skip)[0] if moved != at_most else {}
        target = next(iter(found), NON_TRANSFERABLE)
        if target == NON_TRANSFERABLE:
            kept.append(paper)
            continue
        candidate, moved = CandidateId(target), moved + 1
        piles.setdefault(candidate, []).append(paper)
        if sheet.votes[candidate] + len(piles[candidate]) >= full_at:
            skip[candidate] = 1
            full.append(candidate)
    by_candidate = {c: piles[c] for c in sorted(piles)}
    papers = SortedPapers(source, dict(by_candidate), {c: len(pile) for c, pile in by_candidate.items()}, 0, None)
    return Filed(papers, kept, full)
