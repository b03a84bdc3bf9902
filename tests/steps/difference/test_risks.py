"""What changed among the risks."""

from __future__ import annotations

from pathlib import Path

from tests.builders.plan_pairs import compared, only, rules, values


def test_a_risk_that_was_added(tmp_path: Path) -> None:
    """300 x 20% = 60 a month expected before; 500 x 40% = 200 more now."""
    first = {"risk": "r1", "name": "Flood", "probability": 0.2, "amount_month": 300, "on": "2003-01-10"}
    second = {"risk": "r2", "name": "Tender", "probability": 0.4, "amount_month": 500, "on": "2003-03-10"}
    diff = compared(tmp_path, {"risks": [first, second]})
    change = only(diff.topic("risks"))
    assert (change.id, change.kind, change.measure, values(change)) == ("r2", "new", "expected", (None, 200))
    assert [money.expected.known for money in diff.money] == [60, 260]
    assert "risks.total" in rules(diff)


def test_an_amount_that_is_still_unknown_is_no_change(tmp_path: Path) -> None:
    risk = {"risk": "r1", "name": "Flood", "probability": 0.2}
    diff = compared(tmp_path, {"risks": [{**risk, "on": "2003-01-10"}, {**risk, "on": "2003-03-10"}]})
    assert diff.topic("risks").changes == ()
    assert diff.rows == ()
