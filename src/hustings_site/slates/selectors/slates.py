"""Slates whose pages are open, and what each says of how it is made."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from hustings_site.accounts.models import User
from hustings_site.journal import clock
from hustings_site.slates.enums import ApplicationEvent, Question, StepEvent
from hustings_site.slates.models import Application, ApplicationEntry, PlanStep, Slate, SlateAnswer, StepEntry


def public_slates() -> QuerySet[Slate]:
    """Slates whose page is open, by election, newest first, then by name."""
    return (
        Slate.objects.filter(published_at__isnull=False)
        .select_related("election__organisation", "body", "alliance")
        .order_by("-election__pk", "name")
    )


def slates_written_by(user: User) -> QuerySet[Slate]:
    """Slates of the groups that the person writes for, open or not, newest election first."""
    return Slate.objects.filter(body__editors=user).select_related("election").order_by("-election__pk", "name")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question put to every slate, and what this one has said to it, newest last."""

    question: Question
    answers: tuple[SlateAnswer, ...]

    @property
    def newest(self) -> SlateAnswer | None:
        """What it says now; None: it has not answered."""
        return self.answers[-1] if self.answers else None


@dataclass(frozen=True, slots=True)
class Planned:
    """A step of the plan: `due` after any putting off, and how many days late it is, or was done."""

    step: PlanStep
    entries: tuple[StepEntry, ...]
    state: str
    due: date
    days_late: int
    added_later: bool

    @property
    def last(self) -> StepEntry | None:
        """What happened last."""
        return self.entries[-1] if self.entries else None


@dataclass(frozen=True, slots=True)
class Applied:
    """An application with its whole history, newest last."""

    application: Application
    entries: tuple[ApplicationEntry, ...]

    @property
    def state(self) -> ApplicationEvent:
        """How it stands."""
        return ApplicationEvent(self.entries[-1].event)


def questions_of(slate: Slate) -> list[Asked]:
    """The same questions for every slate, in the same order."""
    answers = list(slate.answers.all())
    return [Asked(q, tuple(a for a in answers if a.question == q)) for q in Question]


def plan_of(slate: Slate) -> list[Planned]:
    """The steps in order: done, due, late or dropped, by today's date."""
    today = clock.now().date()
    return [_planned(step, slate, today) for step in slate.steps.prefetch_related("entries")]


def _planned(step: PlanStep, slate: Slate, today: date) -> Planned:
    entries = tuple(step.entries.all())
    moved = [entry.due for entry in entries if entry.due is not None]
    due = moved[-1] if moved else step.due
    event = entries[-1].event if entries else StepEvent.MOVED
    if event == StepEvent.DONE:
        state, late = "done", (timezone.localdate(entries[-1].at) - due).days
    elif event == StepEvent.DROPPED:
        state, late = "dropped", 0
    else:
        late = (today - due).days
        state = "late" if late > 0 else "due"
    later = slate.published_at is not None and step.added_at > slate.published_at
    return Planned(step, entries, state, due, max(late, 0), later)


def applications_of(slate: Slate) -> list[Applied]:
    """Everybody who asked to be on the slate, post by post, by name."""
    found = slate.applications.select_related("contest", "candidate").prefetch_related("entries")
    return [Applied(each, tuple(each.entries.all())) for each in found]
