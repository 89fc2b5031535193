"""Shares as people read them."""

from fractions import Fraction

from django import template

from hustings_site.campaign.selectors.checklist import share_text

register = template.Library()


@register.filter
def whole_percent(share: Fraction | None) -> str:
    """A share in whole per cent, half rounded up; a dash where nothing can be compared."""
    return share_text(share)
