"""Calendar entries (RFC 5545) that update instead of doubling: one UID for ever, a higher SEQUENCE at each change."""

from collections.abc import Iterable

from icalendar import Calendar, Event, vCalAddress, vText, vUri

from hustings_site.campaign.models import Invitation, Meeting


def calendar_of(meetings: Iterable[Meeting], site: str) -> str:
    """A feed to subscribe to (METHOD:PUBLISH); cancelled meetings stay in it as cancelled."""
    calendar = _calendar("PUBLISH")
    for meeting in meetings:
        calendar.add_component(_entry(meeting, site))
    return _text(calendar)


def invitation_entry(invitation: Invitation, site: str) -> str:
    """An entry that asks the candidate for a reply (METHOD:REQUEST, RFC 5546)."""
    calendar = _calendar("CANCEL" if invitation.meeting.cancelled_at else "REQUEST")
    entry = _entry(invitation.meeting, site)
    attendee = vCalAddress(f"MAILTO:{invitation.email}")
    attendee.params["CN"] = vText(invitation.candidate.name)
    attendee.params["RSVP"] = vText("TRUE")
    attendee.params["PARTSTAT"] = vText("NEEDS-ACTION")
    entry.add("attendee", attendee, encode=False)
    calendar.add_component(entry)
    return _text(calendar)


def _text(calendar: Calendar) -> str:
    written: bytes = calendar.to_ical()
    return written.decode()


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Hustings//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    return calendar


def _entry(meeting: Meeting, site: str) -> Event:
    entry = Event()
    entry.add("uid", str(meeting.uid))
    entry.add("sequence", meeting.sequence)
    entry.add("dtstamp", meeting.changed_at)
    entry.add("last-modified", meeting.changed_at)
    entry.add("dtstart", meeting.starts_at)
    entry.add("dtend", meeting.ends_at)
    entry.add("summary", meeting.title)
    entry.add("description", meeting.access)
    entry.add("status", "CANCELLED" if meeting.cancelled_at else "CONFIRMED")
    entry.add("url", vUri(f"{site}/hustings/{meeting.pk}/"))
    if meeting.address:
        entry.add("location", meeting.address)
    if meeting.link:
        conference = vUri(meeting.link)
        conference.params["VALUE"] = vText("URI")
        entry.add("conference", conference, encode=False)
    contact = meeting.contest.election.organisation.contact
    if contact:
        entry.add("organizer", vCalAddress(f"MAILTO:{contact}"), encode=False)
    return entry
