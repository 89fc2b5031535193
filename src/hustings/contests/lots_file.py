"""The lots of a count written into a small TOML file: an order of all candidates, draws recorded on the night, or both.

    source = "order drawn on 3 May before the poll closed, J. Ash and M. Birch watching"
    order = ["Alder", "Birch", "Cedar"]

    [[draw]]
    purpose = "exclude"
    order = ["Cedar", "Birch"]
    note = "drawn by J. Ash, watched by M. Birch"

Candidates are named as on the list of candidates, or by their id. `purpose` is what the lot decides: "exclude" (the
first drawn is excluded), "transfer" (the first drawn is transferred first) or "elect" (the first drawn is elected).
"""

from collections.abc import Sequence

from hustings.ballots.paper import CandidateId
from hustings.ballots.sentences import Sentence, say
from hustings.contests.toml_text import Table, TomlText
from hustings.count.contest import Contest
from hustings.count.lots import Draw, Lots, Purpose

SHOWN_IN = "docs/cli/count.md"


def read_lots(text: str, name: str, contest: Contest) -> Lots:
    """The lots in the text of a file called `name`, for a contest. Raises ContestFileError."""
    file = TomlText(text, name)
    return lots_in(file, file.document(SHOWN_IN), contest)


def lots_in(file: TomlText, table: Table, contest: Contest) -> Lots:
    """The lots in a table of a file, for a contest. Raises ContestFileError."""
    file.refuse_unknown(table, ("source", "order", "draw"), say("a file of lots holds {keys}"))
    order = named_candidates(file, table, "order", contest, "order")
    if order:
        _check_everybody(file, order, contest)
    draws = file.tables(table, "draw")
    if not order and not draws:
        file.refuse(
            "",
            say("neither an order nor a draw"),
            say("write order = [...] with all candidates, or a [[draw]]"),
        )
    source = file.string(table, "source", f"the file {file.name}")
    return Lots(order, tuple(_draw(file, draw, contest) for draw in draws), source)


def named_candidates(
    file: TomlText, table: Table, key: str, contest: Contest, what: str | Sentence
) -> tuple[CandidateId, ...]:
    """The candidates that a list in a file names, by name or id, each once. Raises ContestFileError."""
    names = file.strings(table, key, what)
    found = [named_candidate(file, name, contest, table) for name in names]
    if twice := next((name for name, c in zip(names, found, strict=True) if found.count(c) > 1), None):
        file.refuse(
            f'"{twice}"',
            say("{twice} stands twice in {what}", twice=twice, what=what),
            say("name each candidate once"),
            table,
        )
    return tuple(found)


def named_candidate(file: TomlText, name: str, contest: Contest, table: Table) -> CandidateId:
    """The candidate whom a table of the file names, by name or id. Raises ContestFileError where there is none, or
    where several have the name."""
    candidates = contest.candidates
    found = [i for i, c in enumerate(candidates) if c.name == name]
    if len(found) > 1:
        ids = ", ".join(f'"{candidates[i].id}"' for i in found)
        file.refuse(
            f'"{name}"',
            say("{many} candidates are called {name}", many=len(found), name=name),
            say("use their ids: {ids}", ids=ids),
            table,
        )
    found = found or [i for i, c in enumerate(candidates) if c.id == name]
    if not found:
        listed = ", ".join(c.name for c in candidates)
        file.refuse(
            f'"{name}"',
            say("no candidate is called {name}", name=repr(name)),
            say("the candidates are: {listed}", listed=listed),
            table,
        )
    return CandidateId(found[0])


def _draw(file: TomlText, draw: Table, contest: Contest) -> Draw:
    file.refuse_unknown(draw, ("purpose", "order", "note"), say("a draw holds {keys}"))
    for key in ("purpose", "order"):
        if key not in draw:
            file.refuse(
                "[[draw]]",
                say("a draw without {key}", key=key),
                say("write {key} = ... in it", key=key),
                draw,
            )
    purpose = file.choice(draw, "purpose", list(Purpose), "", say("no lot is drawn for {value}"))
    order = named_candidates(file, draw, "order", contest, say("the order of a draw"))
    if len(order) < 2:
        file.refuse(
            "order",
            say("a draw among fewer than two candidates"),
            say("name all who were tied, first drawn first"),
            draw,
        )
    return Draw(order, Purpose(purpose), file.string(draw, "note", ""))


def _check_everybody(file: TomlText, order: Sequence[CandidateId], contest: Contest) -> None:
    standing = [CandidateId(c) for c in range(len(contest.candidates)) if c not in contest.withdrawn]
    if missing := [contest.name(c) for c in standing if c not in order]:
        file.refuse(
            "order",
            say("the order leaves out {missing}", missing=", ".join(missing)),
            say("an order names all candidates"),
        )
