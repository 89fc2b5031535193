"""Name somebody for a post: for a branch that met, or as a member."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hustings_site.accounts.models import User
from hustings_site.elections.candidates.publishing import in_alphabetical_order
from hustings_site.elections.candidates.selectors import NOT_YET_PUBLIC, named_in_public
from hustings_site.elections.models import Candidate, Contest
from hustings_site.elections.nominations.enums import Nominator
from hustings_site.elections.nominations.forms import BranchNominationForm, MemberNominationForm
from hustings_site.elections.nominations.permissions import may_nominate_as, may_nominate_for
from hustings_site.elections.nominations.selectors import names_given
from hustings_site.elections.nominations.services import NO_MEETING, enter_nomination, names_allowed
from hustings_site.elections.nominations.thresholds import in_words, read_threshold
from hustings_site.pages.stale import AlreadySentError, slip, take
from hustings_site.roll.models import Branch, Member


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: HttpRequest, contest: int, kind: str, nominator: int) -> HttpResponse:
    assert isinstance(request.user, User)
    found = get_object_or_404(Contest.objects.select_related("election__organisation"), pk=contest)
    if found.state in NOT_YET_PUBLIC or kind not in {Nominator.BRANCH, Nominator.MEMBER}:
        raise Http404
    who = _nominator(request.user, found, kind, nominator)
    form = _form(request, found, who)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                take(request.POST, found.pk)
                nomination = enter_nomination(
                    by=request.user.scope,
                    contest=found,
                    named=form.named(),
                    nominator=who,
                    meeting=form.meeting() if isinstance(form, BranchNominationForm) else NO_MEETING,
                    name_shown=bool(form.cleaned_data.get("name_shown")),
                )
        except AlreadySentError as twice:
            messages.warning(request, twice.messages[0])
            return redirect("elections:naming", found.pk, kind, nominator)
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
            _say(request, nomination.candidate.printed_name, nomination.missing())
            return redirect("elections:naming", found.pk, kind, nominator)
    given = names_given(found, Nominator(kind), who.pk)
    context = {
        "contest": found,
        "nominator": who,
        "kind": kind,
        "form": form,
        "given": given,
        "left": max(names_allowed(found) - len(given), 0),
        "allowed": names_allowed(found),
        "words": in_words(read_threshold(found.threshold)),
        "slip": slip(found.pk),
        "place": "nominate",
    }
    return render(request, "elections/nominations/naming.html", context)


def _nominator(user: User, contest: Contest, kind: str, pk: int) -> Branch | Member:
    organisation = contest.election.organisation
    if kind == Nominator.BRANCH:
        branch = get_object_or_404(Branch.objects.of(organisation).select_related("organisation"), pk=pk)
        if may_nominate_for(user, branch):
            return branch
    else:
        member = get_object_or_404(Member.objects.of(organisation).select_related("user"), pk=pk)
        if may_nominate_as(user, member):
            return member
    raise PermissionDenied


def _form(
    request: HttpRequest, contest: Contest, nominator: Branch | Member
) -> BranchNominationForm | MemberNominationForm:
    form = BranchNominationForm if isinstance(nominator, Branch) else MemberNominationForm
    return form(request.POST or None, contest=contest, known=_known(contest, nominator))


def _known(contest: Contest, nominator: Branch | Member) -> list[Candidate]:
    """Whom a nominator can tick: those willing to be named in public. Whoever is not yet is named by number."""
    return in_alphabetical_order(named_in_public(contest, contest.candidates.all()))


def _say(request: HttpRequest, name: str, missing: list[str]) -> None:
    if missing:
        messages.warning(
            request,
            _("%(name)s is nominated. Incomplete, not invalid: still lacking are %(missing)s; add them when you can.")
            % {"name": name, "missing": ", ".join(missing)},
        )
    else:
        messages.success(request, _("%(name)s is nominated.") % {"name": name})
