"""7.2, assumptions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from playbook.client.model import Assumption
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.compose import ClientPage, cell
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.steps.findings import Finding
from playbook.text import has
from playbook.units import Count, Day, Number, is_unknown

__all__ = ["build"]


@exhibit("7.2", "back.assumptions")
def build(page: ClientPage, _: None) -> Exhibit:
    """7.2 Assumptions: every weight, threshold and rate, with its bounds, who gave it and when."""
    items = sorted(page.subject.assumptions.values(), key=lambda item: (item.step, item.id))
    own = sum(item.origin == "client" for item in items)
    finding = Finding(
        "back.assumptions.assumptions_own" if own else "back.assumptions.assumptions",
        {"n": Count(len(items)), "own": Count(own)},
    )
    names = ("name", "value", "unit", "low", "high", "step", "origin", "on")
    fields = tuple(
        Field(
            name,
            page.say(f"back.assumptions.assumption.{name}"),
            "value" if name == "value" else "label",
            numeric=name in ("value", "low", "high"),
        )
        for name in names
    )
    rows = tuple(tuple(_assumption_cells(page, item)) for item in items)
    return replace(page, findings=(finding,)).make(
        "table",
        page.say("back.assumptions.assumptions_subtitle"),
        Values(fields, rows),
        sources=(),
        status="estimated",
        internal=True,
    )


def _assumption_cells(page: ClientPage, item: Assumption) -> Iterator[Cell]:
    yield cell(item.name, page.lang)
    yield cell(_number(item.value), page.lang)
    yield cell(
        page.say(f"back.assumptions.unit.{item.unit}") if has(f"back.assumptions.unit.{item.unit}") else item.unit,
        page.lang,
    )
    for bound in (item.low, item.high):
        yield cell(_number(bound), page.lang, page.say("back.assumptions.no_bound"))
    yield cell(str(item.step) if item.step else "–", page.lang)
    yield cell(page.say(f"back.assumptions.origin.{item.origin}"), page.lang)
    yield cell(Day(item.on), page.lang)


def _number(value: Any) -> Number:
    """As many decimals as the number has, four at most."""
    if is_unknown(value):
        return Number(float("nan"))
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return Number(float(value), len(text.partition(".")[2]))
