"""The library's words in the language of the page that is being made."""

from django.utils.translation import get_language

from hustings.report.words import Words, speaking


def readers_words() -> Words:
    """Sentences, numbers and lists as the reader of this page is spoken to."""
    return speaking(get_language() or "en")
