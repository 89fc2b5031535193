"""What can be wrong with a row of members, and what is worth knowing about it: each with its problem and its cure."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Said = dict[str, str | int]
"""{"code": …, "column": heading, "value": what stands there, …}, as it is kept with the row."""


@dataclass(frozen=True, slots=True)
class Words:
    """A fault in words."""

    problem: str
    cure: str


FAULTS: Mapping[str, tuple[str | Promise, str | Promise]] = {
    "no_number": (_("No membership number."), _("Give every member a number of their own.")),
    "number_twice": (
        _("Number %(value)s stands in line %(line)s already."),
        _("Leave one of the two rows, or mend the number."),
    ),
    "no_name": (_("No name."), _("Write the name as it is to be printed.")),
    "no_branch": (_("No home branch."), _("Write the name or the code of a branch.")),
    "unknown_branch": (
        _("There is no branch “%(value)s”%(near)s."),
        _("Write the branch as in the list of branches, or enter the branch first."),
    ),
    "two_branches": (
        _("Two branches are called “%(value)s”."),
        _("Write the code of the one that is meant."),
    ),
    "unknown_category": (
        _("There is no category “%(value)s”."),
        _("Write it as in the list of categories, or enter the category first."),
    ),
    "unknown_status": (
        _("“%(value)s” is no status."),
        _("Write one of: member, suspended, lapsed, left, expelled, died."),
    ),
    "unreadable_date": (
        _("%(column)s: “%(value)s” is no date."),
        _("Write it as 2026-01-31, or 31/01/2026 with the order of day and month told above."),
    ),
    "two_digit_year": (
        _("%(column)s: “%(value)s” has a year of two figures."),
        _("Write the year in full: 2026, not 26."),
    ),
    "future_date": (_("%(column)s: %(value)s has not come yet."), _("Mend the date.")),
    "distant_date": (_("%(column)s: %(value)s is before 1900."), _("Mend the date.")),
    "paid_before_joined": (
        _("Paid up to %(value)s, before joining on %(joined)s."),
        _("Mend one of the two dates."),
    ),
    "malformed_email": (
        _("“%(value)s” is no e-mail address."),
        _("Mend it, or leave it empty: the code goes by post."),
    ),
    "no_weight": (_("%(column)s: “%(value)s” is no whole number of 1 or more."), _("Write a number such as 1 or 40.")),
    "neither_yes_nor_no": (_("%(column)s: “%(value)s” is neither yes nor no."), _("Write yes or no.")),
    "formula": (
        _("%(column)s: “%(value)s” is a formula, or looks like one."),
        _("In the spreadsheet, replace it by its value (paste special, values)."),
    ),
    "error_value": (_("%(column)s: “%(value)s” is an error of the spreadsheet."), _("Mend the cell it comes from.")),
    "too_long": (
        _("%(column)s has %(length)s characters; %(most)s are taken."),
        _("Shorten it, or look whether two cells have run together."),
    ),
    "control_characters": (
        _("%(column)s: there are signs in it that cannot be printed."),
        _("Type the cell anew."),
    ),
    "wrong_encoding": (
        _("%(column)s: “%(value)s” was garbled when the file was made."),
        _("Save the file again as CSV UTF-8."),
    ),
    "other_organisation": (
        _("The row is of “%(value)s”, another organisation."),
        _("Take it out of this file: members of two organisations are never kept together."),
    ),
    "too_many_cells": (
        _("%(length)s cells under %(most)s headings."),
        _("Look for a comma in a cell that is not within quotation marks."),
    ),
    "changed_meanwhile": (
        _("The record was changed here while this import was looked at."),
        _("Import the row again, and look at the difference."),
    ),
}
"""Why a row is rejected: by code, what is wrong and what to do."""

REMARKS: Mapping[str, tuple[str | Promise, str | Promise]] = {
    "email_twice": (
        _("“%(value)s” is the e-mail address of another row too (line %(line)s)."),
        _("Both are kept; on a frozen roll both are reached by post."),
    ),
    "email_of_another": (
        _("“%(value)s” is the e-mail address of member %(number)s too."),
        _("Both are kept; on a frozen roll both are reached by post."),
    ),
    "cannot_be_reached": (
        _("Neither an e-mail address nor a postal address."),
        _("The member is kept, but no voting code can be sent: ask for an address."),
    ),
}
"""What is worth knowing about a row that is kept."""

NOTES: Mapping[str, str | Promise] = {
    "bom": _("The file begins with a byte-order mark, which is passed over."),
    "encoding": _("The file is not in UTF-8; it was read as %(value)s. Look at the accents below."),
    "delimiter": _("The cells are parted by “%(value)s” and not by commas."),
    "sheets": _("The file has several sheets; only the first, “%(value)s”, is read."),
    "before": _("The very same file was imported before, on %(value)s."),
}
"""What is worth knowing about a file."""


def in_words(said: Said) -> Words:
    """A fault or a remark in the reader's language."""
    code = str(said["code"])
    problem, cure = FAULTS.get(code) or REMARKS[code]
    return Words(str(problem) % {"near": "", **said}, str(cure))


def note_in_words(said: Said) -> str:
    """A note about a file in the reader's language."""
    return str(NOTES[str(said["code"])]) % said
