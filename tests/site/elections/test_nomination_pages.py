"""From a branch's meeting to the published list, as people do it on the pages; and a complaint with its answer."""

import io
import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from lampwrights import NOW, Union
from PIL import Image

from hustings_site.accounts.enums import Office
from hustings_site.accounts.models import User
from hustings_site.accounts.services import give_office, open_account
from hustings_site.elections.candidates.booklet import booklet_data
from hustings_site.elections.candidates.enums import Delivery, PublicField, Source
from hustings_site.elections.candidates.keys import file_of, print_key
from hustings_site.elections.candidates.models import CandidateFile
from hustings_site.elections.candidates.publishing import publish_candidates
from hustings_site.elections.candidates.services import accept, consents_of, give_consents, keep_statement
from hustings_site.elections.complaints.enums import ComplaintState, Matter
from hustings_site.elections.complaints.models import Complaint
from hustings_site.elections.complaints.services import complain, rule_on_complaint
from hustings_site.elections.enums import ContestState, Shown, Standing
from hustings_site.elections.models import Candidate, Contest, Election
from hustings_site.elections.nominations.models import Nomination
from hustings_site.elections.nominations.services import enter_nomination, take_back_nomination
from hustings_site.journal.approvals import approve
from hustings_site.journal.models import Proposal
from hustings_site.roll.enums import MemberStatus
from hustings_site.roll.models import Member

pytestmark = pytest.mark.django_db

HOST = {"host": "127.0.0.1"}
MEETING = {
    "met_on": "2026-03-09",
    "met_at": "The Reading Room",
    "attendance": "21",
    "quorum": "12",
    "certified_by": "Ada Moss, Ben Fell",
}


def browser(user: User | None = None) -> Client:
    client = Client(headers=HOST)
    if user is not None:
        client.force_login(user)
    return client


def slipped(client: Client, path: str, nth: int = 0) -> dict[str, str]:
    """The slip that rides in a form of the page."""
    page = client.get(path).text
    keys = re.findall(r'name="slip_key" value="([^"]+)"><input type="hidden" name="slip_seen" value="([^"]+)"', page)
    key, seen = keys[nth]
    return {"slip_key": key, "slip_seen": seen}


def send(client: Client, path: str, *, nth: int = 0, **fields: object) -> str:
    """Fill in the form of a page, send it, and follow; the text of the page that comes."""
    return client.post(path, {**slipped(client, path, nth), **fields}, follow=True).text


@pytest.fixture
def secretary(union: Union) -> User:
    """The officer of Alderby, who is the member Bela Brook."""
    user = open_account(by="test", email="bela@example.org", name="Bela Brook")
    give_office(by="test", user=user, office=Office.BRANCH_OFFICER, scope=union.branches["alderby"].scope)
    Member.objects.of(union.organisation).filter(number="2").update(user=user)
    return user


@pytest.fixture
def officer(officers: tuple[User, User]) -> Client:
    """The returning officer's browser."""
    return browser(officers[0])


def naming(union: Union, kind: str = "branch", pk: int | None = None) -> str:
    return reverse("elections:naming", args=[union.contest.pk, kind, pk or union.branches["alderby"].pk])


def of_post(name: str, union: Union, *more: object) -> str:
    return reverse(f"elections:{name}", args=[union.election.slug, union.contest.slug, *more])


# A branch and a member nominate -------------------------------------------------------------------------------------


def test_branch_officer_finds_what_is_open_and_names_somebody(union: Union, secretary: User) -> None:
    client = browser(secretary)
    offers = client.get(reverse("elections:nominate")).text
    assert "for the branch Alderby" in offers
    assert "as a member" in offers
    said = send(client, naming(union), candidate="new", name="Ida Inch", number="5", **MEETING)
    assert "Ida Inch is nominated." in said
    nomination = Nomination.objects.get()
    assert (nomination.branch, nomination.counts, nomination.entered_by) == (
        union.branches["alderby"],
        True,
        secretary.scope,
    )


def test_meeting_is_completed_later(union: Union, secretary: User) -> None:
    client = browser(secretary)
    said = send(client, naming(union), candidate="new", name="Ida Inch", number="5", met_on="2026-03-09")
    assert "Incomplete, not invalid" in said
    nomination = Nomination.objects.get()
    path = reverse("elections:nomination", args=[nomination.pk])
    assert "What you added to the nomination is kept." in send(client, path, **MEETING)
    nomination.refresh_from_db()
    assert nomination.missing() == []


