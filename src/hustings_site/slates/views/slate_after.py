"""After the vote: one slate over all its posts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hustings_site.elections.stopping import stopping_sentences
from hustings_site.slates.after import after_the_vote
from hustings_site.slates.door import slate_to_read


def view(request: HttpRequest, slug: str) -> HttpResponse:
    slate = slate_to_read(request, slug)
    posts = after_the_vote(slate)
    context = {
        "slate": slate,
        "posts": [(post, stopping_sentences(post.contest)) for post in posts],
        "recommended": sum(len(post.fates) for post in posts if post.result),
        "elected": sum(post.elected for post in posts),
        "place": "slates",
    }
    return render(request, "slates/slate_after.html", context)
