"""Files that hold secrets: only their owner can read them, and what others could read is refused."""

import os
import stat
from pathlib import Path


class NotPrivate(ValueError):
    """A private file that others can read."""


def write_private(path: Path, text: str) -> None:
    """A new file of mode 600. Raises `FileExistsError`: a secret is never written over another."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)


def replace_private(path: Path, text: str) -> None:
    """Put a new text in the place of a private file, whole or not at all; the old bytes are overwritten first."""
    fresh = path.with_name(path.name + ".part")
    fresh.unlink(missing_ok=True)
    write_private(fresh, text)
    overwrite(path)
    fresh.replace(path)


def read_private(path: Path) -> str:
    """The text of a private file. Raises `NotPrivate` where group or others may read it."""
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o077:
        raise NotPrivate(f"{path}: others can read this private file (mode {mode:o}); run: chmod 600 {path}")
    return path.read_text(encoding="utf-8")


def overwrite(path: Path) -> None:
    """Zeros over the bytes of a file, on disk. Copies that the disk or a backup keeps are not reached."""
    with path.open("r+b") as file:
        file.write(bytes(path.stat().st_size))
        file.flush()
        os.fsync(file.fileno())


def erase(path: Path) -> None:
    """Overwrite a file and remove it."""
    overwrite(path)
    path.unlink()