def test_what_was_typed_is_kept_where_the_nomination_is_refused(union: Union, secretary: User) -> None:
    said = send(browser(secretary), naming(union), candidate="new", name="Ida Inch", number="6", **MEETING)
    assert "No member in good standing has this name and this membership number: check both." in said
    assert 'value="The Reading Room"' in said
    assert Nomination.objects.count() == 0


def test_same_form_sent_twice_names_once(union: Union, secretary: User) -> None:
    client = browser(secretary)
    fields = {**slipped(client, naming(union)), "candidate": "new", "name": "Ida Inch", "number": "5", **MEETING}
    said = [client.post(naming(union), fields, follow=True).text for _ in range(2)]
    assert "This was sent twice, and done once." in said[1]
    assert Nomination.objects.count() == 1


def test_nomination_is_taken_back(union: Union, secretary: User) -> None:
    client = browser(secretary)
    send(client, naming(union), candidate="new", name="Ida Inch", number="5", **MEETING)
    path = reverse("elections:nomination", args=[Nomination.objects.get().pk])
    assert "The nomination is taken back." in send(client, path, take_back="yes")
    assert Nomination.objects.get().state == "taken_back"


def test_stranger_nominates_for_no_branch(union: Union, member: User) -> None:
    assert browser(member).get(naming(union)).status_code == 403
    assert browser().get(naming(union)).status_code == 302
    assert browser(member).get(naming(union, "chair", 1)).status_code == 404


def test_suspended_branch_officer_does_not_certify_and_the_deputy_does(union: Union, secretary: User) -> None:
    deputy = open_account(by="test", email="alma@example.org", name="Alma Ardent")
    give_office(by="test", user=deputy, office=Office.BRANCH_DEPUTY, scope=union.branches["alderby"].scope)
    Member.objects.of(union.organisation).filter(number="2").update(status=MemberStatus.SUSPENDED)
    assert browser(secretary).get(naming(union)).status_code == 403
    assert browser(deputy).get(naming(union)).status_code == 200


def test_member_nominates_and_says_whether_the_name_is_shown(union: Union, secretary: User) -> None:
    path = naming(union, "member", union.members["2"].pk)
    send(browser(secretary), path, candidate="new", name="Ida Inch", number="5", name_shown="on")
    nomination = Nomination.objects.get()
    assert (nomination.member, nomination.name_shown) == (union.members["2"], True)


# The public table ---------------------------------------------------------------------------------------------------


def test_name_of_somebody_nominated_is_public_once_the_person_accepts(union: Union) -> None:
    candidate = union.nominate("Ida Inch", "alderby", "cloverley")
    before = browser().get(of_post("nominations", union)).text
    assert "Ida Inch" not in before
    assert "One more person is nominated and has not said yet whether to stand" in before
    accept(by="test", candidate=candidate, source=Source.SCREEN)
    after = browser().get(of_post("nominations", union)).text
    assert "Ida Inch" in after
    assert "2 towards 2 branches" in after
    assert "Ada Moss" not in after
    assert browser().get(of_post("candidate", union, candidate.pk)).status_code == 200


def test_officer_sees_everybody_named(union: Union, officer: Client) -> None:
    union.nominate("Ida Inch", "alderby")
    assert "Ida Inch" in officer.get(of_post("nominations", union)).text


def test_members_are_counted_and_named_by_consent_only(union: Union) -> None:
    for number, shown in (("3", True), ("4", False)):
        enter_nomination(
            by="test",
            contest=union.contest,
            named=union.named("Ida Inch"),
            nominator=union.members[number],
            name_shown=shown,
        )
    accept(by="test", candidate=Candidate.objects.get(), source=Source.SCREEN)
    page = browser().get(of_post("nominations", union)).text
    assert "Cora Crane" in page
    assert "Dina Dale" not in page
    assert "One member who is not named here" in page
    table = browser().get(of_post("nominations_csv", union)).text.splitlines()
    assert [line.split(",")[:5] for line in table[1:]] == [
        ["Ida Inch", "accepted", "member", "Cora Crane", "1"],
        ["Ida Inch", "accepted", "member", "", "1"],
    ]


def test_table_as_json_holds_what_the_page_shows(union: Union) -> None:
    accept(by="test", candidate=union.nominate("Ida Inch", "alderby"), source=Source.SCREEN)
    union.nominate("Bela Brook", "alderby")
    answer = browser().get(of_post("nominations_json", union))
    assert answer["Access-Control-Allow-Origin"] == "*"
    table = answer.json()
    assert (table["threshold"], table["not_yet_answered"]) == ("2 branches", 1)
    [row] = table["candidates"]
    assert (row["name"], row["reached"], row["nominations"][0]["nominator"]) == ("Ida Inch", False, "Alderby")
    assert "certified_by" not in row["nominations"][0]


