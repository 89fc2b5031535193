"""Who gets paper, by each of the two rules of precedence."""

import pytest
from django.core.exceptions import ValidationError
from on_paper import ask, close, codes
from polled import BY, PASSPHRASE, Polled

from hustings_site.booth.casting import CredentialRefused
from hustings_site.elections.codes.models import CodeHolder, Delivery
from hustings_site.elections.enums import PaperRule
from hustings_site.elections.papers.models import PaperRequest
from hustings_site.elections.papers.requests import ask_for_paper, contests_on_paper, hand_over_paper
from hustings_site.roll.enums import EntryStanding
from hustings_site.roll.models import RollEntry

pytestmark = pytest.mark.django_db


def under(poll: Polled, rule: PaperRule) -> Polled:
    poll.election.paper_rule = rule
    poll.election.save()
    return poll


def asked(vote: Polled, number: str) -> PaperRequest:
    return ask_for_paper(by=BY, election=vote.election, number=number, passphrase=PASSPHRASE)


def test_where_the_board_stands_paper_is_given_and_the_code_goes_on(poll: Polled) -> None:
    vote = under(poll, PaperRule.BOARD_STANDS)
    code = codes(vote)["0001"]
    vote.cast(vote.executive, code, [1, 0, 0])
    assert asked(vote, "0001").state == "asked"
    vote.cast(vote.executive, code, [0, 1, 0])


def test_where_paper_closes_the_code_it_is_refused_from_then_on(poll: Polled) -> None:
    vote = under(poll, PaperRule.PAPER_CLOSES_CODE)
    code = codes(vote)["0002"]
    assert asked(vote, "0002").state == "asked"
    for contest in (vote.executive, vote.youth):
        with pytest.raises(CredentialRefused):
            vote.cast(contest, code, [1, 0, 0])
    holder = CodeHolder.objects.get(issue=vote.issue, number="0002")
    assert [each.state for each in Delivery.objects.filter(holder=holder)] == ["taken_out"]


def test_where_paper_closes_the_code_one_that_has_voted_gets_no_paper(poll: Polled) -> None:
    vote = under(poll, PaperRule.PAPER_CLOSES_CODE)
    code = codes(vote)["0002"]
    vote.cast(vote.youth, code, [1, 0, 0])
    request = asked(vote, "0002")
    assert request.state == "refused"
    with pytest.raises(ValidationError, match="Nothing is to be given: no paper: a ballot is on the board"):
        hand_over_paper(by=BY, request=request)
    assert asked(vote, "0002").state == "refused"
    vote.cast(vote.executive, code, [1, 0, 0])


def test_whoever_asks_again_is_given_another_pack(poll: Polled) -> None:
    vote = under(poll, PaperRule.PAPER_CLOSES_CODE)
    ask(vote, "0001")
    (request,) = ask(vote, "0001")
    assert (request.state, request.sent) == ("handed_over", 2)


def test_a_late_elector_without_a_code_gets_paper(poll: Polled) -> None:
    vote = under(poll, PaperRule.PAPER_CLOSES_CODE)
    RollEntry.objects.create(
        roll=vote.youth.roll, number="0009", name="Late", branch=vote.branch, channel="post", standing="added"
    )
    assert asked(vote, "0009").state == "asked"
    assert contests_on_paper(vote.election, "0009") == [vote.youth]


def test_contests_on_paper_are_those_of_the_elector(poll: Polled) -> None:
    vote = under(poll, PaperRule.BOARD_STANDS)
    assert contests_on_paper(vote.election, " 0002 ") == [vote.executive, vote.youth]
    assert contests_on_paper(vote.election, "0001") == [vote.executive]


def test_what_a_request_refuses(poll: Polled) -> None:
    vote = under(poll, PaperRule.BOARD_STANDS)
    with pytest.raises(ValidationError, match="Nobody on the rolls of this election has the number 7777"):
        asked(vote, "7777")
    RollEntry.objects.filter(roll=vote.executive.roll, number="0001").update(standing=EntryStanding.STRUCK)
    with pytest.raises(ValidationError, match="No contest is open"):
        asked(vote, "0001")
    RollEntry.objects.filter(roll=vote.executive.roll, number="0003").update(weight=2)
    with pytest.raises(ValidationError, match="A vote with a weight is cast on screen only"):
        asked(vote, "0003")
    close(vote)
    with pytest.raises(ValidationError, match="No contest is open"):
        asked(vote, "0004")
    vote.election.paper_rule = PaperRule.NO_PAPER
    with pytest.raises(ValidationError, match="give no paper"):
        asked(vote, "0004")
