"""``scripts/docs``: copies docs/, writes the pages that are computed, has Sphinx make the site."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from sphinx.cmd.build import build_main

from . import accuracy, modules, pictures, vocabulary

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"


def main() -> None:
    """Build the site that the command line asks for."""
    parser = argparse.ArgumentParser(prog="scripts/docs", description="Build the documentation.")
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "site")
    parser.add_argument("--measure", action="store_true", help="measure the accuracy anew")
    arguments = parser.parse_args()
    shared = ROOT.parent / "shared"
    if arguments.measure:
        if not (shared / "gold").is_dir():
            parser.error(f"there is no gold at {shared}")
        accuracy.keep(shared, DOCS)
    with tempfile.TemporaryDirectory(prefix="seepara-docs-") as folder:
        pages = Path(folder, "pages")
        shutil.copytree(DOCS, pages)
        figures = accuracy.measured(shared) if (shared / "gold").is_dir() else None
        (pages / "accuracy-figures.md").write_text(accuracy.page(figures, DOCS), "utf-8")
        (pages / "vocabulary.md").write_text(vocabulary.page(ROOT / "ontology"), "utf-8")
        modules.write(ROOT / "graph" / "seepara", pages / "reference")
        pictures.write(ROOT / "data", pages / "pictures")
        trees = str(Path(folder, "trees"))
        options = ["-q", "-b", "html", "-d", trees]
        status = build_main([*options, str(pages), str(arguments.folder)])
    if status == 0:
        print(arguments.folder / "index.html")
    sys.exit(status)


if __name__ == "__main__":
    main()
