"""Supporters' polls: one body or several in alliance, on all candidates, with real ballots, to one order."""

import hashlib
import json
from collections.abc import Sequence

import pytest
from desks import MINUTE, at, changed
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from supporters import DATES, NOW, Group, group, match

from hustings.analysis.order import Polled, Weighing, order_of
from hustings.ballots.files import PaperFile
from hustings.ballots.formats import read_papers
from hustings.ballots.paper import CandidateId
from hustings.contests.ballot_order import drawn_order
from hustings_site.booth.models import Poll
from hustings_site.elections.candidates.standing import change_standing
from hustings_site.elections.enums import ContestState, ElectionKind, Standing
from hustings_site.elections.models import Candidate, Contest
from hustings_site.elections.services import enter_election
from hustings_site.journal.approvals import approve
from hustings_site.journal.models import Entry, Proposal
from hustings_site.roll.erasure import erase_member
from hustings_site.roll.models import LateChange, Member, RollEntry
from hustings_site.slates.models import Body
from hustings_site.slates.polls.counting import publish_order
from hustings_site.slates.polls.enums import LeftOut, State
from hustings_site.slates.polls.models import PublishedOrder, SupportersPoll
from hustings_site.slates.polls.selectors import bodies_shown, may_count
from hustings_site.slates.polls.services import (
    agree,
    begin_poll,
    invite_body,
    keep_up,
    propose_counting_elsewhere,
    publish_rules,
)
from hustings_site.slates.selectors.slates import slates_written_by
from hustings_site.slates.services.bodies import add_editor
from hustings_site.slates.services.making import begin_slate

pytestmark = pytest.mark.django_db
NAMES = ["Ann Ash", "Bob Birch", "Cleo Cedar", "Dan Dill", "Eve Elm", "Fay Fern"]


def ranks(poll: SupportersPoll, *names: str) -> list[int]:
    """What is cast: for each candidate on the paper the rank, 0 for none."""
    return [names.index(each.name) + 1 if each.name in names else 0 for each in poll.candidates.all()]


def vote(poll: SupportersPoll, group: Group, papers: Sequence[tuple[str, Sequence[str]]]) -> None:
    for number, names in papers:
        group.cast(number, ranks(poll, *names))


def held(poll: SupportersPoll, *groups: Group) -> None:
    for each in groups:
        each.prepare()
        each.open()


def test_check_12_poll_is_on_everybody_who_stands_in_an_order_drawn_before_it_opens(
    poll: SupportersPoll, contest: Contest
) -> None:
    assert [each.name for each in poll.candidates.all()] == [drawn.name for drawn in drawn_order(NAMES, poll.seed)]
    assert (poll.state, poll.post) == (State.PREPARED, "Lanternmakers: Executive 2026: Executive")


def test_publishing_reads_the_candidates_once_more(poll: SupportersPoll, contest: Contest, anchor_list: Group) -> None:
    Candidate.objects.create(contest=contest, name="Gus Gorse", position=7, standing=Standing.VALIDATED)
    changed(contest.candidates.get(name="Ann Ash"), Standing.WITHDRAWN, NOW)
    published = publish_rules(by=anchor_list.officer.scope, poll=poll)
    assert sorted(each.name for each in published.candidates.all()) == [*NAMES[1:], "Gus Gorse"]
    assert published.state == State.AGREEING


def test_published_rules_change_no_more(poll: SupportersPoll, anchor_list: Group, buoy_list: Group) -> None:
    by = anchor_list.officer.scope
    publish_rules(by=by, poll=poll)
    with pytest.raises(ValidationError, match="nothing of them changes any more"):
        publish_rules(by=by, poll=poll)
    with pytest.raises(ValidationError, match="nothing of them changes any more"):
        invite_body(by=by, poll=poll, organisation=buoy_list.organisation, weight=1)


