"""Freezing an electorate into a roll: a minimal extract of who may vote at this moment, with its fingerprint."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import override

from hustings_site.journal import clock
from hustings_site.journal.acts import Act, Details, register
from hustings_site.journal.approvals import propose
from hustings_site.journal.models import Proposal
from hustings_site.journal.services import record
from hustings_site.roll.electorates import Names, Rule, RuleError, entitled, read_rule, sentences, unknown_codes
from hustings_site.roll.fingerprint import Heading, fingerprint
from hustings_site.roll.models import Electorate, FrozenRoll, Member, Organisation, RollEntry
from hustings_site.roll.permissions import may_approve_for_roll
from hustings_site.roll.quality import Inspection, channel_of
from hustings_site.roll.scoping import ScopedQuerySet

AT_ONCE = 2000


def propose_freeze(*, by: str, electorate: Electorate, reason: str = "", place: str = "") -> Proposal:
    """Ask for an electorate to be frozen as it will stand when a second officer approves.

    `place`: where the officers hold their offices, the organisation where it is left out.
    """
    _readable(electorate)
    return propose(
        by=by,
        place=place or electorate.organisation.scope,
        act="roll.freeze",
        subject=electorate.scope,
        details={"organisation": electorate.organisation_id, "electorate": electorate.pk},
        title=_("Freeze the electorate “%(name)s”: whoever passes its tests at that moment may vote.")
        % {"name": electorate.name},
        reason=reason,
        alone=not electorate.organisation.two_officers,
    )


@transaction.atomic
def freeze(*, by: str, electorate: Electorate, at: datetime | None = None) -> FrozenRoll:
    """Write down who passes the electorate's rule now; `at` is the moment it is dated, now where it is left out.

    Nothing that happens to a member afterwards changes the roll: who is on it stays, and every later change is in the
    public log (roll/late_changes.py). Raises ValidationError where nobody is entitled or the rule cannot be read.
    """
    organisation = electorate.organisation
    electorate = Electorate.objects.of(organisation).select_for_update().get(pk=electorate.pk)
    names, rule = _readable(electorate)
    moment = at or clock.now()
    with override(organisation.language):
        words = "\n".join(sentences(rule, names))
    roll = FrozenRoll.objects.create(
        organisation=organisation,
        electorate=electorate,
        frozen_at=moment,
        rule=rule.as_json(),
        rule_text=words,
        sha256="",
        size=0,
    )
    members = entitled(organisation, rule, names)
    _write_entries(roll, members, weighted=electorate.weighted)
    if not roll.size:
        raise ValidationError(_("Nobody passes the tests of “%(name)s”: look at its rule.") % {"name": electorate.name})
    roll.save()
    record(
        by=by,
        act="roll.freeze",
        subject=roll.scope,
        details={"electorate": electorate.scope, "size": roll.size, "sha256": roll.sha256},
    )
    return roll


def _readable(electorate: Electorate) -> tuple[Names, Rule]:
    names = Names.of(electorate.organisation)
    try:
        rule = read_rule(electorate.rule)
    except RuleError as error:
        raise ValidationError(str(error)) from error
    if unknown := unknown_codes(rule, names):
        raise ValidationError(
            _("The rule of “%(name)s” speaks of “%(code)s”, of which there is no branch or category: mend the rule.")
            % {"name": electorate.name, "code": unknown[0]}
        )
    return names, rule


def _write_entries(roll: FrozenRoll, members: ScopedQuerySet[Member], *, weighted: bool) -> None:
    """Write the entries, and tell the roll its size, counts, quality and fingerprint."""
    shared = set(
        members.exclude(email="")
        .values_list("email")
        .annotate(n=Count("pk"))
        .filter(n__gt=1)
        .values_list("email", flat=True)
    )
    branches: Counter[str] = Counter()
    categories: Counter[str] = Counter()
    inspection = Inspection()
    lines = []
    for some in _in_slices(members):
        entries = []
        for member in some:
            channel, why = channel_of(member, shared)
            weight = member.weight if weighted else 1
            entries.append(
                RollEntry(
                    roll=roll,
                    member=member,
                    number=member.number,
                    name=member.name,
                    branch_id=member.branch_id,
                    channel=channel,
                    why_post=why,
                    email=member.email if not why else "",
                    address=f"{member.address}\n{member.postcode}".strip(),
                    weight=weight,
                )
            )
            lines.append((member.number, member.branch.code, weight))
            branches[member.branch.code] += 1
            categories.update(each.code for each in member.categories.all())
            inspection.see(member, why)
        RollEntry.objects.bulk_create(entries)
    roll.size = len(lines)
    roll.counts = {"branches": dict(sorted(branches.items())), "categories": dict(sorted(categories.items()))}
    roll.quality = inspection.report()
    roll.sha256 = fingerprint(Heading.of(roll), lines)


def _in_slices(members: ScopedQuerySet[Member]) -> Iterator[list[Member]]:
    """All of these members, a few thousand at a time."""
    last = 0
    while some := list(
        members.filter(pk__gt=last).select_related("branch").prefetch_related("categories").order_by("pk")[:AT_ONCE]
    ):
        yield some
        last = some[-1].pk


def _perform(subject: str, details: Details, by: str) -> str:
    organisation = Organisation.objects.get(pk=int(str(details["organisation"])))
    electorate = Electorate.objects.of(organisation).get(pk=int(str(details["electorate"])))
    roll = freeze(by=by, electorate=electorate)
    return _("Frozen with %(size)d entitled; fingerprint %(sha256)s") % {"size": roll.size, "sha256": roll.sha256}


def register_acts() -> None:
    """Make freezing known to the journal, which has it approved; called as the room starts."""
    register(Act("roll.freeze", _perform, may_approve_for_roll))
