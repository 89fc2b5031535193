"""What an alliance does in the open: asking bodies, taking applications, delegates, minutes, undertakings."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from hustings_site.journal import clock
from hustings_site.journal.services import record
from hustings_site.slates.enums import Answer, ApproachKind, Mandate
from hustings_site.slates.models import (
    Alliance,
    AlliedBody,
    Approach,
    ApproachAnswer,
    Body,
    Delegate,
    Minutes,
    Undertaking,
)


@transaction.atomic
def enter_approach(
    *,
    by: str,
    alliance: Alliance,
    kind: ApproachKind | str,
    made_on: date,
    body: Body | None = None,
    name: str = "",
    note: str = "",
) -> Approach:
    """A body was invited, or applied: it stands in the public ledger from now on, answered or not.

    `name`: of a body that has no pages here.
    """
    approach = Approach(
        alliance=alliance, kind=kind, body=body, name=name or (body.name if body else ""), made_on=made_on, note=note
    )
    approach.full_clean()
    _refuse_future("made_on", made_on)
    approach.save()
    record(by=by, act="slates.enter_approach", subject=alliance.scope, details={"kind": str(kind), "to": approach.name})
    return approach


@transaction.atomic
def answer_approach(
    *, by: str, approach: Approach, answer: Answer | str, on: date, answered_by: str, reason: str = ""
) -> ApproachAnswer:
    """What came back, with its date. Declining an application needs a reason; what is accepted stays accepted."""
    newest = approach.answers.last()
    if newest is not None:
        raise ValidationError(_("It has been answered: %(answer)s.") % {"answer": newest.get_answer_display()})
    if approach.kind == ApproachKind.APPLICATION and answer == Answer.DECLINED and not reason.strip():
        raise ValidationError({"reason": _("Say why: the reason is published with the answer.")})
    if on < approach.made_on:
        raise ValidationError({"on": _("This is before it was made.")})
    _refuse_future("on", on)
    given = ApproachAnswer(
        approach=approach, answer=answer, on=on, by=answered_by, reason=reason.strip(), at=clock.now()
    )
    given.full_clean()
    given.save()
    record(by=by, act="slates.answer_approach", subject=approach.alliance.scope, details={"answer": str(answer)})
    return given


@transaction.atomic
def name_delegate(
    *, by: str, allied: AlliedBody, name: str, mandate: Mandate | str, since: date, told: str = ""
) -> Delegate:
    """Somebody decides for the body in the alliance; a bound delegate's mandate stands in words."""
    if mandate == Mandate.BOUND and not told.strip():
        raise ValidationError({"told": _("Say by what the delegate is bound: it is published.")})
    delegate = Delegate(allied=allied, name=name, mandate=mandate, told=told.strip(), since=since)
    delegate.full_clean()
    delegate.save()
    record(
        by=by,
        act="slates.name_delegate",
        subject=allied.alliance.scope,
        details={"body": allied.body.scope, "mandate": str(mandate)},
    )
    return delegate


@transaction.atomic
def recall_delegate(*, by: str, delegate: Delegate, until: date) -> None:
    """Somebody decides for the body no longer; that they did stays readable."""
    if until < delegate.since:
        raise ValidationError({"until": _("This is before the delegate was named.")})
    delegate.until = until
    delegate.save(update_fields=["until"])
    allied = delegate.allied
    record(by=by, act="slates.recall_delegate", subject=allied.alliance.scope, details={"body": allied.body.scope})


@transaction.atomic
def publish_minutes(*, by: str, alliance: Alliance, title: str, held_on: date, present: str, text: str) -> Minutes:
    """The minutes of a meeting, as they were agreed; a correction is published as minutes of its own."""
    minutes = Minutes(alliance=alliance, title=title, held_on=held_on, present=present, text=text, at=clock.now())
    minutes.full_clean()
    _refuse_future("held_on", held_on)
    minutes.save()
    record(by=by, act="slates.publish_minutes", subject=alliance.scope, details={"title": title})
    return minutes


@transaction.atomic
def enter_undertaking(
    *,
    by: str,
    alliance: Alliance,
    who: str,
    to_what: str,
    said_on: date,
    source: str,
    takes_back: Undertaking | None = None,
) -> Undertaking:
    """Who agreed beforehand to be bound by what, or takes such a word back: both stay readable."""
    if takes_back is not None and (takes_back.alliance_id != alliance.pk or takes_back.taken_back_by.exists()):
        raise ValidationError(_("This word does not stand, so it cannot be taken back."))
    said = Undertaking(
        alliance=alliance,
        who=who,
        to_what=to_what,
        said_on=said_on,
        source=source,
        takes_back=takes_back,
        at=clock.now(),
    )
    said.full_clean()
    _refuse_future("said_on", said_on)
    said.save()
    record(by=by, act="slates.enter_undertaking", subject=alliance.scope, details={"back": takes_back is not None})
    return said


def _refuse_future(field: str, day: date) -> None:
    if day > clock.now().date():
        raise ValidationError({field: _("That day has not come yet.")})
