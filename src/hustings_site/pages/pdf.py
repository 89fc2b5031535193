"""Pages to print, as PDF: set by typst from a template of the room and data that stay data, whatever they contain.

What comes out is PDF/UA-1 (tagged, with a title and a language), so that a screen reader reads it; the same input
gives the same bytes.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.resources import files

import typst
from django.utils.translation import get_language

_HOUSE = "hustings_site.pages"


def typeset(package: str, template: str, data: Mapping[str, object]) -> bytes:
    """The PDF of a room's template (`typst/TEMPLATE.typ` in `package`) with these data, which JSON can carry.

    The template finds them as `d`; `d.title` is the document's title. It is set in the language in force.
    Raises RuntimeError, with typst's message, where the template is wrong.
    """
    house = _template(_HOUSE, "house")
    page = _template(package, template)
    given = {"language": (get_language() or "en").split("-")[0], **data}
    made = typst.compile(
        f"{house}\n{page}".encode(),
        format="pdf",
        sys_inputs={"data": json.dumps(given)},
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
        timestamp=datetime(2000, 1, 1, tzinfo=UTC),
    )
    assert isinstance(made, bytes), "one file was asked for"
    return made


def _template(package: str, name: str) -> str:
    return (files(package) / "typst" / f"{name}.typ").read_text("utf-8")
