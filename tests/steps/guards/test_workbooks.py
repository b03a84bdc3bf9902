"""A client kept as a workbook: a warning names the sheet, the row and the heading; its place for accepted.csv stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.client.load import read_client
from playbook.intake.book.convert import convert
from playbook.steps.guards.doubts import cautions_of, doubts_of
from tests.builders.clients import build
from tests.steps.guards.bank import CONTRACTS, bank, bills

HEAD = "id,place,who,when,why\n"
ROW = "bills.contract_not_listed,bills.csv 2671,account manager,2024-02-20,a contract of the head office\n"


def _as_workbook(folder: Path, accepted: str = "") -> Path:
    """The bank without its third contract, as a workbook with Chinese sheets."""
    bank(folder, contracts=CONTRACTS[:2])
    if accepted:
        (folder / "clients/acme/accepted.csv").write_text(HEAD + accepted, encoding="utf-8")
    convert("acme", data=folder, lang="zh")
    return folder


def test_a_warning_names_the_sheet_the_row_and_the_heading(tmp_path: Path) -> None:
    client = read_client("acme", root=_as_workbook(tmp_path))
    (one,) = cautions_of(client)
    assert (one.rule, one.place, one.file, one.column) == (
        "bills.contract_not_listed",
        "bills.csv 2671",
        "clients/acme/bills.csv",
        "contract",
    )
    assert round(one.money_month) == 29_009
    assert one.where("en") == "clients/acme/client.xlsx, sheet 账单, row 6, column 合同号"
    assert one.where("zh") == "clients/acme/client.xlsx，工作表账单，第6行，合同号列"
    assert one.line("en").startswith("clients/acme/client.xlsx, sheet 账单, row 6, column 合同号: ")
    (row,) = build("7.1", client, "en").extra["cautions"]["rows"]
    assert row[1].startswith("clients/acme/client.xlsx, sheet 账单, row 6, column 合同号 · ")


def test_what_a_guard_finds_is_shown_on_its_sheet_too(tmp_path: Path) -> None:
    rows = bills()
    rows[-1] = {**rows[-1], "amount_month": -5.0}
    bank(tmp_path, rows)
    (before,) = [one for one in cautions_of(read_client("acme", root=tmp_path)) if one.rule == "bills.negative"]
    convert("acme", data=tmp_path, lang="zh")
    (after,) = [one for one in cautions_of(read_client("acme", root=tmp_path)) if one.rule == "bills.negative"]
    assert after.place == before.place == "bills.csv 2671 internet 2024-02 2024-02"
    assert before.where("en") == "clients/acme/bills.csv, row 71, column amount_month"
    assert after.where("en") == f"clients/acme/client.xlsx, sheet 账单, row {after.row}, column 月均金额"


@pytest.mark.parametrize("times", [0, 1, 2])
def test_what_was_accepted_goes_from_form_to_form(tmp_path: Path, times: int) -> None:
    bank(tmp_path, contracts=CONTRACTS[:2])
    (tmp_path / "clients/acme/accepted.csv").write_text(HEAD + ROW, encoding="utf-8")
    for _ in range(times):
        convert("acme", data=tmp_path)
    doubts = doubts_of(read_client("acme", root=tmp_path))
    assert doubts.cautions == ()
    (one,) = doubts.accepted
    assert (one.caution.place, one.who, str(one.when)) == ("bills.csv 2671", "account manager", "2024-02-20")


def test_what_accepts_nothing_is_named_on_its_sheet(tmp_path: Path) -> None:
    client = read_client("acme", root=_as_workbook(tmp_path, ROW.replace("2671", "2672")))
    (one,) = [one for one in cautions_of(client) if one.rule == "accepted.nothing"]
    assert one.where("en") == f"clients/acme/client.xlsx, sheet 已接受的提醒, row {one.row}"
    assert (one.place, "accepted" in client.frames) == ("accepted.csv bills.contract_not_listed bills.csv 2672", False)
