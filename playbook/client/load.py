"""Loading: a client's folder, its market and the assumptions become one frozen, valid `Client`, or all the faults at
once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from playbook.client.accepted import ACCEPTED
from playbook.client.assumptions import load_assumptions
from playbook.client.check import check_together
from playbook.client.currencies import currency_of
from playbook.client.currency_signs import check_signs
from playbook.client.dated import latest, with_named
from playbook.client.days import check_begun, check_dates, default_day
from playbook.client.directions import straight, straight_tables
from playbook.client.files import client_folder, find_data, folders, is_id, market_id, names_in, parse_day, suggested_id
from playbook.client.forms.parts import CLIENT, MARKET_FORM
from playbook.client.frames import Frames, Rows
from playbook.client.mappings import named_fields
from playbook.client.market_tables import MARKET, MARKET_TABLES
from playbook.client.model import Assumption, Client, Market
from playbook.client.near import mend_of, nearest
from playbook.client.normalised import Normalised
from playbook.client.order import Order
from playbook.client.periods import first_month_end, last_day
from playbook.client.profile import PROFILE, PROFILE_TABLE
from playbook.client.reading import read_fields, read_tables
from playbook.client.schema import Table
from playbook.client.shown import Places, places_of, shown
from playbook.client.source import Source
from playbook.client.tables import CLIENT_TABLES
from playbook.client.together import together
from playbook.client.unread import check_form, name_misnamed, name_unread
from playbook.client.usual_names import used_ids
from playbook.errors import DataError, Fault
from playbook.messages import said

__all__ = ["load_client", "read_client"]

#: The files that are read in a client's folder, and in a market's.
_OWN, _SHARED = ((form.workbook, *form.by_file) for form in (CLIENT, MARKET_FORM))


def load_client(client_id: str, *, root: Path | None = None, as_of: date | str | None = None) -> Client:
    """The client as of a date (else the profile's date, else the latest one in its data; never the clock's).

    The same files are read once in a process, and in those that are forked from it. Raises DataError with every fault
    in the files, and UserError where there is no such client or date.
    """
    files = _read_once(_sources(client_id, root or find_data()))
    return _dated_once(files, parse_day(as_of) or files.day)


def read_client(client_id: str, *, root: Path | None = None, as_of: date | str | None = None) -> Client:
    """The same, read anew."""
    files = _read(_sources(client_id, root or find_data()))
    return _dated(files, parse_day(as_of) or files.day)


@dataclass(frozen=True)
class _Sources:
    """The files that a client is made of, told apart by every byte in them."""

    client_id: str
    client: Source = field(compare=False)
    market: Source | None = field(compare=False)
    house: Source = field(compare=False)
    digests: tuple[str, ...]
    names: tuple[str, ...]


def _sources(client_id: str, data: Path) -> _Sources:
    source = Source(client_folder(data, client_id), f"clients/{client_id}", [])
    check_form(source)
    house = Source(data, "data", source.faults, source.warnings, normalised=source.normalised)
    name_misnamed(house, "assumptions.yaml")
    name_unread(source, _OWN, _SHARED, said("the market's folder"))
    named = market_id(named_fields(source.mapping("profile.yaml"), PROFILE_TABLE))
    market = _market_source(data, named, source) if named else None
    digests = (source.digest(), market.digest() if market else named, house.digest())
    names = (*names_in(source.folder), *(names_in(market.folder) if market else ()))
    return _Sources(client_id, source, market, house, digests, names)


def _market_source(data: Path, named: str, client: Source) -> Source | None:
    """The market, where there is one."""
    place = data / "markets" / named
    market = Source(place, f"markets/{named}", client.faults, client.warnings, normalised=client.normalised)
    if market.folder.is_dir():
        check_form(market)
        name_unread(market, _SHARED, _OWN, said("the client's folder"))
    if "market.yaml" not in market.unsound and not (market.folder.is_dir() and market.has("market.yaml")):
        markets = market.folder.parent
        known = folders(markets) if markets.is_dir() and not market.folder.is_dir() else []
        near = nearest(market.folder.name, known)
        mend = said("did you mean the market {near}?", near=near) if near else mend_of(market.folder.name, known)
        market.fault("market.yaml", said("a file that describes the market"), mend=mend)
        return None
    return market


@dataclass(frozen=True, eq=False)
class _Files:
    """What valid files say, before a date picks from it; `warnings` are what is named beside."""

    sources: _Sources
    profile: Mapping[str, Any]
    tables: Mapping[str, Rows]
    market: Market
    assumptions: Mapping[str, Assumption]
    warnings: tuple[Fault, ...]
    normalised: tuple[Normalised, ...]
    accepted: tuple[Mapping[str, Any], ...] = ()
    places: Places = field(default_factory=dict)

    @property
    def day(self) -> date:
        """The date that they are about: the profile's, else the latest."""
        day: date = self.profile["as_of"] or default_day(self.tables)
        return day


