"""What a check reports when it does not hold."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that does not hold, where, what it required and what was there. `check` is a name of `verify.CHECKS`."""

    check: str
    subject: str
    expected: str
    got: str

    def within(self, place: str) -> "Finding":
        """The same finding seen from outside: `place` is put before the subject."""
        return replace(self, subject=f"{place}, {self.subject}" if self.subject else place)
