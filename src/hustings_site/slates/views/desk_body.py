"""A group's own desk: what it says, who writes, its alliances, its slates and recommendations."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from hustings_site.elections.models import Contest
from hustings_site.slates.desk_acts import DeskAct, offered_acts
from hustings_site.slates.door import SignedInRequest, body_to_edit
from hustings_site.slates.enums import ApproachKind
from hustings_site.slates.forms import (
    AllianceForm,
    ApplyForm,
    ApproachAnswerForm,
    DelegateForm,
    DescribeForm,
    DeskForm,
    EditorForm,
    LeaveForm,
    NoticeForm,
    RecallForm,
    Sent,
    SlateForm,
    one_of,
)
from hustings_site.slates.models import Alliance, AlliedBody, Approach, Body, Delegate
from hustings_site.slates.notices import tell_supporters
from hustings_site.slates.services.alliances import form_alliance, leave_alliance
from hustings_site.slates.services.allying import answer_approach, enter_approach, name_delegate, recall_delegate
from hustings_site.slates.services.bodies import add_editor, describe_body, remove_editor
from hustings_site.slates.services.making import begin_slate
from hustings_site.slates.services.recommending import switch_orders_by_region

Data = Mapping[str, Any]


def _describe_form(body: Body, sent: Sent, prefix: str) -> forms.Form:
    form = DescribeForm(sent, prefix)
    form.initial = {"about": body.about, "contact": body.contact}
    return form


def _remove_form(body: Body, sent: Sent, prefix: str) -> forms.Form | None:
    if body.editors.count() < 2:
        return None
    return DeskForm(sent, prefix, editor=one_of(_("Editor"), body.editors.all()))


def _apply_form(body: Body, sent: Sent, prefix: str) -> forms.Form | None:
    alliances = Alliance.objects.filter(convener__organisation=body.organisation_id).exclude(
        pk__in=AlliedBody.objects.filter(body=body, left_on=None).values("alliance")
    )
    return ApplyForm(alliances, sent, prefix) if alliances else None


def _invitations(body: Body) -> Any:
    return Approach.objects.filter(body=body, kind=ApproachKind.INVITATION, answers=None)


def _allied(body: Body) -> Any:
    return AlliedBody.objects.filter(body=body, left_on=None).select_related("alliance", "body")


def _recall_form(body: Body, sent: Sent, prefix: str) -> forms.Form | None:
    delegates = Delegate.objects.filter(allied__body=body, until=None)
    return RecallForm(delegates, sent, prefix) if delegates else None


def _leave_form(body: Body, sent: Sent, prefix: str) -> forms.Form | None:
    allied = _allied(body).exclude(alliance__convener=body)
    return LeaveForm(allied, sent, prefix) if allied else None


ACTS: Mapping[str, DeskAct[Body]] = {
    "slate": DeskAct(
        _("Begin a slate"),
        _("Begin it"),
        SlateForm,
        lambda by, body, data: begin_slate(by=by, body=body, **data),
        _("Begun. Nobody else sees it before you open its page."),
    ),
    "notice": DeskAct(
        _("Tell supporters something"),
        _("Publish it and write to everybody"),
        lambda _body, sent, prefix: NoticeForm(sent, prefix),
        lambda by, body, data: tell_supporters(by=by, body=body, contest=None, text=data["text"]),
        _("Published, and in the post."),
    ),
    "answer": DeskAct(
        _("Answer an invitation"),
        _("Publish this answer"),
        lambda body, sent, prefix: (
            ApproachAnswerForm(_invitations(body), sent, prefix) if _invitations(body).exists() else None
        ),
        lambda by, _body, data: answer_approach(by=by, **data),
        _("Answered; it stands in the ledger with its date."),
    ),
    "apply": DeskAct(
        _("Apply to an alliance"),
        _("Apply"),
        _apply_form,
        lambda by, body, data: enter_approach(by=by, kind=ApproachKind.APPLICATION, body=body, **data),
        _("Applied; it stands in the ledger until it is answered."),
    ),
    "delegate": DeskAct(
        _("Name a delegate"),
        _("Name this delegate"),
        lambda body, sent, prefix: DelegateForm(_allied(body), sent, prefix) if _allied(body).exists() else None,
        lambda by, _body, data: name_delegate(by=by, **data),
        _("Named; the mandate is published."),
    ),
    "recall": DeskAct(
        _("Recall a delegate"),
        _("Recall"),
        _recall_form,
        lambda by, _body, data: recall_delegate(by=by, **data),
        _("Recalled."),
    ),
    "leave": DeskAct(
        _("Leave an alliance"),
        _("Leave"),
        _leave_form,
        lambda by, _body, data: leave_alliance(by=by, **data),
        _("The group is in the alliance no longer."),
    ),
    "alliance": DeskAct(
        _("Form an alliance"),
        _("Form it"),
        lambda _body, sent, prefix: AllianceForm(sent, prefix),
        lambda by, body, data: form_alliance(by=by, convener=body, **data),
        _("Formed; publish its charter and invite others."),
    ),
    "describe": DeskAct(
        _("About the group"),
        _("Keep this"),
        _describe_form,
        lambda by, body, data: describe_body(by=by, body=body, **data),
        _("Kept."),
    ),
    "editor": DeskAct(
        _("Add an editor"),
        _("Add"),
        lambda _body, sent, prefix: EditorForm(sent, prefix),
        lambda by, body, data: add_editor(by=by, body=body, **data),
        _("Added."),
    ),
    "remove": DeskAct(
        _("Remove an editor"),
        _("Remove"),
        _remove_form,
        lambda by, body, data: remove_editor(by=by, body=body, **data),
        _("Removed."),
    ),
    "region_on": DeskAct(
        _("Recommend an order by region"),
        _("Switch it on, in public"),
        lambda body, sent, prefix: None if body.orders_by_region_since else DeskForm(sent, prefix),
        lambda by, body, _data: switch_orders_by_region(by=by, body=body, on=True),
        _("Switched on; every page of the group says so."),
    ),
    "region_off": DeskAct(
        _("Recommend no order by region any longer"),
        _("Switch it off"),
        lambda body, sent, prefix: DeskForm(sent, prefix) if body.orders_by_region_since else None,
        lambda by, body, _data: switch_orders_by_region(by=by, body=body, on=False),
        _("Switched off."),
    ),
}


@login_required
@never_cache
def view(request: SignedInRequest, pk: int) -> HttpResponse:
    body = body_to_edit(request, pk)
    offered = offered_acts(request, body, ACTS)
    if offered is None:
        return redirect("slates:desk_body", body.pk)
    contests = Contest.objects.filter(election__organisation=body.organisation_id).select_related("election")
    context = {
        "body": body,
        "offered": offered,
        "slates": body.slates.select_related("election"),
        "alliances": body.convened.all(),
        "allied": _allied(body),
        "invitations": _invitations(body).select_related("alliance"),
        "contests": contests.order_by("-election__pk", "position")[:40],
        "place": "desk",
    }
    return render(request, "slates/desk_body.html", context)
