"""7.2, assumptions."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import Column, table
from playbook.exhibits.compose import ClientPage
from playbook.exhibits.exhibit import Exhibit
from playbook.steps.back.assumptions import assumptions_of
from playbook.text import has
from playbook.units import Day, Number, is_unknown

__all__ = ["build"]

_NONE = "–"
_DECIMALS = 4


@exhibit("7.2", "back.assumptions")
def build(page: ClientPage, _: None) -> Exhibit:
    """7.2 Assumptions: every weight, threshold and rate, with its bounds, who gave it and when."""
    assumed, no_bound = assumptions_of(page.subject), page.say("back.assumptions.no_bound")
    columns = (
        Column("name", lambda row: row["name"], label=page.say("back.assumptions.assumption")),
        Column("value", lambda row: _number(row["value"]), "value", numeric=True),
        Column("unit", lambda row: _unit(page, row["unit"])),
        Column("low", lambda row: _number(row["low"]), numeric=True, reason=no_bound),
        Column("high", lambda row: _number(row["high"]), numeric=True, reason=no_bound),
        Column("step", lambda row: str(row["step"] or _NONE)),
        Column("origin", lambda row: page.say(f"back.assumptions.origin.{row['origin']}")),
        Column("on", lambda row: Day(row["on"])),
    )
    return replace(page, findings=assumed.findings).make(
        "table",
        page.say("back.assumptions.subtitle"),
        table(page, map(vars, assumed.assumptions), columns),
        sources=(),
        status="estimated",
        internal=True,
    )


def _unit(page: ClientPage, unit: str) -> str:
    message = f"back.assumptions.unit.{unit}"
    return page.say(message) if has(message) else unit


def _number(value: Any) -> Number:
    """As many decimals as the number has, four at most."""
    if is_unknown(value):
        return Number(float("nan"))
    text = f"{value:.{_DECIMALS}f}".rstrip("0").rstrip(".")
    return Number(float(value), len(text.partition(".")[2]))
