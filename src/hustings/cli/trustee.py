"""`hustings trustee`: a key holder's work: keys, key ceremony, shuffle, partial decryption.

Files are named and written as Belenios's own tool does, so that the two can take part in one election.
"""

from pathlib import Path

import click

from hustings.belenios.v1 import pedersen
from hustings.belenios.v1.archive import open_archive
from hustings.belenios.v1.decryption import decrypt_tally, write_decryption
from hustings.belenios.v1.encoding import Json, read, read_any, write, write_text
from hustings.belenios.v1.encoding import scalar as read_scalar
from hustings.belenios.v1.group import ED25519
from hustings.belenios.v1.hashing import hex_digest
from hustings.belenios.v1.host import Host
from hustings.belenios.v1.pki import draw_seed
from hustings.belenios.v1.private_files import read_private, write_private
from hustings.belenios.v1.randomness import SystemRandomness, scalar
from hustings.belenios.v1.shuffle import shuffle_tally, write_shuffle
from hustings.belenios.v1.trustees import Certificate, Single, owners, prove_key, read_certificate, read_key
from hustings.belenios.v1.verify import verify
from hustings.belenios.v1.workers import chosen
from hustings.cli.tally import work_options

EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)
NEW = click.Path(dir_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


class Steps(click.Group):
    """Errors of the work itself stand alone on stderr, with exit status 2."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except (ValueError, OSError) as error:
            raise click.UsageError(str(error)) from None


@click.group(cls=Steps)
def command() -> None:
    """Make keys, take part in the key ceremony, shuffle, and decrypt: a trustee's work.

    Private keys are files of mode 600: NAME.privkey of a single trustee; NAME.key and NAME.dkey of one of a threshold.
    """


@command.command("key")
@click.argument("folder", type=FOLDER)
@click.option("--name", help="A label, published with the key.")
def key(folder: Path, name: str | None) -> None:
    """Draw the key of a single trustee into FOLDER: NAME.privkey (private) and NAME.pubkey."""
    rng = SystemRandomness()
    secret = scalar(rng, ED25519.order)
    public = prove_key(ED25519, secret, rng, name)
    stem = hex_digest(ED25519.text(public.public_key).encode())[:8].upper()
    write_private(folder.joinpath(f"{stem}.privkey"), write_text(str(secret)) + "\n")
    folder.joinpath(f"{stem}.pubkey").write_bytes(write(public.to_json(ED25519)) + b"\n")
    click.echo(f"{stem}: publish {stem}.pubkey, keep {stem}.privkey")


@command.command("certify")
@click.argument("folder", type=FOLDER)
@click.option("--index", required=True, type=click.IntRange(1), help="Your number among the members.")
@click.option("--size", required=True, type=click.IntRange(1), help="How many members there are.")
@click.option("--threshold", required=True, type=click.IntRange(1), help="How many are needed to decrypt.")
def certify(folder: Path, index: int, size: int, threshold: int) -> None:
    """Ceremony, step 1: draw a seed into FOLDER: NAME.key (private) and NAME.cert."""
    rng = SystemRandomness()
    seed = draw_seed(rng)
    certificate = pedersen.certify(ED25519, seed, size, threshold, index, rng)
    write_private(folder.joinpath(f"{certificate.fingerprint}.key"), seed + "\n")
    body = write(certificate.signed.to_json()) + b"\n"
    folder.joinpath(f"{certificate.fingerprint}.cert").write_bytes(body)
    click.echo(f"{certificate.fingerprint}: publish the .cert, keep the .key")


@command.command("deal")
@click.argument("certificates", type=EXISTING)
@click.option("--key", "seed", required=True, type=EXISTING, help="Your NAME.key.")
@click.option("--out", required=True, type=NEW, help="Where to write your polynomial, for the server.")
def deal(certificates: Path, seed: Path, out: Path) -> None:
    """Ceremony, step 2: check all certificates (CERTIFICATES, one a line, in order) and deal to each member."""
    found = read_certificates(certificates)
    secret = read_private(seed).strip()
    dealing = pedersen.deal(ED25519, secret, found, found[0].threshold, SystemRandomness())
    out.write_bytes(write(dealing.to_json()) + b"\n")
    click.echo(f"{len(found)} certificates checked; send {out} to the server")


@command.command("route")
@click.argument("certificates", type=EXISTING)
@click.argument("polynomials", type=EXISTING)
@click.argument("folder", type=FOLDER)
def route(certificates: Path, polynomials: Path, folder: Path) -> None:
    """Ceremony, step 3 (the server): hand each member what all dealt to it: NAME.vinput in FOLDER."""
    found = read_certificates(certificates)
    dealings = [pedersen.read_dealing(ED25519, value, len(found)) for value in read_lines(polynomials)]
    for certificate, received in zip(found, pedersen.route(dealings), strict=True):
        folder.joinpath(f"{certificate.fingerprint}.vinput").write_bytes(write(received.to_json()) + b"\n")
    click.echo(f"{len(found)} files written")


@command.command("accept")
@click.argument("certificates", type=EXISTING)
@click.argument("received", type=EXISTING)
@click.option("--key", "seed", required=True, type=EXISTING, help="Your NAME.key.")
@click.option("--out", required=True, type=NEW, help="Where to write your output, for the server.")
def accept(certificates: Path, received: Path, seed: Path, out: Path) -> None:
    """Ceremony, step 4: check what all dealt to you (RECEIVED, your NAME.vinput) and make your key from it."""
    found = read_certificates(certificates)
    value = pedersen.read_input(ED25519, read(received.read_bytes().rstrip(b"\n")), len(found))
    secret = read_private(seed).strip()
    output = pedersen.accept(ED25519, secret, found, found[0].threshold, value, SystemRandomness())
    out.write_bytes(write(output.to_json(ED25519)) + b"\n")
    click.echo("every share checked; send the output to the server")


@command.command("assemble")
@click.argument("certificates", type=EXISTING)
@click.argument("polynomials", type=EXISTING)
@click.argument("outputs", nargs=-1, required=True, type=EXISTING)
@click.option("--out", required=True, type=NEW, help="Where to write the threshold parameters.")
def assemble(certificates: Path, polynomials: Path, outputs: tuple[Path, ...], out: Path) -> None:
    """Ceremony, step 5 (the server): the public parameters, and each member's encrypted key NAME.dkey beside OUT."""
    found = read_certificates(certificates)
    dealings = [pedersen.read_dealing(ED25519, value, len(found)) for value in read_lines(polynomials)]
    made = [pedersen.read_output(ED25519, read(path.read_bytes().rstrip(b"\n"))) for path in outputs]
    if len(made) != len(found) or len(dealings) != len(found):
        raise click.UsageError(f"{len(found)} polynomials and outputs, one for each certificate, were expected")
    parameters = pedersen.assemble(ED25519, found[0].threshold, found, dealings, made)
    for certificate, output in zip(found, made, strict=True):
        write_private(out.parent.joinpath(f"{certificate.fingerprint}.dkey"), output.private_key + "\n")
    out.write_bytes(write(parameters.to_json(ED25519)) + b"\n")
    click.echo(f"{out}: {found[0].threshold} of {len(found)}; give each member its .dkey")


@command.command("gather")
@click.argument("keys", nargs=-1, required=True, type=EXISTING)
@click.option("--out", required=True, type=NEW, help="Where to write trustees.json.")
def gather(keys: tuple[Path, ...], out: Path) -> None:
    """Put all trustees (NAME.pubkey files, and threshold parameters) into trustees.json, in the order given."""
    found = []
    for path in keys:
        value = read(path.read_bytes().rstrip(b"\n"))
        if isinstance(value, dict):
            value = Single(read_key(ED25519, value, signed=False)).to_json(ED25519)
        found.append(value)
    out.write_bytes(write(found))
    click.echo(f"{len(found)} trustees or groups of trustees")


@command.command("shuffle")
@click.argument("archive", type=EXISTING)
@click.option("--out", required=True, type=NEW, help="Where to write the shuffle, for the server.")
@work_options
def shuffle(archive: Path, out: Path, workers: int | None, dask: str | None) -> None:
    """Shuffle the ballots of ARCHIVE, a copy of the board, with proof. The order is drawn, used, and forgotten.

    The board is verified first.
    """
    require_verified(archive, workers, dask)
    with Host.resume(archive) as host, chosen(workers, dask) as crew:
        made = shuffle_tally(host.election, host.to_shuffle(), SystemRandomness(), crew)
        out.write_bytes(write_shuffle(host.election.group, made))
    click.echo(f"{out}: {hex_digest(out.read_bytes())}")


@command.command("decrypt")
@click.argument("archive", type=EXISTING)
@click.option("--key", "private", required=True, type=EXISTING, help="Your NAME.privkey, or NAME.key of a threshold.")
@click.option("--dkey", type=EXISTING, help="Your NAME.dkey, where you are one of a threshold.")
@click.option("--out", required=True, type=NEW, help="Where to write the partial decryption, for the server.")
@work_options
def decrypt(archive: Path, private: Path, dkey: Path | None, out: Path, workers: int | None, dask: str | None) -> None:
    """Decrypt your part of the tally of ARCHIVE, a copy of the board, with proof. The board is verified first."""
    require_verified(archive, workers, dask)
    text = read_private(private).strip()
    with Host.resume(archive) as host, chosen(workers, dask) as crew:
        group = host.election.group
        if dkey:
            secret = pedersen.decryption_key(group, text, read_private(dkey).strip())
        else:
            secret = read_scalar(read_any(text), group.order)
        public = group.generator_power(secret)
        owner = next((at for at, (_, _, of) in enumerate(owners(host.trustees), start=1) if of == public), None)
        if owner is None:
            raise click.UsageError(f"{private}: no trustee of this election has this key")
        made = decrypt_tally(host.election, host.to_decrypt(), secret, SystemRandomness(), crew)
        out.write_bytes(write_decryption(host.election, made))
    click.echo(f"{out}: partial decryption of trustee {owner}")


def require_verified(archive: Path, workers: int | None, dask: str | None) -> None:
    """A trustee who worked on a false board could be made to open a single ballot."""
    with chosen(workers, dask) as crew:
        report = verify(open_archive(archive), workers=crew)
    if report.failures:
        raise click.ClickException(f"{archive}: not verified; see: hustings verify {archive}")


def read_lines(path: Path) -> list[Json]:
    """JSON values, one a line."""
    return [read(line) for line in path.read_bytes().splitlines() if line]


def read_certificates(path: Path) -> list[Certificate]:
    """The certificates of all members, one a line, in the order of their numbers."""
    found = [read_certificate(ED25519, read(line)) for line in path.read_bytes().splitlines() if line]
    if not found:
        raise click.UsageError(f"{path}: a certificate a line was expected")
    return found
