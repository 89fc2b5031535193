"""At a committee's desk: seating those elected, refusals, staggered terms, reserves; correcting in public."""

from datetime import date

import pytest
from committee_stand import happened, seat_of, took
from django.core.exceptions import ValidationError
from django.test import Client
from elected import counted, executive_of

from hustings_site.committees.enums import ClauseKind, DecisionKind, Filling, Happening, Next, Option, Outcome
from hustings_site.committees.models import Committee, CommitteeMeeting, Decision, SeatTerms, Yielded
from hustings_site.committees.selectors.corrections import corrections
from hustings_site.committees.selectors.reserves import reserves_of
from hustings_site.committees.selectors.seats import sitting
from hustings_site.committees.selectors.vacancies import not_yet_opened
from hustings_site.committees.services import meetings, vacancies
from hustings_site.committees.services.reserves import keep_reserves
from hustings_site.committees.services.seats import SeatIs, add_section, make_seat
from hustings_site.elections.enums import ElectionKind
from hustings_site.elections.models import Election
from hustings_site.results.models import Result
from hustings_site.roll.models import Organisation

JUNE = date(2026, 6, 1)
BY = {"by": "test"}


def slip_of(client: Client, path: str) -> dict[str, str]:
    page = client.get(path).content.decode()
    return {name: page.split(f'name="{name}" value="')[1].split('"')[0] for name in ("slip_key", "slip_seen")}


def sent(client: Client, path: str, **fields: object) -> str:
    """Send a form as it is shown; the page that follows."""
    return client.post(path, {**slip_of(client, path), **fields}, follow=True).content.decode()


def holders(committee: Committee, day: date = JUNE) -> list[str]:
    return [each.person.name if each.person else each.status.value for each in sitting(committee, day).seats]


# Seats from a declaration ---------------------------------------------------------------------------------------------


@pytest.fixture
def count(union: Organisation) -> Result:
    """Ash and Birch are elected, in that order; Dill, Elm and Cedar are not."""
    return counted(union)


@pytest.fixture
def executive(union: Organisation) -> Committee:
    """Two seats of members, whose holders are not recorded."""
    return executive_of(union)


def seating(committee: Committee, count: Result) -> tuple[str, dict[str, object]]:
    """The address of the form, and what a clerk sends: both seats in order, one end of term for all."""
    seats = [each.seat.pk for each in sitting(committee, JUNE).seats]
    first, second = count.elected.order_by("position")
    return f"/desk/committees/{committee.slug}/elected/{count.contest_id}/", {
        "on": "2026-06-01",
        "until": "2028-06-01",
        f"seat_{first.pk}": seats[0],
        f"seat_{second.pk}": seats[1],
    }


def test_elected_are_seated_at_the_desk_in_the_order_of_election(
    executive: Committee, count: Result, officers_browser: Client
) -> None:
    listed = officers_browser.get(f"/desk/committees/{executive.slug}/elected/").content.decode()
    assert "Executive 2026, Executive" in listed
    path, fields = seating(executive, count)
    assert "2 are seated." in sent(officers_browser, path, **fields)
    shown = sitting(executive, JUNE).seats
    assert [(each.person.name, each.state.until, each.event.candidate.name) for each in shown] == [
        ("Ash", date(2028, 6, 1), "Ash"),
        ("Birch", date(2028, 6, 1), "Birch"),
    ]
    listed = officers_browser.get(f"/desk/committees/{executive.slug}/elected/").content.decode()
    assert "✓ seated" in listed


def test_free_seats_are_offered_first_in_their_order(
    executive: Committee, count: Result, officers_browser: Client
) -> None:
    path, _fields = seating(executive, count)
    page = officers_browser.get(path).content.decode()
    assert page.index("1. Ash</legend>") < page.index("2. Birch</legend>")
    first, second = (each.seat.pk for each in sitting(executive, JUNE).seats)
    assert [page.count(f'<option value="{pk}" selected>') for pk in (first, second)] == [1, 1]
    assert "Members 1: holder not recorded" in page


