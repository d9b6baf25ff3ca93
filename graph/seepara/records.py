"""Records: frozen dataclasses to JSON and back, so that what was read once need not be read again.

The types say how: nested dataclasses, tuples of one type, enums, mappings, plain values, and
``None`` beside any of them. A field that has its default is left out. What comes back is checked
against the types, since a record may come from a file that anyone could have written.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from .model import ResolvedDocument

RECORDS = "records.jsonl"
"""The file of a build that holds its records."""

T = TypeVar("T")
Decoder = Callable[[Any], Any]

_PLAIN = frozenset({str, int, bool, types.NoneType})


def to_record(value: Any) -> Any:
    """A value as JSON can hold it.

    >>> from .model import Mark
    >>> to_record((Mark(3, "1"),))
    [{'offset': 3, 'note': '1'}]
    """
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is tuple:
        return [to_record(item) for item in value]
    if is_dataclass(kind):
        return {
            name: held if type(held) in _PLAIN else to_record(held)
            for name, default in _fields(cast(Hashable, kind))
            if (held := getattr(value, name)) is not default and held != default
        }
    if isinstance(value, Mapping):
        return {key: to_record(item) for key, item in value.items()}
    return str(value) if isinstance(value, StrEnum) else value


def from_record(kind: type[T], record: Any) -> T:
    """The value of a record; raises `TypeError`, `KeyError` or `ValueError` where it is none.

    >>> from .model import Mark
    >>> from_record(Mark, {"offset": 3, "note": "1"})
    Mark(offset=3, note='1')
    >>> from_record(Mark, {"offset": "3", "note": "1"})
    Traceback (most recent call last):
    TypeError: '3' is no int
    """
    made: T = _decoder(cast(Hashable, kind))(record)
    return made


def as_json(value: Any) -> str:
    """The record of a value as one line of JSON, without a line break at its end."""
    return json.dumps(to_record(value), ensure_ascii=False, separators=(",", ":"))


def write_records(documents: Iterable[ResolvedDocument], path: Path) -> None:
    """One document a line."""
    with path.open("w", encoding="utf-8", errors="surrogatepass", newline="\n") as stream:
        for resolved in documents:
            stream.write(as_json(resolved) + "\n")


def read_records(path: Path) -> Iterator[ResolvedDocument]:
    """The documents of a file of records; raises `OSError` where it cannot be read."""
    with path.open(encoding="utf-8", errors="surrogatepass", newline="\n") as stream:
        for line in stream:
            yield from_record(ResolvedDocument, json.loads(line))


@cache
def _fields(kind: Any) -> tuple[tuple[str, Any], ...]:
    return tuple((one.name, one.default) for one in fields(kind))


@cache
def _decoder(kind: Any) -> Decoder:
    """What makes a value of a type from its record, put together once for each type."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _or_none(_decoder(next(a for a in get_args(kind) if a is not types.NoneType)))
    if origin is tuple:
        return _each(_decoder(get_args(kind)[0]))
    if origin is not None and issubclass(origin, Mapping):
        return _table(_decoder(get_args(kind)[1]))
    if is_dataclass(kind):
        return _dataclass(kind)
    if issubclass(kind, StrEnum):
        return _member(kind)
    return _plain(kind)


def _or_none(decode: Decoder) -> Decoder:
    return lambda record: None if record is None else decode(record)


def _each(decode: Decoder) -> Decoder:
    def decode_each(record: Any) -> tuple[Any, ...]:
        if type(record) is not list:
            raise TypeError(f"{record!r} is no list")
        return tuple([decode(item) for item in record])

    return decode_each


def _table(decode: Decoder) -> Decoder:
    def decode_table(record: Any) -> dict[str, Any]:
        if type(record) is not dict:
            raise TypeError(f"{record!r} is no table")
        return {key: decode(item) for key, item in record.items()}

    return decode_table


def _dataclass(kind: Any) -> Decoder:
    hints = get_type_hints(kind)
    decoders = {one.name: _decoder(hints[one.name]) for one in fields(kind)}

    def decode_fields(record: Any) -> Any:
        if type(record) is not dict:
            raise TypeError(f"a record of {kind.__name__} must be a table of fields")
        return kind(**{name: decoders[name](value) for name, value in record.items()})

    return decode_fields


def _member(kind: type[StrEnum]) -> Decoder:
    members = {str(member): member for member in kind}
    return lambda record: members[record] if record in members else kind(record)


def _plain(kind: type) -> Decoder:
    def decode_plain(record: Any) -> Any:
        if type(record) is not kind:
            raise TypeError(f"{record!r} is no {kind.__name__}")
        return record

    return decode_plain
