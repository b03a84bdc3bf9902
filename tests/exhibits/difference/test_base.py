"""1.1, base."""

from __future__ import annotations

from pathlib import Path

from playbook.client import load_client
from tests.builders.clients import BILLS, differences, printed, write_client
from tests.builders.difference_exhibits import NOW, THEN, made, row


def test_a_bridge_prints_what_adds_up() -> None:
    base = made("pingan-life-fuzhou", "en")["1.1"]
    assert printed(base, "item") == [
        "Data",
        "17909 IP long distance",
        "Long distance",
        "Local calls",
        "Revenue a month (base)",
    ]
    assert printed(base, "moved") == ["+¥2,700", "+¥2,400", "−¥216", "−¥770", "+¥4,113"]
    assert printed(base, "why")[0] == "bills.csv 2003-01 2003-03 data: new row, amount_month 30,884.12 (row 9)"


def test_where_bills_are_missing_known_stands_beside_expected(tmp_path: Path) -> None:
    """Then 600 + 400; now data at 650, and voice, which has no bill since, at the 400 that it had."""
    later = {"from": "2003-01", "to": "2003-03", "service": "data", "amount_month": 650}
    root = write_client(tmp_path, {"bills": [*BILLS, later]})
    plans = [load_client("acme", root=root, as_of=day) for day in (THEN, NOW)]
    exhibits = {exhibit.id: exhibit for exhibit in differences(*plans, "en")}
    now = "at least ¥650 (¥1,050 expected)"
    assert exhibits["1.1"].title == f"Revenue rose from ¥1,000 to {now} a month (+5.0%), mostly from data (+¥50)"
    assert (
        row(exhibits["0.1"], "Revenue a month (base)")["before"],
        row(exhibits["0.1"], "Revenue a month (base)")["after"],
    ) == ("¥1,000", now)
