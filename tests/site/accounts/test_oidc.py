"""Signing in at an organisation's own provider, which is a real one on this machine, asked over TLS."""

import os
import ssl
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, HTTPSHandler, build_opener

import jwt
import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path
from identity_provider import CLIENT, KEY, OTHER_KEY, SECRET, House, opened, signed

from hustings_site.accounts.models import User
from hustings_site.config import oidc
from hustings_site.config.urls import urlpatterns as site
from hustings_site.journal.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
urlpatterns = [path("account/provider/", include("hustings_site.accounts.provider_urls")), *site]
"""The site where a provider is set; these tests' own settings have none."""

ROOT = Path(__file__).resolve().parents[3]
LOGIN, CALLBACK = "/account/provider/oidc/oidc/login/", "/account/provider/oidc/oidc/login/callback/"
WAITING = "/account/"
MAB = {"sub": "member-17", "email": "Mab@Example.org", "email_verified": True, "name": "Mab Rush"}


@pytest.fixture(scope="module")
def building(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with opened(tmp_path_factory.mktemp("provider")) as house:
        yield house


@pytest.fixture
def house(building: House, settings: object, monkeypatch: pytest.MonkeyPatch) -> House:
    """The provider as it is before each test, set as this site's own: Mab Rush is signed in there."""
    building.person, building.claims, building.token = MAB, {}, signed
    building.served.clear()
    set_provider(settings, building.url)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(building.certificate))
    return building


def set_provider(settings: object, url: str, secret: str = SECRET) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = oidc.providers(url=url, client=CLIENT, secret=secret, name="Guild house")


class Unfollowed(HTTPRedirectHandler):
    def redirect_request(self, *_args: Any, **_kwargs: Any) -> None:
        return None


def led_back(house: House, address: str) -> str:
    """A browser at the provider's page: the address on this site to which it is led."""
    assert address.startswith(f"{house.url}/authorize?")
    tls = ssl.create_default_context(cafile=house.certificate)
    with pytest.raises(HTTPError) as led:
        build_opener(HTTPSHandler(context=tls), Unfollowed).open(address)
    with led.value as answer:
        assert answer.code == 302
        back = answer.headers["Location"]
    assert back.startswith(f"http://127.0.0.1{CALLBACK}?")
    return back.removeprefix("http://127.0.0.1")


def sign_in(browser: Client, house: House, **form: str) -> HttpResponse:
    """From the button to the site's answer when the browser is back."""
    return browser.get(led_back(house, browser.post(LOGIN, form)["Location"]))


def signed_in(browser: Client) -> str | None:
    """The address of whoever is signed in in this browser."""
    key = browser.session.get("_auth_user_id")
    return User.objects.get(pk=key).email if key else None


def kept() -> tuple[int, ...]:
    """What signing in could leave behind: accounts, journal entries, what the provider said of a person."""
    return tuple(kind.objects.count() for kind in (User, Entry, SocialAccount, SocialToken, EmailAddress))


@pytest.fixture
def refused(visitor: Client, member: User, mailoutbox: list) -> Iterator[Callable[[HttpResponse], str]]:
    """What a page of refusal says; nobody is signed in by it, and nothing is left."""
    before = kept()

    def words(response: HttpResponse) -> str:
        assert signed_in(visitor) is None
        assert (kept(), mailoutbox) == (before, [])
        return response.text

    return words


def test_provider_stands_on_the_entrance_by_its_name(visitor: Client, house: House) -> None:
    page = visitor.get("/account/sign-in/").text
    assert f'<form action="{LOGIN}" method="post">' in page
    assert "Sign in at Guild house" in page


def test_member_is_signed_in_to_the_account_with_the_address(
    visitor: Client, member: User, officer: User, house: House, mailoutbox: list
) -> None:
    before = kept()
    response = sign_in(visitor, house)
    assert (response.status_code, response["Location"]) == (302, WAITING)
    assert signed_in(visitor) == member.email
    assert "What is waiting for you" in visitor.get(WAITING).text
    configuration = "/.well-known/openid-configuration"
    assert [page for page in house.served if page != configuration] == ["/authorize", "/token", "/userinfo", "/keys"]
    assert (kept(), mailoutbox) == (before, [])


def test_member_who_had_signed_in_by_code_before_is_the_same(visitor: Client, member: User, house: House) -> None:
    EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)
    assert sign_in(visitor, house)["Location"] == WAITING
    assert signed_in(visitor) == member.email


def test_sign_in_at_the_provider_leads_back_but_not_to_another_site(
    visitor: Client, member: User, house: House
) -> None:
    for wished, expected in (("/desk/", "/desk/"), ("https://elsewhere.example/", WAITING)):
        assert sign_in(Client(headers={"host": "127.0.0.1"}), house, next=wished)["Location"] == expected


