"""Belenios spec 3.1, section 5: the groups by the name that an election gives."""

from hustings.belenios.v1.finite_field import BELENIOS_2048, RFC_3526_2048
from hustings.belenios.v1.group import ED25519, Group

GROUPS: dict[str, Group] = {group.name: group for group in (ED25519, BELENIOS_2048, RFC_3526_2048)}
