"""The base: an average a month over the latest bills, where a month without a bill is unknown."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.client import load_client
from playbook.steps.billing import base_of
from playbook.steps.months import months_between
from tests.support import DATA, make_client


def bill(start: str, amount: float, service: str = "data", *, end: str = "", contract: str = "1") -> dict[str, object]:
    return {"from": start, "to": end or start, "contract": contract, "service": service, "amount_month": amount}


def test_the_published_base() -> None:
    base = base_of(load_client("pingan-life-fuzhou", root=DATA))
    assert base.services.to_dict() == {"data": 28184.12, "local_voice": 28120.83, "long_distance": 3918.55, "ip_17909": 3784.30}
    assert (base.total, base.start, base.end, base.missing, base.status) == (64007.80, "2002-10", "2002-12", 0, "published")
    assert (base.reconciliation.verdict, base.reconciliation.control, base.reconciliation.difference) == ("note", 64007.81, 0.01)


def test_the_latest_three_months_count(tmp_path: Path) -> None:
    bills = [bill("2002-08", 9000), bill("2002-10", 100), bill("2002-11", 200), bill("2002-12", 600)]
    assert base_of(make_client(tmp_path, {"bills": bills})).total == 300


def test_a_month_without_a_bill_is_left_out_and_counted(tmp_path: Path) -> None:
    base = base_of(
        make_client(
            tmp_path,
            {
                "bills": [
                    bill("2002-10", 100),
                    bill("2002-12", 300),
                    bill("2002-12", 50, "voice"),
                    bill("2002-11", 50, "voice"),
                    bill("2002-10", 50, "voice"),
                ]
            },
        )
    )
    assert (base.total, base.missing) == (250, 1)


def test_zero_and_credits_count(tmp_path: Path) -> None:
    bills = [bill("2002-10", 100), bill("2002-11", 0), bill("2002-12", -40)]
    assert base_of(make_client(tmp_path, {"bills": bills})).total == 20


def test_contracts_of_a_service_add_up(tmp_path: Path) -> None:
    bills = [bill("2002-10", 100, end="2002-12"), bill("2002-10", 11, end="2002-12", contract="2")]
    assert base_of(make_client(tmp_path, {"bills": bills})).services.to_dict() == {"data": 111}


def test_a_bill_that_covers_more_counts_whole(tmp_path: Path) -> None:
    base = base_of(make_client(tmp_path, {"bills": [bill("2002-01", 100, end="2002-12")]}))
    assert (base.total, base.start) == (100, "2002-01")


def test_a_control_total_of_another_period_is_not_compared(tmp_path: Path) -> None:
    controls = [{"from": "2002-01", "to": "2002-12", "amount_month": 999}]
    assert base_of(make_client(tmp_path, {"control_totals": controls})).reconciliation.verdict == "unknown"


@pytest.mark.parametrize(("start", "end", "months"), [("2002-10", "2002-12", 3), ("2002-12", "2003-01", 2), ("2002-01", "2002-01", 1)])
def test_both_ends_of_a_period_count(start: str, end: str, months: int) -> None:
    assert months_between(start, end) == months
