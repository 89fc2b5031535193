"""Ours, as one of the programs that are timed: text to winners through the library, in the store named.

    python benchmarks/ours.py FILE python|numpy|kernel [once]

What makes other stores faster is hidden, as where it was not installed.
"""

import sys
import time
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
HIDDEN = {"python": ("numpy", "hustings.ballots.stores._kernel"), "numpy": ("hustings.ballots.stores._kernel",)}
path, store = sys.argv[1:3]
sys.modules.update(dict.fromkeys(HIDDEN.get(store, ())))  # type: ignore[arg-type]  # None: there is no such module

from timing import report_count  # noqa: E402 - from here on things are hidden

from hustings.ballots.columns import RankingColumns  # noqa: E402
from hustings.ballots.formats import read_papers  # noqa: E402
from hustings.ballots.stores import open_store  # noqa: E402
from hustings.count.contest import contest_of  # noqa: E402
from hustings.count.lots import candidate_order  # noqa: E402
from hustings.rules import find_rule, hold_count  # noqa: E402

started = time.process_time()
profile = read_papers(path)
read_in = time.process_time() - started
if store != "python":
    # Small files are read as lists where there is no kernel; NumPy then counts columns, which are made here.
    profile = replace(profile, plain=RankingColumns.of(profile.plain, len(profile.candidates)))
open_store(profile.plain, len(profile.candidates), store)  # imports what it stands on
contest = contest_of(profile)
rule, lots = find_rule("scotland_2011"), candidate_order(contest)
prepared_in = time.process_time() - started - read_in
report_count(
    lambda: [*hold_count(rule, profile, contest, lots, store=store).elected],
    read_in,
    prepared_in,
    once="once" in sys.argv,
)
