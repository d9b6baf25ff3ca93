"""Reference pages from docstrings: one for each module or package at the top of the library."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

_LEFT_OUT = ("cli", "library")
"""They have pages of their own."""


def write(package: Path, folder: Path) -> None:
    """Write an index and the pages of a package into a new folder."""
    folder.mkdir()
    names = sorted(
        {path.stem for path in package.iterdir() if _is_module(path)} - {*_LEFT_OUT, "__init__"}
    )
    for name in names:
        lines = [f"# seepara.{name}", ""]
        for module in _modules(package, name):
            if module != f"seepara.{name}":
                lines += [f"## {module}", ""]
            lines += [
                "```{eval-rst}",
                f".. automodule:: {module}",
                "   :members:",
                "   :ignore-module-all:",
                "```",
                "",
            ]
        (folder / f"{name}.md").write_text("\n".join(lines), "utf-8")
    index = ["# Modules", "", "```{toctree}", ":maxdepth: 1", "", *names, "```", ""]
    (folder / "index.md").write_text("\n".join(index), "utf-8")


def _is_module(path: Path) -> bool:
    return path.suffix == ".py" or (path / "__init__.py").exists()


def _modules(package: Path, name: str) -> Iterator[str]:
    """A module, or a package with all that is in it."""
    yield f"seepara.{name}"
    for path in sorted((package / name).rglob("*.py")):
        parts = path.relative_to(package).with_suffix("").parts
        if parts[-1] != "__init__":
            yield ".".join(("seepara", *parts))
        elif len(parts) > 2:
            yield ".".join(("seepara", *parts[:-1]))
