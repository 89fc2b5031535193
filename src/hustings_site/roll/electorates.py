"""Who may vote, as a rule: a small tree of tests, read from JSON, asked of members, and said in words.

    {"all": [{"status": ["active"]}, {"joined_by": "2026-01-03"}, {"paid_up_to": "2026-03-31"},
             {"any": [{"branch": "north"}, {"belongs_to": "nightshift"}]}, {"not": {"category": "staff"}}]}

Every test can do three things, and they agree: `passes` asks one member, `condition` asks the database for all of them,
`words` says it. A rule speaks of branches and categories by their codes; `Names` knows what they are called.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hustings_site.roll.enums import MemberStatus
from hustings_site.roll.models import Belonging, Branch, Category, Member, Organisation
from hustings_site.roll.scoping import ScopedQuerySet


class RuleError(ValueError):
    """A rule that cannot be read; the message names the place in it and the cure."""


@dataclass(frozen=True, slots=True)
class Names:
    """What an organisation's branches and categories are called, by code; `paths` of its branches."""

    organisation: Organisation
    branches: Mapping[str, str]
    paths: Mapping[str, str]
    categories: Mapping[str, str]

    @classmethod
    def of(cls, organisation: Organisation) -> "Names":
        """Read from the database."""
        branches = list(Branch.objects.of(organisation).values_list("code", "name", "path"))
        return cls(
            organisation,
            {code: name for code, name, _path in branches},
            {code: path for code, _name, path in branches},
            dict(Category.objects.of(organisation).values_list("code", "name")),
        )

    def branch(self, code: str) -> str:
        """The name of a branch, or its code where there is none of it any more."""
        return self.branches.get(code, code)

    def category(self, code: str) -> str:
        """The name of a category, or its code where there is none of it any more."""
        return self.categories.get(code, code)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a member's record says as far as a rule can ask; branches as sets of codes, those above included."""

    status: str
    joined: date | None
    paid_until: date | None
    home: frozenset[str]
    belongs: frozenset[str]
    categories: frozenset[str]

    @classmethod
    def of(cls, member: Member) -> "Facts":
        """Read from a member's row. For many, prefetch `branch`, `belongings__branch`, `categories`."""
        home = frozenset(member.branch.path.strip("/").split("/"))
        others = [each.branch.path.strip("/").split("/") for each in member.belongings.all()]
        return cls(
            status=member.status,
            joined=member.joined,
            paid_until=member.paid_until,
            home=home,
            belongs=home.union(*others),
            categories=frozenset(each.code for each in member.categories.all()),
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a test went for one member: the test, what the record says, and what to do if that is wrong."""

    passed: bool
    test: str
    own: str = ""
    cure: str = ""
    parts: tuple["Outcome", ...] = ()


def long_date(day: date) -> str:
    """3 January 2026, in the reader's language."""
    return date_format(day, "j F Y")


# The tests ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class HasStatus:
    """One of these ways of standing with the organisation."""

    statuses: tuple[str, ...]

    def as_json(self) -> object:
        return {"status": list(self.statuses)}

    def passes(self, facts: Facts) -> bool:
        return facts.status in self.statuses

    def condition(self, names: Names) -> Q:
        return Q(status__in=self.statuses)

    def words(self, names: Names) -> str:
        listed = _(" or ").join(str(MemberStatus(each).label) for each in self.statuses)
        return _("status: %(status)s") % {"status": listed}

    def outcome(self, facts: Facts, names: Names) -> Outcome:
        own = _("Your status is: %(status)s.") % {"status": MemberStatus(facts.status).label}
        cure = _("If that is wrong, ask for a correction and say since when you are a member in good standing.")
        return _told(self, facts, names, own, cure)


@dataclass(frozen=True, slots=True)
class JoinedBy:
    """Joined on this day or before; whose day is not known has not."""

    day: date

    def as_json(self) -> object:
        return {"joined_by": self.day.isoformat()}

    def passes(self, facts: Facts) -> bool:
        return facts.joined is not None and facts.joined <= self.day

    def condition(self, names: Names) -> Q:
        return Q(joined__isnull=False, joined__lte=self.day)

    def words(self, names: Names) -> str:
        return _("joined on or before %(day)s") % {"day": long_date(self.day)}

    def outcome(self, facts: Facts, names: Names) -> Outcome:
        own = (
            _("You joined on %(day)s.") % {"day": long_date(facts.joined)}
            if facts.joined
            else _("The day you joined is not known here.")
        )
        cure = _("If you joined earlier, ask for a correction and name what shows it: a card, a letter, a payment.")
        return _told(self, facts, names, own, cure)


@dataclass(frozen=True, slots=True)
class PaidUpTo:
    """Subscription paid up to this day at least; whose day is not known has not."""

    day: date

    def as_json(self) -> object:
        return {"paid_up_to": self.day.isoformat()}

    def passes(self, facts: Facts) -> bool:
        return facts.paid_until is not None and facts.paid_until >= self.day

    def condition(self, names: Names) -> Q:
        return Q(paid_until__isnull=False, paid_until__gte=self.day)

    def words(self, names: Names) -> str:
        return _("paid up to %(day)s or later") % {"day": long_date(self.day)}

    def outcome(self, facts: Facts, names: Names) -> Outcome:
        own = (
            _("You have paid up to %(day)s.") % {"day": long_date(facts.paid_until)}
            if facts.paid_until
            else _("No payment of yours is known here.")
        )
        cure = _("If you have paid, ask for a correction and say when and how; if not, ask whether you still can.")
        return _told(self, facts, names, own, cure)


@dataclass(frozen=True, slots=True)
class InBranch:
    """The home branch is this one, or lies under it."""

    code: str

    def as_json(self) -> object:
        return {"branch": self.code}

    def passes(self, facts: Facts) -> bool:
        return self.code in facts.home

    def condition(self, names: Names) -> Q:
        return Q(branch__path__startswith=_path(names, self.code))

    def words(self, names: Names) -> str:
        return _("home branch in %(branch)s") % {"branch": names.branch(self.code)}

    def outcome(self, facts: Facts, names: Names) -> Outcome:
        own = _("Your home branch: %(branch)s.") % {"branch": _listed(names.branch(each) for each in facts.home)}
        cure = _("If you belong to another branch, ask for a correction and say since when.")
        return _told(self, facts, names, own, cure)


@dataclass(frozen=True, slots=True)
class BelongsTo:
    """The home branch, or another branch, section or workplace of the member, is this one or lies under it."""

    code: str

    def as_json(self) -> object:
        return {"belongs_to": self.code}

    def passes(self, facts: Facts) -> bool:
        return self.code in facts.belongs

    def condition(self, names: Names) -> Q:
        path = _path(names, self.code)
        elsewhere = Belonging.objects.of(names.organisation).filter(branch__path__startswith=path)
        return Q(branch__path__startswith=path) | Q(pk__in=elsewhere.values("member"))

    def words(self, names: Names) -> str:
        return _("belongs to %(branch)s") % {"branch": names.branch(self.code)}

    def outcome(self, facts: Facts, names: Names) -> Outcome:
        own = _("You belong to: %(branches)s.") % {"branches": _listed(names.branch(each) for each in facts.belongs)}
        cure = _("If you belong to another branch, ask for a correction and say since when.")
        return _told(self, facts, names, own, cure)


@dataclass(frozen=True, slots=True)
class InCategory:
    """Has this category."""

    code: str

    def as_json(self) -> object:
        return {"category": self.code}

    def passes(self, facts: Facts) -> bool:
        return self.code in facts.categories

    def condition(self, names: Names) -> Q:
        having = Category.objects.of(names.organisation).filter(code=self.code)
        return Q(pk__in=Member.categories.through.objects.filter(category__in=having).values("member"))

    def words(self, names: Names) -> str:
        return _("category: %(category)s") % {"category": names.category(self.code)}

    def outcome(self, facts: Facts, names: Names) -> Outcome:
        own = (
            _("Your categories: %(categories)s.")
            % {"categories": _listed(names.category(each) for each in facts.categories)}
            if facts.categories
            else _("You have no category here.")
        )
        return _told(self, facts, names, own, _("If you belong to it, ask for a correction."))


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every one of these; with none, everybody on the books."""

    parts: tuple["Rule", ...]

    def as_json(self) -> object:
        return {"all": [part.as_json() for part in self.parts]}

    def passes(self, facts: Facts) -> bool:
        return all(part.passes(facts) for part in self.parts)

    def condition(self, names: Names) -> Q:
        joined = Q(pk__isnull=False)
        for part in self.parts:
            joined &= part.condition(names)
        return joined

    def words(self, names: Names) -> str:
        if not self.parts:
            return _("everybody on the books")
        return _("; and ").join(part.words(names) for part in self.parts)

    def outcome(self, facts: Facts, names: Names) -> Outcome:
        title = _("All of these:") if self.parts else self.words(names)
        return _together(self, facts, names, title)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of these."""

    parts: tuple["Rule", ...]

    def as_json(self) -> object:
        return {"any": [part.as_json() for part in self.parts]}

    def passes(self, facts: Facts) -> bool:
        return any(part.passes(facts) for part in self.parts)

    def condition(self, names: Names) -> Q:
        joined = Q(pk__in=[])
        for part in self.parts:
            joined |= part.condition(names)
        return joined

    def words(self, names: Names) -> str:
        return _("at least one of (%(tests)s)") % {"tests": _("; or ").join(part.words(names) for part in self.parts)}

    def outcome(self, facts: Facts, names: Names) -> Outcome:
        return _together(self, facts, names, _("At least one of these:"))


@dataclass(frozen=True, slots=True)
class Not:
    """Everybody who does not pass this."""

    part: "Rule"

    @property
    def parts(self) -> tuple["Rule", ...]:
        """What is not to hold."""
        return (self.part,)

    def as_json(self) -> object:
        return {"not": self.part.as_json()}

    def passes(self, facts: Facts) -> bool:
        return not self.part.passes(facts)

    def condition(self, names: Names) -> Q:
        return ~self.part.condition(names)

    def words(self, names: Names) -> str:
        return _("not (%(test)s)") % {"test": self.part.words(names)}

    def outcome(self, facts: Facts, names: Names) -> Outcome:
        return _together(self, facts, names, _("Not this:"))


Test = HasStatus | JoinedBy | PaidUpTo | InBranch | BelongsTo | InCategory
Rule = Test | AllOf | AnyOf | Not


def _told(test: Test, facts: Facts, names: Names, own: str, cure: str) -> Outcome:
    return Outcome(test.passes(facts), test.words(names), own, cure)


def _together(rule: AllOf | AnyOf | Not, facts: Facts, names: Names, title: str) -> Outcome:
    parts = tuple(part.outcome(facts, names) for part in rule.parts)
    return Outcome(rule.passes(facts), title, parts=parts)


def _path(names: Names, code: str) -> str:
    """The beginning that all branches under this one share; for a code that is gone, one that none has."""
    return names.paths.get(code, "//")


def _listed(words: "object") -> str:
    return ", ".join(sorted(words))  # type: ignore[call-overload]


# Reading a rule -------------------------------------------------------------------------------------------------------


def read_rule(given: object, place: str = "rule") -> Rule:
    """A rule from JSON; {} is everybody. Raises RuleError."""
    if given == {}:
        return AllOf(())
    if not isinstance(given, dict) or len(given) != 1:
        raise RuleError(
            _('%(place)s: one test stands here, written {"name": value}; the names are %(names)s')
            % {"place": place, "names": ", ".join(READERS)}
        )
    ((name, value),) = given.items()
    if name not in READERS:
        raise RuleError(
            _("%(place)s: there is no test “%(name)s”; the names are %(names)s")
            % {"place": place, "name": name, "names": ", ".join(READERS)}
        )
    return READERS[name](value, f"{place}.{name}")


def _parts(value: object, place: str) -> tuple[Rule, ...]:
    if not isinstance(value, list):
        raise RuleError(_("%(place)s: a list of tests stands here, in [ ]") % {"place": place})
    return tuple(read_rule(each, f"{place}[{position}]") for position, each in enumerate(value))


def _day(value: object, place: str) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise RuleError(
            _("%(place)s: “%(value)s” is no date; write it as 2026-01-31") % {"place": place, "value": value}
        ) from error


def _code(value: object, place: str) -> str:
    if not isinstance(value, str) or not value:
        raise RuleError(_("%(place)s: a code stands here, in quotation marks") % {"place": place})
    return value


def _statuses(value: object, place: str) -> tuple[str, ...]:
    listed = value if isinstance(value, list) else [value]
    wrong = [each for each in listed if each not in MemberStatus.values]
    if wrong or not listed:
        raise RuleError(
            _("%(place)s: a status is one of %(names)s") % {"place": place, "names": ", ".join(MemberStatus.values)}
        )
    return tuple(listed)


READERS: Mapping[str, Callable[[object, str], Rule]] = {
    "all": lambda value, place: AllOf(_parts(value, place)),
    "any": lambda value, place: AnyOf(_parts(value, place)),
    "not": lambda value, place: Not(read_rule(value, place)),
    "status": lambda value, place: HasStatus(_statuses(value, place)),
    "joined_by": lambda value, place: JoinedBy(_day(value, place)),
    "paid_up_to": lambda value, place: PaidUpTo(_day(value, place)),
    "branch": lambda value, place: InBranch(_code(value, place)),
    "belongs_to": lambda value, place: BelongsTo(_code(value, place)),
    "category": lambda value, place: InCategory(_code(value, place)),
}


def unknown_codes(rule: Rule, names: Names) -> list[str]:
    """The codes in a rule of which the organisation has no branch or category, in the order of the rule."""
    match rule:
        case InBranch(code) | BelongsTo(code):
            return [] if code in names.branches else [code]
        case InCategory(code):
            return [] if code in names.categories else [code]
        case AllOf() | AnyOf() | Not():
            return [code for part in rule.parts for code in unknown_codes(part, names)]
        case _:
            return []


# Asking it ------------------------------------------------------------------------------------------------------------


def entitled(organisation: Organisation, rule: Rule, names: Names | None = None) -> ScopedQuerySet[Member]:
    """The members who pass a rule today, each once, in however many branches."""
    return Member.objects.of(organisation).filter(rule.condition(names or Names.of(organisation)))


def explain(member: Member, rule: Rule, names: Names) -> Outcome:
    """Why a member may vote or may not: every test with what the record says and what to do if that is wrong."""
    return rule.outcome(Facts.of(member), names)


def sentences(rule: Rule, names: Names) -> Sequence[str]:
    """A rule in words, one line for each test at its top."""
    parts = rule.parts if isinstance(rule, AllOf) and rule.parts else (rule,)
    return [part.words(names) for part in parts]
