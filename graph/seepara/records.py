"""Records: frozen dataclasses to JSON and back, so that what was read once need not be read again.

The types say how: nested dataclasses, tuples of one type, enums, mappings, plain values, and
``None`` beside any of them. A field that has its default is left out.
"""

from __future__ import annotations

import json
import types
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from .model import ResolvedDocument

T = TypeVar("T")


def to_record(value: Any) -> Any:
    """A value as JSON can hold it.

    >>> from .model import Mark
    >>> to_record((Mark(3, "1"),))
    [{'offset': 3, 'note': '1'}]
    """
    if is_dataclass(value) and not isinstance(value, type):
        return {
            f.name: to_record(getattr(value, f.name))
            for f in fields(value)
            if f.default is MISSING or getattr(value, f.name) != f.default
        }
    if isinstance(value, tuple):
        return [to_record(item) for item in value]
    if isinstance(value, Mapping):
        return {key: to_record(item) for key, item in value.items()}
    return str(value) if isinstance(value, StrEnum) else value


def from_record(kind: type[T], record: Any) -> T:
    """The value of a record; raises `TypeError`, `KeyError` or `ValueError` where it is none.

    >>> from .model import Mark
    >>> from_record(Mark, {"offset": 3, "note": "1"})
    Mark(offset=3, note='1')
    """
    if not isinstance(record, Mapping):
        raise TypeError(f"a record of {kind.__name__} must be a table of fields")
    hints = _hints(cast(Hashable, kind))
    made: T = kind(**{name: _value(hints[name], value) for name, value in record.items()})
    return made


def write_records(documents: Iterable[ResolvedDocument], path: Path) -> None:
    """One document a line."""
    with path.open("w", encoding="utf-8", errors="surrogatepass", newline="\n") as stream:
        for resolved in documents:
            stream.write(
                json.dumps(to_record(resolved), ensure_ascii=False, separators=(",", ":")) + "\n"
            )


def read_records(path: Path) -> Iterator[ResolvedDocument]:
    """The documents of a file of records; raises `OSError` where it cannot be read."""
    with path.open(encoding="utf-8", errors="surrogatepass", newline="\n") as stream:
        for line in stream:
            yield from_record(ResolvedDocument, json.loads(line))


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _value(kind: Any, value: Any) -> Any:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        if value is None:
            return None
        return _value(next(a for a in get_args(kind) if a is not type(None)), value)
    if origin is tuple:
        return tuple(_value(get_args(kind)[0], item) for item in value)
    if origin is not None and issubclass(origin, Mapping):
        return {key: _value(get_args(kind)[1], item) for key, item in value.items()}
    if is_dataclass(kind):
        return from_record(kind, value)  # type: ignore[arg-type]
    return kind(value) if issubclass(kind, StrEnum) else value
