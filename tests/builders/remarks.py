"""A finding of the consultant's own."""

from __future__ import annotations

OWN = {
    "finding": "f1",
    "step": 3,
    "text": "Nobody answers at night",
    "evidence": "Three calls",
    "by": "account manager",
    "on": "2003-01-20",
}