def test_section_with_a_free_seat_for_everybody_is_offered_before_a_single_vacancy(
    executive: Committee, count: Result, officers_browser: Client
) -> None:
    first, second = (each.seat for each in sitting(executive, JUNE).seats)
    took(first, "Zed", on=JUNE)
    trades = add_section(**BY, committee=executive, name="Trades")
    terms = SeatIs(exists_from=date(2026, 1, 1), filling=Filling.MEMBERS, source="Rule 8")
    offered = [make_seat(**BY, section=trades, terms=terms).pk for _seat in range(2)]
    page = officers_browser.get(seating(executive, count)[0]).content.decode()
    assert [page.count(f'<option value="{pk}" selected>') for pk in (second.pk, *offered)] == [0, 1, 1]


def test_terms_are_staggered_where_another_end_is_given(
    executive: Committee, count: Result, officers_browser: Client
) -> None:
    path, fields = seating(executive, count)
    first = count.elected.get(position=1)
    sent(officers_browser, path, **fields, **{f"until_{first.pk}": "2030-06-01"})
    assert [each.state.until for each in sitting(executive, JUNE).seats] == [date(2030, 6, 1), date(2028, 6, 1)]


def test_refusal_leaves_the_seat_to_the_clause_for_the_whole_term(
    executive: Committee, count: Result, officers_browser: Client
) -> None:
    path, fields = seating(executive, count)
    second = count.elected.get(position=2)
    page = sent(officers_browser, path, **fields, **{f"refuses_{second.pk}": "on"})
    assert "Say how the refusal came: a letter, and of which day." in page
    refusal = {f"refuses_{second.pk}": "on", f"said_{second.pk}": "letter of 30 May"}
    page = sent(officers_browser, path, **fields, **refusal)
    assert "1 is seated. 1 refused: that seat is vacant." in page
    assert holders(executive) == ["Ash", "vacant"]
    (event,) = not_yet_opened(executive)
    clause = vacancies.enter_clause(
        **BY, committee=executive, name="9", text="x", kind=ClauseKind.RECOUNT, source="Rules"
    )
    vacancy = vacancies.open_vacancy(**BY, event=event, clause=clause)
    assert (vacancy.term_ends, event.note) == (date(2028, 6, 1), "letter of 30 May")
    vacancies.yield_from_result(**BY, vacancy=vacancy, result=count)
    row = Yielded.objects.get(name="Dill")
    vacancies.ask(**BY, yielded=row, site="https://example.org")
    row.refresh_from_db()
    vacancies.answer(**BY, yielded=row, consents=True, said="call")
    vacancies.fill(**BY, vacancy=vacancy, on=date(2026, 7, 1), reasons="The papers.", site="https://example.org")
    assert holders(executive, date(2026, 7, 1)) == ["Ash", "Dill"]


def test_one_seat_for_two_is_refused_beside_the_second(
    executive: Committee, count: Result, officers_browser: Client
) -> None:
    path, fields = seating(executive, count)
    first, second = count.elected.order_by("position")
    page = sent(officers_browser, path, **{**fields, f"seat_{second.pk}": fields[f"seat_{first.pk}"]})
    assert "This seat is given to somebody above: choose another." in page
    assert holders(executive) == ["not_recorded", "not_recorded"]


def test_seating_on_a_page_that_is_out_of_date_changes_nothing(
    executive: Committee, count: Result, officers_browser: Client
) -> None:
    path, fields = seating(executive, count)
    slip = slip_of(officers_browser, path)
    sent(officers_browser, path, **fields)
    page = officers_browser.post(path, {**slip, **fields}, follow=True).content.decode()
    assert "Meanwhile somebody has changed this" in page
    assert len(sitting(executive, JUNE).tenures) == 2


def test_form_sent_twice_seats_once(executive: Committee, count: Result, officers_browser: Client) -> None:
    path, fields = seating(executive, count)
    slip = slip_of(officers_browser, path)
    for _twice in range(2):
        assert officers_browser.post(path, {**slip, **fields}).status_code == 302
    assert len(sitting(executive, JUNE).tenures) == 2


