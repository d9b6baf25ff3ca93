"""Findings as SARIF 2.1.0 (OASIS, 2020), which editors and review tools show beside the text.

Results are written one at a time; the notice of a file that could not be read goes into the
invocation. Message strings have their own syntax for links and placeholders there (§3.11.5, §3.11.6),
so that words of a document are escaped.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version
from typing import Any
from urllib.parse import quote

from .findings import Finding
from .rules import Rule, Selection, all_rules

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
FINGERPRINT = "seeparaFinding/v1"


def as_sarif(
    findings: Iterable[Finding], selection: Selection, unreadable: Sequence[str] = ()
) -> Iterator[str]:
    """One SARIF log in pieces; `unreadable` has what is wrong with each file that was not read.

    >>> from .rules import select
    >>> log = json.loads("".join(as_sarif([], select())))
    >>> log["version"], log["runs"][0]["results"]
    ('2.1.0', [])
    """
    head = {
        "tool": {"driver": _driver(selection)},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(unreadable)],
    }
    opening = json.dumps({"$schema": SCHEMA, "version": "2.1.0"}, ensure_ascii=False)
    run = json.dumps(head, ensure_ascii=False)
    yield f'{opening[:-1]}, "runs": [{run[:-1]}, "results": ['
    places = {rule.name: place for place, rule in enumerate(all_rules())}
    seen: Counter[str] = Counter()
    separator = "\n"
    for finding in findings:
        result = _result(finding, places[finding.rule], seen)
        yield separator + json.dumps(result, ensure_ascii=False)
        separator = ",\n"
    yield "\n]}]}\n"


def _driver(selection: Selection) -> dict[str, Any]:
    return {
        "name": "seepara",
        "version": version("seepara"),
        "rules": [_rule(rule, rule in selection.rules) for rule in all_rules()],
    }


def _rule(rule: Rule, enabled: bool) -> dict[str, Any]:
    return {
        "id": rule.name,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": rule.title + "."},
        "fullDescription": {"text": rule.explanation},
        "help": {"text": f"{rule.title}. {rule.explanation}"},
        "defaultConfiguration": {"enabled": enabled, "level": rule.severity.value},
    }


def _invocation(unreadable: Sequence[str]) -> dict[str, Any]:
    return {
        "executionSuccessful": not unreadable,
        "toolExecutionNotifications": [
            {"level": "error", "message": {"text": _message(problem)}} for problem in unreadable
        ],
    }


def _result(finding: Finding, rule_index: int, seen: Counter[str]) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(finding.file)}}
    if finding.line > 0:
        place["region"] = {"startLine": finding.line}
        if finding.text:
            place["region"]["snippet"] = {"text": finding.text}
    return {
        "ruleId": finding.rule,
        "ruleIndex": rule_index,
        "level": finding.severity.value,
        "message": {"text": _message(f"{finding.message}. {finding.cure}")},
        "locations": [
            {
                "physicalLocation": place,
                "logicalLocations": [{"fullyQualifiedName": f"{finding.doc}#{finding.unit}"}],
            }
        ],
        "partialFingerprints": {FINGERPRINT: _fingerprint(finding, seen)},
        "properties": {
            "doc": finding.doc,
            "unit": finding.unit,
            "target": finding.target,
            "start": finding.start,
            "end": finding.end,
        },
    }


def _fingerprint(finding: Finding, seen: Counter[str]) -> str:
    """The same as long as document, unit, phrase and target are: lines and files may change.

    Findings that are alike in all of this are told apart by their order.
    """
    parts = (finding.doc, finding.rule, finding.unit, finding.target, finding.text)
    what = "\x1f".join(parts)
    seen[what] += 1
    return hashlib.sha256(f"{what}\x1f{seen[what]}".encode("utf-8", "replace")).hexdigest()[:32]


def _message(text: str) -> str:
    """Text in the syntax of SARIF messages: braces are doubled, since they make placeholders
    (§3.11.5), and what would be a link is none any more (§3.11.6).

    >>> _message("see [here](http://example.org) {0}")
    'see [here] (http://example.org) {{0}}'
    """
    return text.replace("](", "] (").replace("{", "{{").replace("}", "}}")


def _uri(file: str) -> str:
    """The URI of a file; one that is relative stays so.

    >>> _uri("data/a b.txt"), _uri("/tmp/a.txt"), _uri("a:b.txt")
    ('data/a%20b.txt', 'file:///tmp/a.txt', 'a%3Ab.txt')
    """
    quoted = quote(file, safe="/")
    return f"file://{quoted}" if quoted.startswith("/") else quoted
