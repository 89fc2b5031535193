"""The import contracts bind: a tree that breaks one of them is refused, also where a room is still to be built."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = ("ballots", "count", "rules", "contests", "analysis", "report", "cli", "belenios", "matching", "overlap")
ROOMS = (
    "pages",
    "accounts",
    "journal",
    "roll",
    "booth",
    "elections",
    "results",
    "campaign",
    "slates",
    "committees",
    "motions",
    "config",
)


def contracts_kept(folder: Path, modules: dict[str, str]) -> bool:
    """Whether a tree of all the design's packages, empty but for these modules, keeps pyproject's contracts."""
    source = folder / "src"
    for package in ["hustings", *(f"hustings/{name}" for name in LIBRARY)]:
        write(source / package / "__init__.py", "")
    for package in ["hustings_site", *(f"hustings_site/{name}" for name in ROOMS)]:
        write(source / package / "__init__.py", "")
    for name, text in modules.items():
        write(source / f"{name}.py", text)
    shutil.copy(ROOT / "pyproject.toml", folder)
    program = Path(sys.executable).with_name("lint-imports")
    checked = subprocess.run(
        [program, "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": str(source)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Contracts" in checked.stdout, checked.stderr
    return checked.returncode == 0


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


@pytest.mark.parametrize(
    "modules",
    [
        {"hustings/rules/scotland_2011": "import hustings.count, hustings.ballots"},
        {"hustings/belenios/archive": "import hustings.ballots"},
        {"hustings/cli/verify": "import hustings.belenios, hustings.report"},
        {"hustings_site/elections/secrecy": "import hustings_site.roll, hustings_site.booth"},
        {"hustings_site/results/views": "import hustings.rules, hustings_site.elections"},
    ],
)
def test_contracts_keep(tmp_path: Path, modules: dict[str, str]) -> None:
    assert contracts_kept(tmp_path, modules)


@pytest.mark.parametrize(
    "modules",
    [
        {"hustings/ballots/profile": "import hustings.count"},
        {"hustings/count/sheet": "import hustings.rules"},
        {"hustings/rules/irv": "import hustings.rules.plurality", "hustings/rules/plurality": ""},
        {"hustings/rules/irv": "import hustings.contests"},
        {"hustings/analysis/slates": "import hustings.report"},
        {"hustings/report/text": "import hustings.cli"},
        {"hustings/belenios/archive": "import hustings.count"},
        {"hustings/belenios/archive": "import hustings.rules"},
        {"hustings/count/sheet": "import hustings.belenios"},
        {"hustings/matching/quiz": "import hustings.ballots"},
        {"hustings/overlap/seen": "import hustings.matching"},
        {"hustings/report/html": "import django.template"},
        {"hustings/cli/demo": "import hustings_site.config"},
        {"hustings_site/roll/models": "import hustings_site.booth"},
        {"hustings_site/booth/models": "import hustings_site.roll"},
        {
            "hustings_site/booth/models": "import hustings_site.config",
            "hustings_site/config/urls": "import hustings_site.roll",
        },
        {"hustings_site/booth/views": "import hustings_site.elections"},
        {"hustings_site/elections/models": "import hustings_site.results"},
        {"hustings_site/results/views": "import hustings_site.slates"},
        {"hustings_site/pages/tags": "import hustings_site.accounts"},
    ],
    ids=lambda modules: " & ".join(f"{name}: {text}" for name, text in modules.items()),
)
def test_contracts_break(tmp_path: Path, modules: dict[str, str]) -> None:
    assert not contracts_kept(tmp_path, modules)


def test_people_and_ballots_meet_only_in_secrecy() -> None:
    site = ROOT / "src" / "hustings_site"
    both_sides = {"hustings_site.roll", "hustings_site.booth"}
    meeting = {str(path.relative_to(site)) for path in site.glob("**/*.py") if both_sides <= rooms_imported(path)}
    assert meeting <= {"elections/secrecy.py"}


def rooms_imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text())):
        match node:
            case ast.Import(names=modules):
                names |= {module.name for module in modules}
            case ast.ImportFrom(module=str(module), names=imported):
                names |= {f"{module}.{each.name}" for each in imported}
    return {".".join(name.split(".")[:2]) for name in names}