def test_only_results_of_members_elections_of_the_organisation_are_offered(
    executive: Committee, count: Result, officers_browser: Client
) -> None:
    Election.objects.filter(pk=count.contest.election_id).update(kind=ElectionKind.SUPPORTERS)
    page = officers_browser.get(f"/desk/committees/{executive.slug}/elected/").content.decode()
    assert "No election of this organisation has a result yet." in page
    assert officers_browser.get(seating(executive, count)[0]).status_code == 404


# Reserves -------------------------------------------------------------------------------------------------------------


def test_reserves_stand_in_order_with_what_became_of_each(
    executive: Committee, count: Result, officers_browser: Client, visitor: Client
) -> None:
    path, fields = seating(executive, count)
    sent(officers_browser, path, **fields, reserves="excluded")
    (kept,) = reserves_of(executive)
    assert [each.reserve.candidate.name for each in kept.places] == ["Dill", "Elm", "Cedar"]
    happened(seat_of(executive, "Ash"), Happening.RESIGNED, date(2026, 7, 1))
    clause = vacancies.enter_clause(**BY, committee=executive, name="9", text="x", kind=ClauseKind.POOL, source="R")
    vacancy = vacancies.open_vacancy(**BY, event=not_yet_opened(executive).get(), clause=clause)
    bench = f"/desk/committees/{executive.slug}/vacancy/{vacancy.pk}/"
    sent(officers_browser, bench, act="pool", pool=f"reserves-{kept.reserves.pk}")
    assert [(row.name, row.why) for row in vacancy.yielded.all()] == [
        ("Dill", "reserve 1"),
        ("Elm", "reserve 2"),
        ("Cedar", "reserve 3"),
    ]
    for name, consents in (("Dill", False), ("Elm", True)):
        row = vacancy.yielded.get(name=name)
        vacancies.ask(**BY, yielded=row, site="https://example.org")
        vacancies.answer(**BY, yielded=row, consents=consents, said="letter")
    vacancies.fill(**BY, vacancy=vacancy, on=date(2026, 8, 1), reasons="Next.", site="https://example.org")
    page = " ".join(visitor.get(f"/committees/{executive.slug}/reserves/").content.decode().split())
    assert "Next: Cedar." in page
    for said in ("declined a seat", "took Members 1 on 1 August 2026", "<td>waits</td>"):
        assert page.count(said) == 1


def test_second_list_of_reserves_takes_a_reason_and_the_first_stays_readable(
    executive: Committee, count: Result
) -> None:
    section = executive.sections.get()
    of = {**BY, "section": section, "result": count, "source": "Count"}
    first = keep_reserves(**of, meaning=Next.EXCLUDED)
    with pytest.raises(ValidationError, match="say why others take their place"):
        keep_reserves(**of, meaning=Next.FIRST)
    keep_reserves(**of, meaning=Next.FIRST, reason="Rule 9 says first preferences.")
    (correction,) = corrections(executive)
    assert (correction.old, correction.new.reason) == (first, "Rule 9 says first preferences.")
    assert [each.reserves.meaning for each in reserves_of(executive)] == [Next.FIRST]


# Corrections ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def meeting(committee: Committee) -> CommitteeMeeting:
    return meetings.arrange_meeting(**BY, committee=committee, title="June", on=JUNE)


@pytest.fixture
def oil(committee: Committee, meeting: CommitteeMeeting) -> Decision:
    """All three for it; it settles a motion."""
    motion = meetings.enter_motion(**BY, committee=committee, title="Oil", text="Buy it.", put_on=JUNE)
    votes = {committee.organisation.people.get(name=name): Option.FOR for name in ("Ada", "Bo", "Cy")}
    return meetings.decide(
        **BY,
        meeting=meeting,
        title="Oil",
        kind=DecisionKind.DIVISION,
        carried=True,
        votes=votes,
        motion=motion,
        source="Minutes",
    )


def stands(decision: Decision) -> dict[str, str]:
    rows = decision.votes.filter(corrected_by=None).select_related("person")
    return {row.person.name: row.option for row in rows}


