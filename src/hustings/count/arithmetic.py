"""Votes are integers in units of a rule's last decimal place; every division says by its name how it rounds."""

from typing import NewType

Votes = NewType("Votes", int)
"""Votes in units of 10**-decimals of one vote, `decimals` being the rule's; a rule without decimals: whole votes."""

NO_VOTES = Votes(0)


def divide_down(numerator: int, denominator: int) -> int:
    """The quotient, any remainder ignored. Both operands at least 0; the denominator above 0."""
    return numerator // denominator


def divide_up(numerator: int, denominator: int) -> int:
    """The quotient, raised to the next integer where there is a remainder. Operands as for `divide_down`."""
    return -(-numerator // denominator)


def decimal_text(votes: int, decimals: int) -> str:
    """Votes as a decimal number with exactly `decimals` places: decimal_text(12345, 2) is "123.45"."""
    if not decimals:
        return str(votes)
    sign, digits = ("-", -votes) if votes < 0 else ("", votes)
    whole, part = divmod(digits, 10**decimals)
    return f"{sign}{whole}.{part:0{decimals}d}"
