"""The words of tables; all are data (``words.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from importlib.resources import files
from typing import Any

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TableWords:
    """The words and patterns of tables in one language; the fields are explained in words.toml."""

    language: str
    lists: Mapping[str, Any]
    columns: Words
    captions: Words
    adopted: Words
    made_by: Words
    status: Words
    targets: Words
    basis: Words
    verdicts: Words
    cited_by: Words
    notes: Words

    def listed(self, items: list[str]) -> str:
        """Items as in a sentence.

        >>> table_words().listed(["37", "50", "82"])
        '37, 50 and 82'
        """
        if len(items) < 2:
            return "".join(items)
        head = str(self.lists["separator"]).join(items[:-1])
        return f"{head}{self.lists['last']}{items[-1]}"


def table_words() -> TableWords:
    """The words that come with the program."""
    table = tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))
    return TableWords(**{field.name: table[field.name] for field in fields(TableWords)})
