"""How candidates are called in a report: each by a name of their own, and by a letter in the charts."""

from collections.abc import Sequence

from hustings.count.contest import Contest


def printed_names(contest: Contest) -> list[str]:
    """One name a candidate, by number, no two alike: the second of one name gets " (2)", and so on."""
    taken: set[str] = set()
    names = []
    for candidate in contest.candidates:
        name, number = candidate.name, 1
        while name in taken:
            number += 1
            name = f"{candidate.name} ({number})"
        taken.add(name)
        names.append(name)
    return names


def name_warnings(contest: Contest) -> tuple[str, ...]:
    """A sentence for each name that several candidates share."""
    names = [candidate.name for candidate in contest.candidates]
    shared = [name for name in dict.fromkeys(names) if names.count(name) > 1]
    return tuple(
        f"{names.count(name)} candidates are called {name}; a number tells them apart here, in the order of the list"
        for name in shared
    )


def letters(number: int) -> list[str]:
    """A letter for each of so many candidates in the order of the list: A to Z, then AA, AB ..."""
    return [_letter(i) for i in range(number)]


def listed(names: Sequence[str], last: str = "and", semicolon: str = "; ") -> str:
    """Names as read out: "Ash", "Ash and Birch", "Ash, Birch and Cedar"; names with commas: "Ash, A.; Birch, B.".

    `last` stands before the last of them.
    """
    if len(names) < 2:
        return "".join(names)
    comma = semicolon if any(", " in name for name in names) else ", "
    return f"{comma.join(names[:-1])} {last} {names[-1]}"


def _letter(number: int) -> str:
    before, last = divmod(number, 26)
    return (_letter(before - 1) if before else "") + chr(ord("A") + last)
