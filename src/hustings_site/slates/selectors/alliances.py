"""What everybody reads of an alliance."""

from dataclasses import dataclass

from hustings_site.journal import clock
from hustings_site.slates.models import Alliance, AlliedBody, Approach, ApproachAnswer, Undertaking


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the ledger: the answer in force, None: none yet; `days` from the one to the other, or until today."""

    approach: Approach
    answer: ApproachAnswer | None
    days: int


@dataclass(frozen=True, slots=True)
class Bound:
    """Who agreed beforehand to be bound, and the word that took it back, if any."""

    said: Undertaking
    taken_back: Undertaking | None


def ledger_of(alliance: Alliance) -> list[Line]:
    """Whom the alliance asked and who asked, in the order of the days."""
    today = clock.now().date()
    found = []
    for approach in alliance.approaches.select_related("body").prefetch_related("answers"):
        answers = list(approach.answers.all())
        answer = answers[-1] if answers else None
        found.append(Line(approach, answer, ((answer.on if answer else today) - approach.made_on).days))
    return found


def undertakings_of(alliance: Alliance) -> list[Bound]:
    """Every word given, in the order of the days, with what took it back."""
    rows = list(alliance.undertakings.all())
    back = {each.takes_back_id: each for each in rows if each.takes_back_id}
    return [Bound(each, back.get(each.pk)) for each in rows if each.takes_back_id is None]


def bodies_of(alliance: Alliance) -> list[AlliedBody]:
    """Everybody who is or was in it, with their delegates."""
    return list(alliance.allied.select_related("body").prefetch_related("delegates"))
