"""A web page (.html) as lines: one for each paragraph, as a browser prints it.

A browser prints what the markup does not say in so many words: numbers of lists, marks of notes. It
does not print hidden text, scripts, what a revision deleted; and what a site puts around a document
(navigation, a page's foot) is none of it. Notes are put where they are called for. Pages that Word,
LibreOffice and pandoc write are read by the rules of all others, with what each marks up.
"""

from __future__ import annotations

from ...model import Reading
from .encoding import decode
from .events import parse
from .notes import arranged
from .story import Story
from .survey import Surveyor


def read_html(data: bytes, name: str, encoding: str | None = None) -> Reading:
    """The lines of a web page, each with its notes below it; `encoding` is what the catalogue says.

    Every line is a whole paragraph (`Line.wrapped` is set in preformatted text only); `Line.gap` is
    not set behind a mere line break. `number` counts paragraphs. Tables that only lay out the page
    give lines like any other text.

    Raises `UnreadableFile` for what is no web page, is in no known encoding, or passes a limit.

    >>> page = b'<ol start=57><li>See A/1/2.<sup><a href="#n">1</a></sup></ol><p id=n>1 As revised.'
    >>> for line in read_html(page, "a.html").lines:
    ...     print((line.label, line.text, line.note))
    ('57.', 'See A/1/2.', '')
    ('', 'As revised.', '1')
    """
    page = decode(data, name, encoding)
    surveyor = Surveyor(name)
    parse(page, surveyor, name)
    story = Story(surveyor.survey(), name)
    parse(page, story, name)
    lines, notices = arranged(story.lines, story.notes)
    return Reading(tuple(lines), tuple(notices))
