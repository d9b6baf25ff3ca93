"""Faults in the cross-references of a document, for an editor who wants them before printing.

`check` puts the rules (`rules.toml`) to one resolved document and gives what they find, in the order
of its text; against its draft, also what was not renumbered since. It changes nothing, reads nothing
else and knows no output format (`formats`, `sarif`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from ..model import ResolvedDocument
from . import lists, malformed, moved, mutual, numbering, style, targets
from .findings import Fault, Finding, Severity
from .rules import Rule, Selection, UnknownRule, all_rules, select
from .subject import Subject

__all__ = [
    "Finding",
    "Rule",
    "Selection",
    "Severity",
    "UnknownRule",
    "all_rules",
    "check",
    "moved_findings",
    "select",
]

_CHECKS: Mapping[str, Callable[[Subject], Iterable[Fault]]] = {
    "dangling": targets.dangling,
    "misdirected": targets.misdirected,
    "range-reversed": lists.reversed_ranges,
    "range-empty": lists.empty_ranges,
    "malformed-symbol": malformed.malformed,
    "number-repeated": numbering.repeated,
    "ambiguous": targets.ambiguous,
    "list-order": lists.out_of_order,
    "numbering-gap": numbering.gaps,
    "one-sided": mutual.one_sided,
    "hyphen-in-range": style.hyphens,
    "singular-with-several": style.singulars,
    "abbreviation": style.abbreviations,
    "direction-missing": style.directions,
}
_EXPECTED: Mapping[str, Callable[[Subject], bool]] = {"one-sided": mutual.expected}
"""Rules that hold for some documents only, unless they are asked for by name."""

_AGAINST: Mapping[str, Callable[[Subject, ResolvedDocument], Iterable[Fault]]] = {
    "target-moved": moved.moved,
}
"""Rules that look at the draft too, and find nothing without it."""

_LONGEST = 80
"""How many characters of a phrase a message quotes; `Finding.text` has it whole."""


def check(
    resolved: ResolvedDocument,
    selection: Selection | None = None,
    against: ResolvedDocument | None = None,
) -> tuple[Finding, ...]:
    """What the rules find in one document, in the order of its text; by default those that are on.

    `against` is the draft of the document: with it, references that were not renumbered are found.

    >>> from ..model import Citation, Document, Kind, Reference, Status, Unit, UnitKind
    >>> document = Document("A/1/2", "a.txt", "See para. 9.", (Unit("1", UnitKind.PARAGRAPH, 0, 12),))
    >>> nine = Citation("A/1/2#9", Kind.PARAGRAPH, Status.DANGLING)
    >>> cited = Reference("1", 0, 11, "See para. 9", Kind.PARAGRAPH, (nine,))
    >>> for found in check(ResolvedDocument(document, (cited,))):
    ...     print(found.rule, found.unit, found.target, "-", found.message)
    dangling 1 A/1/2#9 - “See para. 9”: this document has no para. 9
    >>> check(ResolvedDocument(document, (cited,)), select(off=["dangling"]))
    ()
    """
    chosen = selection if selection is not None else select()
    subject = Subject(resolved)
    placed: list[tuple[int, int, int, int, Finding]] = []
    for number, rule in enumerate(chosen.rules):
        expected = _EXPECTED.get(rule.name)
        if expected and rule.name not in chosen.everywhere and not expected(subject):
            continue
        for fault in _faults(rule, subject, against):
            place = subject.order[fault.unit.path]
            finding = _finding(fault, rule, subject)
            placed.append((place, fault.start, fault.end, number, finding))
    placed.sort(key=lambda one: one[:4])
    return tuple(dict.fromkeys(finding for *_, finding in placed))


def moved_findings(final: ResolvedDocument, draft: ResolvedDocument) -> tuple[Finding, ...]:
    """The references of a final that still resolve, but to another text than in its draft."""
    rules = tuple(rule for rule in all_rules() if rule.name in _AGAINST)
    return check(final, Selection(rules), draft)


def _faults(rule: Rule, subject: Subject, against: ResolvedDocument | None) -> Iterable[Fault]:
    if rule.name in _CHECKS:
        return _CHECKS[rule.name](subject)
    return _AGAINST[rule.name](subject, against) if against is not None else ()


def _finding(fault: Fault, rule: Rule, subject: Subject) -> Finding:
    document = subject.document
    text = subject.text(fault.unit)[fault.start : fault.end]
    words = {
        "text": text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…",
        "unit": subject.unit_called(fault.unit.path),
        "target": subject.called(fault.target) if fault.target else "",
        **fault.words,
    }
    return Finding(
        file=document.file,
        line=fault.unit.line,
        rule=rule.name,
        severity=rule.severity,
        doc=document.key,
        unit=fault.unit.path,
        target=fault.target,
        text=text,
        start=fault.start,
        end=fault.end,
        message=rule.messages[fault.variant].format(**words),
        cure=rule.cure.format(**words),
    )
