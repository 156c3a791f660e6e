"""Who does the work: this process, processes of this machine (joblib), or a cluster (dask.distributed).

Each takes pairs of a name and a batch and gives pairs of a name and what was found, as they come. An engine is started only
where there is more than one batch to work on; a few texts never wait for one.
"""

from __future__ import annotations

import functools
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import Any

from analysis.batches import Batch
from analysis.partition import Found, Work, failed, join, work_on

Named = tuple[str, Batch]
Done = tuple[str, Found]
AHEAD = 2  # batches for every process: one to work on, one to go on with
Mapper = Callable[[Iterable[Named], Work], Iterator[Done]]


def pick_mapper(jobs: int = 1, client: Any = None) -> Mapper:
    """Who is to work: a Dask client, or so many processes."""
    if jobs < 1:
        raise ValueError(f"{jobs} jobs are none; give 1 or more")
    if client is not None:
        return functools.partial(_started_late, functools.partial(_on_cluster, client))
    return functools.partial(_started_late, functools.partial(_in_processes, jobs)) if jobs > 1 else _here


def _named(named: Named, work: Work) -> Done:
    return named[0], work_on(named[1], work)


def _here(batches: Iterable[Named], work: Work) -> Iterator[Done]:
    return (_named(named, work) for named in batches)


def _started_late(engine: Mapper, batches: Iterable[Named], work: Work) -> Iterator[Done]:
    batches = iter(batches)
    first = deque(islice(batches, 2))
    several = len(first) > 1
    following = chain((first.popleft() for _ in range(len(first))), batches)  # nothing keeps a batch that was given out
    return engine(following, work) if several else _here(following, work)


def _in_processes(jobs: int, batches: Iterable[Named], work: Work) -> Iterator[Done]:
    """The next batch is read when one has been taken in, so that what is found never waits in memory for who writes it."""
    from joblib.externals.loky import FIRST_COMPLETED, ProcessPoolExecutor, wait
    from joblib.externals.loky.process_executor import TerminatedWorkerError

    waiting = iter(batches)
    alone = {"OMP_NUM_THREADS": "1"}  # the work is Python; threads of libraries would only take memory
    with ProcessPoolExecutor(jobs, env=alone, initializer=_end_with, initargs=(os.getpid(),)) as pool:
        running = {pool.submit(_named, named, work) for named in islice(waiting, AHEAD * jobs)}
        try:
            while running:
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    running.remove(future)
                    yield future.result()
                    running.update(pool.submit(_named, named, work) for named in islice(waiting, 1))
        except TerminatedWorkerError:
            way_out = "take fewer jobs or smaller batches, or --jobs 1 to see which text it is; finished parts are kept"
            raise ValueError(f"a process died, probably for want of memory; {way_out}") from None
        finally:
            for future in running:
                future.cancel()


def _end_with(parent: int) -> None:
    """Let this process end with the one that started it; of itself it would wait for ever where that was killed."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _on_cluster(client: Any, batches: Iterable[Named], work: Work) -> Iterator[Done]:
    """A few batches ahead of the workers, so that a corpus is never all in memory; a batch whose worker dies runs again."""
    from distributed import KilledWorker, as_completed

    waiting = iter(batches)
    sent: dict[Any, Named] = {}
    running = as_completed()

    def send(named: Named) -> None:
        future = client.submit(_named, named, work, key=f"tifa-{named[0]}-{len(named[1].items)}", pure=False)
        sent[future.key] = named
        running.add(future)

    for named in islice(waiting, AHEAD * max(1, len(client.scheduler_info()["workers"]))):
        send(named)
    for future in running:
        named = sent.pop(future.key)
        try:
            yield future.result()
        except KilledWorker:
            yield named[0], _apart(client, named, work)
        future.release()
        for following in islice(waiting, 1):
            send(following)


def _apart(client: Any, named: Named, work: Work) -> Found:
    """A batch that ends its workers, half by half, until the text that does it stands alone."""
    from distributed import KilledWorker

    name, batch = named
    found: list[Found] = []
    halves = batch.halves() or [batch]  # a text alone has one more try: another's end may have been its worker's
    for number, half in enumerate(halves):
        try:
            found.append(client.submit(_named, (f"{name}{number}", half), work, pure=False).result()[1])
        except KilledWorker:
            if half is batch:
                return failed(batch, "it ends its worker, probably for want of memory")
            found.append(_apart(client, (f"{name}{number}", half), work))
    return join(found)
