"""Spend by service and contract against published and hand-made figures, and with each input blanked in turn."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest

from playbook.client import load_client
from playbook.steps.competition import analysis as competition
from playbook.steps.needs.analysis import NeedsAnalysis, analyse
from tests.builders.clients import findings_of, make_client
from tests.builders.spend import MOVES, PARTS


def rules(result: NeedsAnalysis, exhibit: str) -> list[str]:
    return [finding.rule for finding in findings_of(result.findings, exhibit)]


def test_published_spend() -> None:
    found = analyse(load_client("pingan-life-fuzhou")).spend
    assert dict(zip(found.services["service"], found.services["amount_month"], strict=True)) == {
        "data": 28184.12,
        "local_voice": 28120.83,
        "long_distance": 3918.55,
        "ip_17909": 3784.30,
    }
    assert list(found.services["share"]) == [0.44, 0.44, 0.061, 0.059]
    assert round(found.services["share"].sum(), 9) == 1
    assert found.base.total == 64007.80
    assert len(found.numbers) == 7
    assert found.numbers[0] == "分282"


def test_published_total_differs_by_a_rounding_note() -> None:
    result = analyse(load_client("pingan-life-fuzhou"))
    found = next(finding for finding in result.findings if finding.rule == "needs.spend.control_note")
    assert {name: value.printed("zh") for name, value in found.figures.items()} == {
        "sum": "64,007.80元",
        "control": "64,007.81元",
        "difference": "0.01元",
    }


def test_published_long_distance_is_exposed() -> None:
    found = analyse(load_client("pingan-life-fuzhou")).spend
    netcom = found.moves[found.moves["operator"] == "netcom"]
    assert sorted(netcom["service"]) == ["ip_17909", "long_distance"]
    assert netcom["exposed_month"].sum() == pytest.approx(7702.85)


@pytest.mark.parametrize("client", ["pingan-life-fuzhou", "harbour-hotels", "bare-minimum"])
def test_exposed_is_the_figure_of_step_2(client: str) -> None:
    loaded = load_client(client)
    assert analyse(loaded).spend.exposed_month == pytest.approx(
        competition.analyse(loaded).revenue_at_risk.exposed_month, nan_ok=True
    )


def test_contracts_add_up_to_the_base() -> None:
    found = analyse(load_client("harbour-hotels")).spend
    assert found.contracts.sum(axis=1).tolist() == pytest.approx(found.services["amount_month"].tolist())
    assert set(found.contracts.columns) == {"HH-1001", "HH-2002", "HH-2003", "HH-3004", "0410077"}


def test_exposure_by_hand(tmp_path: Path) -> None:
    result = analyse(make_client(tmp_path, {"moves": MOVES, "competition_services": PARTS}))
    assert list(result.spend.services["exposed"]) == [False, True]
    assert result.spend.exposed_month == 400
    assert rules(result, "3.2") == ["needs.spend.spend_exposed", "needs.spend.control_unknown"]


def test_an_unknown_part_is_not_0(tmp_path: Path) -> None:
    parts = [{**PARTS[0], "share": ""}, PARTS[1]]
    result = analyse(make_client(tmp_path, {"moves": MOVES, "competition_services": parts}))
    assert math.isnan(result.spend.exposed_month)
    assert rules(result, "3.2")[0] == "needs.spend.spend_exposed_unknown"


@pytest.mark.parametrize(
    ("tables", "rule"),
    [
        ({}, "needs.spend.spend_unrecorded"),
        ({"moves": MOVES}, "needs.spend.spend_unrecorded"),
        ({"moves": [{**MOVES[0], "stage": "planned"}], "competition_services": PARTS}, "needs.spend.spend_safe"),
    ],
)
def test_no_record_is_not_safety(tmp_path: Path, tables: dict[str, Any], rule: str) -> None:
    assert rules(analyse(make_client(tmp_path, tables)), "3.2")[0] == rule


@pytest.mark.parametrize(
    ("amounts", "rule"), [((600, -100), "needs.spend.spend_credit"), ((0, 0), "needs.spend.spend_none")]
)
def test_credits_and_empty_bills_have_no_shares(tmp_path: Path, amounts: tuple[float, float], rule: str) -> None:
    bills = [
        {"from": "2002-10", "to": "2002-12", "service": service, "amount_month": amount}
        for service, amount in zip(("data", "voice"), amounts, strict=True)
    ]
    result = analyse(make_client(tmp_path, {"bills": bills}))
    assert result.spend.services["share"].isna().all()
    assert rules(result, "3.2")[0] == rule


@pytest.mark.parametrize(
    ("control", "rule"),
    [
        (1000, "needs.spend.control_equal"),
        (1000.5, "needs.spend.control_note"),
        (1040, "needs.spend.control_warning"),
        (2000, "needs.spend.control_error"),
    ],
)
def test_bills_are_reconciled(tmp_path: Path, control: float, rule: str) -> None:
    result = analyse(
        make_client(tmp_path, {"control_totals": [{"from": "2002-10", "to": "2002-12", "amount_month": control}]})
    )
    assert rules(result, "3.2")[1] == rule


def test_contracts_without_amounts_are_asked_for(tmp_path: Path) -> None:
    result = analyse(make_client(tmp_path, {"contracts": [{"contract": "0282"}]}))
    assert result.spend.numbers == ("0282",)
    assert rules(result, "3.2")[-1] == "needs.spend.contracts_unsplit"


def test_bills_by_contract(tmp_path: Path) -> None:
    bills = [
        {"from": month, "to": month, "contract": contract, "service": "data", "amount_month": amount}
        for month in ("2002-10", "2002-11", "2002-12")
        for contract, amount in (("0282", 300), ("", 100))
    ]
    result = analyse(make_client(tmp_path, {"bills": bills}))
    assert result.spend.contracts.loc["data"].to_dict() == {"0282": 300, "": 100}
    found = findings_of(result.findings, "3.2")[-1]
    assert (found.rule, found.figures["contract"].printed("en"), found.figures["share"].printed("en")) == (
        "needs.spend.contract_largest",
        "0282",
        "75%",
    )