def test_body_agrees_once_after_the_rules_by_its_own_officer_with_its_own_list(
    poll: SupportersPoll, anchor_list: Group, buoy_list: Group
) -> None:
    invite_body(by=anchor_list.officer.scope, poll=poll, organisation=buoy_list.organisation, weight=2)
    body = poll.bodies.get(organisation=buoy_list.organisation)
    mine = {"by": buoy_list.officer.scope, "body": body, "electorate": buoy_list.electorate}
    with pytest.raises(ValidationError, match="not published yet"):
        agree(**mine)
    publish_rules(by=anchor_list.officer.scope, poll=poll)
    body.refresh_from_db()
    with pytest.raises(PermissionDenied):
        agree(**{**mine, "by": anchor_list.officer.scope})
    with pytest.raises(ValidationError, match="another organisation’s"):
        agree(**{**mine, "electorate": anchor_list.electorate})
    election = agree(**mine)
    assert (election.kind, election.organisation, election.poll_closes) == (
        ElectionKind.SUPPORTERS,
        buoy_list.organisation,
        DATES["closes"],
    )
    contest = election.contests.get()
    assert contest.state == ContestState.VALIDATED
    assert [each.name for each in contest.candidates.on_the_paper()] == [each.name for each in poll.candidates.all()]
    with pytest.raises(ValidationError, match="agreed already"):
        agree(**mine)


@pytest.mark.parametrize(
    ("terms", "why"),
    [
        ({"marking": "marks", "most_marks": 6}, "With a mark for each of 6 candidates nobody is preferred"),
        ({"marking": "marks", "most_marks": 2, "starts_from_lists": True}, "A list is loaded as an order"),
        ({"dates": DATES | {"codes_at": DATES["closes"]}}, "in that order"),
        ({"dates": DATES | {"freeze_at": NOW}}, "This is past already"),
    ],
)
def test_terms_that_cannot_be_are_refused(
    anchor_list: Group, contest: Contest, terms: dict[str, object], why: str
) -> None:
    given = {"marking": "ranking", "dates": DATES} | terms
    with pytest.raises(ValidationError, match=why):
        begin_poll(by=anchor_list.officer.scope, host=anchor_list.organisation, title="Poll", contest=contest, **given)


def test_poll_on_nobody_in_public_waits_for_the_list(anchor_list: Group, contest: Contest) -> None:
    contest.candidates.exclude(name="Ann Ash").delete()
    with pytest.raises(ValidationError, match="1 candidates stand in public"):
        begin_poll(
            by=anchor_list.officer.scope,
            host=anchor_list.organisation,
            title="Poll",
            marking="ranking",
            dates=DATES,
            contest=contest,
        )


def test_strangers_make_no_poll_for_a_body(anchor_list: Group, buoy_list: Group, contest: Contest) -> None:
    with pytest.raises(PermissionDenied):
        begin_poll(
            by=buoy_list.officer.scope,
            host=anchor_list.organisation,
            title="Poll",
            marking="ranking",
            dates=DATES,
            contest=contest,
        )


def test_poll_of_one_body_from_rules_to_an_order(poll: SupportersPoll, anchor_list: Group) -> None:
    by = anchor_list.officer.scope
    poll = publish_rules(by=by, poll=poll)
    anchor_list.agree(poll)
    assert poll.state == State.POLLING
    with pytest.raises(ValidationError, match="The ballots of Anchor supporters are not opened yet"):
        publish_order(by=by, poll=poll)
    anchor_list.freeze()
    held(poll, anchor_list)
    vote(
        poll,
        anchor_list,
        [
            ("a1", ["Cleo Cedar", "Ann Ash"]),
            ("a2", ["Cleo Cedar", "Bob Birch", "Ann Ash"]),
            ("a3", ["Ann Ash", "Cleo Cedar"]),
            ("a4", []),
        ],
    )
    anchor_list.close()
    order = publish_order(by=by, poll=poll)
    told = json.loads(order.text)
    assert told["order"][:3] == ["Cleo Cedar", "Ann Ash", "Bob Birch"]
    assert len(told["order"]) == 6
    assert told["bodies"] == [
        {
            "body": "Anchor supporters",
            "weight": 1,
            "entitled": 6,
            "counted_elsewhere": None,
            "voted": 4,
            "ballot_list": anchor_list.contest.poll,
        }
    ]
    assert told["clearness"][0] == {
        "above": "Cleo Cedar",
        "below": "Ann Ash",
        "prefer_above": 2,
        "prefer_below": 1,
        "votes_needed": 2,
        "papers_needed": {"Anchor supporters": 2},
        "level": False,
    }
    assert order.sha256 == hashlib.sha256(order.text.encode()).hexdigest()
    assert poll.state == State.ORDERED


