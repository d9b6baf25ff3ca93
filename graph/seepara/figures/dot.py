"""A drawing as DOT, with every place in it: ``neato -n2`` draws it as it stands.

It also is what the program gives to Graphviz. Texts are quoted strings, never HTML-like labels, so
that no text can be anything but text. All is `SCALE` times as large as it is printed: Graphviz sets
letters to whole dots, and the larger they are the less that moves them.
"""

from __future__ import annotations

from collections.abc import Iterable

from .drawing import LINE_HEIGHT, Box, Curve, Drawing, Point, Rule, Text
from .styles import ARROW, FONTS, LINES, RULE, SHAPES, arrow

SCALE = 2
BOLD = "bold"
"""What follows the names of fonts in bold letters."""
NEXT = "\\n"
LEFT = "\\l"
"""What ends a line of a label: one in the middle, one at the left."""
_INCH = 72
_SECOND_OUTLINE = 4.0
_STATES = {
    "focus": f"penwidth={1.8 * SCALE:g}",
    "unread": 'style="{style}dashed"',
    "missing": 'style="{style}dotted"',
}


def dot(drawing: Drawing) -> str:
    """The drawing as a DOT file.

    >>> from .model import Figure
    >>> print(dot(Drawing(Figure("A & B", (), (), (), ()), 10, 10, (), (), (), ())).splitlines()[0])
    digraph map {
    """
    wide, high = drawing.width * SCALE, drawing.height * SCALE
    lines = [
        "digraph map {",
        f'graph [bb="0,0,{wide:g},{high:g}",'
        f' size="{drawing.width / _INCH:.4f},{drawing.height / _INCH:.4f}!", pad=0, margin=0,'
        f' splines=true, outputorder=edgesfirst, charset="UTF-8", bgcolor=white,'
        f" fontname={_quoted(FONTS)}, _background={_quoted(_background(drawing))}];",
        f"node [fontname={_quoted(FONTS)}, fixedsize=true, margin=0, penwidth={0.8 * SCALE:g},"
        ' fillcolor=white, label=""];',
        f"edge [fontname={_quoted(FONTS)}, fontsize={6 * SCALE}, arrowsize={ARROW * SCALE / 10:g}];",
    ]
    # the corners, so that the page is as wide as the preset says; no node is smaller than this
    least = 0.36 / SCALE
    corners = (
        ("corner1", least, 2 * least),
        ("corner2", drawing.width - least, drawing.height - 2 * least),
    )
    lines += [f"{name} [style=invis, width=0, height=0, {_at(x, y)}];" for name, x, y in corners]
    lines += [_text(text) for text in drawing.texts]
    lines += [_box(box) for box in drawing.boxes]
    for curve in drawing.curves:
        lines += _curve(curve)
    return "\n".join([*lines, "}"]) + "\n"


def escaped(text: str) -> str:
    r"""A text as part of a quoted DOT string that is a label: nothing in it is an escape or an entity.

    >>> print(escaped('a "b" \\N & &lt; <i>'))
    a \"b\" \\N &amp; &amp;lt; <i>
    """
    return (
        "".join(c if c.isprintable() or c == "\u200d" else " " for c in text)
        .replace("&", "&amp;")
        .replace("\\", "\\\\")
        .replace('"', '\\"')
    )


def _quoted(text: str) -> str:
    return f'"{escaped(text)}"'


def _label(lines: Iterable[str], end: str) -> str:
    # of a line without any letter Graphviz 14 dies
    return '"' + "".join((escaped(line) if line.strip() else " ") + end for line in lines) + '"'


def _background(drawing: Drawing) -> str:
    """The rules between rows, and the page itself, in the language of xdot."""
    return f"c 7 -{RULE} S 15 -setlinewidth(1) " + "".join(map(_rule, drawing.rules))


def _rule(rule: Rule) -> str:
    y = rule.y * SCALE
    return f"L 2 {rule.x1 * SCALE:g} {y:g} {rule.x2 * SCALE:g} {y:g} "


