"""Every type of clause on one committee, whose members' seats were filled by one count."""

import re
from datetime import date

import pytest
from committee_stand import happened, seat_of
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import translation
from elected import ELECTED, counted, executive_of

from hustings_site.accounts.models import User
from hustings_site.campaign.models import OutgoingMail
from hustings_site.committees.enums import ClauseKind, Filling, Happening, Next, Status, VacancyState
from hustings_site.committees.models import Body, Committee, Vacancy, Yielded
from hustings_site.committees.selectors.seats import sitting
from hustings_site.committees.services import vacancies
from hustings_site.committees.services.seats import SeatIs, add_section, found_committee, make_seat, seat_elected
from hustings_site.committees.stored_papers import by_countback, stored
from hustings_site.elections.models import PublishedList
from hustings_site.elections.services import enter_contest, enter_election
from hustings_site.results.enums import Unit
from hustings_site.results.models import Result
from hustings_site.results.services import publish_totals
from hustings_site.results.totals_file import read_totals
from hustings_site.results.turnout import Turnout
from hustings_site.roll.models import Member, Organisation
from hustings_site.roll.services import enter_branch

SITE = "https://elections.example.org"
GONE, ENDS = date(2026, 5, 1), date(2028, 1, 10)


@pytest.fixture
def count(union: Organisation) -> Result:
    """The papers, counted here."""
    return counted(union)


@pytest.fixture
def executive(union: Organisation, count: Result) -> Committee:
    """Two seats, filled by the count."""
    committee = executive_of(union)
    seats = list(committee.sections.get().seats.all())
    seat_elected(by="test", result=count, seats=seats, on=ELECTED, terms_end=[ENDS])
    return committee


def vacancy(committee: Committee, kind: ClauseKind, leaver: str = "Ash", **more: object) -> Vacancy:
    seat = seat_of(committee, leaver)
    happened(seat, Happening.RESIGNED, GONE)
    clause = vacancies.enter_clause(
        by="test", committee=committee, name="Rule 9", text="As said.", kind=kind, source="Rules 2026", **more
    )
    return vacancies.open_vacancy(by="test", event=seat.events.get(what=Happening.RESIGNED), clause=clause)


def asked(found: Vacancy, **answers: bool) -> None:
    for name, consents in answers.items():
        row = found.yielded.get(name=name)
        vacancies.ask(by="test", yielded=row, site=SITE)
        vacancies.answer(by="test", yielded=row, consents=consents, said="letter of 3 May")


def fill(found: Vacancy, on: date = date(2026, 6, 1)) -> None:
    vacancies.fill(by="test", vacancy=found, on=on, reasons="By the clause.", site=SITE)


def holders(committee: Committee, day: date) -> list[str]:
    return [each.person.name if each.person else each.status.value for each in sitting(committee, day).seats]


def test_count_elects_the_two_that_the_others_build_on(executive: Committee) -> None:
    assert holders(executive, GONE) == ["Ash", "Birch"]


def test_terms_are_staggered_by_the_order_of_election(union: Organisation, count: Result) -> None:
    committee = found_committee(by="test", organisation=union, name="Staggered")
    section = add_section(by="test", committee=committee, name="Members")
    terms = SeatIs(exists_from=ELECTED, filling=Filling.MEMBERS, source="Rule 7")
    seats = [make_seat(by="test", section=section, terms=terms) for _seat in range(2)]
    ends = [date(2029, 1, 10), date(2027, 1, 10)]
    seat_elected(by="test", result=count, seats=seats, on=ELECTED, terms_end=ends)
    shown = sitting(committee, ELECTED).seats
    assert [(each.person.name, each.state.until) for each in shown] == [("Ash", ends[0]), ("Birch", ends[1])]


def test_next_runner_up_in_the_order_of_the_count(executive: Committee, count: Result) -> None:
    found = vacancy(executive, ClauseKind.RUNNER_UP, meaning=Next.EXCLUDED)
    assert (found.next_date, found.term_ends) == (date(2026, 5, 29), ENDS)
    rows = vacancies.yield_from_result(by="test", vacancy=found, result=count)
    assert [(row.position, row.name) for row in rows] == [(1, "Dill"), (2, "Elm"), (3, "Cedar")]
    asked(found, Dill=False, Elm=True)
    fill(found)
    assert holders(executive, date(2026, 5, 31)) == ["vacant", "Birch"]
    shown = sitting(executive, date(2026, 6, 1)).seats[0]
    assert (shown.person.name, shown.event.how, shown.state.until) == ("Elm", "runner_up", ENDS)
    assert shown.event.candidate.name == "Elm"


