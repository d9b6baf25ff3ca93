"""Citations for programs that keep them: BibTeX, CSL-JSON, RIS."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from .source import Source

# What TeX takes for something else; BibTeX counts braces even behind a backslash.
_TEX: Mapping[str, str] = {
    "\\": "\\textbackslash{}",
    "{": "\\textbraceleft{}",
    "}": "\\textbraceright{}",
    "$": "\\$",
    "&": "\\&",
    "#": "\\#",
    "%": "\\%",
    "_": "\\_",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
}
_CSL_TYPES = {"resolution": "legislation", "decision": "legislation", "treaty": "treaty"}
_RIS_TYPES = {"resolution": "STAT", "decision": "STAT", "treaty": "STAT"}
_LONGEST_ID = 40
"""How long the name of an entry may be without its pinpoint."""


def bibtex(found: Source) -> str:
    """A BibTeX entry, in Unicode (for biber, or BibTeX with an engine that reads it)."""
    year = found.date[:4]
    rows = {
        "author": f"{{{_tex(found.body)}}}" if found.body else "",
        "title": f"{{{_tex(found.title)}}}",
        "number": _tex(found.symbol),
        "year": year,
        "date": found.date if len(found.date) == 10 else "",
        "url": _url(found.url),
        "note": _tex("; ".join(filter(None, (found.pinpoint, found.note)))),
        "langid": _tex(found.language),
    }
    inner = ",\n".join(f"  {name} = {{{text}}}" for name, text in rows.items() if text)
    return f"@misc{{{identifier(found)},\n{inner}\n}}"


def csl(found: Source) -> str:
    """A list with one item of CSL-JSON, as citation processors and Zotero read it."""
    item: dict[str, Any] = {
        "id": identifier(found),
        "type": _CSL_TYPES.get(found.form, "report"),
        "title": found.title,
    }
    if found.body:
        item["author"] = [{"literal": found.body}]
    if parts := [int(part) for part in re.findall(r"[0-9]{1,4}", found.date)[:3]]:
        item["issued"] = {"date-parts": [parts]}
    more = {
        "number": found.symbol or found.number,
        "URL": found.url,
        "language": found.language,
        "note": "; ".join(filter(None, (found.pinpoint, found.note))),
    }
    item |= {name: text for name, text in more.items() if text}
    return json.dumps([item], ensure_ascii=False, indent=1)


def ris(found: Source) -> str:
    """An entry in RIS."""
    date = found.date.replace("-", "/")
    rows = [
        ("TY", _RIS_TYPES.get(found.form, "RPRT")),
        ("AU", found.body),
        ("TI", found.title),
        ("PY", found.date[:4]),
        ("DA", date),
        ("SN", found.symbol),
        ("UR", found.url),
        ("LA", found.language),
        ("N1", "; ".join(filter(None, (found.pinpoint, found.note)))),
        ("ER", ""),
    ]
    return "\r\n".join(f"{tag}  - {_line(text)}" for tag, text in rows if text or tag == "ER")


def identifier(found: Source) -> str:
    """A name for the entry: letters, digits and hyphens, made from the symbol or the title.

    >>> identifier(Source("A/RES/64/293", "", "resolution", "", symbol="A/RES/64/293"))
    'A-RES-64-293'
    """
    whole = _slug(found.symbol or f"{found.title} {found.date[:4]}")
    if len(whole) > _LONGEST_ID:
        whole = whole[:_LONGEST_ID].rpartition("-")[0] or whole[:_LONGEST_ID]
    return "-".join(filter(None, (whole, _slug(found.pinpoint)))) or "source"


def _slug(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", letters).strip("-")


def _tex(text: str) -> str:
    return "".join(_TEX.get(c, c) for c in _line(text))


def _url(text: str) -> str:
    """An address: only what would end the field is escaped, as an address does it."""
    return text.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C").replace("%", "\\%")


def _line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
