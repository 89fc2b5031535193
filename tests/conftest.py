"""What every test may ask for: real elections with known results, and how strict this run is."""

import os
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, settings

import messages

pytest_plugins = ["tellers"]

ROOT = Path(__file__).resolve().parent.parent
STRICT = os.environ.get("HUSTINGS_STRICT") == "1"

# No deadline: a busy machine is slow, not wrong. A strict run draws the same cases every time.
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("local", PATIENT)
settings.register_profile("strict", PATIENT, derandomize=True)
settings.load_profile("strict" if STRICT else "local")

messages.compile_all()


class WithoutDjango(MetaPathFinder):
    """Makes Django and the site impossible to import, as where only the library is installed."""

    def find_spec(
        self, fullname: str, _path: Sequence[str] | None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname.partition(".")[0] in {"django", "hustings_site"}:
            message = f"No module named {fullname!r} (the library's tests run without it)"
            raise ModuleNotFoundError(message, name=fullname)
        return None


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--without-django", action="store_true", help="make Django impossible to import")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--without-django"):
        sys.meta_path.insert(0, WithoutDjango())


@pytest.fixture(scope="session")
def strict() -> bool:
    """Whether something missing on this machine is a failure (HUSTINGS_STRICT=1) instead of a skip."""
    return STRICT


def missing(what: str) -> None:
    """End the test that needs WHAT: failed in a strict run, skipped with that reason otherwise."""
    if STRICT:
        pytest.fail(f"{what} (HUSTINGS_STRICT=1)")
    pytest.skip(what)


@pytest.fixture(scope="session")
def oracles() -> Path:
    """The folder of real elections with known results, which is not part of the project."""
    named = os.environ.get("HUSTINGS_ORACLES")
    folder = Path(named) if named else ROOT.parent / "shared" / "oracles"
    if not folder.is_dir():
        missing(f"no folder of real elections: {named or '../shared/oracles'} (name it by HUSTINGS_ORACLES)")
    return folder


@pytest.fixture(scope="session")
def compiled_kernel() -> ModuleType:
    """The C kernel, built."""
    try:
        from hustings.ballots.stores import _kernel
    except ImportError:
        missing("the C kernel is not built (it needs a compiler)")
    return _kernel


@pytest.fixture(scope="session")
def chromium() -> Path:
    """Debian's Chromium, for Playwright's executable_path."""
    program = Path("/usr/bin/chromium")
    if not program.exists():
        missing("no Chromium at /usr/bin/chromium")
    return program


@pytest.fixture(scope="session")
def axe() -> str:
    """The accessibility checker's script, to be run in a page."""
    script = ROOT / "node_modules" / "axe-core" / "axe.min.js"
    if not script.exists():
        missing("axe-core is not installed (npm ci)")
    return script.read_text(encoding="utf-8")
