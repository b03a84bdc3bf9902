"""accepted.csv: one row lets one warning stand; what it does not match is itself named."""

from __future__ import annotations

from pathlib import Path

from playbook.client import load_client
from playbook.client.load import read_client
from playbook.steps.guards.doubts import cautions_of, doubts_of
from tests.builders.clients import build
from tests.steps.guards.bank import CONTRACTS, bank

HEAD = "id,place,who,when,why\n"
ROW = "bills.contract_not_listed,bills.csv 2671,account manager,2024-02-20,a contract of the head office\n"


def _accepted(folder: Path, rows: str) -> list[str]:
    bank(folder, contracts=CONTRACTS[:2])
    (folder / "clients/acme/accepted.csv").write_text(HEAD + rows, encoding="utf-8")
    return [one.rule for one in cautions_of(read_client("acme", root=folder))]


def test_a_warning_is_silenced_and_listed(tmp_path: Path) -> None:
    assert _accepted(tmp_path, ROW) == []
    client = load_client("acme", root=tmp_path)
    (one,) = doubts_of(client).accepted
    assert (one.caution.place, one.who, str(one.when), one.why) == (
        "bills.csv 2671",
        "account manager",
        "2024-02-20",
        "a contract of the head office",
    )
    (row,) = build("7.1", client, "en").extra["accepted"]["rows"]
    assert row[3:] == ["account manager, 20 February 2024", "a contract of the head office"]
    assert "strip" not in build("6.0", client, "en").extra


def test_a_place_left_blank_is_everywhere(tmp_path: Path) -> None:
    assert _accepted(tmp_path, "bills.contract_not_listed,,account manager,2024-02-20,all known\n") == []


def test_what_matches_nothing_is_named(tmp_path: Path) -> None:
    assert _accepted(tmp_path, ROW.replace("2671", "2672")) == ["bills.contract_not_listed", "accepted.nothing"]


def test_what_is_accepted_after_the_plan_s_date_is_not_yet(tmp_path: Path) -> None:
    assert _accepted(tmp_path, ROW.replace("2024-02-20", "2024-06-20")) == ["bills.contract_not_listed"]


def test_the_strip_and_the_list_say_what_stands(tmp_path: Path) -> None:
    client = bank(tmp_path, contracts=CONTRACTS[:2])
    strip = build("6.0", client, "en").extra["strip"]
    assert (strip["label"], strip["grave"], strip["exhibit"]) == ("One warning about the data", "", "7.1")
    assert [line["money"] for line in strip["lines"]] == ["¥29,009 a month"]
    assert len(build("7.1", client, "zh").extra["cautions"]["rows"]) == 1
