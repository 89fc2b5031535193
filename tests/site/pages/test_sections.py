from django.http import HttpRequest

from hustings_site.pages.sections import SharedPage, Shown


def test_shared_page_shows_sections_in_their_places() -> None:
    page = SharedPage()
    page.show(20, "second.html", lambda request: {"for": request.path})
    page.show(10, "first.html", lambda _request: {})
    request = HttpRequest()
    request.path = "/here/"
    assert page.ready_for(request) == [Shown("first.html", {}), Shown("second.html", {"for": "/here/"})]