def test_next_runner_up_must_answer_before_the_one_after(executive: Committee, count: Result) -> None:
    found = vacancy(executive, ClauseKind.RUNNER_UP)
    vacancies.yield_from_result(by="test", vacancy=found, result=count)
    asked(found, Elm=True)
    first = found.yielded.first().name
    if first == "Elm":
        fill(found)
    else:
        with pytest.raises(ValidationError, match=f"{first} comes first, and has not answered yet"):
            fill(found)


def test_recount_of_all_the_papers_keeps_those_who_sit(executive: Committee, count: Result) -> None:
    found = vacancy(executive, ClauseKind.RECOUNT)
    vacancies.yield_from_result(by="test", vacancy=found, result=count)
    asked(found, Dill=True, Cedar=True)
    fill(found)
    assert holders(executive, date(2026, 6, 1)) == ["Dill", "Birch"]
    assert found.filled_by.how == "recount"


def test_countback_of_the_papers_that_elected_the_leaver(executive: Committee, count: Result) -> None:
    found = vacancy(executive, ClauseKind.COUNTBACK)
    vacancies.yield_from_result(by="test", vacancy=found, result=count)
    asked(found, Elm=True, Cedar=True)
    fill(found)
    assert holders(executive, date(2026, 6, 1))[0] == "Elm"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Dill was not elected by these papers under scotland_2011"),
        ("fr", "Dill n’a pas obtenu de siège par ces bulletins selon scotland_2011"),
    ],
)
def test_countback_that_cannot_be_held_is_refused_in_the_readers_language(
    count: Result, language: str, said: str
) -> None:
    election = stored(count)
    with translation.override(language), pytest.raises(ValidationError) as refused:
        by_countback(count, election.candidates[3], election.candidates[2:3])
    assert refused.value.messages == [said]


def test_recount_waits_for_everybody_who_was_asked(executive: Committee, count: Result) -> None:
    found = vacancy(executive, ClauseKind.RECOUNT)
    vacancies.yield_from_result(by="test", vacancy=found, result=count)
    vacancies.ask(by="test", yielded=found.yielded.get(name="Dill"), site=SITE)
    with pytest.raises(ValidationError, match="Dill has been asked, and has not answered yet"):
        fill(found)


def test_next_in_a_published_pool(executive: Committee, count: Result) -> None:
    pool = PublishedList.objects.create(contest=count.contest, name="Reserves", publisher="Executive", source="minutes")
    for position, name in enumerate(("Cedar", "Dill"), start=1):
        pool.places.create(candidate=count.contest.candidates.get(name=name), position=position)
    found = vacancy(executive, ClauseKind.POOL)
    rows = vacancies.yield_from_pool(by="test", vacancy=found, pool=pool)
    assert [(row.name, row.why) for row in rows] == [("Cedar", "place 1 of the pool"), ("Dill", "place 2 of the pool")]
    asked(found, Cedar=True)
    fill(found)
    assert holders(executive, date(2026, 6, 1))[0] == "Cedar"


def test_appointment_by_a_body(executive: Committee, union: Organisation) -> None:
    body = Body.objects.create(organisation=union, name="Council")
    found = vacancy(executive, ClauseKind.APPOINTMENT, body=body)
    named = vacancies.name_somebody(by="test", vacancy=found, name="Fay")
    assert named.why == "named by Council"
    asked(found, Fay=True)
    fill(found)
    assert (holders(executive, date(2026, 6, 1))[0], found.filled_by.how) == ("Fay", "appointed")


