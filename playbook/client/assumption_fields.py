"""The fields of an assumption: what stands below its id."""

from __future__ import annotations

from playbook.client.schema import Column, named

__all__ = ["ASSUMPTION"]

ASSUMPTION: tuple[Column, ...] = (
    Column("value", "number", "the value", required=True, example="0.7"),
    Column("unit", "text", "its unit"),
    Column("low", "number", "lower bound that it is varied in"),
    Column("high", "number", "upper bound that it is varied in"),
    Column("step", "integer", "step that uses it", low=1, high=6),
    *named("name", "what it is"),
    Column("by", "text", "who gave it, by role", required=True),
    Column("on", "date", "when", required=True),
)