def test_who_signs_in_is_known_by_the_address_each_time(visitor: Client, member: User, house: House) -> None:
    """Not by the provider's number of the person: the address here may have become somebody else's."""
    sign_in(visitor, house)
    visitor.post("/account/sign-out/")
    User.objects.filter(pk=member.pk).update(email="mab.rush@example.org")
    assert "Nobody makes an account for themselves here" in sign_in(visitor, house).text
    assert signed_in(visitor) is None


def test_passkey_is_asked_for_after_the_provider_too(visitor: Client, member: User, house: House) -> None:
    Authenticator.objects.create(user=member, type=Authenticator.Type.WEBAUTHN, data={"name": "Key"})
    assert sign_in(visitor, house)["Location"] == "/account/sign-in/second-step/"
    assert signed_in(visitor) is None


def test_closed_account_stays_closed(visitor: Client, member: User, house: House) -> None:
    User.objects.filter(pk=member.pk).update(is_active=False)
    assert sign_in(visitor, house)["Location"] == "/account/closed/"
    assert signed_in(visitor) is None


def test_unknown_address_gets_no_account(visitor: Client, house: House, refused: Callable[[HttpResponse], str]) -> None:
    house.person = MAB | {"sub": "member-18", "email": "ola@example.org"}
    assert "Nobody makes an account for themselves here" in refused(sign_in(visitor, house))


@pytest.mark.parametrize(
    "said",
    [
        {"email_verified": False},
        {"email_verified": None},
        {"email_verified": "false"},
        {"email": None},
    ],
    ids=["not checked", "not said", "a word instead of false", "no address"],
)
def test_address_for_which_the_provider_does_not_answer_is_refused(
    visitor: Client, house: House, refused: Callable[[HttpResponse], str], said: dict[str, object]
) -> None:
    house.person = {name: value for name, value in (MAB | said).items() if value is not None}
    response = sign_in(visitor, house)
    assert response.status_code == 401
    assert "Guild house does not say that your e-mail address was checked." in refused(response)


def by_another_key(claims: dict[str, Any]) -> str:
    return jwt.encode(claims, OTHER_KEY, algorithm="RS256", headers={"kid": "first"})


def by_an_unknown_key(claims: dict[str, Any]) -> str:
    return jwt.encode(claims, KEY, algorithm="RS256", headers={"kid": "second"})


def by_a_key_without_a_name(claims: dict[str, Any]) -> str:
    return jwt.encode(claims, KEY, algorithm="RS256")


def by_a_shared_secret(claims: dict[str, Any]) -> str:
    return jwt.encode(claims, SECRET * 2, algorithm="HS256", headers={"kid": "first"})


def by_nobody(claims: dict[str, Any]) -> str:
    return jwt.encode(claims, None, algorithm="none", headers={"kid": "first"})


def absent(claims: dict[str, Any]) -> None:
    return None


@pytest.mark.parametrize(
    "token",
    [by_another_key, by_an_unknown_key, by_a_key_without_a_name, by_a_shared_secret, by_nobody, absent],
)
def test_token_that_the_provider_did_not_sign_is_refused(
    visitor: Client,
    house: House,
    refused: Callable[[HttpResponse], str],
    token: Callable[[dict[str, Any]], str | None],
) -> None:
    house.token = token
    response = sign_in(visitor, house)
    assert response.status_code == 401
    assert "The other site’s answer could not be used" in refused(response)


@pytest.mark.parametrize(
    "claims",
    [{"iss": "https://id.elsewhere.example"}, {"aud": "another-site"}, {"exp": 1}, {"sub": "member-18"}],
    ids=["another provider", "for another site", "expired", "about another person"],
)
def test_token_that_says_something_else_is_refused(
    visitor: Client, house: House, refused: Callable[[HttpResponse], str], claims: dict[str, Any]
) -> None:
    house.claims = claims
    response = sign_in(visitor, house)
    assert response.status_code == 401
    assert "The other site’s answer could not be used" in refused(response)


def test_wrong_state_is_refused_before_the_provider_is_asked(
    visitor: Client, house: House, refused: Callable[[HttpResponse], str]
) -> None:
    back = urlsplit(led_back(house, visitor.post(LOGIN)["Location"]))
    (code,) = parse_qs(back.query)["code"]
    for state in ({"state": "another"}, {}):
        response = visitor.get(f"{CALLBACK}?{urlencode({'code': code, **state})}")
        assert response.status_code == 401
        assert "Nobody was signed in" in refused(response)
    assert "/token" not in house.served


