"""What the employees of a client spend, by group and operator."""

from __future__ import annotations

from typing import Any

ROWS: list[dict[str, Any]] = [
    {"group": "sales", "name": "Sales force", "operator": "us", "heads": 10, "amount_month": 300},
    {"group": "sales", "name": "Sales force", "operator": "rival", "heads": 40, "amount_month": 800},
    {"group": "office", "name": "Office staff", "operator": "other", "heads": 5, "amount_month": 100},
    {"group": "office", "name": "Office staff", "operator": "us", "heads": 30, "amount_month": 600},
]
