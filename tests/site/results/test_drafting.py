"""From an empty form to a public page, as a returning officer goes."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hustings.ballots.files import PaperFile
from hustings.ballots.formats import read_papers
from hustings.rules import find_rule, hold_count
from hustings_site.accounts.models import User
from hustings_site.elections.models import Contest, Election
from hustings_site.journal.models import Entry
from hustings_site.results.counting import _keep_outcome, count_draft
from hustings_site.results.drafting import begin_draft, keep_fields, publish_draft, start_count
from hustings_site.results.enums import DraftState, Kind
from hustings_site.results.forms import form_of
from hustings_site.results.models import BallotFile, Draft, Result

pytestmark = pytest.mark.django_db

ELECTION = {
    "organisation": "Lampwrights",
    "election_title": "Branch election 2026",
    "contest_title": "Committee",
    "closed_on": "2026-05-01",
    "about": "",
    "lists_publisher": "",
    "lists_source": "",
}
TOTALS = ELECTION | {
    "vacancies": "1",
    "method": "Plurality",
    "unit": "votes",
    "totals": "candidate,elected,Votes\nAlma Ardent,yes,50\nBela Brook,,?\n",
    "source": "The Gazette",
    "electorate": "200",
}
PAPERS = ELECTION | {"rule": "scotland_2011", "vacancies": "", "electorate": "30", "source": "", "lots": ""}
BLT = b'4 2\n9 1 2 0\n4 1 3 0\n4 2 0\n3 3 4 0\n1 4 0\n0\n"Ash"\n"Birch"\n"Cedar"\n"Daphne"\n"Committee"\n'
TIED = b'4 2\n9 1 2 0\n4 2 0\n3 3 0\n3 4 0\n0\n"Ash"\n"Birch"\n"Cedar"\n"Daphne"\n"Committee"\n'


@pytest.fixture
def totals(officer: User) -> Draft:
    return begin_draft(by=officer, kind=Kind.IMPORTED)


@pytest.fixture
def papers(officer: User) -> Draft:
    return begin_draft(by=officer, kind=Kind.COUNTED)


def at(draft: Draft, rest: str = "") -> str:
    return f"/desk/results/{draft.pk}/{rest}"


def send(browser: Client, draft: Draft, fields: dict[str, object], **files: bytes) -> HttpResponse:
    uploads = {name: SimpleUploadedFile(f"{name}.blt", content) for name, content in files.items()}
    return browser.post(at(draft), fields | uploads)


def test_begin_offers_both_kinds(officers_browser: Client) -> None:
    for kind, heading in ((Kind.COUNTED, "Papers to be counted here"), (Kind.IMPORTED, "Totals counted elsewhere")):
        assert heading in officers_browser.get("/desk/results/new/").text
        response = officers_browser.post("/desk/results/new/", {"kind": kind}, follow=True)
        assert f"<h1>{heading}</h1>" in response.text


@pytest.mark.parametrize("rest", ["", "count/", "lot/", "preview/", "discard/"])
def test_draft_is_closed_to_whoever_runs_no_election(visitor: Client, member: User, totals: Draft, rest: str) -> None:
    assert visitor.post(at(totals, rest)).status_code == 302
    visitor.force_login(member)
    assert visitor.post(at(totals, rest)).status_code == 403
    assert Draft.objects.count() == 1


def test_totals_are_previewed_before_anything_is_public(officers_browser: Client, totals: Draft) -> None:
    response = send(officers_browser, totals, TOTALS)
    assert response["Location"] == at(totals, "preview/")
    preview = officers_browser.get(at(totals, "preview/")).text
    assert "Not public yet." in preview
    assert "of the journal" not in preview
    assert preview.index("Elected") < preview.index("Alma Ardent")
    assert (Election.objects.count(), Result.objects.count()) == (0, 0)
    assert [entry.act for entry in Entry.objects.filter(act__startswith="results")] == []


def test_totals_are_public_once_confirmed(officers_browser: Client, totals: Draft, visitor: Client) -> None:
    send(officers_browser, totals, TOTALS)
    response = officers_browser.post(at(totals, "preview/"))
    assert response["Location"] == "/elections/lampwrights-branch-election-2026/committee/"
    page = visitor.get(response["Location"]).text
    assert "Alma Ardent" in page
    assert "not known" in page
    assert Result.objects.get().electorate == 200
    assert officers_browser.get(at(totals)).status_code == 404


def test_wrong_totals_say_line_and_cure_and_lose_nothing(officers_browser: Client, totals: Draft) -> None:
    wrong = TOTALS | {"totals": "candidate,Votes\nAlma,many\n\nAlma,3\n", "electorate": "a few", "method": ""}
    text = send(officers_browser, totals, wrong).text
    assert "table:2: Votes is &#x27;many&#x27;, which is no number; leave it empty where it is not known" in text
    assert "table:4: Alma stands already in line 2; write each candidate once" in text
    assert 'value="a few"' in text
    assert "Alma,many" in text
    again = officers_browser.get(at(totals)).text
    assert ('value="a few"' in again, "Alma,many" in again, 'value="Lampwrights"' in again) == (True, True, True)


def test_uploaded_table_is_copied_into_the_form_with_its_name(officers_browser: Client, totals: Draft) -> None:
    table = SimpleUploadedFile("sheet.csv", "candidate,Votes\nÉlan,x\n".encode("utf-8-sig"))
    text = officers_browser.post(at(totals), TOTALS | {"totals_file": table}).text
    assert "sheet.csv:2: Votes is &#x27;x&#x27;" in text
    assert "candidate,Votes\nÉlan,x" in text


def test_uploaded_table_that_is_no_text(officers_browser: Client, totals: Draft) -> None:
    table = SimpleUploadedFile("sheet.csv", b"candidate,Votes\n\xc9lan,1\n")
    text = officers_browser.post(at(totals), TOTALS | {"totals_file": table}).text
    assert "sheet.csv is no text in UTF-8 (byte 17): save it as “CSV UTF-8” and choose it again." in text
    assert "Bela Brook" in text


def test_lists_without_an_author_are_refused(officers_browser: Client, totals: Draft) -> None:
    listed = TOTALS | {"totals": "candidate,list,Votes\nAlma,Anchor,3\n"}
    text = send(officers_browser, totals, listed).text
    assert text.count("Candidates are on lists: say who published them, and where.") == 2


def test_turnout_that_contradicts_itself_is_refused(officers_browser: Client, totals: Draft) -> None:
    text = send(officers_browser, totals, TOTALS | {"papers": "201"}).text
    assert "201 papers were counted but only 200 people could vote" in text


def test_more_elected_than_vacancies_is_refused_at_the_preview(officers_browser: Client, totals: Draft) -> None:
    send(officers_browser, totals, TOTALS | {"totals": "candidate,elected,Votes\nA,yes,3\nB,yes,2\n"})
    text = officers_browser.get(at(totals, "preview/")).text
    assert "2 are marked as elected for 1 vacancies: correct one of the two." in text
    assert "A,yes,3" in text


def test_preview_of_a_draft_that_is_not_filled_in_leads_back(officers_browser: Client, totals: Draft) -> None:
    assert officers_browser.get(at(totals, "preview/"))["Location"] == at(totals)


def test_correction_asks_for_its_reason_instead_of_the_election(
    officers_browser: Client, result: Result, visitor: Client
) -> None:
    officers_browser.post(f"/desk/results/correct/{result.contest.pk}/", {"kind": Kind.IMPORTED})
    draft = Draft.objects.get()
    form = officers_browser.get(at(draft)).text
    assert ("Why this result replaces the one before" in form, "Organisation" in form) == (True, False)
    table = "candidate,elected,Votes\nAlma Ardent,yes,51\nBela Brook,,30\nIda Inch,,20\n"
    fields = {k: v for k, v in TOTALS.items() if k not in ELECTION} | {"totals": table}
    assert "This is needed: fill it in." in send(officers_browser, draft, fields).text
    send(officers_browser, draft, fields | {"correction": "One pile was missed."})
    response = officers_browser.post(at(draft, "preview/"))
    page = visitor.get(response["Location"]).text
    assert ("Version 2 (this page)" in page, "One pile was missed." in page, ">51<" in page) == (True, True, True)


def test_papers_are_counted_previewed_and_published(officers_browser: Client, papers: Draft, visitor: Client) -> None:
    assert send(officers_browser, papers, PAPERS, papers_file=BLT)["Location"] == at(papers, "count/")
    assert officers_browser.get(at(papers, "count/"))["Location"] == at(papers, "preview/")
    assert "Not public yet." in officers_browser.get(at(papers, "preview/")).text
    assert Result.objects.count() == 0
    address = officers_browser.post(at(papers, "preview/"))["Location"]
    page = visitor.get(address).text
    main = page[page.index("<main") :]
    assert main.index("Elected") < main.index("Ash") < main.index("How the count went")
    assert "21 of 30 entitled voted (70.0\u202f%)." in page
    profile = read_papers(PaperFile("papers_file.blt", BLT))
    assert Result.objects.get().transcript_hash == hold_count(find_rule("scotland_2011"), profile).digest()


def test_papers_with_a_fault_say_file_line_and_cure_and_stay(officers_browser: Client, papers: Draft) -> None:
    send(officers_browser, papers, PAPERS, papers_file=BLT.replace(b"4 2 0", b"4 7 0"))
    response = officers_browser.get(at(papers, "count/"), follow=True)
    assert response.redirect_chain[-1][0] == at(papers)
    assert re.search(r"papers_file\.blt:4: .*7", response.text)
    assert "Kept: papers_file.blt" in response.text
    assert 'value="Lampwrights"' in response.text


def test_papers_forgotten(officers_browser: Client, papers: Draft) -> None:
    assert "Choose the file that holds the papers." in send(officers_browser, papers, PAPERS).text


def test_papers_once_sent_need_not_be_sent_again(officers_browser: Client, papers: Draft) -> None:
    send(officers_browser, papers, PAPERS | {"electorate": "x"}, papers_file=BLT)
    send(officers_browser, papers, PAPERS)
    assert Draft.objects.get().state == DraftState.READY


def test_same_papers_are_stored_once(officers_browser: Client, papers: Draft) -> None:
    send(officers_browser, papers, PAPERS, papers_file=BLT)
    send(officers_browser, papers, PAPERS, papers_file=BLT)
    assert BallotFile.objects.count() == 1


def test_lists_beside_papers(officers_browser: Client, papers: Draft, visitor: Client) -> None:
    fields = PAPERS | {
        "lists_of_candidates": "Ash, Anchor\nBirch, Anchor\n\nCedar, Beacon\n",
        "lists_publisher": "Lamp Post",
        "lists_source": "issue 4",
    }
    send(officers_browser, papers, fields, papers_file=BLT)
    page = visitor.get(officers_browser.post(at(papers, "preview/"))["Location"]).text
    assert "The lists are those of Lamp Post (issue 4): their claim, not ours." in page


@pytest.mark.parametrize("line", ["Ash", "Ash, Anchor, Beacon", ", Anchor"])
def test_line_that_is_no_list(officers_browser: Client, papers: Draft, line: str) -> None:
    fields = PAPERS | {"lists_of_candidates": f"Birch, Anchor\n{line}"}
    text = send(officers_browser, papers, fields, papers_file=BLT).text
    assert "line 2: write a candidate&#x27;s name, a comma, and the name of one list" in text


def test_list_that_names_a_stranger_is_refused_at_the_preview(officers_browser: Client, papers: Draft) -> None:
    fields = PAPERS | {"lists_of_candidates": "Asch, Anchor", "lists_publisher": "P", "lists_source": "s"}
    send(officers_browser, papers, fields, papers_file=BLT)
    text = officers_browser.get(at(papers, "preview/")).text
    assert "Asch is on the list Anchor but does not stand: write the name as on the ballot paper." in text


def test_count_that_needs_a_lot_waits_for_it(officers_browser: Client, papers: Draft, visitor: Client) -> None:
    send(officers_browser, papers, PAPERS, papers_file=TIED)
    response = officers_browser.get(at(papers, "count/"), follow=True)
    assert response.redirect_chain[-1][0] == at(papers, "lot/")
    assert "The count waits for a lot" in response.text
    assert "waits for a lot" in officers_browser.get("/desk/").text
    drawn = {"place_0": "2", "place_1": "1", "note": 'drawn by Orla "O" Wick'}
    officers_browser.post(at(papers, "lot/"), drawn)
    draft = Draft.objects.get()
    assert (draft.state, draft.lot_needed) == (DraftState.READY, None)
    assert draft.fields["lots"] == (
        'source = "draws recorded by the returning officer"\n\n'
        '[[draw]]\npurpose = "exclude"\norder = ["Daphne", "Cedar"]\nnote = "drawn by Orla \\"O\\" Wick"\n'
    )
    address = officers_browser.post(at(papers, "preview/"))["Location"]
    assert visitor.get(f"{address}1/lots.toml").content.decode() == draft.fields["lots"]
    assert "--lots lots.toml papers_file.blt" in visitor.get(address).text


@pytest.mark.parametrize(
    ("drawn", "problem"),
    [
        ({"place_0": "1", "place_1": "1", "note": "x"}, "Two have the same place"),
        ({"place_0": "1", "place_1": "", "note": "x"}, "This is needed: fill it in."),
        ({"place_0": "1", "place_1": "2", "note": ""}, "This is needed: fill it in."),
    ],
)
def test_lot_recorded_wrongly(officers_browser: Client, papers: Draft, drawn: dict[str, str], problem: str) -> None:
    send(officers_browser, papers, PAPERS, papers_file=TIED)
    assert problem in officers_browser.post(at(papers, "lot/"), drawn).text
    assert Draft.objects.get().state == DraftState.STOPPED


def test_lot_of_a_draft_that_needs_none(officers_browser: Client, papers: Draft) -> None:
    assert officers_browser.get(at(papers, "lot/"))["Location"] == at(papers)


def test_large_file_is_counted_by_a_process_of_its_own_and_the_page_says_how_far_it_is(
    officers_browser: Client, papers: Draft
) -> None:
    keep_fields(draft=papers, fields=PAPERS, papers=("large.blt", BLT))
    papers.state, papers.counting_since = DraftState.COUNTING, timezone.now()
    papers.step, papers.heard_at = "counting 21 papers", timezone.now()
    papers.save()
    text = officers_browser.get(at(papers, "count/")).text
    assert "Look again" in text
    assert "Now: counting 21 papers." in text
    count_draft(papers.pk)
    assert officers_browser.get(at(papers, "count/"))["Location"] == at(papers, "preview/")


def test_count_of_which_nothing_is_heard_can_be_begun_again(officers_browser: Client, papers: Draft) -> None:
    keep_fields(draft=papers, fields=PAPERS, papers=("large.blt", BLT))
    papers.state, papers.heard_at = DraftState.COUNTING, timezone.now() - timedelta(seconds=61)
    papers.save()
    assert "The count was interrupted" in officers_browser.get(at(papers, "count/")).text
    officers_browser.post(at(papers, "count/"))
    assert Draft.objects.get().state == DraftState.READY


def test_contest_that_cannot_be_counted_so_says_why(papers: Draft) -> None:
    keep_fields(draft=papers, fields=PAPERS | {"rule": "no_such_rule"}, papers=("a.blt", BLT))
    start_count(draft=papers)
    found = Draft.objects.get()
    assert (found.state, found.message) == (
        DraftState.STOPPED,
        "no rule is called 'no_such_rule'; `hustings rules` lists them",
    )


FAULTS = {
    "ward.blt:2": (
        {"papers_file": BLT.replace(b"9 1 2", b"9 1 7")},
        {},
        (
            "candidate 7 does not exist (this file has 4); correct it, or the list",
            "la candidature 7 n’existe pas (ce fichier en compte 4)\u202f; corrigez ce numéro, ou la liste",
        ),
    ),
    "contest.toml:2": (
        {"papers_file": BLT},
        {"contest_file": "[contest]\nvacancys = 2\n"},
        (
            "unknown key &#x27;vacancys&#x27;; [contest] holds reopen_nominations, rule, title, vacancies",
            "clé inconnue &#x27;vacancys&#x27;\u202f; [contest] contient reopen_nominations, rule, title, vacancies",
        ),
    ),
    "lots.toml:1": (
        {"papers_file": BLT},
        {"lots": 'order = ["Ash"]'},
        (
            "the order leaves out Birch, Cedar, Daphne; an order names all candidates",
            "il manque à l’ordre\u00a0: Birch, Cedar, Daphne\u202f; un ordre nomme toutes les candidatures",
        ),
    ),
}


@pytest.mark.parametrize("place", FAULTS)
def test_fault_of_a_file_is_told_to_each_reader_with_place_and_cure(
    officers_browser: Client, papers: Draft, place: str
) -> None:
    files, fields, (english, french) = FAULTS[place]
    uploads = {name: SimpleUploadedFile("ward.blt", content) for name, content in files.items()}
    officers_browser.post(at(papers), PAPERS | fields | uploads)
    assert f"{place}: {english}" in officers_browser.get(at(papers)).text
    in_french = officers_browser.get(at(papers), headers={"accept-language": "fr"}).text
    assert f"{place}\u00a0: {french}" in in_french
    assert english not in in_french


def test_fault_mended_is_forgotten(papers: Draft) -> None:
    keep_fields(draft=papers, fields=PAPERS | {"rule": "no_such_rule"}, papers=("a.blt", BLT))
    start_count(draft=papers)
    papers.refresh_from_db()
    assert papers.fault is not None
    keep_fields(draft=papers, fields=PAPERS)
    start_count(draft=papers)
    papers.refresh_from_db()
    assert (papers.state, papers.message, papers.fault) == (DraftState.READY, "", None)


def test_draft_thrown_away_is_gone(officers_browser: Client, totals: Draft) -> None:
    response = officers_browser.post(at(totals, "discard/"), follow=True)
    assert "The draft is gone. Nothing of it was public." in response.text
    assert Draft.objects.count() == 0


def test_desk_takes_as_many_queries_for_one_draft_as_for_three(
    officers_browser: Client, officer: User, contest: Contest
) -> None:
    taken = []
    for _ in range(3):
        begin_draft(by=officer, kind=Kind.IMPORTED, contest=contest)
        with CaptureQueriesContext(connection) as queries:
            officers_browser.get("/desk/")
        taken.append(len(queries))
    assert len(set(taken)) == 1


WOMEN = """[contest]
vacancies = 2

