"""The desk in a browser without script: setting up, announcing, moving, approving; stale pages and double sends."""

import re
from datetime import datetime

import pytest
from desks import BEGIN, CLOSE, DAY, FREEZE, MINUTE, OPEN, OPEN_NOMINATIONS, TIMETABLE, Desk, at
from desks import desk as another_desk
from django.db import connection
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from hustings_site.accounts.models import User
from hustings_site.elections.approved_acts import propose_freeze, propose_void
from hustings_site.elections.enums import ContestState
from hustings_site.elections.models import Contest, Election
from hustings_site.elections.shown_elsewhere import desk_context
from hustings_site.elections.terms import CONTEST_TERMS, ELECTION_TERMS
from hustings_site.journal.enums import ActState, ProposalState
from hustings_site.journal.models import Heartbeat, Proposal, ScheduledAct
from hustings_site.pages.models import SentForm

pytestmark = pytest.mark.django_db


def browser(user: User) -> Client:
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user)
    return client


def slip_in(page: HttpResponse) -> dict[str, str]:
    return dict(re.findall(r'name="(slip_\w+)" value="([^"]*)"', page.text))


def send(client: Client, path: str, fields: dict[str, object] | None = None) -> HttpResponse:
    """Open a page and send its form."""
    return client.post(path, {**slip_in(client.get(path)), **(fields or {})})


def typed(moment: datetime) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")


def address(name: str, *parts: object) -> str:
    return reverse(f"elections:{name}", args=parts)


ELECTION = {
    "title": "Election 2100",
    "kind": "members",
    "about": "",
    "scrutineer": "",
    **{name: typed(moment) for name, moment in TIMETABLE.items()},
    "nominations_shown": "live",
    "turnout_shown": "never",
    "papers_shown": "close",
    "code_issue": "server",
    "spares": "40",
    "paper_rule": "none",
}


def contest_fields(desk: Desk, **other: object) -> dict[str, object]:
    return {
        "title": "Executive",
        "vacancies": "9",
        "term_ends": "2103-04-01",
        "electorate": str(desk.electorate.pk),
        "rule": "scotland_2011",
        "rule_adopted_by": "Conference",
        "rule_adopted_on": "2099-05-01",
        "constraints": "women, 4, -\nnorth, -, 3",
        "quorum_percent": "0",
        "threshold": "3 branches or 2 affiliates",
        "names_each": "",
        "statement_words": "250",
        "ballot_order": "lot",
        "printed": "nothing",
        "when_withdrawn": "passed over",
        "when_suspended": "passed over",
        **other,
    }


# Setting up ---------------------------------------------------------------------------------------------------------


def test_election_is_set_up_and_announced_from_first_page_to_last(desk: Desk) -> None:
    orla = browser(desk.orla)
    began = send(
        orla, address("begin"), {"organisation": desk.organisation.pk, "title": "Autumn 2100", "kind": "members"}
    )
    made = Election.objects.get(title="Autumn 2100")
    assert began["Location"] == address("set_up", made.slug)
    fields = {**ELECTION, "title": "Autumn 2100"}
    assert send(orla, address("set_up", made.slug), fields)["Location"] == address("overview", made.slug)
    assert send(orla, address("contest_new", made.slug), contest_fields(desk)).status_code == 302
    contest = made.contests.get()
    assert contest.constraints == [
        {"category": "women", "min": 4, "max": None},
        {"category": "north", "min": 0, "max": 3},
    ]
    made.refresh_from_db()
    assert (made.spares, made.poll_closes, made.turnout_shown) == (40, CLOSE, "never")
    with at(BEGIN):
        assert "nothing is lacking" in orla.get(address("overview", made.slug)).text
        page = orla.get(address("announce", made.slug)).text
        assert "at least 4 of “women”; at most 3 of “north”" in page
        assert "3 branches" in page
        answer = orla.post(address("announce", made.slug), slip_in(orla.get(address("announce", made.slug))))
    assert answer["Location"] == address("overview", made.slug)
    made.refresh_from_db()
    assert made.announced_at == BEGIN
    assert ScheduledAct.objects.filter(subject=made.scope).count() == 11


