"""The candidate's own page, and the campaign's desk."""

import pytest
from campaigning import NOW, code_in
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hustings_site.accounts.models import User
from hustings_site.campaign.enums import Event, Way
from hustings_site.campaign.models import Answer, Contact, OutgoingMail, PaperReply, Programme, Request
from hustings_site.campaign.services.answers import Reply, publish_answers
from hustings_site.campaign.services.asking import record_contact
from hustings_site.elections.models import Contest

pytestmark = pytest.mark.django_db


def text(response: object) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def anns_page(asked: dict[str, Request], visitor: Client, mailoutbox: list) -> str:
    """Ann's own page, opened with her code."""
    path = f"/answer/{asked['Ann'].key}/"
    assert visitor.post(path, {"code": code_in(mailoutbox[0].body)}).status_code == 302
    return path


def test_looking_at_the_page_fifty_times_changes_nothing(asked: dict[str, Request], visitor: Client) -> None:
    """A mail scanner that follows the link uses nothing up (check 3 for this code)."""
    before = Contact.objects.count()
    for _time in range(50):
        assert visitor.get(f"/answer/{asked['Ann'].key}/").status_code == 200
    visitor.head(f"/answer/{asked['Ann'].key}/")
    assert Contact.objects.count() == before


def test_wrong_code_opens_nothing(asked: dict[str, Request], visitor: Client) -> None:
    path = f"/answer/{asked['Ann'].key}/"
    assert "This is not the code of this page." in text(visitor.post(path, {"code": "AAAA-AAAA-AAAA-AAAA"}))
    assert "Type your reply code" in text(visitor.get(path))
    for _time in range(9):
        visitor.post(path, {"code": "x"})
    assert "Too many wrong codes" in text(visitor.post(path, {"code": "x"}))


def test_candidate_answers_a_part_then_the_rest(anns_page: str, visitor: Client) -> None:
    sent = visitor.post(anns_page, {"point_1": "reservations", "point_1_words": "If we can pay.", "consent": "on"})
    assert sent.status_code == 302
    assert "1 of 3 points answered." in text(visitor.get(anns_page))
    both = {"point_1": "reservations", "point_1_words": "If we can pay.", "point_2": "4", "consent": "on"}
    visitor.post(anns_page, {**both, "point_3_words": "Sleep."})
    assert list(Answer.objects.values_list("point__number", "stance", "place", "words")) == [
        (1, "reservations", None, "If we can pay."),
        (2, "placed", 4, ""),
        (3, "words", None, "Sleep."),
    ]


def test_without_consent_nothing_is_published_and_nothing_is_lost(anns_page: str, visitor: Client) -> None:
    sent = visitor.post(anns_page, {"point_1": "yes", "point_1_words": "My own words"})
    assert "tick the box if you agree" in text(sent)
    assert "My own words" in text(sent)
    assert not Answer.objects.exists()


def test_words_need_the_answer_that_they_explain(anns_page: str, visitor: Client) -> None:
    sent = visitor.post(anns_page, {"point_1_words": "Because", "consent": "on"})
    assert "Choose the answer that your words explain." in text(sent)


def test_sending_the_same_again_says_so(anns_page: str, visitor: Client) -> None:
    for said in ("Published: 1.", "Nothing has changed"):
        assert said in text(visitor.post(anns_page, {"point_1": "yes", "consent": "on"}, follow=True))


def test_answer_is_taken_back_on_the_page(anns_page: str, visitor: Client) -> None:
    assert "I take my answer back" not in text(visitor.get(anns_page))
    visitor.post(anns_page, {"point_1": "yes", "consent": "on"})
    assert "I take my answer back" in text(visitor.get(anns_page))
    visitor.post(anns_page, {"point_1": "taken_back", "consent": "on"})
    assert Answer.objects.last().stance == "taken_back"


def test_candidate_declines_with_a_reason(anns_page: str, visitor: Client, asked: dict[str, Request]) -> None:
    assert "This is needed" in text(visitor.post(anns_page, {"decline": "1", "no-reason": ""}))
    visitor.post(anns_page, {"decline": "1", "no-reason": "I answer my branch."})
    assert asked["Ann"].contacts.get(event=Event.DECLINED).note == "I answer my branch."


def test_page_is_closed_on_the_device(anns_page: str, visitor: Client) -> None:
    visitor.post(anns_page, {"leave": "1"})
    assert "Type your reply code" in text(visitor.get(anns_page))


