"""The command line: one file per command, loaded only when it is called.

`hustings NAME` runs `command` of the module `hustings.cli.NAME` (an underscore in the file's name is a hyphen in the
command's). A name that is none of the library's is looked up among the entry points `hustings.commands`, where the
site registers its own.
"""

import importlib
import sys
from typing import TYPE_CHECKING

import click

from hustings import __version__

if TYPE_CHECKING:
    from importlib.metadata import EntryPoints

ENTRY_POINTS = "hustings.commands"
"""The entry-point group under which the site registers its commands."""

SITE_COMMANDS = ("audit", "demo", "staff")
"""Commands of the site, named here only to say what to install where the extra is missing."""


class Commands(click.Group):
    """The commands of the library by scan of this package, then those registered by the site."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of all commands that can be run here, sorted."""
        from pkgutil import iter_modules

        own = (module.name.replace("_", "-") for module in iter_modules(__path__))
        return sorted({*own, *(point.name for point in registered_commands())})

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Import and return one command; None where there is none of that name."""
        if name.replace("-", "_").isidentifier():
            module = f"{__name__}.{name.replace('-', '_')}"
            try:
                found: click.Command = importlib.import_module(module).command
            except ModuleNotFoundError as missing:
                if missing.name != module:
                    raise
            else:
                return found
        for point in registered_commands().select(name=name):
            loaded: click.Command = point.load()
            return loaded
        if name in SITE_COMMANDS:
            msg = f"`hustings {name}` is part of the site; install it with: pip install 'hustings[site]'"
            raise click.UsageError(msg)
        return None


def registered_commands() -> "EntryPoints":
    """The commands that the site registers; to look for them is slow, so the library's own go without."""
    from importlib.metadata import entry_points

    return entry_points(group=ENTRY_POINTS)


@click.group(cls=Commands)
@click.version_option(__version__, prog_name="hustings")
def main() -> None:
    """Count, verify and explain the elections of member organisations."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
