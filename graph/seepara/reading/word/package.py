"""A Word file as what it is, a zip with XML in it: its parts, their relationships, its limits.

Everything is bounded while it streams, because a few hundred kilobytes can open to gigabytes. What
is no Word file is named for what it is, with what helps.
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO

from ..errors import UnreadableFile
from .xml import DOCTYPE, elements

MAX_PART_BYTES = 256 * 2**20
"""What the parts that are read may unpack to, all together."""
MAX_SIDE_PART_BYTES = 32 * 2**20
"""The same for a part that is kept in memory: styles, numbering, relationships, settings."""
MAX_RATIO = 200
"""How many times its packed size a part may unpack to; office documents stay below 20."""
RATIO_FROM_BYTES = 2**20
"""Below this size the ratio does not matter."""
MAX_PARTS = 10_000

# All that the standard library raises for a zip that is not as it should be.
_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
    NotImplementedError,
    struct.error,
)
_AGAIN = "fetch the file again, or open it in Word and save it as .docx"
_AS_DOCX = "open it in Word or LibreOffice and save it as .docx"
_NO_PASSWORD = "open it in Word and save it without a password"

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
# Files that come with the wrong name ending: how they begin, what they are.
_BEGINNINGS = (
    (b"%PDF", "it is a PDF, not a Word file", "give it the ending .pdf"),
    (b"{\\rtf", "it is rich text (RTF), not a .docx", _AS_DOCX),
    (b"<!doctype html", "it is a web page, not a Word file", "give it the ending .html"),
    (b"<html", "it is a web page, not a Word file", "give it the ending .html"),
    (b"<?xml", "it is bare XML, not a .docx", _AS_DOCX),
    (b"\x1f\x8b", "it is compressed with gzip, not a .docx", "unpack it first"),
)
# What the media type of a zip, or the folder of its main part, says about it.
_MEDIA_TYPES = (
    (b"opendocument.text", "it is an OpenDocument text (.odt)", _AS_DOCX),
    (b"opendocument", "it is an OpenDocument file that is no text", "save its text as .docx"),
    (b"epub", "it is an e-book (EPUB)", "save its text as .docx"),
)
_FOLDERS = (
    ("xl/", "it is an Excel workbook (.xlsx)", "save its text as .docx"),
    ("ppt/", "it is a PowerPoint presentation (.pptx)", "save its text as .docx"),
    ("visio/", "it is a Visio drawing", "save its text as .docx"),
)


@dataclass(frozen=True, slots=True)
class Relationship:
    """What a part refers to: `kind` is the last word of the type, `target` a part or an address."""

    kind: str
    target: str
    external: bool


class Package:
    """The parts of one Word file; opening it raises `UnreadableFile` for whatever is none.

    >>> try:
    ...     Package(b"%PDF-1.7", "a.docx")
    ... except UnreadableFile as error:
    ...     print(error)
    a.docx: it is a PDF, not a Word file; give it the ending .pdf
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._unpacked: dict[str, int] = {}
        _refuse_other_formats(data, name)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            infos = self._zip.infolist()
        except _ZIP_ERRORS as error:
            raise self.refusal("it is not a complete zip, so part of it is missing") from error
        if len(infos) > MAX_PARTS:
            raise self.refusal(f"it has {len(infos)} parts, more than {MAX_PARTS}")
        # Part names do not distinguish case (ECMA-376 part 2), and some writers use backslashes.
        self._parts = {
            _part_key(info.filename): info for info in infos if not info.filename.endswith("/")
        }
        self.main = self._find_main()

    def refusal(self, problem: str, cure: str = _AGAIN) -> UnreadableFile:
        """The error to raise for this file."""
        return UnreadableFile(self.name, problem, cure)

    def has(self, part: str) -> bool:
        """Whether there is a part of that name."""
        return _part_key(part) in self._parts

    def open(self, part: str, limit: int = MAX_PART_BYTES) -> PartStream:
        """A stream of the part, which stops at the limits; `part` must be there."""
        info = self._parts[_part_key(part)]
        if info.flag_bits & 0x1:
            raise self.refusal("it is protected with a password", _NO_PASSWORD)
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise self.refusal("it is compressed in a way that Word does not use")
        try:
            stream = self._zip.open(info)
        except _ZIP_ERRORS as error:
            raise self.refusal(f"its part {part} is damaged") from error
        return PartStream(self, part, stream, info.compress_size, limit)

    def relationships(self, part: str) -> Mapping[str, Relationship]:
        """What a part refers to, by id; targets inside the file are names of parts.

        A part without relationships, or whose relationships are not there, has none.
        """
        folder, base = posixpath.split(part)
        source = posixpath.join(folder, "_rels", base + ".rels")
        if not self.has(source):
            return {}
        found = {}
        for element in elements(self.open(source, MAX_SIDE_PART_BYTES), {"Relationship"}):
            target = element.get("Target") or ""
            external = element.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = (element.get("Type") or "").rpartition("/")[2]
            found[element.get("Id") or ""] = Relationship(kind, target, external)
        return found

    def part(self, relationships: Mapping[str, Relationship], kind: str) -> str | None:
        """The first part of a kind ("styles") that is really there."""
        for relationship in relationships.values():
            if relationship.kind == kind and not relationship.external:
                return relationship.target if self.has(relationship.target) else None
        return None

    def count(self, part: str, size: int) -> None:
        """Note how far a part has been unpacked; a part read twice counts once."""
        self._unpacked[part] = max(size, self._unpacked.get(part, 0))
        if sum(self._unpacked.values()) > MAX_PART_BYTES:
            raise self.refusal(f"it unpacks to more than {MAX_PART_BYTES >> 20} MB")

    def _find_main(self) -> str:
        """The part with the document's text, else the refusal that says what the file is."""
        main = self.part(self.relationships(""), "officeDocument") or "word/document.xml"
        parts = [main.lower()] if self.has(main) else list(self._parts)
        for folder, what, cure in _FOLDERS:
            if any(part.startswith(folder) for part in parts):
                raise self.refusal(f"{what}, not a Word file", cure)
        if not self.has(main):
            if self.has("mimetype"):
                media_type = self.open("mimetype", 2**20).read(200)
                for word, what, cure in _MEDIA_TYPES:
                    if word in media_type:
                        raise self.refusal(f"{what}, not a Word file", cure)
            raise self.refusal("it is a zip, but holds no Word document", "unpack it first")
        return main


