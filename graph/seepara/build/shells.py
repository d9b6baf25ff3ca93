"""What stands around the data of the explorer, kept in the cache: it is the same for every corpus."""

from __future__ import annotations

from collections.abc import Iterator

from ..collecting.cache import Cache, digest

KIND = "shell"
"""The kind of entry whose body are the pieces of `explorer.shell`, one after the other."""


def kept_shell(cache: Cache, program: str, *, parted: bool) -> tuple[bytes, ...]:
    """The pieces around the data of a page, made where they are not kept."""
    entry = _entry(program, parted)
    known = cache.entry(entry, KIND)
    if known is None:
        from ..explorer.shell import shell

        pieces = shell(parted=parted)
        cache.write(entry, KIND, [len(piece) for piece in pieces], b"".join(pieces))
        return pieces
    lengths, body = known
    ends = [sum(lengths[: number + 1]) for number in range(len(lengths))]
    return tuple(body[end - length : end] for end, length in zip(ends, lengths, strict=True))


def shell_entries(program: str) -> Iterator[tuple[str, str]]:
    """The entries that a program may use."""
    return ((_entry(program, parted), KIND) for parted in (False, True))


def _entry(program: str, parted: bool) -> str:
    return digest("shell", program, str(parted))
