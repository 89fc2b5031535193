"""Whom a visitor of the demonstration can be, with one click each."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hustings_site.accounts.models import User
from hustings_site.demonstration import cast


@dataclass(frozen=True, slots=True)
class Seat:
    """A role, and the name of whoever plays it."""

    role: str | Promise
    name: str


SEATS = (
    Seat(_("returning officer"), "Orla Wick"),
    Seat(_("deputy returning officer"), "Tam Rill"),
    Seat(_("administrator"), "Nell Tallow"),
    Seat(_("scrutineer"), "Una Snuffer"),
    Seat(_("code office"), "Cass Ember"),
    Seat(_("branch officer"), "Gwen Gleed"),
    Seat(_("clerk of the executive"), cast.CLERK.name),
    Seat(_("candidate, later a representative"), cast.CANDIDATES[0]),
    Seat(_("member"), cast.MEMBER),
    Seat(_("observer"), "Olly Gleam"),
)


def address_of(name: str) -> str:
    """The e-mail address that somebody of the cast signs in with."""
    return f"{name.lower().replace(' ', '.')}@{cast.DOMAIN}"


def user_of(name: str) -> User:
    """The account of somebody who has a seat. Raises User.DoesNotExist for anybody else."""
    if name not in {seat.name for seat in SEATS}:
        raise User.DoesNotExist(name)
    return User.objects.get(email=address_of(name))
