"""Publishing what a body recommends, and keeping up with how candidates stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hustings.ballots.paper import MarkKind
from hustings.rules import find_rule
from hustings_site.elections.enums import Standing
from hustings_site.elections.models import Candidate, Contest
from hustings_site.journal import clock
from hustings_site.journal.services import record
from hustings_site.roll.models import Branch
from hustings_site.slates.enums import NAMES_NOBODY, RANKS, Kind
from hustings_site.slates.lists import fill_list
from hustings_site.slates.models import (
    Body,
    Notice,
    Recommendation,
    RecommendedPlace,
    Slate,
    SubstituteWord,
    Substitution,
)
from hustings_site.slates.notices import tell_supporters
from hustings_site.slates.selectors.recommending import STANDS, in_force, recommendations_in_force

Order = Sequence[Candidate]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Whom a recommendation names: `candidates` in order, the `pool` of substitutes in theirs, and for an order by
    region the same candidates anew for each."""

    candidates: Order = ()
    pool: Order = ()
    regions: Mapping[Branch, Order] = field(default_factory=dict)


NO_NAMES = Named()


@transaction.atomic
def switch_orders_by_region(*, by: str, body: Body, on: bool) -> None:
    """Let a body recommend an order by region, or no longer; while it is on, its page says since when."""
    body.orders_by_region_since = (body.orders_by_region_since or clock.now()) if on else None
    body.save(update_fields=["orders_by_region_since"])
    record(by=by, act="slates.switch_orders_by_region", subject=body.scope, details={"on": on})


@transaction.atomic
def recommend(
    *,
    by: str,
    body: Body,
    contest: Contest,
    kind: Kind | str,
    how: str,
    why: str,
    named: Named = NO_NAMES,
    slate: Slate | None = None,
    interim_from: date | None = None,
    rests_on: str = "",
    promised: str = "",
) -> Recommendation:
    """Publish what a body recommends in one contest; it takes the place of what the body recommended before.

    `interim_from`: it is for the time being, and rests on what was known that day. Raises ValidationError.
    """
    kind = Kind(kind)
    _refuse_elsewhere(body, contest, slate)
    _refuse_names(kind, contest, body, named)
    if interim_from is not None and (not rests_on.strip() or interim_from > clock.now().date()):
        raise ValidationError({"rests_on": _("Say on what it rests, and from which day that is.")})
    recommendation = Recommendation(
        contest=contest,
        body=body,
        slate=slate,
        number=Recommendation.objects.filter(contest=contest, body=body).count() + 1,
        kind=kind,
        interim=interim_from is not None,
        rests_on=rests_on.strip(),
        rests_on_date=interim_from,
        how=how.strip(),
        why=why.strip(),
        promised=promised.strip(),
        published_at=clock.now(),
    )
    recommendation.full_clean()
    recommendation.save()
    _place(recommendation, named)
    record(
        by=by,
        act="slates.recommend",
        subject=recommendation.scope,
        details={"contest": contest.scope, "kind": str(kind), "interim": recommendation.interim},
    )
    with translation.override(body.organisation.language):
        text = _("%(title)s, %(post)s: a recommendation was published. %(kind)s.") % {
            "title": recommendation.title,
            "post": contest.title,
            "kind": str(kind.label).capitalize(),
        }
    tell_supporters(by=by, body=body, contest=contest, text=text)
    _end_of_earlier(recommendation)
    _keep_up(by, recommendation)
    return recommendation


@transaction.atomic
def give_word_as_substitute(
    *, by: str, recommendation: Recommendation, candidate: Candidate, agrees: bool, source: str
) -> SubstituteWord:
    """Somebody in the pool agrees to step in, or does not; where a place waits for them, they take it at once."""
    if not recommendation.places.filter(candidate=candidate, pool=True).exists():
        raise ValidationError(_("%(name)s is not in the pool of substitutes.") % {"name": candidate.printed_name})
    word = SubstituteWord(
        recommendation=recommendation, candidate=candidate, agrees=agrees, source=source, at=clock.now()
    )
    word.full_clean()
    word.save()
    record(by=by, act="slates.give_word_as_substitute", subject=recommendation.scope, details={"agrees": agrees})
    if in_force(recommendation):
        _keep_up(by, recommendation)
    return word


