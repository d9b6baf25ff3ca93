"""What a store has to become, told to the process that writes it."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ..rdf.terms import PREFIXES
from ..records import as_json, from_record
from ..store import StoreError

Graphs = Iterable[tuple[str, bytes]]

_MADE_OF = "made-of.json"
"""Beside the files of a store: by which its graphs are known when the next one is made."""

_MOST_CHANGED = 1 / 4
"""Of all graphs; where more have changed, a new store is made sooner, and is the quicker one."""

_MOST_CHANGED_BYTES = 16 * 2**20

_BOOT = (
    "import importlib, json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "importlib.import_module(sys.argv[2]).main()"
)


def store_graphs(
    folder: Path, graphs: Graphs, unnamed: bytes, program: str, last: Path | None = None
) -> bool:
    """Write the store of named graphs, with their union as its default graph.

    `graphs` are names with their triples in Turtle, whose usual prefixes need not be declared; they
    are gone through twice, and no name may come twice. `unnamed` are triples, in Turtle too, that
    only the default graph has. `program` stands for what else decides how a store comes out: from
    `last`, the store of an earlier build, only one of the same program is taken over.

    Returns whether `last` was taken over. Raises `OSError` where the store cannot be written, `StoreError`
    where the process that writes it was ended.

    >>> import tempfile
    >>> def graphs(n): return [(f"ex:{g}", f"<ex:s> <ex:p> {n + g} .".encode()) for g in range(9)]
    >>> with tempfile.TemporaryDirectory() as place:
    ...     a, b = Path(place, "a"), Path(place, "b")
    ...     store_graphs(a, graphs(0), b"", "1.0"), store_graphs(b, graphs(0), b"", "1.0", a)
    (False, True)
    """
    made_of = _made_of(last)
    if last is not None and made_of is not None and made_of.program == program:
        difference = _difference(graphs, made_of.graphs)
        if difference is not None:
            with suppress(OSError):  # the last one is damaged; a full disk will be met again
                _run(_change(folder, last, difference, made_of.unnamed, unnamed))
                _MadeOf(program, unnamed.decode(), difference.digests).write(folder)
                return True
            shutil.rmtree(folder, ignore_errors=True)
    digests: dict[str, str] = {}
    _run(_whole(folder, _watched(graphs, digests), unnamed))
    _MadeOf(program, unnamed.decode(), digests).write(folder)
    return False


@dataclass(frozen=True, slots=True)
class _MadeOf:
    """How a store was made: by which program, the triples that are only in the default graph, the
    digests of the named graphs."""

    program: str
    unnamed: str
    graphs: Mapping[str, str]

    def write(self, folder: Path) -> None:
        (folder / _MADE_OF).write_text(as_json(self), "utf-8")


@dataclass(frozen=True, slots=True)
class _Difference:
    """What a store has to become: the digests of all graphs, and the content of those that changed
    or are new; those that are no more."""

    digests: Mapping[str, str]
    changed: Mapping[str, bytes]
    gone: tuple[str, ...]


def _made_of(folder: Path | None) -> _MadeOf | None:
    """What is known of how a store was made; None where nothing is."""
    if folder is not None:
        with suppress(OSError, ValueError, TypeError, KeyError):
            return from_record(_MadeOf, json.loads((folder / _MADE_OF).read_text("utf-8")))
    return None


def _difference(graphs: Graphs, known: Mapping[str, str]) -> _Difference | None:
    """What has changed since `known`; None where it is so much that all is better made anew."""
    digests: dict[str, str] = {}
    changed: dict[str, bytes] = {}
    size = 0
    for name, turtle in _watched(graphs, digests):
        if known.get(name) != digests[name]:
            changed[name] = turtle
            size += len(turtle)
            if size > _MOST_CHANGED_BYTES:
                return None
    gone = tuple(sorted(known.keys() - digests.keys()))
    if len(changed) + len(gone) > max(1, len(digests) * _MOST_CHANGED):
        return None
    return _Difference(digests, changed, gone)


def _watched(graphs: Graphs, digests: dict[str, str]) -> Iterator[tuple[str, bytes]]:
    """The graphs as they go by; their digests stay."""
    for name, turtle in graphs:
        digests[name] = hashlib.blake2b(turtle, digest_size=16).hexdigest()
        yield name, turtle


# ---------------------------------------------------------------- what the child is told


def _whole(folder: Path, graphs: Graphs, unnamed: bytes) -> Iterator[bytes]:
    """All of a store as TriG: each graph by its name, then once more for the union."""
    yield _line({"folder": str(folder), "last": None})
    yield _prefixes()
    yield unnamed
    for name, turtle in graphs:
        yield from (f"<{name}> {{\n".encode(), turtle, b"}\n", turtle)


def _change(
    folder: Path, last: Path, difference: _Difference, before: str, unnamed: bytes
) -> Iterator[bytes]:
    """What differs: the triples of each graph that is another one now, none where it is gone."""
    yield _line({"folder": str(folder), "last": str(last)})
    prefixes = _prefixes().decode()
    yield _line({"before": prefixes + before, "unnamed": prefixes + unnamed.decode()})
    for name in difference.gone:
        yield _line({"graph": name, "turtle": ""})
    for name, turtle in difference.changed.items():
        yield _line({"graph": name, "turtle": prefixes + turtle.decode()})


def _line(told: Mapping[str, str | None]) -> bytes:
    return json.dumps(told).encode() + b"\n"


def _prefixes() -> bytes:
    return "".join(f"@prefix {name}: <{space}> .\n" for name, space in PREFIXES.items()).encode()


def _run(told: Iterator[bytes]) -> None:
    """Let a new process write; raises the `OSError` that it met, `StoreError` where it ended."""
    command = [sys.executable, "-c", _BOOT, json.dumps(sys.path), f"{__package__}.child"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin is not None and process.stdout is not None
    try:
        with suppress(BrokenPipeError), process.stdin as stream:
            stream.writelines(told)
        with process.stdout as answers:
            answer = answers.read()
    finally:
        process.kill()
        process.wait()
    match json.loads(answer or "null"):
        case [int(number), str(said)]:
            raise OSError(number, said)
        case None:
            raise StoreError(f"the process that writes the store ended ({process.returncode})")