def test_programs_read_no_more_names_than_people(union: Union) -> None:
    Election.objects.update(announced_at=NOW)
    path = f"/api/elections/{union.election.slug}/{union.contest.slug}/nominations"
    candidate = union.nominate("Ida Inch", "alderby", "cloverley")
    assert browser().get(path).json() == []
    accept(by="test", candidate=candidate, source=Source.SCREEN)
    take_back_nomination(by="test", nomination=candidate.nominations.first())
    assert [(n["candidate"], n["nominator"]) for n in browser().get(path).json()] == [("Ida Inch", "Cloverley")]


def test_nominations_published_at_the_close_are_not_read_before(union: Union) -> None:
    Election.objects.update(nominations_shown=Shown.CLOSE)
    assert "it is published once nominations have closed" in browser().get(of_post("nominations", union)).text
    assert browser().get(of_post("nominations_json", union)).status_code == 404
    union.move_to(ContestState.NOMINATIONS_CLOSED)
    assert browser().get(of_post("nominations_json", union)).status_code == 200


def test_contest_in_preparation_has_no_public_pages(union: Union) -> None:
    union.move_to(ContestState.DRAFT)
    for name in ("nominations", "candidates", "candidates_json", "nominations_csv"):
        assert browser().get(of_post(name, union)).status_code == 404


def test_table_takes_as_many_queries_for_one_candidate_as_for_many(
    union: Union, django_assert_num_queries: object
) -> None:
    accept(by="test", candidate=union.nominate("Ida Inch", "alderby"), source=Source.SCREEN)
    with django_assert_num_queries(6):
        browser().get(of_post("nominations", union))
    for name in ("Alma Ardent", "Bela Brook", "Cora Crane"):
        accept(by="test", candidate=union.nominate(name, "brackford" if name < "C" else "south"), source=Source.SCREEN)
    with django_assert_num_queries(6):
        browser().get(of_post("nominations", union))


# The candidate ------------------------------------------------------------------------------------------------------


@pytest.fixture
def standing(union: Union) -> tuple[Client, CandidateFile]:
    """A candidate's telephone with the page opened by the code, and the file."""
    candidate = union.nominate("Ida Inch", "alderby", "cloverley")
    code = print_key(by="test", candidate=candidate)
    file = file_of(candidate)
    client = browser()
    answer = client.post(reverse("elections:stand", args=[file.link]), {"code": code})
    assert answer["Location"] == reverse("elections:own_page", args=[file.link])
    return client, file


def own(name: str, file: CandidateFile) -> str:
    return reverse(f"elections:own_{name}", args=[file.link])


def test_link_fetched_fifty_times_by_others_consumes_nothing(union: Union) -> None:
    candidate = union.nominate("Ida Inch", "alderby")
    code = print_key(by="test", candidate=candidate)
    path = reverse("elections:stand", args=[file_of(candidate).link])
    scanner = browser()
    assert {scanner.get(path).status_code for _ in range(25)} | {scanner.head(path).status_code for _ in range(25)} == {
        200
    }
    candidate.refresh_from_db()
    assert candidate.standing == Standing.NOMINATED
    assert browser().post(path, {"code": code}).status_code == 302


def test_link_without_its_code_opens_nothing(standing: tuple[Client, CandidateFile]) -> None:
    _client, file = standing
    stranger = browser()
    for name in ("page", "answer", "statement", "photo", "consents", "proof", "reply", "leave"):
        for method in (stranger.get, stranger.post):
            answer = method(own(name, file))
            assert answer.status_code in {302, 405}
            if answer.status_code == 302:
                assert answer["Location"] == reverse("elections:stand", args=[file.link])


def test_newer_code_closes_the_page_that_an_older_one_opened(standing: tuple[Client, CandidateFile]) -> None:
    client, file = standing
    assert client.get(own("page", file)).status_code == 200
    print_key(by="test", candidate=file.candidate)
    assert client.get(own("page", file)).status_code == 302


def test_wrong_code_six_times_is_told_to_wait(union: Union) -> None:
    candidate = union.nominate("Ida Inch", "alderby")
    path = reverse("elections:stand", args=[file_of(candidate).link])
    codes = [browser().post(path, {"code": "AAAA-AAAA"}).status_code for _ in range(6)]
    assert codes == [200] * 5 + [429]


