"""A committee in Popolo's words: people, organisations, posts, memberships, motions, vote events, events.

Source: the Popolo specification and its JSON schemas (CC BY 4.0). The `option` of a vote is this project's own word, so
that every way of not voting keeps its name; `classification` of a vote event says whether there was a division. A
source here is a text, Popolo's is a URL: `url` is the page on which the text stands, `note` the text.

Two properties of Popolo are moments where only a day is known here (`date` of a motion, `start_date` of a vote event):
they are the beginning of that day. Popolo has no property for what follows an organisation, and none for a suspended
membership: a founding, merger, succession or dissolution is an event of the organisation, whose `successor_id` is ours,
and so is `suspensions` of a membership. The schemas allow further properties.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time

from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils import timezone

from hustings_site.committees.doors import today
from hustings_site.committees.enums import Attendance, Change, DecisionKind, Option, Outcome
from hustings_site.committees.history import Tenure, in_force
from hustings_site.committees.models import (
    Attended,
    Body,
    BodyChange,
    Committee,
    Motion,
    Person,
    SeatEvent,
    SeatTerms,
    Vote,
)
from hustings_site.committees.selectors.bodies import bodies_of
from hustings_site.committees.selectors.meetings import DecisionShown, decisions_of
from hustings_site.committees.selectors.seats import Sitting, sitting

Json = dict[str, object]


def as_popolo(committee: Committee, site: str) -> Json:
    """Everything in force of a committee, today's knowledge; dates are days (ISO 8601), as far as they are known."""
    shown = sitting(committee, today())
    events = {
        each.pk: each
        for each in SeatEvent.objects.filter(seat__section__committee=committee).select_related("body", "person")
    }
    terms = SeatTerms.objects.filter(seat__section__committee=committee, corrected_by=None, struck=False)
    page = site + reverse("committees:committee", args=[committee.slug])
    bodies = list(bodies_of(committee.organisation_id))
    people = Person.objects.filter(
        Q(pk__in={each.person for each in shown.tenures})
        | Q(pk__in=Vote.objects.filter(decision__meeting__committee=committee).values("person"))
        | Q(pk__in=Attended.objects.filter(meeting__committee=committee).values("person"))
    )
    return {
        "persons": [{"id": f"person/{each.pk}", "name": each.name} for each in people.order_by("pk")],
        "organizations": [*_organisations(committee, bodies, page)],
        "posts": [_post(each, page) for each in terms.select_related("seat__section").order_by("seat_id")],
        "memberships": [_membership(committee, each, events[each.by], page) for each in shown.tenures],
        "motions": [_motion(each, page) for each in committee.motions.order_by("pk")],
        "vote_events": [_vote_event(each, shown, site) for each in decisions_of(committee)],
        "events": [*_changes(bodies, page), *_meetings(committee, site)],
    }


def _organisations(committee: Committee, bodies: Sequence[Body], page: str) -> Sequence[Json]:
    organisation = committee.organisation
    whole: Json = {"id": f"organisation/{organisation.pk}", "name": organisation.name, "classification": "org"}
    own: Json = {
        "id": f"committee/{committee.pk}",
        "name": committee.name,
        "classification": "committee",
        "parent_id": whole["id"],
        "founding_date": _day(committee.founded),
        "dissolution_date": _day(committee.dissolved),
        "sources": _sources(committee.source, page),
    }
    return [whole, own, *(_body(each, page) for each in bodies)]


def _body(body: Body, page: str) -> Json:
    changes: list[BodyChange] = body.in_force  # type: ignore[attr-defined]  # `bodies_of` puts it there
    founded = [each.on for each in changes if each.what == Change.FOUNDED]
    ended = [each.on for each in changes if each.what != Change.FOUNDED]
    return {
        "id": f"body/{body.pk}",
        "name": body.name,
        "classification": body.kind or "body",
        "founding_date": _day(min(founded, default=None)),
        "dissolution_date": _day(max(ended, default=None)),
        "sources": _sources(body.source, page),
    }


