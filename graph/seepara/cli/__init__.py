"""The command line: parse, call one function, print (design.md §4 is the contract).

Data goes to standard output, all else to standard error. Exit status 0 well, 1 for faults of
severity error (`check`), 2 for wrong use or unreadable input. Nothing heavy is imported before a
command needs it.
"""

from __future__ import annotations

import click

from .documents import build, check, refs
from .fetching import fetch
from .graph import EXPORTS, explore, export, query, show
from .lineage import compare, lineage
from .printing import cite, map_, table
from .serving import serve

__all__ = ["EXPORTS", "main"]


@click.group(
    commands=(
        build,
        refs,
        check,
        show,
        lineage,
        compare,
        map_,
        table,
        cite,
        query,
        export,
        explore,
        serve,
        fetch,
    ),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96},
)
@click.version_option(package_name="seepara")
def main() -> None:
    """The cross-references in United Nations documents, as a graph to walk, question and print.

    \b
    Examples:
      seepara build data                  read a folder, write build/ with graph and explorer
      seepara explore                     open the explorer
      seepara show "21(a)"                a paragraph, what it cites and what cites it
      seepara refs report.txt             the references found in a file
      seepara check report.docx           faults in the cross-references of a document
      seepara lineage 37                  where it came from, what became of it, and why
      seepara map "21(a)" -o map.svg      a citation map for print (also .pdf .png .dot .mmd .tex)
      seepara table not-read -o t.docx    a table for a report (also .csv .md .tex .html)
      seepara cite "21(a)"                how to cite a paragraph, in six styles
      seepara query most-cited            a ready query; seepara query --list shows them all
      seepara export graphml -o g.graphml the graph for another tool
      seepara serve                       SPARQL, documents and the explorer for colleagues
      seepara fetch A/RES/64/293          a document from the United Nations, by its symbol

    Shell completion: eval "$(_SEEPARA_COMPLETE=bash_source seepara)" (or zsh_source, fish_source).
    """