def test_overview_says_what_is_lacking(desk: Desk) -> None:
    with at(BEGIN):
        page = browser(desk.orla).get(address("overview", desk.election.slug)).text
    assert "one thing is lacking" in page
    assert "Add at least one contest: a post to be filled." in page
    assert address("announce", desk.election.slug) not in page


def test_announce_page_reads_every_term_back(desk: Desk) -> None:
    desk.contest()
    page = browser(desk.orla).get(address("announce", desk.election.slug)).text
    labels = [
        str(model._meta.get_field(name).verbose_name)
        for model, names in ((Election, ELECTION_TERMS), (Contest, CONTEST_TERMS))
        for name in names
    ]
    assert [label for label in labels if f"<dt>{label}</dt>" not in page] == []


def test_new_contest_begins_with_an_empty_list_of_groups(desk: Desk) -> None:
    page = browser(desk.orla).get(address("contest_new", desk.election.slug)).text
    assert re.findall(r'<textarea name="constraints".*?>\s*(.*?)</textarea>', page, flags=re.DOTALL) == [""]


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("constraints", "women 4", "Line 1: write a group, at least how many, at most how many"),
        ("constraints", "women, 4, -\nmen, -, -", "Line 2: write a group"),
        ("constraints", "women, 10, -", "At least 10 of “women” are more than the vacancies (9)."),
        ("threshold", "3 branches and", "write"),
        ("vacancies", "0", "greater than or equal to 1"),
        ("title", "", "This is needed: fill it in."),
    ],
)
def test_contest_form_says_where_and_how_to_mend(desk: Desk, field: str, value: str, message: str) -> None:
    page = send(browser(desk.orla), address("contest_new", desk.election.slug), contest_fields(desk, **{field: value}))
    assert page.status_code == 200
    assert message in page.text
    assert Contest.objects.count() == 0
    assert "3 branches" in page.text or field == "threshold"


def test_electorate_of_another_organisation_is_not_offered(desk: Desk) -> None:
    other = another_desk(name="Wickmakers")
    path = address("contest_new", desk.election.slug)
    assert str(other.electorate.pk) not in re.findall(r'<option value="(\d+)"', browser(desk.orla).get(path).text)
    refused = send(browser(desk.orla), path, contest_fields(desk, electorate=str(other.electorate.pk)))
    assert (refused.status_code, Contest.objects.count()) == (200, 0)


def test_contest_is_removed(desk: Desk) -> None:
    contest = desk.contest()
    send(browser(desk.orla), address("contest_remove", desk.election.slug, contest.slug))
    assert Contest.objects.count() == 0


# Two officers at once -----------------------------------------------------------------------------------------------


def test_stale_page_keeps_nothing_and_shows_what_was_typed(desk: Desk) -> None:
    orla, tam = browser(desk.orla), browser(desk.tam)
    path = address("set_up", desk.election.slug)
    first, second = slip_in(orla.get(path)), slip_in(tam.get(path))
    assert orla.post(path, {**ELECTION, **first, "spares": "7"}).status_code == 302
    answer = tam.post(path, {**ELECTION, **second, "spares": "9"})
    assert answer.status_code == 409
    assert "Meanwhile somebody has changed this, and nothing of yours was done." in answer.text
    assert 'value="9"' in answer.text
    desk.election.refresh_from_db()
    assert desk.election.spares == 7
    assert tam.post(path, {**ELECTION, **slip_in(answer), "spares": "9"}).status_code == 302
    desk.election.refresh_from_db()
    assert desk.election.spares == 9


def test_form_sent_twice_begins_one_election(desk: Desk) -> None:
    orla = browser(desk.orla)
    given = {"organisation": desk.organisation.pk, "title": "Autumn 2100", "kind": "members"}
    fields = {**given, **slip_in(orla.get(address("begin")))}
    first, second = orla.post(address("begin"), fields), orla.post(address("begin"), fields, follow=True)
    assert (first.status_code, second.status_code) == (302, 200)
    assert "This was sent twice, and done once." in second.text
    assert Election.objects.filter(title="Autumn 2100").count() == 1


def test_contest_added_twice_by_a_double_click_is_one(desk: Desk) -> None:
    orla = browser(desk.orla)
    path = address("contest_new", desk.election.slug)
    fields = {**contest_fields(desk), **slip_in(orla.get(path))}
    for _click in range(2):
        orla.post(path, fields)
    assert Contest.objects.count() == 1


