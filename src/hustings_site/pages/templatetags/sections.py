"""What rooms show on every page."""

from typing import Any

from django import template
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from hustings_site.pages.sections import EVERYWHERE

register = template.Library()


@register.simple_tag(takes_context=True)
def shown_everywhere(context: dict[str, Any]) -> SafeString:
    """The sections of `EVERYWHERE`, each from a template of its room; nothing on a page without a request."""
    request = context.get("request")
    if not isinstance(request, HttpRequest):
        return mark_safe("")
    parts = (render_to_string(s.template, {"section": s.context}, request) for s in EVERYWHERE.ready_for(request))
    return mark_safe("".join(parts))  # noqa: S308 - each part is a rendered template
