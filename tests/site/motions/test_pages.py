"""The pages of motions: what everybody reads, what branches record, what officers do, in one or two requests each."""

import csv
import json
import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from desks import Desk, at, desk
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from motions_stand import AFTER, JUNE, TEXT, opened, passes, poll_opens, put, put_only, votes

from hustings_site.accounts.enums import Office
from hustings_site.accounts.models import User
from hustings_site.accounts.services import give_office, open_account
from hustings_site.committees.services.seats import found_committee
from hustings_site.elections.enums import Majority, MotionAnswer
from hustings_site.journal.approvals import approve
from hustings_site.journal.models import Proposal
from hustings_site.motions.enums import RulingKind
from hustings_site.motions.models import BranchMotion, CardVote, DelegationList, MotionResult, Passing, TriggerBallot
from hustings_site.motions.selectors.votes import known_by_weight
from hustings_site.motions.services.cards import Line, publish_delegations
from hustings_site.motions.services.rulings import challenge, rule
from hustings_site.roll.models import Branch, Organisation

FOR, AGAINST, ABSTAIN = MotionAnswer
HOST = {"host": "127.0.0.1"}


def somebody(name: str, office: Office, scope: str) -> tuple[User, Client]:
    user = open_account(by="test", email=f"{name.lower()}@example.org", name=name)
    give_office(by="test", user=user, office=office, scope=scope)
    client = Client(headers=HOST)
    client.force_login(user)
    return user, client


@pytest.fixture
def orla(union: Organisation) -> Client:
    return somebody("Orla", Office.RETURNING_OFFICER, union.scope)[1]


@pytest.fixture
def bea(eight: list[Branch]) -> Client:
    """The deputy officer of Alderby."""
    return somebody("Bea", Office.BRANCH_DEPUTY, eight[0].scope)[1]


def words(client: Client, path: str) -> str:
    """The text of a page."""
    response = client.get(path)
    assert response.status_code == 200, path
    return " ".join(unescape(re.sub("<[^>]*>", " ", response.content.decode())).split())


def deed(union: Organisation, name: str, pk: int) -> str:
    return reverse("motions:deed", args=[union.slug, name, pk])


def does(client: Client, path: str, **sent: object) -> str:
    """Send the form of a deed with its slip; where it leads, or what it says is wrong."""
    page = client.get(path)
    assert page.status_code == 200, path
    slip = page.context["slip"]
    response = client.post(path, {"slip_key": slip.key, "slip_seen": slip.seen, **sent})
    if response.status_code == 302:
        return str(response.url)
    form = response.context["form"]
    return " ".join(fault for faults in form.errors.values() for fault in faults)


PASSED = {
    "title": "STV",
    "text": TEXT,
    "passed_on": "2026-06-01",
    "meeting": "General meeting",
    "votes_for": "20",
    "against": "5",
    "certified_by": "Bea, deputy",
}


def test_branch_records_and_takes_back_for_itself_alone(
    union: Organisation, eight: list[Branch], bea: Client, visitor: Client
) -> None:
    assert does(bea, deed(union, "pass", eight[0].pk), **PASSED) == reverse("motions:table", args=[union.slug])
    passing = Passing.objects.get()
    assert (passing.branch, passing.by_officer, passing.abstained) == (eight[0], False, None)
    assert bea.get(deed(union, "pass", eight[1].pk)).status_code == 403
    assert bea.get(deed(union, "rule", passing.motion.pk)).status_code == 403
    other = passes(eight[1])
    assert bea.get(deed(union, "take-back", other.pk)).status_code == 403
    path = reverse("motions:motion", args=[union.slug, passing.motion.pk])
    assert does(bea, deed(union, "take-back", passing.pk), reason="Wrong day") == path
    assert "Taken back by Bea: Wrong day" in words(visitor, path)


def test_officer_enters_for_a_branch_and_the_page_says_so(
    union: Organisation, eight: list[Branch], orla: Client, visitor: Client
) -> None:
    does(orla, deed(union, "pass", eight[0].pk), **PASSED)
    motion = BranchMotion.objects.get()
    shown = words(visitor, reverse("motions:motion", args=[union.slug, motion.pk]))
    assert "Bea, deputy entered by the returning officer" in shown
    assert "20 5 –" in shown


