"""A contest written into a TOML file: what is to be filled, who stands, what binds the result, who has gone since.

    [contest]
    title = "Executive committee"
    vacancies = 9
    rule = "scotland_2011"
    reopen_nominations = "again"

    [[candidate]]
    id = "ash"
    name = "Ada Ash"
    categories = ["women", "north"]

    [[candidate]]
    id = "birch-cedar"
    name = "Ben Birch and Cal Cedar"
    persons = ["birch", "cedar"]
    standing = "suspended"

    [[candidate]]
    id = "ron"
    name = "Re-open nominations"
    standing = "re-open nominations"

    [[constraint]]
    category = "women"
    min = 4

    [[withdrawal]]
    candidate = "birch-cedar"
    policy = "passed over"
    note = "suspended on 3 May"

    [lots]
    source = "order drawn before the poll closed"
    order = ["ash", "birch-cedar", "ron"]

Candidates are those of the ballot file, known by the printed name; the file may list them in any order. Without a
[[candidate]] the ballot file's list stands. What each word means is in docs/cli/count.md.
"""

from collections.abc import Sequence
from typing import NamedTuple

from hustings.ballots.paper import CandidateId
from hustings.ballots.profile import Profile
from hustings.ballots.sentences import say, say_many
from hustings.contests.lots_file import SHOWN_IN, lots_in, named_candidate
from hustings.contests.outcome import Arrangements, Reopen, counted_contest
from hustings.contests.reopening import WAYS
from hustings.contests.toml_text import Table, TomlText
from hustings.contests.withdrawals import Policy, Withdrawal
from hustings.count.contest import Candidate, Constraint, Contest
from hustings.count.errors import CountError
from hustings.count.lots import NO_LOTS, Lots

RON = "re-open nominations"
GONE = ("withdrawn", "suspended")
STANDINGS = ("standing", *GONE, "protected", RON)


class ContestFile(NamedTuple):
    """What a contest file says. `rule` is empty where it names none; `lots` are for `counted_contest(arrangements)`."""

    rule: str
    arrangements: Arrangements
    lots: Lots


def read_contest(text: str, name: str, profile: Profile, vacancies: int | None = None) -> ContestFile:
    """The contest in the text of a file called `name`, for these papers; `vacancies` overrides the file's.

    Raises ContestFileError with the line and the cure.
    """
    file = TomlText(text, name)
    document = file.document(SHOWN_IN)
    known = ("contest", "candidate", "constraint", "withdrawal", "lots")
    file.refuse_unknown(document, known, say("a contest file holds {keys}"))
    head = file.table(document, "contest")
    file.refuse_unknown(head, ("title", "vacancies", "rule", "reopen_nominations"), say("[contest] holds {keys}"))
    entries = _entries(file, file.tables(document, "candidate"), profile)
    filled = vacancies or file.number(head, "vacancies", profile.vacancies)
    try:
        contest = Contest(
            tuple(_candidate(file, entry) for entry in entries),
            filled,
            file.string(head, "title", profile.title),
            tuple(_constraint(file, table) for table in file.tables(document, "constraint")),
            profile.withdrawn,
            protected=_standing(file, entries, "protected"),
        )
        _check_constraints(file, contest)
        arrangements = Arrangements(
            contest,
            _withdrawals(file, file.tables(document, "withdrawal"), entries, contest),
            _reopen(file, head, entries),
            tuple((CandidateId(c), tuple(who)) for c, entry in enumerate(entries) if (who := _persons(file, entry))),
        )
        counted = counted_contest(arrangements)
    except CountError as contradiction:
        file.refuse("[contest]", contradiction.said, say("change one of the two"))
    lots = lots_in(file, file.table(document, "lots"), counted) if "lots" in document else NO_LOTS
    return ContestFile(file.string(head, "rule", ""), arrangements, lots)


def _entries(file: TomlText, tables: Sequence[Table], profile: Profile) -> list[Table]:
    """One table a candidate, in the order of the papers."""
    if not tables:
        return [{"id": str(i), "name": name} for i, name in enumerate(profile.candidates, start=1)]
    waiting = list(tables)
    entries: list[Table] = []
    for name in profile.candidates:
        entry = next((table for table in waiting if file.string(table, "name") == name), None)
        if entry is None:
            file.refuse(
                "[[candidate]]",
                say("{name} is on the papers and not here", name=name),
                say("add a [[candidate]] of that name"),
            )
        waiting.remove(entry)
        entries.append(entry)
    if waiting:
        name = file.string(waiting[0], "name")
        listed = ", ".join(profile.candidates)
        file.refuse(
            f'"{name}"',
            say("{name} is not on the papers", name=name),
            say("the papers list: {listed}", listed=listed),
            waiting[0],
        )
    return entries


