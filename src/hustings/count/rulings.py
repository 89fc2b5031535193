"""Rulings on doubtful papers that several texts share, each a named function; a rule picks one and cites its clause."""

from hustings.ballots.paper import ApprovalMarks, RankingMarks
from hustings.ballots.profile import MarkedPapers
from hustings.count.contest import Contest
from hustings.count.papers import Ruling


def up_to_the_first_fault(paper: MarkedPapers, _contest: Contest) -> Ruling:
    """A ranking stands up to the first number that is skipped, given to two candidates, or given to somebody already
    ranked; without exactly one first preference the paper is invalid."""
    if not isinstance(paper.marks, RankingMarks):
        return Ruling(None, "not a ranking")
    ranked: list[int] = []
    for number, level in enumerate(paper.marks.levels, start=1):
        if not level:
            fault = f"no {number}"
        elif len(level) > 1:
            fault = f"{number} given to {len(level)} candidates"
        elif level[0] in ranked:
            fault = f"{number} given to a candidate already ranked"
        else:
            ranked.append(level[0])
            continue
        return Ruling(tuple(ranked), f"read up to {number - 1}: {fault}") if ranked else Ruling(None, fault)
    return Ruling(tuple(ranked))


def passing_over_faults(paper: MarkedPapers, _contest: Contest) -> Ruling:
    """A ranking stands without the numbers that are skipped, given to two candidates, or given to somebody already
    ranked; if nothing is left the paper is invalid."""
    if not isinstance(paper.marks, RankingMarks):
        return Ruling(None, "not a ranking")
    ranked, faults = list[int](), list[str]()
    for number, level in enumerate(paper.marks.levels, start=1):
        if not level:
            faults.append(f"no {number}")
        elif len(level) > 1:
            faults.append(f"{number} given to {len(level)} candidates")
        elif level[0] in ranked:
            faults.append(f"{number} given to a candidate already ranked")
        else:
            ranked.append(level[0])
    reason = "passed over: " + ", ".join(faults) if faults and ranked else ", ".join(faults)
    return Ruling(tuple(ranked) or None, reason)


def closing_gaps(paper: MarkedPapers, _contest: Contest) -> Ruling:
    """A ranking stands in the order of its numbers, whichever are left out, up to a number given to two candidates; who
    is ranked twice stands at the first place. Without one clear first choice the paper is invalid."""
    if not isinstance(paper.marks, RankingMarks):
        return Ruling(None, "not a ranking")
    ranked, faults = list[int](), list[str]()
    for number, level in enumerate(paper.marks.levels, start=1):
        if len(level) > 1:
            faults.append(f"{number} given to {len(level)} candidates")
            break
        if not level:
            faults.append(f"no {number}")
        elif level[0] in ranked:
            faults.append(f"{number} given to a candidate already ranked")
        else:
            ranked.append(level[0])
    return Ruling(tuple(ranked) or None, ", ".join(faults))


def marks_within(paper: MarkedPapers, most: int) -> Ruling:
    """Every candidate named on the paper is marked, in whatever order or way; more than `most` make it invalid.

    A ranking is taken as marks: formats without a way to write crosses list the candidates marked.
    """
    if isinstance(paper.marks, RankingMarks):
        named = sorted({c for level in paper.marks.levels for c in level})
    elif isinstance(paper.marks, ApprovalMarks):
        named = list(paper.marks.marked)
    else:
        return Ruling(None, "scores, not marks")
    if len(named) > most:
        return Ruling(None, f"{len(named)} marks where {most} {'is' if most == 1 else 'are'} allowed")
    return Ruling(tuple(named))


def equal_preferences_stand(paper: MarkedPapers, _contest: Contest) -> Ruling:
    """As `up_to_the_first_fault`, but a number given to several candidates is an equal preference between them.

    After m with number n, the numbers up to n + m - 1 may be skipped: voters write 1, 2, 2, 3 and 1, 2, 2, 4.
    """
    if not isinstance(paper.marks, RankingMarks):
        return Ruling(None, "not a ranking")
    ranked: list[tuple[int, ...]] = []
    spare, fault = 0, ""
    for number, level in enumerate(paper.marks.levels, start=1):
        if not level and spare:
            spare -= 1
            continue
        if not level:
            fault = f"no {number}"
            break
        if any(c in before for before in ranked for c in level):
            fault = f"{number} given to a candidate already ranked"
            break
        ranked.append(tuple(level))
        spare = len(level) - 1
    reason = f"read up to {number - 1}: {fault}" if fault and ranked else fault
    if not ranked:
        return Ruling(None, reason)
    if all(len(level) == 1 for level in ranked):
        return Ruling(tuple(level[0] for level in ranked), reason)
    return Ruling((), reason or "equal preferences", tuple(ranked))
