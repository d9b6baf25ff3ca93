"""Building: documents a second on one core and two, a second build, growth of time and memory.

The corpus is generated (`_corpus`). Every build runs in a new process. Several processes work at
once, so the clock is what counts; beside it stands the time of all processors, which other programs
disturb less. Memory is the largest resident size of the process that leads the build: its workers
hold one document at a time, and share the rest with it.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from ._corpus import document, write_corpus
from ._measuring import say
from ._results import Column, Result, Table, Value

_DOCUMENTS, _QUICK_DOCUMENTS = 1000, 100
_ROUNDS, _QUICK_ROUNDS = 3, 1
_GROWTH = 4
_CORES = (1, 2)


@dataclass(frozen=True, slots=True)
class Measured:
    """One build: seconds by the clock and of all processors, the peak of the leading process in
    bytes, files read now, and a digest of all files."""

    seconds: float
    cpu_seconds: float
    peak_bytes: int
    read_now: int
    digest: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this benchmark."""
    parser.add_argument(
        "--documents", type=int, metavar="N", help=f"how many documents to build ({_DOCUMENTS})"
    )
    parser.add_argument(
        "--quick", action="store_true", help=f"{_QUICK_DOCUMENTS} documents, one round"
    )
    parser.add_argument(
        "--no-explorer",
        dest="explorer",
        action="store_false",
        help="without the explorer, as the growth always is: its limit lies between the two sizes",
    )


def run(arguments: argparse.Namespace) -> Result:
    """Measure all of it."""
    documents = arguments.documents or (_QUICK_DOCUMENTS if arguments.quick else _DOCUMENTS)
    rounds = _QUICK_ROUNDS if arguments.quick else _ROUNDS
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        speed = _speed(folder, documents, rounds, arguments.explorer)
        again = _again(folder, documents, rounds, arguments.explorer)
        growth = _growth(folder, documents, rounds)
    about = (
        f"{documents:,} generated documents of {_kilobytes(documents):.1f} KB on average",
        f"by the clock, median of {rounds} rounds; "
        + ("with the explorer" if arguments.explorer else "without the explorer")
        + "; growth without it",
    )
    return Result("build", about, (speed, again, growth))


def _speed(folder: Path, documents: int, rounds: int, explorer: bool) -> Table:
    rows: list[Mapping[str, Value]] = []
    with _corpus(folder, documents) as corpus:
        runs: dict[int, list[Measured]] = {cores: [] for cores in _CORES}
        for turn in range(rounds):
            for cores, found in runs.items():
                say(f"speed, round {turn + 1} of {rounds}: {cores} cores")
                with _output(folder) as output:
                    found.append(_measured(corpus, output, cores, explorer))
        for cores, found in runs.items():
            seconds = [one.seconds for one in found]
            rows.append(
                {
                    "cores": str(cores),
                    "documents_per_s": documents / statistics.median(seconds),
                    "documents_per_s_min": documents / max(seconds),
                    "documents_per_s_max": documents / min(seconds),
                    "seconds": statistics.median(seconds),
                    "cpu_seconds": statistics.median(one.cpu_seconds for one in found),
                    "same_bytes": _same(one for held in runs.values() for one in held),
                }
            )
    columns = (
        Column("cores", "cores"),
        Column("documents_per_s", "documents/s", ".0f"),
        Column("documents_per_s_min", "min", ".0f"),
        Column("documents_per_s_max", "max", ".0f"),
        Column("seconds", "s", ".2f"),
        Column("cpu_seconds", "CPU s", ".2f"),
        Column("same_bytes", "same bytes"),
    )
    return Table("speed", "A first build", columns, tuple(rows))


