"""One organisation with its people, another beside it, and real rows behind every address of the table."""

import hashlib
import io
import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from hashlib import sha256
from io import BytesIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from cryptography.hazmat.primitives.asymmetric import ec
from django.db import transaction
from django.test import Client
from django.utils import timezone
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData
from PIL import Image
from polls import prepared
from pytest_django.plugin import DjangoDbBlocker
from roles import World

from hustings_site.accounts.api_keys import make_key, revoke_key
from hustings_site.accounts.appointments import appoint, declare, dismiss, reinstate, suspend
from hustings_site.accounts.enums import Office
from hustings_site.accounts.models import ApiKey, User
from hustings_site.accounts.places import place_of
from hustings_site.accounts.services import give_office, open_account, suspend_office
from hustings_site.booth import public_board
from hustings_site.booth import services as booth_services
from hustings_site.campaign.services.answers import Reply, enter_paper
from hustings_site.campaign.services.asking import put_to_candidates
from hustings_site.campaign.services.mailing import open_mailing
from hustings_site.campaign.services.meetings import arrange_meeting, invite_everybody
from hustings_site.campaign.services.places import register
from hustings_site.campaign.services.programmes import PointText, begin_programme, write_points
from hustings_site.committees.enums import Change, ClauseKind, DecisionKind, Filling, Happening, Option
from hustings_site.committees.models import SeatEvent, Section
from hustings_site.committees.recall import services as recall
from hustings_site.committees.services import meetings as committee_meetings
from hustings_site.committees.services.balance import enter_opening
from hustings_site.committees.services.bodies import change_body, enter_body
from hustings_site.committees.services.reports import ask_question, follow, show_question
from hustings_site.committees.services.seats import (
    SeatIs,
    What,
    add_section,
    enter_event,
    found_committee,
    link_account,
    make_seat,
    person_named,
)
from hustings_site.committees.services.vacancies import ask, enter_clause, name_somebody, open_vacancy
from hustings_site.elections import again, approved_acts, life, rolls, setting_up, terms
from hustings_site.elections.candidates.enums import PublicField, Source
from hustings_site.elections.candidates.keys import file_of
from hustings_site.elections.candidates.services import accept, give_consents, keep_photo
from hustings_site.elections.complaints.enums import Matter
from hustings_site.elections.complaints.services import complain
from hustings_site.elections.enums import ContestState, Majority, Standing
from hustings_site.elections.keys.services import begin_ceremony
from hustings_site.elections.models import Contest, Election
from hustings_site.elections.nominations.services import Named, enter_nomination
from hustings_site.elections.services import enter_contest, enter_election, publish_lists
from hustings_site.journal.approvals import propose
from hustings_site.journal.models import Webhook
from hustings_site.journal.schedule import promise
from hustings_site.journal.webhooks import add_webhook, stop_webhook
from hustings_site.motions.models import MotionVote
from hustings_site.motions.services import cards, votes
from hustings_site.motions.services.branches import Said, record_passing
from hustings_site.motions.services.triggers import TriggerTerms, announce_trigger
from hustings_site.results.drafting import begin_draft, keep_fields, publish_draft, start_count
from hustings_site.results.enums import Kind
from hustings_site.results.forms import form_of
from hustings_site.results.models import ScrutineersReport
from hustings_site.roll.freezing import freeze
from hustings_site.roll.imports.running import take_file
from hustings_site.roll.models import Branch, Electorate, Member, Organisation
from hustings_site.roll.requests import ask_correction
from hustings_site.roll.services import enter_branch, enter_category, enter_electorate, organisation_named
from hustings_site.slates.models import Recommendation
from hustings_site.slates.polls.models import PollBody, PublishedOrder, SupportersPoll
from hustings_site.slates.polls.services import DATES
from hustings_site.slates.services import recommending
from hustings_site.slates.services.alliances import form_alliance
from hustings_site.slates.services.bodies import link_supporters, open_body
from hustings_site.slates.services.making import begin_slate, open_slate
from hustings_site.slates.withdrawing.services import DATES as VOTE_DATES
from hustings_site.slates.withdrawing.services import publish_question, put_question

