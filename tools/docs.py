"""Write the generated parts of docs/ anew: each command's help, each rule module's records, each format's module.

    .venv/bin/python tools/docs.py

A generated part stands between two marker lines; what people write around it stays. A page that is missing is made.
tests/repository/test_docs.py fails where a page is missing, stale, or documents what is no longer there.
"""

import importlib
import inspect
import pkgutil
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import click

import hustings.ballots.formats
import hustings.cli
import hustings.rules

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
HELP_WIDTH = 100
BEGIN = "<!-- Written by make docs: edit the source instead -->"
END = "<!-- To here -->"
GENERATED = re.compile(re.escape(BEGIN) + ".*?" + re.escape(END), re.DOTALL)


class Page(NamedTuple):
    """One page under docs/, with what is generated in it and the title it is made with."""

    path: Path
    title: str
    generated: str

    def text(self) -> str:
        """The whole page as it should stand: the text around the markers kept, or a new page."""
        block = f"{BEGIN}\n\n{self.generated.strip()}\n\n{END}"
        if not self.path.exists():
            return f"# {self.title}\n\n{block}\n"
        return GENERATED.sub(lambda _: block, self.path.read_text(), count=1)

    def stale(self) -> bool:
        """Whether the page is missing, has no markers, or differs from what it should say."""
        return not self.path.exists() or BEGIN not in self.path.read_text() or self.text() != self.path.read_text()


def main() -> None:
    for page in pages():
        if page.stale():
            page.path.parent.mkdir(parents=True, exist_ok=True)
            page.path.write_text(page.text())
            print(f"written: {page.path.relative_to(ROOT)}")


def pages() -> list[Page]:
    return [*command_pages(), *rule_pages(), *format_pages(), decisions_page(), readme()]


def command_pages() -> Iterator[Page]:
    found = dict(commands())
    for name, command in found.items():
        yield Page(DOCS / "cli" / f"{name}.md", f"hustings {name}", console(f"hustings {name}", command))
    rows = [(f"[{name}]({name}.md)", command.get_short_help_str(limit=HELP_WIDTH)) for name, command in found.items()]
    yield Page(DOCS / "cli" / "README.md", "The command line", table(("command", "what it does"), rows))


def commands() -> Iterator[tuple[str, click.Command]]:
    """Each command by name: the library's by scan, the site's as pyproject.toml registers them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    names = {module.name.replace("_", "-"): "" for module in pkgutil.iter_modules(hustings.cli.__path__)}
    names |= project["entry-points"][hustings.cli.ENTRY_POINTS]
    for name, target in sorted(names.items()):
        module, _, attribute = (target or f"hustings.cli.{name.replace('-', '_')}:command").partition(":")
        yield name, getattr(importlib.import_module(module), attribute)


def console(name: str, command: click.Command) -> str:
    """The help of a command and of those inside it, as a terminal of a fixed width shows it."""
    context = click.Context(command, info_name=name, terminal_width=HELP_WIDTH, max_content_width=HELP_WIDTH)
    parts = [f"```console\n$ {name} --help\n{command.get_help(context).strip()}\n```"]
    if isinstance(command, click.Group):
        inner = {each: command.get_command(context, each) for each in command.list_commands(context)}
        parts += [console(f"{name} {each}", found) for each, found in inner.items() if found]
    return "\n\n".join(parts)


def rule_pages() -> Iterator[Page]:
    rows = []
    for name in hustings.rules.rule_modules():
        module = importlib.import_module(f"hustings.rules.{name}")
        records = [
            (f"`{rule.name}`", rule.title, rule.source, rule.marks.value, "yes" if rule.verified else "no")
            for rule in module.RULES
        ]
        records_table = table(("name", "title", "source", "marks", "text read"), records)
        yield Page(DOCS / "rules" / f"{name}.md", name, f"{records_table}\n\n{prose(module.__doc__)}")
        rows += [(f"[`{rule.name}`]({name}.md)", rule.title, rule.source) for rule in module.RULES]
    yield Page(DOCS / "rules" / "README.md", "The rules", table(("name", "title", "source"), rows))


def format_pages() -> Iterator[Page]:
    rows = []
    for found in pkgutil.iter_modules(hustings.ballots.formats.__path__):
        if found.name.startswith("_"):
            continue
        module = importlib.import_module(f"hustings.ballots.formats.{found.name}")
        first_line = prose(module.__doc__).partition("\n")[0]
        yield Page(DOCS / "formats" / f"{found.name}.md", found.name, prose(module.__doc__))
        rows.append((f"[{found.name}]({found.name}.md)", first_line))
    yield Page(DOCS / "formats" / "README.md", "The formats of ballot files", table(("format", "what it is"), rows))


def decisions_page() -> Page:
    folder = DOCS / "decisions"
    titles = [
        (path.name, path.read_text().partition("\n")[0].lstrip("# ")) for path in sorted(folder.glob("[0-9]*.md"))
    ]
    lines = [f"- [{name[:4]}]({name}) {title}" for name, title in titles]
    return Page(folder / "README.md", "Decisions", "\n".join(lines))


def readme() -> Page:
    """The README's table of practices, from docs/practices.md."""
    rows = [(each["number"], each["title"], each["Page"], each["Test"], each["Status"]) for each in practices()]
    return Page(ROOT / "README.md", "Hustings", table(("", "practice", "page", "test", "status"), rows))


def practices() -> Iterator[dict[str, str]]:
    """Each section of docs/practices.md: its number, its title, and the items of its list by name."""
    for section in re.split(r"^## ", (DOCS / "practices.md").read_text(), flags=re.MULTILINE)[1:]:
        number, _, title = section.partition("\n")[0].partition(". ")
        items = dict(re.findall(r"^- (\w+): (.*)$", section, flags=re.MULTILINE))
        yield {"number": number, "title": title} | items


def prose(docstring: str | None) -> str:
    """A module's docstring as Markdown."""
    return inspect.cleandoc(docstring or "")


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, tuple("---" for _ in head), *rows])


if __name__ == "__main__":
    main()
