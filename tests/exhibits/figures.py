"""Every figure that a plan prints, so that two plans of one client can be compared: by exhibit, row and column, rule
and name.

A figure is what stands in a cell of an exhibit's table, in a finding's sentence, on the plan's page, in the manifest's
facts or at the head of a comparison. `bound` tells how it is to be read: "" for equal, "at_least" or "at_most".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from playbook.client import Client
from playbook.exhibits.exhibit import Exhibit
from playbook.families.plan import PLAN
from playbook.steps.difference.plan_money import money_of_plan
from playbook.text import message_ids
from playbook.units import UNKNOWN, Count, is_unknown
from tests.builders.clients import build

__all__ = ["Figure", "by_place", "figures_of", "wrong"]

_STEPS = ("industry", "competition", "needs", "solutions", "capability", "planning")
_BOUNDS = {"at least": "at_least", "at most": "at_most", "≥": "at_least", "≤": "at_most"}
#: Words for what is not known; then the roles whose words tell the rows of a table apart, and those whose words are a
#: verdict.
_NOT_KNOWN = re.compile(r"\bunknown\b|not known|no date|left out|find out first", re.IGNORECASE)
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
    exhibits = [build(exhibit_id, client, "en") for exhibit_id in PLAN.ids]
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
        least = name.endswith("_at_least")
        yield Figure(f"fact {name.removesuffix('_at_least')}", value, str(value), "at_least" if least else "")
    money = money_of_plan(client)
    for name, value in money.totals.items():
        side = money.bounds.get(name, "exact")
        yield Figure(f"diff {name}", None if side == "unknown" else value, str(value), "" if side == "exact" else side)


def _table(exhibit: Exhibit) -> Iterator[Figure]:
    fields = exhibit.values.fields
    for row in exhibit.values.rows:
        name = " / ".join(cell.printed for field, cell in zip(fields, row, strict=True) if field.role in _NAMING)
        for field, cell in zip(fields, row, strict=True):
            if field.numeric or field.role in _VERDICTS or not isinstance(cell.value, str):  # else it is words
                yield Figure(f"{exhibit.id} {field.name} of {name}", cell.value, cell.printed, _bound(cell.printed))


def _bound(printed: str) -> str:
    return next((bound for words, bound in _BOUNDS.items() if words in printed.lower()), "")


def _findings(client: Client, shown: set[str]) -> Iterator[Figure]:
    for step in _STEPS:
        for finding in import_module(f"playbook.steps.{step}.analysis").analyse(client).findings:
            if PLAN.id_of(finding.topic) in shown:
                yield Figure(f"rule {PLAN.id_of(finding.topic)} {finding.rule}", True, "said")
                yield from _said(finding)


@cache
def _messages() -> Mapping[str, Mapping[str, Any]]:
    return message_ids()


def _said(finding: Any) -> Iterator[Figure]:
    for part in ("title", "so_what"):
        message = _messages().get(f"{finding.rule}.{part}")
        for template in (
            () if message is None else message["en"].values() if isinstance(message["en"], dict) else (message["en"],)
        ):
            for name in re.findall(r"\{(\w+)", template):
                value = finding.figures[name]
                if hasattr(value, "value") and not isinstance(value, Count):  # a count is of what is on record
                    raw, printed = value.value, value.printed("en")
                    place = f"{PLAN.id_of(finding.topic)} says {name}"
                    words = re.search(rf"(at least|at most) (a )?\{{{name}\}}", template, re.IGNORECASE)
                    bound = _BOUNDS[words[1].lower()] if words else _bound(printed)
                    yield Figure(
                        f"{place} [{finding.rule}]",
                        None if is_unknown(raw) or printed == UNKNOWN["en"] else raw,
                        printed,
                        bound,
                    )


def wrong(figures: Iterable[Figure], whole: Mapping[str, list[Figure]]) -> Iterator[str]:
    """The figures of a plan that lacks something which are neither those of the whole plan, nor unknown, nor a bound
    that holds.

    A figure whose place the whole plan does not have (a row under another name) has nothing to be held against.
    """
    for figure in figures:
        others = whole.get(figure.place) or whole.get(_any_rule(figure.place), [])
        if any(figure == other for other in others):
            continue
        if others and not _unknown(figure) and not any(_holds(figure, other) for other in others):
            told = sorted({other.printed for other in others})
            yield (
                f"{figure.place}: {figure.bound} {figure.printed!r} where the whole plan has"
                f" {', '.join(map(repr, told[:3]))}"
            )


def by_place(figures: Iterable[Figure]) -> dict[str, list[Figure]]:
    """The figures by place; of those in sentences also by exhibit and name, whatever rule says it."""
    found: dict[str, list[Figure]] = {}
    for figure in figures:
        for place in {figure.place, _any_rule(figure.place)}:
            found.setdefault(place, []).append(figure)
    return found


def _any_rule(place: str) -> str:
    return place.rpartition(" [")[0] if place.endswith("]") else place


def _unknown(figure: Figure) -> bool:
    """Unknown, or words that say so of a part or leave it out; a dash is no figure."""
    return is_unknown(figure.value) or figure.printed in ("–", "") or bool(_NOT_KNOWN.search(figure.printed))


def _holds(figure: Figure, other: Figure) -> bool:
    if figure.printed == other.printed or figure.value == other.value:
        return figure.bound == other.bound or bool(figure.bound)
    if not figure.bound:
        return _same_parts(figure.printed, other.printed) or _close(figure, other)
    mine, theirs = _number(figure), _number(other)
    return bool(mine <= theirs + 1e-6 if figure.bound == "at_least" else mine >= theirs - 1e-6)


def _close(figure: Figure, other: Figure) -> bool:
    """Sums of the same amounts in another order differ in the last bit."""
    return all(isinstance(one.value, float) for one in (figure, other)) and abs(figure.value - other.value) < 1e-6


def _same_parts(printed: str, other: str) -> bool:
    """The same things in another order: which comes first is a choice."""
    return sorted(printed.split("; ")) == sorted(other.split("; ")) and "; " in printed


def _number(figure: Figure) -> float:
    """The value as a number, read off the print where it is a phrase."""
    if isinstance(figure.value, int | float):
        return float(figure.value)
    digits = re.search(r"-?[\d.]+", figure.printed.replace(",", "").replace("\N{MINUS SIGN}", "-"))
    return float(digits[0]) if digits else float("nan")