def test_by_election_is_linked_and_its_winner_seated(executive: Committee, union: Organisation) -> None:
    election = enter_election(by="test", organisation=union, title="By-election")
    contest = enter_contest(by="test", election=election, title="Executive", vacancies=1, candidates=["Gale", "Holt"])
    result = publish_totals(
        by="test",
        contest=contest,
        table=read_totals("candidate,elected,list,Votes\nGale,yes,,9\nHolt,,,4\n"),
        unit=Unit.VOTES,
        method="Plurality",
        source="Minutes",
        turnout=Turnout(),
    )
    found = vacancy(executive, ClauseKind.BY_ELECTION, days=90)
    assert found.next_date == date(2026, 7, 30)
    with pytest.raises(ValidationError, match="not the result of the by-election"):
        vacancies.fill_from_by_election(by="test", vacancy=found, result=result, on=date(2026, 6, 1), reasons="x")
    vacancies.link_by_election(by="test", vacancy=found, contest=contest)
    vacancies.fill_from_by_election(by="test", vacancy=found, result=result, on=date(2026, 7, 1), reasons="Elected.")
    shown = sitting(executive, date(2026, 7, 1)).seats[0]
    assert (shown.person.name, shown.event.how, shown.state.until) == ("Gale", "by_election", ENDS)


def test_check_21_notice_says_the_way_the_next_date_and_what_is_left_of_the_term(
    executive: Committee, visitor: Client
) -> None:
    found = vacancy(executive, ClauseKind.BY_ELECTION)
    items = visitor.get(f"/committees/{executive.slug}/news.json").json()["items"]
    (notice,) = [each for each in items if each["url"].endswith(f"/vacancy/{found.pk}/")]
    assert notice["title"] == f"Vacancy: {found.seat}"
    assert notice["content_text"] == (
        f"{found.clause.name}: {found.get_kind_display()}; next step by 29 May 2026; "
        "left of the term: 20 months and 9 days"
    )


def test_seat_that_stays_empty_says_why(executive: Committee) -> None:
    found = vacancy(executive, ClauseKind.EMPTY)
    assert found.next_date is None
    with pytest.raises(ValidationError, match="Give the reasons"):
        vacancies.leave_empty(by="test", vacancy=found, reasons=" ")
    vacancies.leave_empty(by="test", vacancy=found, reasons="Rule 9: no election in the last year.")
    assert (found.state, holders(executive, ENDS)[0]) == (VacancyState.EMPTY, "vacant")


WAYS = {
    ClauseKind.BY_ELECTION: ("by-election", "29 May 2026"),
    ClauseKind.RUNNER_UP: ("next runner-up", "29 May 2026"),
    ClauseKind.RECOUNT: ("recount of the papers", "29 May 2026"),
    ClauseKind.COUNTBACK: ("countback", "29 May 2026"),
    ClauseKind.POOL: ("next in a published pool", "29 May 2026"),
    ClauseKind.APPOINTMENT: ("appointment", "29 May 2026"),
    ClauseKind.EMPTY: ("the seat stays empty", "none: the seat stays empty"),
}


@pytest.mark.parametrize("kind", ClauseKind)
def test_every_clause_type_says_what_is_left_and_the_next_date(
    executive: Committee, visitor: Client, kind: ClauseKind
) -> None:
    """Check 21 of Appendix A of the platform's reference, all on one committee: from the stored rule alone."""
    found = vacancy(executive, kind)
    way, by = WAYS[kind]
    page = " ".join(visitor.get(f"/committees/{executive.slug}/vacancy/{found.pk}/").content.decode().split())
    facts = page.split('<dl class="terms">')[1].split("</dl>")[0]
    told = [re.sub("<[^>]*>", "", each).strip() for each in re.findall("<dd>(.*?)</dd>", facts)]
    assert told == ["Rule 9: As said. Rules 2026", way, "20 months, 9 days (to 10 January 2028)", by]


def test_clause_too_near_the_end_goes_its_other_way(executive: Committee) -> None:
    found = vacancy(executive, ClauseKind.BY_ELECTION, not_within_months=24, otherwise=ClauseKind.APPOINTMENT, days=10)
    assert (found.kind, found.next_date) == (ClauseKind.APPOINTMENT, date(2026, 5, 11))


