"""The tables of a report by their names, each made from the documents that it is about."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version

from .. import reporttables
from ..compare import compare
from ..keys import split
from ..labels import Labels
from ..lineage import revisions
from ..model import ResolvedDocument
from ..renumbering import renumberings
from .finding import NotFound

TABLES = (
    "cross-references",
    "concordance",
    "draft-to-final",
    "most-cited",
    "not-read",
    "one-sided",
)


def report_table(
    name: str,
    keys: Sequence[str],
    documents: Sequence[ResolvedDocument],
    labels: Labels,
    limit: int,
) -> reporttables.Table:
    """The table of a name: of all documents, or of what `keys` name (one part of one document; for
    draft-to-final the two documents).

    Raises `ValueError` for another name or for keys that the table is not made for, and `NotFound`
    for a document that was not read.
    """
    words, program = reporttables.table_words(), version("seepara")
    match name:
        case "cross-references":
            chosen, within = _chosen(keys, documents)
            return reporttables.cross_references(chosen, labels, words, program, within)
        case "concordance":
            found = [one for resolved in documents for one in renumberings(resolved)]
            return reporttables.concordance(found, documents, labels, words, program)
        case "draft-to-final":
            compared = compare(*versions(keys, documents))
            return reporttables.draft_to_final(compared, documents, labels, words, program)
        case "most-cited":
            return reporttables.most_cited(documents, labels, words, program, limit)
        case "not-read":
            return reporttables.not_read(documents, labels, words, program)
        case "one-sided":
            return reporttables.one_sided(documents, labels, words, program)
    raise ValueError(f"a table is one of: {', '.join(TABLES)}; not {name!r}")


def versions(
    keys: Sequence[str], documents: Sequence[ResolvedDocument]
) -> tuple[ResolvedDocument, ResolvedDocument]:
    """A draft and its final: those that are named, else the only two that are versions.

    Raises `ValueError` where that names no two documents.
    """
    by_key = {one.document.key: one for one in documents}
    if len(keys) == 2 and all(key in by_key for key in keys):
        return by_key[keys[0]], by_key[keys[1]]
    found = list(revisions(documents)) if not keys else []
    if len(found) != 1:
        raise ValueError("name the two documents, the draft first")
    return found[0].draft, found[0].final


def _chosen(
    keys: Sequence[str], documents: Sequence[ResolvedDocument]
) -> tuple[Sequence[ResolvedDocument], str]:
    """The documents of a table, and the part of the one that it is about."""
    if not keys:
        return documents, ""
    wanted = {split(key)[0] for key in keys}
    paths = {split(key)[1] for key in keys}
    if len(paths) > 1 or (paths != {""} and len(wanted) > 1):
        raise ValueError("a table is of documents, or of one part of one document")
    chosen = [one for one in documents if one.document.key in wanted]
    if not chosen:
        raise NotFound(f"{keys[0]} was not read, so there are no references of it to list")
    return chosen, paths.pop()
