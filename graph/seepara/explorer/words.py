"""The words that the page shows for what is computed (``words.toml``): data, not code."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def words() -> Mapping[str, Any]:
    """The tables of ``words.toml``.

    >>> words()["relations"]["followsUp"]
    'follows up'
    """
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))
