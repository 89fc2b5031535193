"""What results show on the home page and on the desk."""

from django.http import HttpRequest

from hustings_site.pages.sections import Context
from hustings_site.results.selectors import drafts_on_desk, published_elections

ON_HOME = 7


def home_context(request: HttpRequest) -> Context:
    """The newest finished election, and some before it."""
    elections = published_elections()
    return {"newest": elections[0] if elections else None, "others": elections[1:ON_HOME], "all": len(elections)}


def desk_context(request: HttpRequest) -> Context:
    """Drafts that wait, whoever began them, and what is published and may need correcting."""
    return {"drafts": drafts_on_desk(), "elections": published_elections()}
