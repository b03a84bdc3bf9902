"""A rival's move, and the parts of the bills that it contests."""

from __future__ import annotations

MOVES = [{"move": "m1", "operator": "rival", "service": "voice", "stage": "in_service", "what": "A line of theirs"}]
PARTS = [
    {"bill_service": "voice", "service": "voice", "share": 1},
    {"bill_service": "data", "service": "data", "share": 0.5},
]
