"""A walk over the site, and what a page says in English though there is French for it."""

import re
from collections.abc import Callable
from html import unescape
from urllib.parse import urljoin, urlsplit

import messages

NOT_READ = re.compile(r"<(script|style|pre|code)\b.*?</\1>|<[^>]*>", re.DOTALL)
LINK = re.compile(r'<a [^>]*?href="([^"#]+)')


def english_texts() -> set[str]:
    """Every text of five words and more that the site has French for, without those that hold places or markup."""
    rooms = [room for room in messages.rooms() if room.name != "hustings"]
    written = [message for room in rooms for message in messages.written_messages(room)]
    texts = {form for message in written if not [*messages.faults_of(message)] for form in messages.forms(message.id)}
    return {text for text in texts if len(text.split()) > 4 and not re.search("[%{<]", text)}


ENGLISH = english_texts()


def left_in_english(page: str) -> list[str]:
    """What a page says in English though there is French for it."""
    text = " ".join(unescape(NOT_READ.sub(" ", page)).split())
    return sorted(english for english in ENGLISH if english in text)


def walked(get: Callable[[str], str | None], start: str) -> dict[str, str]:
    """Every page that links lead to from `start`, by address without its query; `get` answers None to no page."""
    pages: dict[str, str] = {}
    seen = set()
    ahead = [start]
    while ahead:
        path = ahead.pop(0)
        address = urlsplit(path)
        if address.netloc or address.scheme or address.path in seen or path.startswith("/language/"):
            continue
        seen.add(address.path)
        if (page := get(path)) is not None:
            pages[address.path] = page
            ahead += [urljoin(path, unescape(link)) for link in LINK.findall(page)]
    return pages
