"""Beginning a slate and opening its page; its plan, its answers, and who applied."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from hustings_site.elections.models import Candidate, Contest, Election
from hustings_site.elections.services import free_slug
from hustings_site.journal import clock
from hustings_site.journal.services import record
from hustings_site.slates.enums import ApplicationEvent, Making, Question, StepEvent
from hustings_site.slates.models import (
    Alliance,
    Application,
    ApplicationEntry,
    Body,
    PlanStep,
    Slate,
    SlateAnswer,
    StepEntry,
)

_DECISIONS = frozenset({ApplicationEvent.CHOSEN, ApplicationEvent.RESERVE, ApplicationEvent.TURNED_DOWN})
_RULINGS = frozenset({ApplicationEvent.UPHELD, ApplicationEvent.DISMISSED})
WITH_A_REASON = frozenset({ApplicationEvent.RESERVE, ApplicationEvent.TURNED_DOWN, *_RULINGS})
AFTER: Mapping[ApplicationEvent | None, frozenset[ApplicationEvent]] = {
    None: frozenset({ApplicationEvent.APPLIED}),
    ApplicationEvent.APPLIED: _DECISIONS | {ApplicationEvent.WITHDRAWN},
    ApplicationEvent.CHOSEN: frozenset({ApplicationEvent.WITHDRAWN}),
    ApplicationEvent.RESERVE: frozenset({ApplicationEvent.APPEALED, ApplicationEvent.WITHDRAWN}),
    ApplicationEvent.TURNED_DOWN: frozenset({ApplicationEvent.APPEALED, ApplicationEvent.WITHDRAWN}),
    ApplicationEvent.APPEALED: _RULINGS | {ApplicationEvent.WITHDRAWN},
    ApplicationEvent.UPHELD: _DECISIONS,
    ApplicationEvent.DISMISSED: frozenset(),
    ApplicationEvent.WITHDRAWN: frozenset(),
}
"""What may follow what; after an appeal that was upheld the decision is taken again."""


@transaction.atomic
def begin_slate(
    *,
    by: str,
    election: Election,
    body: Body,
    name: str,
    made: Making | str,
    alliance: Alliance | None = None,
    about: str = "",
) -> Slate:
    """A slate that nobody sees yet. Raises ValidationError for a body of another organisation or alliance."""
    if body.organisation_id != election.organisation_id:
        raise ValidationError(_("This group takes part in the elections of another organisation."))
    if alliance is not None and not alliance.allied.filter(body=body, left_on=None).exists():
        raise ValidationError(_("This group is not in the alliance."))
    slug = free_slug(f"{name} {election.title}", set(Slate.objects.values_list("slug", flat=True)))
    slate = Slate(election=election, body=body, alliance=alliance, slug=slug, name=name, made=made, about=about)
    slate.full_clean()
    slate.save()
    record(by=by, act="slates.begin_slate", subject=slate.scope, details={"name": name, "made": str(made)})
    return slate


@transaction.atomic
def open_slate(*, by: str, slate: Slate) -> None:
    """The slate's page is public from now on: how it will be made, before anybody is on it."""
    if slate.published_at is None:
        slate.published_at = clock.now()
        slate.save(update_fields=["published_at"])
        record(by=by, act="slates.open_slate", subject=slate.scope)


@transaction.atomic
def answer_question(*, by: str, slate: Slate, question: Question | str, text: str) -> SlateAnswer:
    """What the slate says to a question that is put to all; what it said before stays readable."""
    answer = SlateAnswer(slate=slate, question=question, text=text.strip(), at=clock.now())
    answer.full_clean()
    answer.save()
    record(by=by, act="slates.answer_question", subject=slate.scope, details={"question": str(question)})
    return answer


@transaction.atomic
def plan_step(*, by: str, slate: Slate, what: str, due: date) -> PlanStep:
    """One more step of the plan; once the page is open, everybody sees when it was added."""
    held = Slate.objects.select_for_update().get(pk=slate.pk)
    step = PlanStep(slate=held, number=held.steps.count() + 1, what=what, due=due, added_at=clock.now())
    step.full_clean()
    step.save()
    record(by=by, act="slates.plan_step", subject=slate.scope, details={"number": step.number, "due": due.isoformat()})
    return step


@transaction.atomic
def enter_step(
    *, by: str, step: PlanStep, event: StepEvent | str, note: str = "", address: str = "", due: date | None = None
) -> StepEntry:
    """A step is done, put off to another day, or dropped: the latter two with the reason.

    Raises ValidationError for a step that is over.
    """
    newest = step.entries.last()
    if newest is not None and newest.event != StepEvent.MOVED:
        raise ValidationError(_("This step is over: %(event)s.") % {"event": newest.get_event_display()})
    if event != StepEvent.DONE and not note.strip():
        raise ValidationError({"note": _("Say why: it stands in public beside the plan.")})
    if event == StepEvent.MOVED and due is None:
        raise ValidationError({"due": _("Say to which day.")})
    entry = StepEntry(
        step=step,
        event=event,
        due=due if event == StepEvent.MOVED else None,
        note=note.strip(),
        address=address,
        at=clock.now(),
    )
    entry.full_clean()
    entry.save()
    record(
        by=by, act="slates.enter_step", subject=step.slate.scope, details={"number": step.number, "event": str(event)}
    )
    return entry


@transaction.atomic
def enter_application(
    *, by: str, slate: Slate, contest: Contest, name: str, on: date, candidate: Candidate | None = None
) -> Application:
    """Somebody asked to be on the slate for a post. Raises ValidationError for a post of another election."""
    if contest.election_id != slate.election_id or (candidate and candidate.contest_id != contest.pk):
        raise ValidationError(_("The slate stands in another election, or the candidate for another post."))
    application = Application(slate=slate, contest=contest, name=name, candidate=candidate)
    application.full_clean()
    application.save()
    enter_decision(by=by, application=application, event=ApplicationEvent.APPLIED, on=on, decided_by=name)
    return application


@transaction.atomic
def enter_decision(
    *,
    by: str,
    application: Application,
    event: ApplicationEvent | str,
    on: date,
    decided_by: str,
    reason: str = "",
) -> ApplicationEntry:
    """The next step of an application: decided, appealed, ruled on, taken back. Decisions come with their reason.

    Raises ValidationError where the step does not follow from the last one.
    """
    held = Application.objects.select_for_update().get(pk=application.pk)
    newest = held.entries.last()
    before = ApplicationEvent(newest.event) if newest else None
    if ApplicationEvent(event) not in AFTER[before]:
        raise ValidationError(
            _("After “%(before)s” this cannot follow.") % {"before": before.label if before else _("nothing")}
        )
    if event in WITH_A_REASON and not reason.strip():
        raise ValidationError({"reason": _("Say why: the reason is published with the decision.")})
    entry = ApplicationEntry(application=held, event=event, on=on, by=decided_by, reason=reason.strip(), at=clock.now())
    entry.full_clean()
    entry.save()
    record(by=by, act="slates.enter_decision", subject=held.slate.scope, details={"event": str(event)})
    return entry