class PartStream:
    """One part as it unpacks, with its limits; errors of the zip become `UnreadableFile`."""

    def __init__(
        self, package: Package, part: str, stream: IO[bytes], packed: int, limit: int
    ) -> None:
        self.package = package
        self.part = part
        self._stream = stream
        self._packed = packed
        self._limit = limit
        self._size = 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most `size` of them; nothing at the end."""
        amount = size if 0 <= size <= 2**16 else 2**16
        try:
            chunk = self._stream.read(amount)
        except _ZIP_ERRORS as error:
            raise self.refusal("is damaged or cut off") from error
        # The zeros are those of UTF-16. Seen here, no entity is ever read.
        if self._size == 0 and b"<!DOCTYPE" in chunk.replace(b"\0", b""):
            raise self.refusal(DOCTYPE)
        self._size += len(chunk)
        if self._size > self._limit:
            raise self.refusal(f"unpacks to more than {self._limit >> 20} MB")
        if self._size > max(RATIO_FROM_BYTES, MAX_RATIO * self._packed):
            raise self.refusal(f"unpacks to more than {MAX_RATIO} times its size")
        self.package.count(self.part, self._size)
        return chunk

    def refusal(self, problem: str) -> UnreadableFile:
        """The error to raise for this part."""
        return self.package.refusal(f"its part {self.part} {problem}")


def _part_key(part: str) -> str:
    return part.replace("\\", "/").lstrip("/").lower()


def _refuse_other_formats(data: bytes, name: str) -> None:
    """Raise for what is known by its first bytes; a zip passes."""
    if not data:
        raise UnreadableFile(name, "it is empty", "fetch the file again")
    start = re.sub(rb"^(?:\xef\xbb\xbf)?\s*", b"", data[:200])
    for beginning, problem, cure in _BEGINNINGS:
        if start[: len(beginning)].lower() == beginning.lower():
            raise UnreadableFile(name, problem, cure)
    if data.startswith(_OLE):
        # Names of streams stand in the directory of the container in UTF-16 (MS-CFB 2.6.1).
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise UnreadableFile(name, "it is protected with a password", _NO_PASSWORD)
        if "WordDocument".encode("utf-16-le") in data:
            raise UnreadableFile(name, "it is an old Word file (.doc), not a .docx", _AS_DOCX)
        raise UnreadableFile(name, "it is an old Office file, not a .docx", _AS_DOCX)
    if not data.startswith(b"PK"):
        raise UnreadableFile(
            name, "it is not a Word file", "give it the ending of what it is, .txt for plain text"
        )
