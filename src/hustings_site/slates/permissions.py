"""Who may do what with groups, alliances and slates: a group's words are written by its own editors, nobody else."""

from hustings_site.accounts.models import User
from hustings_site.accounts.permissions import Person
from hustings_site.slates.models import Alliance, Body, Slate


def may_edit_body(user: Person, body: Body) -> bool:
    """Whether the person writes for this body: one of its editors. An officer of the election writes for none."""
    return isinstance(user, User) and user.is_active and body.editors.filter(pk=user.pk).exists()


def may_edit_alliance(user: Person, alliance: Alliance) -> bool:
    """Whether the person writes the alliance's pages: an editor of the body that convened it."""
    return may_edit_body(user, alliance.convener)


def may_edit_slate(user: Person, slate: Slate) -> bool:
    """Whether the person writes the slate's pages: an editor of the body that puts it forward."""
    return may_edit_body(user, slate.body)
