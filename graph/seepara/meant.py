"""The node that a person means, asked of a store: a key is forgiven much (domain.md §3).

What `seepara.showing.node.find_keys` finds among documents in memory; here at the cost of what was asked,
since a store may hold more than memory does.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from . import keys
from .rdf.terms import PREFIXES, minted

if TYPE_CHECKING:
    from pyoxigraph import Store

_NAMES = """SELECT ?node ?name WHERE {
  ?node a seepara:Document ; seepara:read true .
  { ?node rdfs:label|skos:notation|seepara:formerKey ?name }
  UNION { ?node dcterms:hasVersion/dc:source ?name }
}"""

_UNITS = """SELECT DISTINCT ?node WHERE {
  ?node seepara:inDocument/seepara:read true FILTER(STRENDS(STR(?node), %s))
} ORDER BY STR(?node)"""


def keys_meant(store: Store, typed: str, base: str = keys.ID_BASE) -> list[str]:
    """The keys that a typed text can mean; empty where nothing in the store is called so.

    >>> from pyoxigraph import Store
    >>> store = Store()
    >>> store.update('''PREFIX : <https://w3id.org/seepara/ns#> BASE <https://w3id.org/seepara/id/>
    ...     INSERT DATA { <A/80/1> a :Document ; :read true . <A/80/1#21(a)> :inDocument <A/80/1> }''')
    >>> keys_meant(store, "para. 21 (a)"), keys_meant(store, "A/80/1#21.a"), keys_meant(store, "22")
    (['A/80/1#21(a)'], ['A/80/1#21(a)'], [])
    """
    name, path = keys.split(typed.strip())
    document = next((key for one, key in _names(store, base) if one == _folded(name)), name)
    wanted = keys.forgiving_path(path) if path else ""
    for key in (typed, keys.join(document, wanted)):
        if _is_there(store, key, base):
            return [key]
    end = keys.iri(keys.join("x", keys.forgiving_path(typed)), base).partition("#")[2]
    return [keys.key_of(node, base) for (node,) in _rows(store, _UNITS % _literal(f"#{end}"), base)]


def _names(store: Store, base: str) -> Iterator[tuple[str, str]]:
    """What documents are called, folded, with their keys: a file's name with and without its end."""
    for node, name in _rows(store, _NAMES, base):
        key, path = keys.key_of(node, base), PurePosixPath(name)
        yield from ((_folded(one), key) for one in (key, name, path.name, path.stem))


def _is_there(store: Store, key: str, base: str) -> bool:
    try:
        node = minted(key, base)
    except ValueError:
        return False
    found = (store.quads_for_pattern(*place) for place in ((node, None, None), (None, None, node)))
    return any(next(iter(quads), None) is not None for quads in found)


def _rows(store: Store, text: str, base: str) -> Iterator[list[str]]:
    found: Any = store.query(text, base_iri=base, prefixes=PREFIXES)
    for row in found:
        yield [term.value for term in row]


def _literal(text: str) -> str:
    from pyoxigraph import Literal

    return str(Literal(text))


def _folded(text: str) -> str:
    return "".join(text.split()).lower()