def test_one_code_does_not_open_another_candidates_page(
    anns_page: str, visitor: Client, asked: dict[str, Request]
) -> None:
    assert "Type your reply code" in text(visitor.get(f"/answer/{asked['Bob'].key}/"))
    assert visitor.get("/answer/nobody00/").status_code == 404


def test_officer_begins_a_programme_writes_points_and_asks_everybody(
    race: Contest, officers_browser: Client, member: User
) -> None:
    browser = officers_browser
    assert "None yet." in text(browser.get("/desk/"))
    begun = {"contest": race.pk, "title": "Ten", "author": "Tide Watch", "about": "", "editor": "nobody@example.org"}
    assert "Nobody has an account with this address." in text(browser.post("/desk/campaign/new/", begun))
    browser.post("/desk/campaign/new/", {**begun, "editor": "Mab@example.org"})
    programme = Programme.objects.get()
    assert list(programme.editors.all()) == [member]
    page = f"/desk/campaign/{programme.pk}/"
    assert "Not public yet" in text(browser.get(page))
    forms = {"form-TOTAL_FORMS": "3", "form-INITIAL_FORMS": "0"}
    scale = {"form-1-text": "How much?", "form-1-short": "Much", "form-1-kind": "scale"}
    refused = browser.post(f"{page}points/", {**forms, **scale, "form-0-text": "Shall we?"})
    assert "The checklist needs a few words for this point." in text(refused)
    assert "Say what both ends of the scale mean." in text(refused)
    kept = {**forms, "form-0-text": "Shall we?", "form-0-short": "We", "form-0-kind": "choice"}
    browser.post(f"{page}points/", kept)
    assert list(programme.points.values_list("text", "kind")) == [("Shall we?", "choice")]
    browser.post(page, {"ask": "1", "reply_by": "2026-03-09"})
    assert programme.requests.count() == 4
    assert OutgoingMail.objects.count() == 2
    programme.refresh_from_db()
    assert programme.reply_by.date().isoformat() == "2026-03-09"
    assert "Put to 0 candidates" in text(browser.post(page, {"ask": "1"}, follow=True))
    assert "Reminders in the post: 2." in text(browser.post(page, {"remind": "1"}, follow=True))


def test_letters_stand_on_one_page_with_a_new_code_each(
    asked: dict[str, Request], officers_browser: Client, visitor: Client
) -> None:
    programme = asked["Ann"].programme
    record_contact(by="x", request=asked["Bob"], event=Event.BOUNCED)
    page = text(officers_browser.post(f"/desk/campaign/{programme.pk}/letters/", {"also": [asked["Bob"].pk, "x"]}))
    assert page.count('class="flow letter"') == 3
    assert "Bob Birch" in page
    cleo = page.split("Cleo Cedar")[1].split("</section>")[0]
    opened = visitor.post(f"/answer/{asked['Cleo'].key}/", {"code": code_in(cleo)})
    assert opened.status_code == 302
    assert officers_browser.get(f"/desk/campaign/{programme.pk}/letters/").status_code == 405


def test_candidate_without_email_answers_on_paper_through_two_officers(
    asked: dict[str, Request], officers_browser: Client, second_officers_browser: Client, visitor: Client
) -> None:
    entry = f"/desk/campaign/request/{asked['Cleo'].pk}/paper/"
    answers = {"point_1": "no", "point_2": "no_view", "point_2_words": "It depends."}
    wrong = SimpleUploadedFile("cleo.html", b"<script>")
    assert "neither PDF nor JPEG nor PNG" in text(officers_browser.post(entry, {**answers, "scan": wrong}))
    scan = SimpleUploadedFile("cleo.png", b"\x89PNG\r\n\x1a\nxyz")
    officers_browser.post(entry, {**answers, "scan": scan})
    paper = f"/desk/campaign/paper/{PaperReply.objects.get().pk}/"
    assert "No view: It depends." in text(officers_browser.get(paper))
    assert "somebody else has to approve it" in text(officers_browser.post(paper, {"approve": "1"}, follow=True))
    shown = second_officers_browser.get(f"{paper}scan/")
    assert (shown["Content-Type"], shown.content[:4]) == ("image/png", b"\x89PNG")
    approved = second_officers_browser.post(paper, {"approve": "1"}, follow=True)
    assert "2 answers published; post the proof" in text(approved)
    second_officers_browser.post(paper, {"posted": "1"})
    assert [each.event for each in asked["Cleo"].contacts.all()] == ["replied", "proof"]
    page = text(visitor.get(f"/campaign/{asked['Cleo'].programme.slug}/candidate/{asked['Cleo'].candidate_id}/"))
    assert "on paper, entered by two officers" in page
    assert "approved and published" in text(officers_browser.get(f"/desk/campaign/{asked['Cleo'].programme_id}/"))


