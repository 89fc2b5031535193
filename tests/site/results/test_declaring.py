"""From opened ballots to the final result on the officers' pages: counted, a lot, certified, told, public."""

from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.core import mail
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from key_holders import browser, person, send
from opened import TIED, officers, opened_poll
from polled import Polled

from hustings.ballots.formats import write_papers
from hustings.ballots.paper import MarkKind
from hustings.belenios.v1.encoding import Json
from hustings.cli import main
from hustings.count.transcript_file import read_transcript
from hustings_site.accounts.enums import Office
from hustings_site.booth.boards import archive
from hustings_site.booth.enums import PollState
from hustings_site.booth.models import Poll
from hustings_site.booth.selectors import NoResult
from hustings_site.elections.candidates.keys import file_of
from hustings_site.elections.enums import ContestState, ElectionKind, Gone, Shown, Standing
from hustings_site.elections.models import Contest
from hustings_site.elections.opening.models import BoardOpening
from hustings_site.elections.papers.enums import BatchState
from hustings_site.elections.papers.models import Batch
from hustings_site.elections.papers.votes import ruled, votes_on_paper
from hustings_site.journal import clock
from hustings_site.journal.models import Entry, Proposal
from hustings_site.results.ballot_files import content_of
from hustings_site.results.declaring import begin_count, tell_candidates
from hustings_site.results.drafting import start_count
from hustings_site.results.enums import DraftState
from hustings_site.results.models import Draft, Embargo, Result
from hustings_site.results.polled import draft_from_poll, laid_out, papers_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folder(settings: object, tmp_path: Path) -> None:
    settings.DATA = tmp_path / "data"  # type: ignore[attr-defined]


def page_of(vote: Polled, contest: Contest | None = None) -> str:
    return reverse("results:declare", args=[vote.election.slug, (contest or vote.executive).slug])


def agree(deputy: Client) -> HttpResponse:
    """The second officer approves what waits."""
    proposal = Proposal.objects.latest("pk")
    answer = send(deputy, reverse("elections:approval", args=[proposal.pk]), {"approve": "yes"})
    assert answer.status_code == 302, answer.text
    return answer


def state_of(vote: Polled) -> str:
    return Contest.objects.get(pk=vote.executive.pk).state


def standings(contest: Contest) -> dict[str, str]:
    return dict(contest.candidates.on_the_paper().values_list("name", "standing"))


def test_contest_is_counted_certified_told_published_and_final(
    visitor: Client, django_capture_on_commit_callbacks: object
) -> None:
    vote = opened_poll()
    orla, dan = officers(vote)
    for candidate in vote.executive.candidates.all():
        file = file_of(candidate)
        file.email = f"{candidate.pk}@candidates.example.org"
        file.save()
    assert orla.post(page_of(vote), {"count": "yes"}, follow=True).status_code == 200
    draft = Draft.objects.get()
    assert (draft.state, draft.seated) == (DraftState.READY, [1])
    send(orla, page_of(vote), {"certify": "yes"})
    assert state_of(vote) == ContestState.CLOSED
    agree(dan)
    assert state_of(vote) == ContestState.PROVISIONAL
    later = clock.now() + timedelta(hours=2)
    typed = timezone.localtime(later).strftime("%Y-%m-%dT%H:%M")
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        send(orla, page_of(vote), {"tell": "yes", "until": typed})
    assert Embargo.objects.get().told == len(mail.outbox) == 3
    assert "- Bela Brook" in str(mail.outbox[0].body)
    public = reverse("results:result", args=[vote.election.slug, vote.executive.slug])
    assert visitor.get(public, follow=True).redirect_chain != []
    orla.post(reverse("results:draft_preview", args=[draft.pk]))
    proposal = Proposal.objects.latest("pk")
    refused = send(dan, reverse("elections:approval", args=[proposal.pk]), {"approve": "yes"})
    assert "was told" in refused.text or "were told that this is public on" in refused.text
    assert not Result.objects.exists()
    Embargo.objects.update(until=clock.now())
    agree(dan)
    page = visitor.get(public)
    assert (page.status_code, "Bela Brook" in page.text) == (200, True)
    assert standings(vote.executive) == {
        "Alma Ardent": Standing.NOT_ELECTED,
        "Bela Brook": Standing.ELECTED,
        "Ida Inch": Standing.NOT_ELECTED,
    }
    vote.election.complaints_by = clock.now()
    vote.election.save()
    send(orla, reverse("elections:contest_act", args=[vote.election.slug, vote.executive.slug, "make_final"]), {})
    agree(dan)
    assert state_of(vote) == ContestState.FINAL


