"""The text that benchmarks read: the full documents beside the checkout, else those in ``data``."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
_FOLDERS = {"../shared/corpus": _ROOT.parent / "shared" / "corpus", "data": _ROOT / "data"}
_BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True)
class Texts:
    """The ``.txt`` files of a folder and those below it, in the order of their paths."""

    folder: str
    files: tuple[tuple[str, bytes], ...]

    @property
    def size(self) -> int:
        """Bytes."""
        return sum(len(data) for _, data in self.files)

    def times(self, megabytes: float) -> int:
        """How often the files must be read to read so many MB: at least once, always as a whole."""
        return max(1, math.ceil(megabytes * 1e6 / self.size))


@cache
def texts() -> Texts:
    """The texts to measure with; raises `SystemExit` where there are none."""
    for name, folder in _FOLDERS.items():
        paths = sorted(path for path in folder.rglob("*.txt") if path.is_file())
        if paths:
            files = ((p.relative_to(folder).as_posix(), p.read_bytes()) for p in paths)
            return Texts(name, tuple(files))
    raise SystemExit(f"scripts/benchmark: there is no .txt file in {' or '.join(_FOLDERS)}")


def repeated(parts: list[str], times: int) -> str:
    """The parts with a blank line behind each, over and over, as one text."""
    return "".join(part + _BETWEEN for part in parts) * times


def megabytes(text: str) -> float:
    """The size of a text in MB of UTF-8."""
    return len(text.encode()) / 1e6
