"""The scrutineer's list: which number went to whom. Opened by their passphrase alone, each time in the journal."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from hustings_site.elections.desk_door import OfficersRequest, signed_in
from hustings_site.elections.papers.deeds import Deed, deeds_page
from hustings_site.elections.papers.door import election_scrutinised
from hustings_site.elections.papers.forms import ListPassphraseForm, NewPassphraseForm, NothingMoreForm
from hustings_site.elections.papers.number_list import erase_list, has_key, make_list_key, read_list


@sensitive_post_parameters()
@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: OfficersRequest, election: str) -> HttpResponse:
    found = election_scrutinised(request, election)
    by = request.user.scope
    begin = Deed(
        "begin",
        _("Choose a passphrase"),
        _("Begin the list"),
        NewPassphraseForm,
        lambda said: make_list_key(by=by, election=found, passphrase=said["passphrase"]),
        warning=_("Before packs are printed. It is kept nowhere, and nobody can find it again for you."),
        seen=lambda: (has_key(found),),
        done=_("The list is begun. Packs can be printed."),
    )
    read = Deed(
        "read",
        _("Read the list"),
        _("Open the list"),
        ListPassphraseForm,
        lambda said: read_list(by=by, election=found, passphrase=said["passphrase"]),
        warning=_("To see whether a number on a slip is that of a paper that was sent. The journal says you looked."),
    )
    erase = Deed(
        "erase",
        _("Erase the list"),
        _("Erase it for good"),
        NothingMoreForm,
        lambda _said: erase_list(by=by, election=found),
        warning=_("When you need not keep it any longer: for a statutory poll one year after the announcement."),
        done=_("The list is erased."),
    )
    page = deeds_page(request, [read, erase] if has_key(found) else [begin])
    context = {"election": found, "page": page, "place": "desk"}
    if page.acted:
        if isinstance(page.result, list):
            return render(request, "elections/papers/numbers_read.html", {**context, "rows": page.result})
        return redirect("elections:paper_numbers", found.slug)
    return render(request, "elections/papers/numbers.html", context, status=page.status)
