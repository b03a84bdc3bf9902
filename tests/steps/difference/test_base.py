"""The base then and now."""

from __future__ import annotations

from pathlib import Path

from tests.builders.clients import BILLS, Rows
from tests.builders.plan_pairs import compared, rules


def test_a_new_bill_moves_the_base_service_by_service(tmp_path: Path) -> None:
    """1,000 = 600 data + 400 voice; then 650 data, 380 voice and 20 internet: +50, +20, -20."""
    later = {"from": "2003-01", "to": "2003-03"}
    new: Rows = [
        {**later, "service": name, "amount_month": amount}
        for name, amount in (("data", 650), ("voice", 380), ("net", 20))
    ]
    services = [{"service": name, "name": name.title()} for name in ("data", "voice", "net")]
    diff = compared(tmp_path, {"bills": [*BILLS, *new]}, market={"services": services})
    assert (diff.base.before, diff.base.after, diff.base.amount) == (1000, 1050, 50)
    assert [(step.id, step.amount) for step in diff.base.steps] == [("data", 50), ("net", 20), ("voice", -20)]
    assert [row.key for row in diff.causes("base", {"net"})] == [("2003-01", "2003-03", "", "net")]
    assert rules(diff)[:2] == ["base.up", "base.against_down"]


def test_without_a_new_bill_the_base_stands_still(tmp_path: Path) -> None:
    diff = compared(tmp_path, {})
    assert rules(diff) == [
        "base.no_bills",
        "landing.same",
        *(f"{topic.topic}.same" for topic in diff.topics),
        "unchanged.stayed",
        "inputs.none",
    ]
    assert diff.empty