def test_elected_suspended_and_expelled_the_seat_passes_to_the_next_after_three_months(
    executive: Committee, count: Result
) -> None:
    seat = seat_of(executive, "Ash")
    happened(seat, Happening.SUSPENDED, date(2026, 2, 1))
    happened(seat, Happening.REMOVED, date(2026, 3, 1))
    clause = vacancies.enter_clause(
        by="test",
        committee=executive,
        name="Rule 9",
        text="Next.",
        kind=ClauseKind.RUNNER_UP,
        meaning=Next.EXCLUDED,
        source="R",
    )
    found = vacancies.open_vacancy(by="test", event=seat.events.get(what=Happening.REMOVED), clause=clause)
    vacancies.yield_from_result(by="test", vacancy=found, result=count)
    asked(found, Dill=True)
    fill(found, on=date(2026, 6, 1))
    months = [date(2026, month, 15) for month in range(1, 7)]
    assert [(sitting(executive, day).seats[0].status, sitting(executive, day).votes) for day in months] == [
        (Status.HELD, 2),
        (Status.SUSPENDED, 1),
        (Status.VACANT, 1),
        (Status.VACANT, 1),
        (Status.VACANT, 1),
        (Status.HELD, 2),
    ]
    assert holders(executive, date(2026, 6, 1)) == ["Dill", "Birch"]


def test_runner_up_of_totals_counted_elsewhere_is_most_votes_and_level_ones_are_said(
    committee: Committee, result: Result
) -> None:
    seat = seat_of(committee, "Ada")
    happened(seat, Happening.DIED, GONE)
    clause = vacancies.enter_clause(
        by="test", committee=committee, name="9", text="Next.", kind=ClauseKind.RUNNER_UP, source="R"
    )
    found = vacancies.open_vacancy(by="test", event=seat.events.get(what=Happening.DIED), clause=clause)
    rows = vacancies.yield_from_result(by="test", vacancy=found, result=result)
    assert [(row.name, row.why) for row in rows] == [("Bela Brook", "30 votes"), ("Ida Inch", "20 votes")]


def test_totals_counted_elsewhere_cannot_be_counted_back(committee: Committee, result: Result) -> None:
    seat = committee.sections.get(name="Trades").seats.first()
    seat_elected(by="test", result=result, seats=[seat], on=ELECTED, terms_end=[None])
    happened(seat, Happening.DIED, GONE)
    clause = vacancies.enter_clause(
        by="test", committee=committee, name="9", text="Next.", kind=ClauseKind.COUNTBACK, source="R"
    )
    found = vacancies.open_vacancy(by="test", event=seat.events.get(what=Happening.DIED), clause=clause)
    vacancies.yield_from_result(by="test", vacancy=found, result=result)
    asked(found, **{"Ida Inch": True})
    with pytest.raises(ValidationError, match="its papers are not here"):
        fill(found)


def test_seat_that_is_not_vacant_is_not_filled(committee: Committee) -> None:
    clause = vacancies.enter_clause(
        by="test", committee=committee, name="9", text="x", kind=ClauseKind.EMPTY, source="R"
    )
    with pytest.raises(ValidationError, match="did not leave the seat vacant"):
        vacancies.open_vacancy(by="test", event=seat_of(committee, "Ada").events.get(), clause=clause)


def test_clause_of_another_section_does_not_apply(committee: Committee) -> None:
    seat = seat_of(committee, "Ada")
    happened(seat, Happening.DIED, GONE)
    clause = vacancies.enter_clause(
        by="test",
        committee=committee,
        section=committee.sections.get(name="Trades"),
        name="9",
        text="x",
        kind=ClauseKind.EMPTY,
        source="R",
    )
    with pytest.raises(ValidationError, match="does not speak of this seat"):
        vacancies.open_vacancy(by="test", event=seat.events.get(what=Happening.DIED), clause=clause)


def test_who_has_an_address_is_asked_by_mail_and_the_others_by_letter(executive: Committee, count: Result) -> None:
    branch = enter_branch(by="test", organisation=executive.organisation, code="n", name="North")
    member = Member.objects.create(
        organisation=executive.organisation, branch=branch, number="4", name="Dill", email="dill@example.org"
    )
    count.contest.candidates.filter(name="Dill").update(member=member)
    found = vacancy(executive, ClauseKind.RECOUNT)
    vacancies.yield_from_result(by="test", vacancy=found, result=count)
    mailed, letter = (
        vacancies.ask(by="test", yielded=found.yielded.get(name=name), site=SITE) for name in ("Dill", "Elm")
    )
    assert (mailed.mail.to, letter.mail) == ("dill@example.org", None)
    assert OutgoingMail.objects.get().subject == "Would you take a seat on Executive?"
    assert f"{SITE}/committees/{executive.slug}/vacancy/{found.pk}/" in letter.text


