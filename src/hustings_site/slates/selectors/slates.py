"""Slates whose pages are open."""

from django.db.models import QuerySet

from hustings_site.slates.models import Slate


def public_slates() -> QuerySet[Slate]:
    """Slates whose page is open, by election, newest first, then by name."""
    return (
        Slate.objects.filter(published_at__isnull=False)
        .select_related("election__organisation", "body", "alliance")
        .order_by("-election__pk", "name")
    )
