"""What changed among the needs."""

from __future__ import annotations

from pathlib import Path

from tests.builders.plan_pairs import causes, compared, only, values


def test_a_need_that_is_gone(tmp_path: Path) -> None:
    """The shop's data lines were a rival's, so winning them back was a need; now they are ours."""
    row = {"unit": "shop", "name": "Shop", "service": "data", "amount_month": 90}
    rows = [
        {**row, "holder": "rival", "operator": "rival", "on": "2003-01-10"},
        {**row, "holder": "us", "on": "2003-02-10"},
    ]
    diff = compared(tmp_path, {"unit_services": rows})
    change = only(diff.topic("needs"))
    assert (change.id, change.kind, values(change)) == ("win-back-data-rival", "gone", (90, None))
    assert ("unit_services", ("shop", "data"), "holder", "rival", "us") in causes(change)
    assert (diff.topic("needs").gone, diff.topic("needs").same) == (1, 0)


def test_a_need_that_is_new(tmp_path: Path) -> None:
    need = {"need": "speed", "name": "More speed", "amount_month": 70, "confidence": 0.5, "on": "2003-02-01"}
    diff = compared(tmp_path, {"needs": [{"need": "calm", "name": "Calm", "on": "2003-01-01"}, need]})
    change = only(diff.topic("needs"))
    assert (change.id, change.kind, values(change)) == ("speed", "new", (None, 70))
    assert [(row.table, row.key, row.kind, row.values) for row in change.causes] == [
        ("needs", ("speed",), "new", (("amount_month", 70.0), ("confidence", 0.5))),
    ]