SITE = "https://elections.example.org"
WHERE = {
    "administrator": "organisation",
    "branch officer": "branch",
    "branch deputy": "branch",
    "clerk": "committee",
}
"""In which place of the world an office is held; the others in the election."""
PAPERS = b'2 1\n3 1 2 0\n2 2 0\n0\n"Ash"\n"Birch"\n"Secretary"\n'
COUNTED = {
    "rule": "scotland_2011",
    "vacancies": "",
    "electorate": "30",
    "source": "",
    "lots": "",
    "contest_file": "[contest]\nvacancies = 1\n",
    "correction": "Counted here.",
}
MARKS = b"papers:approval,Ash,Birch,Fir\n3,1,1,\n2,,,1\n"
MARKED = COUNTED | {"rule": "block_vote", "contest_file": "[contest]\nvacancies = 2\n"}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Made once, and taken back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield furnish()
        transaction.set_rollback(True)


def furnish() -> World:
    world = World()
    here, there = (organised(name) for name in ("Lampwrights", "Wickmakers"))
    places = {"organisation": here[0].scope, "branch": here[1].scope, "election": here[2].scope}
    places["committee"] = found_committee(by="test", organisation=here[0], name="Executive").scope
    for label, office in offices().items():
        hold(world, label, office, places[WHERE.get(label, "election")])
    stand(world.people["candidate"], here)
    hold(world, "administrator elsewhere", Office.ADMINISTRATOR, there[0].scope)
    hold(world, "returning officer elsewhere", Office.RETURNING_OFFICER, there[2].scope)
    hold(world, "returning officer of all", Office.RETURNING_OFFICER, "*")
    hold(world, "nobody in particular", None, "")
    world.clients["anonymous"] = Client(headers={"host": "127.0.0.1"})
    world.arguments |= {"code": "fr", "organisation": here[0].slug, "branch": here[1].code, "election": here[2].slug}
    furnish_results(world, here[2])
    furnish_nominations(world, here)
    furnish_desk(world, here)
    furnish_offices(world, places)
    furnish_roll(world, here[0], here[2])
    furnish_campaign(world, here[2])
    furnish_committees(world, here[0])
    furnish_motions(world, here)
    furnish_recall(world, here[0])
    furnish_slates(world, here[0], here[2])
    furnish_polls(world, here[0])
    furnish_endorsement_votes(world, here[0])
    furnish_booth(world)
    furnish_keys(world, here[2])
    furnish_passkey(world, world.people["returning officer of all"])
    return world


def offices() -> dict[str, Office | None]:
    """Each office by its label in the table; a candidate is one by standing, not by a role."""
    return {office.replace("_", " "): office if office != Office.CANDIDATE else None for office in Office}


def organised(name: str) -> tuple[Organisation, Branch, Election]:
    organisation = organisation_named(by="test", name=name)
    branch = enter_branch(by="test", organisation=organisation, code="alderby", name="Alderby")
    return organisation, branch, enter_election(by="test", organisation=organisation, title="Branch election")


def hold(world: World, label: str, office: Office | None, scope: str) -> None:
    user = open_account(by="test", email=f"{label.replace(' ', '-')}@example.org", name=label.capitalize())
    if office is not None:
        give_office(by="test", user=user, office=office, scope=scope)
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user)
    world.people[label] = user
    world.clients[label] = client


def stand(user: User, here: tuple[Organisation, Branch, Election]) -> None:
    organisation, branch, election = here
    member = Member.objects.create(organisation=organisation, branch=branch, number="7", name=user.name, user=user)
    contest = enter_contest(by="test", election=election, title="Treasurer", vacancies=1, candidates=[])
    contest.candidates.create(name=user.name, member=member, standing=Standing.ACCEPTED)


