"""Where a reader lives: by branch, or by how a postcode begins."""

from hustings_site.roll.models import Branch, Organisation
from hustings_site.slates.models import PostcodeArea


def plain_postcode(text: str) -> str:
    """A postcode as it is compared: capitals, without spaces."""
    return "".join(text.split()).upper()


def branch_of_postcode(organisation: Organisation, postcode: str) -> Branch | None:
    """The branch whose area's beginning fits best; None: no area fits."""
    wanted = plain_postcode(postcode)
    beginnings = [wanted[:length] for length in range(1, len(wanted) + 1)]
    areas = PostcodeArea.objects.filter(organisation=organisation, beginning__in=beginnings).select_related("branch")
    best = max(areas, key=lambda area: len(area.beginning), default=None)
    return best.branch if best else None


def branch_asked_for(organisation: Organisation, *, branch: str, postcode: str) -> Branch | None:
    """The branch that a reader chose by its code, or else that of the postcode."""
    chosen = Branch.objects.of(organisation).filter(code=branch).first() if branch else None
    return chosen or (branch_of_postcode(organisation, postcode) if postcode else None)
