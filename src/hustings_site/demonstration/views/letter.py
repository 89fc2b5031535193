"""Letters as they were printed."""

from django.http import FileResponse, Http404, HttpRequest

from hustings_site.demonstration import post_room


def view(request: HttpRequest, name: str) -> FileResponse:
    for path in post_room.letters():
        if path.name == name:
            return FileResponse(path.open("rb"), content_type="application/pdf")
    raise Http404