def furnish_nominations(world: World, here: tuple[Organisation, Branch, Election]) -> None:
    """A post with nominations open, for which the branch named the candidate; one published; a complaint."""
    organisation, branch, election = here
    open_post, published = (
        enter_contest(by="test", election=election, title=title, vacancies=1, candidates=[])
        for title in ("Chair", "Clerk")
    )
    Contest.objects.filter(pk__in=[open_post.pk, published.pk]).update(state=ContestState.NOMINATIONS)
    member = Member.objects.of(organisation).get(number="7")
    nomination = enter_nomination(by="test", contest=open_post, named=Named(member.name, "7"), nominator=branch)
    candidate = nomination.candidate
    accept(by="test", candidate=candidate, source=Source.PAPER)
    standing = published.candidates.create(name="Ash", standing=Standing.VALIDATED, position=1)
    picture = io.BytesIO()
    Image.new("RGB", (200, 200)).save(picture, "PNG")
    photo = keep_photo(by="test", candidate=standing, upload=picture.getvalue(), alternative="Ash")
    give_consents(by="test", candidate=standing, given={PublicField.PHOTO: True}, source=Source.PAPER)
    Contest.objects.filter(pk=published.pk).update(state=ContestState.VALIDATED)
    complaint = complain(election=election, matter=Matter.OTHER, text="x")
    public = ("nominations", "nominations_json", "nominations_csv", "candidates", "candidates_json", "candidates_csv")
    world.arguments |= {f"elections:{name}.contest": open_post.slug for name in (*public, "candidate")}
    world.arguments |= {
        f"elections:{name}.contest": open_post.pk for name in ("naming", "desk_nominate", "desk_publish")
    }
    world.arguments |= {
        "elections:kind": "branch",
        "elections:nominator": branch.pk,
        "elections:nomination": nomination.pk,
        "elections:candidate": candidate.pk,
        "elections:photo.candidate": standing.pk,
        "elections:candidates_pdf.contest": published.slug,
        "elections:sha256": photo.sha256,
        "elections:link": file_of(candidate).link,
        "elections:desk_standing.act": "suspend",
        "elections:number": complaint.number,
        "elections:complaint.number": complaint.number,
        "elections:desk_complaint.complaint": complaint.pk,
    }


def furnish_results(world: World, election: Election) -> None:
    keeper = world.people["returning officer of all"]
    contest = enter_contest(by="test", election=election, title="Secretary", vacancies=1, candidates=["Ash", "Birch"])
    committee = enter_contest(
        by="test", election=election, title="Two", vacancies=2, candidates=["Ash", "Birch", "Fir"]
    )
    publish_lists(by="test", contest=committee, publisher="W", source="x", lists={"A": ["Ash", "Birch"], "F": ["Fir"]})
    for each, fields, papers in (
        (contest, COUNTED, ("papers.blt", PAPERS)),
        (committee, MARKED, ("papers.csv", MARKS)),
    ):
        counted = begin_draft(by=keeper, kind=Kind.COUNTED, contest=each)
        keep_fields(draft=counted, fields=fields, papers=papers)
        start_count(draft=counted)
        counted.refresh_from_db()
        assert counted.transcript, counted.message
        form = form_of(counted)
        assert form.is_valid(), form.errors
        publish_draft(by=keeper, draft=counted, given=form.cleaned_data)
    world.arguments |= {
        "contest": contest.slug,
        "number": 1,
        "stage": 1,
        "results:count_file.name": "contest",
        "results:papers_as.form": "csv",
        "results:other_ways.contest": committee.slug,
        "form": "atom",
        "results:draft": begin_draft(by=keeper, kind=Kind.IMPORTED).pk,
        "results:draft_correct.contest": contest.pk,
    }