def test_second_officer_refuses_a_paper_that_differs(
    asked: dict[str, Request], officers_browser: Client, second_officers_browser: Client
) -> None:
    scan = SimpleUploadedFile("cleo.pdf", b"%PDF-1.7")
    officers_browser.post(f"/desk/campaign/request/{asked['Cleo'].pk}/paper/", {"point_1": "no", "scan": scan})
    paper = f"/desk/campaign/paper/{PaperReply.objects.get().pk}/"
    assert "Say why" in text(second_officers_browser.post(paper, {"refuse": "1"}, follow=True))
    assert "Not published." in text(
        second_officers_browser.post(paper, {"refuse": "1", "answer": "It says yes."}, follow=True)
    )
    assert second_officers_browser.post(paper, {"nothing": "1"}).status_code == 400


def test_answer_given_elsewhere_is_entered_with_its_source(asked: dict[str, Request], officers_browser: Client) -> None:
    page = f"/desk/campaign/request/{asked['Dan'].pk}/elsewhere/"
    assert "This is needed" in text(officers_browser.post(page, {"point_1": "yes"}))
    officers_browser.post(page, {"point_1": "yes", "source": "The Lamp Post, page 2"})
    assert Answer.objects.get().source == "The Lamp Post, page 2"


def test_what_happened_outside_is_entered_in_the_ledger(asked: dict[str, Request], officers_browser: Client) -> None:
    page = f"/desk/campaign/request/{asked['Bob'].pk}/contact/"
    officers_browser.post(page, {"event": "bounced", "note": ""})
    assert "Say in the candidate’s words" in text(officers_browser.post(page, {"event": "declined"}, follow=True))
    assert [each.event for each in asked["Bob"].contacts.all()] == ["asked", "bounced"]
    assert "Bob Birch too: the message came back" in text(
        officers_browser.get(f"/desk/campaign/{asked['Bob'].programme_id}/")
    )


def test_locked_points_are_shown_and_not_offered(asked: dict[str, Request], officers_browser: Client) -> None:
    publish_answers(by="x", request=asked["Ann"], replies={1: Reply("yes")}, way=Way.PAGE, consent=True, now=NOW)
    page = f"/desk/campaign/{asked['Ann'].programme_id}/points/"
    assert "Locked." in text(officers_browser.get(page))
    forms = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-text": "X", "form-0-short": "X"}
    assert "the points are locked" in text(officers_browser.post(page, {**forms, "form-0-kind": "choice"}, follow=True))


def test_editor_writes_points_and_neither_asks_nor_enters(
    asked: dict[str, Request], member: User, visitor: Client
) -> None:
    programme = asked["Ann"].programme
    page = f"/desk/campaign/{programme.pk}/"
    visitor.force_login(member)
    assert visitor.get(page).status_code == 403
    programme.editors.add(member)
    assert visitor.get(page).status_code == 200
    assert visitor.get(f"{page}points/").status_code == 200
    assert visitor.post(page, {"ask": "1"}).status_code == 403
    assert visitor.post(f"{page}letters/").status_code == 403
    request = asked["Ann"].pk
    for path in (f"request/{request}/paper/", f"request/{request}/elsewhere/"):
        assert visitor.get(f"/desk/campaign/{path}").status_code == 403
    assert "example.org" not in text(visitor.get(page))


def test_stranger_is_asked_to_sign_in(asked: dict[str, Request], visitor: Client) -> None:
    programme = asked["Ann"].programme_id
    for path in ("new/", f"{programme}/", f"{programme}/points/", f"request/{asked['Ann'].pk}/paper/"):
        assert "sign-in" in visitor.get(f"/desk/campaign/{path}").url


def test_member_without_an_office_begins_no_programme(member: User, visitor: Client) -> None:
    visitor.force_login(member)
    assert visitor.get("/desk/campaign/new/").status_code == 403