def test_votes_are_corrected_at_the_desk_with_a_reason(
    committee: Committee, oil: Decision, officers_browser: Client, visitor: Client
) -> None:
    path = f"/desk/committees/{committee.slug}/decision/{oil.pk}/votes/"
    bo = committee.organisation.people.get(name="Bo")
    shown = officers_browser.get(path).content.decode()
    assert shown.count('<option value="for" selected>') == 3
    sent(officers_browser, path, **{f"person_{bo.pk}": "against"})
    assert stands(oil)["Bo"] == "for"
    page = sent(officers_browser, path, **{f"person_{bo.pk}": "against"}, reason="Misheard.")
    assert "Corrected: Bo." in page
    assert stands(oil) == {"Ada": "for", "Bo": "against", "Cy": "for"}
    public = visitor.get(f"/committees/{committee.slug}/meeting/{oil.meeting_id}/").content.decode()
    assert "(recorded first: for; corrected: Misheard.)" in public
    listed = visitor.get(f"/committees/{committee.slug}/corrections/").content.decode()
    assert "Oil: Bo: for" in listed
    assert "Oil: Bo: against" in listed


def test_correction_that_says_what_is_recorded_already_is_none(
    committee: Committee, oil: Decision, officers_browser: Client
) -> None:
    path = f"/desk/committees/{committee.slug}/decision/{oil.pk}/votes/"
    assert "nothing was corrected" in sent(officers_browser, path, reason="x")


def test_correction_on_a_page_that_is_out_of_date_changes_nothing(
    committee: Committee, oil: Decision, officers_browser: Client
) -> None:
    path = f"/desk/committees/{committee.slug}/decision/{oil.pk}/votes/"
    ada, bo = (committee.organisation.people.get(name=name) for name in ("Ada", "Bo"))
    slip = slip_of(officers_browser, path)
    meetings.correct_votes(**BY, decision=oil, options={ada: Option.ABSTAINED}, reason="Misheard.")
    page = officers_browser.post(path, {**slip, f"person_{bo.pk}": "against", "reason": "x"}, follow=True)
    assert "Meanwhile somebody has changed this" in page.content.decode()
    assert stands(oil) == {"Ada": "abstained", "Bo": "for", "Cy": "for"}


def test_decision_that_was_never_taken_is_taken_out_and_its_motion_waits_again(
    committee: Committee, oil: Decision, officers_browser: Client, visitor: Client
) -> None:
    sent(officers_browser, f"/desk/committees/{committee.slug}/decision/{oil.pk}/strike/", reason="Another meeting.")
    oil.motion.refresh_from_db()
    assert oil.motion.outcome == Outcome.WAITING
    public = visitor.get(f"/committees/{committee.slug}/meeting/{oil.meeting_id}/").content.decode()
    assert "No decision is recorded yet." in public
    (correction,) = corrections(committee)
    assert (correction.before, correction.after, correction.new.reason) == ("Oil", "", "Another meeting.")
    with pytest.raises(ValidationError, match="corrected already"):
        meetings.strike_decision(**BY, old=oil, reason="Again.")


def test_attendance_at_the_desk_shows_what_stands_and_corrects_it_with_a_reason(
    committee: Committee, meeting: CommitteeMeeting, officers_browser: Client
) -> None:
    path = f"/desk/committees/{committee.slug}/meeting/{meeting.pk}/attendance/"
    ada = committee.organisation.people.get(name="Ada")
    sent(officers_browser, path, **{f"person_{ada.pk}": "absent"})
    assert officers_browser.get(path).content.decode().count('<option value="absent" selected>') == 1
    slip = slip_of(officers_browser, path)
    assert "Say why it is corrected" in sent(officers_browser, path, **{f"person_{ada.pk}": "present"})
    sent(officers_browser, path, **{f"person_{ada.pk}": "present"}, reason="Came late.")
    stale = {**slip, f"person_{ada.pk}": "apologies", "reason": "x"}
    page = officers_browser.post(path, stale, follow=True).content.decode()
    assert "Meanwhile somebody has changed this" in page
    assert [row.state for row in meeting.attendance.filter(corrected_by=None)] == ["present"]
    (correction,) = corrections(committee)
    assert (correction.before, correction.after) == ("June: Ada: absent without apologies", "June: Ada: present")


