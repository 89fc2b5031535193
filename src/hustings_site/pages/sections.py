"""Pages that several rooms fill: each room says what it has to show, and the page knows none of them.

A room calls `HOME.show(...)` or `DESK.show(...)` when it starts; the page renders the sections in their order.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.http import HttpRequest

Context = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Section:
    """A piece of a page: its place (smaller is higher), its template, and what the template is given."""

    place: int
    template: str
    context: Callable[[HttpRequest], Context]


@dataclass(frozen=True, slots=True)
class Shown:
    """A section made ready for one request."""

    template: str
    context: Context


@dataclass(slots=True)
class SharedPage:
    """A page put together from what the rooms show on it."""

    sections: list[Section] = field(default_factory=list)

    def show(self, place: int, template: str, context: Callable[[HttpRequest], Context]) -> None:
        """Put a section on the page; called once by each room as it starts."""
        self.sections.append(Section(place, template, context))

    def ready_for(self, request: HttpRequest) -> list[Shown]:
        """The sections in order, each with its context for this request."""
        in_order = sorted(self.sections, key=lambda section: section.place)
        return [Shown(section.template, section.context(request)) for section in in_order]


HOME = SharedPage()
DESK = SharedPage()
