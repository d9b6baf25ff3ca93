"""Fields of a Word file: instructions that are not printed, and results that are."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_WORD = re.compile(r'"([^"]*)"|(\S+)')
_SWITCHES_WITH_A_WORD = ("\\l", "\\o", "\\t")


@dataclass(slots=True)
class _Field:
    instruction: list[str] = field(default_factory=list)
    silent: bool = True
    url: str = ""


class Fields:
    """The fields that are open at a place; fields lie within each other's instruction or result.

    >>> fields = Fields()
    >>> fields.begin()
    >>> fields.add_instruction(' HYPERLINK "https://example.org/1" ')
    >>> fields.is_silent, fields.url
    (True, '')
    >>> fields.separate()
    >>> fields.is_silent, fields.url
    (False, 'https://example.org/1')
    """

    def __init__(self) -> None:
        self._open: list[_Field] = []

    @property
    def is_silent(self) -> bool:
        """Whether what comes now belongs to an instruction."""
        return bool(self._open) and self._open[-1].silent

    @property
    def url(self) -> str:
        """The address to which what comes now is linked."""
        return self._open[-1].url if self._open else ""

    def begin(self) -> None:
        """A field begins, with its instruction."""
        self._open.append(_Field())

    def add_instruction(self, text: str) -> None:
        """A piece of the instruction."""
        if self._open:
            self._open[-1].instruction.append(text)

    def separate(self) -> None:
        """The instruction ends and the result begins; it is silent within another instruction."""
        if not self._open:
            return
        inner = self._open[-1]
        outer = self._open[-2] if len(self._open) > 1 else _Field(silent=False)
        inner.silent = outer.silent
        inner.url = linked_address("".join(inner.instruction)) or outer.url

    def end(self) -> None:
        """The field ends; an end without a beginning is nothing."""
        if self._open:
            self._open.pop()

    def clear(self) -> None:
        """Forget all that is open, so that nothing stays silent for want of an end."""
        self._open.clear()


def linked_address(instruction: str) -> str:
    r"""The address of a HYPERLINK field; empty for other fields and for links within the file.

    >>> linked_address(' HYPERLINK "https://example.org/1" \\l "part" \\o "a tip" ')
    'https://example.org/1#part'
    >>> linked_address(' HYPERLINK \\l "_Toc1" '), linked_address(" PAGE ")
    ('', '')
    """
    words = [quoted or bare for quoted, bare in _WORD.findall(instruction)]
    if not words or words[0].upper() != "HYPERLINK":
        return ""
    address = anchor = switch = ""
    for word in words[1:]:
        if switch:
            anchor, switch = (word if switch == "\\l" else anchor), ""
        elif word in _SWITCHES_WITH_A_WORD:
            switch = word
        elif not word.startswith("\\") and not address:
            address = word.replace("\\\\", "\\")
    return f"{address}#{anchor}" if address and anchor else address
