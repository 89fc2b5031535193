"""A published list as a beginning: in a poll whose rules say so, all lists in an order by lot; never in an election."""

from pathlib import Path

import pytest
from desks import Desk, at, desk
from polls import prepared
from supporters import DATES, NOW, Group

from hustings.contests.ballot_order import drawn_order
from hustings_site.booth.enums import PaperKind
from hustings_site.booth.models import Poll
from hustings_site.booth.services import NotAllowed, prepare_poll
from hustings_site.booth.voters_page import block
from hustings_site.elections.ballot_papers import starts_of
from hustings_site.elections.enums import ElectionKind
from hustings_site.elections.models import Contest
from hustings_site.elections.services import publish_lists
from hustings_site.roll.freezing import freeze
from hustings_site.slates.polls.services import begin_poll, publish_rules

pytestmark = pytest.mark.django_db
LISTS = {"Lamp": ["Cleo Cedar", "Ann Ash"], "Wick": ["Fay Fern", "Bob Birch", "Eve Elm"]}


def page_of(group: Group) -> dict[str, object]:
    """What the voter's page is told of the poll of a body."""
    poll = Poll.objects.get(uuid=group.contest.poll)
    (told,) = block(poll.booth, [poll])["polls"]
    return told


@pytest.mark.parametrize("starts", [True, False])
def test_lists_are_offered_only_where_the_rules_say_so_and_then_all_by_lot(
    anchor_list: Group, contest: Contest, lists: None, starts: bool
) -> None:
    by = anchor_list.officer.scope
    poll = begin_poll(
        by=by,
        host=anchor_list.organisation,
        title="Poll",
        marking="ranking",
        dates=DATES,
        contest=contest,
        starts_from_lists=starts,
    )
    poll = publish_rules(by=by, poll=poll)
    anchor_list.agree(poll)
    anchor_list.freeze()
    anchor_list.prepare()
    told = page_of(anchor_list)
    if not starts:
        assert "starts" not in told
        return
    candidates = [each.name for each in poll.candidates.all()]
    by_name = {f"{name} (Tide Watch)": [candidates.index(each) for each in names] for name, names in LISTS.items()}
    assert told["starts"] == [
        {"name": drawn.name, "order": by_name[drawn.name]} for drawn in drawn_order(by_name, poll.seed)
    ]


def test_marks_begin_from_nothing(anchor_list: Group, contest: Contest, lists: None) -> None:
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
    anchor_list.agree(publish_rules(by=by, poll=poll))
    anchor_list.freeze()
    anchor_list.prepare()
    assert "starts" not in page_of(anchor_list)


@pytest.fixture
def union(tmp_path: Path, settings: object) -> Desk:
    """An election of the Lampwrights with published lists, its boards prepared."""
    settings.DEMONSTRATION = True  # type: ignore[attr-defined]
    made = desk(two_officers=False)
    contest = made.contest("Executive")
    made.announce()
    made.stand(contest, "Ann Ash", "Bob Birch", "Cleo Cedar")
    publish_lists(by="test", contest=contest, publisher="Tide Watch", source="x", lists={"Lamp": ["Cleo Cedar"]})
    return made


@pytest.mark.parametrize("kind", [kind for kind in ElectionKind if kind != ElectionKind.SUPPORTERS])
def test_booth_of_an_election_never_offers_a_list(
    union: Desk, tmp_path: Path, settings: object, kind: ElectionKind
) -> None:
    union.election.kind = kind
    union.election.save()
    contest = union.election.contests.get()
    assert contest.lists.count() == 1
    assert starts_of(contest) == []


def test_page_of_an_election_with_published_lists_has_no_beginning(
    union: Desk, tmp_path: Path, settings: object
) -> None:
    contest = union.election.contests.get()
    with at(NOW):
        contest.roll = freeze(by="test", electorate=union.electorate)
    contest.state = "validated"
    contest.save()
    union.prepare(contest, folder=tmp_path, settings=settings)
    poll = Poll.objects.get(uuid=contest.poll)
    assert poll.starts == []
    assert "starts" not in block(poll.booth, [poll])["polls"][0]


def test_only_a_ranking_can_begin_from_an_order() -> None:
    made = prepared()
    with pytest.raises(NotAllowed, match="Only a ranking can begin from an order"):
        prepare_poll(
            by="test",
            booth=made.poll.booth,
            election=made.election.body,
            trustees=b"[]",
            credentials=b"[]",
            title="x",
            kind=PaperKind.MARKS,
            closes=made.poll.closes,
            starts=[{"name": "Lamp", "order": [0]}],
        )
