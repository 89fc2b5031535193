"""What a key holder does on their own machine: the files to download, the commands to type, the file to bring back."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.urls import reverse
from django.utils.translation import gettext as _

from hustings.belenios.v1.encoding import read
from hustings.belenios.v1.group import ED25519
from hustings.belenios.v1.hashing import hex_digest
from hustings.belenios.v1.trustees import read_certificate, read_key
from hustings_site.elections import tallying
from hustings_site.elections.keys import services
from hustings_site.elections.keys.enums import KeyKind, Step
from hustings_site.elections.keys.models import KeyHolder
from hustings_site.elections.opening.models import Trial
from hustings_site.elections.opening.trial import take_trial_decryption, take_trial_shuffle, trial_progress
from hustings_site.elections.tallying import TallyStep

CERTIFICATES = "certificates.jsons"


@dataclass(frozen=True, slots=True)
class Download:
    """A file that the work needs: what it is called, and where it is."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Work:
    """One piece of work that waits for a key holder; its form sends `name` and asks for the file `brings`."""

    name: str
    title: str
    why: str
    downloads: tuple[Download, ...]
    commands: tuple[str, ...]
    brings: str


def work_of(holder: KeyHolder) -> list[Work]:
    """Everything that waits for this key holder, what comes first first."""
    return [*_ceremony(holder), *_trial(holder), *_openings(holder)]


def bring(*, by: str, holder: KeyHolder, work: str, body: bytes) -> None:
    """Take the file that a piece of work (its name) asks for. Raises ValidationError where it is not that."""
    what, _colon, slug = work.partition(":")
    if what in Step:
        services.hand_in(by=by, holder=holder, body=body)
    elif what == "trial-shuffle":
        take_trial_shuffle(by=by, holder=holder, trial=_trial_of(holder), body=body)
    elif what == "trial-decrypt":
        take_trial_decryption(by=by, holder=holder, trial=_trial_of(holder), body=body)
    else:
        contest = holder.keys.election.contests.get(slug=slug)
        take = tallying.take_shuffle if what == "shuffle" else tallying.take_decryption
        take(by=by, holder=holder, contest=contest, body=body)


def file_name(holder: KeyHolder) -> str:
    """How the holder's files begin (NAME in the words of `hustings trustee`); "NAME" before there is one."""
    if holder.certify:
        return read_certificate(ED25519, read(holder.certify.encode())).fingerprint
    if holder.key:
        public = read_key(ED25519, read(holder.key.encode()), signed=False).public_key
        return hex_digest(ED25519.text(public).encode())[:8].upper()
    return "NAME"


def _ceremony(holder: KeyHolder) -> Iterator[Work]:
    """The next step of the key ceremony, if it is this holder's turn."""
    step = services.next_step(holder)
    if step is None:
        return
    name, keys = file_name(holder), holder.keys
    certificates = Download(CERTIFICATES, _file(holder, "certificates"))
    if step == Step.KEY:
        why = _("Draws your key on your machine. The private half stays there; bring the public half.")
        label = holder.name.replace('"', "")
        yield Work(step, _("Make your key"), why, (), (f'hustings trustee key . --name "{label}"',), "NAME.pubkey")
    elif step == Step.CERTIFY:
        why = _("Draws a seed on your machine. NAME.key stays there; bring the certificate.")
        size = keys.holders.count()
        command = f"hustings trustee certify . --index {holder.index} --size {size} --threshold {keys.threshold}"
        yield Work(step, _("Step 1 of 3: your certificate"), why, (), (command,), "NAME.cert")
    elif step == Step.DEAL:
        why = _("Checks everybody’s certificates, and deals a share to each of the others, encrypted to them.")
        command = f"hustings trustee deal {CERTIFICATES} --key {name}.key --out polynomial.json"
        yield Work(step, _("Step 2 of 3: your polynomial"), why, (certificates,), (command,), "polynomial.json")
    else:
        why = _("Checks what everybody dealt to you, and makes your share of the key from it.")
        received = Download(f"{name}.vinput", _file(holder, "received"))
        command = f"hustings trustee accept {CERTIFICATES} {name}.vinput --key {name}.key --out output.json"
        yield Work(step, _("Step 3 of 3: your output"), why, (certificates, received), (command,), "output.json")


def private_files(holder: KeyHolder) -> tuple[str, ...]:
    """The files that the holder keeps to themselves, and needs again to open the ballots."""
    ending = "privkey" if holder.keys.kind == KeyKind.ALL else "key"
    return (f"{file_name(holder)}.{ending}",)


def _trial(holder: KeyHolder) -> Iterator[Work]:
    """The rehearsal of the opening, while it goes on."""
    trial = Trial.objects.filter(keys=holder.keys, opened_at=None).first()
    if trial is None:
        return
    found = trial_progress(trial)
    if found.shuffling and holder.index not in found.shuffled:
        title = _("Rehearsal: shuffle the trial ballots")
        yield _shuffle("trial-shuffle", title, _board(holder, "trial-to-shuffle"))
    elif not found.shuffling and holder.index not in found.decrypted:
        title = _("Rehearsal: decrypt your part of the trial ballots")
        yield _decrypt("trial-decrypt", title, _board(holder, "trial-to-decrypt"), holder)


def _openings(holder: KeyHolder) -> Iterator[Work]:
    """The ballots of each contest that are being opened."""
    for contest in holder.keys.election.contests.exclude(poll=None).select_related("election"):
        found = tallying.progress(contest)
        given = {"post": contest.title}
        if found.step == TallyStep.SHUFFLE and holder.index not in found.shuffled:
            board = _board(holder, f"to-shuffle-{contest.slug}")
            yield _shuffle(f"shuffle:{contest.slug}", _("%(post)s: shuffle the ballots") % given, board)
        elif found.step == TallyStep.DECRYPT and holder.index not in found.decrypted:
            title = _("%(post)s: decrypt your part of the ballots") % given
            yield _decrypt(f"decrypt:{contest.slug}", title, _board(holder, f"to-decrypt-{contest.slug}"), holder)


def _trial_of(holder: KeyHolder) -> Trial:
    return Trial.objects.select_related("keys").get(keys=holder.keys)


def _shuffle(name: str, title: str, board: Download) -> Work:
    why = _("Puts the ballots into an order that only your machine knows, and forgets it; the votes stay encrypted.")
    made = f"{Path(board.name).stem}-shuffle.json"
    return Work(name, title, why, (board,), (f"hustings trustee shuffle {board.name} --out {made}",), made)


def _decrypt(name: str, title: str, board: Download, holder: KeyHolder) -> Work:
    why = _("Verifies the whole board first, then decrypts your part, with a proof. Your key stays on your machine.")
    made = f"{Path(board.name).stem}-decryption.json"
    (private,) = private_files(holder)
    command = f"hustings trustee decrypt {board.name} --key {private}"
    if holder.keys.kind == KeyKind.ALL:
        return Work(name, title, why, (board,), (f"{command} --out {made}",), made)
    share = Download(f"{file_name(holder)}.dkey", _file(holder, "share"))
    commands = (f"chmod 600 {share.name}", f"{command} --dkey {share.name} --out {made}")
    return Work(name, title, why, (board, share), commands, made)


def _board(holder: KeyHolder, what: str) -> Download:
    """The board under a name of this step's own: a browser would call the second download of one name another name."""
    return Download(f"{what}.bel", _file(holder, what))


def _file(holder: KeyHolder, what: str) -> str:
    return reverse("elections:key_file", args=[holder.keys.election.slug, what])
