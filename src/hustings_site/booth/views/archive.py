"""The whole board as one file, as it stands now; under embargo, as it stood before it was decrypted."""

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from hustings_site.booth.answers import as_download
from hustings_site.booth.boards import archive
from hustings_site.booth.selectors import poll_of, shown_head_of


@require_safe
def view(request: HttpRequest, poll: str) -> HttpResponseBase:
    wanted = poll_of(poll)
    head = shown_head_of(wanted)
    return as_download(archive(wanted, head), f"{wanted.uuid}.bel", "application/octet-stream", head.size)