def test_answer_is_recorded_once_and_with_how_it_came(executive: Committee, count: Result) -> None:
    found = vacancy(executive, ClauseKind.RECOUNT)
    dill = vacancies.yield_from_result(by="test", vacancy=found, result=count)[2]
    dill = Yielded.objects.get(pk=dill.pk)
    with pytest.raises(ValidationError, match="has not been asked"):
        vacancies.answer(by="test", yielded=dill, consents=True, said="x")
    vacancies.ask(by="test", yielded=dill, site=SITE)
    with pytest.raises(ValidationError, match="Say how the answer came"):
        vacancies.answer(by="test", yielded=dill, consents=True, said=" ")


def test_settled_vacancy_is_not_touched_again(executive: Committee) -> None:
    found = vacancy(executive, ClauseKind.EMPTY)
    vacancies.leave_empty(by="test", vacancy=found, reasons="x")
    with pytest.raises(ValidationError, match="settled"):
        vacancies.leave_empty(by="test", vacancy=found, reasons="x")


# Pages -----------------------------------------------------------------------------------------------------------


def test_whole_vacancy_at_the_desk_and_in_public(
    executive: Committee, count: Result, officers_browser: Client, visitor: Client, officer: User
) -> None:
    vacancies.enter_clause(
        by="test", committee=executive, name="Rule 9", text="The papers decide.", kind=ClauseKind.RECOUNT, source="R"
    )
    seat = seat_of(executive, "Ash")
    desk = f"/desk/committees/{executive.slug}"
    sent(officers_browser, f"{desk}/event/", seat=seat.pk, what="resigned", on="2026-05-01", source="Letter")
    event = seat.events.get(what="resigned")
    page = officers_browser.get(f"{desk}/vacant/{event.pk}/").content.decode()
    assert "next step by 29 May 2026" in page
    officers_browser.post(f"{desk}/vacant/{event.pk}/", {"clause": executive.clauses.get().pk})
    bench = f"{desk}/vacancy/{Vacancy.objects.get().pk}/"
    sent(officers_browser, bench, act="result", result=count.pk)
    for name in ("Dill", "Elm"):
        row = Yielded.objects.get(name=name)
        sent(officers_browser, bench, act="ask", yielded=row.pk)
        sent(officers_browser, bench, act="consents" if name == "Dill" else "declines", yielded=row.pk, said="letter")
    sent(officers_browser, bench, act="fill", on="2026-06-01", reasons="The recount elects Dill.")
    assert holders(executive, date(2026, 6, 1)) == ["Dill", "Birch"]
    public = visitor.get(bench.replace("/desk", "")).content.decode()
    for said in ("Filled: Dill, since 1 June 2026.", "The recount elects Dill.", "20 months, 9 days", "declines"):
        assert said in public


def test_workbench_that_is_out_of_date_changes_nothing(
    executive: Committee, officers_browser: Client, officer: User
) -> None:
    found = vacancy(executive, ClauseKind.APPOINTMENT)
    bench = f"/desk/committees/{executive.slug}/vacancy/{found.pk}/"
    slip = slip_of(officers_browser, bench)
    vacancies.name_somebody(by="test", vacancy=found, name="Fay")
    response = officers_browser.post(bench, {**slip, "act": "name", "name": "Gus"}, follow=True)
    assert "Meanwhile somebody has changed this" in response.content.decode()
    assert [row.name for row in found.yielded.all()] == ["Fay"]


def slip_of(client: Client, path: str) -> dict[str, str]:
    page = client.get(path).content.decode()
    return {name: page.split(f'name="{name}" value="')[1].split('"')[0] for name in ("slip_key", "slip_seen")}


def sent(client: Client, path: str, **fields: object) -> None:
    response = client.post(path, {**slip_of(client, path), **fields})
    assert response.status_code == 302, response.content.decode()