def _read(sources: _Sources) -> _Files:
    source = sources.client
    profile = read_fields(source, "profile.yaml", PROFILE)
    tables = read_tables(source, CLIENT_TABLES)
    accepted = tuple(read_tables(source, (ACCEPTED,))["accepted"])
    market = _market(sources.market)
    assumptions = load_assumptions(sources.house, source)
    if profile["market"] and not is_id(profile["market"]):
        expected = said("the id of a market (a small letter, then small letters, digits and hyphens)")
        near = suggested_id(profile["market"])
        mend = said("write {near}", near=near) if near else ""
        source.fault("profile.yaml", expected, column="market", value=profile["market"], mend=mend)
    check_signs(source, currency_of(profile, market.fields, tables["bills"]))
    unsound = _unsound(sources, profile)
    held = check_together(source, profile, tables, market, assumptions=assumptions, unsound=unsound)
    check_dates(source, CLIENT_TABLES, tables, profile["as_of"])
    if source.faults:
        raise _failed(sources, held)
    market = replace(market, us=profile["us"] or market.fields.get("us") or "", used=_used(profile, tables, market))
    places = places_of(source, sources.market)
    return _Files(
        sources,
        straight(profile),
        straight_tables(tables),
        _straight(market),
        assumptions,
        warnings=tuple(together(source.warnings)),
        normalised=tuple(shown(note, places) for note in dict.fromkeys(source.normalised)),
        accepted=accepted,
        places=places,
    )


def _failed(sources: _Sources, held: int) -> DataError:
    """All faults and warnings, one a cause, each with its place as the folder's form has it."""
    places = places_of(sources.client, sources.market)
    named = (sources.client.faults, sources.client.warnings)
    faults, warnings = (together(shown(one, places) for one in ones) for ones in named)
    return DataError(faults, _said_held(sources, held), warnings)


def _used(profile: Mapping[str, Any], tables: Mapping[str, Rows], market: Market) -> dict[str, tuple[str, ...]]:
    """The ids of the market's tables that the client and the market use."""
    own = [(table, tables[table.name]) for table in CLIENT_TABLES]
    shared = [(table, market.rows(table.name)) for table in MARKET_TABLES]
    return used_ids((*own, *shared), ((PROFILE, profile), (MARKET, market.fields)))


def _unsound(sources: _Sources, profile: Mapping[str, Any]) -> set[str]:
    """The files, and the columns of ids, that no check can rest on: all of the market's where the profile names one
    that cannot be read, or cannot be read itself."""
    if sources.market:
        return sources.client.unsound | sources.market.unsound
    place = sources.client.place("profile.yaml")
    misnamed = any(fault.file == place and fault.column in ("", "market") for fault in sources.client.faults)
    return sources.client.unsound | (set(_SHARED) if profile["market"] or misnamed else set())


def _said_held(sources: _Sources, held: int) -> str:
    """How many checks have to wait, in a line; blank where none has."""
    if held == 1:
        return said("held back until then: 1 check that rests on what is named here")
    return said("held back until then: {count} checks that rest on what is named here", count=held) if held else ""


def _dated(files: _Files, day: date) -> Client:
    check_begun(files.tables["bills"], day, files.sources.client_id)
    parts = (*files.sources.digests[:2], repr(sorted(files.assumptions.items())), day.isoformat())
    order = Order(files.market.us)
    market = order.of(MARKET_TABLES, {table.name: files.market.rows(table.name) for table in MARKET_TABLES})
    dated = {table.name: _as_of(files.tables[table.name], table, day) for table in CLIENT_TABLES}
    known = order.of(CLIENT_TABLES, with_named(CLIENT_TABLES, dated, files.tables))
    return Client(
        frames=Frames(CLIENT_TABLES, known),
        market=replace(files.market, frames=Frames(MARKET_TABLES, market)),
        currency=currency_of(files.profile, files.market.fields, files.tables["bills"]),
        later_bills=len(files.tables["bills"]) - len(known["bills"]),
        own_day=files.day,
        later_judgements=tuple(_judged_later(files.tables, day)),
        id=files.sources.client_id,
        as_of=day,
        profile=files.profile,
        assumptions=files.assumptions,
        fingerprint=sha256("|".join(parts).encode()).hexdigest(),
        warnings=files.warnings,
        normalised=files.normalised,
        accepted=files.accepted,
        places=files.places,
    )


def _judged_later(tables: Mapping[str, Rows], day: date) -> Iterator[tuple[str, int, date]]:
    for table in (table for table in CLIENT_TABLES if table.dated):
        yield from ((table.name, row["row"], row["on"]) for row in tables[table.name] if row["on"] and row["on"] > day)


_read_once, _dated_once = lru_cache(maxsize=2)(_read), lru_cache(maxsize=2)(_dated)


def _market(source: Source | None) -> Market:
    if source is None:
        return Market(frames=Frames(MARKET_TABLES, {table.name: [] for table in MARKET_TABLES}))
    frames = Frames(MARKET_TABLES, read_tables(source, MARKET_TABLES))
    return Market(frames=frames, id=source.folder.name, fields=read_fields(source, "market.yaml", MARKET))


def _straight(market: Market) -> Market:
    """The market, every text of which turns nothing around it."""
    rows = straight_tables({table.name: market.rows(table.name) for table in MARKET_TABLES})
    return replace(market, frames=Frames(MARKET_TABLES, rows), fields=straight(market.fields))


def _as_of(rows: Rows, table: Table, day: date) -> Rows:
    """Of a dated table, per key the latest row; of the bills, those with a month that has ended by the date; of the
    control totals, those whose period has."""
    if table.dated:
        return latest(rows, table.key, day)
    if table.name == "bills":
        return [row for row in rows if first_month_end(row["from"]) <= day]
    return [row for row in rows if "to" not in row or last_day(row["to"]) <= day]
