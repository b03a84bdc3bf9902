"""Clients that lack something: a sample's files, less a table, a column, a cell or a field of the profile.

What refers to a table that is dropped goes with it: rows that must name one of it, and the cells of those that may. A
variant is made of files, and loaded as any client is.
"""

from __future__ import annotations

import csv
import os
import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from playbook.client import Client, load_client
from playbook.client.market_tables import MARKET_TABLES
from playbook.client.profile import PROFILE
from playbook.client.schema import Table
from playbook.client.tables import CLIENT_TABLES
from playbook.errors import DataError
from tests.builders.clients import DATA

__all__ = ["SAMPLES", "TABLES", "Variant", "dropped_with", "made", "sample", "variants"]

SAMPLES = ("pingan-life-fuzhou", "harbour-hotels", "bare-minimum")
TABLES: dict[str, Table] = {table.name: table for table in (*CLIENT_TABLES, *MARKET_TABLES)}
#: What every market must have to be one, and what an order gives rather than the files.
_COMPULSORY, _ORDERED = ("bills", "operators", "services"), ("as_of",)
_MARKET = {table.name for table in MARKET_TABLES}
_Rows = list[dict[str, str]]


@dataclass(frozen=True)
class Variant:
    """A sample without a table (no column), without a column (no row), without a cell, or without a field of its
    `profile`."""

    client: str
    table: str
    column: str = ""
    row: int | None = None

    def __str__(self) -> str:
        place = f".{self.column}" if self.column else ""
        return f"{self.client}: {self.table}{place}" + (f", row {self.row + 2}" if self.row is not None else "")


@cache
def sample(client: str) -> Client:
    """The sample, whole."""
    return load_client(client, root=DATA)


def variants(client: str, *, cells: int = 0) -> Iterator[Variant]:
    """Every variant of a sample: each optional table, column and field; and of each column so many cells, picked by a
    seed."""
    for name, table in TABLES.items():
        header, rows = _read(_place(DATA, name, client))
        if rows and name not in _COMPULSORY:
            yield Variant(client, name)
        for column in (column.name for column in table.columns if not column.required and column.name in header):
            filled = [number for number, row in enumerate(rows) if (row[column] or "").strip()]
            if filled:
                yield Variant(client, name, column)
            if len(filled) > 1:
                picked = random.Random(f"{client} {name} {column}").sample(filled, min(cells, len(filled)))
                yield from (Variant(client, name, column, number) for number in picked)
    fields = [column.name for column in PROFILE if not column.required and column.name not in _ORDERED]
    text = (DATA / "clients" / client / "profile.yaml").read_text(encoding="utf-8")
    yield from (Variant(client, "profile", name) for name in fields if f"\n{name}:" in text)


def made(variant: Variant, root: Path) -> Client | None:
    """The variant's client, as of the sample's date; None where it is refused as faulty."""
    _copy(variant.client, root)
    if variant.table == "profile":
        _without_field(root / "clients" / variant.client / "profile.yaml", variant.column)
    elif variant.column:
        _change(root, variant.table, variant.client, lambda rows: _blank(rows, variant.column, variant.row))
    else:
        _drop(root, variant.table, variant.client)
    try:
        return load_client(variant.client, root=root, as_of=sample(variant.client).as_of)
    except DataError:
        return None


def _place(root: Path, table: str, client: str) -> Path:
    folder = f"markets/{sample(client).market.id}" if table in _MARKET else f"clients/{client}"
    return root / folder / f"{table}.csv"


def _copy(client: str, root: Path) -> None:
    """The client's, its market's and the house's files, linked where the disk allows: what is changed is written
    anew."""
    for folder in (f"clients/{client}", f"markets/{sample(client).market.id}"):
        shutil.copytree(DATA / folder, root / folder, copy_function=_link)
    shutil.copy(DATA / "assumptions.yaml", root)


def _link(source: str, target: str) -> str:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy(source, target)
    return target


def _read(path: Path) -> tuple[list[str], _Rows]:
    if not path.is_file():
        return [], []
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        return list(reader.fieldnames or ()), list(reader)


def _change(root: Path, table: str, client: str, change: Callable[[_Rows], None]) -> None:
    path = _place(root, table, client)
    header, rows = _read(path)
    if not header:
        return
    change(rows)
    path.unlink()
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header)
        writer.writeheader()
        writer.writerows(rows)


def _blank(rows: _Rows, column: str, number: int | None) -> None:
    for row in rows if number is None else [rows[number]]:
        if column in row:
            row[column] = ""


def dropped_with(table: str) -> list[str]:
    """The table, and those whose rows must name one of a table that goes."""
    gone = [table]
    for name in gone:
        gone += dict.fromkeys(
            other for other, column in _references(name) if TABLES[other].column(column).required and other not in gone
        )
    return gone


def _drop(root: Path, table: str, client: str) -> None:
    gone = dropped_with(table)
    for name in gone:
        _place(root, name, client).unlink(missing_ok=True)
        for other, column in _references(name):
            if other not in gone:
                _change(root, other, client, lambda rows, column=column: _blank(rows, column, None))  # type: ignore[misc]
    profile = root / "clients" / client / "profile.yaml"
    for column in PROFILE:
        if column.refers.partition(".")[0] in gone:
            _without_field(profile, column.name)


@cache
def _references(table: str) -> tuple[tuple[str, str], ...]:
    """The columns that refer to a table."""
    return tuple(
        (name, column.name)
        for name, other in TABLES.items()
        for column in other.columns
        if column.refers.startswith(f"{table}.")
    )


def _without_field(profile: Path, name: str) -> None:
    text = profile.read_text(encoding="utf-8")
    profile.unlink()
    profile.write_text(
        "".join(line for line in text.splitlines(keepends=True) if not line.startswith(f"{name}:")), encoding="utf-8"
    )
