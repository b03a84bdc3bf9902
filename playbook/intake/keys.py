"""One row for each key: rows of a source with the same key are added up where the map says so, else they are refused,
because the later one would silently win."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from playbook.client.schema import Column, Table
from playbook.errors import Fault
from playbook.intake.entries import Entry
from playbook.intake.mapping import Import
from playbook.intake.units import amount_of
from playbook.messages import said

__all__ = ["key_of", "known", "one_a_key", "same"]

#: What says where a row comes from, and nothing of the client.
_ORIGIN = ("status", "source", "source_zh", "source_en")


def key_of(table: Table, row: Mapping[str, str]) -> tuple[str, ...]:
    """What tells a row apart in its table: its key; of a dated table also when it was said, of a credit its amount,
    since a bill may have several."""
    names = (*table.key, "on") if table.dated else table.key
    key = tuple(known(row.get(name)) for name in names)
    return key if known(row.get("credit")) != "yes" else (*key, "credit", known(row.get("amount_month")))


def known(text: str | None) -> str:
    """A cell's text; blank where it is unknown."""
    text = (text or "").strip()
    return "" if text == "unknown" else text


def same(table: Table, first: Mapping[str, str], second: Mapping[str, str]) -> bool:
    """Whether two rows say the same, wherever they come from; 100 and 100.00 are one amount."""
    columns = [column for column in table.columns if column.name not in _ORIGIN]
    return all(_value(column, first) == _value(column, second) for column in columns)


def _value(column: Column, row: Mapping[str, str]) -> object:
    text = known(row.get(column.name))
    return amount_of(text) if column.kind in ("number", "integer") else text


def one_a_key(entries: Iterable[Entry], item: Import, before: dict[tuple[str, ...], Entry]) -> list[Fault]:
    """Make one entry of those with one key, or refuse all but the first. `before` are the entries of the files before,
    by key: what an earlier file says too is dropped."""
    faults: list[Fault] = []
    own: dict[tuple[str, ...], Entry] = {}
    for entry in entries:
        if entry.dropped or entry.refused:
            continue
        key = key_of(item.table, entry.values)
        if (other := before.get(key)) is not None:
            _again(entry, other, item, faults)
        elif key not in own:
            own[key] = entry
        elif not item.add:
            faults.append(_twice(entry, own[key], item))
        else:
            _add(own[key], entry, item)
    before |= own
    return faults


def _again(entry: Entry, other: Entry, item: Import, faults: list[Fault]) -> None:
    if same(item.table, entry.values, other.values):
        entry.dropped = said("the same in {place}", place=other.place)
    else:
        faults.append(_twice(entry, other, item))


def _add(first: Entry, entry: Entry, item: Import) -> None:
    """Add an entry's numbers to those of the first one with its key, which is written for both."""
    entry.into = first
    for name in item.add:
        numbers = [amount_of(each.values.get(name, "")) for each in (first, entry)]
        known = [number for number in numbers if number is not None]
        first.values[name] = f"{sum(known):f}" if len(known) == len(numbers) else ""


def _twice(entry: Entry, other: Entry, item: Import) -> Fault:
    entry.refused = True
    where = said("row {row}", row=other.row)
    where = where if other.place == entry.place else said("{place}, row {row}", place=other.place, row=other.row)
    key = ", ".join(item.table.key)
    expected = said("a row of its own; {where} has the same {key}", where=where, key=key)
    numbers = [column.name for column in item.table.columns if column.kind == "number"]
    mend = said("take one out, or say add: {column} where they add up", column=numbers[0]) if numbers else ""
    value = " ".join(entry.values.get(name) or "-" for name in item.table.key)
    return Fault(entry.place, entry.row, "", value, expected, mend=mend)