def _again(folder: Path, documents: int, rounds: int, explorer: bool) -> Table:
    """A build again: of the same, and with one document changed; to the first one of its round."""
    kinds = ("first", "nothing changed", "one document changed")
    runs: dict[str, list[Measured]] = {kind: [] for kind in kinds}
    same = []
    with _corpus(folder, documents) as corpus:
        changed = sorted(corpus.rglob("*.txt"))[documents // 2]
        for turn in range(rounds):
            changed.write_text(document(documents // 2), "utf-8")
            with _output(folder) as output:
                for kind in kinds:
                    say(f"again, round {turn + 1} of {rounds}: {kind}")
                    if kind == kinds[-1]:
                        changed.write_text(document(documents // 2, " once more"), "utf-8")
                    runs[kind].append(_measured(corpus, output, max(_CORES), explorer))
            with _output(folder) as output:
                fresh = _measured(corpus, output, max(_CORES), explorer)
            same.append(_same([fresh, runs[kinds[-1]][-1]]))
    rows: list[Mapping[str, Value]] = [
        {
            "what": kind,
            "seconds": statistics.median(one.seconds for one in found),
            "to_first": statistics.median(
                one.seconds / first.seconds for one, first in zip(found, runs["first"], strict=True)
            ),
            "cpu_seconds": statistics.median(one.cpu_seconds for one in found),
            "cpu_to_first": statistics.median(
                one.cpu_seconds / first.cpu_seconds
                for one, first in zip(found, runs["first"], strict=True)
            ),
            "read": found[-1].read_now,
            "same_bytes_as_fresh": "yes" if kind != kinds[-1] or set(same) == {"yes"} else "no",
        }
        for kind, found in runs.items()
    ]
    columns = (
        Column("what", "build"),
        Column("seconds", "s", ".2f"),
        Column("to_first", "to first", ".3f"),
        Column("cpu_seconds", "CPU s", ".2f"),
        Column("cpu_to_first", "to first", ".3f"),
        Column("read", "files read", ",d"),
        Column("same_bytes_as_fresh", "same bytes as a fresh one"),
    )
    return Table("again", "A second build, on two cores", columns, tuple(rows))


def _growth(folder: Path, documents: int, rounds: int) -> Table:
    sizes = (documents, _GROWTH * documents)
    runs: dict[int, list[Measured]] = {size: [] for size in sizes}
    for turn in range(rounds):
        for size, found in runs.items():
            say(f"growth, round {turn + 1} of {rounds}: {size} documents")
            with _corpus(folder, size) as corpus, _output(folder) as output:
                found.append(_measured(corpus, output, max(_CORES), explorer=False))
    first = runs[documents]
    rows: list[Mapping[str, Value]] = [
        {
            "documents": f"{size:,}",
            "seconds": statistics.median(one.seconds for one in found),
            "time_to_linear": statistics.median(
                one.seconds / there.seconds * documents / size
                for one, there in zip(found, first, strict=True)
            ),
            "cpu_seconds": statistics.median(one.cpu_seconds for one in found),
            "cpu_to_linear": statistics.median(
                one.cpu_seconds / there.cpu_seconds * documents / size
                for one, there in zip(found, first, strict=True)
            ),
            "peak_mb": max(one.peak_bytes for one in found) / 1e6,
            "peak_to_first": max(one.peak_bytes for one in found)
            / max(one.peak_bytes for one in first),
        }
        for size, found in runs.items()
    ]
    columns = (
        Column("documents", "documents"),
        Column("seconds", "s", ".2f"),
        Column("time_to_linear", "to linear", ".2f"),
        Column("cpu_seconds", "CPU s", ".2f"),
        Column("cpu_to_linear", "to linear", ".2f"),
        Column("peak_mb", "peak MB", ".1f"),
        Column("peak_to_first", "peak to first", ".2f"),
    )
    return Table(
        "growth", "Growth, on two cores; peak: of the leading process", columns, tuple(rows)
    )


@contextmanager
def _corpus(folder: Path, documents: int) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(dir=folder) as place:
        write_corpus(Path(place), documents)
        yield Path(place)


@contextmanager
def _output(folder: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(dir=folder) as place:
        yield Path(place, "build")


def _measured(corpus: Path, output: Path, cores: int, explorer: bool) -> Measured:
    """One build in a process of its own, held to so many cores."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(_build, corpus, output, cores, explorer).result()


def _build(corpus: Path, output: Path, cores: int, explorer: bool) -> Measured:
    if sys.platform == "linux":
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[-cores:])
    gc.collect()
    start = time.perf_counter()
    from seepara.build import MOST_NODES, build  # what is imported is part of a build

    built = build([corpus], output, jobs=cores, most_nodes=MOST_NODES if explorer else 0)
    seconds = time.perf_counter() - start
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    cpu_seconds = sum(one.ru_utime + one.ru_stime for one in used)
    return Measured(seconds, cpu_seconds, _peak_bytes(), built.read_now, _digest(output))


def _digest(output: Path) -> str:
    """Of all files; of the store, whose files are never the same twice, what is in it."""
    from seepara.store import STORE, open_store

    found = hashlib.sha256()
    for path in sorted(output.rglob("*")):
        if path.is_file() and path.parent.name != STORE and not path.name.startswith("."):
            found.update(path.name.encode() + path.read_bytes())
    for quad in sorted(map(str, open_store(output / STORE))):
        found.update(quad.encode())
    return found.hexdigest()


def _peak_bytes() -> int:
    """The largest resident size of this process, not that of the one it was started by."""
    status = Path("/proc/self/status")
    if status.exists():
        (line,) = (text for text in status.read_text().splitlines() if text.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _same(measured: Iterator[Measured] | list[Measured]) -> str:
    return "yes" if len({one.digest for one in measured}) == 1 else "no"


def _kilobytes(documents: int) -> float:
    some = range(0, documents, max(1, documents // 50))
    return statistics.mean(len(document(number).encode()) for number in some) / 1e3