def _changes(bodies: Sequence[Body], page: str) -> Iterator[Json]:
    """What happened to the bodies, each an event of the body."""
    for body in bodies:
        changes: list[BodyChange] = body.in_force  # type: ignore[attr-defined]  # `bodies_of` puts it there
        for each in changes:
            yield {
                "id": f"body-change/{each.pk}",
                "name": str(each),
                "classification": each.what,
                "organization_id": f"body/{body.pk}",
                "successor_id": f"body/{each.into_id}" if each.into_id else None,
                "start_date": _day(each.on),
                "sources": _sources(each.source, f"{page}#body-{body.pk}"),
            }


def _meetings(committee: Committee, site: str) -> Iterator[Json]:
    """The meetings with who was there; the ways of not being there stand in `attendance`, which is ours."""
    attended = Prefetch("attendance", Attended.objects.select_related("person"))
    for meeting in committee.meetings.prefetch_related(attended):
        rows = in_force(list(meeting.attendance.all()))
        yield {
            "id": f"meeting/{meeting.pk}",
            "name": meeting.title,
            "classification": "meeting",
            "organization_id": f"committee/{committee.pk}",
            "location": meeting.place or None,
            "start_date": _day(meeting.on),
            "attendees": [
                {"id": f"person/{row.person_id}", "name": row.person.name}
                for row in rows
                if row.state == Attendance.PRESENT
            ],
            "attendance": [{"person_id": f"person/{row.person_id}", "state": row.state} for row in rows],
            "sources": _sources(
                meeting.source, site + reverse("committees:meeting", args=[committee.slug, meeting.pk])
            ),
        }


def _post(terms: SeatTerms, page: str) -> Json:
    return {
        "id": f"post/{terms.seat_id}",
        "label": str(terms.seat),
        "role": terms.filling,
        "organization_id": f"committee/{terms.seat.section.committee_id}",
        "start_date": _day(terms.exists_from),
        "end_date": _day(terms.exists_until),
        "sources": _sources(terms.source, page),
    }


def _membership(committee: Committee, tenure: Tenure, event: SeatEvent, page: str) -> Json:
    return {
        "id": f"membership/{tenure.by}",
        "person_id": f"person/{tenure.person}",
        "organization_id": f"committee/{committee.pk}",
        "post_id": f"post/{tenure.seat}",
        "role": event.how or "member",
        "on_behalf_of_id": f"body/{event.body_id}" if event.body_id else None,
        "start_date": _day(tenure.began),
        "end_date": _day(tenure.ended),
        "suspensions": [{"start_date": _day(begins), "end_date": _day(ends)} for begins, ends in tenure.suspended],
        "sources": _sources(event.source, page),
    }


def _motion(motion: Motion, page: str) -> Json:
    return {
        "id": f"motion/{motion.pk}",
        "organization_id": f"committee/{motion.committee_id}",
        "text": motion.text,
        "date": _moment(motion.put_on),
        "result": None if motion.outcome == Outcome.WAITING else motion.outcome,
        "sources": _sources(motion.source, page),
    }


def _vote_event(shown: DecisionShown, seats: Sitting, site: str) -> Json:
    decision = shown.decision
    page = site + reverse("committees:meeting", args=[seats.committee.slug, decision.meeting_id])
    votes: list[Mapping[str, object]] = [
        {"voter_id": f"person/{each.vote.person_id}", "option": option.value, "weight": 1}
        for option, given in shown.by_option
        for each in given
    ]
    return {
        "id": f"decision/{decision.pk}",
        "identifier": decision.title,
        "organization_id": f"committee/{seats.committee.pk}",
        "motion_id": f"motion/{decision.motion_id}" if decision.motion_id else None,
        "classification": "without_division" if decision.kind == DecisionKind.WITHOUT else "division",
        "start_date": _moment(decision.meeting.on),
        "result": "pass" if decision.carried else "fail",
        "counts": [{"option": option.value, "value": shown.how_many(Option(option))} for option, _v in shown.by_option],
        "votes": votes,
        "sources": _sources(decision.source, page),
    }


def _sources(text: str, page: str) -> list[Json]:
    return [{"url": page, "note": text}] if text else []


def _moment(day: date) -> str:
    """The beginning of a day, where the site stands."""
    return timezone.make_aware(datetime.combine(day, time.min)).isoformat()


def _day(day: object) -> str | None:
    return None if day is None else str(day)