def test_candidate_signed_in_as_that_member_needs_no_code(union: Union) -> None:
    candidate = union.nominate("Ida Inch", "alderby")
    user = open_account(by="test", email="ida@example.org", name="Ida Inch")
    Member.objects.of(union.organisation).filter(number="5").update(user=user)
    assert browser(user).get(own("page", file_of(candidate))).status_code == 200


def test_candidate_accepts_writes_consents_and_signs(standing: tuple[Client, CandidateFile]) -> None:
    client, file = standing
    page = client.get(own("page", file)).text
    assert "You have been nominated for Executive. Do you accept?" in page
    assert "It cannot" not in client.get(f"{own('answer', file)}?answer=accept").text
    path = f"{own('answer', file)}?answer=accept"
    assert "You have accepted." in send(client, path, answer="accept")
    assert "Your statement is kept." in send(client, own("statement", file), text="I light lamps.", keep="yes")
    picture = io.BytesIO()
    Image.new("RGB", (300, 300), "teal").save(picture, "PNG")
    picture.name, _ = "ida.png", picture.seek(0)
    assert "as you wanted it" in send(client, own("photo", file), photo=picture, alternative="Ida at a lamp")
    send(client, own("consents", file), may_statement="on", may_photo="on", contact="")
    candidate = Candidate.objects.get()
    assert [field for field, given in consents_of(candidate).items() if given] == [
        PublicField.NAME,
        PublicField.STATEMENT,
        PublicField.PHOTO,
    ]
    proof = client.get(own("proof", file)).text
    assert "I light lamps." in proof
    assert 'alt="Ida at a lamp"' in proof
    fingerprint = re.search(r'name="fingerprint" value="(\w+)"', proof)
    assert fingerprint
    assert "You have signed the proof." in send(client, own("proof", file), fingerprint=fingerprint[1])
    assert "signed on" in client.get(own("page", file)).text


def test_check_14_candidate_over_the_limit_cannot_send(union: Union, standing: tuple[Client, CandidateFile]) -> None:
    client, file = standing
    Contest.objects.update(statement_words=5)
    accept(by="test", candidate=file.candidate, source=Source.SCREEN)
    text = "I re-organise and/or build new lamps"
    counted = send(client, own("statement", file), text=text, count="yes")
    assert "It has 7 words; 5 are allowed." in counted
    assert "Take out 2 words." in counted
    refused = send(client, own("statement", file), text=text, keep="yes")
    assert "Your statement has 7 words and 5 are allowed: take out 2." in refused
    assert file.candidate.statements.count() == 0


def test_check_14_candidate_sees_what_a_statement_from_paper_loses(
    union: Union, standing: tuple[Client, CandidateFile]
) -> None:
    client, file = standing
    Contest.objects.update(statement_words=5)
    accept(by="test", candidate=file.candidate, source=Source.SCREEN)
    keep_statement(by="o", candidate=file.candidate, text="I re-organise and/or build new lamps", source=Source.PAPER)
    proof = client.get(own("proof", file)).text
    assert "It is cut behind word 5" in proof
    assert '<p class="dropped"> new lamps</p>' in proof


def test_two_answers_from_one_page_do_one(standing: tuple[Client, CandidateFile]) -> None:
    client, file = standing
    path = own("answer", file)
    first, second = (slipped(client, f"{path}?answer={what}") for what in ("accept", "decline"))
    client.post(path, {**first, "answer": "accept"})
    said = client.post(path, {**second, "answer": "decline"}, follow=True).text
    assert "Meanwhile somebody has changed this, and nothing of yours was done." in said
    assert Candidate.objects.get().standing == Standing.ACCEPTED


def test_photograph_is_served_as_a_jpeg_to_whom_it_may_concern(
    union: Union, standing: tuple[Client, CandidateFile]
) -> None:
    client, file = standing
    accept(by="test", candidate=file.candidate, source=Source.SCREEN)
    picture = io.BytesIO()
    Image.new("RGB", (300, 300), "teal").save(picture, "PNG")
    picture.name, _ = "ida.html", picture.seek(0)
    send(client, own("photo", file), photo=picture, alternative="Ida")
    path = reverse("elections:photo", args=[file.candidate_id, Candidate.objects.get().photo.sha256])
    answer = client.get(path)
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert browser().get(path).status_code == 404


