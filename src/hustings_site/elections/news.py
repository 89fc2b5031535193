"""What is new in elections, for feed readers and calendars."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import NAMESPACE_URL, uuid5

from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from hustings_site.elections.columns import label
from hustings_site.elections.models import Election, StandingChange, Terms
from hustings_site.elections.places import public_path
from hustings_site.elections.public_data import histories_of
from hustings_site.pages.feeds import Entry, Feed

MOST = 100


def elections_feed() -> Feed:
    """Elections announced and terms corrected, newest first."""
    editions = Terms.objects.select_related("election__organisation").order_by("-at", "-pk")[:MOST]
    return Feed(_("Elections announced"), reverse("results:elections"), [_terms_entry(terms) for terms in editions])


def _terms_entry(terms: Terms) -> Entry:
    corrected = terms.edition > 1
    title = _("Terms corrected: %(election)s") if corrected else _("Announced: %(election)s")
    return Entry(
        kind="terms",
        number=terms.pk,
        began=terms.at.date(),
        title=title % {"election": str(terms.election)},
        path=public_path(terms.election),
        updated=terms.at,
        text=terms.reason,
    )


def candidates_feed(election: Election) -> Feed:
    """How the candidates on the ballot papers of an election stand, newest first."""
    changes = (
        StandingChange.objects.filter(candidate__contest__election=election, candidate__position__isnull=False)
        .select_related("candidate__contest")
        .order_by("-at", "-pk")[:MOST]
    )
    path = public_path(election)
    return Feed(
        _("Candidates: %(election)s") % {"election": str(election)},
        path,
        [
            Entry(
                kind="standing",
                number=change.pk,
                began=change.at.date(),
                title=f"{change.candidate.contest}: {change.candidate}: {change.get_standing_display()}",
                path=path,
                updated=change.at,
                text=change.source,
            )
            for change in changes
        ],
    )


def calendar_of(election: Election, site: str) -> str:
    """The dates of an election (RFC 5545): each has one UID for ever, and a higher SEQUENCE after each correction."""
    calendar = Calendar()
    calendar.add("prodid", "-//Hustings//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", str(election))
    for event in _events(election, site):
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written.decode()


def _events(election: Election, site: str) -> Iterator[Event]:
    """A date that was taken out of the terms stays, as cancelled."""
    for name, history in histories_of(election).items():
        assert history.last is not None
        event = Event()
        event.add("uid", str(uuid5(NAMESPACE_URL, f"hustings:{election.slug}:{name}")))
        event.add("sequence", history.corrections)
        event.add("dtstamp", history.at)
        event.add("last-modified", history.at)
        event.add("dtstart", history.last)
        event.add("dtend", history.last + timedelta(minutes=1))
        event.add("transp", "TRANSPARENT")
        event.add("status", "CONFIRMED" if getattr(election, name) is not None else "CANCELLED")
        event.add("summary", f"{election.title}: {label(Election, name)}")
        event.add("url", f"{site}{public_path(election)}")
        yield event
