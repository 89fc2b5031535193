"""Bodies that send members, with what happened to them."""

from django.db.models import Prefetch, QuerySet

from hustings_site.committees.models import Body, BodyChange


def bodies_of(organisation: int) -> QuerySet[Body]:
    """Every body of an organisation, by name; `in_force` holds its changes that nobody has corrected, in order."""
    changes = BodyChange.objects.filter(corrected_by=None, struck=False).select_related("into")
    return Body.objects.filter(organisation=organisation).prefetch_related(
        Prefetch("changes", changes, to_attr="in_force")
    )
