"""Two administrators acting at once, the same form sent twice, several workers: nothing lost, nothing done twice."""

import json
import os
import subprocess
import sys

import pytest
from served import environment, own_database
from stands import with_tables


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What came of each story of tests/two_at_once.py, on the database that the tests run on."""
    data = with_tables(tmp_path_factory.mktemp("two") / "data")
    with own_database(os.environ.get("DATABASE_URL", "")) as database:
        played = subprocess.run(
            [sys.executable, "-c", "import django; django.setup(); import two_at_once; two_at_once.main()"],
            env={**environment(data, database), "HUSTINGS_DEMONSTRATION": "1"},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    return json.loads(played.stdout.splitlines()[-1])


def test_same_form_sent_many_times_at_once_is_acted_on_once(told: dict[str, object]) -> None:
    assert told["same_form_sent_many_times"] == {"answers": [302] * 4, "elections": 1}


def test_two_officers_who_change_one_election_at_once(told: dict[str, object]) -> None:
    """One is kept, the other is told; neither is mixed into the other."""
    assert told["two_officers_change_one_election"] == {"answers": [302, 409], "kept": True, "version": 2}


def test_two_officers_who_pause_one_poll_at_once(told: dict[str, object]) -> None:
    assert told["two_officers_pause_one_poll"] == {"answers": [302, 409], "entries": 1}


def test_one_proposal_approved_several_times_at_once(told: dict[str, object]) -> None:
    refused = "This has been decided meanwhile: approved and done."
    assert told["one_proposal_approved_twice"] == {"said": ["Secretary: voided.", *[refused] * 3], "entries": 1}


def test_each_promise_is_kept_once_by_several_workers(told: dict[str, object]) -> None:
    assert told["workers_keep_the_same_promises"] == {"tried": 40, "rung": [1] * 40, "done": 40, "entries": 40}


def test_hustings_work_signs_in_and_does_what_is_due(told: dict[str, object]) -> None:
    assert told["worker_of_its_own"] == {
        "state": "done",
        "by": "worker",
        "seen": 1,
        "once": "1 acts tried\n",
        "second": "done",
    }


def test_journal_is_whole_after_all_of_it(told: dict[str, object]) -> None:
    assert told["broken_seals"] == 0
