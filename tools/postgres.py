"""Run a command beside a PostgreSQL server of its own, named to it by DATABASE_URL, and stop the server afterwards.

    python tools/postgres.py COMMAND ...

The server lives in a temporary directory, listens on a Unix socket there and nowhere else, and belongs to an
unprivileged user (PostgreSQL refuses root). Nothing it stores outlives the command. Exit status: the command's;
127 where no PostgreSQL is installed.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

UNPRIVILEGED = "nobody"
NOT_INSTALLED = 127
SETTINGS = ["fsync=on", "synchronous_commit=on", "full_page_writes=off", "shared_buffers=64MB", "listen_addresses="]
"""A poll is opened only where every commit is flushed, so tests of polls need that too."""


def main(command: Sequence[str]) -> int:
    if (programs := server_programs()) is None:
        print("PostgreSQL is not installed (Debian: postgresql)", file=sys.stderr)
        return NOT_INSTALLED
    with temporary_server(programs) as url:
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False).returncode


def server_programs() -> Path | None:
    """The folder of initdb and pg_ctl: the newest of Debian's, or the one on the path."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if versions:
        return versions[-1].parent
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


@contextmanager
def temporary_server(programs: Path, settings: Sequence[str] = SETTINGS) -> Iterator[str]:
    """A running server's address in the form of DATABASE_URL."""
    with tempfile.TemporaryDirectory(prefix="hustings-postgres-") as folder:
        user = UNPRIVILEGED if os.geteuid() == 0 else None
        if user:
            shutil.chown(folder, user)
        cluster = Path(folder, "cluster")

        def server(*command: str | Path) -> None:
            subprocess.run(command, check=True, cwd=folder, user=user, stdout=subprocess.DEVNULL)

        options = " ".join(f"-c {setting}" for setting in [*settings, f"unix_socket_directories={folder}"])
        server(programs / "initdb", "-D", cluster, "-U", "hustings", "-A", "trust", "-E", "UTF8", "--no-sync")
        server(programs / "pg_ctl", "-D", cluster, "-l", cluster / "log", "-o", options, "-w", "start")
        try:
            yield f"postgres://hustings@{quote(folder, safe='')}/postgres"
        finally:
            server(programs / "pg_ctl", "-D", cluster, "-m", "immediate", "-w", "stop")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
