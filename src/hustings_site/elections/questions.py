"""A question put to an electorate: yes, no, or neither, in the same booth as an election of people.

A higher room that puts one (whether a recommendation is withdrawn, whether somebody is recalled) makes the election
here with `put_to_vote`, reads what came of it with `answers.figures_of`, and says in `beside.py` what is printed with
it.
From the freeze of the roll to the opening of the ballots it is an election like any other, at the desk of whoever
runs the elections of that organisation.
"""

from collections.abc import Mapping
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils.translation import override

from hustings_site.elections.enums import ElectionKind, Majority, MotionAnswer
from hustings_site.elections.models import Election
from hustings_site.elections.setting_up import add_contest, begin_election, change_election
from hustings_site.elections.terms import announce, card_vote_faults
from hustings_site.roll.models import Electorate


def put_to_vote(
    *,
    by: str,
    electorate: Electorate,
    title: str,
    question: str,
    about: str,
    answers: tuple[str, str, str],
    dates: Mapping[str, datetime],
    adopted_by: str,
    adopted_on: date,
    majority: Majority,
    quorum_percent: int = 0,
    spares: int = 0,
) -> Election:
    """Announce a vote on one question to an electorate of an organisation, by an officer of it.

    `answers`: the words for yes, for no, and for neither, in the order of the paper. `dates`: freeze_at, codes_at,
    poll_opens, poll_closes, complaints_by. Each has one vote. Raises PermissionDenied, ValidationError.
    """
    if faults := card_vote_faults(electorate):
        raise ValidationError([f"{title}: {fault}" for fault in faults])
    organisation = electorate.organisation
    with override(organisation.language):
        election = begin_election(
            by=by, organisation=organisation, title=title[:200], kind=ElectionKind.MOTION, about=about
        )
    election = change_election(by=by, election=election, version=election.version, changes={**dates, "spares": spares})
    contest = add_contest(
        by=by,
        election=election,
        version=election.version,
        terms={
            "title": question[:200],
            "motion": question,
            "majority": majority,
            "electorate": electorate,
            "rule_adopted_by": adopted_by[:200],
            "rule_adopted_on": adopted_on,
            "quorum_percent": quorum_percent,
        },
    )
    for place, answer in zip(MotionAnswer, answers, strict=True):
        contest.candidates.filter(position=place).update(name=answer)
    election.refresh_from_db()
    announce(by=by, election=election)
    election.refresh_from_db()
    return election
