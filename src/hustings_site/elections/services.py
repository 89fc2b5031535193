"""Entering elections, contests, candidates and lists; each act stands in the journal."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from hustings_site.elections.models import Candidate, Contest, Election, ListPlace, PublishedList
from hustings_site.journal.services import record
from hustings_site.roll.models import Organisation


@transaction.atomic
def enter_election(
    *,
    by: str,
    organisation: Organisation,
    title: str,
    closed_on: date | None = None,
    about: str = "",
    invented: bool = False,
) -> Election:
    """A new election at an address made from its organisation and title."""
    slug = free_slug(f"{organisation.name} {title}", set(Election.objects.values_list("slug", flat=True)))
    election = Election(
        slug=slug, organisation=organisation, title=title, closed_on=closed_on, about=about, invented=invented
    )
    election.full_clean()
    election.save()
    record(by=by, act="elections.enter_election", subject=f"election:{election.pk}", details={"title": str(election)})
    return election


@transaction.atomic
def enter_contest(
    *,
    by: str,
    election: Election,
    title: str,
    vacancies: int,
    candidates: Sequence[str],
    unnamed_candidates: int = 0,
) -> Contest:
    """A post of the election with its candidates in the order of the ballot paper."""
    slug = free_slug(title, set(election.contests.values_list("slug", flat=True)))
    contest = Contest(
        election=election,
        slug=slug,
        title=title,
        vacancies=vacancies,
        unnamed_candidates=unnamed_candidates,
        position=election.contests.count() + 1,
    )
    contest.full_clean()
    contest.save()
    for position, name in enumerate(candidates, start=1):
        candidate = Candidate(contest=contest, position=position, name=name)
        candidate.full_clean()
        candidate.save()
    record(
        by=by,
        act="elections.enter_contest",
        subject=contest.scope,
        details={"title": title, "vacancies": vacancies, "candidates": len(candidates)},
    )
    return contest


@transaction.atomic
def publish_lists(
    *, by: str, contest: Contest, publisher: str, source: str, lists: Mapping[str, Sequence[str]]
) -> list[PublishedList]:
    """What one publisher says about who belongs together: for each list its candidates' names, in the list's order.

    A candidate stands on at most one list of one publisher, so that shares by list add up; two publishers may
    disagree. Raises ValidationError where a name is not a candidate's or stands on two lists.
    """
    by_name = {candidate.printed_name: candidate for candidate in contest.candidates.on_the_paper()}
    placed: dict[str, str] = dict(
        ListPlace.objects.filter(published_list__contest=contest, published_list__publisher=publisher).values_list(
            "candidate__name", "published_list__name"
        )
    )
    published = []
    for name, members in lists.items():
        published_list = PublishedList(contest=contest, name=name, publisher=publisher, source=source)
        published_list.full_clean()
        published_list.save()
        for position, member in enumerate(members, start=1):
            if member not in by_name:
                raise ValidationError(
                    _("%(member)s is on the list %(list)s but does not stand: write the name as on the ballot paper.")
                    % {"member": member, "list": name}
                )
            if member in placed:
                raise ValidationError(
                    _("%(member)s is on two lists of %(publisher)s, %(first)s and %(second)s: leave one of them.")
                    % {"member": member, "publisher": publisher, "first": placed[member], "second": name}
                )
            placed[member] = name
            ListPlace.objects.create(published_list=published_list, candidate=by_name[member], position=position)
        published.append(published_list)
    record(
        by=by,
        act="elections.publish_lists",
        subject=contest.scope,
        details={"publisher": publisher, "source": source, "lists": len(published)},
    )
    return published


def free_slug(text: str, taken: set[str] | frozenset[str]) -> str:
    """An address made from the text, with a number behind it if another has it."""
    slug = slugify(text)[:90] or "election"
    number = 2
    free = slug
    while free in taken:
        free = f"{slug}-{number}"
        number += 1
    return free