def test_what_a_seat_is_is_corrected_at_the_desk(
    committee: Committee, officers_browser: Client, visitor: Client
) -> None:
    terms = seat_of(committee, "Cy").terms.get()
    path = f"/desk/committees/{committee.slug}/terms/{terms.pk}/"
    listed = officers_browser.get(f"/desk/committees/{committee.slug}/records/").content.decode()
    assert path in listed
    fields = {
        "exists_from": "2026-01-01",
        "exists_until": "2026-06-01",
        "filling": "members",
        "incompatible": "officers",
        "source": "Rules 2026",
        "reason": "Abolished by Rule 9.",
    }
    slip = slip_of(officers_browser, path)
    assert "Corrected." in sent(officers_browser, path, **fields)
    assert len(sitting(committee, JUNE).seats) == 4
    page = officers_browser.post(path, {**slip, **fields}, follow=True).content.decode()
    assert "Meanwhile somebody has changed this" in page
    assert SeatTerms.objects.filter(corrects=terms).count() == 1
    page = visitor.get(f"/committees/{committee.slug}/", {"on": "2026-03-01"}).content.decode()
    assert "Cannot hold it: officers" in page
    assert "Rule 7" in page


def test_correction_of_who_took_a_seat_keeps_the_link_to_the_count(
    executive: Committee, count: Result, officers_browser: Client
) -> None:
    path, fields = seating(executive, count)
    sent(officers_browser, path, **fields)
    old = seat_of(executive, "Ash").events.get()
    page = f"/desk/committees/{executive.slug}/event/{old.pk}/"
    later = {"what": "takes", "on": "2026-06-02", "person": "Ash", "how": "elected", "source": "x", "reason": "A day."}
    sent(officers_browser, page, **later)
    assert sitting(executive, date(2026, 6, 2)).seats[0].event.candidate == old.candidate


# Bodies ---------------------------------------------------------------------------------------------------------------


def test_body_and_what_happened_to_it_are_entered_and_taken_out_at_the_desk(
    committee: Committee, officers_browser: Client, visitor: Client
) -> None:
    desk = f"/desk/committees/{committee.slug}"
    sent(officers_browser, f"{desk}/body/", name="Tapers", kind="union", source="Rule book")
    tapers, wicks = (committee.organisation.bodies_with_seats.get(name=n) for n in ("Tapers", "Wickmakers' Society"))
    change = {"body": wicks.pk, "what": "merger", "on": "2026-05-01", "source": "Congress"}
    assert "Say which body stands in its place." in sent(officers_browser, f"{desk}/body/change/", **change)
    sent(officers_browser, f"{desk}/body/change/", **change, into=tapers.pk)
    public = " ".join(visitor.get(f"/committees/{committee.slug}/").content.decode().split())
    assert "merges into Tapers" in public
    taken_out = f"{desk}/body/change/{wicks.changes.get().pk}/"
    sent(officers_browser, taken_out, reason="Voted down.")
    assert "merges into" not in visitor.get(f"/committees/{committee.slug}/").content.decode()
    (correction,) = corrections(committee)
    assert (correction.before, correction.after) == ("Wickmakers' Society merges into Tapers, 2026-05-01", "")


def test_seats_of_a_body_are_linked_to_its_own_election(
    committee: Committee, count: Result, officers_browser: Client, visitor: Client
) -> None:
    wicks = committee.organisation.bodies_with_seats.get()
    fields = {
        "section": "Societies",
        "seats": 1,
        "exists_from": "2026-01-01",
        "filling": "body",
        "body": wicks.pk,
        "contest": count.contest_id,
        "source": "Rule 12",
    }
    sent(officers_browser, f"/desk/committees/{committee.slug}/seats/", **fields)
    page = visitor.get(f"/committees/{committee.slug}/", {"on": "2026-06-01"}).content.decode()
    assert "Filled by: Executive 2026, Executive" in page
    assert f"/elections/{count.contest.election.slug}/" in page