def test_alliance_counts_a_member_of_both_once_and_weighs_each_bodys_papers(
    allied: SupportersPoll, anchor_list: Group, buoy_list: Group
) -> None:
    for each in (anchor_list, buoy_list):
        each.freeze()
    match(anchor_list, buoy_list)
    assert (anchor_list.body.elsewhere, buoy_list.body.elsewhere) == (1, 0)
    assert RollEntry.objects.get(roll=anchor_list.contest.roll, number="a6").standing == "struck"
    assert LateChange.objects.get(roll=anchor_list.contest.roll).reason == "counted in another body of the alliance"
    held(allied, anchor_list, buoy_list)
    assert sorted(anchor_list.codes) == ["a1", "a2", "a3", "a4", "a5"]
    assert sorted(buoy_list.codes) == ["b1", "b2", "b3", "b4"]
    vote(allied, anchor_list, [("a1", ["Ann Ash"]), ("a2", ["Ann Ash"]), ("a3", ["Ann Ash"])])
    vote(allied, buoy_list, [("b1", ["Bob Birch"]), ("b4", ["Bob Birch", "Ann Ash"])])
    for each in (anchor_list, buoy_list):
        each.close()
    told = json.loads(publish_order(by=anchor_list.officer.scope, poll=allied).text)
    assert told["order"][:2] == ["Bob Birch", "Ann Ash"]
    assert told["preferred"]["Bob Birch"]["Ann Ash"] == 4
    assert told["preferred"]["Ann Ash"]["Bob Birch"] == 3
    assert [(each["entitled"], each["counted_elsewhere"], each["voted"]) for each in told["bodies"]] == [
        (5, 1, 3),
        (4, 0, 2),
    ]
    assert told["clearness"][0]["papers_needed"] == {"Anchor supporters": 2, "Buoy supporters": 1}


def test_published_papers_counted_again_give_the_same_order(
    allied: SupportersPoll, anchor_list: Group, buoy_list: Group
) -> None:
    for each in (anchor_list, buoy_list):
        each.freeze()
    held(allied, anchor_list, buoy_list)
    vote(allied, anchor_list, [("a1", ["Dan Dill", "Ann Ash"]), ("a2", ["Eve Elm"])])
    vote(allied, buoy_list, [("b1", ["Eve Elm", "Fay Fern"])])
    for each in (anchor_list, buoy_list):
        each.close()
    published = publish_order(by=anchor_list.officer.scope, poll=allied)
    told = json.loads(published.text)
    polled = []
    for body in allied.bodies.all():
        data = published.papers[body.organisation.slug].encode()
        polled.append(Polled(str(body), body.weight, read_papers(PaperFile("papers.blt", data))))
    names = polled[0].marked.candidates
    lot = [CandidateId(names.index(drawn.name)) for drawn in drawn_order(names, told["seed"])]
    again = order_of(polled, weighing=Weighing(told["weighing"]), lot=lot)
    assert [names[place] for place in again.places] == told["order"]


def test_poll_by_marks_adds_them_up(anchor_list: Group, contest: Contest) -> None:
    by = anchor_list.officer.scope
    poll = begin_poll(
        by=by,
        host=anchor_list.organisation,
        title="Marks",
        marking="marks",
        most_marks=2,
        dates=DATES,
        contest=contest,
    )
    poll = publish_rules(by=by, poll=poll)
    anchor_list.agree(poll)
    anchor_list.freeze()
    held(poll, anchor_list)
    for number, names in (("a1", ["Ann Ash", "Bob Birch"]), ("a2", ["Bob Birch"]), ("a3", ["Bob Birch", "Dan Dill"])):
        anchor_list.cast(number, [int(each.name in names) for each in poll.candidates.all()])
    anchor_list.close()
    published = publish_order(by=by, poll=poll)
    told = json.loads(published.text)
    assert told["order"][0] == "Bob Birch"
    assert {name: told["votes"][name] for name in NAMES} == dict(zip(NAMES, (1, 3, 0, 1, 0, 0), strict=True))
    assert told["turnout"][0]["valid"] == 3
    assert published.papers == {}