def furnish_desk(world: World, here: tuple[Organisation, Branch, Election]) -> None:
    """An election in preparation on the desk, beside one that is announced, with a proposal and a promised act."""
    organisation, _branch, election = here
    announced = enter_election(by="test", organisation=organisation, title="Announced")
    announced.announced_at = timezone.now()
    announced.save()
    announced.terms.create(edition=1, text="{}\n", sha256="0" * 64, at=announced.announced_at)
    contest = enter_contest(by="test", election=announced, title="Secretary", vacancies=1, candidates=["Ash", "Birch"])
    waiting = propose(by="test", place=election.scope, act="elections.open_poll", subject=election.scope, title="Open")
    promised = promise(
        by="test", subject=election.scope, act="elections.open_poll", title="The poll opens", due=timezone.now()
    )
    world.arguments |= {
        "elections:contest_act.act": "pause_poll",
        "elections:election_act.act": "freeze_rolls",
        "elections:do_now.act": promised.pk,
        "elections:proposal": waiting.pk,
        "elections:terms_json.edition": 1,
        **{
            f"elections:{name}.election": announced.slug
            for name in (
                "election",
                "timetable",
                "terms",
                "terms_json",
                "journal",
                "contest",
                "codes_given",
                "codes_given_csv",
                "account",
                "account_json",
            )
        },
        "elections:contest.contest": contest.slug,
    }
    contest = election.contests.order_by("pk").last()
    moved = {"contest": contest}
    told = {**moved, "reason": "r"}
    services: dict[str, tuple[Callable[..., object], dict[str, object]]] = {
        "again.call_by_election": (again.call_by_election, {**told, "vacancies": 1}),
        "again.run_again": (again.run_again, {**told, "same_candidates": True}),
        "approved_acts.propose_closing_early": (approved_acts.propose_closing_early, told),
        "approved_acts.propose_declaration": (approved_acts.propose_declaration, moved),
        "approved_acts.propose_extension": (approved_acts.propose_extension, {**told, "lost_minutes": 1}),
        "approved_acts.propose_final": (approved_acts.propose_final, moved),
        "approved_acts.propose_freeze": (approved_acts.propose_freeze, {"election": election}),
        "approved_acts.propose_opening": (approved_acts.propose_opening, {"election": election}),
        "approved_acts.propose_void": (approved_acts.propose_void, told),
        "life.carry_candidates_over": (life.carry_candidates_over, moved),
        "life.close_early": (life.close_early, told),
        "life.close_nominations": (life.close_nominations, moved),
        "life.close_poll": (life.close_poll, moved),
        "life.declare": (life.declare, moved),
        "life.extend_poll": (life.extend_poll, {**told, "lost_minutes": 1}),
        "life.find_inquorate": (life.find_inquorate, {**moved, "voted": 0}),
        "life.look_again": (life.look_again, moved),
        "life.make_final": (life.make_final, moved),
        "life.open_nominations": (life.open_nominations, moved),
        "life.open_poll": (life.open_poll, {"election": election}),
        "life.pause_poll": (life.pause_poll, told),
        "life.publish_candidates": (life.publish_candidates, moved),
        "life.reopen_nominations": (life.reopen_nominations, {**told, "until": timezone.now()}),
        "life.resume_poll": (life.resume_poll, moved),
        "life.settle_complaint": (life.settle_complaint, {**moved, "complaint": "1"}),
        "life.take_back_opening": (life.take_back_opening, told),
        "life.take_up_complaint": (life.take_up_complaint, {**moved, "complaint": "1"}),
        "life.void": (life.void, told),
        "rolls.freeze_rolls": (rolls.freeze_rolls, {"election": election}),
        "setting_up.add_contest": (setting_up.add_contest, {"election": election, "version": 0, "terms": {}}),
        "setting_up.begin_election": (setting_up.begin_election, {"organisation": organisation, "title": "New"}),
        "setting_up.change_contest": (setting_up.change_contest, {**moved, "version": 0, "terms": {}}),
        "setting_up.change_election": (
            setting_up.change_election,
            {"election": election, "version": 0, "changes": {}},
        ),
        "setting_up.remove_contest": (setting_up.remove_contest, {**moved, "version": 0}),
        "terms.announce": (terms.announce, {"election": election}),
        "terms.correct_terms": (terms.correct_terms, {"of": election, "changes": {}, "reason": "r"}),
        "terms.propose_correction": (
            terms.propose_correction,
            {"election": election, "of": election, "changes": {}, "reason": "r"},
        ),
    }
    question = votes.Question("STV", "Text", Majority.SIMPLE, "Rule 7", date(2026, 1, 1), electorate=contest.electorate)
    world.calls |= {
        "motions.services.votes.put_to_vote": lambda by: votes.put_to_vote(
            by=by, organisation=organisation, question=question
        ),
        "motions.services.votes.publish_outcome": lambda by: votes.publish_outcome(by=by, contest=contest),
    }
    world.calls |= {f"elections.{name}": calling(service, given) for name, (service, given) in services.items()}


def calling(service: Callable[..., object], given: dict[str, object]) -> Callable[[str], object]:
    """A service with everything it needs but by whom."""
    return lambda by: service(by=by, **given)


