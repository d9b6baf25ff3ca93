"""The words and patterns of citations; all are data (``words.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class CitingWords:
    """Patterns by style, and those of warnings; explained in words.toml."""

    styles: Mapping[str, Mapping[str, Any]]
    warnings: Mapping[str, str]


def citing_words() -> CitingWords:
    """The words that come with the program.

    >>> citing_words().styles["bluebook"]["pinpoints"]["para."]
    '¶'
    """
    table = tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))
    return CitingWords(
        {name: rows for name, rows in table.items() if name != "warnings"}, table["warnings"]
    )
