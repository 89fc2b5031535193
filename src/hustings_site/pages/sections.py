"""Pages that several rooms fill: each room says what it has to show, and the page knows none of them.

A room calls `show` of `HOME`, `DOORS`, `DESK` or `WAITING` when it starts; the page renders them in their order.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.http import HttpRequest

Context = Mapping[str, object]
Ready = Callable[[HttpRequest], Context | None]
"""What a template is given for a request; None: there is nothing to show."""


@dataclass(frozen=True, slots=True)
class Section:
    """A piece of a page: its place (smaller is higher), its template, and what the template is given."""

    place: int
    template: str
    context: Ready


@dataclass(frozen=True, slots=True)
class Shown:
    """A section made ready for one request."""

    template: str
    context: Context


@dataclass(slots=True)
class SharedPage:
    """A page put together from what the rooms show on it."""

    sections: list[Section] = field(default_factory=list)

    def show(self, place: int, template: str, context: Ready) -> None:
        """Put a section on the page; called once by each room as it starts."""
        self.sections.append(Section(place, template, context))

    def ready_for(self, request: HttpRequest) -> list[Shown]:
        """The sections that have something to show, in order, each with its context for this request."""
        in_order = sorted(self.sections, key=lambda section: section.place)
        made = ((section.template, section.context(request)) for section in in_order)
        return [Shown(template, context) for template, context in made if context is not None]


HOME = SharedPage()
DOORS = SharedPage()
"""The doors at the top of the home page, in place of its own."""
EVERYWHERE = SharedPage()
"""Above the head of every page."""
DESK = SharedPage()
WAITING = SharedPage()
"""The first page after signing in: what waits for this person, in each office; a room with nothing stays silent."""
