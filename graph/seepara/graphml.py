"""GraphML written piece by piece, so that a graph need not be in memory: head, nodes, edges, tail.

The names of attributes are declared in the head, those of nodes and those of edges apart: a meeting
``end`` is a day, that of a phrase a number.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

NODE_TYPES: Mapping[str, type] = {
    "kind": str, "label": str, "short": str, "date": str, "document": str, "recommendation": bool,
    "read": bool, "missing": bool, "abridged": bool, "stage": str, "end": str, "place": str,
    "ambiguous": int,
}  # fmt: skip
"""The attributes of nodes (`seepara.network`)."""

EDGE_TYPES: Mapping[str, type] = {
    "relation": str, "phrase": str, "start": int, "end": int, "unit": str, "asserted_by": str,
    "status": str, "direction": str, "misdirected": bool, "governed_by": str, "reason": str,
    "stated": bool, "score": float, "verdict": str, "runner_up": str, "runner_up_score": float,
    "shift": int, "judgement": str, "judged_by": str,
}  # fmt: skip
"""The attributes of edges."""

TAIL = "</graph>\n</graphml>\n"

_SPACE = "http://graphml.graphdrawing.org/xmlns"
_SCHEMA = "http://www.w3.org/2001/XMLSchema-instance"
_NAMES = {str: "string", bool: "boolean", int: "long", float: "double"}

# XML 1.0 has no way to write these characters, not even escaped.
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPECIAL = re.compile(r"[&<>\r]")
_SPECIAL_IN_QUOTES = re.compile(r'[&<>"\t\n\r]')


def head(node_types: Mapping[str, type], edge_types: Mapping[str, type]) -> str:
    """All that stands before the first node.

    >>> '<key id="edge_start" for="edge"' in head(NODE_TYPES, EDGE_TYPES)
    True
    """
    keys = "".join(
        f'<key id={_quoted(f"{scope}_{name}")} for="{scope}" attr.name={_quoted(name)} '
        f'attr.type="{_NAMES.get(kind, _NAMES[str])}"/>\n'
        for scope, types in (("node", node_types), ("edge", edge_types))
        for name, kind in types.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<graphml xmlns="{_SPACE}" xmlns:xsi="{_SCHEMA}" '
        f'xsi:schemaLocation="{_SPACE} {_SPACE}/1.0/graphml.xsd">\n'
        f'{keys}<graph edgedefault="directed">\n'
    )


def node(key: str, attributes: Mapping[str, Any]) -> str:
    """One node.

    >>> print(node("A/1#2", {"label": "Para. <2>", "read": True}))
    <node id="A/1#2"><data key="node_label">Para. &lt;2&gt;</data><data key="node_read">true</data></node>
    <BLANKLINE>
    """
    return f"<node id={_quoted(key)}>{_data('node', attributes)}</node>\n"


def edge(source: str, target: str, number: int | str, attributes: Mapping[str, Any]) -> str:
    """One edge; `number` tells apart those from the same source to the same target: a number from 0,
    or the relation where there is one of its kind at most."""
    ends = f"source={_quoted(source)} target={_quoted(target)}"
    return f"<edge {ends} id={_quoted(str(number))}>{_data('edge', attributes)}</edge>\n"


def in_xml(text: str) -> str:
    """A text that XML can hold: what it cannot write becomes U+FFFD, one for one."""
    return _NOT_IN_XML.sub("\ufffd", text)


def _data(scope: str, attributes: Mapping[str, Any]) -> str:
    return "".join(
        f'<data key="{scope}_{name}">{_value(value)}</data>' for name, value in attributes.items()
    )


def _value(value: Any) -> str:
    if value is True or value is False:
        return "true" if value else "false"
    text = in_xml(str(value))
    return _SPECIAL.sub(_reference, text) if _SPECIAL.search(text) else text


def _quoted(text: str) -> str:
    return f'"{_SPECIAL_IN_QUOTES.sub(_reference, in_xml(text))}"'


def _reference(match: re.Match[str]) -> str:
    names = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
    return names.get(match.group()) or f"&#{ord(match.group())};"
