"""What programs read of motions takes the same number of queries for one row of everything and for many."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hustings_site.elections.enums import Majority
from hustings_site.motions.enums import Shown
from hustings_site.motions.models import (
    Card,
    CardVote,
    Delegation,
    DelegationList,
    TriggerBallot,
    TriggerBody,
    TriggerVote,
)
from hustings_site.roll.models import Organisation
from hustings_site.roll.services import organisation_named

FEW, MANY = 1, 60
DAY = date(2026, 3, 1)


def furnish(name: str, rows: int) -> Organisation:
    """An organisation with so many lists, card votes and trigger ballots, and two of everything in each."""
    union = organisation_named(by="test", name=name)
    branches = [union.branches.create(code=code, name=code.title()) for code in ("alderby", "brackford")]
    for n in range(rows):
        listed = DelegationList.objects.create(organisation=union, title=f"List {n}", source="Minutes")
        vote = CardVote.objects.create(
            organisation=union, title=f"Vote {n}", text="x", delegations=listed, on=DAY, majority=Majority.SIMPLE
        )
        ballot = TriggerBallot.objects.create(
            organisation=union, post=f"Post {n}", holder="Hana Hook", begins=DAY, ends=DAY, branches_share="1/3"
        )
        for at, branch in enumerate(branches):
            delegation = Delegation.objects.create(listed=listed, position=at, name=branch.name, votes=40 + at)
            Card.objects.create(vote=vote, delegation=delegation, shown=Shown.FOR)
            body = TriggerBody.objects.create(ballot=ballot, branch=branch)
            TriggerVote.objects.create(body=body, opens=bool(at), met_on=DAY)
    return union


@pytest.mark.django_db
@pytest.mark.parametrize("what", ["votes", "triggers"])
def test_api_takes_as_many_queries_for_one_row_as_for_many(visitor: Client, what: str) -> None:
    taken = []
    for name, rows in (("Wicks", FEW), ("Lamps", MANY)):
        union = furnish(name, rows)
        with CaptureQueriesContext(connection) as queries:
            data = visitor.get(f"/api/motions/{union.slug}/{what}").json()
        taken.append(len(queries))
        if what == "votes":
            assert [[card["vote"] for card in vote["cards"]] for vote in data["card_votes"]] == [["for", "for"]] * rows
        else:
            assert [[body["opens"] for body in ballot["bodies"]] for ballot in data] == [[False, True]] * rows
    assert taken[0] == taken[1]
