"""Recall where the rules have it: petition, signatures that nobody reads, accountability meeting, ballot, the seat."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import supporters
from committee_stand import seat_of
from desks import at, officer
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.test import Client
from supporters import NOW, Group, group, keep_data_in

from hustings_site.accounts.enums import Office
from hustings_site.accounts.models import User
from hustings_site.accounts.services import give_office, open_account
from hustings_site.booth.models import Poll
from hustings_site.campaign.models import OutgoingMail
from hustings_site.campaign.services.post import ATTEMPTS, send_waiting
from hustings_site.committees.enums import Filling, Happening, How, Status
from hustings_site.committees.models import Committee, Person, Seat, SeatEvent
from hustings_site.committees.recall import ballots, services
from hustings_site.committees.recall.enums import Follows, State, Threshold
from hustings_site.committees.recall.models import (
    RecallClosing,
    RecallDecision,
    RecallPetition,
    RecallRule,
    RecallSignature,
)
from hustings_site.committees.recall.selectors import questions_of
from hustings_site.committees.services.seats import (
    SeatIs,
    What,
    add_section,
    enter_event,
    found_committee,
    link_account,
    make_seat,
    person_named,
    state_of,
)
from hustings_site.journal.approvals import approve
from hustings_site.journal.models import Entry, ScheduledAct
from hustings_site.journal.schedule import do_what_is_due
from hustings_site.roll.models import Member

pytestmark = pytest.mark.django_db
MEMBERS = {f"m{n}": f"member{n}@example.org" for n in range(1, 6)}
YEAR = timedelta(days=365)
YES, NO, NEITHER = [1, 0, 0], [0, 1, 0], [0, 0, 1]


@pytest.fixture
def story(tmp_path: Path, settings: object) -> Iterator[None]:
    keep_data_in(tmp_path, settings)
    with at(NOW):
        yield


@pytest.fixture
def union(story: None) -> Group:
    """Five members, each with an account of the same address."""
    union = group("Lanternmakers", MEMBERS)
    for member in Member.objects.of(union.organisation):
        user = open_account(by="test", email=member.email, name=member.name)
        Member.objects.of(union.organisation).filter(pk=member.pk).update(user=user)
    return union


@pytest.fixture
def executive(union: Group) -> Committee:
    """Ada holds a seat of the members for a year yet, and has held it for one."""
    committee = found_committee(by="test", organisation=union.organisation, name="Executive")
    section = add_section(by="test", committee=committee, name="Members")
    began = (NOW - YEAR).date()
    terms = SeatIs(exists_from=began, filling=Filling.MEMBERS, source="Rules")
    seat = make_seat(by="test", section=section, terms=terms)
    ada = person_named(by="test", organisation=union.organisation, name="Ada")
    until = (NOW + YEAR).date()
    took = What(what=Happening.TAKES, on=began, person=ada, how=How.ELECTED, until=until, source="Count")
    enter_event(by="test", seat=seat, what=took)
    return committee


@pytest.fixture
def seat(executive: Committee) -> Seat:
    return seat_of(executive, "Ada")


@pytest.fixture
def ada(executive: Committee) -> Person:
    return executive.organisation.people.get(name="Ada")


def rule(union: Group, committee: Committee, **other: object) -> RecallRule:
    given = {
        "name": "Rule 12",
        "text": "Members may recall whom they elected.",
        "source": "Rules 2099",
        "signers": union.electorate,
        "kind": Threshold.PERCENT,
        "threshold": 50,
        "days": 10,
        "follows": Follows.BOTH,
        **other,
    }
    return services.enter_rule(by="test", committee=committee, **given)


@pytest.fixture
def petition(union: Group, executive: Committee, seat: Seat) -> RecallPetition:
    """Open for ten days; three of five have to sign."""
    return services.open_petition(
        by="test", rule=rule(union, executive), seat=seat, text="She sold the hall.", movers="Bo Birch\nCy Cedar"
    )


def user(number: int) -> User:
    return User.objects.get(email=f"member{number}@example.org")


def signed(petition: RecallPetition, *numbers: int) -> None:
    for number in numbers:
        services.sign(user=user(number), petition=petition)


def closed(petition: RecallPetition) -> RecallPetition:
    """As the worker leaves it at the promised moment."""
    with at(petition.closes_at):
        do_what_is_due()
    return RecallPetition.objects.get(pk=petition.pk)


def browser(somebody: User) -> Client:
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(somebody)
    return client


# The petition ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "threshold", "entitled", "needed"),
    [("percent", 50, 5, 3), ("percent", 20, 5, 1), ("percent", 1, 5, 1), ("percent", 100, 5, 5), ("number", 7, 5, 7)],
)
def test_share_of_those_who_may_sign_is_rounded_up_to_whole_people(
    kind: str, threshold: int, entitled: int, needed: int
) -> None:
    assert services.signatures_needed(RecallRule(kind=kind, threshold=threshold), entitled) == needed


def test_petition_says_who_may_sign_how_many_are_needed_and_until_when(petition: RecallPetition) -> None:
    assert (petition.entitled, petition.needed, petition.state) == (5, 3, State.OPEN)
    assert petition.closes_at == NOW + timedelta(days=10)
    promised = ScheduledAct.objects.get(subject=petition.scope)
    assert (promised.act, promised.due) == (services.CLOSE, petition.closes_at)


def test_rule_whose_electorate_is_for_card_votes_is_refused(union: Group, executive: Committee) -> None:
    union.electorate.weighted = True
    union.electorate.save()
    with pytest.raises(ValidationError) as refusal:
        rule(union, executive)
    said = (
        "is for card votes, and here each has one vote: choose another electorate, or take “a card vote” off this one."
    )
    assert refusal.value.message_dict == {"signers": [f"“{union.electorate}” {said}"]}


def test_rule_leaves_the_first_and_the_last_months_of_a_term_in_peace(
    union: Group, executive: Committee, seat: Seat
) -> None:
    open_now = {"by": "test", "seat": seat, "text": "x", "movers": "Bo"}
    early = rule(union, executive, not_first_months=13)
    with pytest.raises(ValidationError, match="no petition is opened before 2100-04-01"):
        services.open_petition(**open_now, rule=early)
    late = rule(union, executive, not_last_months=13)
    with pytest.raises(ValidationError, match="the term ends on 2101-03-01"):
        services.open_petition(**open_now, rule=late)
    both = rule(union, executive, not_first_months=12, not_last_months=12)
    services.open_petition(**open_now, rule=both)
    with pytest.raises(ValidationError, match="is open already"):
        services.open_petition(**open_now, rule=both)


def test_vacant_seat_has_nobody_to_recall(union: Group, executive: Committee, seat: Seat) -> None:
    enter_event(by="test", seat=seat, what=What(what=Happening.RESIGNED, on=NOW.date(), source="Letter"))
    with pytest.raises(ValidationError, match="Nobody is recorded as holding this seat"):
        services.open_petition(by="test", rule=rule(union, executive), seat=seat, text="x", movers="Bo")


def test_each_signs_once_and_can_take_it_back_until_the_close(petition: RecallPetition) -> None:
    signed(petition, 1, 2)
    with pytest.raises(ValidationError, match="You have signed this petition on 2100-03-01"):
        signed(petition, 1)
    services.take_back(user=user(1), petition=petition)
    with pytest.raises(ValidationError, match="You have not signed"):
        services.take_back(user=user(1), petition=petition)
    assert petition.signatures.count() == 1
    with at(petition.closes_at), pytest.raises(ValidationError, match="no signature is added or taken back any more"):
        signed(petition, 1)


def test_only_whoever_is_on_the_frozen_roll_signs(petition: RecallPetition) -> None:
    stranger = open_account(by="test", email="stranger@example.org", name="Stranger")
    with pytest.raises(PermissionDenied):
        services.sign(user=stranger, petition=petition)


def test_no_row_and_no_entry_of_the_journal_tells_who_has_signed(petition: RecallPetition) -> None:
    before = Entry.objects.count()
    signed(petition, 1, 2, 3)
    assert Entry.objects.count() == before
    kept = list(RecallSignature.objects.values("petition", "token", "on"))
    assert {tuple(sorted(row)) for row in kept} == {("on", "petition", "token")}
    everything = " ".join(str(value) for row in kept for value in row.values())
    assert not [name for name in ("m1", "member1", "supporter m1") if name in everything]
    closed(petition)
    assert not RecallSignature.objects.exists()


def test_close_counts_and_says_what_came_of_it(petition: RecallPetition) -> None:
    signed(petition, 1, 2)
    with at(NOW + timedelta(days=3)):
        signed(petition, 5)
    with pytest.raises(ValidationError, match="until the announced moment"):
        services.close(by="test", petition=petition)
    after = closed(petition)
    closing = RecallClosing.objects.get()
    assert (closing.signatures, closing.reached, closing.by_day) == (3, True, {"2100-03-01": 2, "2100-03-04": 1})
    assert after.state is State.REACHED
    assert Entry.objects.get(act=services.CLOSE).details == {"signatures": 3, "needed": 3, "reached": True}
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        RecallClosing.objects.update(signatures=5)


def test_petition_without_the_signatures_leads_to_nothing(union: Group, petition: RecallPetition, ada: Person) -> None:
    signed(petition, 1, 2)
    after = closed(petition)
    assert after.state is State.FAILED
    with pytest.raises(ValidationError, match="A ballot follows a petition that has its signatures"):
        ballots.announce_ballot(by=union.officer.scope, petition=after, dates={})
    with pytest.raises(ValidationError, match="does not have the signatures"):
        services.arrange(
            by="test", rule=after.rule, person=ada, at=NOW + YEAR, place="Hall", chair="Dot", petition=after
        )


# The meeting of account -----------------------------------------------------------------------------------------------


def test_accountability_meeting_is_a_record_that_is_corrected_in_public(
    union: Group, executive: Committee, petition: RecallPetition, ada: Person
) -> None:
    signed(petition, 1, 2, 3)
    after = closed(petition)
    when = after.closes_at + timedelta(days=1)
    with at(after.closes_at):
        meeting = services.arrange(
            by="test", rule=after.rule, person=ada, at=when, place="Hall", chair="Dot Dill", petition=after
        )
        with pytest.raises(ValidationError, match="still to come"):
            services.record_held(by="test", meeting=meeting, attendance=41, came=True, minutes="")
    with at(when):
        services.record_held(by="test", meeting=meeting, attendance=41, came=True, minutes="It was long.")
        asked = services.record_question(by="test", meeting=meeting, text="Why?", answer="No money.", asked_by="Bo")
        with pytest.raises(ValidationError, match="Say why it is corrected"):
            services.record_question(by="test", meeting=meeting, text="Why?", answer="Little money.", corrects=asked)
        better = services.record_question(
            by="test", meeting=meeting, text="Why?", answer="Little money.", corrects=asked, reason="Misheard."
        )
    assert questions_of(meeting) == [better]
    page = Client(headers={"host": "127.0.0.1"}).get(f"/committees/{executive.slug}/accountability/{meeting.pk}/")
    said = page.content.decode()
    for words in ("41 people came.", "Ada was there.", "Dot Dill", "Little money.", "No money.", "Misheard."):
        assert words in said, words
    own = Client(headers={"host": "127.0.0.1"}).get(f"/committees/{executive.slug}/person/{ada.pk}/").content.decode()
    assert f"/committees/{executive.slug}/accountability/{meeting.pk}/" in own


def test_rule_without_meetings_has_none(union: Group, executive: Committee, ada: Person) -> None:
    only_ballots = rule(union, executive, follows=Follows.BALLOT)
    with pytest.raises(ValidationError, match="has no accountability meetings"):
        services.arrange(by="test", rule=only_ballots, person=ada, at=NOW, place="Hall", chair="Dot")


# The ballot -----------------------------------------------------------------------------------------------------------


def hold(union: Group, petition: RecallPetition, papers: list[list[int]]) -> RecallPetition:
    """The recall ballot from its announcement to the opened ballots, in real cryptography."""
    start = petition.closes_at
    names = ("freeze_at", "codes_at", "poll_opens", "poll_closes", "complaints_by")
    dates = {name: start + n * timedelta(hours=1) for n, name in enumerate(names, start=1)}
    with at(start):
        union.election = ballots.announce_ballot(by=union.officer.scope, petition=petition, dates=dates)
    moved = ("freeze_at", "codes_at", "opens", "closes", "complaints_by")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(supporters, "DATES", dict(zip(moved, dates.values(), strict=True)))
        union.freeze()
        union.prepare()
        union.open()
        for number, choice in zip(sorted(union.codes), papers, strict=False):
            union.cast(number, choice)
        union.close()
    return RecallPetition.objects.get(pk=petition.pk)


def test_recall_ballot_in_the_booth_makes_the_seat_vacant(
    union: Group, executive: Committee, petition: RecallPetition, ada: Person, seat: Seat
) -> None:
    services.reply(by="test", petition=petition, text="The roof was falling in.")
    signed(petition, 1, 2, 3)
    after = hold(union, closed(petition), [YES, YES, NO, NEITHER])
    poll = Poll.objects.get(uuid=union.contest.poll)
    assert "The petition (Bo Birch, Cy Cedar): “She sold the hall.” Ada replies: “The roof was falling in.”" in (
        poll.instructions
    )
    union.organisation.two_officers = True
    union.organisation.save()
    with at(after.closes_at + timedelta(hours=5)):
        proposal = ballots.propose_outcome(by=union.officer.scope, petition=after)
        assert not RecallDecision.objects.exists()
        second = officer("Second", union.organisation)
        said = approve(by=second.scope, proposal=proposal)
        day = date(2100, 3, 11)
        assert state_of(seat, day).status is Status.VACANT
    assert said == "Ada is recalled: yes 2, no 1, neither 1; 4 of 5 entitled voted."
    decision = RecallDecision.objects.get()
    assert (decision.entitled, decision.yes, decision.no, decision.abstained, decision.recalled) == (5, 2, 1, 1, True)
    event = SeatEvent.objects.get(what=Happening.RECALLED)
    assert (decision.event, event.person, event.on, event.note) == (event, ada, day, said)
    look_at_the_pages(executive, after, ada)


def look_at_the_pages(committee: Committee, petition: RecallPetition, ada: Person) -> None:
    client = Client(headers={"host": "127.0.0.1"})
    path = f"/committees/{committee.slug}/recall/{petition.pk}/"
    page = client.get(path).content.decode()
    assert "Ada was recalled on 11 March 2100." in page
    assert "4 of 5 entitled voted" in page
    assert f'href="{path}"' in client.get(f"/committees/{committee.slug}/person/{ada.pk}/").content.decode()
    assert f'href="{path}"' in client.get(f"/committees/{committee.slug}/recall/").content.decode()
    line = client.get(f"/committees/{committee.slug}/recall.csv").content.decode().splitlines()[1].split(",")
    assert line[1] == "Ada"
    assert line[4:] == ["5", "3", "3", "recalled", "2", "1", "1", "True", "True"]
    record = client.get(f"/api/committees/{committee.slug}/recall").json()
    assert record["petitions"][0]["outcome"] == {
        "entitled": 5,
        "yes": 2,
        "no": 1,
        "abstained": 1,
        "quorate": True,
        "recalled": True,
    }
    feed = client.get(f"/committees/{committee.slug}/news.atom").content.decode()
    assert "Petition on Ada: recalled" in feed


def test_ballot_that_does_not_carry_leaves_the_seat_as_it_is(
    union: Group, executive: Committee, petition: RecallPetition, seat: Seat
) -> None:
    signed(petition, 1, 2, 3)
    after = closed(petition)
    with at(after.closes_at):
        waiting = after.closes_at + timedelta(hours=1)
        names = ("freeze_at", "codes_at", "poll_opens", "poll_closes", "complaints_by")
        dates = {name: waiting + n * timedelta(hours=1) for n, name in enumerate(names)}
        ballots.announce_ballot(by=union.officer.scope, petition=after, dates=dates)
        after = RecallPetition.objects.get()
        with pytest.raises(ValidationError, match="are not opened yet"):
            ballots.propose_outcome(by=union.officer.scope, petition=after)
        with pytest.raises(ValidationError, match="What was said stands"):
            services.reply(by="test", petition=after, text="Late.")
    decision = RecallDecision(petition=after, entitled=5, yes=1, no=2, abstained=0, quorate=True, recalled=False)
    assert ballots.told(decision) == "Ada stays: yes 1, no 2, neither 0; 3 of 5 entitled voted."
    assert state_of(seat, NOW.date()).status is Status.HELD


# The pages ------------------------------------------------------------------------------------------------------------


def test_member_signs_and_takes_it_back_on_the_page_and_others_see_a_count(
    executive: Committee, petition: RecallPetition
) -> None:
    path = f"/committees/{executive.slug}/recall/{petition.pk}/"
    member, anybody = browser(user(1)), Client(headers={"host": "127.0.0.1"})
    assert "Signatures so far: 0. Needed: 3, of 5 who may sign" in member.get(path).content.decode()
    page = member.post(f"{path}sign/", {"sign": "yes"}, follow=True).content.decode()
    assert "You have signed." in page
    assert "Take my signature back" in page
    said = anybody.get(path).content.decode()
    assert "Signatures so far: 1. Needed: 3" in said
    assert "supporter m1" not in said
    member.post(f"{path}sign/", {"take_back": "yes"})
    assert not petition.signatures.exists()
    stranger = browser(open_account(by="test", email="stranger@example.org", name="Stranger"))
    assert stranger.post(f"{path}sign/", {"sign": "yes"}).status_code == 403
    assert anybody.post(f"{path}sign/", {"sign": "yes"}).status_code == 302


def send(client: Client, path: str, act: str, **fields: object) -> str:
    """Fill in the form of this act, and read the page that follows."""
    page = client.get(path).content.decode()
    form = next(part for part in page.split("<form")[1:] if f'name="act" value="{act}"' in part)
    slip = {name: form.split(f'name="{name}" value="')[1].split('"')[0] for name in ("slip_key", "slip_seen")}
    typed = {f"{act}-{name}": value for name, value in fields.items()}
    return client.post(path, {**slip, "act": act, **typed}, follow=True).content.decode()


def moment(when: datetime) -> str:
    return f"{when:%Y-%m-%dT%H:%M}"


def test_clerk_enters_the_rule_opens_a_petition_and_a_meeting_and_the_representative_replies(
    union: Group, executive: Committee, seat: Seat, ada: Person, settings: object
) -> None:
    clerk = open_account(by="test", email="clerk@example.org", name="Clerk")
    give_office(by="test", user=clerk, office=Office.CLERK, scope=executive.scope)
    own = open_account(by="test", email="ada@example.org", name="Ada")
    link_account(by="test", person=ada, user=own)
    desk, client = f"/desk/committees/{executive.slug}/recall/", browser(clerk)
    said = {"name": "Rule 12", "text": "x", "source": "Rules", "signers": union.electorate.pk, "kind": "number"}
    more = {"threshold": 1, "days": 10, "follows": "both", "not_first_months": 0, "not_last_months": 0}
    rest = {"majority": "simple", "quorum_percent": 0}
    assert "Published; petitions that are open go on" in send(client, desk, "rule", **said, **more, **rest)
    assert "who signs is seen by nobody" in send(client, desk, "petition", seat=seat.pk, text="Sold.", movers="Bo")
    petition = RecallPetition.objects.get()
    public = f"/committees/{executive.slug}/recall/{petition.pk}/"
    letter = OutgoingMail.objects.get(to=own.email)
    assert letter.text == (
        "Sold.\n\nSignatures are taken until 11 March 2100, 09:00. You can reply on the petition’s own page.\n"
    )
    OutgoingMail.objects.filter(pk=letter.pk).update(attempts=ATTEMPTS - 1)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert "was not sent" not in client.get(f"{desk}{petition.pk}/").text
    send_waiting()
    told = client.get(f"{desk}{petition.pk}/").text
    assert "1 message was not sent." in told
    assert f"A petition on your seat in {executive.name} is open" in told
    assert own.email not in told
    reply = browser(own).get(f"{public}reply/").content.decode()
    slip = {name: reply.split(f'name="{name}" value="')[1].split('"')[0] for name in ("slip_key", "slip_seen")}
    page = browser(own).post(f"{public}reply/", {**slip, "text": "The roof."}, follow=True).content.decode()
    assert "The roof." in page
    assert client.get(f"{public}reply/").status_code == 403
    services.sign(user=user(1), petition=petition)
    after = closed(petition)
    with at(after.closes_at):
        when = moment(after.closes_at + timedelta(days=1))
        told = {"person": ada.pk, "petition": petition.pk, "at": when, "place": "Hall", "chair": "Dot"}
        assert "Announced." in send(client, desk, "meeting", **told)
        assert "Publish the outcome" not in client.get(f"{desk}{petition.pk}/").content.decode()
    meeting = executive.accountability_meetings.get()
    with at(meeting.at):
        path = f"/desk/committees/{executive.slug}/accountability/{meeting.pk}/"
        assert "Recorded." in send(client, path, "held", attendance=3, came="on", minutes="")
        assert "Recorded." in send(client, path, "question", text="Why?", answer="So.", asked_by="", reason="")
    assert browser(own).get(desk).status_code == 403


def test_pages_take_the_same_queries_for_any_number_of_petitions(
    union: Group, executive: Committee, petition: RecallPetition, django_assert_max_num_queries: object
) -> None:
    visitor, taken = Client(headers={"host": "127.0.0.1"}), []
    for _number in range(2):
        for path in ("recall/", "recall.csv"):
            with django_assert_max_num_queries(20) as found:
                visitor.get(f"/committees/{executive.slug}/{path}")
            taken.append(len(found.captured_queries))
        section = executive.sections.get()
        for name in ("Bo", "Cy"):
            terms = SeatIs(exists_from=(NOW - YEAR).date(), filling=Filling.MEMBERS, source="Rules")
            another = make_seat(by="test", section=section, terms=terms)
            person = person_named(by="test", organisation=union.organisation, name=f"{name} {another.pk}")
            took = What(what=Happening.TAKES, on=(NOW - YEAR).date(), person=person, source="Count")
            enter_event(by="test", seat=another, what=took)
            services.open_petition(by="test", rule=petition.rule, seat=another, text="x", movers="Bo")
    assert taken[:2] == taken[2:]
