"""Set this machine up for one of the Makefile's targets, and say in numbered steps what is done.

    python3 tools/prepare.py run | test | bench | lock

Needs nothing but Python 3.11 and its standard library. Programs that are lacking are installed by apt-get as root or
with passwordless sudo; where neither is possible they are named, with what is left out. A second run does nothing: each
step leaves a stamp in .venv with the hash of what it was made from. With HUSTINGS_STRICT=1 a lack ends the set-up.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / (".venv-lock" if sys.argv[1:] == ["lock"] else ".venv")
VENV_PYTHON = VENV / "bin" / "python"
STRICT = os.environ.get("HUSTINGS_STRICT") == "1"
OLDEST_PYTHON = (3, 11)


@dataclass(frozen=True, slots=True)
class Need:
    """A program or file that Debian's packages bring: how to see that it is there, and what is left out without it."""

    name: str
    packages: tuple[str, ...]
    present: Callable[[], bool]
    left_out: str
    vital: bool = False


def main(target: str) -> int:
    if sys.version_info < OLDEST_PYTHON:
        found = f"{sys.executable} is Python {sys.version.split()[0]}"
        print(f"{found}: Hustings needs 3.11 or newer (make PYTHON=python3.11)")
        return 1
    steps = list(steps_of(target))
    for number, (title, step) in enumerate(steps, start=1):
        print(f"[{number}/{len(steps)}] {title} ... ", end="", flush=True)
        try:
            outcome = step()
        except subprocess.CalledProcessError as failure:
            print(f"failed (exit status {failure.returncode}): {' '.join(map(str, failure.cmd))}")
            return 1
        except (LackError, OSError) as lack:
            print(lack)
            return 1
        print(outcome, flush=True)
    return 0


def steps_of(target: str) -> Iterator[tuple[str, Callable[[], str]]]:
    yield "Programs of this machine", lambda: install_programs(NEEDS[target])
    yield "Python packages", lambda: install_packages("run" if target == "bench" else target)
    if target != "lock":
        yield "Hustings itself", install_hustings
        yield "Translations", compile_translations
        yield "Packages of the voter's page and the browser tests", install_node_packages
        yield "The voter's page", build_voters_page
    if target == "bench":
        for lock in sorted((ROOT / "requirements" / "bench").glob("*.txt")):
            yield f"{lock.stem}, to be compared with", partial(install_peer, lock)


# Programs ---------------------------------------------------------------------


def on_path(*names: str) -> Callable[[], bool]:
    return lambda: any(shutil.which(name) for name in names)


def has_venv() -> bool:
    """Debian ships venv without the pip it needs; that is in python3-venv."""
    return VENV_PYTHON.exists() or run_quietly([sys.executable, "-c", "import venv, ensurepip"])


def has_compiler() -> bool:
    return on_path("cc", "gcc")() and Path(sysconfig.get_path("include"), "Python.h").exists()


def has_database_server() -> bool:
    return on_path("initdb")() or any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


def has_fonts() -> bool:
    return any(Path("/usr/share/fonts").glob("**/*.ttf"))


VENV_NEED = Need("Python's venv", ("python3-venv",), has_venv, "everything", vital=True)
COMPILER = Need(
    "a C compiler", ("gcc", "libc6-dev", "python3-dev"), has_compiler, "the fast kernel (NumPy does its work)"
)
CHROMIUM = Need("Chromium", ("chromium",), on_path("chromium"), "the tests in a browser")
FONTS = Need("a font", ("fonts-dejavu-core",), has_fonts, "readable pictures of pages")
POSTGRESQL = Need("PostgreSQL", ("postgresql",), has_database_server, "the site's tests on PostgreSQL")
STRACE = Need("strace", ("strace",), on_path("strace"), "the test that ballots are on disk before they are answered")
PDF_TEXT = Need("pdftotext", ("poppler-utils",), on_path("pdftotext"), "the tests of printed pages")

NEEDS = {
    "run": (VENV_NEED, COMPILER),
    "test": (VENV_NEED, COMPILER, CHROMIUM, FONTS, POSTGRESQL, STRACE, PDF_TEXT),
    "bench": (VENV_NEED, COMPILER),
    "lock": (VENV_NEED,),
}


class LackError(Exception):
    """Something that the target cannot do without, and how to get it."""


def install_programs(needs: Sequence[Need]) -> str:
    lacking = [need for need in needs if not need.present()]
    if not lacking:
        return "all there"
    packages = [package for need in lacking for package in need.packages]
    if (root := as_root()) is not None:
        print(f"installing {' '.join(packages)} ... ", end="", flush=True)
        environment = ["env", "DEBIAN_FRONTEND=noninteractive"]
        run_quietly([*root, *environment, "apt-get", "update"])
        run_quietly([*root, *environment, "apt-get", "install", "-y", "--no-install-recommends", *packages])
        lacking = [need for need in lacking if not need.present()]
        if not lacking:
            return "done"
    for need in lacking:
        print(f"\n      {need.name} is lacking (Debian: {' '.join(need.packages)}); left out: {need.left_out}", end="")
    if STRICT or any(need.vital for need in lacking):
        raise LackError(f"\n      install it and try again: apt-get install {' '.join(packages)}")
    return "\n      going on without"


def as_root() -> list[str] | None:
    """The words that make a command run as root, or None where nothing does."""
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return []
    return ["sudo", "-n"] if shutil.which("sudo") and run_quietly(["sudo", "-n", "true"]) else None


