"""Making the key of an election: by the server, or by key holders who each hand in their files step by step."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from hustings.belenios.v1 import pedersen
from hustings.belenios.v1.encoding import Malformed, read, write
from hustings.belenios.v1.findings import Finding
from hustings.belenios.v1.group import ED25519, NotInGroup
from hustings.belenios.v1.proofs import ProofError
from hustings.belenios.v1.randomness import Randomness, SystemRandomness, scalar
from hustings.belenios.v1.trustees import (
    Certificate,
    Single,
    Trustee,
    check_trustees,
    prove_key,
    read_certificate,
    read_key,
    read_trustees,
    write_trustees,
)
from hustings_site.accounts.models import User
from hustings_site.booth.services import OPERATOR, Secrecy
from hustings_site.elections.keys import server_key
from hustings_site.elections.keys.enums import KeyKind, Step
from hustings_site.elections.keys.faults import why
from hustings_site.elections.keys.models import KeyHolder, KeySet
from hustings_site.elections.models import Election
from hustings_site.elections.polling import ElectionKey
from hustings_site.journal import clock
from hustings_site.journal.services import record

_STEPS = {KeyKind.ALL: (Step.KEY,), KeyKind.THRESHOLD: (Step.CERTIFY, Step.DEAL, Step.ACCEPT)}
_OPEN_SYSTEM = SystemRandomness()


@transaction.atomic
def make_server_key(*, by: str, election: Election, rng: Randomness = _OPEN_SYSTEM) -> KeySet:
    """The simple set-up. Raises ValidationError for a poll that the law prescribes, or where there is a key."""
    if election.statutory:
        raise ValidationError(_("In a poll that the law prescribes, several people hold the key, not the server."))
    _require_no_key(election)
    secret = scalar(rng, ED25519.order)
    keys = KeySet.objects.create(election=election, kind=KeyKind.SERVER, threshold=1)
    _complete(keys, [Single(prove_key(ED25519, secret, rng, "server"))])
    server_key.keep(election, secret)
    record(by=by, act="elections.make_server_key", subject=keys.scope, details={"election": election.scope})
    return keys


@transaction.atomic
def begin_ceremony(
    *, by: str, election: Election, holders: Sequence[tuple[str, User | None]], threshold: int
) -> KeySet:
    """Name the key holders and say how many of them are needed; from now on each hands in file after file.

    Where all are needed each makes a key alone; else they make one together (Belenios spec 3.1, 4.6).
    """
    _require_no_key(election)
    if not 1 < len(holders) <= 20:
        raise ValidationError(_("Two to twenty people hold a key; one alone is the server."))
    if not 1 <= threshold <= len(holders):
        raise ValidationError(_("Between one and all of the %(all)d key holders are needed.") % {"all": len(holders)})
    if len({name for name, _user in holders}) != len(holders):
        raise ValidationError(_("Two key holders have one name: tell them apart."))
    kind = KeyKind.ALL if threshold == len(holders) else KeyKind.THRESHOLD
    keys = KeySet.objects.create(election=election, kind=kind, threshold=threshold)
    KeyHolder.objects.bulk_create(
        KeyHolder(keys=keys, index=index, name=name, user=user) for index, (name, user) in enumerate(holders, start=1)
    )
    record(
        by=by,
        act="elections.begin_key_ceremony",
        subject=keys.scope,
        details={"election": election.scope, "holders": len(holders), "threshold": threshold},
    )
    return keys


@transaction.atomic
def begin_again(*, by: str, election: Election, reason: str) -> None:
    """Give up a key that no poll uses yet, with all that was handed in. Raises ValidationError once a poll does."""
    keys = KeySet.objects.select_for_update().get(election=election)
    if election.contests.filter(poll__isnull=False).exists():
        raise ValidationError(_("The polls are prepared with this key: it cannot be replaced any more."))
    record(by=by, act="elections.give_up_key", subject=keys.scope, details={"reason": reason})
    if keys.kind == KeyKind.SERVER:
        server_key.forget(election)
    keys.holders.all().delete()
    keys.delete()


def steps_of(keys: KeySet) -> tuple[Step, ...]:
    """The steps of this ceremony, in order; the server makes its key in none."""
    return _STEPS.get(KeyKind(keys.kind), ())


def next_step(holder: KeyHolder) -> Step | None:
    """What this holder can hand in now; None: nothing, or the others have to go first."""
    holders = list(holder.keys.holders.all())
    for step in steps_of(holder.keys):
        if not getattr(holder, step.value):
            return step
        if not all(getattr(other, step.value) for other in holders):
            return None
    return None


@transaction.atomic
def hand_in(*, by: str, holder: KeyHolder, body: bytes) -> Step:
    """Take the file of a holder's next step, checked; the last file of all makes the key.

    Raises ValidationError where it is not the holder's turn, or the file is not what this step asks for.
    """
    keys = KeySet.objects.select_for_update().get(pk=holder.keys_id)
    held = keys.holders.select_for_update().get(pk=holder.pk)
    step = next_step(held)
    if step is None:
        raise ValidationError(_("There is nothing to hand in now: wait until the other key holders have done theirs."))
    text = body.strip().decode("utf-8", "replace")
    try:
        _check(held, step, text.encode())
    except (Malformed, NotInGroup, ProofError, ValueError) as error:
        raise ValidationError(
            _("This is not %(step)s: %(error)s. Hand in the file that hustings trustee %(command)s wrote.")
            % {"step": step.label, "error": why(error), "command": step.value}
        ) from None
    setattr(held, step.value, text)
    held.save(update_fields=[step.value])
    record(by=by, act="elections.hand_in_key_step", subject=keys.scope, details={"holder": held.index, "step": step})
    _complete_if_all_have(keys)
    return step


def certificates_of(keys: KeySet) -> bytes:
    """Every certificate, a line each, in the holders' order: for `hustings trustee deal` and `accept`."""
    return b"".join(holder.certify.encode() + b"\n" for holder in keys.holders.all())


