"""Installations of the site that know each other by their public pages alone: each a real server on loopback, with a
database, a secret key and a folder of its own."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import Self

from served import GUNICORN, PATIENCE, ROOT, STAND_IN, environment, get
from stands import free_port, with_tables

BEGIN = """
import json, sys
import django
django.setup()
from django.conf import settings
settings.BOOTH_TEMPLATE = {template!r}
"""


@dataclass
class Installation:
    """One installation; `run` does something in it as its own officers would, `start` serves it."""

    data: Path
    port: int
    template: Path = STAND_IN
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def database(self) -> Path:
        return next(self.data.glob("*.sqlite3"))

    @property
    def environment(self) -> dict[str, str]:
        return {
            **environment(self.data, ""),
            "HUSTINGS_DEMONSTRATION": "1",
            "HUSTINGS_SECRET_KEY": f"the key of {self.data.name}",
        }

    def run(self, program: str, *given: object) -> object:
        """A program in a process of its own; what it prints last, read as JSON. `given` are its arguments."""
        text = BEGIN.format(template=str(self.template)) + program
        done = subprocess.run(
            [sys.executable, "-c", text, *map(str, given)],
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    def get(self, path: str) -> tuple[int, str]:
        status, body = get(self.port, path)
        return status, body.decode()

    def start(self) -> None:
        log = self.data / "server.log"
        with log.open("ab") as out:
            self.process = subprocess.Popen(
                [*GUNICORN, "--bind", f"127.0.0.1:{self.port}", "--workers", "1"],
                env=self.environment,
                cwd=ROOT,
                stdout=out,
                stderr=out,
                start_new_session=True,
            )
        until = time.monotonic() + PATIENCE
        while True:
            try:
                assert self.get("/api/elections")[0] == 200
            except (OSError, HTTPException):
                if self.process.poll() is not None or time.monotonic() > until:
                    raise AssertionError(log.read_text()) from None
                time.sleep(0.05)
            else:
                return

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def installations(folder: Path, *names: str) -> list[Installation]:
    """Installations with tables and nothing in them; not started yet."""
    return [Installation(with_tables(folder / name), free_port()) for name in names]
