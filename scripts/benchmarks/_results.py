"""What a benchmark came to: tables for people, the same figures as JSON, the machine in general
words."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Value = str | float | int | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: the key of its values in a row, its heading, and how they are printed."""

    key: str
    heading: str
    form: str = ""

    def shown(self, value: Value) -> str:
        """A value as the table prints it.

        >>> Column("speed", "MB/s", ".1f").shown(4.25), Column("speed", "MB/s", ".1f").shown(None)
        ('4.2', '–')
        """
        return "–" if value is None else format(value, self.form)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a title. A row may hold more than the columns show: JSON has all of it."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Value], ...]


@dataclass(frozen=True, slots=True)
class Result:
    """A benchmark's name, what was measured in which way, and the tables."""

    name: str
    about: tuple[str, ...]
    tables: tuple[Table, ...]


def machine() -> dict[str, Value]:
    """The machine without anything that would tell it from another of its kind."""
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return {
        "cores": os.cpu_count(),
        "memory_gib": round(pages / 2**30),
        "system": platform.system(),
        "architecture": platform.machine(),
        "python": f"{platform.python_implementation()} {platform.python_version()}",
    }


def as_text(result: Result) -> str:
    """The result as a page of text."""
    here = machine()
    lines = [
        f"{here['cores']} cores, {here['memory_gib']} GiB, {here['system']} "
        f"{here['architecture']}, {here['python']}",
        *result.about,
    ]
    for table in result.tables:
        lines += ["", table.title, *_grid(table)]
    return "\n".join(lines)


def as_json(result: Result) -> str:
    """The result as JSON: machine, what was measured, and the rows of each table by its key."""
    whole = {
        "benchmark": result.name,
        "machine": machine(),
        "about": result.about,
        **{table.key: table.rows for table in result.tables},
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _grid(table: Table) -> list[str]:
    """The first column to the left, the others, which are figures, to the right."""
    cells: list[Sequence[str]] = [[column.heading for column in table.columns]]
    cells += [[c.shown(row.get(c.key)) for c in table.columns] for row in table.rows]
    widths = [max(len(row[place]) for row in cells) for place in range(len(table.columns))]
    return [
        "  ".join(
            [row[0].ljust(widths[0])]
            + [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        ).rstrip()
        for row in cells
    ]
