"""A committee as a place in which its clerk holds office."""

from django.urls import reverse

from hustings_site.accounts.enums import Office
from hustings_site.accounts.places import Place
from hustings_site.committees.models import Committee


def committee_place(pk: int) -> Place | None:
    """The place of a committee."""
    committee = Committee.objects.select_related("organisation").filter(pk=pk).first()
    if committee is None:
        return None
    return Place(
        scope=committee.scope,
        title=str(committee),
        url=reverse("committees:committee", args=[committee.slug]),
        chain=(committee.scope, committee.organisation.scope),
        offices=(Office.CLERK,),
        alone=not committee.organisation.two_officers,
        public=True,
    )
