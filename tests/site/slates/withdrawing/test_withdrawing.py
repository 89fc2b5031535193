"""Supporters vote on withdrawing an endorsement: rules first, the right of reply, real ballots, two officers."""

import json
from collections.abc import Sequence
from datetime import timedelta

import pytest
from desks import at, changed, officer
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.test import Client
from endorsed import DATES, SITE
from supporters import NOW, Group

from hustings_site.accounts.models import User
from hustings_site.booth.models import Poll
from hustings_site.campaign.enums import EndorsementState, EndorserKind
from hustings_site.campaign.models import OutgoingMail
from hustings_site.campaign.services.endorsements import enter_endorsement
from hustings_site.campaign.services.post import ATTEMPTS, send_waiting
from hustings_site.elections.enums import ContestState, ElectionKind, Standing
from hustings_site.elections.models import Candidate
from hustings_site.journal.approvals import approve
from hustings_site.journal.models import Entry
from hustings_site.slates.models import Body, Notice, Recommendation
from hustings_site.slates.withdrawing.enums import State
from hustings_site.slates.withdrawing.models import EndorsementOutcome, EndorsementVote
from hustings_site.slates.withdrawing.selectors import recommended_of
from hustings_site.slates.withdrawing.services import (
    announce_vote,
    outcome_of,
    propose_outcome,
    publish_outcome,
    publish_question,
    put_question,
    reply,
)

pytestmark = pytest.mark.django_db
YES, NO, NEITHER = [1, 0, 0], [0, 1, 0], [0, 0, 1]


def hold(vote: EndorsementVote, group: Group, papers: Sequence[Sequence[int]], *, close: bool = True) -> None:
    """The supporters' own election, from the announcement to the opened ballots."""
    group.election = announce_vote(by=group.officer.scope, vote=vote, electorate=group.electorate)
    group.freeze()
    group.prepare()
    group.open()
    for number, choice in zip(sorted(group.codes), papers, strict=False):
        group.cast(number, choice)
    if close:
        group.close()
    vote.refresh_from_db()


def test_supporters_withdraw_an_endorsement_in_a_secret_vote_that_is_verified(
    published: EndorsementVote, supporters: Group, ann: Candidate, recommendation: Recommendation, anchor: Body
) -> None:
    reply(by="user:1", vote=published, text="The pool had no money. I said so before.")
    hold(published, supporters, [YES, YES, NO, NEITHER])
    election = supporters.election
    assert election is not None
    assert (election.kind, election.organisation) == (ElectionKind.MOTION, supporters.organisation)
    contest = supporters.contest
    poll = Poll.objects.get(uuid=contest.poll)
    assert poll.instructions == (
        "Choose one answer. Carried by: more votes for than against; abstentions are not counted. "
        "Anchor says why it asks: “She voted against the pool of spare wicks.” "
        "Ann Ash replies: “The pool had no money. I said so before.”"
    )
    assert [each.name for each in contest.candidates.on_the_paper()] == [
        "Yes, the recommendation is withdrawn",
        "No, the recommendation stands",
        "Neither: I abstain",
    ]
    with at(DATES["poll_closes"]):
        propose_outcome(by=supporters.officer.scope, vote=published)
    outcome = EndorsementOutcome.objects.get()
    assert (outcome.entitled, outcome.yes, outcome.no, outcome.abstained) == (5, 2, 1, 1)
    assert (outcome.quorate, outcome.withdrawn) == (True, True)
    (shown,) = recommended_of([ann])
    assert (shown.recommendation, shown.withdrawn) == (recommendation, outcome)
    assert Notice.objects.filter(body=anchor).first().text == (
        "Does Anchor withdraw its recommendation of Ann Ash? Yes 2, no 1, neither 1; 4 of 5 entitled voted. "
        "The recommendation is withdrawn."
    )
    assert Entry.objects.get(act="slates.decide_endorsement").details == {
        "withdrawn": True,
        "entitled": 5,
        "yes": 2,
        "no": 1,
        "abstained": 1,
    }
    published = EndorsementVote.objects.get()
    assert published.state is State.DECIDED
    with pytest.raises(ValidationError, match="published already"):
        publish_outcome(by=supporters.officer.scope, vote=published)
    with pytest.raises(ValidationError, match="is withdrawn already"):
        put_question(
            by="test",
            recommendation=recommendation,
            candidate=ann,
            why="Again",
            reply_by=NOW + timedelta(minutes=30),
            dates=DATES,
            notice_days=0,
        )
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        EndorsementOutcome.objects.update(withdrawn=False)
    look_at_the_pages(published, recommendation, anchor)


