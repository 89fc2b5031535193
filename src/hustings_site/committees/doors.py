"""The doors of a committee's pages: which committee, which day, and who may keep its records."""

from datetime import date, datetime, time

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from hustings_site.accounts.models import User
from hustings_site.committees.models import Committee
from hustings_site.committees.permissions import may_found, may_keep
from hustings_site.committees.selectors.seats import Sitting, committees, sitting
from hustings_site.journal import clock
from hustings_site.roll.models import Organisation


class SignedInRequest(HttpRequest):
    """What a view is given once somebody is signed in."""

    user: User


def committee_at(slug: str) -> Committee:
    """The committee at this address. Raises Http404."""
    return get_object_or_404(committees(), slug=slug)


def committee_to_keep(request: HttpRequest, slug: str) -> Committee:
    """The committee, for whoever keeps its records. Raises PermissionDenied for anybody else."""
    committee = committee_at(slug)
    if not may_keep(request.user, committee):
        raise PermissionDenied
    return committee


def organisation_to_found_in(request: HttpRequest, slug: str) -> Organisation:
    """The organisation, for whoever enters committees there."""
    organisation = get_object_or_404(Organisation, slug=slug)
    if not may_found(request.user, organisation):
        raise PermissionDenied
    return organisation


def asked_sitting(request: HttpRequest, committee: Committee) -> Sitting:
    """The committee on the day that the address asks for (`on`), as known at the end of another (`known`)."""
    known = asked_day(request, "known")
    end = timezone.make_aware(datetime.combine(known, time.max)) if known else None
    return sitting(committee, asked_day(request, "on") or today(), end)


def asked_day(request: HttpRequest, name: str) -> date | None:
    """A day in the address; None where there is none. Raises Http404 where it is no day."""
    text = request.GET.get(name, "")
    if not text:
        return None
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None:
        raise Http404(_("%(text)s is no day: write it as 2026-05-31.") % {"text": text})
    return day


def today() -> date:
    """The day, where the site stands."""
    return timezone.localdate(clock.now())
