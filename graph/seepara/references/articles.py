"""Articles and the paragraphs inside them, as one path."""

from __future__ import annotations

from .phrases import Part, Pinpoint


def bracketed(path: str) -> str:
    """A paragraph inside an article: "3" → "(3)", "1(d)" → "(1)(d)".

    >>> bracketed("1(d)"), bracketed("(a)")
    ('(1)(d)', '(a)')
    """
    number, bracket, letters = path.partition("(")
    return (f"({number})" if number else "") + bracket + letters


def article_path(printed: str) -> str:
    """ "4.1" is paragraph 1 of article 4; "3 ter" stays one number.

    >>> article_path("4.1"), article_path("3 ter")
    ('4(1)', '3ter')
    """
    if printed.isdigit():
        return printed
    number, *inside = "".join(printed.split()).split(".")
    return number + "".join(f"({token})" for token in inside)


def article_pinpoint(part: Part, base: str, path: str, last: str) -> Pinpoint:
    """A paragraph of an article as a pinpoint."""
    return Pinpoint(part, base + bracketed(path), base + bracketed(last) if last else "")
