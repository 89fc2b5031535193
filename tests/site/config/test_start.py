import subprocess
import sys
from pathlib import Path

import pytest
from stands import bare_environment

COMMANDS = {
    "audit": ("from hustings_site.journal.cli.audit import command; command()", []),
    "staff": ("from hustings_site.accounts.cli.staff import command; command()", ["una@example.org", "--name", "Una"]),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_command_on_a_folder_without_data_says_what_to_name(tmp_path: Path, name: str) -> None:
    program, arguments = COMMANDS[name]
    said = subprocess.run(
        [sys.executable, "-c", program, *arguments, "--data", tmp_path],
        env=bare_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    expected = f"Error: there is no hustings.sqlite3 in {tmp_path}; name the folder of the site's data with --data"
    assert (said.returncode, said.stderr.splitlines()[-1]) == (2, expected)
    assert list(tmp_path.iterdir()) == []
