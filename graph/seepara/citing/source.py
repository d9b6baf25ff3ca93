"""What is known of something that is to be cited."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..keys import PREFIXES, split
from ..labels import Labels, plain, printed
from ..model import Document, ResolvedDocument, Stage

_RESOLUTION = re.compile(r"(?P<root>.+?)/RES/(?P<number>.+)")
_DECISION = "decision:"
_LIMITED = frozenset({"limited", "restricted"})
_UNNAMED = "x/"
_TREATIES = frozenset({"treaty", "unts"})


@dataclass(frozen=True, slots=True)
class Source:
    """The facts of a citation; what is not known is empty.

    `un` is the whole citation as the United Nations write it. `form` is ``resolution``,
    ``decision``, ``treaty``, ``document`` or ``other``; `root` the body's beginning of symbols, `body` its
    name, `number` that of a resolution or decision. `pinpoint` is as in "para. 21 (a)"; `date` ISO.
    """

    key: str
    un: str
    form: str
    title: str
    body: str = ""
    root: str = ""
    author: str = ""
    number: str = ""
    symbol: str = ""
    date: str = ""
    pinpoint: str = ""
    url: str = ""
    language: str = ""
    months: tuple[str, ...] = ()
    note: str = ""
    draft: bool = False
    limited: bool = False
    abridged: bool = False


def source(key: str, documents: Sequence[ResolvedDocument], labels: Labels) -> Source:
    """What the documents and the labels know of a key.

    >>> found = source("CTOC/COP/WG.4/2009/2#17", (), Labels.of(()))
    >>> found.form, found.symbol, found.pinpoint
    ('document', 'CTOC/COP/WG.4/2009/2', 'para. 17')
    """
    whole, path = split(key)
    read = next((one.document for one in documents if _is(one.document, whole)), None)
    root, number, form = _form(read.symbol if read and read.symbol else whole)
    pinpoint = labels.short(f"-#{path}") if path else ""
    symbol = printed(read.symbol) if read else "" if _has_no_symbol(whole) else printed(whole)
    title = plain(read.title) if read and form == "document" else ""
    return Source(
        key=key,
        un=labels.citation(key),
        form=form,
        title=title or _title(whole, form, labels),
        body=_body(read, root, labels),
        root=root,
        author=plain(read.author) if read else "",
        number=printed(number),
        symbol=symbol if form != "resolution" or labels.page(whole) else "",
        date=read.date if read else "",
        pinpoint=pinpoint[:1].lower() + pinpoint[1:],
        url=labels.page(whole),
        language=read.language if read else labels.words.language,
        months=labels.words.months,
        note=labels.words.abridged if read and read.abridged else "",
        draft=bool(read and read.stage is Stage.DRAFT),
        limited=bool(read and read.distribution.casefold() in _LIMITED),
        abridged=bool(read and read.abridged),
    )


def _is(document: Document, key: str) -> bool:
    return key == document.key or key in document.aliases


def _form(key: str) -> tuple[str, str, str]:
    """The body's root, the number and the form, by the key or symbol."""
    if match := _RESOLUTION.fullmatch(key):
        return match["root"], match["number"], "resolution"
    if key.startswith(_DECISION):
        rest = key.removeprefix(_DECISION)
        segments = rest.split("/")
        digits = [n for n, segment in enumerate(segments) if n and segment[:1].isdigit()]
        at = digits[0] if digits else len(segments)
        return "/".join(segments[:at]), "/".join(segments[at:]), "decision"
    prefix, colon, _ = key.partition(":")
    if colon and prefix in PREFIXES:
        return "", "", "treaty" if prefix in _TREATIES else "other"
    return "", "", "document"


def _has_no_symbol(key: str) -> bool:
    prefix, colon, _ = key.partition(":")
    return key.startswith(_UNNAMED) or bool(colon and prefix in PREFIXES)


def _body(read: Document | None, root: str, labels: Labels) -> str:
    if read and read.organ:
        return plain(read.organ.name)
    name = labels.body(root) if root else ""
    return plain(name)


def _title(key: str, form: str, labels: Labels) -> str:
    if form == "treaty":
        return plain(labels.citation(key))
    return plain(labels.label(key))
