"""The columns of what a solution is rated by, on the scale from 0 to 4, and of its score."""

from __future__ import annotations

from playbook.exhibits.columns import Column
from playbook.exhibits.compose import ClientPage
from playbook.units import Number

__all__ = ["rating"]

_DIGITS = {"technical": 1, "policy": 1, "benefit": 1, "feasibility": 2, "score": 2}


def rating(page: ClientPage, name: str, role: str = "label", *, reason: str = "not_rated") -> Column:
    """The column of a rating; `reason` is the word for why it is not known."""
    points, why = page.say("solutions.words.points"), page.say(f"solutions.words.{reason}")
    return Column(name, lambda row: Number(row[name], _DIGITS[name]), role, points, numeric=True, reason=why)