def test_candidates_whom_no_mail_reached_are_named_to_the_returning_officer(
    django_capture_on_commit_callbacks: object, settings: object
) -> None:
    settings.EMAIL_BACKEND = "code_office.Refusing"  # type: ignore[attr-defined]
    vote = opened_poll()
    orla, dan = officers(vote)
    for candidate, address in zip(vote.executive.candidates.order_by("position"), ("0001", "0002", ""), strict=True):
        file = file_of(candidate)
        file.email = f"{address}@candidates.example.org" if address else ""
        file.save()
    orla.post(page_of(vote), {"count": "yes"})
    send(orla, page_of(vote), {"certify": "yes"})
    agree(dan)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        tell_candidates(by="test", draft=Draft.objects.get(), until=clock.now() + timedelta(hours=2))
    embargo = Embargo.objects.get()
    assert (embargo.told, embargo.not_reached, len(mail.outbox)) == (1, ["Bela Brook", "Ida Inch"], 1)
    assert "No mail reached:" in orla.get(page_of(vote)).text


def test_check_22_certifying_and_publishing_need_two_officers_and_stand_in_the_journal() -> None:
    vote = opened_poll()
    orla, dan = officers(vote)
    orla.post(page_of(vote), {"count": "yes"})
    send(orla, page_of(vote), {"certify": "yes"})
    alone = send(orla, reverse("elections:approval", args=[Proposal.objects.get().pk]), {"approve": "yes"})
    assert (alone.status_code, state_of(vote)) == (403, ContestState.CLOSED) or state_of(vote) == ContestState.CLOSED
    agree(dan)
    orla.post(reverse("results:draft_preview", args=[Draft.objects.get().pk]))
    assert not Result.objects.exists()
    agree(dan)
    assert Result.objects.count() == 1
    acts = list(Entry.objects.order_by("number").values_list("act", flat=True))
    for act in ("elections.erase_book", "elections.declare", "results.publish"):
        assert acts.count(act) == 1
    assert acts.count("journal.approve") == 2


def test_tie_stops_at_a_page_that_names_who_is_drawn(visitor: Client) -> None:
    vote = opened_poll(TIED)
    orla, _dan = officers(vote)
    asked = orla.post(page_of(vote), {"count": "yes"}, follow=True)
    assert "Lot needed: Alma Ardent or Bela Brook, stage" in asked.text
    draft = Draft.objects.get()
    watcher = browser(person("Tam", Office.SCRUTINEER, vote.election))
    watch = reverse("results:watch", args=[vote.election.slug, vote.executive.slug])
    seen = watcher.get(watch)
    assert ("Lot needed: Alma Ardent or Bela Brook" in seen.text, seen.headers["Refresh"]) == (True, "5")
    lot = reverse("results:draft_lot", args=[draft.pk])
    drawn = {"place_0": "2", "place_1": "1", "note": "drawn by Orla Wick; Tam Rill and Una Snuffer watched"}
    assert orla.post(lot, drawn, follow=True).status_code == 200
    draft.refresh_from_db()
    assert draft.state == DraftState.READY
    page = watcher.get(watch).text
    assert "Tam Rill and Una Snuffer watched" in page
    assert "Stage 1:" in page
    assert "Refresh" not in watcher.get(f"{watch}?still=1").headers


