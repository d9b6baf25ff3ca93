"""``scripts/measure``: measures everything that has gold, and writes the one file of figures."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from . import references, versions

ROOT = Path(__file__).parents[2]
OUTPUT = ROOT / "ontology" / "measured.json"
ABOUT = "Written by scripts/measure, which compares what the program finds with what a careful reader found."


def main() -> None:
    """Measure and write; the figures are never typed."""
    parser = argparse.ArgumentParser(prog="scripts/measure", description="Measure the accuracy.")
    parser.add_argument("shared", nargs="?", type=Path, default=ROOT.parent / "shared")
    shared: Path = parser.parse_args().shared
    if not (shared / "gold").is_dir():
        parser.error(f"there is no gold at {shared}")
    figures = {
        "about": ABOUT,
        **references.measured(shared),
        "versions": versions.became(shared),
        "concordance": versions.concordance(shared),
    }
    OUTPUT.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    print(OUTPUT)


if __name__ == "__main__":
    main()
