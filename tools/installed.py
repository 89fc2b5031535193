"""Install the built wheel as users do, and play the demonstration without the network.

    python tools/installed.py PYTHON ...

Check 23 of the acceptance checks. For each PYTHON (3.11, 3.13): the wheel of this source tree is built once, with the
voter's page in it; a fresh environment takes it from the package registry with its dependencies as wheels alone, so
that no compiler is called; then `hustings demo --no-serve` runs with no network, no Node and an empty home, and
`hustings verify` checks the archive that it names. Exit status 1 where one of them fails.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "src/hustings_site/booth/data/booth.html"
ALONE = ("unshare", "--map-root-user", "--net")
"""A command that begins so has no network, not even its own machine's."""


def main(pythons: Sequence[str]) -> int:
    if not pythons:
        print(__doc__)
        return 2
    if not PAGE.exists():
        print("the voter's page is not built: make run", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        wheel = build(Path(folder))
        failed = [python for python in pythons if not plays(python, wheel, Path(folder))]
    return 1 if failed else 0


def build(folder: Path) -> Path:
    """The wheel of this tree, without a compiler."""
    command = [sys.executable, "-m", "pip", "-q", "wheel", "--no-deps", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, env=os.environ | {"CC": "/bin/false", "LDSHARED": "/bin/false"})
    (wheel,) = folder.glob("hustings-*.whl")
    return wheel


def plays(python: str, wheel: Path, folder: Path) -> bool:
    """Whether this Python installs the wheel and plays the demonstration; says how long each took."""
    home = folder / f"home-{Path(python).name}-{len(list(folder.iterdir()))}"
    home.mkdir()
    subprocess.run([python, "-m", "venv", home / "venv"], check=True)
    here = home / "venv" / "bin"
    begun = time.monotonic()
    subprocess.run(
        [str(here / "pip"), "-q", "--disable-pip-version-check", "install", "--only-binary", ":all:", f"{wheel}[site]"],
        check=True,
    )
    installed = time.monotonic()
    environment = {"HOME": str(home), "PATH": str(here), "LANG": "C.UTF-8"}
    demo = ["/usr/bin/env", "-C", str(home), str(here / "hustings"), "demo", "--no-serve", "--data", "data"]
    ran = subprocess.run([_program(ALONE[0]), *ALONE[1:], *demo], env=environment, check=False, text=True)
    played = time.monotonic()
    archives = sorted((home / "data" / "archives").glob("*.bel"))
    verified = [
        subprocess.run(
            [here / "hustings", "verify", each], env=environment, capture_output=True, check=False
        ).returncode
        for each in archives
    ]
    good = ran.returncode == 0 and bool(archives) and not any(verified)
    version = subprocess.run([python, "--version"], capture_output=True, check=True, text=True).stdout.strip()
    print(
        f"{version}: installed in {installed - begun:.0f} s, played in {played - installed:.0f} s, "
        f"{verified.count(0)} of {len(archives)} archives verified: {'good' if good else 'FAILED'}"
    )
    return good


def _program(name: str) -> str:
    """Its whole path, as the environment of a fresh home has none."""
    return next(str(path) for each in os.environ["PATH"].split(":") if (path := Path(each) / name).exists())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
