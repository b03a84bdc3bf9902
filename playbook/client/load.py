"""Loading: a client's folder, its market and the assumptions become one frozen, valid `Client`, or all the faults at once."""
from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pandas as pd

from playbook.client.assumptions import load_assumptions
from playbook.client.check import check_rows, check_together
from playbook.client.files import Source, find_data, list_clients
from playbook.client.market_tables import MARKET, MARKET_TABLES
from playbook.client.model import Client, Market
from playbook.client.profile import PROFILE
from playbook.client.schema import Column, Table
from playbook.client.tables import CLIENT_TABLES
from playbook.client.typing import typed_rows
from playbook.errors import DataError, Fault, UserError

__all__ = ["load_client"]

_NUMBERS = ("number", "integer")


def load_client(client_id: str, *, root: Path | None = None, as_of: date | str | None = None) -> Client:
    """The client as of a date (else the profile's date, else the latest one in its data; never the clock's).

    Raises DataError with every fault in the files, and UserError where there is no such client or date.
    """
    data, faults = root or find_data(), list[Fault]()
    source = Source(_folder(data, client_id), f"clients/{client_id}", faults)
    profile = _fields(source, "profile.yaml", PROFILE)
    frames = _frames(source, CLIENT_TABLES)
    market, digest = _market(data, profile.get("market"), faults)
    assumptions = load_assumptions(data, source)
    check_together(source, profile, frames, market, assumptions=assumptions)
    if faults:
        raise DataError(faults)
    day = _day(as_of) or profile["as_of"] or _latest(frames.values())
    return Client(
        frames={table.name: _as_of(frames[table.name], table, day) for table in CLIENT_TABLES},
        id=client_id, as_of=day, profile=profile, market=market, assumptions=assumptions,
        fingerprint=sha256("|".join((source.digest(), digest, repr(sorted(assumptions.items())), day.isoformat())).encode()).hexdigest(),
    )


def _folder(data: Path, client_id: str) -> Path:
    known = list_clients(data)
    if client_id in known:
        return data / "clients" / client_id
    said = f"no client {client_id!r}" if client_id else "no client is named"
    if client_id and not re.fullmatch(r"[a-z][a-z0-9-]*", client_id):
        said = f"{client_id!r} is not a client's id (a small letter, then small letters, digits and hyphens)"
    raise UserError(said, "name one of: " + ", ".join(known))


def _day(value: date | str | None) -> date | None:
    if not value or isinstance(value, date):
        return value or None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise UserError(f"as_of: {value!r}; expected a date such as 2003-01-23") from None


def _market(data: Path, market_id: str | None, faults: list[Fault]) -> tuple[Market, str]:
    empty = Market(frames={table.name: _frame([], table) for table in MARKET_TABLES}, fields={"currency": "CNY", "us": ""})
    if not market_id:
        return empty, ""
    folder = data / "markets" / market_id
    if not (folder / "market.yaml").is_file():
        faults.append(Fault(f"markets/{market_id}/market.yaml", None, "", "", "a file that describes the market"))
        return empty, ""
    source = Source(folder, f"markets/{market_id}", faults)
    frames = _frames(source, MARKET_TABLES)
    return Market(frames=frames, id=market_id, fields=_fields(source, "market.yaml", MARKET)), source.digest()


def _fields(source: Source, file: str, columns: tuple[Column, ...]) -> dict[str, Any]:
    given = source.mapping(file)
    for name in sorted(set(given) - {column.name for column in columns}):
        source.fault(file, "a field of data/README.md", column=name, value=given[name])
    text = {name: value if isinstance(value, str) else str(value) for name, value in given.items()}
    (values,), faults = typed_rows([text], columns, f"{source.label}/{file}", [None])
    source.faults.extend(faults)
    return values


def _frames(source: Source, tables: tuple[Table, ...]) -> dict[str, pd.DataFrame]:
    known = {f"{table.name}.csv" for table in tables}
    for name in source.contents:
        if name.endswith(".csv") and name not in known:
            source.fault(name, "a table of data/README.md")
    return {table.name: _table(source, table) for table in tables}


def _table(source: Source, table: Table) -> pd.DataFrame:
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
        return _frame([], table)
    rows, faults = typed_rows(sheet.rows, table.columns, f"{source.label}/{file}", sheet.numbers)
    source.faults.extend(faults)
    rows = [{**row, "row": number} for row, number in zip(rows, sheet.numbers, strict=True)]
    check_rows(source, table, rows)
    return _frame(rows, table)


def _frame(rows: list[dict[str, Any]], table: Table) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=[*(column.name for column in table.columns), "row"], dtype=object)
    numbers = [column.name for column in table.columns if column.kind in _NUMBERS]
    return frame.astype({**dict.fromkeys(numbers, "float64"), "row": "int64"})


def _latest(frames: Iterable[pd.DataFrame]) -> date:
    """The latest date in the data: of a judgement, else the last day of the latest bill's month."""
    days = [day for frame in frames if "on" in frame for day in frame["on"] if day is not None]
    months = [month for frame in frames if "to" in frame for month in frame["to"] if month is not None]
    ends = [(pd.Period(month, "M").end_time).date() for month in months]
    latest: date = max((*days, *ends))
    return latest


def _as_of(frame: pd.DataFrame, table: Table, day: date) -> pd.DataFrame:
    """Of a dated table, per key the latest row not after the date (a row without a date counts as the earliest);
    of the bills, the periods that have ended by it."""
    if table.dated and len(frame):
        known = frame[[on is None or on <= day for on in frame["on"]]]
        order = known.assign(_on=[on or date.min for on in known["on"]]).sort_values("_on", kind="stable")
        return frame.loc[sorted(order.drop_duplicates(list(table.key), keep="last").index)].reset_index(drop=True)
    if "to" in frame and len(frame):
        return frame[frame["to"] <= f"{day:%Y-%m}"].reset_index(drop=True)
    return frame

