"""Belenios spec 3.1, section 5: the groups by the name that an election gives."""

from hustings.belenios.v1.group import ED25519, Group

GROUPS: dict[str, Group] = {ED25519.name: ED25519}
