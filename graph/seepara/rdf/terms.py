"""The terms that graphs are written in: names of the vocabulary, checked IRIs, clean literals.

Every IRI that the program mints goes through `minted`: some libraries write illegal ones without a
word, and others then refuse the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from .. import keys

if TYPE_CHECKING:
    from pyoxigraph import Literal, NamedNode

    from ..model import Reference

SEEPARA = "https://w3id.org/seepara/ns#"
PREFIXES = {
    "cito": "http://purl.org/spar/cito/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "dqv": "http://www.w3.org/ns/dqv#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "seepara": SEEPARA,
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""The prefixes of exports and of queries."""

_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20]*")
_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
_DATE = re.compile(r"(?P<year>[0-9]{4})(?P<month>-[0-9]{2})?(?P<day>-[0-9]{2})?")
# What XML 1.0 cannot hold, not even escaped: it would be lost in one format and kept in another.
_UNWRITABLE = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


class IllegalIRI(ValueError):
    """A key from which no legal IRI can be made, or a base that cannot begin one."""


def checked_base(base: str) -> str:
    """The base of minted IRIs, if keys can follow it; raises `IllegalIRI`.

    >>> checked_base("https://example.org/id/")
    'https://example.org/id/'
    >>> checked_base("no base")
    Traceback (most recent call last):
    seepara.rdf.terms.IllegalIRI: base 'no base': not an absolute IRI; give one like https://…/
    """
    if not _ABSOLUTE.fullmatch(base) or _ESCAPE.search(base):
        raise IllegalIRI(f"base {base!r}: not an absolute IRI; give one like https://…/")
    if "#" in base or "?" in base or not base.endswith(("/", ":")):
        raise IllegalIRI(f"base {base!r}: must end in / or : and have neither # nor ?")
    return base


def minted(key: str, base: str, suffix: str = "") -> NamedNode:
    """The node of a key, or of what hangs on it by a suffix; the one place where IRIs are made.

    A suffix begins with ``?``, which no IRI of a key contains (`keys.iri` encodes it), so the two
    cannot meet. Raises `IllegalIRI`, naming the key.

    >>> minted("A/1/2#21(a)", "https://example.org/", "?ref=en.0-7").value
    'https://example.org/A/1/2#21(a)?ref=en.0-7'
    """
    from pyoxigraph import NamedNode

    text = keys.iri(key, base) + suffix
    if not _ABSOLUTE.fullmatch(text) or _ESCAPE.search(text):
        raise IllegalIRI(f"key {key!r}: {text!r} is no legal IRI")
    try:
        return NamedNode(text)
    except ValueError as error:
        raise IllegalIRI(f"key {key!r}: {text!r} is no legal IRI: {error}") from None


@cache
def term(name: str) -> NamedNode:
    """A term by its prefixed name; raises `KeyError` for an unknown prefix.

    >>> term("seepara:cites").value
    'https://w3id.org/seepara/ns#cites'
    """
    from pyoxigraph import NamedNode

    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def literal(value: str | int | bool, datatype: str = "") -> Literal:
    """A literal with its natural type, or with the one that is named.

    >>> str(literal(True)), str(literal("3", "xsd:integer"))
    ('"true"^^<http://www.w3.org/2001/XMLSchema#boolean>', '"3"^^<http://www.w3.org/2001/XMLSchema#integer>')
    """
    from pyoxigraph import Literal

    if datatype:
        return Literal(str(value), datatype=term(datatype))
    return Literal(clean(value) if isinstance(value, str) else value)


def decimal(value: float) -> Literal:
    """A number with three digits at most after the point, in XML Schema's canonical form.

    >>> str(decimal(0.6)), str(decimal(1.0)).partition("^")[0]
    ('"0.6"^^<http://www.w3.org/2001/XMLSchema#decimal>', '"1"')
    """
    return literal(f"{value:.3f}".rstrip("0").rstrip("."), "xsd:decimal")


def in_language(text: str, language: str) -> Literal:
    """A text with its language; ``und`` where the language is no tag.

    >>> str(in_language("Notes", "en"))
    '"Notes"@en'
    """
    from pyoxigraph import Literal

    tag = language.lower() if _LANGUAGE.fullmatch(language) else "und"
    return Literal(clean(text), language=tag)


def tag(language: str) -> str:
    """A language as IRIs and literals have it.

    >>> tag("en"), tag("")
    ('en', 'und')
    """
    return in_language("", language).language or "und"


def reference_suffix(reference: Reference, language: str) -> str:
    """What the node of a reference hangs on its unit by.

    >>> from ..model import Kind, Reference
    >>> reference_suffix(Reference("1", 4, 11, "para. 2", Kind.PARAGRAPH, ()), "en")
    '?ref=en.4-11'
    """
    return f"?ref={tag(language)}.{reference.start}-{reference.end}"


def date_literal(iso: str) -> Literal:
    """An ISO date, month or year with its type; anything else as plain text.

    >>> str(date_literal("2010-08")), str(date_literal("spring"))
    ('"2010-08"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>', '"spring"')
    """
    match = _DATE.fullmatch(iso)
    if match is None or (match["day"] and not match["month"]):
        return literal(iso)
    try:
        date.fromisoformat(match["year"] + (match["month"] or "-01") + (match["day"] or "-01"))
    except ValueError:  # the 31st of February
        return literal(iso)
    name = "date" if match["day"] else "gYearMonth" if match["month"] else "gYear"
    return literal(iso, f"xsd:{name}")


def clean(text: str) -> str:
    r"""A text that every format can hold, code point by code point, so that offsets stay right.

    >>> clean("a\x00b\rc")
    'a\ufffdb\nc'
    """
    return _UNWRITABLE.sub("\ufffd", text.replace("\r", "\n"))


Mint = Callable[[str, str], "NamedNode"]
"""`minted` with its base fixed: takes a key and a suffix."""


def minting(base: str) -> Mint:
    """`minted` for one base, which is checked once, remembering the nodes it made.

    >>> minting("https://example.org/")("A/1/2", "").value
    'https://example.org/A/1/2'
    """
    checked_base(base)
    made: dict[tuple[str, str], NamedNode] = {}

    def mint(key: str, suffix: str = "") -> NamedNode:
        node = made.get((key, suffix))
        if node is None:
            node = made[key, suffix] = minted(key, base, suffix)
        return node

    return mint
