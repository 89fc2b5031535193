"""A TOML file that a returning officer writes: read strictly, and refused with the line and the cure."""

from collections.abc import Mapping, Sequence
from typing import NoReturn

from hustings.ballots.sentences import FaultError, Sentence, say

Table = Mapping[str, object]


class ContestFileError(FaultError, ValueError):
    """A file of a contest or of its lots that cannot be used; the message says where, what, and what to change."""


class TomlText:
    """The text of a file called `name`. Values are asked for with the type they must have; what does not fit is
    refused at the line where it stands."""

    def __init__(self, text: str, name: str) -> None:
        self.text, self.name = text, name
        self._begins: dict[int, int] = {}

    def document(self, shown_in: str) -> Table:
        """The whole file; `shown_in` is the page that shows how one is written. Raises ContestFileError."""
        from tomllib import TOMLDecodeError, loads

        try:
            return loads(self.text)
        except TOMLDecodeError as fault:
            what, _, place = str(fault).partition(" (at ")
            line = place.removeprefix("line ").partition(",")[0]
            number = int(line) if line.isdecimal() else self.text.count("\n") + 1
            msg = say(
                "{place}: {why_said}; the file is TOML, as {shown_in} shows",
                place=f"{self.name}:{number}",
                why_said=what[:1].lower() + what[1:],
                shown_in=shown_in,
            )
            raise ContestFileError(msg) from None

    def table(self, table: Table, key: str) -> Table:
        """The table `[key]`, empty where there is none."""
        value = table.get(key, {})
        if not isinstance(value, Mapping):
            self.refuse(key, say("{key} is a table of its own", key=key), say("write [{key}] above it", key=key))
        return value

    def tables(self, table: Table, key: str) -> list[Table]:
        """Every table `[[key]]`, in order."""
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, Mapping) for each in value):
            self.refuse(key, say("a {key} is a table of its own", key=key), say("write [[{key}]] above it", key=key))
        heads = [n for n, line in self._lines() if line.replace(" ", "").endswith((f"[[{key}]]", f".{key}]]"))]
        self._begins |= {id(each): head for each, head in zip(value, heads, strict=False)}
        return value

    def string(self, table: Table, key: str, default: str | None = None) -> str:
        """A text; without a default it must be there."""
        value = self._there(table, key, default, '"..."')
        if not isinstance(value, str):
            self.refuse(key, say("{key} is not a text", key=key), say('write {key} = "..."', key=key), table)
        return value

    def number(self, table: Table, key: str, default: int | None = None) -> int:
        """A whole number, at least 0; without a default it must be there."""
        value = self._there(table, key, default, say("a number"))
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            self.refuse(
                key,
                say("{key} is not a whole number", key=key),
                say("write {key} = 1, 2, 3 ...", key=key),
                table,
            )
        return value

    def strings(self, table: Table, key: str, what: str | Sentence) -> list[str]:
        """A list of texts, empty where there is none; `what` is said of it where it is something else."""
        value = table.get(key, [])
        if not isinstance(value, Sequence) or isinstance(value, str) or not all(isinstance(v, str) for v in value):
            self.refuse(
                key,
                say("{what} is not a list of names", what=what),
                say('write {key} = ["first name", "second name"]', key=key),
                table,
            )
        return list(value)

    def choice(self, table: Table, key: str, known: Sequence[str], default: str, what: Sentence) -> str:
        """One of the words `known`; `what` is said of any other, in its place "value"."""
        value = self.string(table, key, default)
        if value not in known:
            listed = ", ".join(f'"{word}"' for word in known)
            self.refuse(
                f'"{value}"',
                what.filled(value=repr(value)),
                say("{key} is one of {listed}", key=key, listed=listed),
                table,
            )
        return value

    def refuse_unknown(self, table: Table, known: Sequence[str], holds: Sentence) -> None:
        """Refuse keys that mean nothing here; `holds` is said of those that do, in its place "keys"."""
        if unknown := sorted(table.keys() - set(known)):
            self.refuse(
                unknown[0],
                say("unknown key {unknown}", unknown=repr(unknown[0])),
                holds.filled(keys=", ".join(sorted(known))),
                table,
            )

    def refuse(self, needle: str, what: Sentence, cure: Sentence, table: Table | None = None) -> NoReturn:
        """Raise ContestFileError: what is wrong; what to do. The line is the first that holds `needle`, of those
        from the head of `table` on where it is one of several; failing that, that head, or the first of all."""
        first = self._begins.get(id(table), 1)
        found = (n for n, line in self._lines() if n >= first and needle and needle in line)
        msg = say("{place}: {what}; {cure}", place=f"{self.name}:{next(found, first)}", what=what, cure=cure)
        raise ContestFileError(msg)

    def _there(self, table: Table, key: str, default: object, example: str | Sentence) -> object:
        if key not in table and default is None:
            self.refuse(
                "",
                say("{key} is missing", key=key),
                say("write {key} = {example}", key=key, example=example),
                table,
            )
        return table.get(key, default)

    def _lines(self) -> list[tuple[int, str]]:
        """The lines with their numbers, from 1, without those that are comments."""
        numbered = enumerate(self.text.splitlines(), start=1)
        return [(number, line.strip()) for number, line in numbered if not line.lstrip().startswith("#")]
