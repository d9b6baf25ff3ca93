"""Why a document was not fetched: the problem and what helps, each of them one phrase."""

from __future__ import annotations


class NotFetched(Exception):
    """A document that did not come, with the problem and a cure; the message is one line.

    Words of a server can reach both, so line breaks and control characters become spaces.

    >>> str(NotFetched("it answers 500\\x1b[31m", "try again later"))
    'it answers 500 [31m; try again later'
    """

    def __init__(self, problem: str, cure: str) -> None:
        super().__init__(problem, cure)
        self.problem = problem
        self.cure = cure

    def __str__(self) -> str:
        return f"{one_line(self.problem)}; {one_line(self.cure)}"


class Missing(NotFetched):
    """The service has no such document, in this format or at all."""


class Unfit(NotFetched):
    """An answer that cannot be used; another format may do."""


class Passing(NotFetched):
    """A fault that may pass; `wait` is how long the server asks to wait, in seconds."""

    def __init__(self, problem: str, cure: str, wait: float | None = None) -> None:
        super().__init__(problem, cure)
        self.wait = wait


def one_line(text: str, longest: int = 300) -> str:
    """The text with white space and whatever cannot be printed as single spaces, and not too long."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= longest else line[: longest - 1] + "…"