[[candidate]]
name = "Ash"

[[candidate]]
name = "Birch"

[[candidate]]
name = "Cedar"

[[candidate]]
name = "Daphne"
categories = ["women"]

[[constraint]]
category = "women"
min = 1
"""


def test_contest_file_beside_papers_binds_the_result(officers_browser: Client, papers: Draft, visitor: Client) -> None:
    send(officers_browser, papers, PAPERS | {"contest_file": WOMEN}, papers_file=BLT)
    address = officers_browser.post(at(papers, "preview/"))["Location"]
    page = visitor.get(address).text
    assert "Elected with the constraints: Daphne. Without them, in the same papers: Birch." in page
    assert "hustings count --rule scotland_2011 --contest contest.toml --vacancies 2 papers_file.blt" in page
    assert visitor.get(f"{address}1/contest.toml").content.decode() == WOMEN


def test_contest_file_with_a_fault_says_line_and_cure(officers_browser: Client, papers: Draft) -> None:
    wrong = WOMEN.replace('category = "women"', 'category = "woman"')
    send(officers_browser, papers, PAPERS | {"contest_file": wrong}, papers_file=BLT)
    text = officers_browser.get(at(papers, "count/"), follow=True).text
    assert "contest.toml:18: no candidate is in category &#x27;woman&#x27;; the categories are: women" in text
    assert "category = &quot;woman&quot;" in text


def test_place_that_stays_vacant_says_why(officers_browser: Client, papers: Draft, visitor: Client) -> None:
    gone = WOMEN.partition("[[constraint]]")[0].replace('name = "Ash"', 'name = "Ash"\nstanding = "suspended"')
    gone += '[[withdrawal]]\ncandidate = "Ash"\npolicy = "as cast"\n'
    send(officers_browser, papers, PAPERS | {"contest_file": gone}, papers_file=BLT)
    page = visitor.get(officers_browser.post(at(papers, "preview/"))["Location"]).text
    assert "A place stays vacant: Ash was elected and had gone." in page
    elected = page[page.index('<div class="elected">') : page.index("A place stays vacant")]
    assert ("Ash" in elected, "Birch" in elected) == (False, True)


def test_count_that_ends_after_the_form_was_sent_again_changes_nothing(papers: Draft) -> None:
    keep_fields(draft=papers, fields=PAPERS, papers=("a.blt", BLT))
    started = timezone.now()
    Draft.objects.filter(pk=papers.pk).update(state=DraftState.COUNTING, counting_since=started)
    late = Draft.objects.get(pk=papers.pk)
    keep_fields(draft=papers, fields=PAPERS | {"organisation": "Another"})
    late.state, late.transcript = DraftState.READY, "{}"
    _keep_outcome(late)
    found = Draft.objects.get(pk=papers.pk)
    assert (found.state, found.transcript, found.fields["organisation"]) == (DraftState.WRITING, "", "Another")


def test_draft_cannot_be_published_twice(officers_browser: Client, officer: User, totals: Draft) -> None:
    send(officers_browser, totals, TOTALS)
    stale = Draft.objects.get(pk=totals.pk)
    officers_browser.post(at(totals, "preview/"))
    form = form_of(stale)
    assert form.is_valid()
    with pytest.raises(ValidationError) as refusal:
        publish_draft(by=officer, draft=stale, given=form.cleaned_data)
    assert refusal.value.messages == ["This draft has just been published."]
    assert Result.objects.count() == 1


def test_electorate_smaller_than_the_papers_is_refused_at_the_preview(officers_browser: Client, papers: Draft) -> None:
    send(officers_browser, papers, PAPERS | {"electorate": "10"}, papers_file=BLT)
    text = officers_browser.get(at(papers, "preview/")).text
    assert "21 papers were counted but only 10 people could vote" in text


def test_names_in_papers_cannot_bring_code_into_the_page(
    officers_browser: Client, papers: Draft, visitor: Client
) -> None:
    hostile = BLT.replace(b'"Ash"', b'"<script>alert(1)</script>"').replace(b'"Committee"', b'"<b onload=x>"')
    fields = PAPERS | {"lists_of_candidates": "Birch, <i>", "lists_publisher": "<i>", "lists_source": "<i>"}
    send(officers_browser, papers, fields, papers_file=hostile)
    address = officers_browser.post(at(papers, "preview/"))["Location"]
    for rest in ("", "1/stage/1/", "1/stage/2/"):
        text = visitor.get(f"{address}{rest}").text
        assert re.findall(r"<script|<i>|<b onload", text) == []
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


def test_correction_counted_for_other_vacancies_is_refused(officers_browser: Client, papers: Draft) -> None:
    send(officers_browser, papers, PAPERS, papers_file=BLT)
    officers_browser.post(at(papers, "preview/"))
    contest = Contest.objects.get()
    officers_browser.post(f"/desk/results/correct/{contest.pk}/", {"kind": Kind.COUNTED})
    draft = Draft.objects.get(contest=contest)
    again = {"rule": "scotland_2011", "vacancies": "3", "correction": "x", "lots": "", "source": "", "electorate": ""}
    send(officers_browser, draft, again, papers_file=BLT)
    text = officers_browser.get(at(draft, "preview/")).text
    assert "The papers were counted for 3 vacancies, but the contest has 2: count them for those." in text


def test_correction_with_papers_in_another_order_keeps_everybodys_votes(
    officers_browser: Client, papers: Draft, visitor: Client
) -> None:
    send(officers_browser, papers, PAPERS, papers_file=BLT)
    officers_browser.post(at(papers, "preview/"))
    contest = Contest.objects.get()
    officers_browser.post(f"/desk/results/correct/{contest.pk}/", {"kind": Kind.COUNTED})
    draft = Draft.objects.get(contest=contest)
    turned = b'4 2\n9 2 1 0\n4 2 3 0\n4 1 0\n3 3 4 0\n1 4 0\n0\n"Birch"\n"Ash"\n"Cedar"\n"Daphne"\n"Committee"\n'
    again = {"rule": "scotland_2011", "vacancies": "", "correction": "Order of the paper.", "lots": "", "source": ""}
    send(officers_browser, draft, again | {"electorate": ""}, papers_file=turned)
    address = officers_browser.post(at(draft, "preview/"))["Location"]
    first, second = (visitor.get(f"{address}{number}/stage/1/").text for number in (1, 2))
    votes = re.compile(
        r'<th scope="row">(\w+)</th><td class="number">[\d.,]*</td><td[^>]*>[^<]*</td><td class="number">([\d.,]+)'
    )
    assert dict(votes.findall(first)) == dict(votes.findall(second))
    assert dict(votes.findall(second))["Ash"] == "13.00000"
