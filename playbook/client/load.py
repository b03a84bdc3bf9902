"""Loading: a client's folder, its market and the assumptions become one frozen, valid `Client`, or all the faults at once."""
from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from playbook.client.assumptions import load_assumptions
from playbook.client.check import check_rows, check_together
from playbook.client.dated import with_named
from playbook.client.files import Source, client_folder, find_data, parse_day
from playbook.client.frames import Frames, Rows, as_figures
from playbook.client.market_tables import MARKET, MARKET_TABLES
from playbook.client.model import Assumption, Client, Market
from playbook.client.profile import PROFILE
from playbook.client.schema import Column, Table
from playbook.client.tables import CLIENT_TABLES
from playbook.client.typing import typed_rows
from playbook.errors import DataError, Fault

__all__ = ["load_client", "read_client"]


def load_client(client_id: str, *, root: Path | None = None, as_of: date | str | None = None) -> Client:
    """The client as of a date (else the profile's date, else the latest one in its data; never the clock's).

    The same files are read once in a process, and in those that are forked from it. Raises DataError with every fault in the files, and
    UserError where there is no such client or date.
    """
    files = _read_once(_found(client_id, root or find_data()))
    return _dated_once(files, parse_day(as_of) or files.day)


def read_client(client_id: str, *, root: Path | None = None, as_of: date | str | None = None) -> Client:
    """The same, read anew."""
    files = _read(_found(client_id, root or find_data()))
    return _dated(files, parse_day(as_of) or files.day)


@dataclass(frozen=True)
class _Found:
    """The files that a client is made of, told apart by every byte in them."""

    client_id: str
    source: Source = field(compare=False)
    market: Source | None = field(compare=False)
    house: Source = field(compare=False)
    digests: tuple[str, ...]


def _found(client_id: str, data: Path) -> _Found:
    faults: list[Fault] = []
    source = Source(client_folder(data, client_id), f"clients/{client_id}", faults)
    house = Source(data, "data", faults)
    market_id = str(source.mapping("profile.yaml").get("market") or "")
    market = Source(data / "markets" / market_id, f"markets/{market_id}", faults) if market_id else None
    if market and not (market.folder / "market.yaml").is_file():
        faults.append(Fault(f"{market.label}/market.yaml", None, "", "", "a file that describes the market"))
        market = None
    digests = (source.digest(), market.digest() if market else market_id, house.digest())
    return _Found(client_id, source, market, house, digests)


@dataclass(frozen=True, eq=False)
class _Files:
    """What valid files say, before a date picks from it."""

    found: _Found
    profile: Mapping[str, Any]
    tables: Mapping[str, Rows]
    market: Market
    assumptions: Mapping[str, Assumption]

    @property
    def day(self) -> date:
        """The date that they are about: the profile's, else the latest."""
        return self.profile["as_of"] or _latest(self.tables.values())


def _read(found: _Found) -> _Files:
    source = found.source
    profile = _fields(source, "profile.yaml", PROFILE)
    tables = _tables(source, CLIENT_TABLES)
    market = _market(found.market)
    assumptions = load_assumptions(found.house, source)
    check_together(source, profile, tables, market, assumptions=assumptions)
    if source.faults:
        raise DataError(source.faults)
    return _Files(found, profile, tables, market, assumptions)


def _dated(files: _Files, day: date) -> Client:
    parts = (*files.found.digests[:2], repr(sorted(files.assumptions.items())), day.isoformat())
    return Client(
        frames=Frames(CLIENT_TABLES, with_named(
            CLIENT_TABLES, {table.name: _as_of(files.tables[table.name], table, day) for table in CLIENT_TABLES}, files.tables)),
        id=files.found.client_id, as_of=day, profile=files.profile, market=files.market, assumptions=files.assumptions,
        fingerprint=sha256("|".join(parts).encode()).hexdigest(),
    )


_read_once, _dated_once = lru_cache(maxsize=2)(_read), lru_cache(maxsize=2)(_dated)


def _market(source: Source | None) -> Market:
    if source is None:
        return Market(frames=Frames(MARKET_TABLES, {table.name: [] for table in MARKET_TABLES}), fields={"currency": "CNY", "us": ""})
    frames = Frames(MARKET_TABLES, _tables(source, MARKET_TABLES))
    return Market(frames=frames, id=source.folder.name, fields=_fields(source, "market.yaml", MARKET))


def _fields(source: Source, file: str, columns: tuple[Column, ...]) -> dict[str, Any]:
    given = source.mapping(file)
    for name in sorted(set(given) - {column.name for column in columns}):
        source.fault(file, "a field of data/README.md", column=name, value=given[name])
    text = {name: value if isinstance(value, str) else str(value) for name, value in given.items()}
    (values,), faults = typed_rows([text], columns, f"{source.label}/{file}", [None])
    source.faults.extend(faults)
    return values


def _tables(source: Source, tables: tuple[Table, ...]) -> dict[str, Rows]:
    known = {f"{table.name}.csv" for table in tables}
    for name in source.contents:
        if name.endswith(".csv") and name not in known:
            source.fault(name, "a table of data/README.md")
    return {table.name: _table(source, table) for table in tables}


def _table(source: Source, table: Table) -> Rows:
    file = f"{table.name}.csv"
    sheet = source.sheet(file)
    if table.required and not sheet.rows:
        source.fault(file, "at least one row: this table is compulsory")
    names = [column.name for column in table.columns]
    for name in sorted(set(sheet.header) - set(names)):
        source.fault(file, "a column of data/README.md", column=name)
    missing = {column.name for column in table.columns if column.required and column.name not in sheet.header} if sheet.header else set()
    for name in sorted(missing):
        source.fault(file, "this column", column=name)
    if missing:
        return []
    rows, faults = typed_rows(sheet.rows, table.columns, f"{source.label}/{file}", sheet.numbers)
    source.faults.extend(faults)
    rows = [{**row, "row": number} for row, number in zip(rows, sheet.numbers, strict=True)]
    check_rows(source, table, rows)
    return as_figures(rows, table)


def _latest(tables: Iterable[Rows]) -> date:
    """The latest date in the data: of a judgement, else the last day of the latest bill's month."""
    days: list[date] = [row["on"] for rows in tables for row in rows if row.get("on") is not None]
    months = {row["to"] for rows in tables for row in rows if row.get("to") is not None}
    return max((*days, *map(_last_day, months)))


def _last_day(month: str) -> date:
    year, number = map(int, month.split("-"))
    return date(year, number, monthrange(year, number)[1])


def _as_of(rows: Rows, table: Table, day: date) -> Rows:
    """Of a dated table, per key the latest row not after the date (a row without a date counts as the earliest);
    of the bills, the periods that have ended by it."""
    if table.dated:
        known = [row for row in rows if row["on"] is None or row["on"] <= day]
        latest = {tuple(row[name] for name in table.key): row for row in sorted(known, key=lambda row: row["on"] or date.min)}
        return sorted(latest.values(), key=lambda row: row["row"])
    return [row for row in rows if "to" not in row or (row["to"] is not None and row["to"] <= f"{day:%Y-%m}")]
