"""Every component on one page, for whoever builds the next page and for the tests that look at all of them."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

LETTERS = "ABCDEFGH"


class SampleForm(forms.Form):
    """One field of each kind, one of them filled in wrongly."""

    name = forms.CharField(label=_("Name of the election"), help_text=_("As it stands on the notice of poll."))
    electorate = forms.IntegerField(
        label=_("Electorate"),
        required=False,
        help_text=_("Leave empty when it is not known."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    rule = forms.ChoiceField(label=_("Rule"), choices=[("a", _("Single transferable vote")), ("b", _("Block vote"))])
    papers = forms.FileField(label=_("Ballot file"), required=False)
    remark = forms.CharField(label=_("Remark"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    agreed = forms.BooleanField(label=_("I have compared the totals with the signed sheet"), required=False)


def view(request: HttpRequest) -> HttpResponse:
    form = SampleForm({"name": "", "electorate": "many", "rule": "a"})
    return render(request, "pages/style.html", {"form": form, "hues": list(enumerate(LETTERS, start=1))})
