"""KPIs (6.5): lights by hand, the month that is judged, the bridge, the weighted attitude, and each input missing in
turn."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.client import Client, load_client
from playbook.steps.planning.kpi_bridge import bridge_of
from playbook.steps.planning.kpi_lights import light_of
from playbook.steps.planning.kpis import Kpis, kpis_of
from playbook.units import is_unknown
from tests.support import make_client

Row = dict[str, Any]
KPIS: list[Row] = [
    {"kpi": "revenue", "name": "Revenue", "unit": "CNY", "better": "higher", "solutions": ""},
    {"kpi": "repair", "name": "Repair", "unit": "hours", "better": "lower"},
    {"kpi": "lines", "name": "Lines", "better": "higher"},
]
VALUES: list[Row] = [
    {"kpi": "revenue", "month": "2002-11", "target": 900, "actual": 990},
    {"kpi": "revenue", "month": "2002-12", "target": 1000, "actual": 960, "previous": 900},
    {"kpi": "revenue", "month": "2003-01", "target": 1000, "actual": 5},
    {"kpi": "repair", "month": "2002-12", "target": 4, "actual": 5},
    {"kpi": "lines", "month": "2002-12", "target": 10, "actual": 10},
]
#: Two services, each billed in December of both years: data 500 -> 650, voice 400 -> 310; 900 -> 960 in all.
BILLS: list[Row] = [
    {"from": month, "to": month, "service": service, "amount_month": amount}
    for month, service, amount in (
        ("2001-12", "data", 500),
        ("2001-12", "voice", 400),
        ("2002-12", "data", 650),
        ("2002-12", "voice", 310),
    )
]
PURCHASES = [{"purchase": "circuits", "name": "Circuits"}, {"purchase": "voice", "name": "Voice"}]
CONTACTS: list[Row] = [
    {"contact": "it", "role": "IT", "department": "IT", "power": 4, "attitude": "A"},
    {"contact": "net", "role": "Network", "department": "IT", "power": 1, "attitude": "C"},
    {"contact": "boss", "role": "Boss", "department": "Board", "power": 5, "attitude": "D"},
]
DECISIONS: list[Row] = [
    {
        "decision": "d1",
        "purchase": "circuits",
        "level": "branch",
        "department": "IT",
        "part": "decides",
        "weight": 0.6,
        "contacts": "it net",
    },
    {
        "decision": "d2",
        "purchase": "circuits",
        "level": "branch",
        "department": "Board",
        "part": "takes_part",
        "weight": 0.4,
    },
    {"decision": "d3", "purchase": "voice", "level": "branch", "department": "Shops", "part": "decides", "weight": 1},
]
FORMS = {
    "progress": [{"project": "1", "aim": "Win", "on": "2003-01-10"}],
    "progress_roles": [
        {"project": "1", "contact": "it", "attitude_before": "B", "attitude_now": "A", "on": "2003-01-10"}
    ],
}


def kpis(folder: Path, **tables: list[Row]) -> Kpis:
    return kpis_of(make_client(folder, {"bills": BILLS, "kpis": KPIS, "kpi_values": VALUES, **tables}))


def rules(found: Kpis) -> list[str]:
    return [finding.rule for finding in found.findings]


@pytest.mark.parametrize(
    ("actual", "target", "better", "light"),
    [
        (100, 100, "higher", "green"),
        (95, 100, "higher", "amber"),
        (94.9, 100, "higher", "red"),
        (120, 100, "higher", "green"),
        (4, 4, "lower", "green"),
        (4.2, 4, "lower", "amber"),
        (4.21, 4, "lower", "red"),
        (3, 4, "lower", "green"),
        # a target below zero: 5% of its size is 0.05 on either side
        (-1.05, -1, "higher", "amber"),
        (-1.1, -1, "higher", "red"),
        (0, 0, "lower", "green"),
        (0.1, 0, "lower", "red"),
        (float("nan"), 1, "higher", None),
        (1, float("nan"), "higher", None),
    ],
)
def test_lights_by_hand(actual: float, target: float, better: str, light: str | None) -> None:
    assert light_of(actual, target, better=better, near=0.05) == light


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.floats(0, 0.5))
def test_less_is_to_lower_what_more_is_to_higher(actual: float, target: float, near: float) -> None:
    assert light_of(actual, target, better="higher", near=near) == light_of(-actual, -target, better="lower", near=near)


def test_the_latest_month_that_is_over_is_judged(tmp_path: Path) -> None:
    """January 2003 still runs on 23 January, so December counts: 960 against 1,000 is -4%, within 5%; repair 5 against
    4 is +25%."""
    rows = kpis(tmp_path).kpis.set_index("kpi")
    assert list(rows.index) == ["repair", "revenue", "lines"], "red, amber, green"
    assert list(rows["light"]) == ["red", "amber", "green"]
    revenue = rows.loc["revenue"]
    assert (revenue["month"], revenue["actual"], revenue["variance"], revenue["previous"]) == ("2002-12", 960, -40, 900)
    assert revenue["variance_share"] == pytest.approx(-0.04)
    assert (revenue["good"], rows.loc["lines", "good"]) == (False, True)
    assert (revenue["next_month"], revenue["next_target"]) == ("2003-01", 1000)
    assert rows.loc["repair", "variance_share"] == pytest.approx(0.25)


def test_what_is_missing_is_unknown_and_says_why(tmp_path: Path) -> None:
    values = [
        {"kpi": "revenue", "month": "2002-12", "actual": 960},
        {"kpi": "revenue", "month": "2003-06", "target": 1000},
        {"kpi": "repair", "month": "2003-03", "target": 4},
    ]
    found = kpis(tmp_path, kpi_values=values)
    rows = found.kpis.set_index("kpi")
    assert dict(rows["reason"]) == {"lines": "no_target", "repair": "no_actual", "revenue": "no_target_month"}
    assert list(rows["light"]) == [None, None, None]
    assert (rows.loc["revenue", "next_month"], rows.loc["repair", "month"]) == ("2003-06", "2003-03")
    assert is_unknown(rows.loc["revenue", "variance"])
    assert rules(found)[0] == "planning.kpis.unjudged_due"
    assert found.findings[0].figures["due"].printed("en") == "March 2003"
    assert "planning.kpis.no_target" in rules(found)


def test_without_any_value_nothing_is_judged(tmp_path: Path) -> None:
    found = kpis(tmp_path, kpi_values=[])
    assert set(found.kpis["reason"]) == {"no_target"}
    assert rules(found)[:2] == ["planning.kpis.unjudged", "planning.kpis.bridge_no_actual"]
    assert kpis_of(load_client("bare-minimum")).findings == ()


@pytest.mark.parametrize(("lines", "kpi"), [(10, "repair"), (5, "lines")])
def test_the_worst_miss_leads(tmp_path: Path, lines: float, kpi: str) -> None:
    """Repair is 25% off its target; 5 lines of 10 are 50% off."""
    first = kpis(tmp_path, kpi_values=[*VALUES[:4], {**VALUES[4], "actual": lines}]).findings[0]
    assert first.rule == "planning.kpis.red"
    assert first.figures["kpi"].printed("en") == kpi


def test_all_green_and_amber_lead(tmp_path: Path) -> None:
    green = [{**value, "actual": value["target"]} for value in VALUES]
    assert kpis(tmp_path / "green", kpi_values=green).findings[0].rule == "planning.kpis.green"
    amber = [{**green[1], "actual": 960}, *green[3:]]
    found = kpis(tmp_path / "amber", kpi_values=amber).findings[0]
    assert (found.rule, found.money_month) == ("planning.kpis.amber", 40)
    assert kpis(tmp_path / "open", kpi_values=green[:2]).findings[0].rule == "planning.kpis.green_open"


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


#: Of 1,000 planned for December, 600 for data and 350 for voice; 50 are for no service in particular.
PARTS: list[Row] = [
    {"kpi": "revenue", "month": "2002-12", "service": "data", "target": 600},
    {"kpi": "revenue", "month": "2002-12", "service": "voice", "target": 350},
]


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


def test_the_weighted_attitude_by_hand(tmp_path: Path) -> None:
    """Circuits and voice count the same. Of circuits, 0.6 is it's and net's by power (4:1), 0.4 the board's, whose
    contact is found by its department; of voice nobody is known. Weights 0.48, 0.12, 0.4 of 1: 0.48 x 2 + 0.12 x 0 +
    0.4 x -1 = 0.56. Only the IT contact has an earlier attitude: B -> A, +1.
    """
    found = kpis(tmp_path, contacts=CONTACTS, purchases=PURCHASES, decisions=DECISIONS, **FORMS).attitude
    assert found.weights == pytest.approx({"it": 0.48, "net": 0.12, "boss": 0.4})
    assert (found.by, found.contacts, found.moved, found.left_out) == ("decisions", 3, 1, 0)
    assert (found.now, found.change) == pytest.approx((0.56, 1.0))


def test_without_weights_power_counts(tmp_path: Path) -> None:
    """Power 4, 1, 5: (4 x 2 + 1 x 0 + 5 x -1) / 10 = 0.3."""
    for number, decisions in enumerate(([], [{**DECISIONS[0], "weight": ""}, *DECISIONS[1:]])):
        found = kpis(tmp_path / str(number), contacts=CONTACTS, purchases=PURCHASES, decisions=decisions).attitude
        assert (found.by, found.now) == ("power", pytest.approx(0.3))
        assert is_unknown(found.change)


def test_an_unknown_attitude_is_left_out_and_not_zero(tmp_path: Path) -> None:
    """Without the boss: (4 x 2 + 1 x 0) / 5 = 1.6."""
    found = kpis(tmp_path, contacts=[*CONTACTS[:2], {**CONTACTS[2], "attitude": ""}])
    assert (found.attitude.now, found.attitude.left_out) == (pytest.approx(1.6), 1)
    row = found.kpis.iloc[-1]
    assert (row["kpi"], row["computed"], row["light"], row["reason"]) == ("attitude", True, None, "computed")
    none = kpis(tmp_path / "none", contacts=[{**row, "attitude": ""} for row in CONTACTS])
    assert is_unknown(none.attitude.now)
    assert "attitude" not in set(none.kpis["kpi"])


def test_the_order_of_rows_does_not_matter(tmp_path: Path) -> None:
    tables = {
        "contacts": CONTACTS,
        "purchases": PURCHASES,
        "decisions": DECISIONS,
        "bills": BILLS,
        "kpis": KPIS,
        "kpi_values": VALUES,
    }
    first = kpis(tmp_path / "a", **tables)
    second = kpis(tmp_path / "b", **{name: rows[::-1] for name, rows in tables.items()})
    assert first.kpis.drop(columns="status").equals(second.kpis.drop(columns="status"))
    assert first.attitude.now == pytest.approx(second.attitude.now)
    assert first.findings == second.findings


def test_planted_in_the_hotels() -> None:
    found = kpis_of(load_client("harbour-hotels"))
    rows = found.kpis.set_index("kpi")
    assert {light: list(found.of(light)["kpi"]) for light in ("red", "amber", None)} == {
        "red": ["restoration"],
        "amber": ["revenue"],
        None: ["guest-complaints"],
    }
    assert rows.loc["guest-complaints", "reason"] == "no_target"
    assert rows.loc["revenue", "actual"] == 43992.76
    assert found.bridge.changes is not None
    assert (found.bridge.base, found.bridge.start, found.bridge.other) == ("plan", 45600, 0)
    assert dict(found.bridge.changes.to_numpy().tolist()) == {
        "leased_lines": 76.69,
        "broadband": -101.78,
        "cloud_wifi": -235.83,
        "mobile": -327.97,
        "voice_lines": -1018.35,
    }
    # by hand in README.md's words: 0.6639 / 0.7833 over seven contacts, 0.1917 / 0.45 over four
    assert (round(found.attitude.now, 2), round(found.attitude.change, 2), found.attitude.left_out) == (0.85, 0.43, 1)


def test_the_published_case_has_one_actual() -> None:
    client: Client = load_client("pingan-life-fuzhou")
    found = kpis_of(client)
    assert list(found.kpis.loc[~found.kpis["computed"] & found.kpis["actual"].notna(), "actual"]) == [64007.80]
    targets = client.table("kpi_values").set_index("month")["target"]
    assert targets["2003-12"].max() == pytest.approx(64007.80 * 1.23, abs=0.01)
    assert found.bridge.reason == "no_bills"
