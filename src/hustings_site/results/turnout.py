"""How many took part, of how many: figures that may each be unknown."""

from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True, kw_only=True)
class Turnout:
    """Numbers of people and papers; None is not known. `note` is what the source itself says of turnout.

    `papers` are those counted, valid or not: `valid` + `invalid` + `blank` where all three are known.
    """

    electorate: int | None = None
    papers: int | None = None
    valid: int | None = None
    invalid: int | None = None
    blank: int | None = None
    note: str = ""

    @property
    def counted(self) -> int | None:
        """The papers counted: as given, or the sum of the parts if all are known."""
        if self.papers is not None:
            return self.papers
        parts = (self.valid, self.invalid, self.blank)
        return None if None in parts else sum(part or 0 for part in parts)

    @property
    def share(self) -> Fraction | None:
        """Papers counted over the electorate, both known; else None."""
        if self.counted is None or not self.electorate:
            return None
        return Fraction(self.counted, self.electorate)

    def contradictions(self) -> list[str]:
        """What cannot be: more papers than people, parts that do not add up."""
        found = []
        counted = self.counted
        if counted is not None and self.electorate is not None and counted > self.electorate:
            found.append(
                _("%(papers)d papers were counted but only %(people)d people could vote")
                % {"papers": counted, "people": self.electorate}
            )
        known = sum(part or 0 for part in (self.valid, self.invalid, self.blank))
        if self.papers is not None:
            if None not in (self.valid, self.invalid, self.blank) and known != self.papers:
                found.append(
                    _("valid, invalid and blank papers make %(known)d, but %(papers)d were counted")
                    % {"known": known, "papers": self.papers}
                )
            elif known > self.papers:
                found.append(
                    _("the kinds of papers make %(known)d, but only %(papers)d were counted")
                    % {"known": known, "papers": self.papers}
                )
        return found