def test_answer_serves_once_and_in_the_window_that_asked_for_it_only(
    visitor: Client, member: User, house: House
) -> None:
    back = led_back(house, visitor.post(LOGIN)["Location"])
    other = Client(headers={"host": "127.0.0.1"})
    assert (other.get(back).status_code, signed_in(other)) == (401, None)
    assert visitor.get(back)["Location"] == WAITING
    visitor.post("/account/sign-out/")
    assert (visitor.get(back).status_code, signed_in(visitor)) == (401, None)


def test_code_that_was_given_to_another_window_is_refused(
    visitor: Client, house: House, refused: Callable[[HttpResponse], str]
) -> None:
    """The state is this window's own, the code is not: its proof (PKCE) fails at the provider."""
    other = Client(headers={"host": "127.0.0.1"})
    (code,) = parse_qs(urlsplit(led_back(house, other.post(LOGIN)["Location"])).query)["code"]
    (state,) = parse_qs(urlsplit(visitor.post(LOGIN)["Location"]).query)["state"]
    response = visitor.get(f"{CALLBACK}?{urlencode({'code': code, 'state': state})}")
    assert response.status_code == 401
    assert "Nobody was signed in" in refused(response)


def test_wrong_secret_is_refused_by_the_provider(
    visitor: Client, house: House, settings: object, refused: Callable[[HttpResponse], str]
) -> None:
    set_provider(settings, house.url, secret="another")
    response = sign_in(visitor, house)
    assert response.status_code == 401
    assert "Nobody was signed in" in refused(response)


def test_who_gives_up_at_the_provider_is_told_so(
    visitor: Client, house: House, refused: Callable[[HttpResponse], str]
) -> None:
    (state,) = parse_qs(urlsplit(visitor.post(LOGIN)["Location"]).query)["state"]
    response = visitor.get(f"{CALLBACK}?{urlencode({'error': 'access_denied', 'state': state})}", follow=True)
    assert "was given up" in refused(response)


def test_provider_that_does_not_answer_gets_a_page_each_way(
    visitor: Client, house: House, settings: object, refused: Callable[[HttpResponse], str]
) -> None:
    back = led_back(house, visitor.post(LOGIN)["Location"])
    set_provider(settings, "https://127.0.0.1:9")
    for response in (visitor.get(back), visitor.post(LOGIN)):
        assert response.status_code == 401
        assert "have a code sent by mail" in refused(response)


def test_certificate_of_nobody_s_trust_is_refused(
    visitor: Client, house: House, monkeypatch: pytest.MonkeyPatch, refused: Callable[[HttpResponse], str]
) -> None:
    monkeypatch.delenv("REQUESTS_CA_BUNDLE")
    assert "Nobody was signed in" in refused(visitor.post(LOGIN))


def test_account_is_tied_to_nobody_at_the_provider(visitor: Client, officer: User, house: House) -> None:
    visitor.force_login(officer)
    before = kept()
    assert sign_in(visitor, house, process="connect").status_code == 401
    assert (kept(), signed_in(visitor)) == (before, officer.email)


def test_sign_in_at_the_provider_by_link_is_refused(visitor: Client, house: House) -> None:
    assert visitor.get(LOGIN).status_code == 405


def test_provider_of_another_name_is_not_found(visitor: Client, house: House) -> None:
    assert visitor.get(CALLBACK.replace("oidc/login", "other/login")).status_code == 404
    assert visitor.post(LOGIN.replace("oidc/login", "other/login")).status_code == 404


def test_refusal_is_said_in_french(visitor: Client, member: User, house: House) -> None:
    house.person = MAB | {"email_verified": False}
    back = led_back(house, visitor.post(LOGIN)["Location"])
    text = visitor.get(back, headers={"accept-language": "fr"}).text
    assert "Guild house n’indique pas que votre adresse électronique a été vérifiée." in text


@pytest.mark.parametrize(("url", "there"), [("https://id.lanternmakers.example", True), ("", False)])
def test_addresses_of_the_provider_are_there_where_the_settings_name_one(url: str, there: bool) -> None:
    """The redirect address is the one that docs/site/accounts.md says."""
    names = ("HUSTINGS_OIDC_URL", "HUSTINGS_OIDC_CLIENT", "HUSTINGS_OIDC_SECRET")
    given = dict.fromkeys(names, url)
    asked = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import django; django.setup()\nfrom django.urls import resolve; resolve({CALLBACK!r})",
        ],
        env={**os.environ, **given, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ("Resolver404" not in asked.stderr, asked.returncode == 0) == (there, there)
    assert CALLBACK in (ROOT / "docs" / "site" / "accounts.md").read_text()
