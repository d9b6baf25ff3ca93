"""Finding references: MB/s of UTF-8 on one core beside eyecite, growth of time and memory.

The text is that of the full documents, over and over. eyecite finds citations of case law, not these;
it is measured because it is made for speed. Its finding is timed over one text and document by
document, since it slows down on long texts: the ratio is to the faster of the two.
"""

from __future__ import annotations

import argparse
import re
import statistics
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from functools import cache
from typing import TYPE_CHECKING

from seepara.context import Context
from seepara.languages import Language, language
from seepara.model import Document
from seepara.reading.text import decode, read_text
from seepara.references.finder import candidates
from seepara.references.parser import parse_phrases
from seepara.registry import Registry, registry
from seepara.resolution import resolve
from seepara.structure import read_structure
from seepara.targets import DictIndex

from ._measuring import Child, Preparation, Run, Size, Work, growth, in_turn
from ._results import Column, Result, Table, Value
from ._texts import Texts, megabytes, repeated, texts

if TYPE_CHECKING:
    from eyecite.tokenizers import Tokenizer

_SIZE, _QUICK_SIZE = 8.0, 1.0
_SIZES, _QUICK_SIZES = (1.0, 4.0, 16.0, 64.0), (1.0, 2.0)
_ROUNDS, _QUICK_ROUNDS = 7, 3
_GROWTH_ROUNDS = 3
_LONGEST = 60.0  # seconds of a run; then greater sizes are left out


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this benchmark."""
    parser.add_argument(
        "--size", type=float, metavar="MB", help=f"how much text to read ({_SIZE:g})"
    )
    parser.add_argument(
        "--quick",
        action="store_true",
        help=f"{_QUICK_SIZE:g} MB, {_QUICK_ROUNDS} rounds, growth to {_QUICK_SIZES[-1]:g} MB,"
        " eyecite with Hyperscan only",
    )


def run(arguments: argparse.Namespace) -> Result:
    """Measure and compare."""
    size = arguments.size or (_QUICK_SIZE if arguments.quick else _SIZE)
    rounds = _QUICK_ROUNDS if arguments.quick else _ROUNDS
    compared = _compare(size, rounds, arguments.quick)
    sizes = _QUICK_SIZES if arguments.quick else _SIZES
    grown = {
        name: growth(prepare, sizes, _GROWTH_ROUNDS, _LONGEST) for name, prepare in GROWING.items()
    }
    source = texts()
    about = (
        f"{len(source.files)} documents of {source.folder}, {source.size / 1e6:.2f} MB, "
        f"read over and over until {size:g} MB were read",
        f"one core, processor time, median of {rounds} rounds after a warm-up",
        *(
            ["the full documents (../shared/corpus) are not beside the checkout"]
            if source.folder == "data"
            else []
        ),
    )
    return Result("references", about, (_speeds(compared), _growth(grown)))


# -------------------------------------------------------------------- the work


def bare_scan(size: float) -> Work:
    """A search for one literal, which is as fast as `re` goes."""
    words, text = language("en"), _one_text(size)
    literal = re.compile(re.escape(words.words("heads", "paragraph")[0][1:]))
    return Work(lambda: sum(1 for _ in literal.finditer(text)), megabytes(text))


def finding(size: float) -> Work:
    """Where a reference may begin."""
    words, text = language("en"), _one_text(size)
    return Work(lambda: len(candidates(text, words)), megabytes(text))


def parsing(size: float) -> Work:
    """Finding and parsing over the documents' normalised texts as one text."""
    words, known = language("en"), registry("en")
    text = repeated(_bodies(words, known), texts().times(size))
    return Work(lambda: sum(1 for _ in parse_phrases(text, words, known)), megabytes(text))


def parsing_documents(size: float) -> Work:
    """Finding and parsing over one document's normalised text after the other."""
    words, known = language("en"), registry("en")
    bodies, times = _bodies(words, known), texts().times(size)
    read = sum(megabytes(body) for body in bodies) * times

    def parse() -> int:
        return sum(
            1 for _ in range(times) for body in bodies for _ in parse_phrases(body, words, known)
        )

    return Work(parse, read)


def citing(size: float) -> Work:
    """The whole way, from the bytes of each document to its citations."""
    words, known, source = language("en"), registry("en"), texts()
    times = source.times(size)
    return Work(
        lambda: sum(_citations(source, words, known) for _ in range(times)),
        source.size * times / 1e6,
    )


def citing_one(size: float) -> Work:
    """The whole way, all documents as if they were one."""
    words, known, source = language("en"), registry("en"), texts()
    data = b"\n\n".join([data for _, data in source.files] * source.times(size))
    one = Texts(source.folder, (("one.txt", data),))
    return Work(lambda: _citations(one, words, known), len(data) / 1e6)


def eyecite_one(size: float) -> Work:
    """eyecite with Hyperscan over one text."""
    text = _one_text(size)
    return Work(lambda: _eyecite([text], _hyperscan()), megabytes(text))


def eyecite_documents(size: float) -> Work:
    """eyecite with Hyperscan over one document after the other."""
    bodies, times = _texts_alone(), texts().times(size)
    read = sum(megabytes(body) for body in bodies) * times
    return Work(lambda: sum(_eyecite(bodies, _hyperscan()) for _ in range(times)), read)


def eyecite_slow(size: float) -> Work:
    """eyecite as it comes, with Aho-Corasick, over each document once: it has no more speed."""
    from eyecite.tokenizers import default_tokenizer

    bodies = _texts_alone()
    read = sum(megabytes(body) for body in bodies)
    return Work(lambda: _eyecite(bodies, default_tokenizer), read)


