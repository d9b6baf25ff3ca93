"""JSON-LD that a person can read: a line a node, with short names for properties.

The context (``ontology/context.jsonld``) stands in the file itself: nothing has to be fetched.
"""

from __future__ import annotations

import io
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from itertools import groupby
from typing import IO, TYPE_CHECKING, Any

from .terms import PREFIXES

if TYPE_CHECKING:
    from pyoxigraph import Triple

_STRING = PREFIXES["xsd"] + "string"
_NATIVE = {PREFIXES["xsd"] + "boolean", PREFIXES["xsd"] + "integer"}


@dataclass(frozen=True, slots=True)
class Term:
    """A short name for a property; `coerced` is the type that its values have without saying so."""

    name: str
    coerced: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """A JSON-LD context, and what it makes of the IRIs of properties."""

    table: Mapping[str, Any]
    terms: Mapping[str, Term]

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> Context:
        """The context in the table below ``@context``.

        >>> context = Context.of({"rdfs": PREFIXES["rdfs"], "label": "rdfs:label"})
        >>> context.terms["http://www.w3.org/2000/01/rdf-schema#label"]
        Term(name='label', coerced='')
        """
        prefixes = {
            name: value
            for name, value in table.items()
            if isinstance(value, str) and value.endswith(("/", "#"))
        }
        terms = {}
        for name, value in table.items():
            if name.startswith("@") or name in prefixes:
                continue
            definition = {"@id": value} if isinstance(value, str) else value
            coerced = definition.get("@type", "")
            terms[_expanded(definition["@id"], prefixes)] = Term(
                name, coerced if coerced.startswith("@") else _expanded(coerced, prefixes)
            )
        return cls(table, terms)


def context() -> Context:
    """The context that comes with the vocabulary.

    >>> context().terms["https://w3id.org/seepara/ns#cites"]
    Term(name='cites', coerced='@id')
    """
    text = files("seepara.ontology").joinpath("context.jsonld").read_text("utf-8")
    return Context.of(json.loads(text)["@context"])


def write_jsonld(stated: Iterable[Triple], target: str | os.PathLike[str] | IO[bytes]) -> None:
    """Write triples that come subject by subject; raises `OSError` where that cannot be done."""
    if isinstance(target, str | os.PathLike):
        with open(target, "wb") as stream:
            _write(stated, stream)
    else:
        _write(stated, target)


def _write(stated: Iterable[Triple], stream: IO[bytes]) -> None:
    known = context()
    buffer = io.TextIOWrapper(stream, encoding="utf-8", newline="\n", write_through=True)
    buffer.write(f'{{\n"@context": {_json(known.table)},\n"@graph": [')
    separator = "\n"
    for node in _nodes(stated, known):
        buffer.write(separator + _json(node))
        separator = ",\n"
    buffer.write("\n]\n}\n")
    buffer.flush()
    buffer.detach()


def _nodes(stated: Iterable[Triple], known: Context) -> Iterator[dict[str, Any]]:
    for subject, about in groupby(stated, key=lambda triple: triple.subject):
        node: dict[str, Any] = {"@id": _iri(subject)}
        for predicate, same in groupby(about, key=lambda triple: triple.predicate):
            name, values = _property(predicate.value, [triple.object for triple in same], known)
            node[name] = values if len(values) > 1 else values[0]
        yield node


def _property(predicate: str, objects: list[Any], known: Context) -> tuple[str, list[Any]]:
    if predicate == PREFIXES["rdf"] + "type":
        return "@type", [_compact(_iri(node), known) for node in objects]
    term = known.terms.get(predicate, Term(predicate))
    return term.name, [_value(value, term, known) for value in objects]


def _value(value: Any, term: Term, known: Context) -> Any:
    from pyoxigraph import Literal

    if not isinstance(value, Literal):
        if term.coerced == "@vocab":
            return _compact(_iri(value), known)
        return _iri(value) if term.coerced == "@id" else {"@id": _iri(value)}
    if value.language:
        return {"@value": value.value, "@language": value.language}
    datatype = value.datatype.value
    if term.coerced == datatype:
        return json.loads(value.value) if datatype in _NATIVE else value.value
    if datatype == _STRING:  # an object with a value only is not coerced
        return {"@value": value.value} if term.coerced else value.value
    return {"@value": value.value, "@type": datatype}


def _iri(node: object) -> str:
    """The IRI of a node; raises `TypeError` for a blank one, of which graphs of ours have none."""
    from pyoxigraph import NamedNode

    if not isinstance(node, NamedNode):
        raise TypeError(f"{node} is no IRI")
    return node.value


def _compact(iri: str, known: Context) -> str:
    """A term of the vocabularies by its prefix; other IRIs stay as they are."""
    for prefix, namespace in PREFIXES.items():
        local = iri.removeprefix(namespace)
        if local != iri and prefix in known.table and local.replace("-", "").isalnum():
            return f"{prefix}:{local}"
    return iri


def _expanded(name: str, prefixes: Mapping[str, str]) -> str:
    prefix, colon, local = name.partition(":")
    return prefixes[prefix] + local if colon and prefix in prefixes else name


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