def look_at_the_pages(vote: EndorsementVote, recommendation: Recommendation, anchor: Body) -> None:
    """Everywhere it stands as withdrawn, with its day and reason."""
    client = Client(headers={"host": "127.0.0.1"})
    page = client.get(f"/endorsement-votes/{vote.slug}/").content.decode()
    assert "Yes: since 1 March 2100, Anchor no longer recommends Ann Ash." in page
    assert "4 of 5 entitled voted" in page
    assert "The pool had no money. I said so before." in page
    for path in (f"/groups/{anchor.slug}/", f"/recommendation/{recommendation.pk}/", "/endorsement-votes/"):
        said = client.get(path).content.decode()
        assert "withdrawn on 1 March 2100, by 2 votes to 1" in said, path
    assert "She voted against the pool of spare wicks." in client.get(f"/groups/{anchor.slug}/").content.decode()
    record = json.loads(client.get(f"/endorsement-votes/{vote.slug}/vote.json").content)
    assert record["outcome"] == {
        "entitled": 5,
        "yes": 2,
        "no": 1,
        "abstained": 1,
        "quorate": True,
        "withdrawn": True,
        "at": "2100-03-01T13:00:00Z",
    }
    lines = client.get("/endorsement-votes.csv").content.decode().splitlines()
    assert lines[1].split(",")[:5] == [vote.slug, "Anchor", "Ann Ash", "Executive", "decided"]


def test_too_few_votes_leave_the_recommendation_as_it_is(published: EndorsementVote, supporters: Group) -> None:
    hold(published, supporters, [YES, YES])
    outcome = outcome_of(published)
    assert (outcome.voted, outcome.quorate, outcome.withdrawn) == (2, False, False)


def test_nothing_is_counted_before_the_ballots_are_opened(published: EndorsementVote, supporters: Group) -> None:
    with pytest.raises(ValidationError, match="not announced yet"):
        outcome_of(published)
    hold(published, supporters, [YES], close=False)
    with pytest.raises(ValidationError, match=r"The ballots of Does Anchor withdraw .* are not opened yet"):
        propose_outcome(by=supporters.officer.scope, vote=published)
    assert supporters.contest.state == ContestState.POLL_OPEN


def test_two_officers_of_the_supporters_list_publish_the_outcome(
    published: EndorsementVote, supporters: Group, recommendation: Recommendation, ann: Candidate
) -> None:
    endorsement = enter_endorsement(
        by="test",
        contest=recommendation.contest,
        candidate=ann,
        kind=EndorserKind.ORGANISATION,
        endorser="Anchor",
        said_on=NOW.date(),
        source="Leaflet",
    )
    EndorsementVote.objects.update(endorsement=endorsement)
    hold(published, supporters, [YES, YES, YES])
    supporters.organisation.two_officers = True
    supporters.organisation.save()
    published.body.supporters.refresh_from_db()
    proposal = propose_outcome(by=supporters.officer.scope, vote=published)
    assert not EndorsementOutcome.objects.exists()
    second = officer("Second", supporters.organisation)
    assert approve(by=second.scope, proposal=proposal).endswith("The recommendation is withdrawn.")
    assert endorsement.changes.last().state == EndorsementState.WITHDRAWN


def test_rules_are_public_and_fixed_and_the_person_concerned_is_asked(
    vote: EndorsementVote, anns_account: User, anchor: Body, client: Client
) -> None:
    path = f"/endorsement-votes/{vote.slug}/"
    assert client.get(path).status_code == 404
    publish_question(by="test", vote=vote, site=SITE)
    vote.refresh_from_db()
    assert Entry.objects.get(act="slates.publish_endorsement_question").details == {"sha256": vote.sha256}
    letter = OutgoingMail.objects.get(to="ann@example.org")
    assert f"{SITE}{path}" in letter.text
    with pytest.raises(ValidationError, match="nothing of them changes any more"):
        publish_question(by="test", vote=vote, site=SITE)
    assert vote.sha256 in client.get(path).content.decode()


def test_replies_are_taken_until_the_ballot_papers_can_be_made(published: EndorsementVote, supporters: Group) -> None:
    reply(by="test", vote=published, text="First.")
    reply(by="test", vote=published, text="Second.", source="letter of 1 March")
    with at(published.reply_by), pytest.raises(ValidationError, match="Replies were taken until"):
        reply(by="test", vote=published, text="Third.")
    assert [each.text for each in published.replies.all()] == ["First.", "Second."]


