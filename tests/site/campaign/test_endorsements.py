"""Who recommends whom, with source and date; confirmed or not; nothing is taken away."""

from datetime import date

import pytest
from campaigning import NOW, SITE, code_in
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.test import Client

from hustings_site.accounts.enums import Office
from hustings_site.accounts.models import User
from hustings_site.accounts.services import give_office
from hustings_site.campaign.enums import EndorsementState, EndorserKind, StatementKind, Support
from hustings_site.campaign.models import CandidatePage, Endorsement, EndorsementChange, SlateStatement
from hustings_site.campaign.selectors.endorsements import behind_lists, endorsements_by_candidate, who_endorses_nobody
from hustings_site.campaign.services.endorsements import (
    confirm_endorsement,
    enter_endorsement,
    state_on_slate,
    withdraw_endorsement,
)
from hustings_site.campaign.services.mailing import give_pages
from hustings_site.campaign.services.post import send_waiting
from hustings_site.elections.enums import Standing
from hustings_site.elections.models import Contest, PublishedList
from hustings_site.elections.services import enter_contest, publish_lists
from hustings_site.roll.models import Member

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 5)


def endorse(race: Contest, name: str | None = "Ann Ash", **fields: object) -> Endorsement:
    candidate = race.candidates.get(name=name) if name else None
    given = {"kind": EndorserKind.BRANCH, "endorser": "Alderby branch", "said_on": DAY, "source": "Minutes, item 4"}
    return enter_endorsement(by="test", contest=race, candidate=candidate, **{**given, **fields})


@pytest.fixture
def slate(race: Contest) -> PublishedList:
    (published,) = publish_lists(
        by="test", contest=race, publisher="Anchor", source="Leaflet", lists={"Anchor": ["Ann Ash"]}
    )
    return published


def test_endorsement_is_unconfirmed_then_confirmed_then_withdrawn_and_stays_in_the_history(race: Contest) -> None:
    endorsement = endorse(race)
    confirm_endorsement(by="candidate:1", endorsement=endorsement)
    with pytest.raises(ValidationError, match="Say where and why"):
        withdraw_endorsement(by="test", endorsement=endorsement, note=" ")
    withdraw_endorsement(by="test", endorsement=endorsement, note="Minutes of May, item 2")
    ann, *others = endorsements_by_candidate(race)
    assert [(c.state, c.note) for c in ann[1][0].changes] == [
        ("unconfirmed", ""),
        ("confirmed", ""),
        ("withdrawn", "Minutes of May, item 2"),
    ]
    assert ann[1][0].state == EndorsementState.WITHDRAWN
    assert [(candidate.name, found) for candidate, found in others] == [
        ("Bob Birch", []),
        ("Cleo Cedar", []),
        ("Dan Dill", []),
    ]
    with pytest.raises(ValidationError, match="already"):
        confirm_endorsement(by="candidate:1", endorsement=endorsement)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        EndorsementChange.objects.all().delete()


def test_declining_to_endorse_is_a_statement_of_its_own(race: Contest) -> None:
    statement = endorse(race, None, endorser="Guild of Wicks", kind=EndorserKind.ORGANISATION)
    (found,) = who_endorses_nobody(race)
    assert (found.endorsement, found.endorsement.support) == (statement, Support.DECLINES)
    with pytest.raises(ValidationError, match="nobody confirms it"):
        confirm_endorsement(by="x", endorsement=statement)


def test_candidate_of_another_contest_is_not_endorsed_here(race: Contest) -> None:
    other = enter_contest(by="test", election=race.election, title="Treasurer", vacancies=1, candidates=["Zoe"])
    with pytest.raises(ValidationError, match="stands in another contest"):
        enter_endorsement(
            by="test",
            contest=race,
            candidate=other.candidates.get(),
            kind=EndorserKind.BRANCH,
            endorser="A",
            said_on=DAY,
            source="B",
        )


def test_officer_who_must_be_neutral_endorses_nobody_and_an_endorser_gets_no_such_office(
    race: Contest, member: User
) -> None:
    person = Member.objects.of(race.election.organisation).first()
    person.user = member
    person.save()
    endorsement = endorse(race, "Bob Birch", kind=EndorserKind.PERSON, endorser="Ann Ash", member=person)
    with pytest.raises(ValidationError, match="recommends Bob Birch"):
        give_office(by="test", user=member, office=Office.MODERATOR, scope=race.election.scope)
    withdraw_endorsement(by="test", endorsement=endorsement, note="Letter of 9 May")
    give_office(by="test", user=member, office=Office.SCRUTINEER, scope=race.election.organisation.scope)
    with pytest.raises(ValidationError, match="neither candidate, nominator nor endorser"):
        endorse(race, "Cleo Cedar", kind=EndorserKind.PERSON, endorser="Ann Ash", member=person)