def test_drafts_of_another_election_are_refused() -> None:
    vote = opened_poll()
    orla, _dan = officers(vote)
    orla.post(page_of(vote), {"count": "yes"})
    draft = Draft.objects.get()
    for office in (Office.SCRUTINEER, Office.KEY_HOLDER):
        other = browser(person(office.value.title(), office, vote.election))
        for name in ("draft", "draft_preview", "draft_lot", "draft_count"):
            assert other.get(reverse(f"results:{name}", args=[draft.pk])).status_code == 403


def test_nothing_is_counted_before_the_archive_is_verified_or_the_account_balances(member: object) -> None:
    vote = opened_poll()
    BoardOpening.objects.update(state="stopped")
    with pytest.raises(ValidationError, match="not verified"):
        begin_count(by=person("Orla", Office.RETURNING_OFFICER, vote.election), contest=vote.executive)
    orla, _dan = browser(person("Odd", Office.RETURNING_OFFICER, vote.election)), None
    assert "Count the papers</button>" not in orla.get(page_of(vote)).text


def test_voided_contest_is_not_counted() -> None:
    vote = opened_poll()
    Contest.objects.filter(pk=vote.executive.pk).update(state=ContestState.VOIDED)
    vote.executive.refresh_from_db()
    with pytest.raises(ValidationError, match="is not counted now: voided"):
        begin_count(by=person("Orla", Office.RETURNING_OFFICER, vote.election), contest=vote.executive)


def test_check_19_rehearsal_is_never_counted() -> None:
    vote = opened_poll()
    Poll.objects.filter(uuid=vote.executive.poll).update(rehearsal=True, state=PollState.REHEARSED)
    orla = person("Orla", Office.RETURNING_OFFICER, vote.election)
    with pytest.raises(ValidationError, match="The ballots on the board are not opened"):
        begin_count(by=orla, contest=vote.executive)
    with pytest.raises(NoResult):
        papers_of(vote.executive)
    assert not Draft.objects.exists()


def test_check_11_both_counts_of_a_withdrawn_candidate_are_reproducible(tmp_path: Path) -> None:
    vote = opened_poll(when_withdrawn=Gone.PASSED_OVER)
    before = b"".join(archive(vote.poll(vote.executive)))
    orla = person("Orla", Office.RETURNING_OFFICER, vote.election)
    transcripts = []
    for withdrawn in (False, True):
        if withdrawn:
            vote.executive.candidates.filter(name="Bela Brook").update(standing=Standing.WITHDRAWN)
        draft = begin_count(by=orla, contest=vote.executive)
        assert draft.ballot_file is not None
        (tmp_path / "papers.blt").write_bytes(content_of(draft.ballot_file))
        (tmp_path / "contest.toml").write_text(str(draft.fields["contest_file"]))
        ran = CliRunner().invoke(
            main,
            ["count", "--rule", "scotland_2011", "--contest", str(tmp_path / "contest.toml"),
             str(tmp_path / "papers.blt")],
        )  # fmt: skip
        assert ran.exit_code == 0, ran.output
        transcripts.append(read_transcript(draft.transcript.encode()).digest())
        assert transcripts[-1] in ran.output
        assert draft.seated == ([0] if withdrawn else [1])
    assert transcripts[0] != transcripts[1]
    assert b"".join(archive(vote.poll(vote.executive))) == before


# Sums of marks -------------------------------------------------------------------------------------------------------


def test_papers_laid_out_have_the_sums_and_no_paper_marks_one_twice() -> None:
    made = laid_out(["A", "B", "C"], [5, 3, 4], 5)
    assert (made.papers, made.blank, made.kind) == (5, 0, MarkKind.APPROVAL)
    sums = [sum(p.papers for p in made.plain if c in p.preferences) for c in range(3)]
    assert sums == [5, 3, 4]
    assert {len(set(p.preferences)) - len(p.preferences) for p in made.plain} == {0}
    assert {len(p.preferences) for p in made.plain} == {2, 3}


def test_papers_laid_out_with_fewer_marks_than_papers_are_blank() -> None:
    made = laid_out(["A", "B"], [1, 1], 5, blank=2)
    assert (made.papers, made.blank) == (7, 5)


def test_more_marks_for_one_than_papers_cannot_be_laid_out() -> None:
    with pytest.raises(ValueError, match="6 marks for one candidate on 5 papers"):
        laid_out(["A", "B"], [6, 1], 5)


