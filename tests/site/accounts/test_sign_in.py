"""Signing in: by a code that was mailed or printed, with limits, and without telling strangers who has an account."""

import re
from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMessage
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hustings_site.accounts.cli.staff import command
from hustings_site.accounts.limits import CODE_ASKED_FOR, CODE_TYPED, TooManyTriesError, address_of, use
from hustings_site.accounts.models import PrintedCode, Tries, User
from hustings_site.accounts.services import print_sign_in_code, use_printed_code
from hustings_site.config import oidc
from hustings_site.journal.selectors import entries_about

pytestmark = pytest.mark.django_db
SIGN_IN, CODE = "/account/sign-in/", "/account/sign-in/code/"


def ask(client: Client, email: str, **extra: str) -> HttpResponse:
    return client.post(SIGN_IN, {"email": email, **extra})


def code_in(message: EmailMessage) -> str:
    return re.search(r"^    (\S+)$", message.body, re.MULTILINE)[1]


def test_code_by_mail_signs_in_and_leads_to_one_s_page(visitor: Client, officer: User, mailoutbox: list) -> None:
    assert ask(visitor, "Orla@Example.org")["Location"] == CODE
    (message,) = mailoutbox
    assert (message.to, message.subject) == (["Orla@Example.org"], "Your sign-in code")
    response = visitor.post(CODE, {"code": code_in(message).lower().replace("-", " ")})
    assert (response.status_code, response["Location"]) == (302, reverse("accounts:waiting"))
    assert "What is waiting for you" in visitor.get(reverse("accounts:waiting")).text


def test_session_is_new_after_signing_in(visitor: Client, officer: User, mailoutbox: list) -> None:
    ask(visitor, officer.email)
    before = visitor.cookies["sessionid"].value
    visitor.post(CODE, {"code": code_in(mailoutbox[0])})
    assert visitor.cookies["sessionid"].value != before


def test_code_serves_once(visitor: Client, officer: User, mailoutbox: list) -> None:
    ask(visitor, officer.email)
    visitor.post(CODE, {"code": code_in(mailoutbox[0])})
    visitor.post("/account/sign-out/")
    assert visitor.post(CODE, {"code": code_in(mailoutbox[0])})["Location"] == SIGN_IN


def test_code_serves_in_the_window_that_asked_for_it_only(visitor: Client, officer: User, mailoutbox: list) -> None:
    ask(visitor, officer.email)
    other = Client(headers={"host": "127.0.0.1"})
    assert other.post(CODE, {"code": code_in(mailoutbox[0])})["Location"] == SIGN_IN


def test_answer_is_the_same_whether_the_address_is_known(officer: User, mailoutbox: list) -> None:
    pages = []
    for email in (officer.email, "ola@example.org"):
        client = Client(headers={"host": "127.0.0.1"})
        pages.append((ask(client, email).status_code, client.get(CODE).text.replace(email, "(address)")))
        pages[-1] += (client.post(CODE, {"code": "BCDF-GHJK"}).text.replace(email, "(address)"),)
    known, unknown = [tuple(re.sub(r'value="\w{64}"', "", str(part)) for part in page) for page in pages]
    assert known == unknown
    assert [message.subject for message in mailoutbox] == ["Your sign-in code", "No account under this address"]


def test_code_that_no_mail_server_took_is_told_to_everybody_alike(officer: User, settings: object) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # type: ignore[attr-defined]
    for email in (officer.email, "ola@example.org"):
        client = Client(headers={"host": "127.0.0.1"})
        assert ask(client, email)["Location"] == CODE
        assert (
            f"The message to {email} was not sent: no mail server took it. "
            "Type a printed code, or begin again in some minutes."
        ) in client.get(CODE).text
    code = print_sign_in_code(by="test", user=officer)
    client = Client(headers={"host": "127.0.0.1"})
    ask(client, officer.email)
    assert client.post(CODE, {"code": code})["Location"] == reverse("accounts:waiting")


def test_address_of_nobody_is_told_so_by_mail_only(visitor: Client, db: None, mailoutbox: list) -> None:
    ask(visitor, "ola@example.org")
    assert "no account has it" in mailoutbox[0].body
    assert visitor.post(CODE, {"code": ""}).status_code == 200


