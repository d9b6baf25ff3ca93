"""A copy of a Word file with comments at its faults, for an editor who wants them in the margin.

`paragraphs` finds the paragraphs as the reader counts them, `phrases` the words of a fault in them,
`ranges` puts the marks around those, `package` writes the file. Nothing else in it is changed.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..check.findings import Finding
from .package import WordFile
from .ranges import Comment, mark

__all__ = ["Comment", "commented_copy"]

AUTHOR = "seepara"


def commented_copy(docx: bytes, findings: Iterable[Finding], name: str = "document.docx") -> bytes:
    """The file with a comment for each finding, at the words that it is about.

    A finding about a unit as such is marked at its paragraph, one in a note at the mark of the note,
    since Word has no comments in notes; one whose words are not found at the paragraph, and one whose
    paragraph is not found at the first. The same file and findings are the same bytes. Raises
    `UnreadableFile` for what is no Word file, or a damaged or oversized one; `name` stands in its
    message.

    >>> commented_copy(b"%PDF-1.7", (), "a.docx")
    Traceback (most recent call last):
    seepara.reading.errors.UnreadableFile: a.docx: it is a PDF, not a Word file; give it the ending .pdf
    """
    file = WordFile(docx, name)
    comments = []
    for number, finding in enumerate(findings, file.next_id):
        lines = [f"{finding.message} [{finding.rule}]"]
        if finding.cure:
            lines.append(finding.cure)
        comment = Comment(str(number), AUTHOR, tuple(lines))
        if mark(file, finding, comment):
            comments.append(comment)
    return file.written(comments)