def test_two_officers_pause_at_once(desk: Desk) -> None:
    contest = moved(desk, ContestState.POLL_OPEN)
    path = address("contest_act", desk.election.slug, contest.slug, "pause_poll")
    with at(OPEN):
        forms = [(who, slip_in(who.get(path))) for who in (browser(desk.orla), browser(desk.tam))]
        answers = [who.post(path, {**slip, "reason": "Power cut."}) for who, slip in forms]
    assert [answer.status_code for answer in answers] == [302, 409]
    assert "Its state is “poll paused”" in answers[1].text or "Meanwhile somebody" in answers[1].text
    assert desk.journal(contest)[1:] == ["elections.pause_poll"]


# Moving contests ----------------------------------------------------------------------------------------------------


def moved(desk: Desk, state: ContestState, title: str = "Secretary") -> Contest:
    contest = desk.contest(title)
    desk.announce()
    Contest.objects.filter(pk=contest.pk).update(state=state)
    contest.refresh_from_db()
    return contest


def test_act_without_its_reason(desk: Desk) -> None:
    contest = moved(desk, ContestState.POLL_OPEN)
    path = address("contest_act", desk.election.slug, contest.slug, "pause_poll")
    with at(OPEN):
        page = send(browser(desk.orla), path, {"reason": ""})
    assert (page.status_code, "This is needed: fill it in." in page.text) == (200, True)
    contest.refresh_from_db()
    assert contest.state == ContestState.POLL_OPEN


def test_act_that_two_officers_agree_on(desk: Desk) -> None:
    contest = moved(desk, ContestState.POLL_OPEN)
    path = address("contest_act", desk.election.slug, contest.slug, "void")
    orla, tam = browser(desk.orla), browser(desk.tam)
    with at(OPEN):
        page = orla.get(path).text
        assert "the ballots of this contest are never decrypted" in page
        assert "It is done when a second officer approves it." in page
        answer = orla.post(path, {**slip_in(orla.get(path)), "reason": "A name is missing."}, follow=True)
        assert "Proposed. It is done when a second officer approves it." in answer.text
        proposal = Proposal.objects.get()
        own = orla.get(address("approval", proposal.pk)).text
        assert "You proposed this: somebody else has to approve it." in own
        assert 'name="approve"' not in own
        assert "A name is missing." in tam.get(address("approval", proposal.pk)).text
        done = send(tam, address("approval", proposal.pk), {"approve": "", "answer": ""})
    assert done["Location"] == address("approvals")
    contest.refresh_from_db()
    assert (contest.state, contest.notice) == (ContestState.VOIDED, "A name is missing.")


def test_approval_by_whoever_proposed_it_is_refused_though_the_button_is_not_there(desk: Desk) -> None:
    contest = moved(desk, ContestState.POLL_OPEN)
    with at(OPEN):
        proposal = propose_void(by=desk.orla.scope, contest=contest, reason="A name is missing.")
        answer = send(browser(desk.orla), address("approval", proposal.pk), {"approve": "", "answer": ""})
    assert "You proposed this yourself" in answer.text
    contest.refresh_from_db()
    assert contest.state == ContestState.POLL_OPEN


def test_proposal_is_refused_with_a_reason_alone(desk: Desk) -> None:
    contest = moved(desk, ContestState.POLL_OPEN)
    tam = browser(desk.tam)
    with at(OPEN):
        proposal = propose_void(by=desk.orla.scope, contest=contest, reason="A name is missing.")
        assert "Say why" in send(tam, address("approval", proposal.pk), {"refuse": "", "answer": ""}).text
        send(tam, address("approval", proposal.pk), {"refuse": "", "answer": "It is on the paper."})
    proposal.refresh_from_db()
    assert (proposal.state, proposal.answer) == (ProposalState.REFUSED, "It is on the paper.")
    assert "It is on the paper." in browser(desk.orla).get(address("approval", proposal.pk)).text