def test_get_and_head_consume_nothing(visitor: Client, officer: User, mailoutbox: list) -> None:
    """Appendix A, check 3, for signing in: whoever scans links uses nothing up."""
    ask(visitor, officer.email)
    scanner = Client(headers={"host": "127.0.0.1"})
    for _ in range(50):
        assert scanner.get(CODE).status_code == scanner.head(CODE).status_code == 302
        assert visitor.get(CODE).status_code == visitor.head(CODE).status_code == 200
    assert re.findall("https?://[^ ]+", mailoutbox[0].body) == []
    assert visitor.post(CODE, {"code": code_in(mailoutbox[0])})["Location"] == reverse("accounts:waiting")


def test_five_wrong_codes_end_it(visitor: Client, officer: User, mailoutbox: list) -> None:
    ask(visitor, officer.email)
    answers = [visitor.post(CODE, {"code": "BCDF-GHJK"}) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 302]
    assert "This is not the code." in answers[0].text
    assert "five times, so it serves no longer" in visitor.get(SIGN_IN).text
    assert visitor.post(CODE, {"code": code_in(mailoutbox[0])})["Location"] == SIGN_IN


def test_asking_too_often_for_one_account_says_when_to_try_again(officer: User, mailoutbox: list) -> None:
    for _ in range(CODE_ASKED_FOR.most):
        ask(Client(headers={"host": "127.0.0.1"}), officer.email)
    refused = ask(Client(headers={"host": "127.0.0.1"}), officer.email)
    again = timezone.localtime(Tries.objects.order_by("pk").last().began + CODE_ASKED_FOR.within)
    assert f"Tried too often. Nothing was done; try again after {again:%H:%M}." in refused.text
    assert len(mailoutbox) == CODE_ASKED_FOR.most


def test_guessing_goes_on_in_no_other_window(officer: User) -> None:
    for _ in range(CODE_TYPED.most):
        use(CODE_TYPED, officer.email)
    client = Client(headers={"host": "127.0.0.1"})
    ask(client, officer.email)
    assert "Tried too often." in client.post(CODE, {"code": "BCDF-GHJK"}).text


def test_limit_is_for_one_account_and_begins_anew(db: None) -> None:
    now = timezone.now()
    for _ in range(CODE_TYPED.most):
        use(CODE_TYPED, "orla@example.org", now=now)
    with pytest.raises(TooManyTriesError) as refusal:
        use(CODE_TYPED, "Orla@example.org ", now=now)
    assert refusal.value.until == now + CODE_TYPED.within
    use(CODE_TYPED, "mab@example.org", now=now)
    use(CODE_TYPED, "orla@example.org", now=now + CODE_TYPED.within)


def test_limits_keep_no_address_and_forget(db: None) -> None:
    now = timezone.now()
    use(CODE_TYPED, "orla@example.org", now=now - timedelta(days=3))
    use(CODE_TYPED, "mab@example.org", now=now)
    (kept,) = Tries.objects.all()
    assert re.fullmatch("[0-9a-f]{64}", kept.key)
    assert kept.began == now


@pytest.mark.parametrize(("https", "expected"), [(False, "10.0.0.1"), (True, "198.51.100.7")])
def test_address_behind_a_proxy_is_what_the_proxy_wrote(
    rf: object, settings: object, https: bool, expected: str
) -> None:
    settings.HTTPS = https
    request = rf.get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="203.0.113.9, 198.51.100.7")
    assert address_of(request) == expected


def test_staff_prints_a_code_that_signs_in_once_without_mail(visitor: Client) -> None:
    outcome = CliRunner().invoke(command, ["Una@Example.org", "--name", "Una Vale"])
    words = outcome.output.split()
    assert (outcome.exit_code, words[:5]) == (0, ["e-mail", "address", "una@example.org", "sign-in", "code"])
    ask(visitor, "una@example.org")
    assert visitor.post(CODE, {"code": words[-1].lower()})["Location"] == reverse("accounts:waiting")
    other = Client(headers={"host": "127.0.0.1"})
    ask(other, "una@example.org")
    assert other.post(CODE, {"code": words[-1]}).status_code == 200


def test_staff_refuses_what_is_no_address(db: None) -> None:
    outcome = CliRunner().invoke(command, ["una", "--name", "Una Vale"])
    assert (outcome.exit_code, outcome.output.splitlines()[-1]) == (2, "Error: Enter a valid email address.")


