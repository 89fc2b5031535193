"""What is left of a request by the time anything of the site sees it."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from hustings_site.booth.anonymity import KEPT, NothingOfTheVoter

SENT = {
    "REMOTE_ADDR": "203.0.113.7",
    "HTTP_X_FORWARDED_FOR": "203.0.113.7",
    "HTTP_USER_AGENT": "a browser",
    "HTTP_REFERER": "https://example.org/me",
    "HTTP_COOKIE": "sessionid=secret; django_language=fr",
}


def seen(path: str) -> HttpRequest:
    """The request as the next in line sees it."""
    requests: list[HttpRequest] = []

    def view(request: HttpRequest) -> HttpResponse:
        requests.append(request)
        response = HttpResponse()
        response.set_cookie("sessionid", "another")
        return response

    answer = NothingOfTheVoter(view)(RequestFactory().get(path, **SENT))
    assert bool(answer.cookies) == (not path.startswith(("/booth/", "/ballots/")))
    return requests[0]


@pytest.mark.parametrize("path", ["/booth/x/", "/ballots/x/"])
def test_nothing_that_says_who_sends_is_left_on_the_pages_of_the_vote(path: str) -> None:
    request = seen(path)
    assert {name for name in request.META if not name.startswith("wsgi.")} <= KEPT
    assert request.COOKIES == {"django_language": "fr"}


def test_other_pages_have_the_request_as_it_came() -> None:
    request = seen("/elections/")
    assert {name: request.META[name] for name in SENT} == SENT
    assert request.COOKIES == {"sessionid": "secret", "django_language": "fr"}
