"""The service's own pages: markup in templates, everything of a document or client as text.

There is no script in them. The one style sheet is named by its hash in the content security policy.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import TYPE_CHECKING, Any

from ...answers import Cell, shown
from ...label_words import label_words
from ...queries import ready
from ..messages import Reply

if TYPE_CHECKING:
    from jinja2 import Environment

    from ..opened import Opened

_SHOWN_ROWS = 1000
_UNNAMED = "/id/x/"

_STATUSES = {
    400: "This cannot be read",
    403: "This is refused",
    404: "Not found",
    421: "Another host",
    503: "Not now",
    504: "Stopped at the time limit",
}


@dataclass(frozen=True, slots=True)
class Asking:
    """What stands in the form of the page: the query, which ready one it is, its parameters."""

    query: str = ""
    ready_name: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _ShownCell:
    text: str
    address: str
    is_outside: bool


def html(page: str, status: int = 200) -> Reply:
    """A page as a reply, with its policy."""
    headers = {"Content-Security-Policy": policy(), "Vary": "Accept"}
    return Reply(status, "text/html; charset=utf-8", page.encode("utf-8", "replace"), headers)


def policy() -> str:
    """Nothing may load or act but our style; forms go to this service only.

    >>> policy().partition(";")[0]
    "default-src 'none'"
    """
    digest = base64.b64encode(hashlib.sha256(_style().encode("utf-8")).digest()).decode("ascii")
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    )


def error_page(status: int, said: str) -> str:
    """A page that says what is wrong.

    >>> "&lt;script&gt;" in error_page(404, "<script>")
    True
    """
    title = _STATUSES.get(status, "This cannot be answered")
    return render_page("error.html", title=title, said=said)


def query_page(
    opened: Opened, asking: Asking, form: str = "", found: Any = None, error: str = ""
) -> str:
    """The page with the query, the ready queries, and what was found."""
    from ..documents import documents

    known = tuple(query for query in ready() if not query.of_two_builds)
    chosen = next((one for one in known if one.name == asking.ready_name), None)
    is_start = found is None and not error
    return render_page(
        "query.html",
        title=chosen.title if chosen else "Ask the graph",
        asking=asking,
        chosen=chosen,
        ready=known,
        error=error,
        documents=documents(opened) if is_start else (),
        is_abridged=opened.has_abridged(),
        result=None if found is None else _result(form, found, opened),
    )


def render_page(name: str, **known: Any) -> str:
    """A template with what it needs."""
    return _environment().get_template(name).render(style=_style(), abridged=_abridged(), **known)


def _result(form: str, found: Any, opened: Opened) -> dict[str, Any]:
    """The first rows of what was found, as cells; and whether there are more."""
    if form == "ask":
        return {"ask": bool(found), "columns": (), "rows": (), "is_cut": False, "form": form}
    if form == "select":
        columns = [variable.value for variable in found.variables]
        rows = (tuple(solution) for solution in found)
    else:
        columns = ["subject", "predicate", "object"]
        rows = ((t.subject, t.predicate, t.object) for t in found)
    first = list(islice(rows, _SHOWN_ROWS + 1))
    return {
        "ask": None,
        "form": form,
        "columns": columns,
        "rows": [[_cell(Cell.of(term), opened) for term in row] for row in first[:_SHOWN_ROWS]],
        "is_cut": len(first) > _SHOWN_ROWS,
    }


def _cell(cell: Cell | None, opened: Opened) -> _ShownCell:
    from ..documents import address

    if cell is None or cell.kind != "uri":
        return _ShownCell(cell.value if cell else "", "", False)
    here = address(cell.value, opened.base)
    is_outside = not here and cell.value.startswith(("http://", "https://"))
    # The key of a document without a symbol is for the program: people are shown its name.
    name = opened.label(cell.value) if here.startswith(_UNNAMED) else ""
    return _ShownCell(
        name or shown(cell, opened.base), here or (cell.value if is_outside else ""), is_outside
    )


@cache
def _style() -> str:
    return files(__package__).joinpath("style.css").read_text("utf-8")


@cache
def _abridged() -> str:
    return label_words().abridged


@cache
def _environment() -> Environment:
    from jinja2 import DictLoader, Environment, StrictUndefined

    templates = {
        file.name: file.read_text("utf-8")
        for file in files(__package__).iterdir()
        if file.name.endswith(".html")
    }
    return Environment(
        loader=DictLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
