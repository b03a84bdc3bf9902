"""A client's goals and initiatives."""

from __future__ import annotations

from typing import Any

GOALS: list[dict[str, Any]] = [
    {
        "initiative": "a",
        "goal": "Grow",
        "name": "One app",
        "telecom": "Wi-Fi",
        "service": "data",
        "supported": "yes",
        "amount_month": 500,
    },
    {
        "initiative": "b",
        "goal": "Save",
        "name": "Sensors",
        "telecom": "A network",
        "supported": "no",
        "amount_month": 90,
    },
    {"initiative": "c", "goal": "Save", "name": "Films", "telecom": "Bandwidth", "supported": "no", "amount_month": 60},
    {"initiative": "d", "goal": "Save", "name": "One bill", "telecom": "", "supported": "", "amount_month": ""},
]
