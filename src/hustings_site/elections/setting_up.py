"""Setting up an election while its terms are not announced: what is typed is kept, and can be changed freely.

Every change carries the version of the election that its page showed, so that of two officers the later one is told
instead of overwriting the other.
"""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from hustings_site.accounts.enums import Office
from hustings_site.accounts.permissions import require
from hustings_site.elections.enums import BallotOrder, ContestState, ElectionKind, MotionAnswer
from hustings_site.elections.models import Candidate, Contest, Election
from hustings_site.elections.permissions import scopes_of
from hustings_site.elections.services import free_slug
from hustings_site.elections.terms import ELECTION_TERMS, constraint_faults, terms_of_kind, weight_faults
from hustings_site.journal.services import record
from hustings_site.roll.models import Organisation

RESERVED = frozenset({"calendar", "complaints", "contest", "journal", "nominations", "officers", "terms", "timetable"})
"""Addresses below an election's that are pages of its own."""


@transaction.atomic
def begin_election(
    *, by: str, organisation: Organisation, title: str, kind: ElectionKind = ElectionKind.MEMBERS, about: str = ""
) -> Election:
    """A new election in preparation. Nothing of it is public before its terms are announced."""
    require(by, Office.RETURNING_OFFICER, Office.DEPUTY, scopes=[organisation.scope])
    slug = free_slug(f"{organisation.name} {title}", set(Election.objects.values_list("slug", flat=True)))
    election = Election(
        slug=slug,
        organisation=organisation,
        kind=kind,
        title=title,
        about=about,
        invented=organisation.invented,
    )
    election.full_clean()
    election.save()
    record(by=by, act="elections.begin_election", subject=election.scope, details={"title": title})
    return election


@transaction.atomic
def change_election(*, by: str, election: Election, version: int, changes: Mapping[str, object]) -> Election:
    """Change terms of an election in preparation: {field of ELECTION_TERMS: value}."""
    held = _held_for_changes(by, election, version)
    kinds = {held.kind, changes.get("kind", held.kind)}
    if len(kinds) > 1 and ElectionKind.MOTION in kinds:
        raise ValidationError({"kind": _("A vote on a motion begins as one, and stays one.")})
    _change(held, changes, ELECTION_TERMS)
    held.full_clean()
    held.version += 1
    held.save()
    record(by=by, act="elections.change_election", subject=held.scope, details={"what": ", ".join(sorted(changes))})
    return held


@transaction.atomic
def add_contest(*, by: str, election: Election, version: int, terms: Mapping[str, object]) -> Contest:
    """One more post to be filled: {field of CONTEST_TERMS: value}, at least its title and vacancies.

    In a vote on a motion: {field of MOTION_TERMS: value}; its answers are there from now on.
    """
    held = _held_for_changes(by, election, version)
    taken = set(held.contests.values_list("slug", flat=True))
    last = held.contests.order_by("-position").first()
    contest = Contest(
        election=held,
        slug=free_slug(str(terms.get("title", "")), taken | RESERVED),
        position=last.position + 1 if last else 1,
        state=ContestState.DRAFT,
    )
    if held.kind == ElectionKind.MOTION:
        contest.vacancies, contest.ballot_order = 1, BallotOrder.FIXED
    _write(held, contest, terms)
    if held.kind == ElectionKind.MOTION:
        _lay_out_answers(contest)
    record(by=by, act="elections.add_contest", subject=contest.scope, details={"title": contest.title})
    return contest


@transaction.atomic
def change_contest(*, by: str, contest: Contest, version: int, terms: Mapping[str, object]) -> Contest:
    """Change terms of a contest in preparation: {field of CONTEST_TERMS: value}; `version` is the election's."""
    held = _held_for_changes(by, contest.election, version)
    row = held.contests.select_for_update().get(pk=contest.pk)
    _write(held, row, terms)
    record(by=by, act="elections.change_contest", subject=row.scope, details={"what": ", ".join(sorted(terms))})
    return row


@transaction.atomic
def remove_contest(*, by: str, contest: Contest, version: int) -> None:
    """Take a post off an election in preparation."""
    held = _held_for_changes(by, contest.election, version)
    row = held.contests.get(pk=contest.pk)
    if held.kind == ElectionKind.MOTION:
        row.candidates.all().delete()
    if row.state != ContestState.DRAFT or row.candidates.exists():
        raise ValidationError(_("%(post)s has candidates already: it stays.") % {"post": row.title})
    record(by=by, act="elections.remove_contest", subject=row.scope, details={"title": row.title})
    row.delete()
    held.version += 1
    held.save(update_fields=["version"])


def _lay_out_answers(contest: Contest) -> None:
    """The lines of a motion's ballot paper, in the organisation's language."""
    with override(contest.election.organisation.language):
        Candidate.objects.bulk_create(
            Candidate(contest=contest, position=answer.value, name=str(answer.label)) for answer in MotionAnswer
        )


def _held_for_changes(by: str, election: Election, version: int) -> Election:
    """The election's row, locked, if its page was up to date and its terms may still be changed freely."""
    held = Election.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=election.pk)
    require(by, Office.RETURNING_OFFICER, Office.DEPUTY, scopes=scopes_of(held))
    if held.announced_at is not None:
        raise ValidationError(_("The terms are announced: what is to change now is a public correction."))
    if held.version != version:
        raise ValidationError(
            _("Meanwhile somebody else has changed this election, and nothing of yours was kept. Look at it again.")
        )
    return held


def _write(election: Election, contest: Contest, terms: Mapping[str, object]) -> None:
    _change(contest, terms, terms_of_kind(contest))
    electorate = contest.electorate
    if electorate is not None and electorate.organisation_id != election.organisation_id:
        raise ValidationError({"electorate": _("This electorate is another organisation’s: choose one of your own.")})
    if faults := weight_faults(contest):
        raise ValidationError({"electorate": faults})
    if faults := constraint_faults(contest):
        raise ValidationError({"constraints": faults})
    contest.full_clean()
    contest.save()
    election.version += 1
    election.save(update_fields=["version"])


def _change(row: Election | Contest, changes: Mapping[str, object], terms: tuple[str, ...]) -> None:
    if strange := set(changes) - set(terms):
        raise ValidationError(_("%(what)s is no term of an election.") % {"what": min(strange)})
    for name, value in changes.items():
        setattr(row, name, value)