def test_printed_code_is_hashed_serves_an_hour_and_only_its_holder(officer: User, member: User) -> None:
    code = print_sign_in_code(by="test", user=officer)
    held = PrintedCode.objects.get()
    assert code not in held.code
    assert [use_printed_code(each, code) for each in (member, officer, officer)] == [False, True, False]
    again = print_sign_in_code(by="test", user=officer)
    PrintedCode.objects.update(until=timezone.now())
    assert not use_printed_code(officer, again)
    acts = [entry.act for entry in entries_about(officer.scope)]
    assert acts[-2:] == ["accounts.print_sign_in_code", "accounts.print_sign_in_code"]


def test_sign_in_leads_back_but_not_to_another_site(visitor: Client, officer: User, mailoutbox: list) -> None:
    for wished, expected in (("/desk/", "/desk/"), ("https://elsewhere.example/", reverse("accounts:waiting"))):
        client = Client(headers={"host": "127.0.0.1"})
        address = ask(client, officer.email, next=wished)["Location"]
        assert client.post(address, {"code": code_in(mailoutbox[-1]), "next": wished})["Location"] == expected


def test_closed_account_gets_no_code(visitor: Client, officer: User, mailoutbox: list) -> None:
    User.objects.update(is_active=False)
    ask(visitor, officer.email)
    assert [message.subject for message in mailoutbox] == ["No account under this address"]


def test_nobody_makes_an_account_for_themselves(visitor: Client, db: None) -> None:
    assert "Nobody makes an account for themselves here" in visitor.get("/account/new/").text
    visitor.post("/account/new/", {"email": "ola@example.org"})
    assert User.objects.count() == 0


def test_sign_out_by_post(officers_browser: Client) -> None:
    assert officers_browser.post(reverse("accounts:sign_out"))["Location"] == reverse("home")
    assert officers_browser.get(reverse("elections:desk")).status_code == 302


def test_sign_out_by_link_is_refused(officers_browser: Client) -> None:
    assert officers_browser.get(reverse("accounts:sign_out")).status_code == 405


def test_sign_out_everywhere_ends_every_session_and_no_other_person_s(officer: User, member: User) -> None:
    here, there, hers = (Client(headers={"host": "127.0.0.1"}) for _ in range(3))
    for client, user in ((here, officer), (there, officer), (hers, member)):
        client.force_login(user)
    assert here.post(reverse("accounts:sign_out_everywhere"))["Location"] == SIGN_IN
    assert [client.get("/account/").status_code for client in (here, there, hers)] == [302, 302, 200]
    assert entries_about(officer.scope).last().act == "accounts.sign_out_everywhere"


def test_security_page_says_how_one_signs_in(officers_browser: Client, officer: User) -> None:
    text = officers_browser.get("/account/security/").text
    assert "By a code sent to orla@example.org, and with 0 passkeys." in text


def test_scripts_stand_on_the_pages_of_passkeys_only(visitor: Client, officers_browser: Client) -> None:
    """Decision 0010: no script on public pages."""
    found = {
        path: len(re.findall("<script src=", client.get(path).text))
        for client, path in (
            (visitor, "/"),
            (visitor, SIGN_IN),
            (officers_browser, "/account/"),
            (officers_browser, "/account/security/"),
            (officers_browser, "/account/security/passkeys/add/"),
        )
    }
    assert found == {
        "/": 0,
        SIGN_IN: 3,
        "/account/": 0,
        "/account/security/": 0,
        "/account/security/passkeys/add/": 3,
    }


PROVIDER = {"url": "https://id.lanternmakers.example", "client": "hustings", "secret": "s", "name": ""}


def test_provider_of_an_organisation_is_set_whole() -> None:
    (app,) = oidc.providers(**PROVIDER)["openid_connect"]["APPS"]
    assert (app["name"], app["settings"]) == ("id.lanternmakers.example", {"server_url": PROVIDER["url"]})
    assert oidc.origin(f"{PROVIDER['url']}/realm") == [PROVIDER["url"]]
    assert (oidc.providers(url="", client="", secret="", name=""), oidc.origin("")) == ({}, [])


@pytest.mark.parametrize(
    ("change", "said"),
    [({"secret": ""}, "HUSTINGS_OIDC_SECRET is missing"), ({"url": "http://id.example"}, "https://")],
)
def test_provider_that_is_set_in_part_is_refused(change: dict[str, str], said: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=said):
        oidc.providers(**PROVIDER | change)
