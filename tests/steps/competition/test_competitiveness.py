"""Step 2 by hand: weighted means with unknowns left out, gaps, and the probability of loss."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.client import load_client
from playbook.steps.competition.analysis import FACTORS, analyse, loss_probability
from playbook.steps.status import weakest
from playbook.units import Money
from tests.support import BILLS, DATA, make_client

SHARES = [
    {"bill_service": "data", "service": "data", "share": 1},
    {"bill_service": "voice", "service": "voice", "share": 0.5},
]


def scores(service: str, operator: str, values: list[float | None]) -> list[dict[str, object]]:
    return [
        {"service": service, "operator": operator, "factor": factor, "score": "" if value is None else value}
        for factor, value in zip(FACTORS, values, strict=True)
    ]


def rows_by_service(client: object) -> dict[str, dict[str, object]]:
    return {row["service"]: row for row in analyse(client).services.to_dict("records")}  # type: ignore[arg-type, misc]


def test_unknown_factors_are_left_out_and_the_weights_made_to_add_up(tmp_path: Path) -> None:
    client = make_client(tmp_path, {"scores": scores("data", "us", [4, 3, 2, None, 4, 3])})
    cell = analyse(client).competitiveness.iloc[0]
    assert math.isclose(cell["score"], (0.2 * 4 + 0.2 * 3 + 0.2 * 2 + 0.2 * 4 + 0.1 * 3) / 0.9)
    assert math.isclose(cell["known_weight"], 0.9)


def test_a_cell_with_less_than_half_of_the_weight_is_unknown(tmp_path: Path) -> None:
    client = make_client(
        tmp_path,
        {
            "scores": scores("data", "us", [4, 4, None, None, None, None])
            + scores("data", "rival", [4, 4, None, 4, None, None])
        },
    )
    cells = analyse(client).competitiveness.set_index("operator")["score"]
    assert math.isnan(cells["us"])
    assert math.isclose(cells["rival"], 4)


def test_a_cell_with_exactly_half_of_the_weight_is_shown(tmp_path: Path) -> None:
    """Coverage, stability and brand are 0.2 + 0.2 + 0.1 of 1: (0.2 x 4 + 0.2 x 2 + 0.1 x 2) / 0.5 = 2.8."""
    client = make_client(tmp_path, {"scores": scores("data", "us", [4, 2, None, 2, None, None])})
    cell = analyse(client).competitiveness.iloc[0]
    assert (cell["known_weight"], cell["score"]) == pytest.approx((0.5, 2.8))


def test_equal_scores_are_no_gap(tmp_path: Path) -> None:
    """Means of decimal weights may differ by a hair: what is equal on paper must not come out as ahead or behind."""
    client = make_client(
        tmp_path,
        {"scores": scores("data", "us", [3.3, None, 3.3, 3.3, 3.3, None]) + scores("data", "rival", [3.3] * 6)},
    )
    assert rows_by_service(client)["data"]["gap"] == 0


def test_an_unknown_cell_gives_no_gap_and_no_risk(tmp_path: Path) -> None:
    tables = {
        "scores": scores("data", "us", [4, None, None, None, None, None]) + scores("data", "rival", [4] * 6),
        "competition_services": SHARES,
    }
    row = rows_by_service(make_client(tmp_path, tables))["data"]
    assert all(
        math.isnan(row[name]) for name in ("ours", "gap", "probability", "at_risk_month", "low_month", "high_month")
    )  # type: ignore[arg-type]


def test_the_gap_is_to_the_best_rival_known(tmp_path: Path) -> None:
    client = make_client(
        tmp_path,
        {"scores": scores("data", "us", [2] * 6) + scores("data", "rival", [1] * 6) + scores("data", "other", [3] * 6)},
    )
    row = rows_by_service(client)["data"]
    assert (row["best_rival"], row["gap"]) == ("other", -1)


def test_who_leads_nowhere_is_told_so(tmp_path: Path) -> None:
    behind = scores("data", "us", [1] * 6) + scores("data", "rival", [3] * 6)
    ahead = scores("voice", "us", [3] * 6) + scores("voice", "rival", [1] * 6)
    rules = [
        analyse(make_client(tmp_path / name, {"scores": rows})).findings[0].rule
        for name, rows in (("a", behind), ("b", behind + ahead))
    ]
    assert rules == ["competition.competitiveness.behind_all", "competition.competitiveness.behind"]


def test_revenue_at_risk_by_hand(tmp_path: Path) -> None:
    move = [{"move": "m", "operator": "rival", "service": "data", "stage": "in_service", "what": "x"}]
    tables = {
        "scores": scores("data", "us", [2] * 6) + scores("data", "rival", [3] * 6),
        "competition_services": SHARES,
        "moves": move,
    }
    result = analyse(make_client(tmp_path, tables))
    row = result.services.set_index("service").loc["data"]
    probability = 1 / (1 + math.exp((-1 + 1.5) / 0.8 - 1.6))
    assert math.isclose(row["probability"], probability)
    assert math.isclose(row["at_risk_month"], 600 * probability)
    assert bool(row["exposed"])
    assert result.exposed_month == 600


def test_only_the_contested_part_of_a_bill_counts(tmp_path: Path) -> None:
    assert rows_by_service(make_client(tmp_path, {"competition_services": SHARES}))["voice"]["revenue_month"] == 200


def test_a_planned_move_does_not_expose(tmp_path: Path) -> None:
    move = [{"move": "m", "operator": "rival", "service": "data", "stage": "planned", "what": "x"}]
    result = analyse(make_client(tmp_path, {"competition_services": SHARES, "moves": move}))
    assert result.exposed_month == 0
    assert result.services.set_index("service").loc["data", "moves"] == 0.3


def test_without_scores_the_risk_is_unknown_and_not_0(tmp_path: Path) -> None:
    result = analyse(make_client(tmp_path, {"competition_services": SHARES}))
    assert math.isnan(result.at_risk_month)
    assert result.services["at_risk_month"].isna().all()


def test_an_unknown_part_of_a_bill_leaves_its_revenue_unknown(tmp_path: Path) -> None:
    result = analyse(
        make_client(tmp_path, {"competition_services": [{"bill_service": "data", "service": "data", "share": ""}]})
    )
    assert math.isnan(
        rows_by_service(
            make_client(tmp_path, {"competition_services": [{"bill_service": "data", "service": "data", "share": ""}]})
        )["data"]["revenue_month"]
    )
    assert math.isnan(result.at_risk_month)


def test_a_client_without_any_of_it_finds_nothing(tmp_path: Path) -> None:
    result = analyse(make_client(tmp_path))
    assert (len(result.services), result.findings) == (0, ())


def test_the_published_case_trails_on_long_distance_only() -> None:
    result = analyse(load_client("pingan-life-fuzhou", root=DATA))
    services = result.services.set_index("service")
    assert list(services.index[services["gap"] < 0]) == ["long_distance_voice"]
    assert services.loc["long_distance_voice", "best_rival"] == "netcom"
    assert math.isclose(services.loc["long_distance_voice", "revenue_month"], 3918.55 + 3784.30)
    assert math.isnan(
        result.competitiveness.set_index(["service", "operator"]).loc[("internet_access", "mobile"), "score"]
    )


def test_money_of_the_findings_is_the_money_of_the_table() -> None:
    result = analyse(load_client("pingan-life-fuzhou", root=DATA))
    exposed = next(finding for finding in result.findings if finding.rule == "competition.revenue_at_risk.exposed")
    assert exposed.figures["exposed"] == Money(result.exposed_month, "CNY")


@given(st.floats(-4, 4), st.floats(-4, 4), st.floats(0, 3))
def test_a_better_gap_never_raises_the_risk_and_a_move_never_lowers_it(gap: float, other: float, moves: float) -> None:
    low, high = sorted((gap, other))
    assert loss_probability(low, moves, offset=-1.5, scale=0.8) >= loss_probability(high, moves, offset=-1.5, scale=0.8)
    assert loss_probability(gap, moves, offset=-1.5, scale=0.8) >= loss_probability(gap, 0, offset=-1.5, scale=0.8)


@pytest.mark.parametrize(
    ("inputs", "status"),
    [
        (["published", "published"], "published"),
        (["published", "estimated"], "estimated"),
        (["illustrative"], "illustrative"),
        (["measured", "illustrative"], "partly_illustrative"),
        (["partly_illustrative", "estimated"], "partly_illustrative"),
        ([], "unknown"),
        ([None], "unknown"),
    ],
)
def test_a_result_is_as_sure_as_its_weakest_input(inputs: list[str], status: str) -> None:
    assert weakest(inputs) == status


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


def test_of_a_credit_nothing_is_lost(tmp_path: Path) -> None:
    bills = [{"from": "2002-12", "to": "2002-12", "service": "data", "amount_month": -600}, *BILLS[1:]]
    tables = {
        "bills": bills,
        "scores": scores("data", "us", [2] * 6) + scores("data", "rival", [3] * 6),
        "competition_services": SHARES,
    }
    row = rows_by_service(make_client(tmp_path, tables))["data"]
    assert (row["revenue_month"] < 0, row["at_risk_month"]) == (True, 0)
