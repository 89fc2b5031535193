"""Two bodies' lists never appear in one table, query, export or page: everything here tries to bring them together."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver
from supporters import Group, match

from hustings_site.accounts.models import User
from hustings_site.journal.models import Entry, Proposal
from hustings_site.roll.models import Member, RollEntry
from hustings_site.roll.scoping import Scoped, UnscopedReadError
from hustings_site.slates.polls import urls
from hustings_site.slates.polls.counting import publish_order
from hustings_site.slates.polls.models import PollBody, SupportersPoll
from hustings_site.slates.polls.services import propose_counting_elsewhere

pytestmark = pytest.mark.django_db
PERSON = {"member", "entry", "holder", "email"}
LISTS = {
    model._meta.db_table
    for model in apps.get_models()
    if issubclass(model, Scoped) and PERSON & {field.name for field in model._meta.concrete_fields}
}
"""Every table with a row for each member, elector or code."""


@contextmanager
def looked_at() -> Iterator[list[str]]:
    """The statements on tables of members' data."""
    found: list[str] = []
    with CaptureQueriesContext(
        connection,
    ) as queries:
        yield found
    found += [query["sql"] for query in queries if any(f'"{table}"' in query["sql"] for table in LISTS)]


def rolls_in(sql: str, groups: list[Group]) -> set[int]:
    """The rolls and organisations of the groups that a statement names."""
    keys = {each.organisation.pk: n for n, each in enumerate(groups)}
    rolls = {each.contest.roll_id: n for n, each in enumerate(groups) if each.contest.roll_id}
    named = {keys[int(k)] for k in re.findall(r'"organisation_id" = (\d+)', sql) if int(k) in keys}
    return named | {rolls[int(k)] for k in re.findall(r'"roll_id" = (\d+)', sql) if int(k) in rolls}


@pytest.fixture
def counted(allied: SupportersPoll, anchor_list: Group, buoy_list: Group) -> SupportersPoll:
    """Frozen, matched, voted and counted."""
    both = (anchor_list, buoy_list)
    for each in both:
        each.freeze()
    match(*both)
    for each in both:
        each.prepare()
        each.open()
    anchor_list.cast("a1", [1, 0, 0, 0, 0, 0])
    buoy_list.cast("b4", [0, 1, 0, 0, 0, 0])
    for each in both:
        each.close()
    publish_order(by=anchor_list.officer.scope, poll=allied)
    return allied


def test_no_table_of_polls_leads_to_a_member() -> None:
    polls = [model for model in apps.get_app_config("slates").get_models() if model.__module__.endswith("polls.models")]
    leads = {
        field.related_model
        for model in polls
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey)
    }
    assert {model.__name__ for model in polls} == {"PollBody", "PolledCandidate", "PublishedOrder", "SupportersPoll"}
    assert [model for model in leads if issubclass(model, Scoped)] == []


def test_entry_of_a_list_belongs_to_one_organisation_alone(counted: SupportersPoll) -> None:
    """By the tables themselves: a roll, a member, an entry has one organisation, and none of the entries two."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COUNT(*) FROM roll_rollentry e JOIN roll_frozenroll r ON r.id = e.roll_id"
            " JOIN roll_member m ON m.id = e.member_id WHERE m.organisation_id <> r.organisation_id"
        )
        assert cursor.fetchone() == (0,)


def test_reading_two_lists_in_one_query_is_refused(allied: SupportersPoll) -> None:
    for read in (
        lambda: list(Member.objects.all()),
        lambda: list(Member.objects.filter(email="both@example.org")),
        lambda: list(Member.objects.filter(email__in=Member.objects.values("email"))),
        lambda: list(RollEntry.objects.filter(email="both@example.org")),
        lambda: Member.objects.filter(organisation__supporters_polls__poll=allied).count(),
        lambda: RollEntry.objects.filter(roll__organisation__supporters_polls__poll=allied).count(),
    ):
        with pytest.raises(UnscopedReadError):
            read()


def test_every_query_of_every_page_of_a_poll_reads_one_list_at_most(
    counted: SupportersPoll, anchor_list: Group, buoy_list: Group, visitor: Client
) -> None:
    groups = [anchor_list, buoy_list]
    everywhere = Client(headers={"host": "127.0.0.1"})
    both = User.objects.get(pk=anchor_list.officer.pk)
    for role in buoy_list.officer.roles.all():
        both.roles.create(office=role.office, scope=role.scope, since=role.since)
    everywhere.force_login(both)
    pages = 0
    for path in addresses(counted):
        for client in (visitor, everywhere):
            with looked_at() as statements:
                body = client.get(path).content.decode("utf-8", "replace")
            pages += 1
            assert [sql for sql in statements if len(rolls_in(sql, groups)) > 1] == []
            assert [sql for sql in statements if not rolls_in(sql, groups)] == []
            for group in groups:
                for number, address in group.addresses():
                    assert address.lower() not in body.lower()
                    assert f"supporter {number}" not in body
    assert pages == 2 * len(urls.urlpatterns)


def addresses(poll: SupportersPoll) -> list[str]:
    """Every address of this package, for this poll."""
    parts = {"slug": poll.slug, "edition": "1", "body": "buoy-supporters", "pk": str(poll.pk)}
    body = str(poll.bodies.first().pk)
    found = []
    for pattern in urls.urlpatterns:
        route = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", str(pattern.pattern))
        given = {**parts, "pk": body} if pattern.name == "desk_poll_body" else parts
        found.append("/" + route.format(**given))
    assert all(get_resolver().resolve(path) for path in found)
    return found


def test_every_query_of_making_matching_and_counting_reads_one_list_at_most(
    allied: SupportersPoll, anchor_list: Group, buoy_list: Group
) -> None:
    groups = [anchor_list, buoy_list]
    for each in groups:
        each.freeze()
    with looked_at() as statements:
        match(*groups)
        for each in groups:
            each.prepare()
            each.open()
        anchor_list.cast("a1", [1, 0, 0, 0, 0, 0])
        for each in groups:
            each.close()
        publish_order(by=anchor_list.officer.scope, poll=allied)
    assert len(statements) > 10
    assert [sql for sql in statements if len(rolls_in(sql, groups)) > 1] == []


def test_number_of_another_bodys_member_is_not_found_on_ones_own_list(
    allied: SupportersPoll, anchor_list: Group, buoy_list: Group
) -> None:
    for each in (anchor_list, buoy_list):
        each.freeze()
    body = PollBody.objects.select_related("organisation", "election", "poll").get(pk=anchor_list.body.pk)
    with pytest.raises(ValidationError, match="Number b1 is not on the frozen list"):
        propose_counting_elsewhere(by=anchor_list.officer.scope, body=body, numbers=["b1"])


def test_journal_proposals_and_order_name_nobody_of_either_list(
    counted: SupportersPoll, anchor_list: Group, buoy_list: Group
) -> None:
    proposals = Proposal.objects.exclude(act="slates.count_elsewhere").values_list("title", "details")
    entries = Entry.objects.filter(subject=counted.scope).values_list("act", "details")
    text = json.dumps([list(proposals), list(entries), counted.orders.get().text], default=str)
    for group in (anchor_list, buoy_list):
        for _number, address in group.addresses():
            assert address.lower() not in text.lower()