def furnish_offices(world: World, places: dict[str, str]) -> None:
    """Pages of offices speak of the deputy's; the observer's is suspended."""
    deputy, observer = (world.people[label].roles.get() for label in ("deputy", "observer"))
    suspend_office(by="test", role=observer, reason="under inquiry")
    place = place_of(places["election"])
    world.arguments |= {"accounts:scope": places["election"], "accounts:role": deputy.pk}
    world.arguments["accounts:office_reinstate.role"] = observer.pk
    key = ApiKey.objects.create(user=deputy.user, scope=place.chain[-1], name="x", sha256="x")
    hook = Webhook.objects.create(
        scope=place.chain[-1], url="https://192.0.2.1/", secret="x", made_at=timezone.now(), told=0
    )
    world.calls |= {
        "journal.webhooks.add_webhook": lambda by: add_webhook(by=by, place=place, url="http://10.0.0.1/"),
        "journal.webhooks.stop_webhook": lambda by: stop_webhook(by=by, webhook=hook),
        "accounts.api_keys.make_key": lambda by: make_key(by=by, user=deputy.user, place=place, name="x"),
        "accounts.api_keys.revoke_key": lambda by: revoke_key(by=by, key=key),
        "accounts.appointments.appoint": lambda by: appoint(
            by=by, place=place, email="new@example.org", name="New", office=Office.OBSERVER
        ),
        "accounts.appointments.declare": lambda by: declare(by=by, role=deputy, declared="none"),
        "accounts.appointments.dismiss": lambda by: dismiss(by=by, role=observer, reason="moved away"),
        "accounts.appointments.reinstate": lambda by: reinstate(by=by, role=observer, reason="cleared"),
        "accounts.appointments.suspend": lambda by: suspend(by=by, role=deputy, reason="under inquiry"),
    }


def furnish_booth(world: World) -> None:
    """An open booth with one poll."""
    poll = prepared().poll
    booth_services.open_booth(by="test", booth=poll.booth)
    world.arguments |= {
        "booth:booth": poll.booth.uuid,
        "booth:poll": poll.uuid,
        "booth:prefix": "00",
        "booth:form": "csv",
        "booth:name": "election",
        "booth:sha256": hashlib.sha256(public_board.election(poll)).hexdigest(),
    }


def furnish_keys(world: World, election: Election) -> None:
    """A key ceremony in which the key holder takes part."""
    holders = [("Key holder", world.people["key holder"]), ("Another", None)]
    begin_ceremony(by="test", election=election, holders=holders, threshold=1)
    world.arguments["elections:what"] = "certificates"
    polled = enter_contest(by="test", election=election, title="Polled", vacancies=1, candidates=["Ash"])
    Contest.objects.filter(pk=polled.pk).update(poll=world.arguments["booth:poll"])
    world.arguments["elections:contest_opening.contest"] = polled.slug
    world.arguments["elections:batch"] = polled.batches.create(number=1, papers=1).pk
    ScrutineersReport.objects.create(
        election=election, at=timezone.now(), scrutineer="Tam", lawful=True, secure=True, free=True, register="not"
    )
    for name in ("elections:contest_opening", "results:declare", "results:watch"):
        world.arguments[f"{name}.contest"] = polled.slug


def furnish_passkey(world: World, user: User) -> None:
    """A passkey with recovery codes, as its own device would have registered it."""
    key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    attested = AttestedCredentialData.create(Aaguid(bytes(16)), b"a passkey", key)
    data = AuthenticatorData.create(
        sha256(b"127.0.0.1").digest(), AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT, 0, attested
    )
    credential = {
        "id": websafe_encode(b"a passkey"),
        "rawId": websafe_encode(b"a passkey"),
        "type": "public-key",
        "response": {
            "clientDataJSON": websafe_encode(b'{"type": "webauthn.create", "challenge": "", "origin": ""}'),
            "attestationObject": websafe_encode(bytes(AttestationObject.create("none", data, {}))),
        },
    }
    passkey = Authenticator.objects.create(
        user=user, type=Authenticator.Type.WEBAUTHN, data={"name": "Telephone", "credential": credential}
    )
    RecoveryCodes.activate(user)
    world.arguments["pk"] = passkey.pk


def furnish_campaign(world: World, election: Election) -> None:
    """A programme that has been answered on paper, a meeting with a registration, mail to members."""
    officer = world.people["returning officer"].scope
    contest = enter_contest(by="test", election=election, title="Chair", vacancies=1, candidates=["Ash", "Birch"])
    programme = begin_programme(by="test", contest=contest, title="Light", author="Wicks")
    write_points(by="test", programme=programme, points=[PointText(text="Light?", short="Light")])
    request, _other = put_to_candidates(by="test", programme=programme, site=SITE)
    scanned = {"scan": b"%PDF-", "scan_name": "letter.pdf", "replies": {1: Reply("yes")}}
    enter_paper(by=officer, request=request, **scanned)
    soon = timezone.now() + timedelta(days=9)
    fields = {"title": "Hustings", "starts_at": soon, "ends_at": soon + timedelta(hours=1), "where": "in_person"}
    fields |= {"address": "Hall", "access": "No steps.", "chair": "Vera Vane", "code": "1. About the post."}
    meeting = arrange_meeting(by="test", contest=contest, fields=fields)
    invitation, _other = invite_everybody(by="test", meeting=meeting, site=SITE)
    seat = register(meeting=meeting, name="Wilma", email="wilma@example.org", needs="", site=SITE)
    open_mailing(by="test", contest=contest, messages_each=1, words=10, closes_at=soon, site=SITE)
    world.arguments |= {
        "campaign:slug": programme.slug,
        "campaign:programme": programme.pk,
        "campaign:candidate": request.candidate_id,
        "campaign:number": 1,
        "campaign:contest": contest.pk,
        "campaign:request_pk": request.pk,
        "campaign:paper": request.papers.get().pk,
        "campaign:pk": meeting.pk,
        "api:meeting": meeting.pk,
        "campaign:reply.key": request.key,
        "campaign:invitation.key": invitation.key,
        "campaign:registration.key": seat.key,
        "campaign:candidate_page.key": request.candidate.campaign_page.key,
    }


