"""A members' list imported, twice, and frozen: python -m benchmarks.roll_import [MEMBERS ...].

Each size in a process of its own, since the peak of memory is the process's; on a new SQLite database, or on the
PostgreSQL that DATABASE_URL names (an empty one).
"""

import csv
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

BRANCHES = 200
HEADINGS = (
    "Number", "Name", "Branch", "E-mail", "Address 1", "Address 2", "Postcode", "Joined", "Paid up to", "Status",
    "Categories", "Other branches",
)  # fmt: skip


def main() -> None:
    """Print a table: sizes as rows."""
    sizes = sys.argv[1:] or ["10000", "50000"]
    if sizes[0] == "--one":
        measure(int(sizes[1]), sizes[2])
        return
    print("| members | file | uploaded | checked | stored | together | again, 1 in 10 changed | frozen | memory |")
    print("|---|---|---|---|---|---|---|---|---|")
    for size in sizes:
        for form in ("csv", "xlsx"):
            subprocess.run([sys.executable, "-m", "benchmarks.roll_import", "--one", size, form], check=True)


def measure(size: int, form: str) -> None:
    """One row of the table."""
    folder = tempfile.mkdtemp()
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "hustings_site.config.settings",
        "HUSTINGS_SECRET_KEY": "benchmark",
        "HUSTINGS_DATA": folder,
    }
    import django

    django.setup()
    from django.core.management import call_command

    from hustings_site.roll.freezing import freeze
    from hustings_site.roll.imports import running
    from hustings_site.roll.models import MemberImport
    from hustings_site.roll.services import enter_branch, enter_category, enter_electorate, organisation_named

    call_command("migrate", verbosity=0)
    organisation = organisation_named(by="benchmark", name=f"Of {size}")
    for number in range(BRANCHES):
        enter_branch(by="benchmark", organisation=organisation, code=f"b{number}", name=f"Branch {number}")
    enter_category(by="benchmark", organisation=organisation, code="youth", name="Youth")
    times = []
    for turn in (0, 1):
        path = write(Path(folder, f"{turn}.{form}"), size, turn)
        with path.open("rb") as file:
            taken, upload = timed(
                lambda file=file: running.take_file(by="b", organisation=organisation, file=file, name="members")
            )
        running.choose_columns(by="b", member_import=taken, columns=taken.columns, month_first=False)
        _none, check = timed(lambda taken=taken: running.check(taken))
        running.confirm(by="b", member_import=taken)
        _none, store = timed(lambda taken=taken: running.apply(taken))
        times += [upload, check, store]
        done = MemberImport.objects.of(organisation).get(pk=taken.pk)
        assert (done.new + done.changed, done.rejected) == (size if turn == 0 else size // 10, 0)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    everybody = enter_electorate(by="b", organisation=organisation, name="All", rule={"status": ["active"]})
    _roll, frozen = timed(lambda: freeze(by="b", electorate=everybody))
    first, again = times[:3], times[3:]
    cells = [f"{size:,}", form, *map(told, (*first, sums(first), sums(again), frozen)), f"{memory:.0f} MB"]
    print(f"| {' | '.join(cells)} |", flush=True)


Spent = tuple[float, float]
"""(seconds of one core, seconds on the wall)."""


def timed(act: Callable[[], object]) -> tuple[object, Spent]:
    """What an act gives, and what it took."""
    core, wall = time.process_time(), time.perf_counter()
    given = act()
    return given, (time.process_time() - core, time.perf_counter() - wall)


def sums(times: list[Spent]) -> Spent:
    """Several together."""
    return sum(core for core, _wall in times), sum(wall for _core, wall in times)


def told(spent: Spent) -> str:
    """Both figures."""
    return f"{spent[0]:.1f} ({spent[1]:.1f}) s"


def write(path: Path, size: int, turn: int) -> Path:
    """A list of members; the second turn has another name for one in ten."""
    rows = (
        (
            f"{n:06}", f"Member {n}{' the second' if turn and n % 10 == 0 else ''}", f"Branch {n % BRANCHES}",
            f"m{n}@example.org", f"{n} Mill Lane", "Alderby", f"AL{n % 90}", f"{1 + n % 28:02}/05/20{10 + n % 10}",
            "2026-12-31", "member", "Youth" if n % 20 == 0 else "", f"b{(n + 1) % BRANCHES}" if n % 10 == 0 else "",
        )
        for n in range(size)
    )  # fmt: skip
    if path.suffix == ".csv":
        with path.open("w", newline="") as file:
            csv.writer(file).writerows([HEADINGS, *rows])
        return path
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in (HEADINGS, *rows):
        sheet.append(row)
    book.save(path)
    return path


if __name__ == "__main__":
    main()