def test_suspended_candidate_replies_and_everybody_reads_it(
    union: Union, officers: tuple[User, User], standing: tuple[Client, CandidateFile]
) -> None:
    client, file = standing
    accept(by="test", candidate=file.candidate, source=Source.SCREEN)
    first, second = (browser(each) for each in officers)
    path = reverse("elections:desk_standing", args=[file.candidate_id, "suspend"])
    page = first.get(path).text
    assert "no room" not in page
    assert "allegation" not in page
    send(first, path, decided_by="Conduct panel", decided_on="2026-03-01", reference="minute 14")
    assert Candidate.objects.get().standing == Standing.ACCEPTED
    approve(by=officers[1].scope, proposal=Proposal.objects.get())
    assert second.get(reverse("elections:desk_candidate", args=[file.candidate_id])).status_code == 200
    assert "Your reply is published." in send(client, own("reply", file), text="I have appealed.")
    public = browser().get(of_post("candidate", union, file.candidate_id)).text
    assert "Conduct panel, decision of 1 March 2026, minute 14" in public
    assert "I have appealed." in public


# The desk -----------------------------------------------------------------------------------------------------------


def test_desk_mails_everybody_named_once(
    union: Union, officer: Client, django_capture_on_commit_callbacks: object
) -> None:
    union.nominate("Ida Inch", "alderby")
    union.nominate("Jo Jarrow", "alderby")
    path = reverse("elections:desk_candidates", args=[union.election.slug])
    with django_capture_on_commit_callbacks(execute=True):
        said = officer.post(path, follow=True).text
    assert "1 mail is on its way." in said
    assert "Jo Jarrow has no e-mail address: print the letter instead." in said
    assert [message.to for message in mail.outbox] == [["ida@example.org"]]
    with django_capture_on_commit_callbacks(execute=True):
        officer.post(path, follow=True)
    assert len(mail.outbox) == 1


def test_desk_prints_a_letter_once(union: Union, officer: Client) -> None:
    candidate = union.nominate("Jo Jarrow", "alderby")
    path = reverse("elections:desk_letter", args=[candidate.pk])
    assert "The page asks for this code" not in officer.get(path).text
    letter = officer.post(path).text
    assert "6 Lamp Row" in letter
    assert f"/stand/{file_of(candidate).link}/" in letter
    assert file_of(candidate).delivery == Delivery.LETTER


def test_desk_types_in_what_came_on_paper(union: Union, officer: Client) -> None:
    Contest.objects.update(statement_words=3)
    candidate = union.nominate("Jo Jarrow", "alderby")
    path = reverse("elections:desk_paper", args=[candidate.pk])
    said = send(
        officer,
        path,
        answer="accept",
        statement="I light the lamps",
        consents=["statement"],
        consents_given="on",
    )
    assert "What came on paper is typed in" in said
    assert "Left out, beyond the last word allowed:" in said
    candidate.refresh_from_db()
    assert candidate.standing == Standing.ACCEPTED
    assert {(c.field, c.given, c.source) for c in candidate.consents.all()} >= {
        ("name", True, "paper"),
        ("statement", True, "paper"),
        ("photo", False, "paper"),
    }


def test_desk_rules_on_a_nomination(union: Union, officer: Client) -> None:
    candidate = union.nominate("Ida Inch", "alderby")
    accept(by="test", candidate=candidate, source=Source.SCREEN)
    path = reverse("elections:desk_nomination", args=[Nomination.objects.get().pk])
    fields = {"rule": "yes", "ruling-valid": "no", "ruling-reason": "The meeting was not called."}
    assert "Published." in send(officer, path, **fields)
    public = browser().get(of_post("nominations", union)).text
    assert "Orla Wick, returning officer" in public
    assert "The meeting was not called." in public


def test_desk_types_in_a_nomination_from_an_affiliate(union: Union, officer: Client) -> None:
    path = reverse("elections:desk_nominate", args=[union.contest.pk])
    fields = {"nominator": f"affiliate:{union.affiliate.pk}", "candidate": "new", "name": "Ida Inch", "number": "5"}
    assert "Ida Inch is nominated." in send(officer, path, **fields, **MEETING)
    fields = {"nominator": "member", "member_name": "Cora Crane", "member_number": "3"}
    send(officer, path, **fields, candidate=str(Candidate.objects.get().pk))
    assert [(n.nominator, n.by_officer, n.counts) for n in Nomination.objects.all()] == [
        ("affiliate", True, True),
        ("member", True, True),
    ]


def test_desk_enters_a_body_that_nominates(union: Union, officer: Client) -> None:
    path = reverse("elections:desk_nominate", args=[union.contest.pk])
    body = {"affiliate": "yes", "body-code": "glass", "body-name": "Glassblowers"}
    assert "The body can be chosen now." in officer.post(path, body, follow=True).text
    assert "Glassblowers" in officer.get(path).text