def test_two_officers_of_the_body_itself_agree_to_leave_members_to_another(
    poll: SupportersPoll, anchor_list: Group
) -> None:
    publish_rules(by=anchor_list.officer.scope, poll=poll)
    poll.refresh_from_db()
    anchor_list.agree(poll)
    anchor_list.freeze()
    anchor_list.organisation.two_officers = True
    anchor_list.organisation.save()
    body = poll.bodies.select_related("organisation", "election").get()
    with pytest.raises(ValidationError, match="Number x9 is not on the frozen list"):
        propose_counting_elsewhere(by=anchor_list.officer.scope, body=body, numbers=["x9"])
    proposal = propose_counting_elsewhere(by=anchor_list.officer.scope, body=body, numbers=["a6"])
    assert proposal.title == "Whom shall we recommend: leave 1 members to another body, which counts them."
    with pytest.raises(ValidationError, match="You proposed this yourself"):
        approve(by=anchor_list.officer.scope, proposal=Proposal.objects.get(pk=proposal.pk))
    body.refresh_from_db()
    assert body.elsewhere is None


def test_matching_ends_once_the_codes_are_drawn(allied: SupportersPoll, anchor_list: Group) -> None:
    anchor_list.freeze()
    anchor_list.prepare()
    body = allied.bodies.select_related("organisation", "election").get(organisation=anchor_list.organisation)
    with pytest.raises(ValidationError, match="The voting codes are drawn already"):
        propose_counting_elsewhere(by=anchor_list.officer.scope, body=body, numbers=["a6"])


def test_check_11_suspension_is_read_on_every_bodys_paper_and_who_has_gone_has_no_place(
    allied: SupportersPoll, contest: Contest, anchor_list: Group, buoy_list: Group
) -> None:
    ann, bob = (contest.candidates.get(name=name) for name in ("Ann Ash", "Bob Birch"))
    change_standing(by="test", candidate=ann, standing=Standing.SUSPENDED, source="Executive")
    change_standing(by="test", candidate=bob, standing=Standing.WITHDRAWN, source="his letter")
    polled = Candidate.objects.filter(contest__election__supporters_poll__poll=allied)
    assert set(polled.filter(name="Ann Ash").values_list("standing", flat=True)) == {"suspended"}
    change_standing(by="test", candidate=ann, standing=Standing.REINSTATED, source="Appeal")
    change_standing(by="test", candidate=ann, standing=Standing.VALIDATED, source="Appeal")
    assert set(polled.filter(name="Ann Ash").values_list("standing", flat=True)) == {"validated"}
    assert set(polled.filter(name="Bob Birch").values_list("standing", flat=True)) == {"withdrawn"}
    for each in (anchor_list, buoy_list):
        each.freeze()
    held(allied, anchor_list, buoy_list)
    vote(allied, anchor_list, [("a1", ["Bob Birch", "Ann Ash"])])
    for each in (anchor_list, buoy_list):
        each.close()
    told = json.loads(publish_order(by=anchor_list.officer.scope, poll=allied).text)
    assert told["order"][0] == "Ann Ash"
    assert sorted(told["order"]) == sorted(set(NAMES) - {"Bob Birch"})


