"""6.6 by hand: probability times money, and a total of what is known."""

from __future__ import annotations

from pathlib import Path

from tests.builders.clients import build, make_client, printed

RISKS = [
    {"risk": "r1", "name": "Flood", "probability": 0.4, "amount_month": 4800},
    {"risk": "r2", "name": "Tender", "probability": 0.3, "amount_month": 2900},
    {"risk": "r3", "name": "Strike", "amount_month": 3100},
]


def test_expected_losses_and_their_total(tmp_path: Path) -> None:
    """0.4 x 4,800 = 1,920 and 0.3 x 2,900 = 870; the third is unknown, so together at least 2,790."""
    shown = build("6.6", make_client(tmp_path, {"risks": RISKS}), "en")
    assert printed(shown, "expected") == ["¥1,920", "¥870", "unknown", "at least ¥2,790"]
    assert printed(shown, "name")[:3] == ["Flood", "Tender", "Strike"]
