"""What a group recommends in one contest, at its own desk; and the word of whoever is in the pool."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from hustings_site.elections.models import Contest
from hustings_site.slates.desk_acts import DeskAct, offered_acts
from hustings_site.slates.door import SignedInRequest, body_to_edit
from hustings_site.slates.forms import RecommendForm, Sent, WordForm, one_of
from hustings_site.slates.models import Body, Recommendation
from hustings_site.slates.selectors.pages import shown
from hustings_site.slates.selectors.recommending import recommendations_in_force
from hustings_site.slates.services.recommending import give_word_as_substitute, recommend


@dataclass(frozen=True, slots=True)
class Subject:
    """A body, a contest, and what the body recommends there now (None: nothing yet)."""

    body: Body
    contest: Contest
    now: Recommendation | None


def _recommend_form(subject: Subject, sent: Sent, prefix: str) -> forms.Form:
    form = RecommendForm(subject.contest, subject.body.orders_by_region_since is not None, sent, prefix)
    slates = subject.body.slates.filter(election=subject.contest.election_id)
    if slates:
        form.fields["slate"] = one_of(_("On the slate"), slates, required=False)
        form.initial["slate"] = slates[0].pk
    return form


def _word_form(subject: Subject, sent: Sent, prefix: str) -> forms.Form | None:
    if subject.now is None or not subject.now.places.filter(pool=True).exists():
        return None
    return WordForm(subject.now, sent, prefix)


GIVEN = ("kind", "how", "why", "promised", "interim_from", "rests_on", "named")


def _recommend(by: str, subject: Subject, data: Mapping[str, Any]) -> None:
    given = {name: data[name] for name in GIVEN}
    recommend(by=by, body=subject.body, contest=subject.contest, slate=data.get("slate"), **given)


def _give_word(by: str, subject: Subject, data: Mapping[str, Any]) -> None:
    assert subject.now is not None, "the form was offered"
    give_word_as_substitute(by=by, recommendation=subject.now, **data)


ACTS: Mapping[str, DeskAct[Subject]] = {
    "word": DeskAct(
        _("What a substitute says"),
        _("Enter it"),
        _word_form,
        _give_word,
        _("Entered; where a place waits, it is taken at once and supporters are told."),
    ),
    "recommend": DeskAct(
        _("Publish a recommendation"),
        _("Publish it and tell supporters"),
        _recommend_form,
        _recommend,
        _("Published; it takes the place of the one before, which stays readable."),
    ),
}


@login_required
@never_cache
def view(request: SignedInRequest, pk: int, contest: int) -> HttpResponse:
    body = body_to_edit(request, pk)
    contests = Contest.objects.filter(election__organisation=body.organisation_id)
    found = get_object_or_404(contests.select_related("election__organisation"), pk=contest)
    now = recommendations_in_force(found).filter(body=body).first()
    offered = offered_acts(request, Subject(body, found, now), ACTS)
    if offered is None:
        return redirect("slates:desk_recommend", body.pk, found.pk)
    context = {
        "body": body,
        "contest": found,
        "each": shown(now) if now else None,
        "offered": offered,
        "place": "desk",
    }
    return render(request, "slates/desk_recommend.html", context)
