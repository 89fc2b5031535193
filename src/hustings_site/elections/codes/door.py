"""The door of the code office: the election at an address, for whoever handles its voting codes."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from hustings_site.accounts.models import User
from hustings_site.elections.codes.permissions import may_handle_codes
from hustings_site.elections.models import Election


def election_of_codes(user: User, slug: str) -> Election:
    """The election at this address. Raises Http404, and PermissionDenied for whoever does not handle its codes."""
    election = get_object_or_404(Election.objects.select_related("organisation"), slug=slug)
    if not may_handle_codes(user, election):
        raise PermissionDenied
    return election