def furnish_motions(world: World, here: tuple[Organisation, Branch, Election]) -> None:
    """A motion that a branch passed, a card vote, a vote by secret ballot, a trigger ballot."""
    organisation, branch, election = here
    today = timezone.localdate()
    passing = record_passing(
        by="test", branch=branch, said=Said("STV", "That we elect by STV.", today, "General meeting", "Ada")
    )
    listed = cards.publish_delegations(
        by="test", organisation=organisation, title="Conference", source="Dues", lines=[cards.Line("Alderby", 3)]
    )
    about = cards.About("STV", "Text", Majority.SIMPLE, "Rule 7", "Conference", today)
    vote = cards.announce_card_vote(by="test", delegations=listed, about=about)
    contest = election.contests.order_by("pk").first()
    MotionVote.objects.create(contest=contest)
    public = enter_election(by="test", organisation=organisation, title="Motion")
    public.announced_at = timezone.now()
    public.save()
    announced = enter_contest(by="test", election=public, title="STV", vacancies=1, candidates=["For", "Against"])
    MotionVote.objects.create(contest=announced)
    ballot = announce_trigger(
        by="test",
        organisation=organisation,
        terms=TriggerTerms("Delegate", "Ada", [branch], "1/2", "Rule 9", today, today),
    )
    world.arguments |= {
        "motions:motion.pk": passing.motion.pk,
        "motions:delegations.pk": listed.pk,
        "motions:delegations_csv.pk": listed.pk,
        "motions:card_vote.pk": vote.pk,
        "motions:card_vote_csv.pk": vote.pk,
        "motions:vote.pk": announced.pk,
        "motions:desk_vote.pk": contest.pk,
        "motions:trigger.pk": ballot.pk,
        "motions:feed.form": "atom",
        "motions:deed": "pass",
        "motions:deed.pk": branch.pk,
    }


