"""Revenue at risk by hand, and what is exposed."""

from __future__ import annotations

import math
from pathlib import Path

from playbook.client import load_client
from playbook.steps.competition.analysis import analyse
from playbook.units import Money
from tests.builders.clients import BILLS, DATA, make_client
from tests.builders.competition import SHARES, rows_by_service, scores


def test_an_unknown_cell_gives_no_gap_and_no_risk(tmp_path: Path) -> None:
    tables = {
        "scores": scores("data", "us", [4, None, None, None, None, None]) + scores("data", "rival", [4] * 6),
        "competition_services": SHARES,
    }
    row = rows_by_service(make_client(tmp_path, tables))["data"]
    assert all(
        math.isnan(row[name]) for name in ("ours", "gap", "probability", "at_risk_month", "low_month", "high_month")
    )  # type: ignore[arg-type]


def test_revenue_at_risk_by_hand(tmp_path: Path) -> None:
    move = [{"move": "m", "operator": "rival", "service": "data", "stage": "in_service", "what": "x"}]
    tables = {
        "scores": scores("data", "us", [2] * 6) + scores("data", "rival", [3] * 6),
        "competition_services": SHARES,
        "moves": move,
    }
    result = analyse(make_client(tmp_path, tables))
    row = result.revenue_at_risk.services.set_index("service").loc["data"]
    probability = 1 / (1 + math.exp((-1 + 1.5) / 0.8 - 1.6))
    assert math.isclose(row["probability"], probability)
    assert math.isclose(row["at_risk_month"], 600 * probability)
    assert bool(row["exposed"])
    assert result.revenue_at_risk.exposed_month == 600


def test_a_planned_move_does_not_expose(tmp_path: Path) -> None:
    move = [{"move": "m", "operator": "rival", "service": "data", "stage": "planned", "what": "x"}]
    result = analyse(make_client(tmp_path, {"competition_services": SHARES, "moves": move}))
    assert result.revenue_at_risk.exposed_month == 0
    assert result.revenue_at_risk.services.set_index("service").loc["data", "moves"] == 0.3


def test_without_scores_the_risk_is_unknown_and_not_0(tmp_path: Path) -> None:
    result = analyse(make_client(tmp_path, {"competition_services": SHARES}))
    assert math.isnan(result.revenue_at_risk.at_risk_month)
    assert result.revenue_at_risk.services["at_risk_month"].isna().all()


def test_an_unknown_part_of_a_bill_leaves_its_revenue_unknown(tmp_path: Path) -> None:
    result = analyse(
        make_client(tmp_path, {"competition_services": [{"bill_service": "data", "service": "data", "share": ""}]})
    )
    assert math.isnan(
        rows_by_service(
            make_client(tmp_path, {"competition_services": [{"bill_service": "data", "service": "data", "share": ""}]})
        )["data"]["revenue_month"]
    )
    assert math.isnan(result.revenue_at_risk.at_risk_month)


def test_a_client_without_any_of_it_finds_nothing(tmp_path: Path) -> None:
    result = analyse(make_client(tmp_path))
    assert (len(result.revenue_at_risk.services), result.findings) == (0, ())


def test_money_of_the_findings_is_the_money_of_the_table() -> None:
    result = analyse(load_client("pingan-life-fuzhou", root=DATA))
    exposed = next(finding for finding in result.findings if finding.rule == "competition.revenue_at_risk.exposed")
    assert exposed.figures["exposed"] == Money(result.revenue_at_risk.exposed_month, "CNY")


def test_of_a_credit_nothing_is_lost(tmp_path: Path) -> None:
    bills = [{"from": "2002-12", "to": "2002-12", "service": "data", "amount_month": -600}, *BILLS[1:]]
    tables = {
        "bills": bills,
        "scores": scores("data", "us", [2] * 6) + scores("data", "rival", [3] * 6),
        "competition_services": SHARES,
    }
    row = rows_by_service(make_client(tmp_path, tables))["data"]
    assert (row["revenue_month"] < 0, row["at_risk_month"]) == (True, 0)
