"""The terms of an election: everything that is fixed and public before nominations open.

`announce` writes them down as they stand, with their fingerprint in the journal, and promises every act of the
timetable. From then on nothing of them changes but by a public correction with its reason, by two officers: any term
while nominations are not open, a date as long as it is still to come.
"""

import hashlib
import json
import secrets
from collections.abc import Mapping
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils.translation import gettext as _

from hustings.count.errors import CountError
from hustings.rules import find_rule
from hustings_site.accounts.enums import Office
from hustings_site.accounts.permissions import require
from hustings_site.elections.columns import column, label
from hustings_site.elections.enums import BallotOrder, CodeIssue, ContestState, ElectionKind, PaperRule
from hustings_site.elections.life import carry_candidates_over
from hustings_site.elections.models import Contest, Election, Terms
from hustings_site.elections.permissions import scopes_of
from hustings_site.elections.timetable import (
    DATES,
    carried_over,
    dates_of,
    election_of,
    make_promises,
    order_message,
    out_of_order,
)
from hustings_site.elections.two_officers import require_two
from hustings_site.journal import clock
from hustings_site.journal.approvals import propose
from hustings_site.journal.models import Proposal
from hustings_site.journal.services import record
from hustings_site.roll.models import Electorate

ELECTION_TERMS = (
    "title",
    "kind",
    "about",
    "statutory",
    "scrutineer",
    *DATES,
    "nominations_shown",
    "turnout_shown",
    "papers_shown",
    "code_issue",
    "spares",
    "two_channels",
    "paper_rule",
)
CONTEST_TERMS = (
    "title",
    "vacancies",
    "term_ends",
    "electorate",
    "rule",
    "rule_adopted_by",
    "rule_adopted_on",
    "constraints",
    "ballot_order",
    "printed",
    "when_withdrawn",
    "when_suspended",
    "threshold",
    "names_each",
    "statement_words",
    "quorum_percent",
)
"""Fields of the two tables that are terms; the fingerprint of the order's seed is one besides."""

MOTION_TERMS = (
    "title",
    "motion",
    "majority",
    "rule_adopted_by",
    "rule_adopted_on",
    "electorate",
    "quorum_percent",
)
"""Of a contest that is a vote on a motion."""

EVERY_TERM = tuple(dict.fromkeys((*CONTEST_TERMS, *MOTION_TERMS)))
"""Of a contest of whatever kind."""


def terms_of_kind(contest: Contest) -> tuple[str, ...]:
    """The fields that are terms of this contest."""
    return MOTION_TERMS if contest.election.kind == ElectionKind.MOTION else CONTEST_TERMS


Lacking = tuple[str, str]
"""The field at fault ("poll_opens", "contest:3:rule", or "" for the whole), and what is to be done."""


def lacking(election: Election) -> list[Lacking]:
    """What has to be filled in or mended before the terms can be announced; empty: they can."""
    found = [
        (name, _("Set “%(what)s” in the timetable.") % {"what": label(Election, name)})
        for name in dates_of(election)
        if getattr(election, name) is None
    ]
    found += [(later, order_message(earlier, later)) for earlier, later in out_of_order(election)]
    first = dates_of(election)[0]
    begins = getattr(election, first)
    if begins is not None and begins <= clock.now():
        found.append((first, _("“%(what)s” is past already: choose a later time.") % {"what": label(election, first)}))
    if election.statutory and not election.organisation.two_officers:
        found.append(
            ("statutory", _("A poll that the law prescribes needs two officers: switch that on for the organisation."))
        )
    if election.statutory and not election.scrutineer:
        found.append(("scrutineer", _("A poll that the law prescribes needs an independent scrutineer: name one.")))
    if election.statutory and election.code_issue == CodeIssue.SERVER:
        found.append(
            ("code_issue", _("For a poll that the law prescribes an independent code office draws the voting codes."))
        )
    contests = list(election.contests.select_related("electorate"))
    if not contests:
        found.append(("", _("Add at least one contest: a post to be filled.")))
    return found + [
        (f"contest:{contest.pk}:{name}", f"{contest.title}: {what}")
        for contest in contests
        for name, what in _lacking_in(contest)
    ]


def _lacking_in(contest: Contest) -> list[Lacking]:
    found = []
    if contest.electorate is None:
        found.append(("electorate", _("Say who may vote: choose an electorate.")))
    elif contest.electorate.organisation_id != contest.election.organisation_id:
        found.append(("electorate", _("This electorate is another organisation’s: choose one of your own.")))
    if contest.election.kind == ElectionKind.MOTION:
        found += _lacking_of_a_motion(contest)
    elif not contest.rule:
        found.append(("rule", _("Choose the rule by which it is counted.")))
    if not contest.rule_adopted_by or contest.rule_adopted_on is None:
        found.append(("rule_adopted_by", _("Say who adopted the rule, and when.")))
    found += [("constraints", fault) for fault in constraint_faults(contest)]
    found += [("electorate", fault) for fault in weight_faults(contest)]
    return found


