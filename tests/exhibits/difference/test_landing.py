"""1.2, landing."""

from __future__ import annotations

from tests.builders.difference_exhibits import made, row


def test_the_landing_is_told_against_both_targets() -> None:
    """78,729.60 -> 82,720.97, target 78,729.59 -> 83,788.79: 1,067.82 short, 3,991.38 over the earlier target."""
    landing = made("pingan-life-fuzhou", "en")["1.2"]
    assert (
        landing.title
        == "The plan now lands at ¥82,721 a month, ¥1,068 short of its target of ¥83,789; the earlier one was on target"
    )
    assert landing.so_what[-1].endswith("against the earlier target the landing is ¥3,991 ahead.")
    assert row(landing, "Target") == {
        "item": "Target",
        "before": "¥78,730",
        "after": "¥83,789",
        "moved": "+¥5,059",
        "why": "bills.csv: 4 new rows (rows 6–9)",
    }
