"""Write every lock file anew: names, versions and hashes, for every Python from 3.11 on, and no address.

    .venv-lock/bin/python tools/lock.py [--upgrade]

Without --upgrade a version that still fits stays as it is.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "requirements"


def main(options: list[str]) -> None:
    project = ["pyproject.toml", "requirements/build.in"]
    extras = ["site", "postgres", "dask", "big", "dev"]
    compile_lock("run.txt", [*project, "--extra=site"], options)
    compile_lock(
        "test.txt", [*project, *(f"--extra={extra}" for extra in extras), "-c", "requirements/run.txt"], options
    )
    for source in sorted(LOCKS.glob("**/*.in")):
        lock = source.relative_to(LOCKS).with_suffix(".txt").as_posix()
        compile_lock(lock, [source.relative_to(ROOT).as_posix()], options)


def compile_lock(lock: str, sources: list[str], options: list[str]) -> None:
    """Resolve by the registry alone: what this machine's pip is configured to look at besides is not for others."""
    print(f"requirements/{lock}")
    uv = Path(sys.executable).with_name("uv")
    form = ["--universal", "--python-version=3.11", "--generate-hashes", "--no-annotate", "--no-header", "--quiet"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "UV_"))}
    (LOCKS / lock).parent.mkdir(exist_ok=True)
    subprocess.run(
        [uv, "pip", "compile", *form, "--system-certs", *options, *sources, "--output-file", LOCKS / lock],
        check=True,
        cwd=ROOT,
        env=environment,
    )


if __name__ == "__main__":
    main(sys.argv[1:])