def _lacking_of_a_motion(contest: Contest) -> list[Lacking]:
    found = []
    if not contest.motion:
        found.append(("motion", _("Give the text of the motion.")))
    if not contest.majority:
        found.append(("majority", _("Choose the majority by which it is carried.")))
    weighted = contest.electorate is not None and contest.electorate.weighted
    if weighted and contest.election.paper_rule != PaperRule.NO_PAPER:
        found.append(("electorate", _("Cards with several votes are not cast on paper: hold this vote without paper.")))
    return found


def weight_faults(contest: Contest) -> list[str]:
    """What is wrong with the electorate of a contest that elects people.

    Rules count papers, and the ballots of a ranking are shuffled, which needs a weight of one for each; only votes on
    motions are added up with weights.
    """
    if contest.electorate is None or contest.election.kind == ElectionKind.MOTION:
        return []
    return card_vote_faults(contest.electorate)


def card_vote_faults(electorate: Electorate) -> list[str]:
    """What is wrong with an electorate where each has one vote: that some have more by it."""
    if not electorate.weighted:
        return []
    return [
        _(
            "“%(electorate)s” is for card votes, and here each has one vote: choose another electorate, or take "
            "“a card vote” off this one."
        )
        % {"electorate": electorate.name}
    ]


def constraint_faults(contest: Contest) -> list[str]:
    """What contradicts itself in the constraints: [{"category", "min", "max"}], max None for no limit."""
    faults = []
    for each in contest.constraints:
        least, most = each["min"], each["max"]
        if most is not None and least > most:
            faults.append(
                _("At least %(min)d and at most %(max)d of “%(category)s” cannot both be.")
                % {"min": least, "max": most, "category": each["category"]}
            )
        elif least > contest.vacancies:
            faults.append(
                _("At least %(min)d of “%(category)s” are more than the vacancies (%(vacancies)d).")
                % {"min": least, "category": each["category"], "vacancies": contest.vacancies}
            )
    return faults


@transaction.atomic
def announce(*, by: str, election: Election) -> Terms:
    """Fix and publish the terms, and promise every act of the timetable. It cannot be taken back.

    Raises ValidationError with everything that is lacking.
    """
    held = _held(by, election)
    if held.announced_at is not None:
        raise ValidationError(_("The terms are announced already: what is to change now is a public correction."))
    if faults := lacking(held):
        raise ValidationError([what for _field, what in faults])
    for contest in held.contests.filter(ballot_order__in=[BallotOrder.LOT, BallotOrder.ROTATED], order_seed=""):
        contest.order_seed = secrets.token_hex(16)
        contest.save(update_fields=["order_seed"])
    held.announced_at = clock.now()
    held.version += 1
    held.save(update_fields=["announced_at", "version"])
    terms = _publish(by, held, "elections.announce", "")
    for contest in held.contests.all():
        if carried_over(contest):
            carry_candidates_over(by=by, contest=contest)
    make_promises(by=by, election=held)
    return terms


def propose_correction(
    *, by: str, election: Election, of: Election | Contest, changes: Mapping[str, object], reason: str
) -> Proposal:
    """Ask a second officer to correct announced terms of the election or of one of its contests (`of`).

    `changes`: {field: new value}. Raises ValidationError where the term can no longer be changed.
    """
    require(by, Office.RETURNING_OFFICER, Office.DEPUTY, scopes=scopes_of(election))
    if not reason.strip():
        raise ValidationError(_("Say why: everybody reads the reason beside the corrected terms."))
    if not changes:
        raise ValidationError(_("Nothing is different from the terms in force."))
    _refuse_too_late(election, of, changes)
    return propose(
        by=by,
        place=election.scope,
        act="elections.correct_terms",
        subject=of.scope,
        title=_("Correct the terms of %(what)s: %(fields)s")
        % {"what": of, "fields": ", ".join(label(of, name) for name in changes)},
        details={"changes": {name: _plain(value) for name, value in changes.items()}, "reason": reason.strip()},
        reason=reason.strip(),
        alone=not election.organisation.two_officers,
    )


