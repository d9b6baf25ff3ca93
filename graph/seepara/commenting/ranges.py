"""The marks around the words of a finding: where its comment begins and ends."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..check.findings import Finding
from .paragraphs import local, printed
from .phrases import MOST_PARAGRAPHS, Letters, letters

if TYPE_CHECKING:
    from lxml.etree import _Element

    from .package import WordFile

_NOTE = "fn"
"""How the paths of notes begin (`seepara.keys`)."""
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: its number in the file, who says it, and its paragraphs."""

    number: str
    author: str
    lines: tuple[str, ...]

    def element(self, space: str) -> _Element:
        """The comment itself; it has no date, so that the same file is the same bytes."""
        from lxml import etree

        def name(local_name: str) -> str:
            return f"{{{space}}}{local_name}"

        made = etree.Element(
            name("comment"),
            {name("id"): self.number, name("author"): self.author, name("initials"): "s"},
            nsmap={"w": space},
        )
        for line in self.lines:
            run = etree.SubElement(etree.SubElement(made, name("p")), name("r"))
            text = etree.SubElement(run, name("t"), {_SPACE: "preserve"})
            text.text = "".join(c if c.isprintable() else " " for c in line)
        return made


def mark(file: WordFile, finding: Finding, comment: Comment) -> bool:
    """Put the marks of a comment where the finding is, else at the first paragraph; False where
    there is none."""
    paragraphs = file.paragraphs
    if not paragraphs:
        return False
    first = finding.line - 1
    if finding.unit.rpartition("/")[2].startswith(_NOTE):
        reference = _note_reference(file, finding)
        if reference is not None:
            _around(reference, reference, comment, file.space)
            return True
        first = -1
    if not 0 <= first < len(paragraphs):
        return _mark_whole(paragraphs[0], comment, file.space)
    if finding.end > finding.start and _mark_words(file, finding, comment, first):
        return True
    return _mark_whole(paragraphs[first], comment, file.space)


def _mark_words(file: WordFile, finding: Finding, comment: Comment, first: int) -> bool:
    """Mark the words of a finding in the paragraph of its unit, or in one that goes on with it."""
    start = finding.start
    for paragraph in file.paragraphs[first : first + MOST_PARAGRAPHS]:
        known = letters(paragraph)
        found = known.find(finding.text, max(start, 0))
        if found is not None and _mark_range(known, *found, comment, file.space):
            return True
        start -= len(known.text) + 1
    return False


def _mark_range(known: Letters, start: int, end: int, comment: Comment, space: str) -> bool:
    """Mark the letters from `start` to `end`, as far as text elements have them."""
    places = [place for place in known.places[start:end] if place is not None]
    if not places:
        return False
    last_element, last = places[-1]
    first_element, first = places[0]
    # the end first: what is before it keeps its place
    before_end, _ = _split(last_element, last + 1)
    first_run = first_element.getparent()
    _, after_start = _split(first_element, first)
    if before_end is None or after_start is None:
        return False
    if before_end is first_run:
        before_end = after_start  # one run, which has been cut in two
    _around(after_start, before_end, comment, space)
    return True


def _split(element: _Element, at: int) -> tuple[_Element | None, _Element | None]:
    """Cut the run of a text element at a place in its text: the runs before and after it.

    Where the place is at the end of the run, the run after is None; at its beginning, the run
    before.
    """
    run = element.getparent()
    if run is None or local(run) != "r":
        return None, None
    text = element.text or ""
    children = [one for one in run if local(one) != "rPr"]
    index = children.index(element)
    if at <= 0 and index == 0:
        return None, run
    if at >= len(text) and index == len(children) - 1:
        return run, None
    after = copy.deepcopy(run)
    tail, after.tail = after.tail, None
    twins = [one for one in after if local(one) != "rPr"]
    for twin in twins[: index if at < len(text) else index + 1]:
        after.remove(twin)
    if 0 < at < len(text):
        twins[index].text = text[at:]
        twins[index].set(_SPACE, "preserve")
        element.text = text[:at]
        element.set(_SPACE, "preserve")
    for one in children[index + 1 if at > 0 else index :]:
        run.remove(one)
    run.addnext(after)
    after.tail, run.tail = tail, None
    return run, after


def _around(first: _Element, last: _Element, comment: Comment, space: str) -> None:
    """Put the marks before one run and behind another, and the reference behind them."""
    from lxml import etree

    def made(name: str) -> _Element:
        return etree.Element(f"{{{space}}}{name}", {f"{{{space}}}id": comment.number})

    first.addprevious(made("commentRangeStart"))
    end = made("commentRangeEnd")
    last.addnext(end)
    run = etree.Element(f"{{{space}}}r")
    run.append(made("commentReference"))
    end.addnext(run)


def _mark_whole(paragraph: _Element, comment: Comment, space: str) -> bool:
    """Mark all runs of a paragraph; of one without any, its end."""
    from lxml import etree

    own = [one for one in paragraph if local(one) not in ("pPr",)]
    if not own:
        own = [etree.SubElement(paragraph, f"{{{space}}}r")]
    _around(own[0], own[-1], comment, space)
    return True


def _note_reference(file: WordFile, finding: Finding) -> _Element | None:
    """The run in the text that carries the mark of the note in which a finding is."""
    for kind, paragraphs in file.notes:
        place = finding.line - 1
        if not 0 <= place < len(paragraphs):
            continue
        candidates = paragraphs[place : place + MOST_PARAGRAPHS]
        holder = next(
            (p for p in candidates if not finding.text or letters(p).find(finding.text, 0)), None
        )
        if holder is None:
            continue
        note = next((a for a in holder.iterancestors() if local(a) == kind), None)
        number = note.get(f"{{{file.space}}}id") if note is not None else None
        for paragraph in file.paragraphs:
            for element in printed(paragraph):
                is_reference = local(element) == f"{kind}Reference"
                if is_reference and element.get(f"{{{file.space}}}id") == number:
                    return element.getparent()
    return None