def dealt_to(holder: KeyHolder) -> bytes:
    """What everybody dealt to one holder: for `hustings trustee accept`. Raises ValidationError before all have."""
    holders = list(holder.keys.holders.all())
    if not all(other.deal for other in holders):
        raise ValidationError(_("Not everybody has handed in the polynomial yet."))
    dealings = [pedersen.read_dealing(ED25519, read(other.deal.encode()), len(holders)) for other in holders]
    return write(pedersen.route(dealings)[holder.index - 1].to_json()) + b"\n"


def share_of(holder: KeyHolder) -> bytes:
    """A holder's share of the key, encrypted to that holder: NAME.dkey of `hustings trustee decrypt`."""
    return pedersen.read_output(ED25519, read(holder.accept.encode())).private_key.encode() + b"\n"


def election_key(election: Election) -> ElectionKey:
    """The key to prepare polls with. Raises ValidationError until it is made."""
    keys = KeySet.objects.filter(election=election).first()
    if keys is None or not keys.trustees:
        raise ValidationError(_("The key is not made yet."))
    trustees = read_trustees(ED25519, keys.trustees.encode())
    if keys.kind == KeyKind.SERVER:
        return ElectionKey(trustees, OPERATOR)
    names = tuple(keys.holders.values_list("name", flat=True))
    return ElectionKey(trustees, Secrecy(threshold=keys.threshold, names=names))


def _check(holder: KeyHolder, step: Step, body: bytes) -> None:
    """Raise where a file is not what the step asks of this holder."""
    keys = holder.keys
    size = keys.holders.count()
    if step == Step.KEY:
        _require(check_trustees(ED25519, [Single(read_key(ED25519, read(body), signed=False))]))
    elif step == Step.CERTIFY:
        certificate = read_certificate(ED25519, read(body))
        context = (certificate.index, certificate.size, certificate.threshold)
        if context != (holder.index, size, keys.threshold):
            raise ValidationError(
                _(
                    "This certificate is for number %(number)d of %(of)d, %(needed)d needed, not for number "
                    "%(index)d of %(size)d, %(threshold)d needed. Type the command again as it stands above."
                )
                % {
                    "number": certificate.index,
                    "of": certificate.size,
                    "needed": certificate.threshold,
                    "index": holder.index,
                    "size": size,
                    "threshold": keys.threshold,
                }
            )
    elif step == Step.DEAL:
        pedersen.read_dealing(ED25519, read(body), size)
    else:
        pedersen.read_output(ED25519, read(body))


def _complete_if_all_have(keys: KeySet) -> None:
    holders = list(keys.holders.all())
    if not all(getattr(holder, steps_of(keys)[-1].value) for holder in holders):
        return
    if keys.kind == KeyKind.ALL:
        _complete(keys, [Single(read_key(ED25519, read(holder.key.encode()), signed=False)) for holder in holders])
        return
    certificates: list[Certificate] = [read_certificate(ED25519, read(holder.certify.encode())) for holder in holders]
    dealings = [pedersen.read_dealing(ED25519, read(holder.deal.encode()), len(holders)) for holder in holders]
    outputs = [pedersen.read_output(ED25519, read(holder.accept.encode())) for holder in holders]
    _complete(keys, [pedersen.assemble(ED25519, keys.threshold, certificates, dealings, outputs)])


def _complete(keys: KeySet, trustees: Sequence[Trustee]) -> None:
    """Keep the public part, checked as anybody can check it."""
    try:
        _require(check_trustees(ED25519, trustees))
    except ProofError as error:
        raise ValidationError(
            _("The key does not hold together: %(error)s. Begin again.") % {"error": why(error)}
        ) from None
    keys.trustees = write_trustees(ED25519, trustees).decode()
    keys.made_at = clock.now()
    keys.save(update_fields=["trustees", "made_at"])


def _require(findings: Sequence[Finding]) -> None:
    if findings:
        first = findings[0]
        raise ProofError(first.check, f"{first.subject}: expected {first.expected}, got {first.got}")


def _require_no_key(election: Election) -> None:
    if KeySet.objects.filter(election=election).exists():
        raise ValidationError(_("This election has a key, or one is being made. Give it up before you begin again."))
