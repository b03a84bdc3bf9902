"""The landing then and now."""

from __future__ import annotations

from pathlib import Path

from tests.builders.clients import BILLS, Rows
from tests.builders.plan_pairs import compared


def test_the_target_moves_with_its_base(tmp_path: Path) -> None:
    """10% on 1,000 is 1,100; on 1,050 it is 1,155. The landing is the base of the day: 105 short, and 50 behind the
    earlier target."""
    later: Rows = [
        {"from": "2003-01", "to": "2003-03", "service": name, "amount_month": amount}
        for name, amount in (("data", 650), ("voice", 400))
    ]
    diff = compared(tmp_path, {"bills": [*BILLS, *later], "targets": [{"target": "revenue_growth_year", "value": 0.1}]})
    assert [round(money.totals["target"], 6) for money in diff.money] == [1100, 1155]
    assert [round(money.totals["short"], 6) for money in diff.money] == [100, 105]
    behind = next(finding for finding in diff.findings if finding.rule == "difference.landing.target_moved_behind")
    assert behind.figures["gap"].printed("en") == "¥50"
