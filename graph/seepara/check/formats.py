"""Findings as text for a person and as rows for a program (SARIF: `sarif`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from ..answers import harmless
from ..tables import as_json_lines
from .findings import Finding, Severity
from .rules import Selection, all_rules, select
from .sarif import as_sarif

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}
_BOLD, _DIM = "1", "2"


def written(
    findings: Iterable[Finding],
    form: str,
    selection: Selection,
    unreadable: Sequence[str] = (),
    *,
    colour: bool = False,
) -> Iterator[str]:
    """Findings in one of the formats: ``text``, ``jsonl``, ``sarif``.

    `unreadable` has what is wrong with each file that was not read: only SARIF has a place for it.
    """
    if form == "jsonl":
        return as_json_lines(rows(findings))
    if form == "sarif":
        return as_sarif(findings, selection, unreadable)
    return as_text(findings, colour=colour)


def as_text(findings: Iterable[Finding], *, colour: bool = False) -> Iterator[str]:
    """Two lines a finding: place, severity, message and rule; then the cure, indented.

    Nothing of a document can steer the terminal.

    >>> found = Finding("a.txt", 3, "dangling", Severity.ERROR, "A/1", "1", "", "", 0, 0, "M", "C.")
    >>> print("".join(as_text([found])), end="")
    a.txt:3: error: M [dangling]
        C.
    """
    for one in findings:
        place = _painted(f"{harmless(one.file)}:{one.line}:", _BOLD, colour)
        severity = _painted(f"{one.severity.value}:", _COLOURS[one.severity], colour)
        rule = _painted(f"[{one.rule}]", _DIM, colour)
        yield f"{place} {severity} {harmless(one.message)} {rule}\n"
        yield f"    {harmless(one.cure)}\n"


def rows(findings: Iterable[Finding]) -> Iterator[Mapping[str, Any]]:
    """A row a finding, as `check --format jsonl` gives it (design.md §4), its cure behind."""
    for one in findings:
        yield asdict(one) | {"severity": one.severity.value}


def as_list() -> Iterator[str]:
    """What `check --list` shows: every rule, whether it is on, and what it looks for."""
    on = {rule.name for rule in select().rules}
    for rule in all_rules():
        group = ", style" if rule.style else ""
        yield f"{rule.name} ({rule.severity.value}, {'on' if rule.name in on else 'off'}{group})\n"
        yield f"    {rule.title}. {rule.explanation}\n"


class Tally:
    """How many documents were checked and what was found, counted while findings go by."""

    def __init__(self) -> None:
        self.documents = 0
        self.abridged = 0
        self.severities: Counter[Severity] = Counter()

    def add(self, findings: Iterable[Finding], *, abridged: bool) -> None:
        """Count one document and its findings."""
        self.documents += 1
        self.abridged += abridged
        self.severities.update(finding.severity for finding in findings)

    @property
    def has_errors(self) -> bool:
        """Whether a fault of severity error was found."""
        return self.severities[Severity.ERROR] > 0

    def line(self) -> str:
        """The summary, in one line.

        >>> tally = Tally()
        >>> tally.add((), abridged=True)
        >>> tally.line()
        '1 document checked (1 abridged, not the official text): 0 errors, 0 warnings, 0 notes'
        """
        abridged = f" ({self.abridged} abridged, not the official text)" if self.abridged else ""
        found = ", ".join(_counted(self.severities[s], s.value) for s in Severity)
        return f"{_counted(self.documents, 'document')} checked{abridged}: {found}"


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _painted(text: str, code: str, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text
