"""What a group's supporters are told, for feed readers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from hustings_site.pages.feeds import Entry, Feed, written
from hustings_site.slates.models import Body
from hustings_site.slates.selectors.pages import notices_of


def view(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    body = get_object_or_404(Body, slug=slug)
    path = reverse("slates:body", args=[slug])
    entries = [
        Entry(
            kind="notice",
            number=notice.pk,
            began=timezone.localdate(notice.at),
            title=notice.text,
            path=path,
            updated=notice.at,
            text=notice.text,
        )
        for notice in notices_of(body)[:50]
    ]
    return written(request, Feed(title=body.name, path=path, entries=entries), form)
