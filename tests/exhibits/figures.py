"""Every figure that a plan prints, so that two plans of one client can be compared: by exhibit, row and column, rule and name.

A figure is what stands in a cell of an exhibit's table, in a finding's sentence, on the plan's page, in the manifest's facts or at the head of
a comparison. `bound` tells how it is to be read: "" for equal, "at_least" or "at_most".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from playbook.client import Client
from playbook.exhibits import EXHIBITS, build
from playbook.exhibits.exhibit import Cell, Exhibit
from playbook.steps.differences.plan_money import money_of_plan
from playbook.text import message_ids
from playbook.units import UNKNOWN, Count, is_unknown

__all__ = ["Figure", "figures_of"]

_STEPS = ("industry", "competition", "needs", "solutions", "capability", "planning")
_BOUNDS = {"at least": "at_least", "at most": "at_most", "up to": "at_most", "≥": "at_least", "≤": "at_most"}
#: The roles whose words tell the rows of a table apart, and those whose words are a verdict.
_NAMING, _VERDICTS = ("category", "series"), ("highlight", "state")


@dataclass(frozen=True)
class Figure:
    """A figure: where it stands, its value, how it is printed, and which end of it is known."""

    place: str
    value: Any
    printed: str
    bound: str = ""


def figures_of(client: Client) -> Iterator[Figure]:
    """Every figure of a client's plan, in English."""
    exhibits = [build(exhibit_id, client, "en") for ids in EXHIBITS.values() for exhibit_id in ids]
    shown = {exhibit.id for exhibit in exhibits if exhibit.kind != "card"}
    for exhibit in exhibits:
        if exhibit.id in shown:
            yield from _table(exhibit)
    yield from _findings(client, shown)
    page = next(exhibit for exhibit in exhibits if exhibit.id == "6.0")
    for figure in page.extra["figures"]:
        yield Figure(f"6.0 {figure['label']}", figure["value"], figure["value"], _bound(figure["value"]))
    facts = page.extra["facts"]
    for name, value in facts.items():
        if not name.endswith("_bound"):
            yield Figure(f"fact {name}", value, str(value), facts.get(f"{name}_bound") or "")
    money = money_of_plan(client)
    for name, value in money.totals.items():
        yield Figure(f"diff {name}", value, str(value), money.bounds.get(name, "") if hasattr(money, "bounds") else "")


def _table(exhibit: Exhibit) -> Iterator[Figure]:
    fields = exhibit.values.fields
    for row in exhibit.values.rows:
        name = " / ".join(cell.printed for field, cell in zip(fields, row, strict=True) if field.role in _NAMING)
        for field, cell in zip(fields, row, strict=True):
            if _counts(field.role, cell):
                yield Figure(f"{exhibit.id} {field.name} of {name}", cell.value, cell.printed, _bound(cell.printed))


def _counts(role: str, cell: Cell) -> bool:
    return role in _VERDICTS or not isinstance(cell.value, str) or any(letter.isdigit() for letter in cell.value)


def _bound(printed: str) -> str:
    return next((bound for words, bound in _BOUNDS.items() if words in printed.lower()), "")


def _findings(client: Client, shown: set[str]) -> Iterator[Figure]:
    for step in _STEPS:
        for finding in import_module(f"playbook.steps.{step}.analysis").analyse(client).findings:
            if finding.exhibit in shown:
                yield Figure(f"rule {finding.exhibit} {finding.rule}", True, "said")
                yield from _said(finding)


def _said(finding: Any) -> Iterator[Figure]:
    for part in ("title", "so_what"):
        message = message_ids().get(f"{finding.rule}.{part}")
        for template in () if message is None else message["en"].values() if isinstance(message["en"], dict) else (message["en"],):
            for name in re.findall(r"\{(\w+)", template):
                value = finding.figures[name]
                if hasattr(value, "value") and not isinstance(value, Count):  # a count is of what is on record
                    raw, printed = value.value, value.printed("en")
                    place = f"{finding.exhibit} says {name}"
                    words = re.search(rf"(at least|at most|up to) (a )?\{{{name}\}}", template, re.IGNORECASE)
                    bound = _BOUNDS[words[1].lower()] if words else _bound(printed)
                    yield Figure(f"{place} [{finding.rule}]", None if is_unknown(raw) or printed == UNKNOWN["en"] else raw, printed, bound)
