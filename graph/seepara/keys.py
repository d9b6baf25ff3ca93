"""Keys name nodes for people and for the command line; an IRI is the base followed by the key.

A key is ``DOCUMENT`` or ``DOCUMENT#PATH`` (domain.md §3): a symbol, an ``x/…`` key for a document
without one, or a kind prefix and a name (``decision:FCCC/2/CP.17``, ``treaty:UNTOC``,
``meeting:CTOC/COP/WG.4/2009-04-14``). Paths are ``21(a)(ii)``, ``fn3``, ``rec4(d)``,
``annexI/3``, ``section II.E``.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

ID_BASE = "https://w3id.org/seepara/id/"
"""Where nodes live unless a user sets another base (design.md §5)."""

PREFIXES = ("decision", "treaty", "rules", "gc", "unts", "sales", "meeting", "body")

# Beside letters and digits of any script, what RFC 3987 allows as it is in a path and a fragment;
# "_" is left out because it stands for the space, and "%" because it escapes.
_PLAIN = "/:@!$&'()*+,;=-.~"
_FRAGMENT_SEPARATOR = "#"


def split(key: str) -> tuple[str, str]:
    """The document and the path of a key; the path is empty where the key names a whole document.

    >>> split("CTOC/COP/WG.4/2009/2#21(a)")
    ('CTOC/COP/WG.4/2009/2', '21(a)')
    >>> split("A/RES/64/293")
    ('A/RES/64/293', '')
    """
    document, _, path = key.partition(_FRAGMENT_SEPARATOR)
    return document, path


def join(document: str, path: str) -> str:
    """The key of a unit, or of the document itself where the path is empty.

    >>> join("A/80/607", "section II.C")
    'A/80/607#section II.C'
    """
    return f"{document}{_FRAGMENT_SEPARATOR}{path}" if path else document


def iri(key: str, base: str = ID_BASE) -> str:
    """The IRI of a key: readable, legal, and one to one with `key_of`.

    A kind prefix becomes a folder, a space becomes ``_``, and only what an IRI forbids (or what
    would make two keys alike) is percent-encoded.

    >>> iri("decision:FCCC/2/CP.17#161(b)", "https://example.org/")
    'https://example.org/decision/FCCC/2/CP.17#161(b)'
    >>> iri("A/80/607#section II.C", "https://example.org/")
    'https://example.org/A/80/607#section_II.C'
    """
    document, separator, path = key.partition(_FRAGMENT_SEPARATOR)
    prefix, colon, rest = document.partition(":")
    if colon and prefix in PREFIXES:
        folder, document = prefix + "/", rest
    else:
        folder = ""
        # A plain key that begins like a folder of ours must not be mistaken for it.
        if document.partition("/")[0] in PREFIXES and "/" in document:
            return f"{base}%{ord(document[0]):02X}{_encoded(document[1:])}" + (
                separator + _encoded(path)
            )
    return base + folder + _encoded(document, leading=True) + separator + _encoded(path)


def key_of(iri_text: str, base: str = ID_BASE) -> str:
    """The key that an IRI of ours was made from.

    Raises `ValueError` where the IRI does not begin with the base.

    >>> key_of("https://w3id.org/seepara/id/treaty/UNTOC#art32(3)")
    'treaty:UNTOC#art32(3)'
    """
    if not iri_text.startswith(base):
        raise ValueError(f"{iri_text!r} does not begin with {base!r}")
    document, separator, path = iri_text[len(base) :].partition(_FRAGMENT_SEPARATOR)
    prefix, slash, rest = document.partition("/")
    if slash and prefix in PREFIXES:
        return f"{prefix}:{_decoded(rest)}{separator}{_decoded(path)}"
    return _decoded(document) + separator + _decoded(path)


def _encoded(text: str, leading: bool = False) -> str:
    encoded = "".join(_encoded_character(c) for c in text)
    # Dot segments or an empty first segment would be folded away by whatever resolves the IRI.
    segments = encoded.split("/")
    dotted = [s.replace(".", "%2E") if s in (".", "..") else s for s in segments]
    if leading and dotted[0] == "" and len(dotted) > 1:
        return "%2F" + "/".join(dotted[1:])
    return "/".join(dotted)


def _encoded_character(c: str) -> str:
    if c == " ":
        return "_"
    if c == "_":
        return "%5F"
    return c if c.isalnum() or c in _PLAIN else quote(c, safe="", errors="surrogatepass")


def _decoded(text: str) -> str:
    return unquote(text.replace("_", " "), errors="surrogatepass")


_WORDS_BEFORE_NUMBER = re.compile(r"^\W*[^\W\d_]+\.?\s+(?=\d)")
_DOTTED_LETTER = re.compile(r"(?<=[0-9a-z)])\.([a-z]+)(?![\w(])")


def forgiving_path(text: str) -> str:
    """A path as people type it, in the form of keys: ``21.a``, ``para. 21 (a)``, ``#21(a)``.

    >>> [forgiving_path(t) for t in ("21.a", "para. 21 (a)", "#21(A)", "21 (a) (ii)", "fn 3")]
    ['21(a)', '21(a)', '21(a)', '21(a)(ii)', 'fn3']
    >>> forgiving_path("section  II.E"), forgiving_path("annexI/3")
    ('section II.E', 'annexI/3')
    """
    path = " ".join(text.strip().lstrip("#").split())
    if re.match(r"(?i)(section|chapter|annex|appendix|table|footnote)\s", path):
        word, _, rest = path.partition(" ")
        return f"{word.lower()} {rest}"
    path = _WORDS_BEFORE_NUMBER.sub("", path) if path[:2].lower() != "fn" else path
    path = path.replace(" ", "")
    path = re.sub(r"\(\w+\)", lambda m: m.group().lower(), path)
    while (shorter := _DOTTED_LETTER.sub(r"(\1)", path)) != path:
        path = shorter
    return path