def test_proposal_is_hidden_from_another_organisation(desk: Desk) -> None:
    contest = moved(desk, ContestState.POLL_OPEN)
    with at(OPEN):
        proposal = propose_void(by=desk.orla.scope, contest=contest, reason="A name is missing.")
    stranger = browser(another_desk(name="Wickmakers").orla)
    assert stranger.get(address("approval", proposal.pk)).status_code == 403
    assert "Void this contest" not in stranger.get(address("approvals")).text
    assert "Void this contest" not in stranger.get(address("desk")).text
    assert "Void this contest" in browser(desk.tam).get(address("desk")).text


def test_correction_shows_what_stands_and_what_would_stand(desk: Desk) -> None:
    contest = desk.contest("Executive")
    desk.announce()
    path = address("contest_set_up", desk.election.slug, contest.slug)
    with at(BEGIN):
        fields = contest_fields(desk, vacancies="2", constraints="", threshold="", statement_words="300", term_ends="")
        answer = send(browser(desk.orla), path, {**fields, "reason": "Misprint in the notice."})
        assert answer.status_code == 302
        page = browser(desk.tam).get(address("approval", Proposal.objects.get().pk)).text
    assert re.findall(r'<th scope="row">(.+?)</th><td>(.+?)</td><td>(.+?)</td>', page) == [("vacancies", "1", "2")]
    contest.refresh_from_db()
    assert contest.vacancies == 1


def test_run_again_leads_to_the_new_election(desk: Desk) -> None:
    contest = moved(desk, ContestState.VOIDED)
    path = address("contest_act", desk.election.slug, contest.slug, "run_again")
    answer = send(browser(desk.orla), path, {"same_candidates": "on", "reason": "A name was missing."})
    again = Contest.objects.get(run_again_of=contest)
    assert answer["Location"] == address("overview", again.election.slug)


def test_act_that_is_not_possible_now_says_so(desk: Desk) -> None:
    contest = moved(desk, ContestState.CLOSED)
    page = browser(desk.orla).get(address("contest_act", desk.election.slug, contest.slug, "pause_poll")).text
    assert "Its state is “poll closed”: this is not possible from there." in page
    assert "<form" not in page.partition("<main")[2]


def test_agreed_opening_is_shown_as_agreed(desk: Desk) -> None:
    moved(desk, ContestState.VALIDATED)
    with at(FREEZE - DAY):
        desk.agree(propose_freeze(by=desk.orla.scope, election=desk.election))
        page = browser(desk.orla).get(address("overview", desk.election.slug)).text
    assert "two officers agreed on 15 March 2100, 09:00; it is done at its time." in page


# The timetable by hand ----------------------------------------------------------------------------------------------


def test_overdue_act_is_done_by_hand_from_the_overview(desk: Desk) -> None:
    contest = desk.contest()
    desk.announce()
    orla = browser(desk.orla)
    with at(OPEN_NOMINATIONS + MINUTE):
        page = orla.get(address("overview", desk.election.slug))
        assert "overdue" in page.text
        act = ScheduledAct.objects.get(act="elections.open_nominations")
        answer = orla.post(address("do_now", act.pk), slip_in(page), follow=True)
    assert "Done for: Secretary." in answer.text
    contest.refresh_from_db()
    act.refresh_from_db()
    assert (contest.state, act.state, act.by) == (ContestState.NOMINATIONS, ActState.DONE, desk.orla.scope)
    assert "by hand" in answer.text


def test_act_of_another_organisation_is_not_done_by_hand(desk: Desk) -> None:
    desk.contest()
    desk.announce()
    stranger = browser(another_desk(name="Wickmakers").orla)
    act = ScheduledAct.objects.get(act="elections.open_nominations")
    with at(OPEN_NOMINATIONS):
        assert stranger.post(address("do_now", act.pk)).status_code == 403
    act.refresh_from_db()
    assert act.state == ActState.DUE


def test_failed_act_waits_on_the_desk(desk: Desk) -> None:
    moved(desk, ContestState.NOMINATIONS_CLOSED)
    desk.work_until(FREEZE)
    with at(FREEZE):
        page = browser(desk.tam).get(address("desk")).text
    assert "The roll is frozen" in page
    assert "This needs two officers: one proposes it, another approves it." in page


