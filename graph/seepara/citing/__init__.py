"""A document or a paragraph cited in the style of the United Nations, OSCOLA, Bluebook, BibTeX,
CSL-JSON or RIS.

`source` gathers what is known of it, `prose` and `entries` write it; `warnings` says what a writer
must know before citing it: a draft, limited distribution, an abridged text, a later one.
"""

from __future__ import annotations

from .entries import bibtex, csl, ris
from .prose import in_style, united_nations
from .source import Source, source
from .warnings import warnings
from .words import CitingWords, citing_words

__all__ = [
    "STYLES",
    "CitingWords",
    "Source",
    "cited",
    "citing_words",
    "source",
    "warnings",
]

STYLES = ("un", "oscola", "bluebook", "bibtex", "csl", "ris")
"""What a citation can be written in; the first is the usual one."""


def cited(found: Source, style: str, words: CitingWords) -> str:
    """The source in one of `STYLES`, ending without a line break; `ValueError` for another.

    >>> from ..labels import Labels
    >>> labels, words = Labels.of(()), citing_words()
    >>> cited(source("A/RES/64/293#3", (), labels), "un", words)
    'General Assembly resolution 64/293, para. 3'
    >>> cited(source("A/RES/64/293#3(a)", (), labels), "oscola", words)
    'UNGA Res 64/293 UN Doc A/RES/64/293, para 3(a)'
    >>> cited(source("A/RES/64/293#3(a)", (), labels), "bluebook", words)
    'G.A. Res. 64/293, ¶ 3(a), U.N. Doc. A/RES/64/293'
    """
    match style:
        case "un":
            return united_nations(found)
        case "oscola" | "bluebook":
            return in_style(found, style, words)
        case "bibtex":
            return bibtex(found)
        case "csl":
            return csl(found)
        case "ris":
            return ris(found)
    raise ValueError(f"a style is one of: {', '.join(STYLES)}; not {style!r}")
