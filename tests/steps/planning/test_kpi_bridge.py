"""The revenue's bridge by hand: from the year before, from the plan, and where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.steps.planning.kpi_bridge import bridge_of
from tests.builders.clients import make_client
from tests.builders.kpis import BILLS, PARTS, VALUES, Row, kpis, rules


def test_the_bridge_by_hand(tmp_path: Path) -> None:
    bridge = kpis(tmp_path).bridge
    assert bridge.changes is not None
    assert (bridge.before, bridge.start, bridge.actual, bridge.plan, bridge.other) == ("2001-12", 900, 960, 1000, 0)
    assert bridge.changes.to_dict("list") == {"service": ["data", "voice"], "change_month": [150, -90]}
    assert "planning.kpis.bridge_both" in rules(kpis(tmp_path))


def test_what_the_bills_do_not_hold_is_a_bar_of_its_own(tmp_path: Path) -> None:
    bridge = kpis(tmp_path, kpi_values=[{"kpi": "revenue", "month": "2002-12", "target": 1000, "actual": 975}]).bridge
    assert (bridge.start, bridge.other) == (900, 15)


@pytest.mark.parametrize(
    ("bills", "reason"),
    [
        (BILLS[2:], "no_bills"),
        ([{**row, "from": "2002-10"} if row["from"] == "2002-12" else row for row in BILLS], "no_bills"),
        # voice has a bill a month before the actual, and none in it
        ([*BILLS[:3], {**BILLS[3], "from": "2002-11", "to": "2002-11"}], "gap"),
        # voice has bills before and after the month a year before, and none in it
        ([BILLS[0], {**BILLS[1], "from": "2001-11", "to": "2001-11"}, *BILLS[2:]], "gap"),
    ],
)
def test_without_its_bills_there_is_no_bridge(tmp_path: Path, bills: list[Row], reason: str) -> None:
    found = kpis(tmp_path, bills=bills)
    assert (found.bridge.reason, found.bridge.changes) == (reason, None)
    assert f"planning.kpis.bridge_{reason}" in rules(found)


def test_a_line_that_began_or_ended_is_a_change(tmp_path: Path) -> None:
    """Voice ended in 2002-06, half a year before: it goes from 400 to 0. A line that starts in 2002 counts from 0."""
    bills = [BILLS[0], BILLS[1], {**BILLS[1], "from": "2002-06", "to": "2002-06"}, BILLS[2]]
    bills += [
        {"from": month, "to": month, "service": "data", "amount_month": 650}
        for month in ("2002-08", "2002-09", "2002-10", "2002-11")
    ]
    bridge = bridge_of(make_client(tmp_path, {"bills": bills}), "2002-12", 650, 1000)
    assert bridge.changes is not None
    assert bridge.changes.to_dict("list") == {"service": ["data", "voice"], "change_month": [150, -400]}


@pytest.mark.parametrize(
    "amounts", [(0, 0, 0, 0), (500.1, 400.02, 650.003, 310.4), (1, -5, 2, 1e6), (0.1, 0.2, 0.3, 0.7)]
)
@pytest.mark.parametrize("actual", [0.0, 960.0, 1234.56])
def test_the_bridge_adds_up(tmp_path: Path, amounts: tuple[float, ...], actual: float) -> None:
    bills = [{**row, "amount_month": amount} for row, amount in zip(BILLS, amounts, strict=True)]
    bridge = bridge_of(make_client(tmp_path, {"bills": bills}), "2002-12", actual, float("nan"))
    assert bridge.changes is not None
    assert bridge.start + bridge.changes["change_month"].sum() + bridge.other == pytest.approx(actual, abs=0.006)


def test_the_bridge_from_plan_to_actual_by_hand(tmp_path: Path) -> None:
    """Data 650 against 600, voice 310 against 350, nothing else against 50: 1,000 + 50 - 40 - 50 = 960. Lights judge
    the whole alone."""
    found = kpis(tmp_path, kpi_values=[*VALUES, *PARTS])
    assert found.bridge.changes is not None
    assert (found.bridge.base, found.bridge.start, found.bridge.actual, found.bridge.other) == ("plan", 1000, 960, -50)
    assert found.bridge.changes.to_dict("list") == {"service": ["data", "voice"], "change_month": [50, -40]}
    assert found.kpis.equals(kpis(tmp_path / "whole").kpis)
    finding = next(finding for finding in found.findings if finding.rule == "planning.kpis.plan_both")
    assert [
        finding.figures[name].printed("en") for name in ("gap", "side", "loss", "loss_month", "gain", "gain_month")
    ] == [
        "¥40",
        "below",
        "voice",
        "¥40",
        "data",
        "¥50",
    ]
    assert finding.money_month == 40


@pytest.mark.parametrize(
    ("targets", "rule"),
    [((600, 300), "plan_gains"), ((650, 310), "plan_still"), ((650, 311), "plan_losses"), ((651, 300), "plan_both")],
)
def test_what_the_bridge_from_the_plan_says(tmp_path: Path, targets: tuple[float, float], rule: str) -> None:
    parts = [{**part, "target": target} for part, target in zip(PARTS, targets, strict=True)]
    assert f"planning.kpis.{rule}" in rules(kpis(tmp_path, kpi_values=[*VALUES, *parts]))


def test_a_part_counts_by_its_own_actual_or_its_bills(tmp_path: Path) -> None:
    """Without bills of single months the parts' own actuals are taken; a service that was never billed has brought
    nothing."""
    own = [{**part, "actual": actual} for part, actual in zip(PARTS, (655, 305), strict=True)]
    bridge = kpis(tmp_path / "own", bills=[{**BILLS[2], "from": "2002-10"}], kpi_values=[*VALUES, *own]).bridge
    assert bridge.changes is not None
    assert (bridge.base, bridge.other, bridge.changes.to_dict("list")) == (
        "plan",
        -50,
        {"service": ["data", "voice"], "change_month": [55, -45]},
    )
    new = kpis(tmp_path / "new", bills=[BILLS[0], BILLS[2]], kpi_values=[*VALUES, *PARTS]).bridge
    assert new.changes is not None
    assert (new.other, new.changes.to_dict("list")) == (260, {"service": ["data", "voice"], "change_month": [50, -350]})


@pytest.mark.parametrize(
    "parts",
    [
        [],
        [{**PARTS[0], "target": ""}],
        # voice has a bill a month before, and none in the month: what it brought is unknown, not 0
        PARTS,
    ],
)
def test_without_parts_that_are_known_the_bridge_starts_a_year_before(tmp_path: Path, parts: list[Row]) -> None:
    bills = BILLS if parts != PARTS else [*BILLS[:3], {**BILLS[3], "from": "2002-11", "to": "2002-11"}]
    found = kpis(tmp_path, bills=bills, kpi_values=[*VALUES, *parts])
    assert (found.bridge.base, found.bridge.reason) == ("year", None if parts != PARTS else "gap")


#: Amounts as a table may hold them: with cents, and no powers of ten.
CENTS = st.integers(0, 10**8).map(lambda cents: cents / 100)


@given(
    st.lists(st.integers(0, 50_000).map(lambda cents: cents / 100), min_size=2, max_size=2),
    CENTS.map(lambda amount: 1000 + amount),
    CENTS,
)
@settings(max_examples=10, deadline=None)
def test_the_bridge_from_the_plan_adds_up(
    tmp_path_factory: pytest.TempPathFactory, targets: list[float], plan: float, actual: float
) -> None:
    whole = {"kpi": "revenue", "month": "2002-12", "target": plan, "actual": actual}
    parts = [{**part, "target": target} for part, target in zip(PARTS, targets, strict=True)]
    bridge = kpis(tmp_path_factory.mktemp("plan"), kpi_values=[whole, *parts]).bridge
    assert bridge.changes is not None
    assert bridge.start == plan
    assert bridge.start + bridge.changes["change_month"].sum() + bridge.other == pytest.approx(actual, abs=0.006)