def test_every_page_of_the_desk_turns_red_while_no_worker_runs(desk: Desk) -> None:
    contest = desk.contest()
    desk.announce()
    orla, slug = browser(desk.orla), desk.election.slug
    pages = [
        address("desk"),
        address("approvals"),
        address("begin"),
        address("overview", slug),
        address("set_up", slug),
        address("announce", slug),
        address("contest_set_up", slug, contest.slug),
        address("contest_act", slug, contest.slug, "open_nominations"),
        address("election_act", slug, "freeze_rolls"),
    ]
    red = "The worker has stopped: nothing that was promised is being done."
    assert {path: red in orla.get(path).text for path in pages} == dict.fromkeys(pages, True)
    Heartbeat.objects.create(worker="w", at=timezone.now())
    assert {path: red in orla.get(path).text for path in pages} == dict.fromkeys(pages, False)
    assert red not in Client(headers={"host": "127.0.0.1"}).get(address("election", slug)).text


# Who comes in -------------------------------------------------------------------------------------------------------


def test_desk_of_another_organisation_is_closed(desk: Desk) -> None:
    contest = desk.contest()
    stranger = browser(another_desk(name="Wickmakers").orla)
    slug = desk.election.slug
    paths = [
        address("overview", slug),
        address("set_up", slug),
        address("announce", slug),
        address("contest_new", slug),
        address("contest_set_up", slug, contest.slug),
        address("contest_remove", slug, contest.slug),
        address("contest_act", slug, contest.slug, "void"),
        address("election_act", slug, "open_poll"),
    ]
    assert [stranger.get(path).status_code for path in paths] == [403] * len(paths)
    assert [stranger.post(path).status_code for path in paths[1:]] == [403] * (len(paths) - 1)
    assert SentForm.objects.count() == 0
    assert "Election 2100" in stranger.get(address("desk")).text  # their own, of the same title
    assert slug not in stranger.get(address("desk")).text


# Public pages -------------------------------------------------------------------------------------------------------


def test_nothing_is_public_before_the_terms_are_announced(desk: Desk, visitor: Client) -> None:
    contest = desk.contest()
    slug = desk.election.slug
    paths = [address(name, slug) for name in ("election", "timetable", "terms", "journal")]
    paths += [address("contest", slug, contest.slug), address("terms_json", slug, 1)]
    assert [visitor.get(path).status_code for path in paths] == [404] * 6
    desk.announce()
    assert [visitor.get(path).status_code for path in paths] == [200] * 6


def test_address_of_a_result_leads_to_its_contest_until_there_is_one(desk: Desk, visitor: Client) -> None:
    contest = desk.contest()
    path = reverse("results:result", args=[desk.election.slug, contest.slug])
    assert visitor.get(path).status_code == 404
    desk.announce()
    assert visitor.get(path)["Location"] == address("contest", desk.election.slug, contest.slug)
    assert "Announced: nominations open" in visitor.get(reverse("results:elections")).text


def test_terms_are_published_byte_for_byte(desk: Desk, visitor: Client) -> None:
    desk.contest()
    desk.announce()
    terms = desk.election.terms.get()
    page = visitor.get(address("terms", desk.election.slug)).text
    assert terms.sha256 in page
    assert "nothing of them has changed" in page
    assert visitor.get(address("terms_json", desk.election.slug, 1)).content == terms.text.encode()
    assert visitor.get(address("terms_json", desk.election.slug, 2)).status_code == 404


def test_public_page_says_that_one_officer_acts_alone(visitor: Client, settings: object) -> None:
    settings.DEMONSTRATION = True
    alone = another_desk(two_officers=False, name="Wickmakers")
    alone.contest()
    alone.announce()
    assert "one officer acts alone" in visitor.get(address("election", alone.election.slug)).text
    assert "one acts alone" in visitor.get(address("terms", alone.election.slug)).text


