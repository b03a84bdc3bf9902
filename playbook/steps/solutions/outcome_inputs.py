"""The amounts that the result of month 12 hangs on, each with its range and what it does to the result alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from playbook.client.frames import frame_of
from playbook.client.model import Client
from playbook.client.rows import Row, natural
from playbook.steps.solutions.waterfall import Waterfall
from playbook.steps.status import weakest
from playbook.units import Name, inline, is_unknown, name_of

__all__ = ["AMOUNTS", "input_name", "input_rows", "inputs_frame"]

#: The ends and the middle of an input's range.
AMOUNTS = ("low_month", "base_month", "high_month")
_TORNADO = ("at_low_month", "at_high_month", "swing_month", "mean_month")
_COLUMNS = ("id", "kind", "name", "domain", "sign", "low_month", "base_month", "high_month", "state", "status")


def inputs_frame(rows: Iterable[Row], end: float) -> pd.DataFrame:
    """The inputs as a frame, what moves the result most first; `end` is the base case."""
    ordered = sorted((row | _alone(row, end) for row in rows), key=_order)
    return frame_of(ordered, [*_COLUMNS, *_TORNADO], figures=("sign", *AMOUNTS, *_TORNADO))


def input_rows(client: Client, flow: Waterfall) -> list[Row]:
    """The amounts that the waterfall adds up: benefits of the solutions in its bars, and erosions."""
    inside, spread = (
        {solution for bar in flow.additions for solution in bar["solutions"]},
        client.assume("erosion_spread"),
    )
    benefits = (_benefit(row) for row in client.rows("solutions") if row["solution"] in inside)
    return [*benefits, *(_erosion(row, spread) for row in client.rows("erosions"))]


def _benefit(row: Row) -> Row:
    base = float("nan") if is_unknown(row["start_month"]) else row["benefit_base_month"]
    domain = next((f"{column} {row[column]}" for column in ("line", "service") if not is_unknown(row[column])), None)
    return _input(
        (row["solution"], "solution", name_of(row), domain, 1.0),
        (row["benefit_low_month"], base, row["benefit_high_month"]),
        weakest([row["status"], row["benefit_status"]]),
    )


def _erosion(row: Row, spread: float) -> Row:
    amount = row["amount_month"]
    return _input(
        (row["erosion"], "erosion", name_of(row), None, -1.0),
        (amount * (1 - spread), amount, amount * (1 + spread)),
        row["status"],
    )


def _input(what: tuple[Any, ...], amounts: tuple[float, float, float], status: str) -> Row:
    low, base, high = amounts
    state = "left_out" if is_unknown(base) else "held" if is_unknown(low) or is_unknown(high) else "ranged"
    return dict(zip(_COLUMNS, (*what, low, base, high, state, status), strict=True))


def _alone(row: Row, end: float) -> dict[str, float]:
    """The tornado: the result with this input at its low or high and the others at base; NaN where it has no range."""
    if row["state"] != "ranged":
        return dict.fromkeys(_TORNADO, float("nan"))
    low, base, high, sign = row["low_month"], row["base_month"], row["high_month"], row["sign"]
    mean = sign * ((low - base) + (high - base)) / 3
    figures = (end + sign * (low - base), end + sign * (high - base), high - low, mean)
    return dict(zip(_TORNADO, (round(value, 6) for value in figures), strict=True))


def _order(row: Row) -> tuple[Any, ...]:
    """The largest swing first; then what is held, then what is left out; solutions before erosions, ties by id."""
    ranged = row["state"] == "ranged"
    return (
        0 if ranged else 1 if row["state"] == "held" else 2,
        -row["swing_month"] if ranged else 0.0,
        row["kind"] == "erosion",
        natural(row["id"]),
    )


def input_name(row: Row) -> Name:
    """An input inside a sentence: a solution by its id and name, an erosion by its name."""
    name = inline(row["name"])
    return (
        Name(f"{row['id']}（{name.zh}）", f"{row['id']} ({name.en})")
        if row["kind"] == "solution"
        else Name(f"“{name.zh}”", name.en)
    )