def test_who_stands_behind_a_list_is_a_claim_beside_its_declaration_with_a_reply(
    race: Contest, slate: PublishedList, visitor: Client
) -> None:
    given = {"by": "test", "slate": slate, "source": "The Lamp Post, page 3", "said_on": DAY}
    declared = state_on_slate(kind=StatementKind.DECLARATION, author="Anchor", text="Members alone.", **given)
    claim = state_on_slate(kind=StatementKind.CLAIM, author="Tide Watch", text="The Guild pays.", **given)
    reply = state_on_slate(kind=StatementKind.REPLY, author="Anchor", text="It does not.", answers=claim, **given)
    (behind,) = behind_lists(race)
    assert (behind.declarations, behind.claims) == ((declared,), ((claim, (reply,)),))
    for kind, answers in (
        (StatementKind.REPLY, None),
        (StatementKind.REPLY, declared),
        (StatementKind.CLAIM, claim),
    ):
        with pytest.raises(ValidationError, match="A reply answers a claim"):
            state_on_slate(kind=kind, author="A", text="B", answers=answers, **given)
    page = " ".join(visitor.get(f"/endorsements/{race.pk}/").content.decode().split())
    for said in ("Members alone.", "Tide Watch claims", "The Guild pays.", "The list replies", "It does not."):
        assert said in page
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        SlateStatement.objects.update(text="x")


def test_candidate_confirms_on_the_own_page(race: Contest, visitor: Client, mailoutbox: list) -> None:
    endorsement = endorse(race)
    give_pages(by="test", contest=race, site=SITE)
    send_waiting(NOW)
    path = f"/candidate/{CandidatePage.objects.get(candidate__name='Ann Ash').key}/"
    visitor.post(path, {"code": code_in(mailoutbox[0].body)})
    assert "Yes, Alderby branch endorses me" in visitor.get(path).content.decode()
    done = visitor.post(path, {"confirm": endorsement.pk}, follow=True).content.decode()
    assert "It is shown as confirmed by you" in done
    assert "already" in visitor.post(path, {"confirm": endorsement.pk}, follow=True).content.decode()
    others = endorse(race, "Bob Birch")
    assert visitor.post(path, {"confirm": others.pk}).status_code == 404
    assert "✓ confirmed by the candidate" in visitor.get(f"/endorsements/{race.pk}/").content.decode()


def test_officer_enters_withdraws_and_publishes(race: Contest, slate: PublishedList, officers_browser: Client) -> None:
    path = f"/desk/campaign/contest/{race.pk}/"
    entered = {
        "act": "endorsement",
        "e-kind": "person",
        "e-endorser": "Ann Ash",
        "e-number": "404",
        "e-candidate": race.candidates.get(name="Bob Birch").pk,
        "e-said_on": "2026-03-05",
        "e-source": "A letter",
    }
    assert "Nobody on the books has this number." in officers_browser.post(path, entered).content.decode()
    officers_browser.post(path, {**entered, "e-number": "1"})
    endorsement = Endorsement.objects.get()
    assert endorsement.member.name == "Ann Ash"
    officers_browser.post(path, {"act": "withdraw", "endorsement": endorsement.pk, "note": "Another letter"})
    assert endorsement.changes.last().state == "withdrawn"
    claim = {
        "act": "statement",
        "s-slate": slate.pk,
        "s-kind": "claim",
        "s-author": "Tide Watch",
        "s-text": "The Guild pays.",
        "s-source": "The Lamp Post",
        "s-said_on": "2026-03-05",
    }
    officers_browser.post(path, claim)
    assert SlateStatement.objects.get().author == "Tide Watch"
    refused = officers_browser.post(path, {**claim, "s-kind": "reply"}, follow=True).content.decode()
    assert "A reply answers a claim" in refused


def test_who_has_not_accepted_is_not_named_and_who_has_gone_stays_with_what_was_said(race: Contest) -> None:
    endorse(race)
    race.candidates.filter(name="Ann Ash").update(standing=Standing.WITHDRAWN)
    race.candidates.filter(name="Bob Birch").update(standing=Standing.NOMINATED)
    race.candidates.filter(name="Dan Dill").update(standing=Standing.WITHDRAWN)
    assert [candidate.name for candidate, _found in endorsements_by_candidate(race)] == ["Ann Ash", "Cleo Cedar"]


def test_page_names_everybody_also_those_whom_nobody_recommends(race: Contest, visitor: Client) -> None:
    endorse(race)
    page = " ".join(visitor.get(f"/endorsements/{race.pk}/").content.decode().split())
    assert page.count("No endorsement has been entered.") == 3
    assert "▲ not confirmed by the candidate" in page
    assert visitor.get("/endorsements/0/").status_code == 404
