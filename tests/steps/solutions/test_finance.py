"""NPV, payback and cannibalisation by hand."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest

from playbook.client import Client, load_client
from playbook.steps.solutions.finance import cash_flows, finance_of, monthly_rate, payback_month, present_value
from tests.builders.clients import write_client
from tests.builders.solutions import client_of, offer

NAN = float("nan")


def row_of(client: Client, solution: str = "S1") -> dict[Any, Any]:
    return next(row for row in finance_of(client).solutions.to_dict("records") if row["solution"] == solution)


def test_npv_and_payback_without_discount(tmp_path: Path) -> None:
    """100 x 0.5 - 10 = 40 a month in months 3 to 12, ten times: 400 - 200 = 200. Paid back when 5 x 40 = 200: months 3,
    4, 5, 6, 7."""
    row = row_of(client_of(tmp_path, offer(1)))
    assert (row["contribution_month"], row["net_month"], row["npv"], row["payback_month"]) == (50, 40, 200, 7)


def test_npv_at_ten_percent_a_year(tmp_path: Path) -> None:
    """40 a month for 36 months at r = 1.1^(1/12) - 1 = 0.00797414: 40 x (1 - 1.1^-3) / r = 40 x 0.24868520 / 0.00797414
    = 1247.46, less 200."""
    row = row_of(client_of(tmp_path, offer(1, start_month=1), assume={"discount_rate_year": 0.1, "horizon_months": 36}))
    assert row["npv"] == pytest.approx(1047.46, abs=0.02)


def test_twelve_months_make_up_the_year() -> None:
    assert (1 + monthly_rate(0.1)) ** 12 == pytest.approx(1.1)
    assert present_value([0] * 12 + [110], monthly_rate(0.1)) == 100


def test_a_margin_that_is_not_given_is_the_default(tmp_path: Path) -> None:
    row = row_of(client_of(tmp_path, offer(1, margin=""), assume={"margin_default": 0.4}))
    assert (row["margin"], row["contribution_month"], row["missing"]) == (0.4, 40, ())


def test_a_solution_that_replaces_a_service_takes_its_revenue_away(tmp_path: Path) -> None:
    """The client pays 400 a month for voice: 20% of it is 80, at the default margin of 0.5 a loss of 40 a month: 50 -
    10 - 40 = 0, so NPV is -200."""
    row = row_of(client_of(tmp_path, offer(1, replaces="voice", replaced_share=0.2)))
    assert (row["replaced_month"], row["lost_month"], row["net_month"], row["npv"]) == (80, 40, 0, -200)
    assert math.isnan(row["payback_month"])


@pytest.mark.parametrize("column", ["benefit_base_month", "start_month", "cost_once", "cost_month"])
def test_a_blank_is_unknown_and_never_0(tmp_path: Path, column: str) -> None:
    row = row_of(client_of(tmp_path, offer(1, **{column: ""})))
    assert math.isnan(row["npv"]) and math.isnan(row["payback_month"])
    assert row["missing"] == (column,)


def test_what_is_replaced_must_be_known(tmp_path: Path) -> None:
    assert row_of(client_of(tmp_path, offer(1, replaces="voice")))["missing"] == ("replaced_share",)


def test_a_service_without_a_bill_is_0_only_where_the_bills_are_complete(tmp_path: Path) -> None:
    market = {"services": [{"service": name, "name": name} for name in ("data", "voice", "fax")]}
    row = offer(1, replaces="fax", replaced_share=0.5)
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    total = [{"from": "2002-10", "to": "2002-12", "amount_month": 1000}]
    open_, whole = (
        write_client(tmp_path / name, {"solutions": [row], **extra}, market=market)
        for name, extra in (("a", {}), ("b", {"control_totals": total}))
    )
    assert row_of(load_client("acme", root=open_))["missing"] == ("replaces",)
    assert row_of(load_client("acme", root=whole))["replaced_month"] == 0


def test_two_that_replace_one_service_cannot_take_more_than_all_of_it(tmp_path: Path) -> None:
    """S1 (from month 3) replaces 0.75 of voice, S2 (from month 5) 0.5. Until month 4 S1 stands alone; in months 5 to 12
    they add up to 1.25, and a loss of 0.25 x 400 x 0.5 = 50 a month must come back: the whole loss in these eight
    months is 400 x 0.5 x 8 = 1600, of which 0.25 is 400."""
    rows = [
        offer(1, replaces="voice", replaced_share=0.75),
        offer(2, replaces="voice", replaced_share=0.5, start_month=5),
    ]
    (refund,) = finance_of(client_of(tmp_path, *rows)).refunds
    assert (dict(refund.shares), refund.worth) == ({"S1": 0.75, "S2": 0.5}, 1600)


def test_parts_that_fit_into_the_service_need_no_cap(tmp_path: Path) -> None:
    rows = [offer(number, replaces="voice", replaced_share=0.5) for number in (1, 2)]
    assert finance_of(client_of(tmp_path, *rows)).refunds == ()


def test_what_replaces_a_service_after_the_horizon_takes_nothing_away(tmp_path: Path) -> None:
    found = finance_of(client_of(tmp_path, offer(1, replaces="voice", replaced_share=0.75, start_month=10000)))
    assert found.refunds == ()


def test_the_best_come_first_and_the_unknown_last(tmp_path: Path) -> None:
    rows = [offer(1, cost_once=""), offer(10), offer(2), offer(3, benefit_base_month=200)]
    assert list(finance_of(client_of(tmp_path, *rows)).solutions["solution"]) == ["S3", "S2", "S10", "S1"]


@pytest.mark.parametrize(
    ("flows", "month"),
    [
        ([-10, 0, 4, 4, 4], 4),
        ([0, 5], 0),
        ([-10, 4], NAN),
        ([0, -1, -1], NAN),
        ([-10, 10, -1, 1], 3),
        ([NAN, NAN], NAN),
    ],
)
def test_payback_is_the_month_from_which_nothing_is_owed(flows: list[float], month: float) -> None:
    assert payback_month(flows) == pytest.approx(month, nan_ok=True)


def test_what_starts_beyond_the_horizon_only_costs() -> None:
    assert present_value(cash_flows(50, 10, start_month=13, horizon=12), 0.01) == -50
