"""``scripts/docs``: copies docs/, writes the pages that are computed, has Sphinx make the site."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from sphinx.cmd.build import build_main

from seepara.rdf.ontology_page import ontology_terms

from . import accuracy, modules, pictures

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"


def main() -> None:
    """Build the site that the command line asks for."""
    parser = argparse.ArgumentParser(prog="scripts/docs", description="Build the documentation.")
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "site")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="seepara-docs-") as folder:
        pages = Path(folder, "pages")
        shutil.copytree(DOCS, pages)
        (pages / "accuracy-figures.md").write_text(accuracy.page(ROOT / "ontology"), "utf-8")
        (pages / "vocabulary-terms.html").write_text(ontology_terms(), "utf-8")
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