def test_form_sent_twice_is_acted_on_once_and_a_fault_stands_in_it(
    union: Organisation, eight: list[Branch], bea: Client
) -> None:
    path = deed(union, "pass", eight[0].pk)
    slip = bea.get(path).context["slip"]
    sent = {"slip_key": slip.key, "slip_seen": slip.seen, **PASSED}
    assert bea.post(path, {**sent, "against": "30"}).context["form"].errors == {
        "votes_for": ["With 20 votes for and 30 against it was not passed."]
    }
    bea.post(path, sent)
    bea.post(path, sent)
    assert Passing.objects.count() == 1


def test_table_reads_each_cell_and_gives_the_same_to_programs(
    union: Organisation, eight: list[Branch], visitor: Client
) -> None:
    for branch in eight[:5]:
        motion = passes(branch).motion
    ruling = rule(by="test", motion=motion, kind=RulingKind.OUT_OF_ORDER, author="Orla", text="Rule 12", on=JUNE)
    challenge(by="test", ruling=ruling, author="Alderby", text="Notice was given", on=JUNE)
    shown = words(visitor, reverse("motions:table", args=[union.slug]))
    assert "STV for the executive 5 ✓ passed 1 June 2026 ✓ passed 1 June 2026" in shown
    assert "nothing recorded nothing recorded nothing recorded out of order" in shown
    text = visitor.get(reverse("motions:table_csv", args=[union.slug])).content.decode()
    rows = list(csv.DictReader(text.splitlines()))
    assert [(row["branch"], row["state"], row["for"], row["ruling"]) for row in rows] == [
        *((branch.code, "passed", "20", "out_of_order") for branch in eight[:5]),
        *((branch.code, "nothing", "", "") for branch in eight[5:]),
    ]
    (data,) = json.loads(visitor.get(f"/api/motions/{union.slug}").content)
    assert (data["branches"], data["ruling"], len(data["passed"])) == (5, "out_of_order", 5)
    assert data["rulings"][0]["challenges"] == [
        {"author": "Alderby", "text": "Notice was given", "on": "2026-06-01", "upheld": None, "answer": None}
    ]
    feed = json.loads(visitor.get(reverse("motions:feed", args=[union.slug, "json"])).content)
    assert [item["title"] for item in feed["items"]][:2] == [
        "Challenged by Alderby: STV for the executive: out of order",
        "Ruled: STV for the executive: out of order",
    ]


def test_table_takes_as_many_queries_for_one_motion_as_for_many(
    union: Organisation, eight: list[Branch], visitor: Client
) -> None:
    path = reverse("motions:table", args=[union.slug])
    passes(eight[0])
    with CaptureQueriesContext(connection) as few:
        visitor.get(path)
    for number, branch in enumerate(eight):
        motion = passes(branch, f"Text {number}").motion
        rule(by="test", motion=motion, kind=RulingKind.IN_ORDER, author="Orla", text="x", on=JUNE)
    with CaptureQueriesContext(connection) as many:
        visitor.get(path)
    assert len(many) <= len(few) + 2  # challenges and decisions are asked for once there is something to ask about


