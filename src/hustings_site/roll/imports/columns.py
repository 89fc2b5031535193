"""Which column of a file fills which field: guessed by its heading, told by whoever imports, then remembered."""

import unicodedata
from collections.abc import Mapping, Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

FIELDS: Mapping[str, object] = {
    "number": gettext_lazy("Membership number"),
    "name": gettext_lazy("Name"),
    "given_name": gettext_lazy("First name"),
    "family_name": gettext_lazy("Last name"),
    "branch": gettext_lazy("Home branch (name or code)"),
    "others": gettext_lazy("Other branches, sections, workplaces"),
    "categories": gettext_lazy("Categories"),
    "email": gettext_lazy("E-mail address"),
    "email_is_personal": gettext_lazy("The e-mail address is personal (yes or no)"),
    "phone": gettext_lazy("Telephone"),
    "address": gettext_lazy("Postal address (several columns make its lines)"),
    "postcode": gettext_lazy("Postcode"),
    "joined": gettext_lazy("Joined on"),
    "paid_until": gettext_lazy("Paid up to"),
    "status": gettext_lazy("Status"),
    "status_since": gettext_lazy("Status since"),
    "weight": gettext_lazy("Votes on a card vote"),
    "organisation": gettext_lazy("Organisation (rows of another are rejected)"),
}
"""What a column can fill, in the order in which it is offered."""

HEADINGS: Mapping[str, Sequence[str]] = {
    "number": ("number", "membershipnumber", "memberno", "memberid", "membershipno", "id", "numero", "matricule"),
    "name": ("name", "fullname", "membername", "nom", "nomcomplet"),
    "given_name": ("firstname", "forename", "givenname", "prenom"),
    "family_name": ("lastname", "surname", "familyname", "nomdefamille"),
    "branch": ("branch", "homebranch", "branchcode", "local", "section", "sectionlocale"),
    "others": ("otherbranches", "othersections", "sections", "workplace", "workplaces", "autressections"),
    "categories": ("categories", "category", "groups", "categorie"),
    "email": ("email", "emailaddress", "mail", "courriel", "adresseelectronique"),
    "email_is_personal": ("emailispersonal", "personalemail", "courrielpersonnel"),
    "phone": ("phone", "telephone", "mobile", "phonenumber", "tel"),
    "address": ("address", "address1", "address2", "address3", "addressline1", "addressline2", "adresse", "street"),
    "postcode": ("postcode", "postalcode", "zip", "zipcode", "codepostal"),
    "joined": ("joined", "joinedon", "datejoined", "joindate", "membersince", "adhesion", "dateadhesion"),
    "paid_until": ("paiduntil", "paidupto", "paidto", "subscriptionto", "expires", "payejusquau", "cotisationjusquau"),
    "status": ("status", "membershipstatus", "statut", "etat"),
    "status_since": ("statussince", "statusdate", "statutdepuis"),
    "weight": ("weight", "votes", "cardvotes", "voix"),
    "organisation": ("organisation", "organization", "union", "party"),
}
"""Headings by which a column is known, in small letters without accents, spaces or signs."""

MANY = ("address",)
"""Fields that several columns may fill together."""


def guess(headings: Sequence[str], remembered: Mapping[str, str]) -> list[str]:
    """For each heading the field it probably fills, "" none; what was told of a heading last time counts first."""
    known = {heading: field for field, names in HEADINGS.items() for heading in names}
    columns: list[str] = []
    for heading in headings:
        field = remembered.get(heading, known.get(plain(heading), ""))
        columns.append(field if field in MANY or field not in columns else "")
    return columns


def plain(text: str) -> str:
    """Small letters and digits alone, without accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if sign.isalnum())


def check(columns: Sequence[str]) -> None:
    """Raise ValidationError where something needed has no column, or two columns fill one field."""
    faults = [
        _("No column is told to be “%(field)s”: choose one; without it nobody can be entered.")
        % {"field": FIELDS[needed]}
        for needed in ("number", "branch")
        if needed not in columns
    ]
    if not {"name", "family_name"} & set(columns):
        faults.append(_("No column is told to be the name: choose “Name”, or “Last name” and “First name”."))
    faults += [
        _("Two columns are told to be “%(field)s”: leave one of them.") % {"field": FIELDS[field]}
        for field in FIELDS
        if field not in MANY and list(columns).count(field) > 1
    ]
    if faults:
        raise ValidationError(faults)