@cache
def _hyperscan() -> Tokenizer:
    """eyecite's fast tokenizer; its patterns are compiled at its first use, which is not timed."""
    from eyecite.tokenizers import HyperscanTokenizer

    with tempfile.TemporaryDirectory() as folder:
        tokenizer = HyperscanTokenizer(cache_dir=folder)
        _eyecite(["1 U.S. 1"], tokenizer)
    return tokenizer


def _eyecite(bodies: Sequence[str], tokenizer: Tokenizer) -> int:
    from eyecite import get_citations

    return sum(len(get_citations(body, tokenizer=tokenizer)) for body in bodies)


def _texts_alone() -> list[str]:
    return [decode(data, name) for name, data in texts().files]


def _one_text(size: float) -> str:
    return repeated(_texts_alone(), texts().times(size))


def _read(source: Texts, words: Language, known: Registry) -> list[Document]:
    return [
        read_structure(list(read_text(decode(data, name), name)), name, words, known)
        for name, data in source.files
    ]


def _bodies(words: Language, known: Registry) -> list[str]:
    return [document.text for document in _read(texts(), words, known)]


def _citations(source: Texts, words: Language, known: Registry) -> int:
    documents = _read(source, words, known)
    index = DictIndex.of(documents)
    count = 0
    for document in documents:
        context = Context(document, words, known)
        phrases = parse_phrases(document.text, words, known)
        resolved = resolve(document, phrases, context, index)
        count += sum(len(reference.citations) for reference in resolved.references)
    return count


# -------------------------------------------------------------------- what is shown

OURS: Mapping[str, Preparation] = {
    "bare scan for one literal": bare_scan,
    "finding": finding,
    "finding + parsing, one text": parsing,
    "finding + parsing, by document": parsing_documents,
    "text to citations": citing,
}
EYECITE: Mapping[str, Preparation] = {
    "eyecite with Hyperscan, one text": eyecite_one,
    "eyecite with Hyperscan, by document": eyecite_documents,
}
EYECITE_SLOW: Mapping[str, Preparation] = {"eyecite with Aho-Corasick, by document": eyecite_slow}
GROWING: Mapping[str, Preparation] = {
    "finding + parsing, one text": parsing,
    "text to citations": citing,
    "text to citations, one document": citing_one,
}


def _compare(size: float, rounds: int, quick: bool) -> dict[str, tuple[Run, ...]]:
    """The runs of ours and theirs, in turn; each party has a process, since memory slows."""
    parties = [OURS, EYECITE] if quick else [OURS, EYECITE, EYECITE_SLOW]
    with ExitStack() as children:
        works: dict[str, tuple[Child, Preparation]] = {}
        for party in parties:
            child = children.enter_context(Child())
            works |= {name: (child, prepare) for name, prepare in party.items()}
        return in_turn(works, size, rounds)


def _speeds(runs: Mapping[str, tuple[Run, ...]]) -> Table:
    speeds = {name: sorted(run.speed for run in found) for name, found in runs.items()}
    fastest = max(statistics.median(speeds[name]) for name in EYECITE)
    rows: list[Mapping[str, Value]] = [
        {
            "what": name,
            "mb_per_s": statistics.median(found),
            "mb_per_s_min": found[0],
            "mb_per_s_max": found[-1],
            "times_eyecite_hyperscan": statistics.median(found) / fastest,
            "megabytes": runs[name][0].megabytes,
            "found": runs[name][0].found,
        }
        for name, found in speeds.items()
    ]
    columns = (
        Column("what", "speed"),
        Column("mb_per_s", "MB/s", ".2f"),
        Column("mb_per_s_min", "min", ".2f"),
        Column("mb_per_s_max", "max", ".2f"),
        Column("times_eyecite_hyperscan", "× eyecite", ".2f"),
        Column("megabytes", "MB", ".2f"),
        Column("found", "found", ",d"),
    )
    return Table("speed", "Speed; × is to the faster eyecite with Hyperscan", columns, tuple(rows))


def _growth(grown: Mapping[str, Sequence[Size]]) -> Table:
    rows: list[Mapping[str, Value]] = [
        {
            "what": name,
            "megabytes": size.megabytes,
            "mb_per_s": 1 / statistics.median(size.seconds_per_mb),
            "time_to_linear": _time_to_linear(size, sizes[0]),
            "extra_mb": size.extra_bytes / 1e6,
            "memory_to_linear": _memory_to_linear(size, sizes[0]),
            "rounds": len(size.seconds_per_mb),
        }
        for name, sizes in grown.items()
        for size in sizes
    ]
    columns = (
        Column("what", "growth"),
        Column("megabytes", "MB", ".1f"),
        Column("mb_per_s", "MB/s", ".2f"),
        Column("time_to_linear", "time to linear", ".2f"),
        Column("extra_mb", "memory MB", ".1f"),
        Column("memory_to_linear", "memory to linear", ".2f"),
    )
    title = "Growth; to linear: 1 is linear growth from the first size, less is better"
    return Table("growth", title, columns, tuple(rows))


def _time_to_linear(size: Size, first: Size) -> float:
    """How much longer a MB took than at the first size: round by round, then the median."""
    pairs = zip(size.seconds_per_mb, first.seconds_per_mb, strict=False)
    return statistics.median(here / there for here, there in pairs)


def _memory_to_linear(size: Size, first: Size) -> float:
    """How much more memory a MB took than at the first size, where less than 1 MB counts as 1."""
    there = max(first.extra_bytes, 1e6) / first.megabytes
    return size.extra_bytes / size.megabytes / there