@transaction.atomic
def keep_up_with_candidates(by: str, contest: Contest) -> None:
    """How a candidate stands has changed: substitutes step in, or give the place back, and published lists follow."""
    for recommendation in recommendations_in_force(contest):
        _keep_up(by, recommendation)


def _keep_up(by: str, recommendation: Recommendation) -> None:
    _end_substitutions(by, recommendation)
    _begin_substitutions(by, recommendation)
    fill_list(recommendation)


def _end_substitutions(by: str, recommendation: Recommendation) -> None:
    """By the rule of every pool: who stands again takes the place back; a substitute who has gone leaves it."""
    for each in recommendation.substitutions.filter(ended_at=None).select_related("gone", "substitute"):
        with translation.override(recommendation.body.organisation.language):
            names = {"gone": each.gone.printed_name, "substitute": each.substitute.printed_name}
            if each.gone.standing in STANDS:
                why = _("%(gone)s stands again.") % names
            elif each.substitute.standing not in STANDS:
                why = _("%(substitute)s no longer stands.") % names
            elif not _agrees(recommendation, each.substitute):
                why = _("%(substitute)s no longer agrees.") % names
            else:
                continue
            text = _("%(why)s %(substitute)s goes back to the pool of substitutes, by the rule published with it.") % {
                **names,
                "why": why,
            }
        each.ended_at, each.ended_why = clock.now(), why
        each.save(update_fields=["ended_at", "ended_why"])
        _told(by, recommendation, text, ended=each.pk)


def _begin_substitutions(by: str, recommendation: Recommendation) -> None:
    places = list(recommendation.places.select_related("candidate"))
    pool = sorted((p for p in places if p.pool), key=lambda p: p.position)
    gone = {p.candidate_id: p.candidate for p in places if not p.pool and p.candidate.standing not in STANDS}
    taken = recommendation.substitutions.filter(ended_at=None)
    replaced, busy = (set(taken.values_list(field, flat=True)) for field in ("gone", "substitute"))
    for candidate in gone.values():
        if candidate.pk in replaced:
            continue
        free = (
            p.candidate
            for p in pool
            if p.candidate.standing in STANDS and p.candidate_id not in busy and _agrees(recommendation, p.candidate)
        )
        substitute = next(free, None)
        with translation.override(recommendation.body.organisation.language):
            why = _("%(gone)s: %(standing)s.") % {
                "gone": candidate.printed_name,
                "standing": Standing(candidate.standing).label,
            }
            if substitute is None:
                text = _("%(why)s Nobody of the pool has stepped in.") % {"why": why}
            else:
                text = _("%(why)s %(substitute)s, next in the pool of substitutes, is recommended in this place.") % {
                    "why": why,
                    "substitute": substitute.printed_name,
                }
        if substitute is None and _was_told(recommendation, candidate, text):
            continue
        if substitute is not None:
            busy.add(substitute.pk)
            Substitution.objects.create(
                recommendation=recommendation, gone=candidate, substitute=substitute, why=why, began_at=clock.now()
            )
        _told(by, recommendation, text, substitute=substitute.scope if substitute else None)


def _agrees(recommendation: Recommendation, candidate: Candidate) -> bool:
    word = recommendation.words.filter(candidate=candidate).last()
    return word is not None and word.agrees


def _told(by: str, recommendation: Recommendation, text: str, **details: str | int | None) -> None:
    """The notice to supporters, and the journal's line with it."""
    tell_supporters(by=by, body=recommendation.body, contest=recommendation.contest, text=text)
    record(by=by, act="slates.substitute", subject=recommendation.scope, details=details)


