"""Risks (6.6): expected loss by hand, unknowns, who manages them, and what the data add beside the list."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.client import load_client
from playbook.steps.planning.risks import Risks, risks_of
from playbook.units import is_unknown
from tests.builders.clients import make_client

Row = dict[str, Any]
TEAM = [{"member": "am", "role": "Account manager"}]
RISKS: list[Row] = [
    {
        "risk": "r1",
        "name": "Pilot spreads",
        "probability": 0.5,
        "amount_month": 1000,
        "measure": "Report",
        "owner": "am",
    },
    {"risk": "r2", "name": "Price falls", "probability": 0.1, "amount_month": 8000, "owner": "am"},
    {"risk": "r3", "name": "Tender", "probability": 0.3, "amount_month": 100, "measure": "Trial"},
]


def risks(folder: Path, rows: list[Row] = RISKS, **tables: list[Row]) -> Risks:
    return risks_of(make_client(folder, {"risks": rows, "team": TEAM, **tables}))


def test_expected_loss_by_hand(tmp_path: Path) -> None:
    """0.1 x 8,000 = 800, 0.5 x 1,000 = 500, 0.3 x 100 = 30: 1,330 in all; likely from 0.3 on."""
    found = risks(tmp_path)
    assert list(found.recorded["risk"]) == ["r2", "r1", "r3"]
    assert list(found.recorded["expected_month"]) == pytest.approx([800, 500, 30])
    assert list(found.recorded["likely"]) == [False, True, True]
    assert (found.total.known, found.total.unknown) == (pytest.approx(1330), 0)
    lead = found.findings[0]
    assert (lead.rule, lead.money_month) == ("planning.risks.expected_open", pytest.approx(1330))
    assert lead.figures["money"].printed("en") == "¥1,330 a month"


@pytest.mark.parametrize("blank", ["probability", "amount_month"])
def test_an_unknown_makes_the_total_at_least(tmp_path: Path, blank: str) -> None:
    found = risks(tmp_path, [*RISKS[:2], {**RISKS[2], blank: ""}])
    assert (found.total.known, found.total.unknown) == (pytest.approx(1300), 1)
    assert list(found.recorded["risk"])[-1] == "r3"
    assert is_unknown(found.recorded["expected_month"].iloc[-1])
    assert found.findings[0].figures["money"].printed("en") == "at least ¥1,300 a month"
    assert "planning.risks.to_size" in [finding.rule for finding in found.findings]


def test_without_any_size_the_loss_is_unknown(tmp_path: Path) -> None:
    found = risks(tmp_path, [{**row, "probability": ""} for row in RISKS])
    assert is_unknown(found.total.value)
    assert found.findings[0].rule == "planning.risks.unsized"
    assert set(found.recorded["likely"]) == {None}


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({}, "planning.risks.unowned"),
        ({"r3": {"owner": "am"}}, None),
        ({"r1": {"measure": ""}, "r3": {"owner": "am"}}, "planning.risks.unmet"),
        ({"r1": {"measure": ""}}, "planning.risks.both"),
        ({"r2": {"measure": ""}, "r3": {"owner": "am"}}, None),  # r2 is not likely: a measure is not asked for
    ],
)
def test_who_manages_them(tmp_path: Path, change: dict[str, Row], rule: str | None) -> None:
    found = risks(tmp_path, [{**row, **change.get(row["risk"], {})} for row in RISKS])
    said = [
        finding.rule
        for finding in found.findings
        if finding.rule in ("planning.risks.unowned", "planning.risks.unmet", "planning.risks.both")
    ]
    assert said == ([rule] if rule else [])


SCORES = [
    {"service": "voice", "operator": operator, "factor": factor, "score": score}
    for operator, score in (("us", 2), ("rival", 3))
    for factor in ("coverage", "stability", "price", "brand", "service_quality", "operations")
]
PARTS = [{"bill_service": "voice", "service": "voice", "share": 1}]


def test_the_service_most_at_risk_is_told_apart_and_in_no_total(tmp_path: Path) -> None:
    """Voice earns 400; whatever its probability, the expected loss is 400 times it, and the total stays 1,330."""
    found = risks(tmp_path, scores=SCORES, competition_services=PARTS)
    row = found.computed.iloc[0]
    assert (row["risk"], row["kind"], row["exhibit"], row["amount_month"]) == ("rivals-voice", "computed", "2.4", 400)
    assert row["expected_month"] == pytest.approx(400 * row["probability"])
    assert found.total.known == pytest.approx(1330)
    assert "planning.risks.added" in [finding.rule for finding in found.findings]
    assert risks(tmp_path / "none").computed.empty


def test_a_chosen_solution_at_a_site_on_a_single_line(tmp_path: Path) -> None:
    tables: dict[str, list[Row]] = {
        "sites": [
            {"site": "hub", "name": "Hub", "level": "head_office", "hub": "yes"},
            {"site": "shop", "name": "Shop", "level": "outlet"},
        ],
        "links": [
            {
                "link": "l1",
                "from_site": "hub",
                "to_site": "shop",
                "technology": "ddn",
                "role": "main",
                "state": "existing",
            }
        ],
        "resources": [{"site": "shop", "fibre": "yes"}],
        "solutions": [
            {
                "solution": "S1",
                "name": "Backup",
                "chosen": "yes",
                "service": "data",
                "needs_fibre": "yes",
                "benefit_base_month": 700,
            }
        ],
    }
    row = risks(tmp_path / "a", **tables).computed.set_index("risk").loc["single-point"]
    assert row["amount_month"] == 700
    assert is_unknown(row["probability"])
    assert is_unknown(row["expected_month"])
    left = {**tables, "solutions": [{**tables["solutions"][0], "chosen": "no"}]}
    assert "single-point" not in set(risks(tmp_path / "b", **left).computed["risk"])


@settings(max_examples=15, deadline=None)
@given(st.permutations(range(3)))
def test_the_order_of_rows_does_not_matter(tmp_path_factory: pytest.TempPathFactory, order: list[int]) -> None:
    first, second = (
        risks(tmp_path_factory.mktemp("client"), [RISKS[place] for place in places]) for places in (range(3), order)
    )
    assert list(first.recorded["risk"]) == list(second.recorded["risk"])
    assert first.total.known == pytest.approx(second.total.known)
    assert [finding.rule for finding in first.findings] == [finding.rule for finding in second.findings]


def test_planted_in_the_hotels() -> None:
    """0.4 x 4,800 + 0.35 x 1,250 + 0.5 x 800 + 0.3 x 2,900 + 0.2 x 2,400 = 4,107.50; the sale of a hotel has no
    probability."""
    found = risks_of(load_client("harbour-hotels"))
    assert (found.total.known, found.total.unknown) == (pytest.approx(4107.5), 1)
    assert found.recorded["risk"].iloc[0] == "r1"
    assert "planning.risks.both" in [finding.rule for finding in found.findings]
    assert risks_of(load_client("bare-minimum")).findings == ()


def test_nothing_of_the_published_case_is_called_published() -> None:
    assert set(load_client("pingan-life-fuzhou").table("risks")["status"]) == {"illustrative"}