def _candidate(file: TomlText, entry: Table) -> Candidate:
    file.refuse_unknown(entry, ("id", "name", "categories", "standing", "persons"), say("a candidate holds {keys}"))
    name = file.string(entry, "name")
    categories = file.strings(entry, "categories", say("categories of {name}", name=name))
    return Candidate(file.string(entry, "id", name), name, frozenset(categories))


def _persons(file: TomlText, entry: Table) -> list[str]:
    return file.strings(entry, "persons", say("persons of {name}", name=file.string(entry, "name")))


def _standing(file: TomlText, entries: Sequence[Table], *wanted: str) -> frozenset[CandidateId]:
    return frozenset(
        CandidateId(c)
        for c, entry in enumerate(entries)
        if file.choice(entry, "standing", STANDINGS, "standing", say("no candidate's standing is {value}")) in wanted
    )


def _constraint(file: TomlText, table: Table) -> Constraint:
    file.refuse_unknown(table, ("category", "min", "max"), say("a constraint holds {keys}"))
    if "min" not in table and "max" not in table:
        file.refuse(
            "[[constraint]]",
            say("a constraint without min or max"),
            say("write min = ... or max = ... in it"),
            table,
        )
    maximum = file.number(table, "max") if "max" in table else None
    return Constraint(file.string(table, "category"), file.number(table, "min", 0), maximum)


def _check_constraints(file: TomlText, contest: Contest) -> None:
    known = {category for candidate in contest.candidates for category in candidate.categories}
    for category, minimum, maximum in contest.constraints:
        if category not in known:
            listed = ", ".join(sorted(known))
            file.refuse(
                f'"{category}"',
                say("no candidate is in category {category}", category=repr(category)),
                say("the categories are: {listed}", listed=listed) if known else say("the categories are: none"),
            )
        if maximum is not None and minimum > maximum:
            file.refuse(
                f'"{category}"',
                say("at least {minimum} and at most {maximum}", minimum=minimum, maximum=maximum),
                say("let min be no more than max"),
            )


def _withdrawals(
    file: TomlText, tables: Sequence[Table], entries: Sequence[Table], contest: Contest
) -> tuple[Withdrawal, ...]:
    withdrawals = tuple(_withdrawal(file, table, contest) for table in tables)
    treated = [w.candidate for w in withdrawals]
    for candidate in sorted(_standing(file, entries, *GONE)):
        if candidate not in treated:
            known = ", ".join(f'"{policy}"' for policy in Policy)
            name = contest.name(candidate)
            file.refuse(
                f'"{name}"',
                say("{name} has gone and no policy is named", name=name),
                say("add a [[withdrawal]], policy: {known}", known=known),
            )
    for candidate in treated:
        if treated.count(candidate) > 1:
            file.refuse(
                "[[withdrawal]]",
                say("two withdrawals of {name}", name=contest.name(candidate)),
                say("keep one of them"),
            )
    return withdrawals


def _withdrawal(file: TomlText, table: Table, contest: Contest) -> Withdrawal:
    file.refuse_unknown(table, ("candidate", "policy", "note"), say("a withdrawal holds {keys}"))
    candidate = named_candidate(file, file.string(table, "candidate"), contest, table)
    policy = file.choice(table, "policy", list(Policy), "", say("no policy is called {value}"))
    return Withdrawal(candidate, Policy(policy), file.string(table, "note", ""))


def _reopen(file: TomlText, head: Table, entries: Sequence[Table]) -> Reopen | None:
    standing = sorted(_standing(file, entries, RON))
    if not standing and "reopen_nominations" not in head:
        return None
    if len(standing) != 1:
        file.refuse(
            f'"{RON}"' if standing else "reopen_nominations",
            say_many("{number} candidates stand for re-opening nominations", number=len(standing)),
            say('give exactly one [[candidate]] standing = "{ron}"', ron=RON),
        )
    if "reopen_nominations" not in head:
        file.refuse(
            f'"{RON}"',
            say("how re-open nominations counts is not said"),
            say("write reopen_nominations in [contest]"),
        )
    return Reopen(standing[0], file.choice(head, "reopen_nominations", list(WAYS), "", say("no way is called {value}")))
