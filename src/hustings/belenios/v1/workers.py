"""Who does the work: this process, all cores of this machine, or a Dask cluster; the results are the same, in order.

The unit of work is a pure function of picklable arguments, defined at the top of a module.
"""

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from importlib import import_module
from types import TracebackType
from typing import Self, TypeVar

Result = TypeVar("Result")


class Workers:
    """Runs functions over runs of items. `count` is how many run at once; 1 without an executor is this process."""

    def __init__(self, executor: Executor | None = None, count: int = 1) -> None:
        self._executor = executor
        self.count = count

    def each(self, function: Callable[..., Result], tasks: Iterable[tuple[object, ...]]) -> Iterator[Result]:
        """function(*task) for each task, results in the order of the tasks; a few tasks are in flight at a time."""
        if self._executor is None:
            yield from (function(*task) for task in tasks)
            return
        waiting: list[Future[Result]] = []
        for task in tasks:
            waiting.append(self._executor.submit(function, *task))
            if len(waiting) >= 4 * self.count:
                yield waiting.pop(0).result()
        for future in waiting:
            yield future.result()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._executor is not None:
            self._executor.shutdown(cancel_futures=True)


THIS_PROCESS = Workers()


def all_cores(count: int | None = None) -> Workers:
    """A process pool of `count` workers, by default one for each core; no pool at all for one."""
    cores = count or os.cpu_count() or 1
    if cores == 1:
        return Workers()
    # Never a plain fork: threads (a progress bar's, a server's) may hold locks that no one would release in the child.
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    return Workers(ProcessPoolExecutor(cores, multiprocessing.get_context(method)), cores)


@contextmanager
def dask_cluster(address: str) -> Iterator[Workers]:
    """A Dask cluster's workers through its `concurrent.futures` interface. Raises `ImportError` without the extra."""
    with import_module("distributed").Client(address) as client:
        threads = sum(client.nthreads().values())
        yield Workers(client.get_executor(), max(1, threads))


def chosen(count: int | None, dask: str | None) -> AbstractContextManager[Workers]:
    """What a command was asked for: a Dask cluster by its address, or processes of this machine."""
    return dask_cluster(dask) if dask else all_cores(count)
