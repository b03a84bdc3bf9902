"""Kinds of exhibits: the mark that a figure is made of, or what an exhibit is instead.

A renderer may make something of its own of a kind that it knows; of any other, it takes the picture or the table.
"""

from __future__ import annotations

from typing import Literal, get_args

__all__ = ["KINDS", "Kind"]

Kind = Literal[
    "band",
    "bar",
    "card",
    "chain",
    "checklist",
    "choice",
    "cover",
    "coverage",
    "decision_map",
    "designs",
    "duels",
    "dumbbell",
    "gantt",
    "harvey",
    "headroom",
    "heatmap",
    "lines",
    "lorenz",
    "marimekko",
    "matrix",
    "mix",
    "network",
    "quadrant",
    "range",
    "ranked",
    "ranking",
    "risk_map",
    "roadmap",
    "scale",
    "stacked",
    "summary",
    "table",
    "timeline",
    "tornado",
    "trend",
    "variance",
    "waterfall",
]

#: All of them, as the schema lists them.
KINDS: tuple[Kind, ...] = get_args(Kind)
