"""From the opened ballots of a contest, and the papers entered by hand, to a draft that is counted like any other.

The draft's ballot file holds every paper; its contest file says what the election's terms say: vacancies, constraints,
who has gone and how their votes are treated. What comes of it is previewed and published by the pages of results.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from hustings.ballots.formats import write_papers
from hustings.ballots.paper import MarkKind
from hustings.ballots.profile import MarkedPapers, Profile
from hustings.ballots.rankings import DistinctRanking, RankingList
from hustings.report.narration import toml_string
from hustings_site.accounts.models import User
from hustings_site.elections.boards import voted_on_screen
from hustings_site.elections.enums import Standing
from hustings_site.elections.models import Candidate, Contest
from hustings_site.elections.tallying import opened
from hustings_site.results.drafting import keep_fields
from hustings_site.results.enums import DraftState, Kind
from hustings_site.results.models import Draft

_GONE = {
    Standing.WITHDRAWN: "when_withdrawn",
    Standing.DIED: "when_withdrawn",
    Standing.REPLACED: "when_withdrawn",
    Standing.SUSPENDED: "when_suspended",
}
"""Which of the contest's policies speaks of a candidate who stands so."""


def joined(profiles: Iterable[Profile]) -> Profile:
    """The papers of several profiles of one contest, as one. Raises ValueError where their candidates differ."""
    first, *others = profiles
    plain: Counter[tuple[int, ...]] = Counter()
    marked: Counter[MarkedPapers] = Counter()
    blank = 0
    for profile in (first, *others):
        if (profile.candidates, profile.kind) != (first.candidates, first.kind):
            msg = "papers of two contests cannot be joined"
            raise ValueError(msg)
        for preferences, papers, _weight, _line in profile.plain:
            plain[preferences] += papers
        for paper in profile.marked:
            marked[paper._replace(papers=0, line=0)] += paper.papers
        blank += profile.blank
    return replace(
        first,
        plain=RankingList.of(DistinctRanking(ranking, papers, 1, 0) for ranking, papers in plain.items()),
        marked=tuple(paper._replace(papers=papers) for paper, papers in marked.items()),
        blank=blank,
    )


def papers_of(contest: Contest, by_hand: Iterable[Profile] = ()) -> Profile:
    """Every paper of a contest: those opened from its board, and those entered from paper.

    Where the board has sums of marks and no papers, papers are laid out that have the same sums (`laid_out`).
    Raises `booth.selectors.NoResult` before the ballots are opened.
    """
    found = opened(contest)
    on_screen = found.profile
    if on_screen is None:
        names, sums = zip(*found.marks, strict=True)
        on_screen = laid_out(names, sums, voted_on_screen(contest) - found.blank, found.blank)
    return replace(joined([on_screen, *by_hand]), title=contest.title, vacancies=contest.vacancies)


def laid_out(names: Sequence[str], sums: Sequence[int], papers: int, blank: int = 0) -> Profile:
    """Papers with these sums of marks, one of many ways to have them: a rule that counts marks alone counts them so.

    The marks of the first candidate are laid on papers 1, 2, 3 ..., those of the next on the papers that follow, and
    round again: no paper has two more marks than another, nor two for one candidate. Who was marked together with
    whom is not known, since the ballots were never opened one by one. Raises ValueError where a sum is larger than
    the number of papers.
    """
    if any(not 0 <= each <= papers for each in sums):
        msg = f"{max(sums)} marks for one candidate on {papers} papers"
        raise ValueError(msg)
    marked: list[list[int]] = [[] for _paper in range(papers)]
    at = 0
    for candidate, marks in enumerate(sums):
        for _mark in range(marks):
            marked[at % papers].append(candidate)
            at += 1
    distinct = Counter(tuple(paper) for paper in marked if paper)
    return Profile(
        tuple(names),
        MarkKind.APPROVAL,
        plain=RankingList.of(DistinctRanking(each, number, 1, 0) for each, number in sorted(distinct.items())),
        blank=blank + sum(not paper for paper in marked),
    )


def contest_file_of(contest: Contest) -> str:
    """What the terms and the candidates' standing say, as the contest file (TOML) that `hustings count` reads.

    A candidate's categories are named only where a constraint speaks of them.
    """
    spoken_of = {str(each["category"]) for each in contest.constraints}
    lines = ["[contest]", f"title = {toml_string(contest.title)}", f"vacancies = {contest.vacancies}"]
    candidates = list(contest.candidates.on_the_paper().prefetch_related("member__categories"))
    for candidate in candidates:
        mine = sorted(spoken_of & _categories(candidate))
        lines += ["", "[[candidate]]", f"id = {toml_string(str(candidate.place))}"]
        lines += [f"name = {toml_string(candidate.printed_name)}"]
        lines += [f"categories = [{', '.join(map(toml_string, mine))}]"] if mine else []
        lines += [f"standing = {toml_string(_standing(candidate))}"] if candidate.standing in _GONE else []
    for each in contest.constraints:
        lines += ["", "[[constraint]]", f"category = {toml_string(str(each['category']))}"]
        lines += [f"{key} = {int(each[key])}" for key in ("min", "max") if each.get(key) is not None]
    for candidate in candidates:
        if candidate.standing in _GONE:
            last = candidate.changes.last()
            note = f"{candidate.standing} {last.at:%Y-%m-%d}" if last else candidate.standing
            lines += ["", "[[withdrawal]]", f"candidate = {toml_string(str(candidate.place))}"]
            lines += [f"policy = {toml_string(getattr(contest, _GONE[Standing(candidate.standing)]))}"]
            lines += [f"note = {toml_string(note)}"]
    return "\n".join(lines) + "\n"


@transaction.atomic
def draft_from_poll(*, by: User, contest: Contest, electorate: int, by_hand: Iterable[Profile] = ()) -> Draft:
    """A draft of the contest's result, its papers and terms filled in, to be counted. An unfinished one is replaced."""
    profile = papers_of(contest, by_hand)
    name = f"{contest.slug}.{'csv' if profile.kind is MarkKind.APPROVAL else 'blt'}"
    Draft.objects.filter(contest=contest, kind=Kind.COUNTED).exclude(state=DraftState.PUBLISHED).delete()
    draft = Draft.objects.create(by=by, kind=Kind.COUNTED, contest=contest)
    keep_fields(
        draft=draft,
        fields={
            "rule": contest.rule,
            "vacancies": str(contest.vacancies),
            "electorate": str(electorate),
            "source": _source(contest),
            "contest_file": contest_file_of(contest),
        },
        papers=(name, write_papers(profile, name)),
    )
    return draft


def _source(contest: Contest) -> str:
    """Where the papers come from, for whoever counts them again."""
    said = _("Opened from the ballot list %(uuid)s; papers entered by hand are joined to it.") % {"uuid": contest.poll}
    if opened(contest).profile is None:
        said += " " + _(
            "Its ballots were added up encrypted and never opened one by one: the papers in the file have the same "
            "sums of marks, and how marks stand together on a paper is not known."
        )
    return said


def _categories(candidate: Candidate) -> set[str]:
    return {category.code for category in candidate.member.categories.all()} if candidate.member else set()


def _standing(candidate: Candidate) -> str:
    return "suspended" if candidate.standing == Standing.SUSPENDED else "withdrawn"
