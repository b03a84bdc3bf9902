"""Revenue by industry against published and hand-made figures."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from playbook.client import load_client
from playbook.steps.industry.analysis import analyse
from tests.builders.industry import MARKET, client_of, first, printed, rules


def test_published_total_of_revenue() -> None:
    result = analyse(load_client("pingan-life-fuzhou"))
    assert result.composition.revenue.value == 25_600_000
    assert result.composition.reconciliation.verdict == "equal"
    assert result.composition.status == "partly_illustrative"
    assert round(result.composition.industries["share"].sum(), 9) == 1
    assert first(result, "1.1").figures["total"].printed("zh") == "2,560万元"


def test_composition_by_hand(tmp_path: Path) -> None:
    result = analyse(client_of(tmp_path))
    assert list(result.composition.industries["industry"]) == ["finance", "trade", "it"]
    assert list(result.composition.industries["share"]) == [0.5, 0.333, 0.167]
    assert list(result.composition.industries["own"]) == [True, False, False]
    assert rules(result, "1.1") == ["industry.composition.largest"]


def test_place_of_a_smaller_industry(tmp_path: Path) -> None:
    found = first(analyse(client_of(tmp_path, industry="it")), "1.1")
    assert (found.rule, printed(found, "place"), printed(found, "share")) == (
        "industry.composition.placed",
        "3",
        "16.7%",
    )


def test_an_unknown_revenue_leaves_no_shares(tmp_path: Path) -> None:
    rows = [*MARKET["industries"][:2], {"industry": "it", "name": "IT", "revenue_month": ""}]
    result = analyse(client_of(tmp_path, market={"industries": rows}))
    assert (result.composition.revenue.known, result.composition.revenue.unknown) == (5000, 1)
    assert math.isnan(result.composition.revenue.value)
    assert result.composition.industries["share"].isna().all()
    assert rules(result, "1.1") == ["industry.composition.composition_at_least"]


@pytest.mark.parametrize(
    ("control", "rule"),
    [
        ("6000.5", "industry.composition.control_note"),
        ("6200", "industry.composition.control_warning"),
        ("9000", "industry.composition.control_error"),
    ],
)
def test_revenue_is_reconciled(tmp_path: Path, control: str, rule: str) -> None:
    client_of(tmp_path)
    town = tmp_path / "markets" / "town" / "market.yaml"
    town.write_text(town.read_text(encoding="utf-8") + f"key_account_revenue_month: '{control}'\n", encoding="utf-8")
    assert rules(analyse(load_client("acme", root=tmp_path)), "1.1") == ["industry.composition.largest", rule]
