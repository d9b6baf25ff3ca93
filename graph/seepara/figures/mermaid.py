"""A map as Mermaid, for pages that draw it from text: nodes by column, words on the lines.

Mermaid places things itself and has no key, so each line says what it stands for.
"""

from __future__ import annotations

from collections.abc import Iterable

from .captions import number_on, state_of
from .model import Figure, FigureLink, FigureNode
from .styles import LINES, arrow

# Characters that begin or end something in a Mermaid text, or are Markdown there.
_SPECIAL = frozenset("\"#;&<>`*_{}[]()|\\/$%'~^")
_BREAK = "<br/>"

# Shapes of Mermaid by kind: what stands before and behind the quoted label.
_SHAPES = {
    "recommendation": ("[", "]"),
    "paragraph": ("(", ")"),
    "section": ("[[", "]]"),
    "footnote": ("([", "])"),
    "document": ("[/", "/]"),
    "decision": ("{{", "}}"),
    "resolution": ("[\\", "\\]"),
    "treaty": ("[(", ")]"),
    "publication": ("[/", "\\]"),
    "meeting": ("([", "])"),
}
_STATES = {
    "focus": "stroke-width:3px",
    "unread": "stroke-dasharray:4 3",
    "missing": "stroke-dasharray:1 2",
}


def mermaid(figure: Figure) -> str:
    """The map as a Mermaid flow chart.

    >>> print(mermaid(Figure("A & B", (), (), (), ())), end="")
    ---
    title: "A & B"
    ---
    flowchart LR
      accTitle: A and B
      accDescr: A and B
    """
    names = {node.key: f"n{number + 1}" for number, node in enumerate(figure.nodes)}
    lines = ["---", f"title: {_yaml(figure.title)}", "---", "flowchart LR"]
    # one without words would take the next line for its own
    for name, text in (("accTitle", figure.title), ("accDescr", figure.description)):
        if said := _spoken(text or figure.title):
            lines.append(f"  {name}: {said}")
    rows = {row.key: row.label for row in figure.rows}
    for number, column in enumerate(figure.columns):
        lines.append(f'  subgraph c{number + 1}["{escaped(column.label)}"]')
        lines.append("    direction TB")
        lines += [
            f"    {names[node.key]}{_shape(node, rows.get(node.row, ''))}"
            for node in figure.nodes
            if node.column == column.key
        ]
        lines.append("  end")
    captions = dict(figure.captions)
    for link in figure.links:
        lines.append(f"  {names[link.source]} {_line(link, captions)} {names[link.target]}")
    for number, link in enumerate(figure.links):
        lines.append(f"  linkStyle {number} {_link_style(link)}")
    for state, style in _STATES.items():
        of_state = [names[node.key] for node in figure.nodes if state_of(node) == state]
        if of_state:
            lines.append(f"  classDef {state} {style}")
            lines.append(f"  class {','.join(of_state)} {state}")
    if figure.note:
        lines.append(f'  note["{_BREAK.join(map(escaped, figure.note))}"]')
        lines.append("  style note fill:none,stroke:none,text-align:left")
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """A text in a quoted label, which may not be empty: what could be anything else is written by its
    number.

    >>> escaped('"a" <b> #1')
    '#34;a#34; #60;b#62; #35;1'
    """
    made = "".join(
        f"#{ord(c)};" if c in _SPECIAL else c if c.isprintable() or c == "\u200d" else " "
        for c in text
    )
    return made or " "


def _shape(node: FigureNode, row: str) -> str:
    before, after = _SHAPES.get(node.kind, ("[", "]"))
    lines = [node.label]
    if row and node.label != node.name:
        lines.append(row)
    if node.date:
        lines.append(node.date)
    return f'{before}"{_BREAK.join(map(escaped, lines))}"{after}'


def _line(link: FigureLink, captions: dict[FigureLink, str]) -> str:
    both = "<" if link.mutual else ""
    number = f" ({number_on(link)})" if number_on(link) else ""
    said = escaped(captions.get(link, link.relation) + number)
    middle = "-.->" if LINES[link.asserter].dashes else "-->"
    return f'{both}{middle}|"{said}"|'


def _link_style(link: FigureLink) -> str:
    line = LINES[link.asserter]
    dashes = f",stroke-dasharray:{' '.join(f'{d:g}' for d in line.dashes)}" if line.dashes else ""
    return f"stroke:{line.colour},stroke-width:{arrow(link.relation).weight:g}px{dashes}"


def _yaml(text: str) -> str:
    """A quoted text of YAML; JSON is a part of it."""
    import json

    return json.dumps(_printable(text), ensure_ascii=False)


def _spoken(text: str) -> str:
    """A text on a line of its own, where no escape is known: without what would end it."""
    said = _printable(text).replace("&", "and")
    return " ".join("".join(" " if c in '{}#;<>"\\`' else c for c in said).split())


def _printable(text: str) -> str:
    return "".join(_each_printable(text))


def _each_printable(text: str) -> Iterable[str]:
    return (c if c.isprintable() or c == "\u200d" else " " for c in text)