def test_officer_groups_rules_and_answers_from_the_page_of_a_motion(
    union: Organisation, eight: list[Branch], orla: Client, visitor: Client
) -> None:
    first = passes(eight[0]).motion
    other = passes(eight[1], "Nine seats by transferable vote", title="Nine seats").motion
    path = reverse("motions:motion", args=[union.slug, first.pk])
    does(orla, deed(union, "alike", other.pk), same_as=first.pk, reason="Both ask for STV")
    likeness = first.alike.get()
    does(orla, deed(union, "apart", likeness.pk), reason="One says nothing of women")
    assert "Set apart again by Orla on" in words(visitor, path)
    assert does(orla, deed(union, "rule", first.pk), kind="forwarded", text="x", on="2026-06-02") == (
        "Say to whom, where a motion is forwarded, and only there."
    )
    does(orla, deed(union, "rule", first.pk), kind="out_of_order", text="Rule 12", on="2026-06-02")
    ruling = first.rulings.get()
    does(orla, deed(union, "challenge", ruling.pk), author="Alderby", text="No", on="2026-06-03")
    made = ruling.challenges.get()
    assert "Not answered yet." in words(visitor, path)
    does(orla, deed(union, "answer", made.pk), author="Panel", text="It was", on="2026-06-04", upheld="on")
    shown = words(visitor, path)
    assert "Upheld: the ruling falls. Panel, 4 June 2026: It was" in shown
    assert "No ruling on it is in force." in shown
    committee = found_committee(by="test", organisation=union, name="Executive")
    does(orla, deed(union, "respond", first.pk), committee=committee.pk, text="We agree.", on="2026-06-05")
    assert "Executive , 5 June 2026 We agree." in words(visitor, path)


def test_card_vote_goes_from_the_list_to_two_officers(
    union: Organisation, eight: list[Branch], visitor: Client
) -> None:
    _user, orla = somebody("Orla", Office.RETURNING_OFFICER, union.scope)
    tam, _tams = somebody("Tam", Office.DEPUTY, union.scope)
    given = {"title": "Conference", "source": "Dues", "lines": "Alderby, 1290\nBrackford, 870\nCloverley, 150"}
    assert does(orla, deed(union, "delegations", union.pk), **given | {"lines": "Alderby"}) == (
        "Line 1: write name, votes, and for a secret vote a membership number."
    )
    does(orla, deed(union, "delegations", union.pk), **given)
    listed = DelegationList.objects.get()
    assert listed.delegations.get(name="Alderby").branch == eight[0]
    about = {"title": "STV", "text": TEXT, "majority": "simple", "majority_source": "Rule 7", "meeting": "Conference"}
    does(orla, deed(union, "card-vote", listed.pk), **about, on="2026-07-01")
    vote = CardVote.objects.get()
    path = reverse("motions:card_vote", args=[union.slug, vote.pk])
    assert "Carried by: more votes for than against; abstentions are not counted." in words(visitor, path)
    cards = {each.name: f"card-{each.pk}" for each in listed.delegations.all()}
    said = {cards["Alderby"]: "for", cards["Brackford"]: "against", cards["Cloverley"]: "abstained"}
    assert does(orla, deed(union, "cards", vote.pk), **said) == path
    does(orla, deed(union, "declare-cards", vote.pk))
    proposal = Proposal.objects.get()
    assert "The declaration waits for a second officer." in words(orla, path)
    approve(by=tam.scope, proposal=proposal)
    shown = words(visitor, path)
    assert "Carried. 1,290 for, 870 against, 150 abstained." in shown
    assert "For 1,290 59.7 % Against 870 40.3 %" in shown
    assert "Apart from them, 150 votes abstained. 2,310 votes could be cast. 1,081 votes for were needed." in shown
    text = visitor.get(reverse("motions:card_vote_csv", args=[union.slug, vote.pk])).content.decode()
    assert text == "delegation,votes,vote\nAlderby,1290,for\nBrackford,870,against\nCloverley,150,abstained\n"
    published = visitor.get(reverse("motions:delegations_csv", args=[union.slug, listed.pk])).content.decode()
    assert published == listed.text
    data = json.loads(visitor.get(f"/api/motions/{union.slug}/votes").content)
    assert data["card_votes"][0]["carried"] is True


def test_list_for_the_booth_says_which_delegations_are_known_by_their_votes(union: Organisation) -> None:
    lines = [Line("Alderby", 5), Line("Brackford", 5), Line("Cloverley", 7)]
    listed = publish_delegations(by="test", organisation=union, title="x", source="x", lines=lines)
    assert known_by_weight(listed) == 1


