"""The rules as data (`rules.toml`), and the choice of those that are to run."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from .findings import Severity

STYLE = "style"
"""The name by which all rules of house style are switched together."""


class UnknownRule(LookupError):
    """There is no rule, and no group of rules, of that name."""


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One rule: `on` says whether it runs unless switched, `messages` are templates by variant."""

    name: str
    title: str
    severity: Severity
    explanation: str
    cure: str
    messages: Mapping[str, str]
    on: bool = False
    style: bool = False


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, in the order in which they are listed.

    >>> [rule.name for rule in all_rules()][:2]
    ['dangling', 'misdirected']
    """
    tables = tomllib.loads(files(__package__).joinpath("rules.toml").read_text("utf-8"))
    return tuple(
        Rule(
            name=name,
            title=table["title"],
            severity=Severity(table["severity"]),
            explanation=table["explanation"],
            cure=table["cure"],
            messages=table["messages"] if "messages" in table else {"": table["message"]},
            on=table.get("on", False),
            style=table.get("style", False),
        )
        for name, table in tables.items()
    )


@dataclass(frozen=True, slots=True)
class Selection:
    """The rules that are to run; those in `everywhere` run also where they are not expected."""

    rules: tuple[Rule, ...]
    everywhere: frozenset[str] = frozenset()


def select(on: Collection[str] = (), off: Collection[str] = ()) -> Selection:
    """The rules that are on by themselves, with some switched; `off` wins.

    "style" stands for all rules of house style. What is switched on by its name also runs where it
    is not expected (`one-sided`, in a document whose references are not mutual). Raises
    `UnknownRule`.

    >>> chosen = select(on=["style"], off=["abbreviation"])
    >>> [rule.name for rule in chosen.rules if rule.style]
    ['hyphen-in-range', 'singular-with-several', 'direction-missing']
    """
    rules = all_rules()
    known = {rule.name for rule in rules} | {STYLE}
    for name in (*on, *off):
        if name not in known:
            raise UnknownRule(name)
    return Selection(
        tuple(rule for rule in rules if (rule.on or _named(rule, on)) and not _named(rule, off)),
        frozenset(on) - {STYLE},
    )


def _named(rule: Rule, names: Collection[str]) -> bool:
    return rule.name in names or (rule.style and STYLE in names)
