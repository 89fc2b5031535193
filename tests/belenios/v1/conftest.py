"""Elections by the reference tool, unpacked once: archives, plaintext votes and altered copies."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest


def _unpack(oracles: Path, name: str, into: Path) -> Path:
    shutil.unpack_archive(oracles / "belenios" / name, into)
    return into


@pytest.fixture(scope="session")
def genuine(oracles: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Folder of each genuine election, by its letter."""
    folder = _unpack(oracles, "genuine.tar.xz", tmp_path_factory.mktemp("genuine"))
    return {path.name[0]: path for path in folder.iterdir()}


@pytest.fixture(scope="session")
def tampered(oracles: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Altered archives, by the number that their case begins with."""
    folder = _unpack(oracles, "tampered.tar.xz", tmp_path_factory.mktemp("tampered")) / "tampered"
    return {path.parent.name[:2]: path.read_bytes() for path in folder.glob("*/*.bel")}


@pytest.fixture(scope="session")
def vectors(oracles: Path) -> dict[str, Any]:
    """Known answers of the reference tool."""
    found: dict[str, Any] = json.loads((oracles / "belenios" / "vectors.json").read_text())
    return found
