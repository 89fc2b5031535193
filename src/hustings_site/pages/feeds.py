"""What is new, for feed readers: Atom (RFC 4287) and JSON Feed 1.1 from the same entries.

Every entry has an address of its own for ever, a tag URI (RFC 4151) made of the site's name, the day on which the thing
began, and a number of ours; so nothing is told twice, also where a title is changed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.feedgenerator import Atom1Feed


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of news; `kind` and `number` tell it from every other, `began` never changes."""

    kind: str
    number: int
    began: date
    title: str
    path: str
    updated: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its title, the page that it is the feed of, and its entries, newest first."""

    title: str
    path: str
    entries: Iterable[Entry]


def written(request: HttpRequest, feed: Feed, form: str) -> HttpResponse:
    """The feed as `atom` or `json`, open to pages of other sites. Raises Http404 for any other form."""
    site = request.build_absolute_uri("/").rstrip("/")
    host = request.get_host().partition(":")[0]
    match form:
        case "atom":
            response = HttpResponse(
                _atom(request, feed, site, host), content_type="application/atom+xml; charset=utf-8"
            )
        case "json":
            response = JsonResponse(_json(request, feed, site, host), content_type="application/feed+json")
        case _:
            raise Http404
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _atom(request: HttpRequest, feed: Feed, site: str, host: str) -> str:
    own = request.build_absolute_uri()
    atom = Atom1Feed(
        title=feed.title, link=site + feed.path, description="", feed_url=own, feed_guid=own, author_name=host
    )
    for entry in feed.entries:
        atom.add_item(
            title=entry.title,
            link=site + entry.path,
            description=entry.text,
            unique_id=_tag(entry, host),
            updateddate=entry.updated,
            author_name=host,
        )
    return str(atom.writeString("utf-8"))


def _json(request: HttpRequest, feed: Feed, site: str, host: str) -> dict[str, object]:
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": site + feed.path,
        "feed_url": request.build_absolute_uri(),
        "items": [
            {
                "id": _tag(entry, host),
                "url": site + entry.path,
                "title": entry.title,
                "content_text": entry.text,
                "date_modified": entry.updated.isoformat(),
            }
            for entry in feed.entries
        ],
    }


def _tag(entry: Entry, host: str) -> str:
    return f"tag:{host},{entry.began.isoformat()}:{entry.kind}-{entry.number}"
