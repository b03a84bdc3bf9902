"""Step 3 (client file, spend, contacts) against published and hand-made figures, and with each input blanked in
turn."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest

from playbook.client import load_client
from playbook.steps.competition import analysis as competition
from playbook.steps.needs.analysis import NeedsAnalysis, analyse
from tests.support import findings_of, make_client

MOVES = [{"move": "m1", "operator": "rival", "service": "voice", "stage": "in_service", "what": "A line of theirs"}]
PARTS = [
    {"bill_service": "voice", "service": "voice", "share": 1},
    {"bill_service": "data", "service": "data", "share": 0.5},
]
CONTACTS: list[dict[str, Any]] = [
    {"contact": "boss", "role": "Director", "power": 5, "attitude": "B"},
    {"contact": "it", "role": "IT manager", "power": 4, "attitude": "D"},
    {"contact": "clerk", "role": "Clerk", "power": 1, "attitude": "A"},
]
FORMS = [
    {"progress": [{"project": "1", "aim": "Win"}]},
    {"progress_roles": [{"project": "1", "contact": "it", "attitude_before": "E", "attitude_now": "D"}]},
]


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
    assert analyse(loaded).spend.exposed_month == pytest.approx(competition.analyse(loaded).exposed_month, nan_ok=True)


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


def test_published_file_lacks_the_legal_representative() -> None:
    found = analyse(load_client("pingan-life-fuzhou")).client_file
    assert [field.id for field in found.missing] == ["legal_representative"]
    assert found.completeness == pytest.approx(30 / 31)
    contracts = next(field for field in found.fields if field.id == "contracts")
    assert contracts.value is not None
    assert contracts.value.printed("zh") == "分282、分475、分2020、分5242、分6134、分2671和9000773"


def test_completeness_by_hand(tmp_path: Path) -> None:
    bare = analyse(make_client(tmp_path / "a")).client_file
    assert bare.completeness == pytest.approx(4 / 31)
    graded = analyse(make_client(tmp_path / "b", profile={"grade": "4A"})).client_file
    assert graded.completeness == pytest.approx(5 / 31)
    paid = analyse(make_client(tmp_path / "c", profile={"payments_month": 900})).client_file
    assert paid.completeness == pytest.approx(6 / 31)


def test_a_blank_field_is_unknown(tmp_path: Path) -> None:
    found = analyse(make_client(tmp_path)).client_file
    bank = next(field for field in found.fields if field.id == "bank")
    assert (bank.value, bank.status) == (None, "unknown")
    assert rules(analyse(make_client(tmp_path)), "3.1") == [
        "needs.client_file.file_gaps",
        "needs.client_file.file_ask_used",
    ]


def test_published_attitudes_have_moved() -> None:
    contacts = analyse(load_client("pingan-life-fuzhou")).contact_map.contacts.set_index("contact")
    moved = {
        contact: (contacts.loc[contact, "before"], contacts.loc[contact, "attitude"])
        for contact in ("office-director", "it-manager", "callback-head")
    }
    assert moved == {"office-director": ("C", "B"), "it-manager": ("B", "B+"), "callback-head": ("D", "C")}
    assert contacts.loc["it-manager", "value"] == pytest.approx(4 / 3)
    assert contacts.loc["senior-management", "stance"] is None


def test_support_and_doubt_by_hand(tmp_path: Path) -> None:
    result = analyse(make_client(tmp_path, {"contacts": CONTACTS, **FORMS[0], **FORMS[1]}))
    found = findings_of(result.findings, "3.8")
    assert [finding.rule for finding in found] == ["needs.contact_map.doubter", "needs.contact_map.moved_up"]
    assert {name: found[0].figures[name].printed("en") for name in ("n", "support", "who", "power")} == {
        "n": "2",
        "support": "1",
        "who": "IT manager",
        "power": "4",
    }
    assert all(finding.internal for finding in found)


@pytest.mark.parametrize(
    ("attitude", "rule"),
    [
        ("C", "needs.contact_map.undecided"),
        ("", "needs.contact_map.stance_unknown"),
        ("A", "needs.contact_map.all_support"),
        ("E", "needs.contact_map.doubter"),
    ],
)
def test_what_the_second_key_person_thinks(tmp_path: Path, attitude: str, rule: str) -> None:
    contacts = [CONTACTS[0], {**CONTACTS[1], "attitude": attitude}, CONTACTS[2]]
    assert rules(analyse(make_client(tmp_path, {"contacts": contacts})), "3.8")[0] == rule


def test_unknown_power_is_nobody_s_power(tmp_path: Path) -> None:
    contacts = [{**row, "power": ""} for row in CONTACTS]
    result = analyse(make_client(tmp_path, {"contacts": contacts}))
    assert result.contact_map.contacts["key"].isna().all()
    assert rules(result, "3.8") == ["needs.contact_map.no_key_person", "needs.contact_map.contacts_unknown"]


def test_a_form_fills_in_an_attitude_and_a_newer_one_wins(tmp_path: Path) -> None:
    contacts = [{**CONTACTS[0], "attitude": ""}, {**CONTACTS[1], "on": "2002-12-01"}]
    roles = [
        {"project": "1", "contact": "boss", "attitude_before": "C", "attitude_now": "B", "on": "2003-01-01"},
        {"project": "1", "contact": "it", "attitude_before": "D", "attitude_now": "C", "on": "2003-01-01"},
    ]
    found = analyse(
        make_client(tmp_path, {"contacts": contacts, **FORMS[0], "progress_roles": roles})
    ).contact_map.contacts.set_index("contact")
    assert (found.loc["boss", "attitude"], found.loc["it", "attitude"]) == ("B", "C")
