"""Marks that turn the text around them are named and left out, in every text column of every file."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from playbook.client.directions import straight, straight_tables
from playbook.client.load import read_client
from playbook.client.mangled import identifies
from playbook.client.market_tables import MARKET_TABLES
from playbook.client.model import Client
from playbook.client.schema import Table
from playbook.client.tables import CLIENT_TABLES
from playbook.letters import CLOSE, DIRECTIONS, OPEN

DATA = Path(__file__).resolve().parents[2] / "data"
CLIENT, MARKET = "harbour-hotels", "saltmouth-2025"
TABLES = {
    **{f"clients/{CLIENT}/{table.name}.csv": table for table in CLIENT_TABLES},
    **{f"markets/{MARKET}/{table.name}.csv": table for table in MARKET_TABLES},
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder of one sample, to be changed."""
    for part in (f"clients/{CLIENT}", f"markets/{MARKET}"):
        shutil.copytree(DATA / part, tmp_path / part)
    shutil.copyfile(DATA / "assumptions.yaml", tmp_path / "assumptions.yaml")
    return tmp_path


def texts_of(table: Table) -> list[str]:
    """The columns of words: those that are no key, and name no exhibit."""
    words = [column for column in table.columns if column.kind == "text" and not identifies(column, table)]
    return [column.name for column in words if (table.name, column.name) != ("findings", "exhibit")]


def change(data: Path, before: str, after: str) -> set[tuple[str, str]]:
    """Put these around what every text column says; handed back are the files and columns that had something."""
    changed = set()
    for file, table in TABLES.items():
        if not (path := data / file).is_file():
            continue
        with path.open(encoding="utf-8", newline="") as opened:
            rows = list(csv.DictReader(opened))
        for row in rows:
            for name in set(texts_of(table)) & {name for name, value in row.items() if value}:
                row[name] = f"{before}{row[name]}{after}"
                changed.add((file, name))
        with path.open("w", encoding="utf-8", newline="") as opened:
            writer = csv.DictWriter(opened, fieldnames=list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    return changed


def rows_of(client: Client) -> list[Mapping[str, Any]]:
    """All rows of the client and of its market."""
    own = [row for table in CLIENT_TABLES for row in client.rows(table.name)]
    return own + [row for table in MARKET_TABLES for row in client.market.rows(table.name)]


def held(client: Client) -> list[str]:
    """Every text that the client and its market hold."""
    fields = (client.profile, client.market.fields)
    return [value for row in (*rows_of(client), *fields) for value in row.values() if isinstance(value, str)]


def test_a_mark_in_any_text_column_is_named_and_left_out(data: Path) -> None:
    changed = change(data, "\u202e", "\u2067")
    client = read_client(CLIENT, root=data)
    named = {(one.file, one.column) for one in client.warnings if one.rule == "text.direction_marks"}
    assert named == changed
    assert len(changed) > 100
    assert not [text for text in held(client) if DIRECTIONS.search(text)]
    assert held(client) == held(read_client(CLIENT, root=DATA))


def test_hebrew_in_any_text_column_is_isolated_without_a_word(data: Path) -> None:
    change(data, "בנק ", "")
    client = read_client(CLIENT, root=data)
    assert not [one for one in client.warnings if one.rule == "text.direction_marks"]
    hebrew = [text for text in held(client) if "בנק" in text]
    assert len(hebrew) > 100
    assert all(text.startswith(f"{OPEN}בנק") and text.endswith(CLOSE) for text in hebrew)


def test_a_profile_is_named_too(data: Path) -> None:
    path = data / f"clients/{CLIENT}/profile.yaml"
    text = path.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith("name:"))
    path.write_text(text.replace(line, 'name: "\\u202elive"'), encoding="utf-8")
    client = read_client(CLIENT, root=data)
    (warning,) = [one for one in client.warnings if one.rule == "text.direction_marks"]
    assert str(warning) == (
        f"clients/{CLIENT}/profile.yaml, column name: '\\u202elive'; expected text without marks that turn the"
        " direction of letters; they are left out; take them out of the cell"
    )
    assert client.profile["name"] == "live"


def test_what_turns_nothing_is_the_same_object() -> None:
    rows = [
        {"name": "福州 Bank", "amount": 3.0, "row": 2, "note": None},
        {"name": "é", "amount": 1.0, "row": 3, "note": "-"},
    ]
    assert straight(rows[0]) is rows[0]
    assert straight_tables({"sites": rows, "empty": []})["sites"] is rows
