"""What everybody sees of recall: counts, never who has signed."""

from collections.abc import Iterable, Iterator, Mapping

from django.db.models import Count, Prefetch, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings_site.accounts.models import User
from hustings_site.committees.history import in_force
from hustings_site.committees.models import Committee, Person
from hustings_site.committees.recall.enums import State
from hustings_site.committees.recall.models import (
    AccountabilityMeeting,
    AccountabilityQuestion,
    RecallPetition,
    RecallRule,
    RecallSignature,
)
from hustings_site.committees.recall.services import token_of
from hustings_site.pages.feeds import Entry


def rule_of(committee: Committee) -> RecallRule | None:
    """The rule in force; None: this committee has none."""
    return RecallRule.objects.filter(committee=committee).select_related("signers").first()


def petitions_of(committee: Committee) -> QuerySet[RecallPetition]:
    """Every petition, newest first, each with how many have signed so far (`live`)."""
    rows = RecallPetition.objects.filter(rule__committee=committee).annotate(live=Count("signatures"))
    return rows.select_related(
        "rule__committee__organisation", "person", "election", "closing", "decision", "event__seat__section", "roll"
    )


def petition_at(committee: Committee, pk: int) -> RecallPetition:
    """One petition. Raises Http404."""
    found = petitions_of(committee).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def signed_so_far(petition: RecallPetition) -> int:
    """How many signatures there are, or were at the close."""
    if hasattr(petition, "closing"):
        return int(petition.closing.signatures)
    live: int = getattr(petition, "live")  # noqa: B009 - counted with the petition (`petitions_of`)
    return live


def by_day(petition: RecallPetition) -> Mapping[str, int]:
    """Of the signatures that stand, or stood at the close, how many were given on each day; earliest first."""
    return by_day_of_each([petition])[petition.pk]


def by_day_of_each(petitions: Iterable[RecallPetition]) -> Mapping[int, Mapping[str, int]]:
    """The same of each petition (by its key), in one query, however many petitions of `petitions_of` there are."""
    found: dict[int, dict[str, int]] = {}
    still_open = []
    for petition in petitions:
        if hasattr(petition, "closing"):
            found[petition.pk] = petition.closing.by_day
        else:
            found[petition.pk] = {}
            still_open.append(petition.pk)
    rows = RecallSignature.objects.filter(petition__in=still_open).order_by("petition", "on")
    for pk, day, n in rows.values_list("petition", "on").annotate(n=Count("pk")):
        found[pk][day.isoformat()] = n
    return found


def may_sign(user: object, petition: RecallPetition) -> bool:
    """Whether somebody is on the roll of those who may sign."""
    return isinstance(user, User) and token_of(user, petition) is not None


def has_signed(user: object, petition: RecallPetition) -> bool:
    """Whether somebody's own signature stands; told to nobody else, and to nobody after the close."""
    token = token_of(user, petition) if isinstance(user, User) else None
    return token is not None and RecallSignature.objects.filter(petition=petition, token=token).exists()


def meetings_of(committee: Committee) -> QuerySet[AccountabilityMeeting]:
    """Accountability meetings, newest first."""
    return AccountabilityMeeting.objects.filter(committee=committee).select_related("person", "petition", "rule")


def meeting_at(committee: Committee, pk: int) -> AccountabilityMeeting:
    """One of them. Raises Http404."""
    found = with_questions(meetings_of(committee)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def with_questions(meetings: QuerySet[AccountabilityMeeting]) -> QuerySet[AccountabilityMeeting]:
    """Each with its questions, for `questions_of`."""
    return meetings.prefetch_related(Prefetch("questions", AccountabilityQuestion.objects.select_related("corrects")))


def questions_of(meeting: AccountabilityMeeting) -> list[AccountabilityQuestion]:
    """The questions as they stand, each with what it corrects."""
    return in_force(list(meeting.questions.all()))


def called_to_account(person: Person, committee: Committee) -> tuple[list[RecallPetition], list[AccountabilityMeeting]]:
    """Petitions on somebody and their meetings of account; two queries."""
    return list(petitions_of(committee).filter(person=person)), list(meetings_of(committee).filter(person=person))


def news(committee: Committee) -> Iterator[Entry]:
    """What is new, for the committee's feed: petitions opened, closed, decided; meetings announced and recorded."""
    for petition in petitions_of(committee):
        path = reverse("committees:recall_petition", args=[committee.slug, petition.pk])
        began = timezone.localdate(petition.opened_at)
        moment, said = petition.opened_at, petition.text[:500]
        if petition.state is not State.OPEN:
            moment = petition.decision.at if hasattr(petition, "decision") else petition.closing.at
            said = str(petition.state.label)
        title = _("%(petition)s: %(state)s") % {"petition": petition, "state": petition.state.label}
        yield Entry("recall-petition", petition.pk, began, title, path, moment, said)
    for meeting in meetings_of(committee):
        path = reverse("committees:accountability", args=[committee.slug, meeting.pk])
        moment = meeting.recorded_at or meeting.at
        yield Entry(
            "accountability",
            meeting.pk,
            timezone.localdate(meeting.at),
            str(meeting),
            path,
            moment,
            meeting.minutes[:500],
        )
