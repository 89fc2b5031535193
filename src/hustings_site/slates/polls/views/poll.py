"""A supporters' poll in public: the order first, then turnout, how clear each place is, the rules, and its bodies."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hustings_site.slates.polls.selectors import bodies_shown, command_again, left_out_shown, order_shown, public_poll


def view(request: HttpRequest, slug: str) -> HttpResponse:
    poll = public_poll(slug)
    published = poll.orders.first()
    told, places = order_shown(published) if published else (None, [])
    bodies = bodies_shown(poll)
    context = {
        "poll": poll,
        "published": published,
        "told": told,
        "places": places,
        "left_out": left_out_shown(told),
        "earlier": poll.orders.all()[1:],
        "bodies": bodies,
        "again": command_again(poll, published, [each.body for each in bodies]),
        "candidates": poll.candidates.all(),
        "place": "slates",
    }
    return render(request, "slates/polls/poll.html", context)
