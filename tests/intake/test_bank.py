"""The bank from its Excel sheet and its CRM's export: what comes of every cell, counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.client.load import read_client
from playbook.errors import UserError
from playbook.intake.importing import Imported, import_files
from tests.builders.bank_exports import AMOUNTS, CONTACTS, MAP, TOTALS, bills_workbook, write_bank


def _import(folder: Path, *names: str) -> Imported:
    files = [folder / name for name in names or ("bills.xlsx", "crm.csv")]
    return import_files("acme", folder / "MAP.yaml", files, data=folder / "data")


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """A folder with the exports, their map, and a data folder in which the client has no table yet."""
    write_bank(tmp_path)
    return tmp_path


def _lines(folder: Path, table: str) -> list[str]:
    return (folder / "data" / "clients" / "acme" / f"{table}.csv").read_text(encoding="utf-8").splitlines()


def test_the_sheet_becomes_98_bills(bank: Path) -> None:
    _import(bank)
    lines = _lines(bank, "bills")
    assert len(lines) == 99
    assert lines[:3] == [
        "from,to,contract,service,amount_month,currency,status,source",
        "2023-01,2023-01,00282,local_voice,20940.00,CNY,illustrative,账单 bills.xlsx",
        "2023-01,2023-01,00282,long_distance,5260.35,CNY,illustrative,账单 bills.xlsx",
    ]
    assert lines[-1] == "2024-02,2024-02,2671,mobile,14411.16,CNY,illustrative,账单 bills.xlsx"


def test_the_crm_becomes_six_contacts(bank: Path) -> None:
    _import(bank)
    assert _lines(bank, "contacts") == [
        "contact,role,department,power,attitude,by,on,status,source",
        "vice-president,分管副行长,行领导,5,C,客户经理,2024-02-20,illustrative,CRM",
        "it-head,科技部总经理,科技部,5,B,客户经理,2024-03-01,illustrative,CRM",
        "network-lead,网络主管,科技部,3,B,客户经理,2024-03-01,illustrative,CRM",
        "buyer,采购部经理,采购部,5,D,客户经理,2024-02-02,illustrative,CRM",
        "office-head,办公室主任,办公室,3,C,客户经理,2024-01-15,illustrative,CRM",
        "call-centre-lead,客服中心主管,客服中心,2,A,客户经理,2023-12-30,illustrative,CRM",
    ]


def test_what_is_brought_in_is_a_client_without_faults(bank: Path) -> None:
    _import(bank)
    client = read_client("acme", root=bank / "data")
    assert len(client.rows("bills")) == 98
    last = [row["amount_month"] for row in client.rows("bills") if row["from"] >= "2023-12"]
    assert round(sum(last) / 3, 2) == 167619.61


def test_the_account_counts_every_cell_and_every_yuan(bank: Path) -> None:
    lines = [line.strip() for line in _import(bank).lines()]
    assert lines[0] == "bills.xlsx, sheet 账单 -> bills"
    assert "14 columns of months, 2023-01 to 2024-02, become rows" in lines
    assert "service: 市话 -> local_voice, 2 times, first in row 3, column 业务" in lines
    assert "the totals of row 10 agree with the rows above them" in lines
    assert "in 112 = 98 kept + 14 dropped (a total: 14) + 0 refused" in lines
    assert "amount_month: 4,581,673.10 = 2,290,836.55 + 2,290,836.55 + 0" in lines
    assert "in 6 = 6 kept + 0 dropped + 0 refused" in lines
    assert "not taken: the columns 备注" in lines
    assert lines[-2:] == ["bills: 98 added, 0 replaced, 0 unchanged", "contacts: 6 added, 0 replaced, 0 unchanged"]


def test_twice_is_once(bank: Path) -> None:
    _import(bank)
    before = _lines(bank, "bills"), _lines(bank, "contacts")
    lines = list(_import(bank).lines())
    assert lines[-2:] == ["bills: 0 added, 0 replaced, 98 unchanged", "contacts: 0 added, 0 replaced, 6 unchanged"]
    assert (_lines(bank, "bills"), _lines(bank, "contacts")) == before


def test_next_quarter_adds_and_replaces_and_leaves_others_alone(bank: Path) -> None:
    _import(bank)
    by_hand = "2022-12,2022-12,00282,local_voice,21000,CNY,measured,typed in"
    path = bank / "data" / "clients" / "acme" / "bills.csv"
    path.write_text("\n".join([*_lines(bank, "bills"), by_hand]) + "\n", encoding="utf-8")
    amounts = {**AMOUNTS, ("2671", "移动业务"): AMOUNTS["2671", "移动业务"].replace("14,411.16", "14,511.16")}
    amounts["777", "移动业务"] = " ".join(["10.00"] * 14)
    (bank / "bills-q2.xlsx").write_bytes(bills_workbook(amounts, TOTALS))
    lines = [line.strip() for line in _import(bank, "bills-q2.xlsx").lines()]
    assert "bills: 14 added, 1 replaced, 97 unchanged; others, left as they are: 1" in lines
    assert "amount_month of what is replaced: 14,411.16 -> 14,511.16" in lines
    assert by_hand in _lines(bank, "bills")
    assert "2024-02,2024-02,2671,mobile,14511.16,CNY,illustrative,账单 bills-q2.xlsx" in _lines(bank, "bills")


def test_a_total_that_is_not_the_sum_of_its_rows_is_named(bank: Path) -> None:
    fewer = {key: line for key, line in AMOUNTS.items() if key != ("2671", "移动业务")}
    (bank / "bills.xlsx").write_bytes(bills_workbook(fewer))
    lines = [line.strip() for line in _import(bank, "bills.xlsx").lines()]
    assert (
        "warning: row 9, column 2023/1/1: the total says 156,847.58, the rows above it come to 144,466.28: is a row"
        " missing?"
    ) in lines


def test_a_dry_run_writes_nothing(bank: Path) -> None:
    files = [bank / "bills.xlsx", bank / "crm.csv"]
    lines = list(import_files("acme", bank / "MAP.yaml", files, data=bank / "data", dry=True).lines())
    assert lines[-1] == "contacts: 6 added, 0 replaced, 0 unchanged (nothing is written)"
    assert not (bank / "data" / "clients" / "acme" / "bills.csv").exists()


def test_a_refused_row_is_named_and_nothing_is_written(bank: Path) -> None:
    amounts = {**AMOUNTS, ("8", "短信"): " ".join(["10.00"] * 13 + ["ten"])}
    (bank / "bills.xlsx").write_bytes(bills_workbook(amounts))
    with pytest.raises(UserError) as refused:
        _import(bank, "bills.xlsx")
    lines = refused.value.lines
    assert lines[0] == (
        "bills.xlsx, sheet 账单, row 10, column 业务: '短信'; expected one of the values that the map lists; say in"
        " the map what it means: values: {service: {短信: ..}}"
    )
    assert lines[1].startswith("bills.xlsx, sheet 账单, row 10, column 2024/2/1: 'ten'; expected a number")
    assert "bills.xlsx, sheet 账单: in 126 = 98 kept + 14 dropped (a total: 14) + 14 refused" in lines
    assert (
        "bills.xlsx, sheet 账单: amount_month: 4,581,803.10 = 2,290,836.55 + 2,290,836.55 + 130.00, and 1"
        " that cannot be read"
    ) in lines
    assert lines[-1] == "nothing is written: mend the rows, or say in the map what they mean"
    assert not (bank / "data" / "clients" / "acme" / "bills.csv").exists()


def test_a_mangled_contract_number_is_refused(bank: Path) -> None:
    amounts = {("1.23E+05" if key == ("6134", "互联网接入") else key[0], key[1]): line for key, line in AMOUNTS.items()}
    (bank / "bills.xlsx").write_bytes(bills_workbook(amounts))
    with pytest.raises(UserError, match=r"row 7, column 合同号: '1.23E\+05'; expected the number as it was before"):
        _import(bank, "bills.xlsx")


def test_contacts_without_ids_are_numbered_and_keep_their_numbers(bank: Path) -> None:
    listed = MAP[MAP.index("      contact: {C1") : MAP.index("      power:")]
    made = "    ids: {contact: {numbered: role, prefix: p}}\n    values:\n      power:"
    numbered = MAP.replace("{contact: 联系人, role", "{role").replace(f"    values:\n{listed}      power:", made)
    (bank / "MAP.yaml").write_text(numbered, encoding="utf-8")
    _import(bank, "crm.csv")
    header, first, *rest = CONTACTS.splitlines()
    newer = "\n".join([header, "C9,行长,行领导,高,支持,2024/2/20,", *rest, first])
    (bank / "crm-q2.csv").write_bytes(newer.encode("gb18030"))
    lines = list(_import(bank, "crm-q2.csv").lines())
    assert lines[-1] == "contacts: 1 added, 0 replaced, 6 unchanged"
    assert [line.split(",")[:2] for line in _lines(bank, "contacts")[1::6]] == [["p1", "分管副行长"], ["p7", "行长"]]
