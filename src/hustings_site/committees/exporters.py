"""Every vote of a committee as one table. Words that programs read are the same in every language."""

from collections.abc import Iterator

from hustings_site.committees.doors import today
from hustings_site.committees.enums import WITHOUT_DIVISION, DecisionKind
from hustings_site.committees.models import Committee
from hustings_site.committees.selectors.meetings import decisions_of, sat_on
from hustings_site.committees.selectors.seats import sitting

VOTE_COLUMNS = ("meeting", "date", "decision", "title", "taken", "free", "carried", "person", "option", "recorded_at")


def vote_rows(committee: Committee) -> Iterator[tuple[object, ...]]:
    """One row for each member and decision; of one agreed without a division, for everybody who sat, saying so."""
    tenures = sitting(committee, today()).tenures
    names = {person.pk: person.name for person in committee.organisation.people.all()}
    for shown in decisions_of(committee):
        decision, meeting = shown.decision, shown.decision.meeting
        head = (meeting.title, meeting.on, decision.pk, decision.title, decision.kind, decision.free, decision.carried)
        if decision.kind == DecisionKind.WITHOUT:
            people = {t.person for t in tenures if sat_on([t], meeting.on)}
            for name in sorted(names[each] for each in people):
                yield (*head, name, WITHOUT_DIVISION, decision.recorded_at.isoformat())
        for option, votes in shown.by_option:
            for each in votes:
                yield (*head, each.vote.person.name, option.value, each.vote.recorded_at.isoformat())
