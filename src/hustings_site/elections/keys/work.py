"""What a key holder does on their own machine: the files to download, the commands to type, the file to bring back."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hustings.belenios.v1.encoding import read
from hustings.belenios.v1.group import ED25519
from hustings.belenios.v1.hashing import hex_digest
from hustings.belenios.v1.trustees import read_certificate, read_key
from hustings_site.elections.keys.enums import KeyKind, Step
from hustings_site.elections.keys.models import KeyHolder
from hustings_site.elections.keys.services import next_step

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
    title: str | Promise
    why: str | Promise
    downloads: tuple[Download, ...]
    commands: tuple[str, ...]
    brings: str


def work_of(holder: KeyHolder) -> list[Work]:
    """Everything that waits for this key holder, what comes first first."""
    return list(_ceremony(holder))


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
    step = next_step(holder)
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


def _file(holder: KeyHolder, what: str) -> str:
    return reverse("elections:key_file", args=[holder.keys.election.slug, what])
