"""Reading files: pages and paragraphs a second for each format, beside pandoc and pdfplumber.

The same three reports are read as Word, as PDF and as HTML (made of the Word files). Pages are those
of the PDF. What a peer gives is text without citable units; it is measured for the time it takes.
"""

from __future__ import annotations

import argparse
import html
import os
import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from seepara.model import Document, Line
from seepara.reading import read
from seepara.structure import read_structure
from seepara.vocabulary import Vocabulary, vocabulary

from ._measuring import say
from ._results import Column, Result, Table, Value

_ROUNDS, _QUICK_ROUNDS = 7, 2
_OFFICE = Path(__file__).parents[3] / "shared" / "corpus" / "office"
_COLUMNS = (
    Column("format", "format"),
    Column("program", "program"),
    Column("pages", "pages/s", ".0f"),
    Column("paragraphs", "paragraphs/s", ".0f"),
    Column("ratio", "seepara: times as fast", ".1f"),
)


@dataclass(frozen=True, slots=True)
class _Reader:
    """A program that reads files of a format; `read` gives how many paragraphs it found."""

    form: str
    program: str
    files: Sequence[Path]
    read: Callable[[Path], int]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this benchmark."""
    parser.add_argument("--quick", action="store_true", help=f"{_QUICK_ROUNDS} rounds")


def run(arguments: argparse.Namespace) -> Result:
    """Measure and compare."""
    rounds = _QUICK_ROUNDS if arguments.quick else _ROUNDS
    words = sorted(_OFFICE.glob("*.docx"))
    if not words:
        about = ("the full documents (../shared/corpus) are not beside the checkout",)
        return Result("formats", about, (Table("formats", "Reading", _COLUMNS, ()),))
    pdfs = sorted(_OFFICE.glob("*.pdf"))
    pages = sum(map(_pages, pdfs))
    with _as_html(words) as pages_of_html:
        readers = [
            *_readers("docx", words, _pandoc("docx")),
            *_readers("html", pages_of_html, _pandoc("html")),
            *_readers("pdf", pdfs, _pdfplumber()),
        ]
        seconds = _in_turn(readers, rounds)
    about = (
        f"{len(pdfs)} reports, {pages} pages as PDF",
        f"processor time of the program and what it starts, median of {rounds} rounds",
        "seepara reads to citable units, the others to text",
    )
    return Result("formats", about, (Table("formats", "Reading", _COLUMNS, _rows(seconds, pages)),))


def _readers(
    form: str, files: Sequence[Path], peer: tuple[str, Callable[[Path], int]] | None
) -> Iterator[_Reader]:
    words = vocabulary("en")
    yield _Reader(form, "seepara", files, lambda path: _paragraphs(path, words))
    if peer is not None:
        yield _Reader(form, peer[0], files, peer[1])


def _paragraphs(path: Path, words: Vocabulary) -> int:
    return len(_document(path, words).units)


def _document(path: Path, words: Vocabulary) -> Document:
    lines = read(path.read_bytes(), path).lines
    return read_structure(lines, path.name, words.language, words.registry)


def _pandoc(form: str) -> tuple[str, Callable[[Path], int]] | None:
    program = shutil.which("pandoc")
    if program is None:
        return None

    def converted(path: Path) -> int:
        command = [program, "--from", form, "--to", "plain", "--wrap", "none", str(path)]
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        return said.count("\n\n")

    return "pandoc", converted


def _pdfplumber() -> tuple[str, Callable[[Path], int]] | None:
    if find_spec("pdfplumber") is None:
        return None

    def extracted(path: Path) -> int:
        import pdfplumber

        with pdfplumber.open(path) as file:
            return sum((page.extract_text() or "").count("\n") for page in file.pages)

    return "pdfplumber", extracted


@contextmanager
def _as_html(words: Sequence[Path]) -> Iterator[list[Path]]:
    """The Word files as HTML, each paragraph one element, in a folder that goes afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        made = [Path(folder, path.with_suffix(".html").name) for path in words]
        for source, target in zip(words, made, strict=True):
            lines = read(source.read_bytes(), source).lines
            body = "\n".join(map(_element, lines))
            target.write_text(f"<!doctype html><meta charset=utf-8>\n{body}\n", "utf-8")
        yield made


def _element(line: Line) -> str:
    tag = f"h{min(line.heading, 6)}" if line.heading else "p"
    return f"<{tag}>{html.escape(f'{line.label} {line.text}'.strip())}</{tag}>"


def _pages(path: Path) -> int:
    import pypdfium2

    with pypdfium2.PdfDocument(path) as file:
        return len(file)


def _in_turn(readers: Sequence[_Reader], rounds: int) -> list[tuple[_Reader, float, int]]:
    """Each reader with its median seconds for all its files, and the paragraphs that it found."""
    times: list[list[float]] = [[] for _ in readers]
    found = [0] * len(readers)
    for turn in range(rounds + 1):
        for place, reader in enumerate(readers):
            say(f"round {turn} of {rounds}: {reader.form}, {reader.program}")
            start = _processor_time()
            found[place] = sum(map(reader.read, reader.files))
            if turn:  # the first one warms up
                times[place].append(_processor_time() - start)
    return [
        (reader, statistics.median(taken), count)
        for reader, taken, count in zip(readers, times, found, strict=True)
    ]


def _processor_time() -> float:
    """Seconds of this process and of the children that it has waited for."""
    return sum(os.times()[:4])


def _rows(
    seconds: Sequence[tuple[_Reader, float, int]], pages: int
) -> tuple[dict[str, Value], ...]:
    own = {reader.form: taken for reader, taken, _ in seconds if reader.program == "seepara"}
    return tuple(
        {
            "format": reader.form,
            "program": reader.program,
            "pages": pages / taken,
            "paragraphs": count / taken if reader.program == "seepara" else None,
            "ratio": None if reader.program == "seepara" else taken / own[reader.form],
        }
        for reader, taken, count in seconds
    )