def _text(text: Text) -> str:
    # Graphviz spaces lines by the font; one node a line keeps them where they were measured.
    step = text.size * LINE_HEIGHT
    top = text.y + text.height / 2 - step / 2
    font = ", fontname=" + _quoted(_bold(FONTS)) if text.bold else ""
    end = NEXT if text.centred else LEFT
    size = f"{_size(text.width, 1.5 * step)}, fontsize={text.size * SCALE:g}"
    return "\n".join(
        f"{text.name}_{number + 1} [shape=plaintext, {_at(text.x, top - step * number)}, {size},"
        f" label={_label([line], end)}{font}];"
        for number, line in enumerate(text.lines)
    )


def _at(x: float, y: float) -> str:
    return f'pos="{x * SCALE:.2f},{y * SCALE:.2f}"'


def _size(width: float, height: float) -> str:
    return f"width={width * SCALE / _INCH:.4f}, height={height * SCALE / _INCH:.4f}"


def _bold(fonts: str) -> str:
    return f"{fonts} {BOLD}"


def _box(box: Box) -> str:
    shape = SHAPES.get(box.kind, "shape=box")
    state = _STATES.get(box.state, "")
    if "style" in state:
        own = shape.partition("style=")[2].strip('"')
        shape = shape.partition(", style=")[0]
        state = state.format(style=f"{own}," if own else "")
    more = f", {state}" if state else ""
    tooltip = f", tooltip={_quoted(box.title)}" if box.title else ""
    label = _label(box.lines, NEXT) if box.lines else '""'
    # Graphviz draws a second outline outside the first
    outline = 2 * _SECOND_OUTLINE / SCALE if "peripheries" in shape else 0
    size = _size(box.width - outline, box.height - outline)
    return (
        f"{box.name} [{shape}{more}, {_at(box.x, box.y)}, {size},"
        f" fontsize={(box.size or 1) * SCALE:g}, label={label}{tooltip}];"
    )


def _curve(curve: Curve) -> list[str]:
    style, head = LINES[curve.asserter], arrow(curve.relation)
    tail, end = curve.tail, curve.head
    lines = []
    if not tail:
        # a sample in the key hangs between two points that are not drawn
        tail, end = f"{curve.name}_a", f"{curve.name}_b"
        for name, (x, y) in ((tail, curve.points[0]), (end, curve.points[-1])):
            lines.append(f"{name} [style=invis, width=0, height=0, {_at(x, y)}];")
    tooltip = f", tooltip={_quoted(curve.title)}" if curve.title else ""
    both = f", dir=both, arrowtail={head.graphviz}" if curve.mutual else ""
    lines.append(
        f'{tail} -> {end} [pos="{_spline(curve)}", style={style.graphviz},'
        f' color="{style.colour}", penwidth={head.weight * SCALE:g}, arrowhead={head.graphviz}'
        f"{both}{tooltip}];"
    )
    if curve.label:
        # a node, since those are drawn over lines and can be white
        wide = 2 + 4.2 * len(curve.label)
        lines.append(
            f"{curve.name}_n [shape=box, style=filled, penwidth=0, {_at(*curve.label_at)},"
            f' {_size(wide, 9)}, fontsize={6 * SCALE}, fontcolor="{style.colour}",'
            f" label={_label([curve.label], NEXT)}];"
        )
    return lines


def _spline(curve: Curve) -> str:
    """The curve as Graphviz has it: it ends where the head of the arrow begins."""
    length = ARROW * arrow(curve.relation).length
    points = list(curve.points)
    ends = []
    if curve.mutual and length:
        ends.append(f"s,{_point(points[0])}")
        points[0] = _towards(points[0], points[1], length)
    if length:
        ends.append(f"e,{_point(points[-1])}")
        points[-1] = _towards(points[-1], points[-2], length)
    return " ".join([*ends, *map(_point, points)])


def _point(point: Point) -> str:
    return f"{point[0] * SCALE:.2f},{point[1] * SCALE:.2f}"


def _towards(start: Point, other: Point, length: float) -> Point:
    """The point so far from `start` on the way to `other`; lines arrive level."""
    step = min(length, abs(other[0] - start[0]) * 0.9)
    return (start[0] + (step if other[0] > start[0] else -step), start[1])