def _was_told(recommendation: Recommendation, candidate: Candidate, text: str) -> bool:
    """Whether supporters know already that nobody steps in for this one."""
    since = max([recommendation.published_at, *candidate.changes.values_list("at", flat=True)])
    contest, body = recommendation.contest, recommendation.body
    return Notice.objects.filter(body=body, contest=contest, text=text, at__gte=since).exists()


def _end_of_earlier(recommendation: Recommendation) -> None:
    """Whoever stepped in for an earlier recommendation of this body stands in it no longer."""
    earlier = Substitution.objects.filter(
        recommendation__contest=recommendation.contest, recommendation__body=recommendation.body, ended_at=None
    ).exclude(recommendation=recommendation)
    with translation.override(recommendation.body.organisation.language):
        earlier.update(ended_at=clock.now(), ended_why=_("A newer recommendation was published."))


def _place(recommendation: Recommendation, named: Named) -> None:
    orders: list[tuple[Branch | None, bool, Order]] = [(None, True, named.pool)]
    if recommendation.kind == Kind.BY_REGION:
        orders += [(region, False, order) for region, order in named.regions.items()]
    else:
        orders.append((None, False, named.candidates))
    for region, pool, order in orders:
        for position, candidate in enumerate(order, start=1):
            RecommendedPlace.objects.create(
                recommendation=recommendation, candidate=candidate, position=position, pool=pool, region=region
            )


def _refuse_elsewhere(body: Body, contest: Contest, slate: Slate | None) -> None:
    if body.organisation_id != contest.election.organisation_id:
        raise ValidationError(_("This group takes part in the elections of another organisation."))
    if slate is not None and (slate.body_id != body.pk or slate.election_id != contest.election_id):
        raise ValidationError(_("This slate is put forward by another group, or in another election."))


def _refuse_names(kind: Kind, contest: Contest, body: Body, named: Named) -> None:
    first = next(iter(named.regions.values()), ()) if kind is Kind.BY_REGION else named.candidates
    if kind in NAMES_NOBODY:
        if first or named.pool:
            raise ValidationError({"candidates": _("This kind of recommendation names nobody.")})
        return
    if kind is Kind.FIRST_ONLY and len(first) != 1:
        raise ValidationError({"candidates": _("A first preference goes to one candidate: name one.")})
    if not first:
        raise ValidationError({"candidates": _("Name at least one candidate.")})
    everybody = [*first, *named.pool]
    if len({c.pk for c in everybody}) != len(everybody):
        raise ValidationError({"candidates": _("Somebody is named twice.")})
    for candidate in everybody:
        if candidate.contest_id != contest.pk or candidate.standing not in STANDS:
            raise ValidationError({"candidates": _("%(name)s does not stand here.") % {"name": candidate.printed_name}})
    if kind is Kind.BY_REGION:
        _refuse_regions(body, named)
    _refuse_rule(kind, contest, len(first))


def _refuse_regions(body: Body, named: Named) -> None:
    if body.orders_by_region_since is None:
        raise ValidationError(_("This group recommends no order by region: switch that on first, in public."))
    orders = [{c.pk for c in order} for order in named.regions.values()]
    if any(order != orders[0] for order in orders) or any(
        len(set(order)) != len(order) for order in map(list, named.regions.values())
    ):
        raise ValidationError({"candidates": _("Every region ranks the same candidates, each once.")})
    if any(region.organisation_id != body.organisation_id for region in named.regions):
        raise ValidationError({"candidates": _("This region belongs to another organisation.")})


def _refuse_rule(kind: Kind, contest: Contest, names: int) -> None:
    """A recommendation that no ballot paper of the contest can follow is refused."""
    if not contest.rule or find_rule(contest.rule).marks is MarkKind.RANKING:
        return
    if kind in RANKS:
        raise ValidationError({"kind": _("In this contest voters mark names and rank nobody: recommend otherwise.")})
    if names > contest.vacancies:
        raise ValidationError(
            {
                "candidates": ngettext(
                    "A ballot paper has room for one mark, and more candidates are named.",
                    "A ballot paper has room for %(n)d marks, and more candidates are named.",
                    contest.vacancies,
                )
                % {"n": contest.vacancies}
            }
        )
