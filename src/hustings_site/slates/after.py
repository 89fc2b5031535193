"""After the vote: what was recommended against what came of it, and how a slate's votes moved, stage by stage."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from hustings.analysis.flows import flows_by_stage
from hustings.analysis.lists import ListShare, PublishedList, list_shares
from hustings.analysis.transfers import ListTransfers, list_transfers
from hustings.ballots.paper import CandidateId
from hustings.count.transcript import Transcript
from hustings.report.narration import stories
from hustings_site.campaign.models import Programme
from hustings_site.elections.models import Candidate, Contest
from hustings_site.pages.words import readers_words
from hustings_site.results.count_page import as_counted, transcript_of
from hustings_site.results.models import Result
from hustings_site.results.selectors import candidates_of, results_in_force
from hustings_site.slates.models import Slate
from hustings_site.slates.selectors.pages import Shown, recommendations_of_slate
from hustings_site.slates.selectors.recommending import Now


@dataclass(frozen=True, slots=True)
class StageMove:
    """One stage: what happened in a sentence, the votes of the slate's candidates after it, and what they passed on."""

    stage: int
    said: str
    held: int
    kept: int
    leaked: int
    lost: int


@dataclass(frozen=True, slots=True)
class Fate:
    """Somebody who was recommended, and whether elected and when; `answers`: where their answers are read."""

    now: Now
    elected: bool
    when: str
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Count:
    """What the count says of the slate: its share, what was kept in it, and each stage that moved its votes."""

    share: ListShare
    unit: str
    votes: int
    decimals: int
    moved: ListTransfers | None
    stages: tuple[StageMove, ...]


@dataclass(frozen=True, slots=True)
class After:
    """One post: the recommendation, the result in force (None: none yet), everybody's fate, and the count if held
    here."""

    contest: Contest
    shown: Shown
    result: Result | None
    fates: tuple[Fate, ...]
    elected: int
    count: Count | None


def after_the_vote(slate: Slate) -> list[After]:
    """Each post of the slate, in the order of the notice."""
    return [_after(shown) for shown in recommendations_of_slate(slate)]


def _after(shown: Shown) -> After:
    contest = shown.recommendation.contest
    result = results_in_force().filter(contest=contest).select_related("contest__election").first()
    places = {place.candidate_id: place for place in result.elected.all()} if result else {}
    programmes = list(Programme.objects.filter(contest=contest, published_at__isnull=False))
    fates = tuple(
        Fate(
            now=now,
            elected=now.candidate.pk in places,
            when=places[now.candidate.pk].when if now.candidate.pk in places else "",
            answers=tuple(
                (each.title, reverse("campaign:candidate", args=[each.slug, now.candidate.pk])) for each in programmes
            ),
        )
        for now in shown.now
    )
    count = _count(shown, result) if result is not None and result.rule and shown.now else None
    return After(contest, shown, result, fates, sum(fate.elected for fate in fates), count)


def _count(shown: Shown, result: Result) -> Count:
    transcript = transcript_of(result)
    candidates = as_counted(transcript, candidates_of(result.contest))
    own = [CandidateId(i) for i, c in enumerate(candidates) if c.pk in {now.candidate.pk for now in shown.now}]
    lists = [PublishedList(shown.recommendation.title, tuple(own)), *_beside(shown, candidates, set(own))]
    shares = list_shares(transcript, lists)
    transfers = list_transfers(transcript, lists)
    moved = next(each for each in transfers if each.names == (shown.recommendation.title,))
    return Count(
        share=next(row for row in shares.rows if row.names == (shown.recommendation.title,)),
        unit=shares.unit,
        votes=shares.votes,
        decimals=shares.decimals,
        moved=moved if moved.passed_on else None,
        stages=tuple(_stages(transcript, set(own))),
    )


def _beside(shown: Shown, candidates: Sequence[Candidate], own: set[CandidateId]) -> list[PublishedList]:
    """Other groups' lists of the contest that share nobody with this one or each other, so that leaks have names."""
    position = {c.pk: CandidateId(i) for i, c in enumerate(candidates)}
    taken = set(own)
    found: list[PublishedList] = []
    for each in shown.recommendation.contest.lists.prefetch_related("places"):
        members = tuple(position[p.candidate_id] for p in each.places.all() if p.candidate_id in position)
        names = {shown.recommendation.title, *(other.name for other in found)}
        if members and each.name not in names and not taken & set(members):
            taken |= set(members)
            found.append(PublishedList(each.name, members))
    return found


def _stages(transcript: Transcript, own: set[CandidateId]) -> list[StageMove]:
    """The stages at which the slate's candidates passed something on, or gained; the first one always."""
    told = stories(transcript, readers_words())
    moves: list[StageMove] = []
    for ended, flows, story in zip(transcript.stages(), flows_by_stage(transcript), told, strict=True):
        kept = sum(f.votes for f in flows if f.source in own and f.target in own)
        leaked = sum(f.votes for f in flows if f.source in own and f.target is not None and f.target not in own)
        lost = sum(f.votes for f in flows if f.source in own and f.target is None)
        held = sum(ended.votes[c] for c in own)
        if not moves or (kept, leaked, lost) != (0, 0, 0) or held != moves[-1].held:
            moves.append(StageMove(ended.stage, story.headline or story.title, held, kept, leaked, lost))
    return moves
