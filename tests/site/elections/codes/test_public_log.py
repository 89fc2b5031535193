"""The public log of spare codes and late changes, and that ballots of spares never exceed it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from code_office import open_election, page
from django.test import Client
from polled import BY, PASSPHRASE, Polled

from hustings.belenios.v1.randomness import SeededRandomness
from hustings_site.booth import services as booth
from hustings_site.booth.models import Poll
from hustings_site.elections import secrecy
from hustings_site.elections.codes.models import SpareGiven
from hustings_site.elections.codes.public_log import public_log, published_spares, spare_findings
from hustings_site.roll.enums import EntryStanding
from hustings_site.roll.models import LateChange

pytestmark = pytest.mark.django_db


@pytest.fixture
def vote(settings: object, tmp_path: Path) -> Polled:
    """A code was given again, with which its holder voted; somebody was struck."""
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    made = open_election()
    entry = made.entry(made.executive, "0002")
    given = secrecy.reissue(by=BY, issue=made.issue, entry=entry, passphrase=PASSPHRASE, rng=SeededRandomness(b"spare"))
    made.cast(made.executive, given.code, [1, 2, 3])
    LateChange.objects.create(
        roll=made.youth.roll,
        number=1,
        branch=made.branch,
        standing=EntryStanding.STRUCK,
        reason="Moved to another union.",
        at=datetime(2026, 11, 2, tzinfo=UTC),
    )
    return made


def close(vote: Polled) -> None:
    for contest in (vote.executive, vote.youth):
        booth.close_poll(by=BY, poll=vote.poll(contest))
    secrecy.publish_spares(by=BY, issue=vote.issue, passphrase=PASSPHRASE)


def test_log_has_number_branch_and_reason_and_never_a_name(vote: Polled, visitor: Client) -> None:
    assert [(line.log, line.number, line.branch, line.what, line.reason) for line in public_log(vote.election)] == [
        ("roll of “Youth-Officer”", 1, "Alderby", "struck", "Moved to another union."),
        (
            "spare codes",
            1,
            "Alderby",
            "spare code given out",
            "in place of a code that did not arrive or was lost",
        ),
    ]
    shown = visitor.get(page(vote, "codes_given")).text
    assert "1 of 3 spare codes has been given out since." in shown
    assert "Member 0002" not in shown
    assert "0002" not in shown
    assert visitor.get(page(vote, "codes_given_csv")).text.splitlines()[2].startswith("spare codes,1,Alderby,")


def test_spares_are_listed_after_the_close_alone(vote: Polled, visitor: Client) -> None:
    assert "The list stands here after the close" in visitor.get(page(vote, "codes_given")).text
    close(vote)
    shown = visitor.get(page(vote, "codes_given")).text
    assert "Executive: 3 spares, 1 of them with a ballot" in shown
    assert "Youth officer: 3 spares, 0 of them with a ballot" in shown
    listed = published_spares(vote.election)[0].listed
    assert all(each in shown for each in listed)


def test_certification_ballots_of_spares_never_exceed_the_log(vote: Polled) -> None:
    close(vote)
    assert spare_findings(vote.election) == []
    SpareGiven.objects.all().delete()
    assert spare_findings(vote.election) == [
        "Executive: 1 spare codes have a ballot, and the public log has 0 given out."
    ]


def test_certification_says_nothing_before_the_spares_are_published(vote: Polled) -> None:
    assert Poll.objects.filter(spares__isnull=False).count() == 0
    assert spare_findings(vote.election) == []
