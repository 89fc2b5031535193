"""Making a supporters' poll: its rules, its candidates, and the bodies that agree to hold it.

A poll is made by the officers of one organisation; each body that takes part agrees by an officer of its own, and from
then on holds an election of its own (kind `supporters`) at its own desk: own list, own roll, own codes, own board.
"""

import secrets
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from hustings.contests.ballot_order import drawn_order
from hustings_site.accounts.enums import Office
from hustings_site.accounts.permissions import is_returning_officer, person, require
from hustings_site.elections.candidates.standing import GONE as OFF
from hustings_site.elections.candidates.standing import change_standing
from hustings_site.elections.enums import BallotOrder, ElectionKind, Standing
from hustings_site.elections.marking import ORDER_BY_MARKS, ORDER_BY_RANKINGS
from hustings_site.elections.models import Candidate, Contest, Election, ListPlace, PublishedList
from hustings_site.elections.selectors import lists_of
from hustings_site.elections.services import free_slug
from hustings_site.elections.setting_up import add_contest, begin_election, change_election
from hustings_site.elections.terms import announce
from hustings_site.journal import clock
from hustings_site.journal.approvals import propose
from hustings_site.journal.models import Proposal
from hustings_site.journal.services import record
from hustings_site.roll.enums import EntryStanding
from hustings_site.roll.late_changes import change_entry
from hustings_site.roll.models import Electorate, Organisation, RollEntry
from hustings_site.slates.models.making import Slate
from hustings_site.slates.permissions import may_edit_slate
from hustings_site.slates.polls.enums import Marking, Weighing
from hustings_site.slates.polls.models import PollBody, PolledCandidate, SupportersPoll
from hustings_site.slates.polls.reading import Fetch, Stands, candidates_here, fetched, read_contest, standing_here

COUNT_ELSEWHERE = "slates.count_elsewhere"
DATES = ("freeze_at", "codes_at", "opens", "closes", "complaints_by")
FEWEST = 2
"""Candidates: one alone needs no order."""


@transaction.atomic
def begin_poll(
    *,
    by: str,
    host: Organisation,
    title: str,
    marking: Marking | str,
    dates: Mapping[str, datetime],
    contest: Contest | None = None,
    source: str = "",
    most_marks: int = 1,
    weighing: Weighing | str = Weighing.PAPERS,
    starts_from_lists: bool = False,
    weight: int = 1,
    about: str = "",
    slate: Slate | None = None,
    fetch: Fetch = fetched,
) -> SupportersPoll:
    """A poll that nobody sees yet, on everybody who stands: read from the contest, here or at `source` in the API.

    The host is its first body. `slate`: one that `by` writes for; its page leads to the poll. Raises ValidationError.
    """
    _require_officer(by, host)
    _refuse_slate(by, slate, contest)
    if contest is not None:
        post, stands = f"{contest.election}: {contest.title}", tuple(candidates_here(contest))
    else:
        read = read_contest(source, fetch)
        post, stands = read.title, read.stands
    poll = SupportersPoll(
        slug=free_slug(title, set(SupportersPoll.objects.values_list("slug", flat=True))),
        host=host,
        slate=slate,
        contest=contest,
        source=source if contest is None else "",
        title=title,
        post=post,
        about=about,
        marking=marking,
        most_marks=most_marks,
        weighing=weighing,
        starts_from_lists=starts_from_lists,
        seed=secrets.token_hex(16),
        **{name: dates[name] for name in DATES},
    )
    _refuse_terms(poll, len(stands))
    poll.full_clean()
    poll.save()
    _write_candidates(poll, stands)
    PollBody.objects.create(poll=poll, organisation=host, weight=weight, invited_at=clock.now())
    record(by=by, act="slates.begin_poll", subject=poll.scope, details={"title": title, "candidates": len(stands)})
    return poll