@transaction.atomic
def correct_terms(*, by: str, of: Election | Contest, changes: Mapping[str, object], reason: str) -> Terms:
    """Correct announced terms, as two officers have agreed: a new edition, in public, with its reason."""
    held = _held(by, of if isinstance(of, Election) else of.election)
    row: Election | Contest = held if isinstance(of, Election) else held.contests.select_for_update().get(pk=of.pk)
    require_two(by, row, "elections.correct_terms")
    given = {name: column(row, name).to_python(value) for name, value in changes.items()}
    _refuse_too_late(held, row, given)
    for name, value in given.items():
        setattr(row, column(row, name).attname, value)
    row.full_clean()
    held.version += 1
    held.save()
    if row is not held:
        row.save()
    if faults := [what for name, what in lacking(held) if name != dates_of(held)[0]]:
        raise ValidationError(faults)
    terms = _publish(by, held, "elections.correct_terms", reason)
    make_promises(by=by, election=held)
    return terms


def terms_text(election: Election) -> str:
    """The terms as published: JSON with sorted keys, two spaces deep, ending in a line feed; times in UTC."""
    contests = [_contest_terms(contest) for contest in election.contests.select_related("electorate")]
    terms = {
        "organisation": {"name": election.organisation.name, "two_officers": election.organisation.two_officers},
        "election": {name: getattr(election, name) for name in ELECTION_TERMS},
        "contests": contests,
    }
    return json.dumps(terms, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False, indent=2) + "\n"


def _contest_terms(contest: Contest) -> dict[str, object]:
    terms = {name: getattr(contest, name) for name in terms_of_kind(contest)}
    electorate = contest.electorate
    terms["electorate"] = {"name": electorate.name, "rule": electorate.rule} if electorate else None
    if contest.election.kind == ElectionKind.MOTION:
        return terms | {"weighted": electorate is not None and electorate.weighted}
    terms["seed_sha256"] = seed_fingerprint(contest)
    try:
        rule = find_rule(contest.rule)
    except CountError:
        return terms
    terms["rule"] = {"name": rule.name, "title": rule.title, "source": rule.source}
    return terms


def seed_fingerprint(contest: Contest) -> str:
    """SHA-256 of the seed of the ballot order, published before anybody is named; "" where no lot is drawn."""
    return hashlib.sha256(contest.order_seed.encode()).hexdigest() if contest.order_seed else ""


def _publish(by: str, election: Election, act: str, reason: str) -> Terms:
    text = terms_text(election)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    edition = election.terms.count() + 1
    terms = Terms.objects.create(
        election=election, edition=edition, text=text, sha256=sha256, at=clock.now(), reason=reason
    )
    said = {"reason": reason} if reason else {}
    record(by=by, act=act, subject=election.scope, details={"edition": edition, "sha256": sha256, **said})
    return terms


def _refuse_too_late(election: Election, of: Election | Contest, changes: Mapping[str, object]) -> None:
    known = ELECTION_TERMS if isinstance(of, Election) else terms_of_kind(of)
    if strange := set(changes) - set(known):
        raise ValidationError(_("%(what)s is no term of an election.") % {"what": min(strange)})
    if election.announced_at is None:
        raise ValidationError(_("The terms are not announced yet: change them directly."))
    dates = {name for name in changes if name in DATES}
    past = [name for name in dates if _is_past(getattr(of, name)) or _is_past(changes[name])]
    if past:
        raise ValidationError(
            _("“%(what)s” is past, or would be: it can no longer be moved.") % {"what": label(of, min(past))}
        )
    if set(changes) - dates and election.contests.exclude(state=ContestState.DRAFT).exists():
        raise ValidationError(
            _("Nominations have opened: take the opening back first, correct the terms, and open them again.")
        )


def _is_past(moment: object) -> bool:
    return isinstance(moment, datetime) and moment <= clock.now()


def _plain(value: object) -> object:
    """A value as JSON holds it: a moment or a day as text, a row by its key."""
    if isinstance(value, date):
        return value.isoformat()
    return getattr(value, "pk", value)


def _held(by: str, election: Election) -> Election:
    held = Election.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=election.pk)
    require(by, Office.RETURNING_OFFICER, Office.DEPUTY, scopes=scopes_of(held))
    return held


def correct_by_act(subject: str, details: Mapping[str, object], by: str) -> str:
    """What approving a correction does."""
    election = election_of(subject)
    of = election if subject == election.scope else election.contests.get(pk=int(subject.partition(":")[2]))
    changes = details["changes"]
    assert isinstance(changes, dict)
    terms = correct_terms(by=by, of=of, changes=changes, reason=str(details["reason"]))
    return _("Edition %(edition)d of the terms is in force.") % {"edition": terms.edition}