def test_trigger_ballot_goes_from_its_terms_to_the_contest(
    union: Organisation, eight: list[Branch], bea: Client, visitor: Client
) -> None:
    _user, orla = somebody("Orla", Office.RETURNING_OFFICER, union.scope)
    tam, _tams = somebody("Tam", Office.DEPUTY, union.scope)
    today = datetime.now(UTC).date()
    terms = {
        "post": "Delegate",
        "holder": "Hana Hook",
        "clause": "Rule 9",
        "branches_share": "1/2",
        "branches": [eight[0].pk, eight[1].pk],
        "begins": today.isoformat(),
        "ends": (today + timedelta(days=5)).isoformat(),
    }
    does(orla, deed(union, "trigger", union.pk), **terms)
    ballot = TriggerBallot.objects.get()
    path = reverse("motions:trigger", args=[union.slug, ballot.pk])
    assert "Branches: 0 of 2 ask for a contest; 1 are needed (at least 1/2 of those asked)." in words(visitor, path)
    first, second = ballot.bodies.order_by("pk")
    assert bea.get(deed(union, "decide", second.pk)).status_code == 403
    decided = {"met_on": today.isoformat(), "meeting": "General meeting", "certified_by": "Bea"}
    assert does(bea, deed(union, "decide", first.pk), opens="yes", **decided) == path
    does(orla, deed(union, "decide", second.pk), opens="no", **decided)
    does(orla, deed(union, "end", ballot.pk))
    approve(by=tam.scope, proposal=Proposal.objects.get())
    assert "Yes: a contest is opened." in words(visitor, path)
    does(orla, deed(union, "reselect", ballot.pk), title="Delegate, again", vacancies="1")
    contest = ballot.reselection.contest
    assert [each.name for each in contest.candidates.all()] == ["Hana Hook"]
    overview = words(orla, reverse("elections:overview", args=[contest.election.slug]))
    assert "The trigger ballot that opened this contest" in overview


def test_secret_vote_is_certified_by_two_and_published_from_its_page(
    tmp_path: object, settings: object, visitor: Client
) -> None:
    made = desk()
    contest = put(made, majority=Majority.TWO_THIRDS)
    poll_opens(made, contest, tmp_path, settings)  # type: ignore[arg-type]
    page = reverse("motions:vote", args=[made.organisation.slug, contest.pk])
    assert "10 may vote, with 10 votes." in words(visitor, page)
    votes(made, contest, {"0001": FOR, "0002": FOR, "0003": AGAINST, "0004": ABSTAIN})
    opened(made, contest)
    path = reverse("motions:desk_vote", args=[made.organisation.slug, contest.pk])
    orla = Client(headers=HOST)
    orla.force_login(made.orla)
    with at(AFTER):
        slip = orla.get(path).context["slip"]
        orla.post(path, {"slip_key": slip.key, "slip_seen": slip.seen, "certify": "yes"})
        made.agree(Proposal.objects.get(act="elections.declare"))
        slip = orla.get(path).context["slip"]
        orla.post(path, {"slip_key": slip.key, "slip_seen": slip.seen, "publish": "yes"})
    result = MotionResult.objects.get()
    assert (result.votes_for, result.against, result.abstained, result.needed, result.carried) == (2, 1, 1, 2, True)
    shown = words(visitor, page)
    assert "Carried. 2 for, 1 against, 1 abstained." in shown
    assert "4 of 10 entitled voted." in shown
    assert result.archive in shown
    contest_page = words(visitor, reverse("elections:contest", args=[contest.election.slug, contest.slug]))
    assert "For Against Abstain" in contest_page
    assert "place is to be filled" not in contest_page


def test_terms_of_a_motion_are_set_up_on_the_desk_of_its_election(visitor: Client) -> None:
    made: Desk = desk()
    contest = put_only(made)
    orla = Client(headers=HOST)
    orla.force_login(made.orla)
    path = reverse("elections:contest_set_up", args=[contest.election.slug, contest.slug])
    form = orla.get(path).context["form"]
    assert list(form.fields) == [
        "title",
        "motion",
        "majority",
        "rule_adopted_by",
        "rule_adopted_on",
        "electorate",
        "quorum_percent",
    ]
    desk_page = words(orla, reverse("motions:desk", args=[made.organisation.slug]))
    assert "Nine seats by STV , by secret ballot, in preparation" in desk_page