@transaction.atomic
def invite_body(*, by: str, poll: SupportersPoll, organisation: Organisation, weight: int) -> PollBody:
    """One more body, with the weight that was agreed. Nobody asks for its list, now or later."""
    held = _held(by, poll)
    _refuse_published(held)
    body = PollBody(poll=held, organisation=organisation, weight=weight, invited_at=clock.now())
    body.full_clean()
    body.save()
    record(
        by=by,
        act="slates.invite_to_poll",
        subject=held.scope,
        details={"body": organisation.scope, "weight": weight},
    )
    return body


@transaction.atomic
def publish_rules(*, by: str, poll: SupportersPoll, fetch: Fetch = fetched) -> SupportersPoll:
    """Fix the rules, the weights and the candidates, read once more; everybody can read them from now on."""
    held = _held(by, poll)
    _refuse_published(held)
    stands = candidates_here(held.contest) if held.contest else read_contest(held.source, fetch).stands
    _refuse_terms(held, len(stands))
    held.candidates.all().delete()
    _write_candidates(held, stands)
    held.published_at = clock.now()
    held.save(update_fields=["published_at"])
    record(
        by=by,
        act="slates.publish_poll_rules",
        subject=held.scope,
        details={"candidates": len(stands), "bodies": held.bodies.count()},
    )
    return held


@transaction.atomic
def agree(*, by: str, body: PollBody, electorate: Electorate, spares: int = 0) -> Election:
    """A body agrees to the rules, by an officer of its own: it has its election from now on, announced to its own.

    `electorate` is a rule of the body's own list. Raises ValidationError before the rules are published, once lists
    are frozen, or twice.
    """
    held = PollBody.objects.select_for_update(of=("self",)).select_related("poll", "organisation").get(pk=body.pk)
    _require_officer(by, held.organisation)
    poll = held.poll
    if poll.published_at is None:
        raise ValidationError(_("The rules of this poll are not published yet: nothing can be agreed to."))
    if held.election is not None:
        raise ValidationError(_("This body has agreed already."))
    if clock.now() >= poll.agree_by:
        raise ValidationError(_("Lists are frozen: the time for agreeing is over, and the poll goes on without you."))
    if electorate.organisation_id != held.organisation_id:
        raise ValidationError({"electorate": _("This electorate is another organisation’s: choose one of your own.")})
    with override(held.organisation.language):
        election = begin_election(
            by=by,
            organisation=held.organisation,
            title=poll.title,
            kind=ElectionKind.SUPPORTERS,
            about=_("A poll of supporters on all candidates for: %(post)s.") % {"post": poll.post},
        )
    election = change_election(by=by, election=election, version=election.version, changes=_dates(poll, spares))
    contest = add_contest(by=by, election=election, version=election.version, terms=_terms(poll, electorate))
    contest.order_seed = poll.seed
    contest.save(update_fields=["order_seed"])
    _copy_candidates(poll, contest)
    election.refresh_from_db()
    announce(by=by, election=election)
    held.election, held.agreed_at = election, clock.now()
    held.save(update_fields=["election", "agreed_at"])
    record(by=by, act="slates.agree_to_poll", subject=poll.scope, details={"body": held.organisation.scope})
    election.refresh_from_db()
    return election


def propose_counting_elsewhere(*, by: str, body: PollBody, numbers: Collection[str]) -> Proposal:
    """Ask for these supporters of a body to be struck from its frozen roll: another body counts them (the matcher's
    answer). Two officers of that body, where it needs two; the public log says the reason and names nobody."""
    _require_officer(by, body.organisation)
    _entries(body, numbers)
    return propose(
        by=by,
        place=body.organisation.scope,
        act=COUNT_ELSEWHERE,
        subject=body.scope,
        title=_("%(poll)s: leave %(n)d members to another body, which counts them.")
        % {"poll": body.poll.title, "n": len(numbers)},
        details={"body": body.pk, "numbers": sorted(numbers)},
        alone=not body.organisation.two_officers,
    )


