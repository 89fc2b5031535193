"""From a board to a count: every paper, the terms, and those who have gone."""

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from polled import BY, PASSPHRASE, Polled, polled

from hustings.ballots.formats import read_papers
from hustings.ballots.paper import MarkKind
from hustings.ballots.profile import Profile
from hustings.ballots.rankings import DistinctRanking, RankingList
from hustings.count.transcript_file import read_transcript
from hustings_site.accounts.models import User
from hustings_site.accounts.services import appoint_returning_officer
from hustings_site.booth import services as booth_room
from hustings_site.elections import secrecy, tallying
from hustings_site.elections.enums import ContestState, Gone, Standing
from hustings_site.elections.keys import services as keys
from hustings_site.elections.models import Contest
from hustings_site.journal.approvals import approve
from hustings_site.journal.models import Proposal
from hustings_site.results.approving import propose_publishing
from hustings_site.results.counting import papers_of as papers_file
from hustings_site.results.drafting import publish_draft, start_count
from hustings_site.results.enums import DraftState
from hustings_site.results.forms import form_of
from hustings_site.results.models import Draft
from hustings_site.results.polled import contest_file_of, draft_from_poll, joined, papers_of
from hustings_site.roll.models import Category, Member

pytestmark = pytest.mark.django_db
HOST = {"host": "127.0.0.1"}
NAMES = ("Alma Ardent", "Bela Brook", "Ida Inch")


def papers(*rankings: tuple[tuple[int, ...], int], blank: int = 0) -> Profile:
    listed = RankingList.of(DistinctRanking(ranking, number, 1, 0) for ranking, number in rankings)
    return Profile(NAMES, MarkKind.RANKING, plain=listed, blank=blank)


@pytest.fixture
def vote(settings: object, tmp_path: Path) -> Polled:
    """Three of five voted for the executive, and the ballots are opened."""
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    made = polled()
    keys.make_server_key(by=BY, election=made.election)
    made.key = keys.election_key(made.election)
    made.open()
    given = {e.holder.number: e.code for e in secrecy.mailing(by=BY, issue=made.issue, passphrase=PASSPHRASE)}
    for number, choice in (("0001", [1, 2, 3]), ("0002", [0, 1, 0]), ("0003", [2, 1, 0])):
        made.cast(made.executive, given[number], choice)
    booth_room.close_poll(by=BY, poll=made.poll(made.executive))
    Contest.objects.filter(pk=made.executive.pk).update(state=ContestState.CLOSED)
    made.executive.refresh_from_db()
    secrecy.erase_book(by=BY, issue=made.issue)
    tallying.begin(by=BY, contest=made.executive)
    tallying.open_by_server(by=BY, contest=made.executive)
    return made


def test_joined_adds_the_same_papers_up() -> None:
    both = joined([papers(((0, 1), 2), ((2,), 1), blank=1), papers(((0, 1), 3), blank=2)])
    assert both.digest() == papers(((0, 1), 5), ((2,), 1), blank=3).digest()


def test_joined_refuses_papers_of_another_contest() -> None:
    other = Profile(("Somebody",), MarkKind.RANKING)
    with pytest.raises(ValueError, match="two contests"):
        joined([papers(), other])


def test_draft_from_poll_is_counted_and_published_with_paper_votes(vote: Polled, officer: User) -> None:
    by_hand = papers(((2, 0), 2), blank=1)
    draft = draft_from_poll(by=officer, contest=vote.executive, electorate=9, by_hand=[by_hand])
    start_count(draft=draft)
    draft.refresh_from_db()
    assert (draft.state, draft.message) == (DraftState.READY, "")
    transcript = read_transcript(draft.transcript.encode())
    assert (transcript.papers.valid, transcript.papers.blank) == (5, 1)
    form = form_of(draft)
    assert form.is_valid(), form.errors
    with pytest.raises(ValidationError, match="needs two officers"):
        publish_draft(by=officer, draft=draft, given=form.cleaned_data)
    proposal = propose_publishing(by=officer, draft=draft)
    assert (proposal.title, vote.executive.results.count()) == ("Executive: publish the result, as counted", 0)
    second = appoint_returning_officer(by="test", email="tam@example.org", name="Tam Brand")
    assert approve(by=second.scope, proposal=proposal) == "The result of Executive is public."
    result = vote.executive.results.get()
    assert result.ballot_file is not None
    assert (result.electorate, result.valid, result.blank, result.rule) == (9, 5, 1, "scotland_2011")
    assert read_papers(papers_file(result.ballot_file)).digest() == papers_of(vote.executive, [by_hand]).digest()


