"""Identifiers of documents in the form of Akoma Ntoso for the United Nations (AKN4UN).

The form and its words are data (``ontology/akn.toml``, which names the Guidelines). A document has
one where its symbol, its day and the actor of its symbol are known; none is ever made up.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from ..model import Document

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"[A-Za-z0-9._()-]+")


def work(document: Document) -> str:
    """The identifier of a document in whatever language; "" where it is not known.

    >>> work(Document("A/RES/66/1", "a.txt", "", (), symbol="A/RES/66/1", date="2012-01-13"))
    '/akn/un/collection/publication/un-ga/2012-01-13/A-RES-66-1'
    >>> work(Document("CTOC/COP/2012/7", "a.txt", "", (), symbol="CTOC/COP/2012/7"))
    ''
    """
    number = document.symbol.replace("/", "-").replace(" ", "_")
    actor = _words()["actors"].get(document.symbol.partition("/")[0])
    if not (actor and _DAY.fullmatch(document.date) and _NUMBER.fullmatch(number)):
        return ""
    form: str = _words()["work"]
    return form.format(actor=actor, date=document.date, number=number)


def expression(document: Document) -> str:
    """The identifier of a document in its language; "" where it is not known.

    >>> read = Document("S/1999/7", "a.txt", "", (), symbol="S/1999/7", date="1999-01-04", language="fr")
    >>> expression(read)
    '/akn/un/collection/publication/un-sc/1999-01-04/S-1999-7/fra'
    """
    language = _words()["languages"].get(document.language)
    of_work = work(document)
    if not (language and of_work):
        return ""
    form: str = _words()["expression"]
    return form.format(work=of_work, language=language)


@cache
def _words() -> dict[str, Any]:
    text = files("seepara.ontology").joinpath("akn.toml").read_text("utf-8")
    return tomllib.loads(text)