def test_desk_publishes_the_list_that_it_showed(union: Union, officer: Client, officers: tuple[User, User]) -> None:
    Contest.objects.update(vacancies=1, names_each=2)
    for name in ("Ida Inch", "Alma Ardent"):
        accept(by="test", candidate=union.nominate(name, "alderby", "cloverley"), source=Source.SCREEN)
    union.move_to(ContestState.NOMINATIONS_CLOSED)
    path = reverse("elections:desk_publish", args=[union.contest.pk])
    assert "2 people will stand for Executive." in officer.get(path).text
    assert "It is done when a second officer approves it." in send(officer, path, seed="3 19 42")
    assert "This list waits for a second officer." in officer.get(path).text
    assert union.contest.candidates.exclude(position=None).count() == 0
    approval = reverse("elections:approval", args=[Proposal.objects.get().pk])
    deputy = browser(officers[1])
    assert "Executive: publish the list of candidates, on which 2 people stand" in deputy.get(approval).text
    assert f'<a href="{path}">Look at what is going to be done</a>' in deputy.get(approval).text
    assert "2 candidates are published." in send(deputy, approval, approve="")
    said = browser().get(of_post("candidates", union)).text
    assert "614f84ecc42477c5b75cdc6b720fb6feebab9cb3e805e2794da9e01be3fc04dd" in said
    public = browser().get(of_post("candidates_json", union)).json()
    assert [(c["place"], c["name"]) for c in public["candidates"]] == [(1, "Ida Inch"), (2, "Alma Ardent")]
    assert browser().get(of_post("candidates_csv", union)).text.splitlines()[1].startswith("1,Ida Inch,validated,")


def test_list_that_changed_meanwhile_is_shown_anew(union: Union, officer: Client) -> None:
    accept(by="test", candidate=union.nominate("Ida Inch", "alderby", "cloverley"), source=Source.SCREEN)
    union.move_to(ContestState.NOMINATIONS_CLOSED)
    path = reverse("elections:desk_publish", args=[union.contest.pk])
    seen = slipped(officer, path)
    Candidate.objects.update(distinction="Cloverley")
    said = officer.post(path, {**seen, "seed": ""}).text
    assert "Meanwhile somebody has changed this" in said
    union.contest.refresh_from_db()
    assert union.contest.state == ContestState.NOMINATIONS_CLOSED


def test_two_officers_changing_one_file_lose_nothing(union: Union, officers: tuple[User, User]) -> None:
    candidate = union.nominate("Ida Inch", "alderby")
    path = reverse("elections:desk_candidate", args=[candidate.pk])
    clients = [browser(each) for each in officers]
    pages = [client.get(path).text for client in clients]
    versions = [re.search(r'name="version" value="(\d+)"', page)[1] for page in pages]
    slips = [slipped(client, path) for client in clients]
    said = [
        client.post(path, {**slips[i], "version": versions[i], "name": "Ida Inch", "distinction": line}, follow=True)
        for i, (client, line) in enumerate(zip(clients, ("Cloverley", "the elder"), strict=True))
    ]
    assert "The file is kept." in said[0].text
    assert "This page was changed meanwhile." in said[1].text
    candidate.refresh_from_db()
    assert candidate.distinction == "Cloverley"


def test_desk_of_another_election_is_closed(union: Union, member: User) -> None:
    candidate = union.nominate("Ida Inch", "alderby")
    nomination = Nomination.objects.get()
    complaint = complain(election=union.election, matter=Matter.OTHER, text="x")
    for user, refused in ((member, 403), (None, 302)):
        for path in (
            reverse("elections:desk_candidates", args=[union.election.slug]),
            reverse("elections:desk_candidate", args=[candidate.pk]),
            reverse("elections:desk_paper", args=[candidate.pk]),
            reverse("elections:desk_letter", args=[candidate.pk]),
            reverse("elections:desk_standing", args=[candidate.pk, "suspend"]),
            reverse("elections:desk_nomination", args=[nomination.pk]),
            reverse("elections:desk_nominate", args=[union.contest.pk]),
            reverse("elections:desk_publish", args=[union.contest.pk]),
            reverse("elections:desk_complaints", args=[union.election.slug]),
            reverse("elections:desk_complaint", args=[complaint.pk]),
        ):
            assert browser(user).get(path).status_code == refused


def test_desk_takes_as_many_queries_for_one_candidate_as_for_many(
    union: Union, officer: Client, django_assert_num_queries: object
) -> None:
    path = reverse("elections:desk_candidates", args=[union.election.slug])
    union.nominate("Ida Inch", "alderby")
    officer.get(path)
    with django_assert_num_queries(20):
        officer.get(path)
    for name in ("Alma Ardent", "Bela Brook", "Cora Crane"):
        union.nominate(name, "brackford" if name < "C" else "south")
    with django_assert_num_queries(20):
        officer.get(path)


