"""7.3 by hand: a row a source, status and table, those with the most rows first."""

from __future__ import annotations

from pathlib import Path

from tests.builders.clients import build, make_client, printed

BILL = {"from": "2002-10", "to": "2002-12", "service": "data", "amount_month": 600}


def test_rows_are_counted_by_source(tmp_path: Path) -> None:
    bills = [
        {**BILL, "source": "billing"},
        {**BILL, "service": "voice", "source": "hearsay", "status": "estimated"},
        {**BILL, "from": "2002-07", "to": "2002-09", "source": "billing"},
    ]
    shown = build("7.3", make_client(tmp_path, {"bills": bills}), "en")
    told = zip(*(printed(shown, name) for name in ("table", "source", "status", "rows")), strict=True)
    assert [row for row in told if row[0] == "bills.csv"] == [
        ("bills.csv", "billing", "measured", "2"),
        ("bills.csv", "hearsay", "estimated", "1"),
    ]
