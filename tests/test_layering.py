"""Data flows one way (design.md §2): what a module may not import, and what it may not do on import.

The source is read, not run: an import inside a function is an import too.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from seepara.languages import language

SOURCE = Path(__file__).parent.parent / "graph" / "seepara"
LONGEST_FILE = 450
HEAVY = {
    "rdflib", "networkx", "pyvis", "pyoxigraph", "pygraphviz", "pyshacl", "lxml", "rich", "jinja2",
    "pypdfium2", "rapidfuzz", "starlette", "uvicorn",
}  # fmt: skip


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


READING = _names("reading")
PARSING = _names(
    "reading structure references context descriptions resolution corpus pinpoints governing instruments"
)
OUTPUT = _names(
    "answers tables export rdf explorer figures reporttables citing showing store storing endpoint server"
)
ASKING = _names("network lineage compare check report queries")
COMMANDS = _names("build cli")
BEHIND = _names(
    "context descriptions resolution corpus catalogue targets pinpoints governing instruments"
)
SHOWING = (*OUTPUT, *ASKING, *COMMANDS)

UNDERSTANDING = _names("structure references context descriptions resolution")

# module or package → what it may not import (packages with all that is in them; "" is everything)
FORBIDDEN = {
    # each knows nothing of any other module
    "model": ("",),
    "keys": ("",),
    "symbols": ("",),
    "ordinals": ("",),
    "label_words": ("",),
    "latex": ("",),
    # words and names know nothing of what is made of them
    "languages": (*PARSING, *SHOWING, *_names("registry model")),
    "registry": (*PARSING, *SHOWING),
    "vocabulary": (*PARSING, *SHOWING, "model"),
    "language_identification": (*PARSING, *SHOWING),
    "dates": (*PARSING, *SHOWING, "registry"),
    # a reader knows nothing of what a paragraph means
    "reading": (*BEHIND, *SHOWING, *_names("structure references languages registry symbols")),
    # structure knows nothing of references
    "structure": (*BEHIND, *READING, *SHOWING, "references"),
    # the parser knows nothing of documents and the corpus
    "references": (*BEHIND, *READING, *SHOWING, "structure"),
    # nor does context ask the corpus
    "context": (
        *(*READING, *SHOWING, "references.parser"),
        *_names("resolution corpus catalogue targets pinpoints structure"),
    ),
    # what was cited last is told by keys alone
    "cited": (*READING, *SHOWING, *_names("context references structure resolution registry")),
    # whose a bare number is, the words around it say
    "bare": (
        *(*READING, *SHOWING, *_names("resolution corpus catalogue targets structure")),
        *_names("references.parser references.finder references.grammar references.lists"),
    ),
    "descriptions": (
        *(*READING, *SHOWING, "references.parser"),
        *_names("context resolution corpus catalogue targets pinpoints structure"),
    ),
    # resolution knows no text patterns: of the parser's side only what a phrase is
    "resolution": (
        *(*READING, *SHOWING, *_names("corpus catalogue structure languages symbols dates")),
        *_names("references.parser references.finder references.grammar references.lists"),
    ),
    "targets": (*PARSING, *SHOWING, *_names("languages registry")),
    **dict.fromkeys(
        _names("governing instruments pinpoints"), (*READING, *SHOWING, *_names("structure corpus"))
    ),
    # what users say of files and of links is data, whatever is made of it
    "catalogue": (*SHOWING, *UNDERSTANDING, "corpus"),
    "judgements": (*SHOWING, *PARSING),
    # the graph and the questions put to it know no output format
    "network": (*PARSING, *OUTPUT, *COMMANDS),
    "lineage": (*OUTPUT, *COMMANDS),
    "compare": (*OUTPUT, *COMMANDS),
    "check": (*OUTPUT, *COMMANDS),
    # what is shown knows no parsing
    **dict.fromkeys(OUTPUT, (*PARSING, *COMMANDS)),
    **dict.fromkeys(_names("queries meant"), (*PARSING, *COMMANDS)),
    "sparql": (*PARSING, *ASKING, *COMMANDS),
    # the page's frame knows nothing of what stands in it
    "explorer.shell": _names("model labels network lineage report explorer.data explorer.assembly"),
    # the front door knows what was understood, not how
    "library": (*UNDERSTANDING, *COMMANDS),
    "commenting": (*BEHIND, *OUTPUT, *COMMANDS, *_names("structure references")),
    "fetching": (*SHOWING, *UNDERSTANDING, "corpus"),
    "labels": (*PARSING, *OUTPUT, *COMMANDS),
    "report": (*PARSING, *OUTPUT, *COMMANDS),
    "records": (*PARSING, *SHOWING),
    "publish": (*SHOWING, *PARSING),
    # processes, kept entries and the program's digest know nothing of documents
    "workers": ("",),
    "confinement": ("",),
    "timed": (*PARSING, *SHOWING),
    "build.program": ("",),
    "collecting.cache": (*SHOWING, *PARSING, "model"),
    "graphml": ("",),
    # what one document gives to the graph and what it names
    "graph_parts": (*PARSING, *OUTPUT, *COMMANDS),
    "mentions": (*PARSING, *OUTPUT, *COMMANDS),
    "naming": (*PARSING, *OUTPUT, *COMMANDS),
    "collecting.duplicates": (*SHOWING, *_names("structure references context resolution corpus")),
    # a corpus of any size is read and resolved without a word of how it is shown
    "sources": (*SHOWING, *_names("structure references context resolution corpus")),
    "collecting": (*OUTPUT, *COMMANDS),
    "collecting.found": (*OUTPUT, *ASKING, *COMMANDS),
    "corpus": (*OUTPUT, *ASKING, *COMMANDS),
    # what is inferred knows no output format either
    **dict.fromkeys(
        _names("resembling renumbering collecting.questions"), (*PARSING, *OUTPUT, *COMMANDS)
    ),
    "build.inferring": (*OUTPUT, *READING, *UNDERSTANDING, "cli"),
    # what is rendered from resolved documents knows no parsing
    **dict.fromkeys(
        _names("build.sections build.runs build.files build.rendering build.shells"),
        (*PARSING, "cli"),
    ),
}

# `catalogue` and `publish` raise the one error that the command line prints.
EXCEPTED = {
    ("publish", "reading.errors"),
    ("collecting.cache", "reading.errors"),
    # how findings are printed is a module of its own
    ("check.formats", "answers"),
    ("check.formats", "tables"),
}

# Modules that recognise something in documents: their words are data.
RECOGNISING = _names(
    "structure references context descriptions governing instruments pinpoints resolution dates"
)


@cache
def _modules() -> dict[str, Path]:
    found = {}
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        found[".".join(part for part in parts if part != "__init__")] = path
    return found


@cache
def _tree(module: str) -> ast.Module:
    return ast.parse(_modules()[module].read_text("utf-8"))


def _imports(module: str, *, top_only: bool = False) -> Iterator[str]:
    """The modules of the package that a module imports, and "" for the package itself."""
    package = module.split(".")
    if _modules()[module].name != "__init__.py":
        package = package[:-1]
    nodes = _top_level(_tree(module)) if top_only else ast.walk(_tree(module))
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and node.level:
            base = [part for part in package if part][: len(package) - node.level + 1]
            stem = ".".join([*base, *([node.module] if node.module else [])])
            for alias in node.names:
                whole = f"{stem}.{alias.name}".strip(".")
                yield whole if whole in _modules() else stem


def _top_level(tree: ast.Module) -> Iterator[ast.stmt]:
    """What runs on import, without what is only for the type checker."""
    for node in tree.body:
        if (
            isinstance(node, ast.If)
            and isinstance(node.test, ast.Name)
            and node.test.id == "TYPE_CHECKING"
        ):
            continue
        yield node


def _belongs(module: str, group: str) -> bool:
    return not group or module == group or module.startswith(f"{group}.")


def _within(group: str) -> list[str]:
    return [module for module in _modules() if module and _belongs(module, group)]


def test_the_source_is_found():
    assert {"model", "structure.outline", "references.parser", "cli", ""} <= set(_modules())


@pytest.mark.parametrize("group", sorted(FORBIDDEN))
def test_what_a_module_may_not_import(group):
    wrong = [
        (module, imported)
        for module in _within(group)
        for imported in _imports(module)
        for forbidden in FORBIDDEN[group]
        if _belongs(imported, forbidden)
        and not _belongs(imported, group)
        and (module, imported) not in EXCEPTED
    ]
    assert wrong == []


def test_every_module_has_its_rule():
    """But for the two that bring all together, and the package itself."""
    parts = {module.partition(".")[0] for module in _modules()}
    assert parts - FORBIDDEN.keys() == {"", *COMMANDS}
    # and no rule is for something that is gone
    named = {*FORBIDDEN, *(name for forbidden in FORBIDDEN.values() for name in forbidden)}
    assert named - {""} <= set(_modules())


def test_nothing_imports_the_command_line():
    assert [m for m in _modules() if "cli" in _imports(m)] == []


def test_no_module_imports_itself_in_a_circle():
    edges = {m: set(_imports(m, top_only=True)) - {m} for m in _modules()}
    done: set[str] = set()

    def visit(module: str, above: tuple[str, ...]) -> None:
        assert module not in above, " → ".join((*above, module))
        if module not in done:
            for other in edges.get(module, ()):
                visit(other, (*above, module))
            done.add(module)

    for module in edges:
        visit(module, ())


def test_imports_inside_the_package_are_relative():
    for module in _modules():
        for node in ast.walk(_tree(module)):
            names = [node.module] if isinstance(node, ast.ImportFrom) and not node.level else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            assert not [n for n in names if n and n.split(".")[0] == "seepara"], module


def test_nothing_heavy_is_imported_before_a_command_needs_it():
    reached, pending = set(), ["cli", ""]
    while pending:
        module = pending.pop()
        if module in reached:
            continue
        reached.add(module)
        pending += [other for other in _imports(module, top_only=True) if other in _modules()]
        for node in _top_level(_tree(module)):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += (
                [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
            )
            assert not {name.split(".")[0] for name in names} & HEAVY, module


@pytest.mark.parametrize("module", sorted(_modules()))
def test_a_file_is_one_thing(module):
    path = _modules()[module]
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_FILE
    assert path.stem not in ("utils", "util", "helpers", "misc", "common")
    assert ast.get_docstring(_tree(module)), "a module says what it is for"


# ---------------------------------------------------------------- no work on import

# What a module may call while it is imported: what makes a constant of constants. Names in capitals
# make values of its own types; decorators make definitions.
_PURE = _names("auto chr dict field frozenset map max min ord range set sorted str sum tuple zip")
_PURE_METHODS = _names(
    "compile escape fromhex fromkeys items join keys lower maketrans split union upper values"
)


def _is_pure(call: ast.Call) -> bool:
    if isinstance(call.func, ast.Name):
        return call.func.id in _PURE or call.func.id.lstrip("_")[:1].isupper()
    return isinstance(call.func, ast.Attribute) and call.func.attr in _PURE_METHODS


def _runs_on_import(statements: list[ast.stmt]) -> Iterator[ast.Call]:
    """The calls outside functions, decorators aside."""
    for node in statements:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if isinstance(node, ast.ClassDef):
            yield from _runs_on_import(node.body)
            continue
        later = {
            id(inner)
            for outer in ast.walk(node)
            if isinstance(outer, ast.Lambda)
            for inner in ast.walk(outer.body)
        }
        yield from (n for n in ast.walk(node) if isinstance(n, ast.Call) and id(n) not in later)


@pytest.mark.parametrize("module", sorted(_modules()))
def test_importing_does_no_work(module):
    body = list(_top_level(_tree(module)))
    calls = [
        f"line {call.lineno}: {ast.unparse(call.func)}"
        for call in _runs_on_import(body)
        if not _is_pure(call)
    ]
    # the options and arguments that several commands share
    assert [call for call in calls if not call.split(": ")[1].startswith("click.")] == []
    assert not [n.lineno for n in body if isinstance(n, ast.For | ast.While | ast.With | ast.Try)]
    assert not [n.lineno for n in ast.walk(_tree(module)) if isinstance(n, ast.Global)], (
        "global state"
    )


# ---------------------------------------------------------------- words are data


def _english() -> set[str]:
    """The words of the English file, without those that are names of entries there."""
    tables = language("en").tables
    names = {name for rows in tables.values() for name in rows} | set(tables)
    words = {
        word.lower().strip(".")
        for rows in tables.values()
        for value in rows.values()
        if isinstance(value, list)
        for phrase in value
        for word in phrase.split()
        if len(word) > 2
    }
    # … and of the forms of number that the registry tells of ("session/number")
    return words - names - {"number", "session", "year", "roman", "code"}


_MATCHING = _names(
    "compile match search fullmatch startswith endswith find rfind index removeprefix"
)


def _compared(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Texts that something is matched with: patterns, comparisons, beginnings and ends."""
    for node in ast.walk(tree):
        candidates: list[ast.expr] = []
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr in (
                "compile",
                "match",
                "search",
                "fullmatch",
                "startswith",
                "endswith",
                "find",
                "index",
                "rfind",
                "removeprefix",
            ):
                candidates = node.args
        elif isinstance(node, ast.Compare):
            candidates = [node.left, *node.comparators]
        for candidate in candidates:
            names = {
                id(inner)
                for outer in ast.walk(candidate)
                if isinstance(outer, ast.Subscript)
                for inner in ast.walk(outer.slice)
            }
            for constant in ast.walk(candidate):
                if (
                    isinstance(constant, ast.Constant)
                    and isinstance(constant.value, str)
                    and id(constant) not in names
                ):
                    yield constant.lineno, constant.value


@pytest.mark.parametrize("group", RECOGNISING)
def test_no_english_vocabulary_in_code(group):
    english = _english()
    assert {"paragraphs", "january", "recommendations"} <= english
    for module in _within(group):
        for line, text in _compared(_tree(module)):
            text = re.sub(r"\(\?P<\w+>", "(", text)
            found = {word.lower() for word in re.findall(r"[A-Za-z]{3,}", text)} & english
            assert not found, f"{module}, line {line}: {sorted(found)} belong into languages/*.toml"
