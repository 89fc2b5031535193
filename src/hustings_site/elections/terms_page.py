"""The terms of an election in words: every one of them, for the public page and for the officer who announces them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hustings.count.errors import CountError
from hustings.rules import find_rule
from hustings_site.elections.columns import column, label
from hustings_site.elections.marking import ORDERS
from hustings_site.elections.models import Contest, Election
from hustings_site.elections.nominations.thresholds import in_words, read_threshold
from hustings_site.elections.terms import ELECTION_TERMS, seed_fingerprint, terms_of_kind
from hustings_site.elections.timetable import DATES, dates_of
from hustings_site.roll.electorates import Names, read_rule, sentences


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the terms: its title, and (what, how it is)."""

    title: str
    rows: Sequence[tuple[str, str]]


def terms_in_words(election: Election) -> list[Part]:
    """Every term: those of the election, its timetable, then each contest in order."""
    asked = dates_of(election)
    whole = [name for name in ELECTION_TERMS if name not in DATES]
    organisation = election.organisation
    officers = (
        _("two: one proposes, another approves what cannot be undone")
        if organisation.two_officers
        else _("one acts alone: this organisation has switched the second one off")
    )
    parts = [
        Part(
            _("The election"),
            [
                (_("organisation"), organisation.name),
                *_rows(election, whole),
                (_("officers for what cannot be undone"), officers),
            ],
        ),
        Part(_("Timetable"), _rows(election, asked)),
    ]
    contests = election.contests.select_related("electorate", "election__organisation")
    return parts + [Part(contest.title, terms_of_a_contest(contest)) for contest in contests]


def terms_of_a_contest(contest: Contest) -> Sequence[tuple[str, str]]:
    """Every term of one contest: (what, how it is)."""
    return [*_rows(contest, terms_of_kind(contest)), *_seed(contest)]


def value_in_words(row: Election | Contest, name: str) -> str:
    """One term as people read it."""
    value = getattr(row, name)
    if isinstance(row, Contest) and name in _OF_A_CONTEST:
        return _OF_A_CONTEST[name](row)
    if getattr(column(row, name), "choices", None):
        return str(getattr(row, f"get_{name}_display")())
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "l j F Y, H:i")
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if isinstance(value, models.Model):
        return str(value)
    return _("not set") if value in (None, "") else str(value)


def _rows(row: Election | Contest, names: Sequence[str]) -> list[tuple[str, str]]:
    return [(label(row, name), value_in_words(row, name)) for name in names]


def _seed(contest: Contest) -> list[tuple[str, str]]:
    drawn = seed_fingerprint(contest)
    return [(_("fingerprint of the seed of the order (SHA-256)"), drawn)] if drawn else []


def _rule(contest: Contest) -> str:
    if contest.rule in ORDERS:
        return str(ORDERS[contest.rule][1])
    try:
        rule = find_rule(contest.rule)
    except CountError:
        return contest.rule or _("not set")
    return f"{rule.title} ({rule.name}; {rule.source})"


def _electorate(contest: Contest) -> str:
    electorate = contest.electorate
    if electorate is None:
        return _("not set")
    organisation = contest.election.organisation
    words = sentences(read_rule(electorate.rule), Names.of(organisation)) if electorate.rule else []
    return f"{electorate.name}: {'; '.join(words)}" if words else electorate.name


def _constraints(contest: Contest) -> str:
    said = []
    for each in contest.constraints:
        least, most, group = each["min"], each["max"], each["category"]
        if least:
            said.append(_("at least %(n)d of “%(group)s”") % {"n": least, "group": group})
        if most is not None:
            said.append(_("at most %(n)d of “%(group)s”") % {"n": most, "group": group})
    return "; ".join(said) or _("none")


def _threshold(contest: Contest) -> str:
    return in_words(read_threshold(contest.threshold)) if contest.threshold else _("one nomination of any kind")


def _names_each(contest: Contest) -> str:
    most = contest.names_each or contest.vacancies
    return ngettext("at most %(n)d name", "at most %(n)d names", most) % {"n": most}


def _quorum(contest: Contest) -> str:
    if not contest.quorum_percent:
        return _("none asked for")
    return _("%(n)d per cent of those entitled") % {"n": contest.quorum_percent}


_OF_A_CONTEST = {
    "rule": _rule,
    "electorate": _electorate,
    "constraints": _constraints,
    "threshold": _threshold,
    "names_each": _names_each,
    "quorum_percent": _quorum,
}
