"""One elector: the story of their code, what came back, and a code given to them; never whether they voted."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from hustings_site.elections.codes import sending
from hustings_site.elections.codes.addresses import correct_address
from hustings_site.elections.codes.again import give_code
from hustings_site.elections.codes.door import election_of_codes
from hustings_site.elections.codes.enums import Half, HowGiven
from hustings_site.elections.codes.forms import BounceForm, ContactForm, GiveCodeForm
from hustings_site.elections.codes.letters import voting_address
from hustings_site.elections.codes.models import Issue
from hustings_site.elections.codes.selectors import Elector, elector_of, issue_of, story_of
from hustings_site.elections.codes.views.letters import pdf
from hustings_site.elections.codes.views.opening import issue_slip, with_passphrase
from hustings_site.elections.desk_door import OfficersRequest, signed_in
from hustings_site.elections.models import Election
from hustings_site.elections.permissions import may_run
from hustings_site.elections.secrecy import Given
from hustings_site.elections.views.acting import act_once
from hustings_site.pages.stale import slip
from hustings_site.roll.enums import Channel

CHANNELS = {HowGiven.EMAIL: Channel.EMAIL, HowGiven.HALVES: Channel.EMAIL}
"""By which channel an elector asks; the kiosk and letters count as post."""


@sensitive_post_parameters("passphrase")
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: OfficersRequest, election: str, entry: int) -> HttpResponse:
    found = election_of_codes(request.user, election)
    issue = issue_of(found)
    elector = elector_of(found, entry)
    giving, bouncing, correcting = (name in request.POST for name in ("passphrase", "note", "email"))
    two = found.two_channels
    give = GiveCodeForm(request.POST if giving else None, elector=elector, two_channels=two)
    bounce = BounceForm(request.POST if bouncing else None)
    contact = ContactForm(
        request.POST if correcting else None, initial={"email": elector.entry.email, "address": elector.entry.address}
    )
    if giving and give.is_valid():
        how = HowGiven(give.cleaned_data["how"])
        by = request.user.scope
        acted = with_passphrase(
            request,
            give,
            issue,
            lambda issue, passphrase: give_code(
                by=by,
                issue=issue,
                entry=elector.entry,
                passphrase=passphrase,
                channel=CHANNELS.get(how, Channel.POST),
            ),
        )
        if isinstance(acted.result, Given) and issue is not None:
            return _handed_on(request, found, issue, acted.result, how)
        if acted.sent_twice:
            return redirect("elections:codes_elector", found.slug, entry)
    if bouncing and bounce.is_valid():
        acted = act_once(
            request, bounce, seen=lambda: _seen(elector), do=lambda: _note_bounce(request, elector, bounce)
        )
        if acted.done or acted.sent_twice:
            return redirect("elections:codes_elector", found.slug, entry)
    if correcting and contact.is_valid():
        acted = act_once(
            request,
            contact,
            seen=lambda: _seen(elector),
            do=lambda: correct_address(by=request.user.scope, election=found, elector=elector, **contact.cleaned_data),
        )
        if acted.done or acted.sent_twice:
            return redirect("elections:codes_elector", found.slug, entry)
    context = {
        "election": found,
        "runs": may_run(request.user, found),
        "issue": issue,
        "elector": elector,
        "story": story_of(elector),
        "give": give,
        "bounce": bounce,
        "give_slip": issue_slip(issue),
        "contact": contact,
        "bounce_slip": slip(*_seen(elector)),
        "contact_slip": slip(*_seen(elector)),
        "place": "desk",
    }
    return render(request, "elections/codes/elector.html", context)


def _handed_on(request: OfficersRequest, election: Election, issue: Issue, given: Given, how: HowGiven) -> HttpResponse:
    """Let a code go at once on the way that was chosen; once the transaction that drew it is done."""
    by = request.user.scope
    if how == HowGiven.KIOSK:
        context = {
            "election": election,
            "runs": may_run(request.user, election),
            "code": sending.hand_over(by=by, issue=issue, given=given),
            "elector": given.holder.entry,
            "address": voting_address(issue),
            "place": "desk",
        }
        answer = render(request, "elections/codes/kiosk.html", context)
        answer["Cache-Control"] = "no-store"
        return answer
    name = f"letter-{given.holder.number}.pdf"
    if how == HowGiven.POST:
        return pdf(sending.print_letters(by=by, issue=issue, given=[given]), name)
    half = Half.FIRST if how == HowGiven.HALVES else Half.WHOLE
    if not _mailed(request, issue, given, half) or how == HowGiven.EMAIL:
        return redirect("elections:codes_elector", election.slug, given.holder.entry.pk)
    return pdf(sending.print_letters(by=by, issue=issue, given=[given], half=Half.SECOND), name)


def _mailed(request: OfficersRequest, issue: Issue, given: Given, half: Half) -> bool:
    try:
        sent, _failed = sending.mail(by=request.user.scope, issue=issue, given=[given], half=half)
    except OSError as error:
        sent = 0
        messages.error(request, _("The mail server does not answer: %(why)s.") % {"why": type(error).__name__})
    if sent:
        messages.success(request, _("A code is on its way to the address on the roll."))
        return True
    messages.error(request, _("The code could not be sent: the last line below says why. Try again, or another way."))
    return False


def _seen(elector: Elector) -> tuple[object, ...]:
    return (elector.entry.pk, elector.newest.pk if elector.newest else None)


def _note_bounce(request: OfficersRequest, elector: Elector, form: BounceForm) -> None:
    if elector.holder is None:
        raise ValidationError(_("No code went to this elector."))
    said = form.cleaned_data
    sending.note_bounce(
        by=request.user.scope, holder=elector.holder, channel=Channel(said["channel"]), note=said["note"]
    )