@pytest.mark.parametrize(
    ("states", "said"),
    [
        (["draft"], "Announced: nominations open on 1 March 2100, 09:00."),
        (["nominations", "validated"], "Nominations are open until 15 March 2100, 12:00."),
        (["poll_open", "unopposed"], "The poll is open until 9 April 2100, 13:00."),
        (["paused", "closed"], "The poll is paused; the time lost will be made good."),
        (["unopposed", "too_few"], "There is no poll: no more stand than there are places."),
        (["provisional", "voided"], "Declared provisionally; complaints can be made until 16 April 2100, 13:00."),
        (["final", "voided"], "The result is final."),
        (["voided"], "This election came to no result."),
    ],
)
def test_first_line_of_an_election_says_what_is_open_until_when(
    desk: Desk, visitor: Client, states: list[str], said: str
) -> None:
    contests = [desk.contest(f"Post {n}") for n, _state in enumerate(states)]
    desk.announce()
    for contest, state in zip(contests, states, strict=True):
        Contest.objects.filter(pk=contest.pk).update(state=state)
    page = visitor.get(address("election", desk.election.slug)).text
    assert f'<p class="lead">{said}</p>' in page
    ended = set(states) <= {"final", "voided"}
    assert (said in visitor.get(reverse("home")).text) is not ended


def test_first_line_after_the_time_for_complaints_says_that_it_has_ended(desk: Desk, visitor: Client) -> None:
    contest = desk.contest()
    desk.announce()
    Contest.objects.filter(pk=contest.pk).update(state=ContestState.PROVISIONAL)
    ended = "complaints could be made until 16 April 2100, 13:00. It is made final next."
    for moment, told in ((TIMETABLE["complaints_by"] - DAY, False), (TIMETABLE["complaints_by"], True)):
        with at(moment):
            assert (ended in visitor.get(address("election", desk.election.slug)).text) is told


def test_journal_of_an_election_names_nobody(desk: Desk, visitor: Client) -> None:
    contest = moved(desk, ContestState.POLL_OPEN)
    desk.stand(contest, "Alma Ardent")
    with at(OPEN):
        desk.agree(propose_void(by=desk.orla.scope, contest=contest, reason="A name is missing."))
    page = visitor.get(address("journal", desk.election.slug)).text
    rows = [re.sub(r"<[^>]+>", " ", row).split() for row in re.findall(r"<tr><th scope=\"row\">(.+?)</tr>", page)]
    said = [" ".join(row[5:]) for row in rows]
    assert said[1] == "Void this contest Secretary returning officer poll open → voided reason: A name is missing."
    assert [name for name in ("Orla", "Tam", "Wick", "Ash", "Alma", "example") if name in page] == []


# Queries ------------------------------------------------------------------------------------------------------------


def queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def section_queries(desk: Desk) -> int:
    """Of this room's part of the desk."""
    request = RequestFactory().get("/desk/")
    request.user = desk.orla
    with CaptureQueriesContext(connection) as captured:
        render_to_string("elections/desk_section.html", {"section": desk_context(request)})
    return len(captured)


def test_lists_take_as_many_queries_for_one_row_as_for_many(desk: Desk, visitor: Client) -> None:
    first = desk.contest("First")
    desk.announce()
    Contest.objects.filter(pk=first.pk).update(state=ContestState.POLL_OPEN)
    with at(OPEN):
        propose_void(by=desk.orla.scope, contest=first, reason="r")
    ScheduledAct.objects.filter(act="elections.open_nominations").update(attempts=1)
    orla, slug = browser(desk.orla), desk.election.slug
    paths = [
        (orla, address("approvals")),
        (orla, address("overview", slug)),
        (visitor, address("election", slug)),
        (visitor, address("timetable", slug)),
        (visitor, address("journal", slug)),
        (visitor, reverse("home")),
        (orla, address("desk")),
    ]
    before = [queries(client, path) for client, path in paths] + [section_queries(desk)]
    for n in range(30):
        contest = Contest.objects.create(
            election=desk.election, slug=f"more-{n}", title=f"More {n}", vacancies=1, position=n + 2, state="poll_open"
        )
        with at(OPEN):
            propose_void(by=desk.orla.scope, contest=contest, reason="r")
        Election.objects.create(
            slug=f"more-{n}",
            title=f"More {n}",
            organisation=desk.organisation,
            announced_at=BEGIN,
            poll_opens=OPEN,
            poll_closes=CLOSE,
        ).contests.create(slug="c", title="C", vacancies=1, state="draft")
    for n in range(30):
        ScheduledAct.objects.create(subject=desk.election.scope, act=f"x.{n}", title=f"X {n}", due=OPEN, attempts=1)
    after = [queries(client, path) for client, path in paths] + [section_queries(desk)]
    assert after == before