def test_contest_file_says_who_has_gone_and_by_which_policy(vote: Polled) -> None:
    contest = vote.executive
    contest.when_suspended = Gone.REMOVED
    contest.candidates.filter(name="Bela Brook").update(standing=Standing.WITHDRAWN)
    contest.candidates.filter(name="Ida Inch").update(standing=Standing.SUSPENDED)
    assert contest_file_of(contest).split("\n\n")[2:] == [
        '[[candidate]]\nid = "2"\nname = "Bela Brook"\nstanding = "withdrawn"',
        '[[candidate]]\nid = "3"\nname = "Ida Inch"\nstanding = "suspended"',
        '[[withdrawal]]\ncandidate = "2"\npolicy = "passed over"\nnote = "withdrawn"',
        '[[withdrawal]]\ncandidate = "3"\npolicy = "removed"\nnote = "suspended"\n',
    ]


def test_contest_file_names_only_categories_that_a_constraint_speaks_of(vote: Polled) -> None:
    contest = vote.executive
    contest.constraints = [{"category": "women", "min": 1, "max": None}]
    member = Member.objects.create(
        organisation=vote.election.organisation, branch=vote.branch, number="0001", name="Alma Ardent"
    )
    for code in ("women", "youth"):
        member.categories.add(Category.objects.create(organisation=member.organisation, code=code, name=code))
    contest.candidates.filter(name="Alma Ardent").update(member=member)
    text = contest_file_of(contest)
    assert 'categories = ["women"]' in text
    assert "youth" not in text
    assert '[[constraint]]\ncategory = "women"\nmin = 1\n' in text


def test_draft_that_changed_since_it_was_proposed_is_not_published(vote: Polled, officer: User) -> None:
    draft = draft_from_poll(by=officer, contest=vote.executive, electorate=9)
    start_count(draft=draft)
    draft.refresh_from_db()
    proposal = propose_publishing(by=officer, draft=draft)
    Draft.objects.filter(pk=draft.pk).update(fields={**draft.fields, "electorate": "10"})
    second = appoint_returning_officer(by="test", email="tam@example.org", name="Tam Brand")
    with pytest.raises(ValidationError, match="has changed since it was proposed"):
        approve(by=second.scope, proposal=proposal)
    assert vote.executive.results.count() == 0


def test_second_officer_sees_the_page_and_approves(vote: Polled, officer: User, officers_browser: Client) -> None:
    draft = draft_from_poll(by=officer, contest=vote.executive, electorate=9)
    start_count(draft=draft)
    preview = reverse("results:draft_preview", args=[draft.pk])
    assert "Ask a second officer to publish this result" in officers_browser.get(preview).text
    said = officers_browser.post(preview, follow=True).text
    assert "It is done when a second officer approves it." in said
    assert "It waits for a second officer." in said
    tam = Client(headers=HOST)
    tam.force_login(appoint_returning_officer(by="test", email="tam@example.org", name="Tam Brand"))
    approval = reverse("elections:approval", args=[Proposal.objects.get().pk])
    assert f'<a href="{preview}">Look at what is going to be done</a>' in tam.get(approval).text
    assert tam.get(preview).status_code == 200


def test_result_that_cannot_be_published_is_not_proposed(vote: Polled, officer: User, officers_browser: Client) -> None:
    draft = draft_from_poll(by=officer, contest=vote.executive, electorate=2)
    start_count(draft=draft)
    with pytest.raises(ValidationError, match="but only 2 people could vote"):
        propose_publishing(by=officer, draft=draft)
    page = officers_browser.post(reverse("results:draft_preview", args=[draft.pk])).text
    assert "but only 2 people could vote" in page
    assert Proposal.objects.count() == 0
