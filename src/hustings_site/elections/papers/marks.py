"""How a paper is written down while it is entered: a short line, the same in every language.

    B A D       a ranking: B first, A second, D third; of a marked paper: B, A and D are marked
    B A=D       A and D both have a 2
    B - D       nobody has a 2
    0           a blank paper
    !1          an invalid paper, with the number of its reason (`enums.InvalidReason`)

Candidates have the letters that stand beside their names on the paper, whatever the order in which it shows them.
A line is read without regard to spaces and to small letters, and kept in the form above.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from string import ascii_uppercase

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hustings.ballots.paper import CandidateId, MarkKind, RankingMarks
from hustings.ballots.profile import MarkedPapers, Profile
from hustings.ballots.rankings import DistinctRanking, RankingList
from hustings_site.elections.papers.enums import InvalidReason

BLANK = "0"
SKIPPED = "-"
_INVALID = "!"


def letter_of(place: int, candidates: int) -> str:
    """The letters of the candidate at this place (from 1) of so many: A to Z, or AA, AB ... for more than 26."""
    at = place - 1
    if candidates <= len(ascii_uppercase):
        return ascii_uppercase[at]
    return ascii_uppercase[at // 26] + ascii_uppercase[at % 26]


def read_line(text: str, candidates: int, kind: MarkKind) -> str:
    """The line in the form in which it is kept. Raises ValidationError, with the cure."""
    tight = "".join(text.split()).upper()
    if not tight:
        raise ValidationError(_("nothing is written: type 0 for a blank paper"))
    if tight == BLANK:
        return BLANK
    if tight.startswith(_INVALID):
        if tight[1:] not in {str(reason.value) for reason in InvalidReason}:
            raise ValidationError(_("an invalid paper is ! and the number of its reason, such as !2"))
        return tight
    levels = _levels(tight, candidates)
    if kind is MarkKind.APPROVAL:
        return _read_marks(levels)
    return " ".join("=".join(sorted(level)) or SKIPPED for level in levels)


def read_lines(text: str, candidates: int, kind: MarkKind, papers: int) -> list[str]:
    """A whole batch, a line for each paper; empty lines count only in front of another. Raises ValidationError."""
    lines = text.rstrip().splitlines()
    faults = []
    read = []
    for number, line in enumerate(lines, start=1):
        try:
            read.append(read_line(line, candidates, kind))
        except ValidationError as fault:
            faults.append(_("Line %(n)d: %(fault)s.") % {"n": number, "fault": fault.messages[0]})
    if not faults and len(lines) != papers:
        faults.append(
            _("The batch has %(papers)d papers, and you typed %(lines)d lines: one line for each paper.")
            % {"papers": papers, "lines": len(lines)}
        )
    if faults:
        raise ValidationError(faults)
    return read


def invalid_reason(line: str) -> InvalidReason | None:
    """Why a kept line is invalid, or None where it has marks or is blank."""
    return InvalidReason(int(line[1:])) if line.startswith(_INVALID) else None


def in_words(line: str, names: Sequence[str]) -> str:
    """A kept line for people who watch: candidates by name."""
    if line == BLANK:
        return _("blank")
    if reason := invalid_reason(line):
        return _("invalid: %(why)s") % {"why": reason.label}
    by_letter = {letter_of(place, len(names)): name for place, name in enumerate(names, start=1)}
    return ", ".join(
        " = ".join(by_letter[letters] for letters in level.split("=")) if level != SKIPPED else SKIPPED
        for level in line.split()
    )


def profile_of(lines: Iterable[str], names: Sequence[str], kind: MarkKind) -> Profile:
    """The papers of kept lines, those without an invalid one: whether their marks count is for the rule."""
    places = {letter_of(place, len(names)): CandidateId(place - 1) for place in range(1, len(names) + 1)}
    plain: Counter[tuple[int, ...]] = Counter()
    marked: Counter[RankingMarks] = Counter()
    blank = 0
    for line in lines:
        if line == BLANK:
            blank += 1
        elif invalid_reason(line) is None:
            levels = tuple(
                tuple(sorted(places[letters] for letters in level.split("="))) if level != SKIPPED else ()
                for level in line.split()
            )
            flat = tuple(candidate for level in levels for candidate in level)
            if all(len(level) == 1 for level in levels) and len(set(flat)) == len(flat):
                plain[flat] += 1
            else:
                marked[RankingMarks(levels)] += 1
    return Profile(
        candidates=tuple(names),
        kind=kind,
        plain=RankingList.of(DistinctRanking(ranking, papers, 1, 0) for ranking, papers in sorted(plain.items())),
        marked=tuple(MarkedPapers(marks, papers) for marks, papers in sorted(marked.items())),
        blank=blank,
    )


def _levels(tight: str, candidates: int) -> list[list[str]]:
    """The letters of each preference; [] where a number is skipped."""
    known = {letter_of(place, candidates) for place in range(1, candidates + 1)}
    width = 1 if candidates <= len(ascii_uppercase) else 2
    levels: list[list[str]] = []
    at = 0
    joined = False
    while at < len(tight):
        if tight[at] == SKIPPED:
            levels.append([])
            at += 1
        elif tight[at] == "=" and levels and levels[-1]:
            joined, at = True, at + 1
            continue
        else:
            letters = tight[at : at + width]
            if letters not in known:
                raise ValidationError(
                    _("nobody has the letter %(letter)s: they go from %(first)s to %(last)s")
                    % {
                        "letter": letters,
                        "first": letter_of(1, candidates),
                        "last": letter_of(candidates, candidates),
                    }
                )
            if joined:
                levels[-1].append(letters)
            else:
                levels.append([letters])
            at += width
        joined = False
    if joined or (levels and not levels[-1]):
        raise ValidationError(_("a line does not end with = or -"))
    return levels


def _read_marks(levels: Sequence[Sequence[str]]) -> str:
    flat = [letters for level in levels for letters in level]
    if any(len(level) != 1 for level in levels) or len(set(flat)) != len(flat):
        raise ValidationError(_("on this paper candidates are marked, each once: type their letters only"))
    return " ".join(sorted(flat))