def test_block_vote_is_published_from_encrypted_sums(visitor: Client) -> None:
    votes = {"0001": [1, 1, 0], "0002": [1, 0, 1], "0003": [0, 1, 0]}
    vote = opened_poll(votes, rule="block_vote", vacancies=2)  # type: ignore[arg-type]
    orla, dan = officers(vote)
    orla.post(page_of(vote), {"count": "yes"})
    draft = Draft.objects.get()
    assert (draft.state, draft.message, sorted(draft.seated)) == (DraftState.READY, "", [0, 1])
    send(orla, page_of(vote), {"certify": "yes"})
    agree(dan)
    orla.post(reverse("results:draft_preview", args=[draft.pk]))
    agree(dan)
    result = Result.objects.get()
    assert (result.valid, result.rule) == (3, "block_vote")
    page = visitor.get(reverse("results:result", args=[vote.election.slug, vote.executive.slug])).text
    assert "never opened one by one" in page
    whole = papers_of(vote.executive)
    assert write_papers(whole, "x.csv").count(b"\n") > 3


@pytest.mark.parametrize(
    ("kind", "vacancies", "on_screen", "by_hand", "totals", "valid", "invalid"),
    [
        (ElectionKind.MEMBERS, 2, ([1, 1, 0], [1, 0, 1]), ["A B", "B", "A B C", "0", "!2"], [3, 3, 1], 4, 1),
        (ElectionKind.MOTION, 1, ([1, 0, 0], [0, 1, 0]), ["A", "A B", "C", "0", "!1"], [2, 1, 1], 4, 1),
    ],
)
def test_marks_on_paper_are_added_to_the_sums_of_the_board(
    kind: ElectionKind,
    vacancies: int,
    on_screen: tuple[Json, Json],
    by_hand: list[str],
    totals: list[int],
    valid: int,
    invalid: int,
) -> None:
    votes = dict(zip(("0001", "0002"), on_screen, strict=True))
    vote = opened_poll(votes, kind=kind, rule="block_vote", vacancies=vacancies)
    contest = vote.executive
    Batch.objects.create(contest=contest, number=1, papers=5, state=BatchState.AGREED, agreed=by_hand)
    officer = person("Orla", Office.RETURNING_OFFICER, vote.election)
    draft = draft_from_poll(by=officer, contest=contest, electorate=5, by_hand=[votes_on_paper(contest)])
    start_count(draft=draft)
    draft.refresh_from_db()
    transcript = read_transcript(draft.transcript.encode())
    assert (transcript.papers.valid, transcript.papers.invalid, transcript.papers.blank) == (valid, invalid, 1)
    counted = ruled(papers_of(contest, [votes_on_paper(contest)]), contest)
    assert [sum(p.papers for p in counted.rankings if c in p.preferences) for c in range(3)] == totals


def test_tie_under_block_vote_is_settled_by_lot() -> None:
    votes = {"0001": [1, 0, 0], "0002": [0, 1, 0], "0003": [0, 0, 1]}
    vote = opened_poll(votes, rule="block_vote", vacancies=1)  # type: ignore[arg-type]
    orla, _dan = officers(vote)
    asked = orla.post(page_of(vote), {"count": "yes"}, follow=True)
    assert "Lot needed: Alma Ardent or Bela Brook or Ida Inch, stage 1" in asked.text


def test_papers_that_are_not_published_are_not_on_the_result_page(visitor: Client) -> None:
    vote = opened_poll()
    vote.election.papers_shown = Shown.NEVER
    vote.election.save()
    orla, dan = officers(vote)
    orla.post(page_of(vote), {"count": "yes"})
    send(orla, page_of(vote), {"certify": "yes"})
    agree(dan)
    orla.post(reverse("results:draft_preview", args=[Draft.objects.get().pk]))
    agree(dan)
    where = [vote.election.slug, vote.executive.slug, 1]
    assert visitor.get(reverse("results:papers", args=where)).status_code == 404
    assert vote.poll(vote.executive).embargoed
