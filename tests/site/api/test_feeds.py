"""Feeds and calendars: nothing told twice, and a date that was moved is the same date."""

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from hustings_site.elections.models import Contest, Election, Terms
from hustings_site.elections.terms import terms_text
from hustings_site.results.models import Result

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def publish(election: Election, *, reason: str = "", at: datetime) -> None:
    """An edition of the terms as they stand."""
    election.announced_at = election.announced_at or at
    election.save()
    number = election.terms.count() + 1
    Terms.objects.create(
        election=election, edition=number, text=terms_text(election), sha256="0" * 64, at=at, reason=reason
    )


def entries(response: object) -> list[tuple[str, str]]:
    feed = ElementTree.fromstring(response.content)
    return [(each.findtext(f"{ATOM}id"), each.findtext(f"{ATOM}title")) for each in feed.iter(f"{ATOM}entry")]


def events(client: Client, slug: str) -> list[tuple[str, int, str, datetime]]:
    text = client.get(f"/elections/{slug}/dates.ics").text
    found = Calendar.from_ical(text).walk("VEVENT")
    return [(str(e["uid"]), int(e["sequence"]), str(e["status"]), e.decoded("dtstart")) for e in found]


def test_announcement_and_correction_are_two_entries_with_addresses_of_their_own(
    contest: Contest, visitor: Client
) -> None:
    now = timezone.now()
    publish(contest.election, at=now - timedelta(days=1))
    first = entries(visitor.get("/elections/announced.atom"))
    publish(contest.election, at=now, reason="The hall is closed on Monday.")
    second = visitor.get("/elections/announced.atom")
    assert [title for _id, title in entries(second)] == [
        "Terms corrected: Lampwrights: Branch election",
        "Announced: Lampwrights: Branch election",
    ]
    assert entries(second)[1:] == first
    assert first[0][0].startswith(f"tag:127.0.0.1,{now - timedelta(days=1):%Y-%m-%d}:terms-")
    assert second["Access-Control-Allow-Origin"] == "*"
    item = visitor.get("/elections/announced.json").json()["items"][0]
    assert (item["content_text"], item["id"]) == ("The hall is closed on Monday.", entries(second)[0][0])


def test_feed_of_candidates_tells_how_they_stand_and_of_nobody_unpublished(contest: Contest, visitor: Client) -> None:
    now = timezone.now()
    contest.candidates.get(position=1).changes.create(standing="suspended", at=now, source="Committee")
    contest.candidates.create(name="Unpublished").changes.create(standing="nominated", at=now, source="x")
    found = visitor.get("/elections/lampwrights-branch-election/candidates.atom")
    assert [title for _id, title in entries(found)] == ["Secretary: Alma Ardent: suspended"]
    assert visitor.get("/elections/nowhere/candidates.atom").status_code == 404


def test_feed_of_results_names_who_is_elected(result: Result, visitor: Client) -> None:
    found = visitor.get("/elections/results.json").json()
    assert [(item["title"], item["content_text"]) for item in found["items"]] == [
        ("Lampwrights: Branch election: Secretary", "Elected: Alma Ardent")
    ]
    assert entries(visitor.get("/elections/results.atom"))[0][0] == found["items"][0]["id"]
    assert visitor.get("/elections/results.rss").status_code == 404


def test_check_9_moved_date_keeps_its_uid_and_raises_its_sequence_and_one_taken_out_stays_cancelled(
    contest: Contest, visitor: Client
) -> None:
    """Appendix A, check 9, for deadlines."""
    election, now = contest.election, timezone.now()
    opens, closes = (datetime(2027, 1, day, 12, tzinfo=UTC) for day in (4, 11))
    election.poll_opens, election.poll_closes = opens, closes
    publish(election, at=now)
    (first, second) = events(visitor, election.slug)
    assert [(sequence, status, at) for _uid, sequence, status, at in (first, second)] == [
        (0, "CONFIRMED", opens),
        (0, "CONFIRMED", closes),
    ]
    election.poll_closes = closes + timedelta(days=1)
    publish(election, at=now, reason="The post is late.")
    assert events(visitor, election.slug) == [first, (second[0], 1, "CONFIRMED", closes + timedelta(days=1))]
    election.poll_opens = None
    publish(election, at=now, reason="By post only.")
    assert events(visitor, election.slug)[0] == (first[0], 1, "CANCELLED", opens)
