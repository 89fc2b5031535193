"""Two officers publish the result of a contest that was held here: one proposes the draft, another approves it.

A result that was counted elsewhere and is entered with its source is a record: whoever enters it publishes it alone.
"""

import hashlib
import json
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from hustings_site.accounts.models import User
from hustings_site.accounts.permissions import person
from hustings_site.elections.two_officers import may_approve
from hustings_site.journal import acts
from hustings_site.journal.acts import Act, Details
from hustings_site.journal.approvals import propose
from hustings_site.journal.enums import ProposalState
from hustings_site.journal.models import Proposal
from hustings_site.results.drafting import PUBLISH, held_here, publish_draft, rehearsal
from hustings_site.results.forms import form_of
from hustings_site.results.models import Draft


def register() -> None:
    """Make the act known; called once as the room starts."""
    acts.register(Act(PUBLISH, _publish, may_approve, _page))


@transaction.atomic
def propose_publishing(*, by: User, draft: Draft) -> Proposal:
    """Ask a second officer to publish a draft; an organisation with one officer publishes at once.

    Approved is the draft as it is now: once it is changed, nothing is published. Raises ValidationError where it is
    not counted, or its form is not filled in rightly.
    """
    held = Draft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    contest = held.contest
    if contest is None or not held_here(contest):
        msg = "only the result of a contest held here waits for a second officer"
        raise ValueError(msg)
    with rehearsal(by=by, draft=held, given=_given(held)):
        pass
    return propose(
        by=by.scope,
        place=contest.election.scope,
        act=PUBLISH,
        subject=held.scope,
        title=_("%(post)s: publish the result, as counted") % {"post": contest.title},
        details={"draft": _fingerprint(held)},
        alone=not contest.election.organisation.two_officers,
    )


def waiting(draft: Draft) -> Proposal | None:
    """What is proposed for this draft and not decided."""
    return Proposal.objects.filter(subject=draft.scope, act=PUBLISH, state=ProposalState.WAITING).first()


def _publish(subject: str, details: Details, by: str) -> str:
    officer = person(by)
    if officer is None:
        raise PermissionDenied
    draft = _draft(subject)
    if details["draft"] != _fingerprint(draft):
        raise ValidationError(_("This draft has changed since it was proposed: look at it, and propose it again."))
    result = publish_draft(by=officer, draft=draft, given=_given(draft))
    return _("The result of %(post)s is public.") % {"post": result.contest.title}


def _page(subject: str) -> str:
    return reverse("results:draft_preview", args=[subject.removeprefix("draft:")])


def _draft(subject: str) -> Draft:
    return Draft.objects.select_for_update(of=("self",)).get(pk=subject.removeprefix("draft:"))


def _given(draft: Draft) -> dict[str, Any]:
    form = form_of(draft)
    if not form.is_valid():
        raise ValidationError(list(form.errors.values()))
    return form.cleaned_data


def _fingerprint(draft: Draft) -> str:
    papers = draft.ballot_file.sha256 if draft.ballot_file else ""
    held = [draft.kind, draft.fields, papers, draft.transcript, draft.seated, draft.vacant, draft.comparisons]
    return hashlib.sha256(json.dumps(held, sort_keys=True).encode()).hexdigest()
