"""A Word file taken apart, so that comments can be put in, and written again."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from ..reading.word.package import Package
from .paragraphs import paragraphs

if TYPE_CHECKING:
    from lxml.etree import _Element

    from .ranges import Comment

MAX_MAIN_BYTES = 64 * 2**20
"""What the text of a file may unpack to; it is held in memory, several times as large."""

_TYPES = "[Content_Types].xml"
_TYPES_SPACE = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_ENDINGS = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
}
_WHEN = (1980, 1, 1, 0, 0, 0)
# The namespaces of transitional and of strict files, with those of their relationships.
_TRANSITIONAL = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
)
_STRICT = (
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)


class WordFile:
    """The parts of a Word file, of which the text, its notes and its comments are parsed."""

    def __init__(self, data: bytes, name: str) -> None:
        self._data = data
        self._package = Package(data, name)
        self.main = self._package.main
        self.root = self._parsed(self.main)
        self.space = self.root.tag[1:].partition("}")[0]
        relationships = self._package.relationships(self.main)
        self._comments_part = self._package.part(relationships, "comments")
        self.comments = self._parsed(self._comments_part) if self._comments_part else None
        self._notes = {
            kind: part
            for kind in ("footnote", "endnote")
            if (part := self._package.part(relationships, f"{kind}s"))
        }

    @cached_property
    def paragraphs(self) -> Sequence[_Element]:
        """The paragraphs of the text, as `Line.number` counts them from 1."""
        return list(paragraphs(self.root))

    @cached_property
    def notes(self) -> Sequence[tuple[str, Sequence[_Element]]]:
        """For each kind of notes, its name and the paragraphs of its part."""
        return [(kind, list(paragraphs(self._parsed(part)))) for kind, part in self._notes.items()]

    @property
    def next_id(self) -> int:
        """The first number that no comment has."""
        if self.comments is None:
            return 0
        known = [one.get(f"{{{self.space}}}id") or "" for one in self.comments]
        return max((int(n) for n in known if n.isdecimal() and len(n) < 10), default=-1) + 1

    def written(self, comments: Sequence[Comment]) -> bytes:
        """The file with the comments; without any, as it was."""
        if not comments:
            return self._data
        changed = {self.main: _serialised(self.root)}
        part = self._comments_part or self._free_name()
        changed[part] = _serialised(self._with(comments))
        if self._comments_part is None:
            changed |= self._announced(part)
        return self._zipped(changed)

    def _with(self, comments: Sequence[Comment]) -> _Element:
        """The comments part with these comments in it."""
        from lxml import etree

        root = self.comments
        if root is None:
            root = etree.Element(f"{{{self.space}}}comments", nsmap={"w": self.space})
        for comment in comments:
            root.append(comment.element(self.space))
        return root

    def _announced(self, part: str) -> dict[str, bytes]:
        """What says that there are comments: the types of parts, the relationships of the text."""
        from lxml import etree

        types = self._parsed(_TYPES) if self._package.has(_TYPES) else self._new_types()
        etree.SubElement(
            types, f"{{{_TYPES_SPACE}}}Override", PartName=f"/{part}", ContentType=_COMMENTS_TYPE
        )
        folder, base = posixpath.split(self.main)
        source = posixpath.join(folder, "_rels", f"{base}.rels")
        if self._package.has(source):
            links = self._parsed(source)
        else:
            links = etree.Element(f"{{{_RELATIONSHIPS}}}Relationships")
        known = {one.get("Id") for one in links}
        number = next(n for n in range(1, len(known) + 2) if f"rIdSeepara{n}" not in known)
        _, office = _STRICT if self.space == _STRICT[0] else _TRANSITIONAL
        etree.SubElement(
            links,
            f"{{{_RELATIONSHIPS}}}Relationship",
            Id=f"rIdSeepara{number}",
            Type=f"{office}/comments",
            Target=posixpath.relpath(part, folder or "."),
        )
        return {_TYPES: _serialised(types), source: _serialised(links)}

    def _new_types(self) -> _Element:
        """The types of parts, for a file without any: read all the same, but not by Word."""
        from lxml import etree

        types = etree.Element(f"{{{_TYPES_SPACE}}}Types")
        for ending, kind in _ENDINGS.items():
            etree.SubElement(
                types, f"{{{_TYPES_SPACE}}}Default", Extension=ending, ContentType=kind
            )
        main = _COMMENTS_TYPE.replace(".comments+", ".document.main+")
        etree.SubElement(
            types, f"{{{_TYPES_SPACE}}}Override", PartName=f"/{self.main}", ContentType=main
        )
        return types

    def _free_name(self) -> str:
        """A name for the comments that no part has."""
        folder = posixpath.dirname(self.main)
        names = (posixpath.join(folder, f"comments{n or ''}.xml") for n in range(10**6))
        return next(name for name in names if not self._package.has(name))

    def _parsed(self, part: str) -> _Element:
        """A part as a tree; raises `UnreadableFile` where it is not plain good XML."""
        from lxml import etree

        if not self._package.has(part):
            raise self._package.refusal(f"its part {part} is missing")
        parser = etree.XMLParser(
            resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False
        )
        try:
            return etree.fromstring(self._bytes(part, MAX_MAIN_BYTES), parser)
        except etree.XMLSyntaxError as error:
            raise self._package.refusal(f"its part {part} is not sound XML") from error

    def _bytes(self, part: str, limit: int | None = None) -> bytes:
        stream = self._package.open(part, limit) if limit else self._package.open(part)
        pieces = []
        while piece := stream.read():
            pieces.append(piece)
        return b"".join(pieces)

    def _zipped(self, changed: dict[str, bytes]) -> bytes:
        """The file again: its parts in their order, what is changed in its place, what is new last."""
        left = {_key(name): (name, content) for name, content in changed.items()}
        stream = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(self._data)) as old,
            zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            for info in old.infolist():
                if info.is_dir():
                    continue
                _, content = left.pop(_key(info.filename), ("", None))
                if content is None:
                    content = self._bytes(info.filename)
                new.writestr(_entry(info.filename, info.date_time), content)
            for name, content in left.values():
                new.writestr(_entry(name, _WHEN), content)
        return stream.getvalue()


def _entry(name: str, when: tuple[int, int, int, int, int, int]) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, max(when, _WHEN))
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    return info


def _key(part: str) -> str:
    """Part names do not distinguish case (ECMA-376 part 2)."""
    return part.replace("\\", "/").lstrip("/").lower()


def _serialised(root: _Element) -> bytes:
    from lxml import etree

    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