# Complaints ---------------------------------------------------------------------------------------------------------


def test_anybody_complains_and_is_answered(
    union: Union, officer: Client, django_capture_on_commit_callbacks: object
) -> None:
    path = reverse("elections:complain", args=[union.election.slug])
    said = send(browser(), path, matter="nomination", text="My branch was never called.", email="c@example.org")
    assert "Received as number 1" in said
    complaint = Complaint.objects.get()
    desk = reverse("elections:desk_complaint", args=[complaint.pk])
    assert "My branch was never called." in officer.get(desk).text
    send(officer, desk, sum_up="yes", summary="A branch says that it was not called.", contest="")
    with django_capture_on_commit_callbacks(execute=True):
        fields = {"rule": "yes", "ruling-upheld": "yes", "ruling-effect": "corrected", "ruling-reason": "It meets now."}
        assert "The ruling is published" in send(officer, desk, nth=1, **fields)
    assert [message.to for message in mail.outbox] == [["c@example.org"]]
    register = browser().get(reverse("elections:complaints", args=[union.election.slug])).text
    entry = browser().get(reverse("elections:complaint", args=[union.election.slug, 1])).text
    feed = browser().get(reverse("elections:complaints_feed", args=[union.election.slug])).text
    assert "A branch says that it was not called." in register
    assert "It meets now." in entry
    assert "It meets now." in feed
    for public in (register, entry, feed):
        assert "c@example.org" not in public
        assert "never called" not in public


def test_ruling_whose_mail_was_not_sent_stands_on_the_desk_until_it_is(
    union: Union, officer: Client, settings: object, django_capture_on_commit_callbacks: object
) -> None:
    union.move_to(ContestState.NOMINATIONS)
    kept = complain(election=union.election, matter=Matter.COUNT, text="x", email="c@example.org")
    desk = reverse("elections:desk_complaint", args=[kept.pk])
    listed = reverse("elections:desk_complaints", args=[union.election.slug])
    working = settings.EMAIL_BACKEND  # type: ignore[attr-defined]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # type: ignore[attr-defined]
    with django_capture_on_commit_callbacks(execute=True):
        fields = {"rule": "yes", "ruling-upheld": "no", "ruling-effect": "none", "ruling-reason": "No."}
        send(officer, desk, nth=1, **fields)
    page = officer.get(desk).text
    assert "The ruling is published, but whoever complained was not told." in page
    assert "The mail to c@example.org was not sent" in page
    assert "the mail with the ruling was not sent" in officer.get(listed).text
    assert "the mail with 1 ruling was not sent" in officer.get(reverse("elections:desk")).text
    public = browser().get(reverse("elections:complaint", args=[union.election.slug, 1])).text
    assert "not sent" not in public
    settings.EMAIL_BACKEND = working  # type: ignore[attr-defined]
    with django_capture_on_commit_callbacks(execute=True):
        send(officer, desk, mail="yes")
    page = officer.get(desk).text
    assert "handed to the mail server" in page
    assert "not sent" not in page + officer.get(listed).text + officer.get(reverse("elections:desk")).text


def test_whoever_asks_for_a_code_is_told_the_same_on_the_roll_or_not(union: Union) -> None:
    path = reverse("elections:complain", args=[union.election.slug])
    said = [
        send(browser(), path, matter="no_code", text="No code came.", membership_number=number)
        for number in ("5", "99")
    ]
    numbers = [re.sub(r"number \d|complaints/[\w-]+/\d/|csrf[^>]+>|\?next=\S+", "", page) for page in said]
    assert numbers[0] == numbers[1]
    assert "Whether somebody is on the roll is told to nobody here." in said[0]


def test_request_for_a_code_needs_the_membership_number(union: Union) -> None:
    path = reverse("elections:complain", args=[union.election.slug])
    assert "This is needed: fill it in." in send(browser(), path, matter="no_code", text="No code came.")
    assert Complaint.objects.count() == 0


def test_ruling_is_challenged_from_its_page(union: Union) -> None:
    first = complain(election=union.election, matter=Matter.COUNT, text="x")
    rule_on_complaint(by="o", ruled_by="Orla Wick", complaint=first, upheld=False, reason="No.")
    page = browser().get(reverse("elections:complaint", args=[union.election.slug, 1])).text
    path = f"{reverse('elections:complain', args=[union.election.slug])}?matter=ruling&challenges={first.pk}"
    assert path.replace("&", "&amp;") in page
    send(browser(), path, matter="ruling", challenges=str(first.pk), text="It was not heard.")
    assert Complaint.objects.get(number=2).challenges == first


