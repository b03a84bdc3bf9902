"""Contacts of a client."""

from __future__ import annotations

from typing import Any

CONTACTS: list[dict[str, Any]] = [
    {"contact": "boss", "role": "Director", "power": 5, "attitude": "B"},
    {"contact": "it", "role": "IT manager", "power": 4, "attitude": "D"},
    {"contact": "clerk", "role": "Clerk", "power": 1, "attitude": "A"},
]
