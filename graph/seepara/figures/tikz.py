"""A drawing as TikZ, for a LaTeX document: the same places as in the other formats.

It is a ``tikzpicture`` to be put in with ``\\input``, and needs what its first lines name. Letters
that not every LaTeX knows go through a command of its own, so that none stops a run.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..latex import LETTER, escaped
from .drawing import LINE_HEIGHT, Box, Curve, Drawing, Text
from .styles import LINES, RULE, arrow

_HEAD = (
    "% \\usepackage{tikz}",
    "% \\usetikzlibrary{arrows.meta}",
    "% \\usepackage[T1]{fontenc} % pdfLaTeX only",
    "% \\usepackage{lmodern} % pdfLaTeX only: letters of any size",
)
_STATES = {
    "focus": "line width=1.8pt",
    "unread": "dash pattern=on 3pt off 3pt",
    "missing": "dash pattern=on 1pt off 2pt",
}
_KINDS = {
    "paragraph": "rounded corners=3pt",
    "treaty": "double, double distance=1.2pt",
}
_FOLD = 4.0


def tikz(drawing: Drawing) -> str:
    """The drawing as a TikZ picture; its unit is the big point (1/72 inch)."""
    lines = [*_HEAD, LETTER, "\\begin{tikzpicture}[x=1bp, y=1bp, inner sep=0pt, outer sep=0pt,"]
    lines += ["  every node/.style={font=\\sffamily}, line width=0.8pt]"]
    for asserter, style in LINES.items():
        lines.append(f"\\definecolor{{seepara-{asserter}}}{{HTML}}{{{style.colour[1:].upper()}}}")
    lines.append(f"\\definecolor{{seepara-rule}}{{HTML}}{{{RULE[1:].upper()}}}")
    lines.append(f"\\path (0,0) rectangle ({drawing.width:g},{drawing.height:g});")
    lines += [
        f"\\draw[seepara-rule, line width=0.5pt] ({r.x1:g},{r.y:g}) -- ({r.x2:g},{r.y:g});"
        for r in drawing.rules
    ]
    lines += [_curve(curve) for curve in drawing.curves]
    for box in drawing.boxes:
        lines += _box(box)
    for curve in drawing.curves:
        if curve.label:
            x, y = curve.label_at
            lines.append(
                f"\\node[fill=white, inner sep=1pt, text=seepara-{curve.asserter}] at ({x:.2f},{y:.2f})"
                f" {{{_sized(6)}{escaped(curve.label)}}};"
            )
    for text in drawing.texts:
        lines += _text(text)
    return "\n".join([*lines, "\\end{tikzpicture}"]) + "\n"


def _text(text: Text) -> list[str]:
    step = text.size * LINE_HEIGHT
    top = text.y + text.height / 2 - step / 2
    bold = "\\bfseries " if text.bold else ""
    x = text.x if text.centred else text.x - text.width / 2
    anchor = "center" if text.centred else "mid west"
    return [
        f"\\node[anchor={anchor}] at ({x:.2f},{top - step * n:.2f})"
        f" {{{_sized(text.size)}{bold}{escaped(line)}}};"
        for n, line in enumerate(text.lines)
    ]


def _box(box: Box) -> list[str]:
    left, right = box.x - box.width / 2, box.x + box.width / 2
    low, high = box.y - box.height / 2, box.y + box.height / 2
    style = ", ".join(filter(None, (_KINDS.get(box.kind), _STATES.get(box.state))))
    shape = f"({left:.2f},{low:.2f}) rectangle ({right:.2f},{high:.2f})"
    if box.kind == "footnote":
        shape = f"({left:.2f},{low:.2f}) -- ({right:.2f},{low:.2f})"
    lines = [f"\\draw[{style}] {shape};", *_marks(box, left, right, low, high)]
    step = box.size * LINE_HEIGHT
    top = box.y + step * (len(box.lines) - 1) / 2
    lines += [
        f"\\node at ({box.x:.2f},{top - step * n:.2f}) {{{_sized(box.size)}{escaped(line)}}};"
        for n, line in enumerate(box.lines)
    ]
    return lines


def _marks(box: Box, left: float, right: float, low: float, high: float) -> list[str]:
    """What tells the kinds apart that are boxes otherwise, as in Graphviz."""
    fold = _FOLD
    match box.kind:
        case "document":
            path = [(right - fold, high), (right - fold, high - fold), (right, high - fold)]
        case "section":
            path = [(left, high), (left, high + 1.5), (left + 5, high + 1.5), (left + 5, high)]
        case "meeting":
            path = [(right, high), (right, high + 1.5), (right - 9, high + 1.5), (right - 10, high)]
        case "decision":
            return [
                f"\\draw[fill=white] ({left - 2:.2f},{y:.2f}) rectangle ({left + 2:.2f},{y + 2:.2f});"
                for y in (low + 1.5, high - 3.5)
            ]
        case "resolution":
            path = [(right - 2, low), (right - 2, high - 2), (left, high - 2)]
        case "publication":
            return [
                f"\\draw ({a:.2f},{b:.2f}) -- ({c:.2f},{d:.2f});"
                for a, b, c, d in (
                    (left, low + fold, left + fold, low),
                    (left, high - fold, left + fold, high),
                    (right, low + fold, right - fold, low),
                    (right, high - fold, right - fold, high),
                )
            ]
        case _:
            return []
    return ["\\draw " + " -- ".join(f"({x:.2f},{y:.2f})" for x, y in path) + ";"]


def _curve(curve: Curve) -> str:
    line, head = LINES[curve.asserter], arrow(curve.relation)
    dashes = ""
    if line.dashes:
        # "on" and "off" in turn; a pattern of an odd number of parts runs on into the next
        pattern = line.dashes[: len(line.dashes) // 2 * 2]
        words = (f"{('on', 'off')[n % 2]} {d:g}pt" for n, d in enumerate(pattern))
        dashes = f", dash pattern={' '.join(words)}"
    tip = f"{{{head.tikz}[length=5pt, width=5pt]}}" if head.tikz else ""
    if "[open]" in head.tikz:
        tip = f"{{{head.tikz.removesuffix('[open]')}[open, length=5pt, width=5pt]}}"
    arrows = f"{tip if curve.mutual else ''}-{tip}"
    return (
        f"\\draw[seepara-{curve.asserter}, line width={head.weight:g}pt{dashes},"
        f" arrows={{{arrows}}}] {_path(curve.points)};"
    )


def _path(points: Sequence[tuple[float, float]]) -> str:
    written = [f"({x:.2f},{y:.2f})" for x, y in points]
    path = written[0]
    for n in range(1, len(written), 3):
        path += f" .. controls {written[n]} and {written[n + 1]} .. {written[n + 2]}"
    return path


def _sized(size: float) -> str:
    size = size or 6
    return f"\\fontsize{{{size:g}bp}}{{{size * LINE_HEIGHT:.2f}bp}}\\selectfont "