def test_order_is_published_anew_only_with_a_reason_and_never_changed(poll: SupportersPoll, anchor_list: Group) -> None:
    by = anchor_list.officer.scope
    poll = publish_rules(by=by, poll=poll)
    anchor_list.agree(poll)
    anchor_list.freeze()
    held(poll, anchor_list)
    vote(poll, anchor_list, [("a1", ["Dan Dill"])])
    anchor_list.close()
    first = publish_order(by=by, poll=poll)
    with pytest.raises(ValidationError, match="say why it is counted anew"):
        publish_order(by=by, poll=poll)
    assert publish_order(by=by, poll=poll, reason="A candidate has withdrawn since").edition == 2
    for change in (first.delete, lambda: PublishedOrder.objects.update(text="{}")):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()
    with pytest.raises(PermissionDenied):
        publish_order(by=group("Cable supporters", {"c1": "c@example.org"}).officer.scope, poll=poll, reason="x")
    acts = Entry.objects.filter(subject=poll.scope).order_by("pk").values_list("act", flat=True)
    assert list(acts) == [
        "slates.begin_poll",
        "slates.publish_poll_rules",
        "slates.agree_to_poll",
        "slates.publish_order",
        "slates.publish_order",
    ]


def test_erasing_a_supporter_leaves_the_order_as_it_is(poll: SupportersPoll, anchor_list: Group) -> None:
    by = anchor_list.officer.scope
    poll = publish_rules(by=by, poll=poll)
    anchor_list.agree(poll)
    anchor_list.freeze()
    held(poll, anchor_list)
    vote(poll, anchor_list, [("a1", ["Dan Dill"]), ("a2", ["Ann Ash"])])
    anchor_list.close()
    first = publish_order(by=by, poll=poll)
    anchor_list.finish()
    member = Member.objects.of(anchor_list.organisation).get(number="a1")
    erase_member(by=by, member=member, reason="asked for it")
    assert not Member.objects.of(anchor_list.organisation).filter(number="a1").exists()
    first.refresh_from_db()
    again = publish_order(by=by, poll=poll, reason="after an erasure")
    assert again.text == first.text


def test_body_that_never_agrees_holds_up_nobody(
    poll: SupportersPoll, anchor_list: Group, buoy_list: Group, contest: Contest
) -> None:
    by = anchor_list.officer.scope
    invite_body(by=by, poll=poll, organisation=buoy_list.organisation, weight=2)
    poll = publish_rules(by=by, poll=poll)
    anchor_list.agree(poll)
    assert poll.state == State.AGREEING
    anchor_list.freeze()
    body = poll.bodies.get(organisation=buoy_list.organisation)
    with at(DATES["freeze_at"]):
        assert poll.state == State.POLLING
        assert [each.left_out for each in bodies_shown(poll)] == [None, LeftOut.NOT_AGREED]
        with pytest.raises(ValidationError, match="the time for agreeing is over"):
            agree(by=buoy_list.officer.scope, body=body, electorate=buoy_list.electorate)
    held(poll, anchor_list)
    vote(poll, anchor_list, [("a1", ["Dan Dill", "Ann Ash"])])
    anchor_list.close()
    with at(DATES["closes"]):
        assert may_count(bodies_shown(poll))
        published = publish_order(by=by, poll=poll)
    told = json.loads(published.text)
    assert told["order"][:2] == ["Dan Dill", "Ann Ash"]
    assert [each["body"] for each in told["bodies"]] == ["Anchor supporters"]
    assert told["left_out"] == [{"body": "Buoy supporters", "weight": 2, "why": "not_agreed"}]
    assert sorted(published.papers) == ["anchor-supporters"]


def test_body_that_never_opens_its_ballots_is_waited_for_until_complaints_end(
    allied: SupportersPoll, anchor_list: Group, buoy_list: Group
) -> None:
    by = anchor_list.officer.scope
    for each in (anchor_list, buoy_list):
        each.freeze()
    held(allied, anchor_list, buoy_list)
    vote(allied, anchor_list, [("a1", ["Dan Dill"])])
    vote(allied, buoy_list, [("b1", ["Eve Elm"])])
    anchor_list.close()
    with at(DATES["complaints_by"] - MINUTE):
        assert not may_count(bodies_shown(allied))
        with pytest.raises(ValidationError, match="The ballots of Buoy supporters are not opened yet"):
            publish_order(by=by, poll=allied)
    with at(DATES["complaints_by"]):
        assert [each.left_out for each in bodies_shown(allied)] == [None, LeftOut.NOT_OPENED]
        assert may_count(bodies_shown(allied))
        told = json.loads(publish_order(by=by, poll=allied).text)
    assert (told["order"][0], told["left_out"][0]["why"]) == ("Dan Dill", "not_opened")
    buoy_list.close()
    with at(DATES["complaints_by"] + MINUTE):
        anew = json.loads(publish_order(by=by, poll=allied, reason="Buoy has opened its ballots since").text)
    assert (anew["order"][0], anew["left_out"]) == ("Eve Elm", [])


