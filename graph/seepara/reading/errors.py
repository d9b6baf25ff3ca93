"""The one error that every reader raises: what is wrong with which file, and what helps.

A reader never lets another exception out for what stands in a file, so that a caller needs to catch
this one only, and one unreadable file never stops a build.
"""

from __future__ import annotations


class UnreadableFile(Exception):
    """A file that cannot be read, with its name, the problem and a cure, each of them one phrase.

    The words of a file can reach all three, so line breaks and control characters become spaces:
    the message is one line, safe to print.

    >>> str(UnreadableFile("a.docx", "it is a spreadsheet", "save the text as .docx"))
    'a.docx: it is a spreadsheet; save the text as .docx'
    >>> str(UnreadableFile("a\\nb.docx", "it is empty", "fetch it again"))
    'a b.docx: it is empty; fetch it again'
    """

    def __init__(self, file: str, problem: str, cure: str) -> None:
        super().__init__(file, problem, cure)
        self.file = file
        self.problem = problem
        self.cure = cure

    def __str__(self) -> str:
        return f"{_one_line(self.file)}: {_one_line(self.problem)}; {_one_line(self.cure)}"


class SameDocument(UnreadableFile):
    """A file that was left unread because a better one of the same document was read."""


def _one_line(text: str) -> str:
    """The text with white space and whatever cannot be printed as single spaces."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
