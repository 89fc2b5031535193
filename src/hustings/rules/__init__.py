"""One module per law or rule book, found by scanning this package.

A module offers its rules as `RULES`, a tuple of `Rule` records: a text that leaves a choice has one record for each
choice. No rule imports another.
"""

import importlib

from hustings.ballots.paper import MarkKind
from hustings.ballots.profile import Profile
from hustings.ballots.sentences import say
from hustings.count.contest import Contest, contest_of
from hustings.count.errors import CountError
from hustings.count.lots import NO_LOTS, Lots
from hustings.count.papers import rule_on
from hustings.count.rule import Rule
from hustings.count.transcript import Transcript
from hustings.count.whole_papers import one_by_one


def rule_modules() -> list[str]:
    """Names of the modules of this package, sorted; every one offers `RULES`."""
    from pkgutil import iter_modules

    return sorted(module.name for module in iter_modules(__path__))


def all_rules() -> list[Rule]:
    """Every rule of every module, in the order of modules and, within one, of its `RULES`."""
    return [rule for module in rule_modules() for rule in rules_of(module)]


def rules_of(module: str) -> tuple[Rule, ...]:
    """The rules that one module offers."""
    offered: tuple[Rule, ...] = importlib.import_module(f"{__name__}.{module}").RULES
    return offered


def find_rule(name: str) -> Rule:
    """The rule of this name; only the module that it must stand in is imported.

    A record is called after its module, with a suffix where there are several: `scotland_2011_ecount` stands in
    `scotland_2011`. Raises CountError for an unknown name.
    """
    words = name.split("_") if name.isidentifier() else []
    for length in range(len(words), 0, -1):
        module = "_".join(words[:length])
        try:
            offered = rules_of(module)
        except ModuleNotFoundError as missing:
            if missing.name != f"{__name__}.{module}":
                raise
            continue
        for rule in offered:
            if rule.name == name:
                return rule
    msg = say("no rule is called {name}; `hustings rules` lists them", name=repr(name))
    raise CountError(msg)


def hold_count(
    rule: Rule, profile: Profile, contest: Contest | None = None, lots: Lots = NO_LOTS, *, store: str = "auto"
) -> Transcript:
    """Count a profile under a rule: rule on the doubtful papers, then hold the count.

    `contest` None: as the file describes it. Rankings may be counted by a rule of marks: every candidate named is
    then marked. Raises CountError where this cannot be counted so, and LotNeeded where
    a tie must be settled by a lot that `lots` does not hold.
    """
    held = contest or contest_of(profile)
    if rule.marks is not profile.kind and (rule.marks, profile.kind) != (MarkKind.APPROVAL, MarkKind.RANKING):
        msg = say(
            "{rule} counts papers that bear {marks_said} marks; these bear {others_said} marks",
            rule=rule.name,
            marks_said=rule.marks.value,
            others_said=profile.kind.value,
        )
        raise CountError(msg)
    limit = rule.most_marks(held) if rule.most_marks else None
    papers = rule_on(profile, held, rule.ruling, limit, store)
    return rule.count(held, one_by_one(profile, papers) if rule.needs_order else papers, lots)
