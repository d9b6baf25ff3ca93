"""What RDF says of each node: documents, units, references, citations, bodies, meetings.

Statements are (subject, name of the property, object), in the document's order; `seepara.rdf` makes
triples of them. The vocabulary is ``ontology/seepara.ttl``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from .. import keys
from ..labels import Labels
from ..languages import codes
from ..lineage.demand import Demand, demands
from ..model import (
    Body,
    Citation,
    Document,
    Meeting,
    Reference,
    ResolvedDocument,
    Stage,
    Status,
    Unit,
    UnitKind,
)
from . import akn
from .terms import (
    Mint,
    date_literal,
    in_language,
    literal,
    reference_suffix,
    tag,
    term,
)

if TYPE_CHECKING:
    from pyoxigraph import Literal, NamedNode

    Statement = tuple[NamedNode, str, NamedNode | Literal]
    """Subject, prefixed name of the property, object."""

CLASSES = {
    UnitKind.SECTION: "seepara:Section",
    UnitKind.PARAGRAPH: "seepara:Paragraph",
    UnitKind.SUBPARAGRAPH: "seepara:Subparagraph",
    UnitKind.PREAMBULAR: "seepara:PreambularParagraph",
    UnitKind.BLOCK: "seepara:Paragraph",
    UnitKind.FOOTNOTE: "seepara:Footnote",
    UnitKind.TABLE: "seepara:Table",
    UnitKind.TEXT: "",
}
"""The class of a unit beside `seepara:Unit`; a text outside numbered units has none of its own."""

_CONTEXT = 32
"""How many characters before and after a phrase its quotation keeps."""

_WHOLLY_ADOPTED = (Stage.RESOLUTION, Stage.DECISION)
"""Of other documents a meeting adopts the recommendations only, not their headings and footnotes."""

_WARRANTS_LINK = (Status.RESOLVED, Status.EXTERNAL)


def of_document(resolved: ResolvedDocument, labels: Labels, mint: Mint) -> Iterator[Statement]:
    """What the document says of itself, its units, references and citations.

    Raises `ValueError` for a reference in a unit that the document does not have.
    """
    document = resolved.document
    within: dict[str, list[Reference]] = {}
    for reference in resolved.references:
        within.setdefault(reference.unit, []).append(reference)
    if missing := within.keys() - {unit.path for unit in document.units}:
        raise ValueError(f"{document.key}: references in units that it has not: {sorted(missing)}")
    yield from _document(document, labels, mint)
    demanded = demands(document) if document.language in codes() else {}
    for position, unit in enumerate(document.units, start=1):
        references = within.get(unit.path, ())
        yield from _unit(document, unit, position, labels, mint)
        yield from _demands(
            demanded.get(unit.path, ()), mint(keys.join(document.key, unit.path), "")
        )
        for reference in references:
            yield from _links(reference, keys.join(document.key, unit.path), mint)
        for reference in references:
            yield from _reference(document, unit, reference, labels, mint)


def around(resolved: ResolvedDocument, labels: Labels, mint: Mint) -> Iterator[Statement]:
    """What other documents may say too: of bodies and meetings, and of what was cited, not read."""
    document = resolved.document
    bodies = {body.root: body for body in resolved.bodies}
    if document.organ:
        bodies.setdefault(document.organ.root, document.organ)
    meetings = {meeting.key: meeting for meeting in document.meetings}
    for unit in document.units:
        if unit.meeting and unit.meeting not in meetings:
            root, _, start = unit.meeting.partition(":")[2].rpartition("/")
            meetings[unit.meeting] = Meeting(unit.meeting, root, start, "")
    for meeting in meetings.values():
        bodies.setdefault(meeting.body, Body(meeting.body, meeting.body))
    for body in tuple(bodies.values()):
        if body.parent:
            bodies.setdefault(body.parent, Body(body.parent, body.parent))
    external = sorted(
        {
            citation.target
            for reference in resolved.references
            for citation in reference.citations
            if citation.status is Status.EXTERNAL
        }
    )
    yield from chain.from_iterable(of_body(bodies[root], labels, mint) for root in sorted(bodies))
    yield from chain.from_iterable(
        of_meeting(meetings[key], labels, mint) for key in sorted(meetings)
    )
    yield from chain.from_iterable(of_external(key, labels, mint) for key in external)


def external_class(key: str) -> str:
    """The class of something that was not read, by the form of its key.

    >>> external_class("CTOC/COP/WG.4/2009/2#17"), external_class("treaty:UNTOC#art32(3)")
    ('seepara:Paragraph', 'seepara:TreatyArticle')
    >>> external_class("A/80/607#section II.C"), external_class("sales:E.09.V.11")
    ('seepara:Section', 'seepara:Publication')
    """
    document, path = keys.split(key)
    prefix, _, _ = document.partition(":")
    if not path:
        if prefix in ("unts", "sales"):
            return "seepara:Publication"
        return "seepara:Treaty" if prefix == "treaty" else "seepara:Document"
    if prefix == "treaty" and path.startswith("art"):
        return "seepara:TreatyArticle"
    if prefix == "rules" and path.startswith("rule"):
        return "seepara:Rule"
    last = path.rpartition("/")[2]
    for beginning, name in (
        ("table ", "seepara:Table"),
        ("fn", "seepara:Footnote"),
        ("footnote ", "seepara:Footnote"),
        ("pre", "seepara:PreambularParagraph"),
    ):
        if last.startswith(beginning):
            return name
    if " " in last or not any(c.isdigit() or c == "(" for c in last):
        return "seepara:Section"
    return "seepara:Subparagraph" if "(" in last else "seepara:Paragraph"


def _document(document: Document, labels: Labels, mint: Mint) -> Iterator[Statement]:
    node = mint(document.key, "")
    yield node, "rdf:type", term("seepara:Document")
    yield node, "rdfs:label", literal(labels.label(document.key))
    yield node, "seepara:read", literal(True)
    yield node, "seepara:abridged", literal(document.abridged)
    yield node, "seepara:stage", _concept("stage", document.stage)
    if document.title:
        yield node, "dcterms:title", in_language(document.title, document.language)
    if document.date:
        yield node, "dcterms:date", date_literal(document.date)
    if document.symbol:
        yield node, "skos:notation", literal(document.symbol)
    if page := labels.page(document.key):
        yield node, "foaf:page", _page(page)
    if identifier := akn.work(document):
        yield node, "dcterms:identifier", literal(identifier)
    for name, value in (
        ("dc:creator", document.author),
        ("seepara:distribution", document.distribution),
        ("seepara:session", document.session),
    ):
        if value:
            yield node, name, literal(value)
    for alias in document.aliases:
        yield node, "seepara:formerKey", literal(alias)
        yield node, "owl:sameAs", mint(alias, "")
    if document.organ:
        yield node, "seepara:organ", mint(f"body:{document.organ.root}", "")
    for meeting in document.meetings:
        yield node, "seepara:hasMeeting", mint(meeting.key, "")
    version = mint(document.key, f"?lang={tag(document.language)}")
    yield node, "dcterms:hasVersion", version
    yield version, "rdf:type", term("seepara:LanguageVersion")
    name = labels.words.evidence["language_version"].format(
        document=labels.label(document.key), language=tag(document.language)
    )
    yield version, "rdfs:label", literal(name)
    yield version, "dcterms:isVersionOf", node
    yield version, "dcterms:language", literal(tag(document.language))
    yield version, "seepara:abridged", literal(document.abridged)
    yield version, "dc:source", literal(document.file)
    if identifier := akn.expression(document):
        yield version, "dcterms:identifier", literal(identifier)
    if document.sha256:
        yield version, "schema:sha256", literal(document.sha256)


def _unit(
    document: Document, unit: Unit, position: int, labels: Labels, mint: Mint
) -> Iterator[Statement]:
    key = keys.join(document.key, unit.path)
    node = mint(key, "")
    if name := CLASSES[unit.kind]:
        yield node, "rdf:type", term(name)
    yield node, "rdf:type", term("seepara:Unit")
    if unit.recommendation:
        yield node, "rdf:type", term("seepara:Recommendation")
    yield node, "rdfs:label", literal(labels.label(key))
    yield node, "seepara:inDocument", mint(document.key, "")
    whole = document.key if unit.parent is None else keys.join(document.key, unit.parent)
    yield node, "seepara:partOf", mint(whole, "")
    yield node, "seepara:position", literal(position)
    if text := document.text_of(unit):
        yield node, "seepara:text", in_language(text, document.language)
        if document.abridged:
            yield node, "seepara:abridged", literal(True)
    if unit.label:
        yield node, "seepara:printedLabel", literal(unit.label)
    if unit.line:
        yield node, "seepara:line", literal(unit.line)
    if unit.page is not None:
        yield node, "seepara:page", literal(unit.page)
    if unit.meeting and document.stage is Stage.DRAFT:
        yield node, "seepara:consideredAt", mint(unit.meeting, "")
    elif unit.meeting and (unit.recommendation or document.stage in _WHOLLY_ADOPTED):
        yield node, "seepara:adoptedAt", mint(unit.meeting, "")
    elif unit.recommendation:
        yield node, "seepara:undated", literal(True)


def _demands(found: Iterable[Demand], node: NamedNode) -> Iterator[Statement]:
    """Who should act, and how strongly, in the names of the language file."""
    for demand in found:
        if demand.addressee:
            yield node, "seepara:addressee", _concept("addressee", demand.addressee)
        if demand.strength:
            yield node, "seepara:strength", _concept("strength", demand.strength)


def _links(reference: Reference, key: str, mint: Mint) -> Iterator[Statement]:
    """The shortcut from the unit to each target that a citation warrants."""
    for citation in reference.citations:
        if citation.status in _WARRANTS_LINK:
            yield mint(key, ""), f"seepara:{reference.relation.value}", mint(citation.target, "")


def _reference(
    document: Document, unit: Unit, reference: Reference, labels: Labels, mint: Mint
) -> Iterator[Statement]:
    key = keys.join(document.key, unit.path)
    suffix = reference_suffix(reference, document.language)
    node, unit_label, names = mint(key, suffix), labels.label(key), labels.words.evidence
    yield node, "rdf:type", term("seepara:Reference")
    yield (
        node,
        "rdfs:label",
        literal(names["reference"].format(unit=unit_label, text=reference.text)),
    )
    yield node, "seepara:inUnit", mint(key, "")
    yield node, "seepara:kind", _concept("kind", reference.kind)
    yield node, "seepara:assertedBy", _concept("asserter", reference.asserted_by)
    yield node, "seepara:relation", term(f"seepara:{reference.relation.value}")
    if reference.governed_by:
        yield node, "seepara:governedBy", literal(reference.governed_by)
    quote, place = mint(key, f"{suffix}/quote"), mint(key, f"{suffix}/position")
    yield node, "oa:hasSelector", quote
    yield node, "oa:hasSelector", place
    text = document.text_of(unit)
    yield quote, "rdf:type", term("oa:TextQuoteSelector")
    yield quote, "rdfs:label", literal(names["quote"].format(unit=unit_label, text=reference.text))
    yield quote, "oa:exact", literal(reference.text)
    before = text[max(reference.start - _CONTEXT, 0) : reference.start]
    if before:
        yield quote, "oa:prefix", literal(before)
    if after := text[reference.end : reference.end + _CONTEXT]:
        yield quote, "oa:suffix", literal(after)
    yield place, "rdf:type", term("oa:TextPositionSelector")
    name = names["position"].format(unit=unit_label, start=reference.start, end=reference.end)
    yield place, "rdfs:label", literal(name)
    yield place, "oa:start", literal(reference.start, "xsd:nonNegativeInteger")
    yield place, "oa:end", literal(reference.end, "xsd:nonNegativeInteger")
    for position, citation in enumerate(reference.citations, start=1):
        yield from _citation(
            citation, position, mint(key, f"{suffix}/{position}"), node, unit_label, labels, mint
        )


def _citation(
    citation: Citation,
    position: int,
    node: NamedNode,
    reference: NamedNode,
    unit_label: str,
    labels: Labels,
    mint: Mint,
) -> Iterator[Statement]:
    names = labels.words.evidence
    cited = (citation.target,) if citation.target else citation.candidates
    target = names["alternatives"].join(labels.label(key) for key in cited)
    yield node, "rdf:type", term("seepara:Citation")
    yield node, "rdfs:label", literal(names["citation"].format(unit=unit_label, target=target))
    yield node, "seepara:partOf", reference
    yield node, "seepara:position", literal(position)
    yield node, "seepara:kind", _concept("kind", citation.kind)
    yield node, "seepara:status", _concept("status", citation.status)
    if citation.status in _WARRANTS_LINK:
        yield node, "seepara:target", mint(citation.target, "")
    elif citation.target:
        yield node, "seepara:targetKey", literal(citation.target)
    for candidate in citation.candidates:
        yield node, "seepara:candidateKey", literal(candidate)
    if citation.direction:
        yield node, "seepara:direction", _concept("direction", citation.direction)
        yield node, "seepara:misdirected", literal(citation.misdirected)
    if citation.reason:
        yield node, "seepara:reason", literal(citation.reason)


def of_body(body: Body, labels: Labels, mint: Mint) -> Iterator[Statement]:
    """A body, and the one above it."""
    node = mint(f"body:{body.root}", "")
    yield node, "rdf:type", term("seepara:Body")
    yield node, "rdfs:label", literal(labels.body(body.root))
    yield node, "skos:notation", literal(body.root)
    if body.parent:
        yield node, "seepara:subBodyOf", mint(f"body:{body.parent}", "")


def of_meeting(meeting: Meeting, labels: Labels, mint: Mint) -> Iterator[Statement]:
    """A meeting: body, days, place."""
    node = mint(meeting.key, "")
    yield node, "rdf:type", term("seepara:Meeting")
    yield node, "rdfs:label", literal(labels.label(meeting.key))
    yield node, "seepara:ofBody", mint(f"body:{meeting.body}", "")
    if meeting.start:
        yield node, "schema:startDate", date_literal(meeting.start)
    if meeting.end:
        yield node, "schema:endDate", date_literal(meeting.end)
    if meeting.place:
        yield node, "schema:location", literal(meeting.place)


def of_external(key: str, labels: Labels, mint: Mint) -> Iterator[Statement]:
    """What is cited and was not read, and the document that it is a part of."""
    document, path = keys.split(key)
    if document in labels.documents:  # it was read after all: its own record says what it is
        return
    node = mint(document, "")
    yield node, "rdf:type", term(external_class(document))
    yield node, "rdfs:label", literal(labels.label(document))
    yield node, "seepara:read", literal(False)
    prefix = document.partition(":")[0]
    if prefix == "decision" or "/RES/" in document:
        stage = Stage.DECISION if prefix == "decision" else Stage.RESOLUTION
        yield node, "seepara:stage", _concept("stage", stage)
    if page := labels.page(document):
        yield node, "skos:notation", literal(document)
        yield node, "foaf:page", _page(page)
    if path:
        part = mint(key, "")
        yield part, "rdf:type", term(external_class(key))
        yield part, "rdf:type", term("seepara:Unit")
        yield part, "rdfs:label", literal(labels.label(key))
        yield part, "seepara:read", literal(False)
        yield part, "seepara:inDocument", node
        yield part, "seepara:partOf", node


def _concept(scheme: str, value: str) -> NamedNode:
    return term(f"seepara:{scheme}-{value}")


def _page(url: str) -> NamedNode:
    from pyoxigraph import NamedNode

    return NamedNode(url)
