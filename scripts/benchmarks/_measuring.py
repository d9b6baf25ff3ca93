"""Time and memory of a piece of work, each in a process of its own that is held to one core.

Time is processor time, which other programs on the machine disturb less than the clock does; even
so only medians and ratios mean much. Memory is the largest resident size of the process above what
it was when the work was not yet prepared.
"""

from __future__ import annotations

import gc
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from types import TracebackType

_ENOUGH_SECONDS = 3.0
_FEWEST_RUNS, _MOST_RUNS = 3, 15


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be timed: `do` comes back with how many things it found in `megabytes` of UTF-8."""

    do: Callable[[], int]
    megabytes: float


Preparation = Callable[[float], Work]
"""Makes the work for about so many MB; a function of a module, which a child process can import."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run: processor seconds, MB read, things found."""

    seconds: float
    megabytes: float
    found: int

    @property
    def speed(self) -> float:
        """MB/s."""
        return self.megabytes / self.seconds


@dataclass(frozen=True, slots=True)
class Peak:
    """The runs over one size, and by how many bytes their process grew at most."""

    runs: tuple[Run, ...]
    extra_bytes: int

    @property
    def seconds(self) -> float:
        """The median."""
        return statistics.median(run.seconds for run in self.runs)

    @property
    def megabytes(self) -> float:
        return self.runs[0].megabytes


class Child:
    """A process on one core, new and without the memory of the one that asks; use with ``with``."""

    def __init__(self) -> None:
        self._pool = ProcessPoolExecutor(1, get_context("spawn"), _keep_to_one_core)

    def __enter__(self) -> Child:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._pool.shutdown()

    def run(self, prepare: Preparation, megabytes: float) -> Run:
        """One run. The work is prepared, and done once to warm up, before its first run only."""
        return self._pool.submit(_run, prepare, megabytes).result()

    def grow(self, prepare: Preparation, megabytes: float) -> Peak:
        """Runs over one size until they say something, and the memory that they took."""
        return self._pool.submit(_grow, prepare, megabytes).result()


def in_turn(
    works: Mapping[str, tuple[Child, Preparation]], megabytes: float, rounds: int
) -> dict[str, tuple[Run, ...]]:
    """Every work once, then every one again: what disturbs the machine for a while disturbs all."""
    runs: dict[str, list[Run]] = {name: [] for name in works}
    for turn in range(rounds):
        for name, (child, prepare) in works.items():
            say(f"round {turn + 1} of {rounds}: {name}")
            runs[name].append(child.run(prepare, megabytes))
    return {name: tuple(found) for name, found in runs.items()}


def growth(prepare: Preparation, sizes: Iterable[float], longest: float) -> list[Peak]:
    """The work at growing sizes, a process each. Where a run took over `longest` seconds, the
    greater sizes are left out."""
    peaks: list[Peak] = []
    for size in sizes:
        say(f"growth: {prepare.__name__}, {size:g} MB")
        with Child() as child:
            peaks.append(child.grow(prepare, size))
        if peaks[-1].seconds > longest:
            break
    return peaks


def say(what: str) -> None:
    """Progress, on a terminal only."""
    if sys.stderr.isatty():
        print(f"\r\033[K{what} …", end="\r", file=sys.stderr, flush=True)


def _keep_to_one_core() -> None:
    if sys.platform == "linux":
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


@cache
def _prepared(prepare: Preparation, megabytes: float) -> Work:
    work = prepare(megabytes)
    work.do()
    return work


def _run(prepare: Preparation, megabytes: float) -> Run:
    return _timed(_prepared(prepare, megabytes))


def _grow(prepare: Preparation, megabytes: float) -> Peak:
    prepare(0.0).do()  # whatever is made once: words, patterns, modules
    gc.collect()
    before = _peak_bytes()
    work = prepare(megabytes)
    runs = [_timed(work)]
    while len(runs) < _MOST_RUNS and (
        (spent := sum(run.seconds for run in runs)) < _ENOUGH_SECONDS
        or (len(runs) < _FEWEST_RUNS and spent < _ENOUGH_SECONDS * 10)
    ):
        runs.append(_timed(work))
    return Peak(tuple(runs), _peak_bytes() - before)


def _timed(work: Work) -> Run:
    gc.collect()
    start = time.process_time()
    found = work.do()
    return Run(time.process_time() - start, work.megabytes, found)


def _peak_bytes() -> int:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
