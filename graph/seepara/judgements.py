"""What users say of the links of a collection, from its catalogues: kept with a build, so that
whatever asks for lineage later has it.

A build's folder has it as one JSON file; the catalogues themselves may be gone by then.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .catalogue import Between, Catalogue, Correction
from .records import from_record, to_record

NAME = "judgements.json"


@dataclass(frozen=True, slots=True)
class Judgements:
    """Links that users accept, reject or add, and documents known to stand between two others."""

    corrections: tuple[Correction, ...] = ()
    between: tuple[Between, ...] = ()

    @classmethod
    def of(cls, catalogues: Iterable[Catalogue]) -> Judgements:
        """All that some catalogues say, each catalogue once, in their order.

        >>> from .catalogue import Between, Catalogue
        >>> c = Catalogue(Path("data"), between=(Between("draft.txt", "report.txt"),))
        >>> Judgements.of([c, c]).between
        (Between(after='draft.txt', before='report.txt', symbol='', title=''),)
        """
        known = {id(catalogue): catalogue for catalogue in catalogues}.values()
        return cls(
            tuple(dict.fromkeys(one for catalogue in known for one in catalogue.corrections)),
            tuple(dict.fromkeys(one for catalogue in known for one in catalogue.between)),
        )

    def write(self, folder: Path) -> None:
        """Keep them in the folder of a build."""
        record = {"corrections": to_record(self.corrections), "between": to_record(self.between)}
        text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
        (folder / NAME).write_text(text, "utf-8", "surrogatepass", newline="\n")


def judgements_in(folder: Path) -> Judgements:
    """What a build keeps of them; none where it has no such file.

    Raises `ValueError`, `TypeError` or `KeyError` where the file is another version's.
    """
    path = folder / NAME
    if not path.exists():
        return Judgements()
    record: Any = json.loads(path.read_text("utf-8", "surrogatepass"))
    return Judgements(
        tuple(from_record(Correction, row) for row in record["corrections"]),
        tuple(from_record(Between, row) for row in record["between"]),
    )