def test_complaint_is_ruled_on_once_by_two_officers_at_once(union: Union, officers: tuple[User, User]) -> None:
    complaint = complain(election=union.election, matter=Matter.COUNT, text="x")
    path = reverse("elections:desk_complaint", args=[complaint.pk])
    clients = [browser(each) for each in officers]
    slips = [slipped(client, path, 1) for client in clients]
    fields = {"rule": "yes", "ruling-effect": "none", "ruling-reason": "Because."}
    for client, slip, upheld in zip(clients, slips, ("yes", "no"), strict=True):
        client.post(path, {**slip, **fields, "ruling-upheld": upheld})
    complaint.refresh_from_db()
    assert (complaint.state, complaint.ruling.upheld) == (ComplaintState.RULED, True)


def test_register_takes_as_many_queries_for_one_as_for_many(union: Union, django_assert_num_queries: object) -> None:
    path = reverse("elections:complaints", args=[union.election.slug])
    complain(election=union.election, matter=Matter.OTHER, text="x")
    with django_assert_num_queries(3):
        browser().get(path)
    for _ in range(5):
        complain(election=union.election, matter=Matter.OTHER, text="x")
    with django_assert_num_queries(3):
        browser().get(path)


def test_register_of_an_election_held_elsewhere_is_not_there(union: Union) -> None:
    union.move_to(ContestState.RECORDED)
    assert browser().get(reverse("elections:complaints", args=[union.election.slug])).status_code == 404


def publish_alone(union: Union, **seed: str) -> None:
    """Publish the list in an organisation with one officer."""
    union.organisation.two_officers = False
    union.organisation.save()
    publish_candidates(by="test", contest=union.contest, **seed)


def test_published_list_shows_statements_by_consent(union: Union) -> None:
    Contest.objects.update(vacancies=1)
    for name, branches in (("Ida Inch", ("alderby", "cloverley")), ("Alma Ardent", ("brackford", "south"))):
        candidate = union.nominate(name, *branches)
        accept(by="test", candidate=candidate, source=Source.SCREEN)
        keep_statement(by="c", candidate=candidate, text=f"{name} lights lamps.", source=Source.SCREEN)
    give_consents(
        by="c",
        candidate=Candidate.objects.get(name="Ida Inch"),
        given={PublicField.STATEMENT: True},
        source=Source.SCREEN,
    )
    union.move_to(ContestState.NOMINATIONS_CLOSED)
    assert "lights lamps" not in browser().get(of_post("candidates", union)).text
    publish_alone(union)
    page = browser().get(of_post("candidates", union)).text
    assert "Ida Inch lights lamps." in page
    assert "Alma Ardent lights lamps." not in page


def test_check_14_booklet_has_the_words_of_the_page_cut_at_the_same_one(union: Union) -> None:
    Contest.objects.update(vacancies=1, statement_words=5)
    for name, branches in (("Ida Inch", ("alderby", "cloverley")), ("Alma Ardent", ("brackford", "south"))):
        candidate = union.nominate(name, *branches)
        accept(by="test", candidate=candidate, source=Source.PAPER)
        text = "I re-organise and/or\n\nbuild new lamps"
        keep_statement(by="o", candidate=candidate, text=text, source=Source.PAPER)
        given = {PublicField.STATEMENT: True}
        give_consents(by="o", candidate=candidate, given=given, source=Source.PAPER)
    union.move_to(ContestState.NOMINATIONS_CLOSED)
    assert browser().get(of_post("candidates_pdf", union)).status_code == 404
    publish_alone(union, seed="3 19 42")
    contest = Contest.objects.select_related("election__organisation").get(pk=union.contest.pk)
    assert [(c["name"], c["statement"]) for c in booklet_data(contest)["candidates"]] == [
        ("Ida Inch", ["I re-organise and/or", "build"]),
        ("Alma Ardent", ["I re-organise and/or", "build"]),
    ]
    page = browser().get(of_post("candidates", union)).text
    assert '<p class="statement">I re-organise and/or\n\nbuild</p>' in page
    answer = browser().get(of_post("candidates_pdf", union))
    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")


def test_complaints_from_one_address_are_taken_at_a_measure(union: Union) -> None:
    path = reverse("elections:complain", args=[union.election.slug])
    client = browser()
    for _ in range(20):
        send(client, path, matter="other", text="Again.")
    assert "Tried too often." in send(client, path, matter="other", text="Again.")
    assert Complaint.objects.count() == 20
