"""Reading candidates: what the public may see of whom."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404

from hustings_site.elections.candidates.enums import PublicField
from hustings_site.elections.candidates.models import CandidateFile, Consent, Photo, Reply, Statement
from hustings_site.elections.candidates.services import BEFORE_THE_POLL, consents_of, printed_statement
from hustings_site.elections.enums import ContestState, Standing
from hustings_site.elections.models import Candidate, Contest, StandingChange

NAMED_BY_OFFICE = (Standing.VALIDATED, Standing.ELECTED, Standing.NOT_ELECTED)
NOT_YET_PUBLIC = (ContestState.RECORDED, ContestState.DRAFT)


@dataclass(frozen=True, slots=True)
class Shown:
    """What is published of a candidate, or will be: the proof and the page are made of this alone."""

    name: str
    branch: str
    statement: str
    contact: str
    photo: "Picture | None"


@dataclass(frozen=True, slots=True)
class Picture:
    """A photograph without its bytes."""

    sha256: str
    width: int
    height: int
    alternative: str


def public_contest(election: str, contest: str) -> Contest:
    """A contest by its address, once its nominations are or were open. Raises Http404."""
    rows = Contest.objects.select_related("election__organisation")
    found = get_object_or_404(rows, slug=contest, election__slug=election)
    if found.state in NOT_YET_PUBLIC:
        raise Http404
    return found


def named_in_public(contest: Contest, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Those whose names are public: on the paper, ruled on, or willing to be named; never by others' word alone."""
    rows = Consent.objects.filter(candidate__contest=contest, field=PublicField.NAME).order_by("at", "pk")
    willing = dict(rows.values_list("candidate_id", "given"))
    return [
        candidate
        for candidate in candidates
        if candidate.position is not None or candidate.standing in NAMED_BY_OFFICE or willing.get(candidate.pk)
    ]


def shown_of(candidate: Candidate) -> Shown:
    """What is published of a candidate once the list is: each part by its consent."""
    given = consents_of(candidate)
    file = CandidateFile.objects.filter(candidate=candidate).first()
    statement = Statement.objects.filter(candidate=candidate).order_by("at", "pk").last()
    return _shown(candidate, given, file, statement, picture_of(candidate))


def statements_are_public(contest: Contest) -> bool:
    """Whether statements and photographs are published: all at once, with the list of candidates."""
    return contest.state not in BEFORE_THE_POLL and contest.state != ContestState.RECORDED


def history_of(candidate: Candidate) -> list[StandingChange]:
    """Every change of standing, oldest first, with the reply to a suspension."""
    return list(candidate.changes.select_related("reply").order_by("at", "pk"))


def reply_of(change: StandingChange) -> Reply | None:
    """The reply to a suspension, if there is one."""
    return cast("Reply | None", getattr(change, "reply", None))


def candidates_with_shown(contest: Contest, candidates: Iterable[Candidate]) -> dict[int, Shown]:
    """What is published of each, in five queries however many they are."""
    chosen = list(candidates)
    keys = [candidate.pk for candidate in chosen]
    given: dict[int, dict[PublicField, bool]] = {key: dict.fromkeys(PublicField, False) for key in keys}
    for consent in Consent.objects.filter(candidate__in=keys).order_by("at", "pk"):
        given[consent.candidate_id][PublicField(consent.field)] = consent.given
    files = {file.candidate_id: file for file in CandidateFile.objects.filter(candidate__in=keys)}
    newest = {s.candidate_id: s for s in Statement.objects.filter(candidate__in=keys).order_by("at", "pk")}
    photos = {photo.candidate_id: photo for photo in Photo.objects.filter(candidate__in=keys).defer("jpeg")}
    return {
        each.pk: _shown(each, given[each.pk], files.get(each.pk), newest.get(each.pk), _as_picture(photos.get(each.pk)))
        for each in chosen
    }


def with_people(contest: Contest) -> list[Candidate]:
    """Everybody named for a post with what an officer asks first, in six queries."""
    rows = contest.candidates.select_related("contest__election", "member__branch", "file")
    return list(
        rows.prefetch_related(
            "statements", "signatures", "consents", Prefetch("photo", queryset=Photo.objects.defer("jpeg"))
        )
    )


def _shown(
    candidate: Candidate,
    given: Mapping[PublicField, bool],
    file: CandidateFile | None,
    statement: Statement | None,
    picture: Picture | None,
) -> Shown:
    branch = candidate.member.branch.name if candidate.member else ""
    return Shown(
        name=candidate.printed_name,
        branch=branch if given[PublicField.BRANCH] else "",
        statement=printed_statement(candidate, statement) if given[PublicField.STATEMENT] else "",
        contact=file.contact if file and given[PublicField.CONTACT] else "",
        photo=picture if given[PublicField.PHOTO] else None,
    )


def picture_of(candidate: Candidate) -> Picture | None:
    """The photograph, public or not."""
    return _as_picture(Photo.objects.filter(candidate=candidate).defer("jpeg").first())


def _as_picture(photo: Photo | None) -> Picture | None:
    return Picture(photo.sha256, photo.width, photo.height, photo.alternative) if photo else None
