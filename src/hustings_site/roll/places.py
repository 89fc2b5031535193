"""Organisations and branches as places in which offices are held."""

from django.urls import reverse

from hustings_site.accounts.enums import Office
from hustings_site.accounts.places import Place
from hustings_site.roll.models import Branch, Organisation

OF_ORGANISATION = (
    Office.ADMINISTRATOR,
    Office.RETURNING_OFFICER,
    Office.DEPUTY,
    Office.CODE_OFFICE,
    Office.MODERATOR,
    Office.OBSERVER,
)
OF_BRANCH = (Office.BRANCH_OFFICER, Office.BRANCH_DEPUTY)


def organisation_place(pk: int) -> Place | None:
    """The place of an organisation."""
    organisation = Organisation.objects.filter(pk=pk).first()
    if organisation is None:
        return None
    return Place(
        scope=organisation.scope,
        title=organisation.name,
        url=reverse("roll:organisation", args=[organisation.slug]),
        chain=(organisation.scope,),
        offices=OF_ORGANISATION,
        alone=not organisation.two_officers,
        public=False,
    )


def branch_place(pk: int) -> Place | None:
    """The place of a branch; offices of the branches above it count here."""
    organisation = Organisation.objects.filter(branches=pk).first()
    if organisation is None:
        return None
    branch = Branch.objects.of(organisation).get(pk=pk)
    codes = branch.path.rstrip("/").split("/")
    above = [branch, *Branch.objects.of(organisation).filter(code__in=codes).exclude(pk=pk).order_by("-path")]
    return Place(
        scope=branch.scope,
        title=f"{organisation}: {branch}",
        url=reverse("roll:organisation", args=[organisation.slug]),
        chain=(*(each.scope for each in above), organisation.scope),
        offices=OF_BRANCH,
        alone=not organisation.two_officers,
        public=False,
    )
