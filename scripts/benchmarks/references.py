"""Finding references: MB/s of UTF-8 on one core beside eyecite, growth of time and memory.

The text is that of the full documents, over and over. Of eyecite (a finder of citations of United
States case law, and the fastest public one) only the finding is measured, as one text and document
by document: it slows down on long texts, and the ratio is to the faster of the two.
"""

from __future__ import annotations

import argparse
import re
import statistics
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial

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

from ._measuring import Child, Peak, Preparation, Run, Work, growth, in_turn
from ._results import Column, Result, Table, Value
from ._texts import Texts, megabytes, repeated, texts

_SIZE, _QUICK_SIZE = 8.0, 1.0
_SIZES, _QUICK_SIZES = (1.0, 4.0, 16.0, 64.0), (1.0, 2.0)
_ROUNDS, _QUICK_ROUNDS = 7, 3
_LONGEST = 60.0


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
    grown = [(name, growth(prepare, sizes, _LONGEST)) for name, prepare in GROWING.items()]
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


def eyecite(tokenizer: Callable[[], object], whole: bool, size: float) -> Work:
    """eyecite's finding, over one text or over one document after the other."""
    from eyecite import get_citations

    with_tokenizer = tokenizer()
    one = _one_text(size)
    parts = [one] if whole else [decode(data, name) for name, data in texts().files]
    times = 1 if whole else texts().times(size)

    def find() -> int:
        return sum(
            len(get_citations(part, tokenizer=with_tokenizer))  # type: ignore[arg-type]
            for _ in range(times)
            for part in parts
        )

    return Work(find, sum(megabytes(part) for part in parts) * times)


def hyperscan() -> object:
    """eyecite's fast tokenizer, compiled before anything is timed."""
    from eyecite import get_citations
    from eyecite.tokenizers import HyperscanTokenizer

    with tempfile.TemporaryDirectory() as folder:
        tokenizer = HyperscanTokenizer(cache_dir=folder)
        get_citations("", tokenizer=tokenizer)
    return tokenizer


def aho_corasick() -> object:
    """eyecite's tokenizer as it comes."""
    from eyecite.tokenizers import default_tokenizer

    return default_tokenizer


def _one_text(size: float) -> str:
    source = texts()
    return repeated([decode(data, name) for name, data in source.files], source.times(size))


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
