"""What of our revenue is contested: parts of bills, and services without one."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from tests.builders.clients import make_client
from tests.builders.competition import SHARES, rows_by_service


def test_only_the_contested_part_of_a_bill_counts(tmp_path: Path) -> None:
    assert rows_by_service(make_client(tmp_path, {"competition_services": SHARES}))["voice"]["revenue_month"] == 200


@pytest.mark.parametrize(
    ("control", "revenue"), [(1000, 0.0), (1600, None), (None, None)], ids=["whole", "more was billed", "no total"]
)
def test_a_contested_service_without_a_bill_is_0_only_where_the_bills_are_whole(
    tmp_path: Path, control: int | None, revenue: float | None
) -> None:
    services = [{"service": name, "name": name} for name in ("data", "voice", "sms")]
    totals = [{"from": "2002-10", "to": "2002-12", "amount_month": control}] if control else []
    shares = [*SHARES, {"bill_service": "sms", "service": "sms", "share": 1}]
    client = make_client(
        tmp_path, {"competition_services": shares, "control_totals": totals}, market={"services": services}
    )
    found = rows_by_service(client)["sms"]["revenue_month"]
    assert found == revenue if revenue is not None else math.isnan(found)
