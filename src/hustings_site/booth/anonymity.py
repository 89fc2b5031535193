"""Nothing of the voter reaches the pages of the vote: no cookie, no address, no browser's name.

The first middleware of all, so that no later one, no view, no error report and no log has what was never there.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

PATHS = ("/booth/", "/ballots/")
"""Where a voter votes, and where one looks a ballot up."""

KEPT = frozenset(
    {
        "REQUEST_METHOD",
        "SCRIPT_NAME",
        "PATH_INFO",
        "QUERY_STRING",
        "RAW_URI",
        "CONTENT_TYPE",
        "CONTENT_LENGTH",
        "SERVER_NAME",
        "SERVER_PORT",
        "SERVER_PROTOCOL",
        "HTTP_HOST",
        "HTTP_ACCEPT",
        "HTTP_ACCEPT_LANGUAGE",
        "HTTP_X_FORWARDED_PROTO",
    }
)
"""What of a request is kept, besides the server's own `wsgi.*`."""


class NothingOfTheVoter:
    """Takes everything else off the request, and every cookie off the answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(PATHS):
            return self.get_response(request)
        language = chosen_language(request)
        for name in [name for name in request.META if name not in KEPT and not name.startswith("wsgi.")]:
            del request.META[name]
        request.COOKIES = language
        response = self.get_response(request)
        response.cookies.clear()
        return response


def chosen_language(request: HttpRequest) -> dict[str, str]:
    """The one cookie that says nothing of whose it is: `en` or `fr`."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    return {settings.LANGUAGE_COOKIE_NAME: chosen} if chosen in dict(settings.LANGUAGES) else {}