def furnish_committees(world: World, organisation: Organisation) -> None:
    """A seat with a holder, an election that could fill another, and a body that sends members."""
    committee = organisation.committees.get()
    today = timezone.localdate()
    section = add_section(by="test", committee=committee, name="Members")
    seat = make_seat(
        by="test", section=section, terms=SeatIs(exists_from=today, filling=Filling.MEMBERS, source="Rules")
    )
    person = person_named(by="test", organisation=organisation, name="Ada")
    event = enter_event(
        by="test", seat=seat, what=What(what=Happening.TAKES, on=today, person=person, source="Minutes")
    )
    opening = enter_opening(
        by="test", committee=committee, title="One more", day=today, seats=1, sides=["Anchor"], source="Rules"
    )
    died, resigned = (left_vacant(section, name, what) for name, what in (("Bo", "died"), ("Cy", "resigned")))
    clause = enter_clause(
        by="test", committee=committee, name="9", text="x", kind=ClauseKind.APPOINTMENT, source="Rules"
    )
    vacancy = open_vacancy(by="test", event=resigned, clause=clause)
    notice = ask(by="test", yielded=name_somebody(by="test", vacancy=vacancy, name="Dot"), site=SITE)
    link_account(by="test", person=person, user=world.people["candidate"])
    meeting = committee_meetings.arrange_meeting(by="test", committee=committee, title="June", on=today)
    decision = committee_meetings.decide(
        by="test", meeting=meeting, title="Thanks", kind=DecisionKind.WITHOUT, carried=True, source="Minutes"
    )
    ada = {person: Option.FOR, vacancy.event.person: Option.ABSENT}
    division = committee_meetings.decide(
        by="test",
        meeting=meeting,
        title="Oil",
        kind=DecisionKind.DIVISION,
        carried=True,
        source="Minutes",
        votes=ada,
    )
    body = enter_body(by="test", organisation=organisation, name="Wicks")
    change = change_body(by="test", body=body, what=Change.FOUNDED, on=today, source="Rules")
    question, waiting = (ask_question(committee=committee, person=person, text=text) for text in ("Why?", "When?"))
    show_question(by="test", question=question)
    follow(committee=committee, email="wilma@example.org", site=SITE)
    named = ("meeting", "own_report", "desk_attendance", "desk_decide", "desk_meeting")
    world.arguments |= {f"committees:{name}.pk": meeting.pk for name in named}
    world.arguments |= {
        "committees:person.pk": person.pk,
        "committees:own_answer.pk": question.pk,
        "committees:own_reply.pk": decision.pk,
        "committees:desk_question.pk": waiting.pk,
        "committees:key": committee.followers.get().key,
        "committees:vacancy.pk": vacancy.pk,
        "committees:desk_vacancy.pk": vacancy.pk,
        "committees:desk_notice.pk": notice.pk,
        "committees:desk_vacancy_open.event": died.pk,
        "committees:slug": committee.slug,
        "api:slug": committee.slug,
        "committees:event": event.pk,
        "committees:desk_seat.contest": organisation.elections.get(title="Branch election")
        .contests.get(title="Secretary")
        .pk,
        "committees:desk_correct_terms.terms": seat.terms.get().pk,
        "committees:desk_correct_votes.pk": division.pk,
        "committees:desk_strike_decision.pk": decision.pk,
        "committees:desk_strike_change.pk": change.pk,
        "committees:table_csv.name": "events",
        "committees:opening.pk": opening.pk,
    }


def furnish_recall(world: World, organisation: Organisation) -> None:
    """A rule on recall, a petition on Ada that is open, a meeting of account."""
    committee = organisation.committees.get(name="Executive")
    ada = organisation.people.get(name="Ada")
    everybody = Electorate.objects.of(organisation).get(name="Everybody")
    said = {
        "name": "12",
        "text": "x",
        "source": "Rules",
        "kind": "number",
        "threshold": 1,
        "days": 5,
        "follows": "both",
    }
    rule = recall.enter_rule(by="test", committee=committee, signers=everybody, **said)
    seat = ada.events.get().seat
    petition = recall.open_petition(by="test", rule=rule, seat=seat, text="Sold.", movers="Bo")
    meeting = recall.arrange(by="test", rule=rule, person=ada, at=timezone.now(), place="Hall", chair="Dot")
    names = ("recall_petition", "own_recall_reply", "own_signature", "desk_petition")
    world.arguments |= {f"committees:{name}.pk": petition.pk for name in names}
    world.arguments |= {f"committees:{name}.pk": meeting.pk for name in ("accountability", "desk_accountability")}


def furnish_slates(world: World, organisation: Organisation, election: Election) -> None:
    """A group with an open slate for the alliance that it convened, which recommends one candidate."""
    contest = enter_contest(by="test", election=election, title="Scribe", vacancies=1, candidates=["Ash", "Birch"])
    body = open_body(by="test", organisation=organisation, name="Wicks", kind="local")
    alliance = form_alliance(by="test", convener=body, name="Wicks and tapers")
    slate = begin_slate(by="test", election=election, body=body, name="Wicks 2026", made="panel", alliance=alliance)
    open_slate(by="test", slate=slate)
    named = recommending.Named(candidates=list(contest.candidates.all()[:1]))
    said = {"how": "A meeting.", "why": "An answer.", "named": named, "slate": slate}
    made = recommending.recommend(by="test", body=body, contest=contest, kind="first_only", **said)
    world.arguments |= {
        "slates:slug": slate.slug,
        "slates:election_feed.form": "atom",
        "api:slate.slug": slate.slug,
        "api:plan_csv.slug": slate.slug,
        "api:alliance": alliance.slug,
        "slates:body.slug": body.slug,
        "slates:body_feed.slug": body.slug,
        "slates:body_feed.form": "atom",
        "slates:alliance.slug": alliance.slug,
        "slates:recommendation.pk": made.pk,
        "slates:recommendations.contest": contest.slug,
        "slates:contest": contest.pk,
        "slates:desk_body.pk": body.pk,
        "slates:desk_recommend.pk": body.pk,
        "slates:desk_alliance.pk": alliance.pk,
        "slates:desk_slate.pk": slate.pk,
    }


