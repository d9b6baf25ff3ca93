"""The pictures of the documentation: maps of ``data``, drawn when the site is built."""

from __future__ import annotations

from pathlib import Path

import seepara

PICTURES = {
    "around.svg": ("21(a)",),
    "changes.svg": ("Draft report 2010", "Chair's report 2010"),
}


def write(data: Path, folder: Path) -> None:
    """Draw them into a new folder."""
    folder.mkdir()
    corpus = seepara.read(data)
    for name, keys in PICTURES.items():
        corpus.map(*keys).save(folder / name)
