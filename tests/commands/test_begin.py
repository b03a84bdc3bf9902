"""The commands that begin and convert, from the terminal to the plan's keys: exit codes, lines, and what a run sees."""

from __future__ import annotations

from contextvars import copy_context
from pathlib import Path

import pytest
from click.testing import CliRunner

from playbook.cli import cli
from playbook.client import load_client
from playbook.client.forms.parts import CLIENT, MARKET_FORM
from playbook.errors import UserError
from playbook.intake.book.contents import read_form
from playbook.intake.book.convert import convert, write_form
from playbook.run.batch.choice import choose
from playbook.run.record.keys import changes, made_from, market_of
from playbook.run.record.order import Order
from playbook.run.stores import Intake, open_store
from tests.builders.clients import write_client


def _lines(root: Path, *arguments: str) -> list[str]:
    ask = [*arguments, "--data", str(root)]
    done = copy_context().run(
        CliRunner().invoke, cli, ask, catch_exceptions=False
    )  # a language that is asked for stays
    assert done.exit_code == 0
    return done.output.splitlines()


def test_a_client_is_begun_and_converted_at_the_terminal(tmp_path: Path) -> None:
    root = write_client(tmp_path)
    place = (root / "clients/new/client.xlsx").as_posix()
    assert _lines(root, "new", "new", "--market", "town", "--lang", "en") == [
        place,
        "next: fill in Profile, Bills, then playbook check new",
    ]
    assert _lines(root, "convert", "acme")[0] == (
        "acme: bills.csv, profile.yaml became client.xlsx; read back, they say the same"
    )
    assert _lines(root, "convert", "town", "--market", "--to", "xlsx")[0].startswith("town: market.yaml, operators.csv")
    assert _lines(root, "new-market", "city", "--csv", "--lang", "en") == [
        (root / "markets/city/market.yaml").as_posix(),
        "next: fill in market.yaml; clients name city as their market",
    ]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_terminals_language_is_that_of_the_sheets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    monkeypatch.setenv("PLAYBOOK_LANG", lang)
    assert {"zh": "客户档案", "en": "Profile"}[lang] in _lines(tmp_path, "new", "new")[1]


def test_where_there_is_no_data_yet_a_folder_is_made_in_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PLAYBOOK_DATA", raising=False)
    assert CliRunner().invoke(cli, ["new", "acme"]).exit_code == 0
    made = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert made == {"data/assumptions.yaml", "data/clients/acme/client.xlsx"}


def test_a_run_sees_that_a_workbook_has_changed(tmp_path: Path) -> None:
    root = write_client(tmp_path)
    convert("acme", data=root)
    convert("town", data=root, market=True)
    order = Order("acme", data=root)
    assert market_of(order) == "town"
    before = made_from(order, "town")
    tables = read_form(root / "clients/acme", CLIENT)
    tables["bills"][0]["amount_month"] = "601"
    write_form(root / "clients/acme", CLIENT, {"bills": tables["bills"]})
    assert changes(before, made_from(order, "town")) == ["clients/acme/client.xlsx changed"]
    write_form(root / "markets/town", MARKET_FORM, {"prices": []})
    assert load_client("acme", root=root).rows("bills")[0]["amount_month"] == 601.0


def test_a_store_gives_workbooks_too(tmp_path: Path) -> None:
    root = write_client(tmp_path / "data")
    convert("acme", data=root)
    convert("town", data=root, market=True)
    store = open_store(f"memory://{tmp_path.name}")
    store.put({path: path.relative_to(root).as_posix() for path in root.rglob("*.*") if path.is_file()})
    with Intake(store, tmp_path / "scratch").client("acme") as data:
        assert load_client("acme", root=data).fingerprint == load_client("acme", root=root).fingerprint
    assert choose(store, [], everyone=False, where="status == 'measured' and currency == 'CNY'") == ["acme"]
    assert choose(store, [], everyone=False, where="status == 'estimated'") == []


def test_a_market_in_both_forms_is_one_line(tmp_path: Path) -> None:
    root = write_client(tmp_path)
    convert("town", data=root, market=True)
    (root / "markets/town/services.csv").write_text("service\n")
    with pytest.raises(UserError, match=r"^markets/town/market.xlsx: the workbook and services.csv lie beside"):
        load_client("acme", root=root)
