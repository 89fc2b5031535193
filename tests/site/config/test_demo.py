import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from stands import bare_environment

DEMO = "from hustings_site.config.cli.demo import command; command()"


def run_demo(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", DEMO, "--examples-only", "--data", data, *arguments]
    return subprocess.run(command, env=bare_environment(), capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """A folder that was not there before, and what was said while it was filled."""
    data = tmp_path_factory.mktemp("demo") / "data"
    return data, run_demo(data, "--no-serve")


def test_demo_says_what_it_does_in_numbered_steps(evening: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    data, said = evening
    assert (said.returncode, said.stderr) == (0, "")
    steps = [line for line in said.stdout.splitlines() if line.startswith("[")]
    assert steps == [
        f"[1/4] Data in {data}",
        "[2/4] Database",
        "[3/4] Worked examples",
        "[4/4] Returning officer's account",
    ]


def test_demo_keeps_its_data_on_a_second_run(evening: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    data, said = evening
    first, second = said.stdout, run_demo(data, "--no-serve").stdout
    code = re.compile(r"sign-in code +(\S+)")
    assert [len(code.findall(said)) for said in (first, second)] == [1, 1]
    assert code.findall(first) != code.findall(second)
    assert "up to date" in second
    assert second.count(": already there") == first.count(": loaded")
    assert ": loaded" not in second


def test_demo_at_a_port_that_is_taken(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        said = run_demo(tmp_path / "data", "--port", str(port))
    assert said.returncode == 2
    assert said.stderr.splitlines()[-1] == f"Error: port {port} is taken by another program; choose one with --port"
    assert not (tmp_path / "data").exists()
