"""The same result, in order, whoever does the work."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from hustings.belenios.v1.play import Plan, play
from hustings.belenios.v1.questions import Homomorphic, NonHomomorphic
from hustings.belenios.v1.verify import verify
from hustings.belenios.v1.workers import THIS_PROCESS, Workers, all_cores, dask_cluster

PLAN = Plan(
    name="Work",
    questions=(Homomorphic("Adopt?", ("Yes", "No"), 1, 1), NonHomomorphic("Rank", ("Ada", "Bob", "Cyd"))),
    votes=tuple((voter, ([1, 0], [1, 2, 3])) for voter in range(30)),
    voters=(1,) * 30,
)


def cube(number: int) -> int:
    return number**3


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("alone") / "board.bel"
    play(PLAN, b"work", path)
    return path.read_bytes()


@pytest.mark.parametrize("count", [1, 2, 3])
def test_results_come_in_the_order_of_the_tasks(count: int) -> None:
    with all_cores(count) as workers:
        assert list(workers.each(cube, ((number,) for number in range(50)))) == [number**3 for number in range(50)]


def test_few_tasks_are_in_flight_at_a_time() -> None:
    drawn = []

    def tasks() -> Iterator[tuple[int]]:
        for number in range(100):
            drawn.append(number)
            yield (number,)

    with Workers(ThreadPoolExecutor(2), 2) as workers:
        results = workers.each(cube, tasks())
        assert next(results) == 0
        assert len(drawn) == 8
        assert sum(1 for _ in results) == 99


def test_error_of_a_task_is_raised() -> None:
    with all_cores(2) as workers, pytest.raises(TypeError):
        list(workers.each(cube, [("x",)]))
    with pytest.raises(TypeError):
        list(THIS_PROCESS.each(cube, [("x",)]))


def test_dask_cluster_gives_the_same_bytes(alone: bytes, tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed", reason="the extra [dask] is not installed")
    local = {"n_workers": 1, "threads_per_worker": 2, "processes": False, "dashboard_address": None}
    with (
        distributed.LocalCluster(host="127.0.0.1", protocol="tcp", **local) as cluster,
        dask_cluster(cluster.scheduler_address) as workers,
    ):
        play(PLAN, b"work", tmp_path / "board.bel", workers)
        report = verify(alone, workers=workers)
    assert (tmp_path / "board.bel").read_bytes() == alone
    assert report == verify(alone)
    assert report.verdict == "verified"