def furnish_endorsement_votes(world: World, organisation: Organisation) -> None:
    """A vote of the group's supporters, in public, about somebody who was elected and has an account."""
    recommendation = Recommendation.objects.get(body__organisation=organisation)
    ash = recommendation.places.get().candidate
    ash.standing = Standing.ELECTED
    ash.save()
    organisation.people.get(name="Ada").candidacies.add(ash)
    link_supporters(by="test", body=recommendation.body, supporters=organisation)
    now = timezone.now()
    dates = {name: now + timedelta(days=n) for n, name in enumerate(VOTE_DATES, start=2)}
    said = {"why": "A vote.", "reply_by": now + timedelta(days=1), "dates": dates, "notice_days": 0}
    vote = put_question(by="test", recommendation=recommendation, candidate=ash, **said)
    publish_question(by="test", vote=vote, site=SITE)
    names = ("endorsement_vote", "endorsement_vote_json", "own_endorsement_reply")
    world.arguments |= {f"slates:{name}.slug": vote.slug for name in names}
    world.arguments |= {
        "slates:desk_endorsement_new.pk": recommendation.body.pk,
        "slates:desk_endorsement_vote.pk": vote.pk,
    }


def left_vacant(section: Section, name: str, what: str) -> SeatEvent:
    """A seat whose holder has left it today."""
    today = timezone.localdate()
    terms = SeatIs(exists_from=today, filling=Filling.MEMBERS, source="Rules")
    seat = make_seat(by="test", section=section, terms=terms)
    person = person_named(by="test", organisation=section.committee.organisation, name=name)
    enter_event(by="test", seat=seat, what=What(what=Happening.TAKES, on=today, person=person, source="Minutes"))
    return enter_event(by="test", seat=seat, what=What(what=Happening(what), on=today, source="Minutes"))


def furnish_polls(world: World, organisation: Organisation) -> None:
    """A supporters' poll of the organisation itself, its order published."""
    now = timezone.now()
    dates = {name: now + timedelta(days=n) for n, name in enumerate(DATES, start=1)}
    poll = SupportersPoll.objects.create(
        slug="wicks-poll",
        host=organisation,
        title="Wicks poll",
        post="Scribe",
        source="https://example.org/",
        marking="ranking",
        seed="dice 1",
        published_at=now,
        **dates,
    )
    body = PollBody.objects.create(poll=poll, organisation=organisation, weight=1)
    told = {"order": ["Ash"], "clearness": [], "votes": None, "bodies": [], "seed": "", "weighing": "papers"}
    PublishedOrder.objects.create(
        poll=poll, edition=1, text=json.dumps(told), sha256="0" * 64, papers={organisation.slug: ""}, at=now
    )
    names = ("poll", "poll_order_json", "poll_order_edition", "poll_order_csv", "poll_papers")
    world.arguments |= {f"slates:{name}.slug": poll.slug for name in names}
    world.arguments |= {
        "slates:edition": 1,
        "slates:poll_papers.body": organisation.slug,
        "slates:desk_poll.pk": poll.pk,
        "slates:desk_poll_body.pk": body.pk,
    }


def furnish_roll(world: World, organisation: Organisation, election: Election) -> None:
    enter_category(by="test", organisation=organisation, code="youth", name="Youth")
    electorate = enter_electorate(by="test", organisation=organisation, name="Everybody", rule={})
    roll = freeze(by="test", electorate=electorate)
    enter_contest(by="test", election=election, title="Auditor", vacancies=1, candidates=[])
    election.contests.filter(title="Auditor").update(roll=roll)
    file = BytesIO(b"Number,Name,Branch\n7,Candidate,Alderby\n")
    taken = take_file(by="test", organisation=organisation, file=file, name="members.csv")
    member = Member.objects.of(organisation).get()
    world.arguments |= {
        "roll:category": "youth",
        "roll:electorate": electorate.slug,
        "roll:roll": roll.pk,
        "api:roll": roll.pk,
        "roll:entry": roll.entries.get().pk,
        "elections:codes_elector.entry": roll.entries.get().pk,
        "roll:member": member.pk,
        "roll:member_import": taken.pk,
        "roll:verdict": "new",
        "roll:form": "json",
        "roll:request_id": ask_correction(by="test", member=member, text="My name").pk,
    }
