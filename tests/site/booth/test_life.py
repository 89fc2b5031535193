"""The life of a poll, from its preparation to its result, each stage of its archive verified."""

from collections.abc import Callable

import pytest
from polls import BY, MARKS, Vote

from hustings.belenios.v1.play import Threshold
from hustings.belenios.v1.verify import verify
from hustings_site.booth import selectors, services
from hustings_site.booth.boards import head_of

Prepare = Callable[..., Vote]
pytestmark = pytest.mark.django_db


def verdict(vote: Vote) -> tuple[str, str]:
    data = vote.archive()
    assert len(data) == head_of(vote.poll).size
    report = verify(data)
    return report.facts.stage, report.verdict


def test_archive_of_a_ranking_by_two_of_three_is_verified_at_each_stage(prepare: Prepare) -> None:
    vote = prepare(trustees=(Threshold(2, 3),))
    found = [verdict(vote)]
    services.open_booth(by=BY, booth=vote.poll.booth)
    vote.cast(0, [1, 2, 3])
    vote.cast(1, [2, 1, 0])
    vote.cast(0, [3, 2, 1])
    found.append(verdict(vote))
    assert services.close_poll(by=BY, poll=vote.poll) == 3
    found.append(verdict(vote))
    assert services.publish_tally(by=BY, poll=vote.poll).num_tallied == 2
    found.append(verdict(vote))
    vote.shuffle(1)
    vote.shuffle(3)
    found.append(verdict(vote))
    services.end_shuffles(by=BY, poll=vote.poll)
    found.append(verdict(vote))
    vote.decrypt(1)
    vote.decrypt(3)
    found.append(verdict(vote))
    services.publish_result(by=BY, poll=vote.poll)
    found.append(verdict(vote))
    assert found == [
        ("Setup", "verified"),
        ("Ballot", "verified"),
        ("EndBallots", "verified"),
        ("EncryptedTally", "verified"),
        ("Shuffle", "verified"),
        ("EndShuffles", "verified"),
        ("PartialDecryption", "verified"),
        ("Result", "verified"),
    ]
    assert sorted(selectors.result_of(vote.poll)[0]) == [(2, 1, 0), (3, 2, 1)]
    assert vote.poll.state == "decrypted"


def test_weighted_marks_need_no_shuffle(prepare: Prepare) -> None:
    vote = prepare(MARKS, voters=(3, 1, 1))
    services.open_booth(by=BY, booth=vote.poll.booth)
    vote.cast(0, [1, 0, 0])
    vote.cast(2, [1, 1, 0])
    services.close_poll(by=BY, poll=vote.poll)
    services.publish_tally(by=BY, poll=vote.poll)
    vote.decrypt(1)
    services.publish_result(by=BY, poll=vote.poll)
    assert verdict(vote) == ("Result", "verified")
    assert selectors.result_of(vote.poll) == ((4, 1, 0),)
