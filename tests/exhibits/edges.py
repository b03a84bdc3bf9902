"""Clients that are as their schema allows and as nobody expects: a sample with one thing changed, or several.

A variant changes typed cells, rows or fields of one sample: a column to a bound, to 0, to a huge or a tiny number, a
date to a far one, a choice to another, a text to one that is hard to print; a table to one row, to none, to rows that
are all the same. It may break a rule that `check` knows: then it is refused there. What is not refused must come out as
a plan.
"""

from __future__ import annotations

import csv
import random
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import yaml

from playbook.client.market_tables import MARKET, MARKET_TABLES
from playbook.client.profile import PROFILE
from playbook.client.schema import Column, Table
from playbook.client.tables import CLIENT_TABLES

__all__ = ["Sheets", "Variant", "several", "variants", "written"]

Rows = list[dict[str, str]]
TABLES = {table.name: table for table in (*CLIENT_TABLES, *MARKET_TABLES)}
#: Texts that are hard to print, and no text that a program might take for the sign of a fault (`None`).
TEXTS = (
    "word " * 400,
    "W" * 2000,
    "字" * 2000,
    "<script>alert(1)</script><b>&amp; **bold** _it_ [a](b) `c` | d",
    "one\ntwo\r\nthree\t\"four\", 'five'",
    "\U0001f469\u200d\U0001f469\u200d\U0001f467 \U0001f3f4",
    "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 \u202eabc\u202c",
    "Z\u0334\u0321a\u0338l\u0334g\u0336o e\u0301",
    "{who} {0} {} %s %d %(a)s $x$ \\alpha $\\frac$ ${y}",
    "$",
    "-",
    "=1+1",
    "\u200b",
    "0",
    "]]>",
    "--> <!--",
    "\\",
    "^_",
)

EDGES = {
    "text": TEXTS,
    "flag": ("yes", "no"),
    "choice": ("x",),
    "date": ("1900-02-28", "2002-11-15", "2025-06-30", "2199-12-31"),
    "month": ("1900-01", "2002-11", "2025-06", "2199-12"),
    "period": ("1900-01", "2002-11", "2002-11-15", "2025-06-30", "2199-12"),
}


@dataclass
class Sheets:
    """A sample as text: the client's tables, the market's, and the fields of both."""

    client: str
    market: str
    tables: dict[str, Rows] = field(default_factory=dict)
    profile: dict[str, str] = field(default_factory=dict)
    town: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, root: Path, client: str) -> Sheets:
        """The sample of that name under a data folder."""
        profile = _mapping(root / "clients" / client / "profile.yaml")
        sheets = cls(
            client,
            profile["market"],
            profile=profile,
            town=_mapping(root / "markets" / profile["market"] / "market.yaml"),
        )
        for name in TABLES:
            path = sheets.path(root, name)
            if path.is_file():
                with path.open(encoding="utf-8-sig", newline="") as file:
                    sheets.tables[name] = list(csv.DictReader(file))
        return sheets

    def path(self, root: Path, table: str) -> Path:
        """Where a table's file lies."""
        folder = root / "markets" / self.market if TABLES[table] in MARKET_TABLES else root / "clients" / self.client
        return folder / f"{table}.csv"


def _mapping(path: Path) -> dict[str, str]:
    found: dict[str, str] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return found


@dataclass(frozen=True)
class Variant:
    """What is changed, in words, and how."""

    what: str
    change: Callable[[Sheets], object]


def several(chosen: Sequence[Variant]) -> Variant:
    """All of them at once."""
    return Variant(
        " + ".join(variant.what for variant in chosen), lambda sheets: [variant.change(sheets) for variant in chosen]
    )


def written(sheets: Sheets, source: Path, root: Path) -> Path:
    """The data folder of a variant, in the place of the one before: the files that stayed are those of `source`."""
    shutil.rmtree(root, ignore_errors=True)
    (root / "markets").mkdir(parents=True)
    shutil.copy(source / "assumptions.yaml", root)
    shutil.copytree(source / "markets" / sheets.market, root / "markets" / sheets.market)
    shutil.copytree(source / "clients" / sheets.client, root / "clients" / sheets.client)
    before = Sheets.read(source, sheets.client)
    for name, rows in sheets.tables.items():
        if rows != before.tables.get(name):
            _write(sheets.path(root, name), rows, TABLES[name])
    for fields, folder in (
        (sheets.profile, f"clients/{sheets.client}/profile"),
        (sheets.town, f"markets/{sheets.market}/market"),
    ):
        if fields not in (before.profile, before.town):
            (root / f"{folder}.yaml").write_text(yaml.safe_dump(fields, allow_unicode=True), encoding="utf-8")
    return root