@transaction.atomic
def count_elsewhere(*, by: str, body: PollBody, numbers: Collection[str]) -> int:
    """Strike them, as the officers have agreed; how many. Once for each poll: the answer is one."""
    held = PollBody.objects.select_for_update().get(pk=body.pk)
    if held.elsewhere is not None:
        raise ValidationError(_("The matcher’s answer was entered already."))
    with override(held.organisation.language):
        reason = _("counted in another body of the alliance")
    for entry in _entries(held, numbers):
        change_entry(by=by, entry=entry, what="strike", reason=reason)
    held.elsewhere = len(set(numbers))
    held.save(update_fields=["elsewhere"])
    record(by=by, act=COUNT_ELSEWHERE, subject=held.poll.scope, details={"body": held.organisation.scope})
    return held.elsewhere


@transaction.atomic
def keep_up(*, by: str, poll: SupportersPoll, fetch: Fetch = fetched) -> int:
    """Read once more how the candidates stand, and tell each body's election; how many stand otherwise than before.

    Whoever is new on the list is polled no more once the rules are published: the papers are the same for all.
    """
    held = SupportersPoll.objects.select_for_update().get(pk=poll.pk)
    if held.contest is not None:
        now = standing_here(held.contest)
    else:
        now = {each.name: each.standing for each in read_contest(held.source, fetch).stands}
    changed = [
        (each, now[each.name]) for each in held.candidates.all() if now.get(each.name, each.standing) != each.standing
    ]
    for candidate, standing in changed:
        candidate.standing = standing
        candidate.save(update_fields=["standing"])
        _tell_elections(by, held, candidate)
    if changed:
        record(by=by, act="slates.keep_up_poll", subject=held.scope, details={"candidates": len(changed)})
    return len(changed)


def follow(by: str, contest: Contest) -> None:
    """Candidates of a contest stand otherwise: every published poll on them follows at once."""
    for poll in contest.supporters_polls.filter(published_at__isnull=False):
        keep_up(by=by, poll=poll)


def may_make(by: str, host: Organisation) -> bool:
    """Whether a person makes polls for an organisation."""
    user = person(by)
    return user is not None and is_returning_officer(user, host.scope)


def _require_officer(by: str, organisation: Organisation) -> None:
    require(by, Office.RETURNING_OFFICER, Office.DEPUTY, scopes=[organisation.scope])


def _held(by: str, poll: SupportersPoll) -> SupportersPoll:
    held = SupportersPoll.objects.select_for_update(of=("self",)).select_related("host", "contest").get(pk=poll.pk)
    _require_officer(by, held.host)
    return held


def _refuse_slate(by: str, slate: Slate | None, contest: Contest | None) -> None:
    """A poll stands on the page of its slate: whoever writes that page decides, not whoever makes a poll."""
    if slate is None:
        return
    user = person(by)
    if user is not None and not may_edit_slate(user, slate):
        raise ValidationError({"slate": _("This slate is another group’s: choose one that you write for.")})
    if contest is not None and slate.election_id != contest.election_id:
        raise ValidationError({"slate": _("This slate stands in another election than the contest.")})


def _refuse_published(poll: SupportersPoll) -> None:
    if poll.published_at is not None:
        raise ValidationError(_("The rules are published: nothing of them changes any more."))


def _refuse_terms(poll: SupportersPoll, candidates: int) -> None:
    if candidates < FEWEST:
        raise ValidationError(
            _("%(n)d candidates stand in public: a poll needs two at least, so wait for the list.") % {"n": candidates}
        )
    if poll.marking == Marking.MARKS and poll.most_marks >= candidates:
        raise ValidationError(
            {"most_marks": _("With a mark for each of %(n)d candidates nobody is preferred.") % {"n": candidates}}
        )
    if poll.starts_from_lists and poll.marking != Marking.RANKING:
        raise ValidationError({"starts_from_lists": _("A list is loaded as an order: only into rankings.")})
    dates = [getattr(poll, name) for name in DATES]
    if dates != sorted(dates) or poll.opens == poll.closes:
        raise ValidationError(
            _("Lists are frozen, codes sent, the vote opens, it closes, complaints end: in that order.")
        )
    if dates[0] <= clock.now():
        raise ValidationError({"freeze_at": _("This is past already: choose a later time.")})


