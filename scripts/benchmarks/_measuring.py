"""Time and memory of a piece of work, each in a process of its own that is held to one core.

Time is processor time, which other programs on the machine disturb less than the clock does; even
so only medians and ratios mean much. Memory is the largest resident size of the process above what
it was when the work was not yet prepared.
"""

from __future__ import annotations

import gc
import os
import resource
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from types import TracebackType

from seepara.workers import collect_rarely

_LEAST_MB = 8.0


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
class Size:
    """The work at one size: seconds for a MB in every round, and by how much the process grew."""

    megabytes: float
    seconds_per_mb: tuple[float, ...]
    extra_bytes: int


class Child:
    """A process on one core, new and without the memory of the one that asks; use with ``with``."""

    def __init__(self) -> None:
        self._pool = ProcessPoolExecutor(1, get_context("spawn"), _begin)

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
        """One run; the work is prepared before its first."""
        return self._pool.submit(_run, prepare, megabytes).result()

    def baseline(self, prepare: Preparation) -> None:
        """Do the smallest work, and take the memory that it needs for what there is without work."""
        self._pool.submit(_baseline, prepare).result()

    def extra_bytes(self, prepare: Preparation) -> int:
        """By how much the largest size of the process now is above its baseline."""
        return self._pool.submit(_extra_bytes, prepare).result()


def in_turn(
    works: Mapping[str, tuple[Child, Preparation]], megabytes: float, rounds: int
) -> dict[str, tuple[Run, ...]]:
    """Every work once, then every one again: what disturbs the machine for a while disturbs all.

    A first round, to warm up, is left out.
    """
    runs: dict[str, list[Run]] = {name: [] for name in works}
    for turn in range(rounds + 1):
        for name, (child, prepare) in works.items():
            say(f"round {turn} of {rounds}: {name}" if turn else f"warming up: {name}")
            runs[name].append(child.run(prepare, megabytes))
    return {name: tuple(found[1:]) for name, found in runs.items()}


def growth(prepare: Preparation, sizes: Sequence[float], rounds: int, longest: float) -> list[Size]:
    """The work at growing sizes, a process each; a round runs through all sizes.

    Where a run took over `longest` seconds, greater sizes are left out, and where a round did, the
    rounds behind it.
    """
    with ExitStack() as stack:
        children: dict[float, Child] = {}
        runs: list[dict[float, Run]] = []
        while len(runs) < rounds and (not runs or _spent(runs[-1]) < longest):
            runs.append({})
            for size in list(children) or sizes:
                say(f"growth, round {len(runs)} of {rounds}: {prepare.__name__}, {size:g} MB")
                if size not in children:
                    children[size] = stack.enter_context(Child())
                    children[size].baseline(prepare)
                runs[-1][size] = _over_and_over(children[size], prepare, size)
                if runs[-1][size].seconds > longest:
                    break
        return [
            Size(
                runs[0][size].megabytes,
                tuple(1 / turn[size].speed for turn in runs if size in turn),
                child.extra_bytes(prepare),
            )
            for size, child in children.items()
        ]


def _spent(turn: Mapping[float, Run]) -> float:
    return sum(run.seconds for run in turn.values())


def _over_and_over(child: Child, prepare: Preparation, size: float) -> Run:
    """The median of as many runs as it takes to read `_LEAST_MB`: short runs alone say little."""
    runs = [child.run(prepare, size)]
    while sum(run.megabytes for run in runs) < _LEAST_MB:
        runs.append(child.run(prepare, size))
    return sorted(runs, key=lambda run: run.seconds)[len(runs) // 2]


def say(what: str = "") -> None:
    """Progress, on a terminal only; without words, the line is cleared."""
    if sys.stderr.isatty():
        print(f"\r\033[K{what}", end="\r", file=sys.stderr, flush=True)


def _begin() -> None:
    """One core, and the garbage collector as a worker of the program has it."""
    collect_rarely()
    if sys.platform == "linux":
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


@cache
def _prepared(prepare: Preparation, megabytes: float) -> Work:
    return prepare(megabytes)


def _run(prepare: Preparation, megabytes: float) -> Run:
    return _timed(_prepared(prepare, megabytes))


@cache
def _baseline(prepare: Preparation) -> int:
    prepare(0.0).do()  # whatever is made once: words, patterns, modules
    gc.collect()
    return _peak_bytes()


def _extra_bytes(prepare: Preparation) -> int:
    return _peak_bytes() - _baseline(prepare)


def _timed(work: Work) -> Run:
    gc.collect()
    start = time.process_time()
    found = work.do()
    return Run(time.process_time() - start, work.megabytes, found)


def _peak_bytes() -> int:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
