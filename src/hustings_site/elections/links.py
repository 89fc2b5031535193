"""Ways from an election's pages to what other matters have to show of it; each registers its own as it starts.

links.ON_DESK.show(20, _("Nominations"), lambda election: reverse("elections:desk_nominations", args=[election.slug]))
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.functional import Promise

from hustings_site.elections.models import Election

Where = Callable[[Election], str | None]
"""The address of the page, or None where there is nothing to see yet."""


@dataclass(slots=True)
class Links:
    """Links of one page, in their places (smaller is higher)."""

    held: list[tuple[int, str | Promise, Where]] = field(default_factory=list)

    def show(self, place: int, title: str | Promise, where: Where) -> None:
        """Put a link on the page; called once by each matter as the room starts."""
        self.held.append((place, title, where))

    def of(self, election: Election) -> list[tuple[str | Promise, str]]:
        """Titles and addresses for one election."""
        in_order = sorted(self.held, key=lambda link: link[0])
        return [(title, url) for _place, title, where in in_order if (url := where(election))]


ON_DESK = Links()
IN_PUBLIC = Links()