def test_poll_to_which_nobody_agrees_is_not_held(poll: SupportersPoll, anchor_list: Group) -> None:
    by = anchor_list.officer.scope
    poll = publish_rules(by=by, poll=poll)
    with at(DATES["complaints_by"]):
        assert poll.state == State.NOT_HELD
        assert not may_count(bodies_shown(poll))
        with pytest.raises(ValidationError, match="No group has opened its ballots"):
            publish_order(by=by, poll=poll)


def test_poll_is_held_for_a_slate_that_its_maker_writes_for(
    anchor: Body, harbour: Body, anchor_list: Group, contest: Contest
) -> None:
    officer = anchor_list.officer
    add_editor(by="test", body=anchor, editor=officer)
    slates = [
        begin_slate(by="test", election=contest.election, body=body, name=f"{body} 2026", made="polled")
        for body in (anchor, harbour)
    ]
    assert list(slates_written_by(officer)) == slates[:1]
    terms = {"host": anchor_list.organisation, "marking": "ranking", "dates": DATES, "contest": contest}
    made = begin_poll(by=officer.scope, title="Poll", slate=slates[0], **terms)
    assert made.slate == slates[0]
    with pytest.raises(ValidationError, match="This slate is another group’s"):
        begin_poll(by=officer.scope, title="Another", slate=slates[1], **terms)
    other = enter_election(by="test", organisation=contest.election.organisation, title="Another")
    elsewhere = begin_slate(by="test", election=other, body=anchor, name="Anchor elsewhere", made="polled")
    with pytest.raises(ValidationError, match="stands in another election"):
        begin_poll(by=officer.scope, title="Another", slate=elsewhere, **terms)


def test_list_as_a_starting_order_is_copied_only_where_the_rules_say_so(
    anchor_list: Group, contest: Contest, lists: None
) -> None:
    by = anchor_list.officer.scope
    for starts in (True, False):
        poll = begin_poll(
            by=by,
            host=anchor_list.organisation,
            title=f"Starts {starts}",
            marking="ranking",
            dates=DATES,
            contest=contest,
            starts_from_lists=starts,
        )
        poll = publish_rules(by=by, poll=poll)
        anchor_list.agree(poll)
        copied = [
            (each.name, [place.candidate.name for place in each.places.all()])
            for each in anchor_list.contest.lists.all()
        ]
        wanted = [("Lamp", ["Cleo Cedar", "Ann Ash"]), ("Wick", ["Fay Fern", "Bob Birch", "Eve Elm"])]
        assert copied == (wanted if starts else [])


def test_keeping_up_twice_changes_nothing(allied: SupportersPoll, contest: Contest) -> None:
    ann = contest.candidates.get(name="Ann Ash")
    changed(ann, Standing.WITHDRAWN, NOW)
    with at(NOW):
        assert (keep_up(by="test", poll=allied), keep_up(by="test", poll=allied)) == (1, 0)


def test_supporters_polls_ballots_are_on_boards_of_their_own(
    allied: SupportersPoll, anchor_list: Group, buoy_list: Group
) -> None:
    for each in (anchor_list, buoy_list):
        each.freeze()
        each.prepare()
    boards = Poll.objects.all()
    assert len({board.booth_id for board in boards}) == 2
    assert sorted(board.booth.organisation for board in boards) == ["Anchor supporters", "Buoy supporters"]
