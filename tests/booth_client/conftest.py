"""Node, with the packages that the voter's page is built from, and the page built by it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import missing

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def node() -> Path:
    """The machine's Node, or the one that a wheel brought into this environment."""
    beside = Path(sys.executable).parent / "node"
    found = shutil.which("node") or (beside if beside.exists() else None)
    if found is None:
        missing("no Node here (make test installs it)")
    if not (ROOT / "node_modules" / "@noble" / "curves").exists():
        missing("the packages of the voter's page are not installed (npm ci)")
    return Path(found)


@pytest.fixture(scope="session")
def page(node: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page as built, its place for the booth's data still empty."""
    out = tmp_path_factory.mktemp("page") / "booth.html"
    subprocess.run([node, ROOT / "src" / "booth-client" / "build.js", out], check=True)
    return out.read_text(encoding="utf-8")
