"""Rooms above that follow how candidates stand: each registers its own as it starts.

They are told within the transaction of the change, once the candidate stands otherwise or has a place on the paper.
"""

from collections.abc import Callable

from hustings_site.elections.models import Contest

Follow = Callable[[str, Contest], None]
"""(by whom the change was made, a scope string; the contest)"""

_FOLLOWERS: list[Follow] = []


def register(follow: Follow) -> None:
    """Tell this one too; called once by each room as it starts."""
    _FOLLOWERS.append(follow)


def tell(by: str, contest: Contest) -> None:
    """Tell everybody who follows that candidates of this contest stand otherwise than before."""
    for follow in _FOLLOWERS:
        follow(by, contest)