# Python -----------------------------------------------------------------------


def install_packages(target: str) -> str:
    """Install requirements/TARGET.txt, by hash, into .venv."""
    lock = ROOT / "requirements" / f"{target}.txt"
    stamp = Stamp(f"packages-{target}", [lock])
    if stamp.fresh():
        return "already there"
    if not VENV_PYTHON.exists():
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
    pip_install("--require-hashes", "--only-binary", ":all:", "--requirement", lock)
    stamp.set()
    return f"installed from requirements/{lock.name}"


def install_peer(lock: Path) -> str:
    """A program that ours is timed beside, in an environment of its own, .venv-bench/NAME; some come as source only."""
    environment = ROOT / ".venv-bench" / lock.stem
    backend = ROOT / "requirements" / "build.txt"
    stamp = Stamp(f"peer-{lock.stem}", [lock, backend])
    if stamp.fresh() and environment.exists():
        return "already there"
    subprocess.run([sys.executable, "-m", "venv", "--clear", environment], check=True)
    pip_install("--require-hashes", "--only-binary", ":all:", "--requirement", backend, into=environment)
    pip_install("--require-hashes", "--no-build-isolation", "--use-pep517", "--requirement", lock, into=environment)
    stamp.set()
    return f"installed from requirements/bench/{lock.name}"


def install_hustings() -> str:
    """Install this tree in place: its commands, its entry points, and the kernel where a compiler is."""
    kernel = ROOT / "src" / "hustings" / "ballots" / "stores"
    stamp = Stamp("hustings", [ROOT / "pyproject.toml", ROOT / "setup.py", *kernel.glob("*.[ch]")])
    built = list(kernel.glob("_kernel*.so"))
    if not (stamp.fresh() and (built or not has_compiler())):
        pip_install("--no-deps", "--no-build-isolation", "--editable", ROOT)
        stamp.set()
        built = list(kernel.glob("_kernel*.so"))
    if STRICT and not built:
        raise LackError("the C kernel could not be built")
    return "in place, with the C kernel" if built else "in place, without the C kernel"


def pip_install(*arguments: str | Path, into: Path = VENV) -> None:
    quiet = ["--quiet", "--disable-pip-version-check", "--no-input"]
    subprocess.run([into / "bin" / "python", "-m", "pip", "install", *quiet, *arguments], check=True, cwd=ROOT)


# Translations, Node packages and the voter's page ------------------------------


def compile_translations() -> str:
    command: list[str | Path] = [VENV_PYTHON, ROOT / "tools" / "messages.py", "--compile"]
    said: str = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return said.strip()


def install_node_packages() -> str:
    """What package-lock.json names, with the machine's Node or, lacking that, the one that a locked wheel brings."""
    stamp = Stamp("node", [ROOT / "package-lock.json", ROOT / "requirements" / "node.txt"])
    if stamp.fresh() and (ROOT / "node_modules").exists():
        return "already there"
    if not on_path("npm")():
        pip_install("--require-hashes", "--only-binary", ":all:", "--requirement", ROOT / "requirements" / "node.txt")
    quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"]
    try:
        run_node("npm", "ci", *quiet)
    except (OSError, subprocess.CalledProcessError) as failure:
        if STRICT:
            raise
        return f"left out: the voter's page and the accessibility tests ({failure})"
    stamp.set()
    return "installed from package-lock.json"


VOTERS_PAGE = ROOT / "src" / "hustings_site" / "booth" / "data" / "booth.html"


def build_voters_page() -> str:
    """The one HTML file that voters are served, from src/booth-client."""
    program = ROOT / "src" / "booth-client"
    colours = ROOT / "src" / "hustings_site" / "pages" / "static" / "pages" / "site.css"
    sources = [path for path in program.glob("**/*") if path.is_file() and path.parent.name != "tests"]
    stamp = Stamp("voters-page", [*sources, colours, ROOT / "package-lock.json"])
    if stamp.fresh() and VOTERS_PAGE.exists():
        return "already there"
    try:
        run_node("node", program / "build.js", VOTERS_PAGE)
    except (OSError, subprocess.CalledProcessError) as failure:
        if STRICT:
            raise
        return f"left out: nobody can vote on this installation ({failure})"
    stamp.set()
    return "built from src/booth-client"


def run_node(program: str, *arguments: str | Path) -> None:
    """Run Node or npm: the machine's, or the one in .venv."""
    path = f"{os.environ.get('PATH', os.defpath)}:{VENV / 'bin'}"
    found = shutil.which(program, path=path) or program
    environment = {**os.environ, "PATH": path}
    subprocess.run([found, *arguments], check=True, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)


# Stamps -----------------------------------------------------------------------


class Stamp:
    """A file in .venv holding the hash of what a step was made from."""

    def __init__(self, name: str, sources: Sequence[Path]) -> None:
        self.path = VENV / f".made-{name}"
        digest = hashlib.sha256(f"{sys.version} {ROOT}".encode())
        for source in sorted(sources):
            digest.update(source.read_bytes())
        self.digest = digest.hexdigest()

    def fresh(self) -> bool:
        return self.path.exists() and self.path.read_text() == self.digest

    def set(self) -> None:
        self.path.write_text(self.digest)


def run_quietly(command: Sequence[str]) -> bool:
    return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