def _write(path: Path, rows: Rows, table: Table) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [column.name for column in table.columns])
        writer.writeheader()
        writer.writerows(rows)


def variants(sheets: Sheets, rng: random.Random) -> list[Variant]:
    """Every variant of the sample with one change; `rng` picks the row where one is to be changed, and of the texts
    three a column."""
    found = [*_of_fields(PROFILE, sheets, "profile"), *_of_fields(MARKET, sheets, "town")]
    for name, rows in sheets.tables.items():
        found += [Variant(f"{name}: {what}", _to_rows(name, make)) for what, make in _row_changes(TABLES[name])]
        for column in TABLES[name].columns:
            values = list(_values(column, sheets))
            for value in rng.sample(values, 3) if column.kind == "text" else values:
                only = rng.randrange(len(rows) or 1)
                found.append(
                    Variant(f"{name}.{column.name} = {value[:40]!r}", _to_cells(name, column.name, value, None))
                )
                found.append(
                    Variant(
                        f"{name}.{column.name} [{only}] = {value[:40]!r}", _to_cells(name, column.name, value, only)
                    )
                )
    return found


def _of_fields(columns: Sequence[Column], sheets: Sheets, part: str) -> Iterator[Variant]:
    for column in columns:
        for value in _values(column, sheets):
            yield Variant(f"{part}.{column.name} {value[:40]!r}", _to_field(part, column.name, value))


def _to_field(part: str, name: str, value: str) -> Callable[[Sheets], object]:
    return lambda sheets: getattr(sheets, part).update({name: value})


def _to_cells(table: str, column: str, value: str, only: int | None) -> Callable[[Sheets], object]:
    def change(sheets: Sheets) -> None:
        for number, row in enumerate(sheets.tables[table]):
            if only is None or number == only:
                row[column] = value

    return change


def _to_rows(table: str, make: Callable[[Rows], Rows]) -> Callable[[Sheets], object]:
    return lambda sheets: sheets.tables.update({table: make(sheets.tables[table])})


def _row_changes(table: Table) -> Iterator[tuple[str, Callable[[Rows], Rows]]]:
    yield "no row", lambda rows: []
    yield "the first row", lambda rows: rows[:1]
    yield "the last row", lambda rows: rows[-1:]
    yield "two rows", lambda rows: rows[:2]
    yield "every second row", lambda rows: rows[::2]
    yield "backwards", lambda rows: rows[::-1]
    yield (
        "all as the first but for the key",
        lambda rows: [{**rows[0], **{name: row.get(name, "") for name in table.key}} for row in rows],
    )
    yield "what may be blank is blank", lambda rows: [{**row, **dict.fromkeys(_optional(table), "")} for row in rows]
    if table.dated:
        yield (
            "each judged again",
            lambda rows: [*rows, *[{**row, "on": "1999-01-01"} for row in rows if row.get("on") != "1999-01-01"]],
        )


def _optional(table: Table) -> list[str]:
    return [column.name for column in table.columns if not column.required]


def _values(column: Column, sheets: Sheets) -> Iterator[str]:
    """What a cell of the column may hold at the edges of what it may hold."""
    if not column.required:
        yield ""
    if column.name in ("client", "market"):
        return
    if column.kind in ("number", "integer"):
        yield from _numbers(column) if column.kind == "number" else _integers(column)
    elif column.kind in ("id", "ids"):
        yield from _ids(column, sheets)
    else:
        yield from column.allowed or EDGES[column.kind]


def _numbers(column: Column) -> Iterator[str]:
    for value in (0, column.low, column.high, 1e12, 1e-9, 0.5, 1, 7, -1, -1e12):
        if (
            value is not None
            and (column.low is None or value >= column.low)
            and (column.high is None or value <= column.high)
        ):
            yield f"{Decimal(str(value)):f}"


def _integers(column: Column) -> Iterator[str]:
    for value in (0, column.low, column.high, 1, 3, 24, 10**4, 10**9, -1):
        if (
            value is not None
            and (column.low is None or value >= column.low)
            and (column.high is None or value <= column.high)
        ):
            yield str(int(value))


def _ids(column: Column, sheets: Sheets) -> list[str]:
    """Those that it may refer to; else ids of any kind."""
    table, _, name = column.refers.partition(".")
    there = [row[name] for row in sheets.tables.get(table, ())]
    found = list(dict.fromkeys(there))[:6] if there else ["x", "X" * 300, "0"]
    return found if column.kind == "id" else [found[0], " ".join(found)]