def _write_candidates(poll: SupportersPoll, stands: Sequence[Stands]) -> None:
    by_name = {each.name: each for each in stands}
    for position, drawn in enumerate(drawn_order(by_name, poll.seed), start=1):
        each = by_name[drawn.name]
        PolledCandidate.objects.create(
            poll=poll, position=position, name=each.name, standing=each.standing, candidate=each.candidate
        )


def _dates(poll: SupportersPoll, spares: int) -> dict[str, object]:
    return {
        "freeze_at": poll.freeze_at,
        "codes_at": poll.codes_at,
        "poll_opens": poll.opens,
        "poll_closes": poll.closes,
        "complaints_by": poll.complaints_by,
        "spares": spares,
    }


def _terms(poll: SupportersPoll, electorate: Electorate) -> dict[str, object]:
    """A ranking needs no number of marks; the board asks for as many marks as a contest has vacancies."""
    ranked = poll.marking == Marking.RANKING
    assert poll.published_at is not None, "agreed to after it is published"
    return {
        "title": poll.post[:200],
        "vacancies": 1 if ranked else poll.most_marks,
        "electorate": electorate,
        "rule": ORDER_BY_RANKINGS if ranked else ORDER_BY_MARKS,
        "rule_adopted_by": poll.host.name,
        "rule_adopted_on": poll.published_at.date(),
        "ballot_order": BallotOrder.LOT,
    }


def _copy_candidates(poll: SupportersPoll, contest: Contest) -> None:
    """Everybody who is polled on, in the order drawn; and the published lists, where the rules let them be loaded."""
    copied = {}
    for each in poll.candidates.all():
        copied[each.name] = Candidate.objects.create(
            contest=contest, position=each.position, name=each.name, standing=Standing.VALIDATED
        )
    if not poll.starts_from_lists or poll.contest is None:
        return
    for published in lists_of(poll.contest):
        copy = PublishedList.objects.create(
            contest=contest, name=published.name, publisher=published.publisher, source=published.source
        )
        named = [copied[p.candidate.printed_name] for p in published.places.all() if p.candidate.printed_name in copied]
        for position, candidate in enumerate(named, start=1):
            ListPlace.objects.create(published_list=copy, candidate=candidate, position=position)


def _tell_elections(by: str, poll: SupportersPoll, polled: PolledCandidate) -> None:
    """Supporters read on their own paper who is suspended or has gone, and who is back."""
    for candidate in Candidate.objects.filter(contest__election__supporters_poll__poll=poll, name=polled.name):
        for standing in _steps(Standing(candidate.standing), Standing(polled.standing)):
            change_standing(by=by, candidate=candidate, standing=standing, source=poll.source or poll.post)


def _steps(before: Standing, after: Standing) -> list[Standing]:
    """From one standing to another, as far as a paper tells them apart: standing, suspended, gone."""
    if after in OFF:
        return [after] if before is not after else []
    return [Standing.REINSTATED, Standing.VALIDATED] if before is Standing.SUSPENDED else []


def _entries(body: PollBody, numbers: Collection[str]) -> list[RollEntry]:
    """The entries of a body's own frozen roll. Raises ValidationError for a number that is not on it."""
    contest = body.election.contests.get() if body.election else None
    if contest is None or contest.roll is None:
        raise ValidationError(_("The list of this body is not frozen yet."))
    if contest.poll is not None:
        raise ValidationError(_("The voting codes are drawn already: the list can no longer be matched."))
    found = {entry.number: entry for entry in RollEntry.objects.filter(roll=contest.roll, number__in=list(numbers))}
    for number in numbers:
        entry = found.get(number)
        if entry is None or entry.standing not in {EntryStanding.ENTITLED, EntryStanding.ADDED}:
            raise ValidationError(_("Number %(number)s is not on the frozen list.") % {"number": number})
    return list(found.values())