def test_only_somebody_recommended_and_elected_is_asked_about(
    recommendation: Recommendation, ann: Candidate, anchor: Body
) -> None:
    given = {"by": "test", "recommendation": recommendation, "why": "x", "reply_by": NOW + timedelta(minutes=30)}
    bob, eve = (recommendation.contest.candidates.get(name=name) for name in ("Bob Birch", "Eve Elm"))
    with pytest.raises(ValidationError, match="Bob Birch is not elected"):
        put_question(**given, candidate=bob, dates=DATES, notice_days=0)
    with pytest.raises(ValidationError, match="did not recommend"):
        put_question(**given, candidate=eve, dates=DATES, notice_days=0)
    with pytest.raises(ValidationError, match="less than 7 days"):
        put_question(**given, candidate=ann, dates=DATES)
    with pytest.raises(ValidationError, match="ends before the list is frozen"):
        put_question(**{**given, "reply_by": DATES["codes_at"]}, candidate=ann, dates=DATES, notice_days=0)
    with pytest.raises(ValidationError, match="in that order"):
        put_question(**given, candidate=ann, dates=DATES | {"codes_at": DATES["complaints_by"]}, notice_days=0)
    changed(bob, Standing.ELECTED, NOW)
    put_question(**given, candidate=bob, dates=DATES, notice_days=0)
    with pytest.raises(ValidationError, match="being asked already"):
        put_question(**given, candidate=bob, dates=DATES, notice_days=0)


def test_officers_of_another_organisation_announce_nothing(published: EndorsementVote, supporters: Group) -> None:
    stranger = officer("Stranger", published.body.organisation)
    with pytest.raises(PermissionDenied):
        announce_vote(by=stranger.scope, vote=published, electorate=supporters.electorate)
    with pytest.raises(PermissionDenied):
        propose_outcome(by=stranger.scope, vote=published)


def test_vote_is_not_announced_to_an_electorate_for_card_votes(published: EndorsementVote, supporters: Group) -> None:
    supporters.electorate.weighted = True
    supporters.electorate.save()
    with pytest.raises(ValidationError) as refusal:
        announce_vote(by=supporters.officer.scope, vote=published, electorate=supporters.electorate)
    said = (
        "is for card votes, and here each has one vote: choose another electorate, or take “a card vote” off this one."
    )
    assert refusal.value.messages == [f"{published}: “{supporters.electorate}” {said}"]


# The pages ------------------------------------------------------------------------------------------------------------


def browser(user: User) -> Client:
    """A browser in which this person is signed in."""
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user)
    return client


def send(client: Client, path: str, act: str, **fields: object) -> str:
    """Fill in the form of this act, and read the page that follows."""
    page = client.get(path).content.decode()
    form = next(part for part in page.split("<form")[1:] if f'name="act" value="{act}"' in part)
    slip = {name: form.split(f'name="{name}" value="')[1].split('"')[0] for name in ("slip_key", "slip_seen")}
    typed = {f"{act}-{name}": value for name, value in fields.items()}
    return client.post(path, {**slip, "act": act, **typed}, follow=True).content.decode()


def test_editor_asks_whom_it_is_about_replies_and_the_officer_announces_each_at_their_own_page(
    recommendation: Recommendation,
    ann: Candidate,
    anns_account: User,
    una: User,
    supporters: Group,
    anchor: Body,
    settings: object,
) -> None:
    editor, concerned, officer_there = browser(una), browser(anns_account), browser(supporters.officer)
    typed = {name: f"{when:%Y-%m-%dT%H:%M}" for name, when in DATES.items()}
    page = send(
        editor,
        f"/desk/groups/{anchor.pk}/endorsement-vote/",
        "put",
        about=f"{recommendation.pk}-{ann.pk}",
        why="She voted against.",
        majority="simple",
        quorum_percent=0,
        notice_days=0,
        reply_by=f"{NOW + timedelta(minutes=30):%Y-%m-%dT%H:%M}",
        **typed,
    )
    vote = EndorsementVote.objects.get()
    desk, public = f"/desk/endorsement-votes/{vote.pk}/", f"/endorsement-votes/{vote.slug}/"
    assert "Kept. Look at it, then publish it." in page
    assert officer_there.get(desk).status_code == 403
    assert "Nothing of it changes any more." in send(editor, desk, "publish")
    OutgoingMail.objects.filter(about=vote.scope).update(attempts=ATTEMPTS - 1)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # type: ignore[attr-defined]
    send_waiting()
    assert "1 message was not sent." in editor.get(desk).text
    assert "Your reply stands beside the question." in send(concerned, f"{public}reply/", "reply", text="I did not.")
    assert editor.get(f"{public}reply/").status_code == 403
    assert concerned.get(desk).status_code == 403
    page = send(officer_there, desk, "announce", electorate=supporters.electorate.pk, spares=1)
    assert "Announced. List, key, codes and opening stand at your own desk" in page
    assert "I did not." in concerned.get(public).content.decode()
