"""Papers that move whole, for texts that transfer entire papers and not a part of each.

Which papers move then depends on the order in which they lie. So each paper stands for itself here, in the order read,
and a pile is that order; this is the one exception to "a rule never loops over papers".
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from hustings.ballots.paper import CandidateId
from hustings.ballots.profile import Profile
from hustings.ballots.rankings import RankingList
from hustings.count.errors import CountError
from hustings.count.papers import Papers
from hustings.count.sheet import SortedPapers


def one_by_one(profile: Profile, papers: Papers) -> Papers:
    """The valid papers each by itself, in the order in which they were read.

    `papers` is what a rule's rulings made of the profile. Raises CountError where the profile carries no order, or
    where papers have a weight: a whole paper cannot stand for two.
    """
    if profile.sequence is None:
        msg = "whole papers move in the order they were read, and these carry no order; read them with their order kept"
        raise CountError(msg)
    if any(paper.weight != 1 for paper in profile.each()):
        msg = "whole papers cannot have weights; write each paper as often as it counts"
        raise CountError(msg)
    ruled = [ruled.ruling.preferences for ruled in papers.rulings]
    distinct: Sequence[tuple[int, ...] | None] = [*(d.preferences for d in profile.plain), *ruled]
    rows = [preferences for i in profile.sequence if i >= 0 and (preferences := distinct[i])]
    return replace(papers, rankings=RankingList(rows, [1] * len(rows)), store="python")


def last_filed(papers: SortedPapers, numbers: Mapping[CandidateId, int]) -> SortedPapers:
    """Of each sub-parcel the papers that lie on top: so many for each candidate, those filed last."""
    piles = {c: pile[len(pile) - numbers[c] :] for c, pile in papers.piles.items() if numbers[c]}
    return SortedPapers(papers.source, piles, {c: numbers[c] for c in piles}, 0, None)
