"""``scripts/benchmark NAME``: finds the benchmarks beside it, runs one, prints it, keeps its JSON."""

from __future__ import annotations

import argparse
import importlib
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

from ._measuring import say
from ._results import as_json, as_text


def benchmarks() -> dict[str, ModuleType]:
    """The benchmarks by name: the modules of this folder that do not begin with "_"."""
    names = [module.name for module in iter_modules([str(Path(__file__).parent)])]
    return {
        name: importlib.import_module(f".{name}", __package__)
        for name in sorted(names)
        if not name.startswith("_")
    }


def main() -> None:
    """Run the benchmark that the command line names."""
    parser = argparse.ArgumentParser(prog="scripts/benchmark", description="Measure the program.")
    names = parser.add_subparsers(dest="name", metavar="NAME", required=True)
    for name, module in benchmarks().items():
        about = (module.__doc__ or "").partition("\n")[0]
        one = names.add_parser(name, help=about, description=about)
        one.add_argument("--json", type=Path, metavar="FILE", help="keep the figures in this file")
        module.add_arguments(one)
        one.set_defaults(run=module.run)
    arguments = parser.parse_args()
    result = arguments.run(arguments)
    say()
    print(as_text(result))
    if arguments.json is not None:
        arguments.json.write_text(as_json(result), "utf-8")


if __name__ == "__main__":
    main()
