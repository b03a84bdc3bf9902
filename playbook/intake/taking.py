"""A page is taken: its entries are read by the map, and each is kept, dropped or refused, with all that is done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from playbook.client.typing import typed_rows
from playbook.errors import Fault
from playbook.intake.blanks import blank_keys
from playbook.intake.cells import Cell, reader_of
from playbook.intake.doings import Doings
from playbook.intake.entries import Entry, entries_of, money_columns
from playbook.intake.mapping import Import
from playbook.intake.page import Page, Places, places_of
from playbook.intake.stated_units import check_units
from playbook.intake.totals import Compared, compare_totals
from playbook.intake.units import amount_of
from playbook.messages import Said, said

__all__ = ["Taken", "take"]


@dataclass
class Taken:
    """A page as it was taken: where the map's columns stand, its entries, what was done to them, how totals compare,
    the faults, and what else is to be said."""

    page: Page
    item: Import
    places: Places = field(default_factory=Places)
    entries: list[Entry] = field(default_factory=list)
    doings: Doings = field(default_factory=Doings)
    compared: list[Compared] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    remarks: list[Said] = field(default_factory=list)

    @property
    def months(self) -> list[str]:
        """The months of its entries, in their order."""
        return list(self.places.months.values())

    @property
    def untaken(self) -> list[str]:
        """The headers of columns that the import takes nothing from."""
        used = {*self.places.columns.values(), *self.places.months, *self.places.headers.values()}
        return [header for place, header in enumerate(self.page.header) if header and place not in used]


def take(page: Page, item: Import) -> Taken:
    """Read a page's entries; where the map does not fit the page there are faults and no entries."""
    taken = Taken(page, item)
    taken.places = places_of(page, item, taken.faults)
    taken.remarks += check_units(page, item, taken.faults)
    if taken.faults:
        return taken
    taken.entries = entries_of(page, item, taken.places)
    readers = {name: reader_of(item, name) for name in _read_columns(item, taken.entries)}
    money = {*money_columns(item)}
    for entry in taken.entries:
        _read(taken, entry, readers, money)
    taken.compared = compare_totals(taken.entries, money_columns(item))
    taken.faults += blank_keys(taken.entries, item)
    _check(taken)
    return taken


def _read_columns(item: Import, entries: list[Entry]) -> Iterable[str]:
    return entries[0].texts if entries else item.columns


def _read(taken: Taken, entry: Entry, readers: Mapping[str, Callable[[str], Cell]], money: set[str]) -> None:
    """An entry's values; of one that is dropped the amounts alone, which are counted, of one that is torn none."""
    if entry.torn:
        entry.refused = True
        taken.faults.append(Fault(entry.place, entry.row, "", "", "", entry.torn, said("mend the row")))
        return
    for name, text in entry.texts.items():
        if entry.dropped and name not in money:
            continue
        cell = readers[name](text)
        entry.values[name] = cell.value
        if name in money and (number := amount_of(cell.value)) is not None:
            entry.read[name] = number
        if entry.dropped:
            continue
        if cell.wrong:
            entry.refused = True
            expected, header = cell.wrong, entry.headers[name]
            taken.faults.append(Fault(entry.place, entry.row, header, text, expected, mend=cell.mend))
        elif cell.done:
            taken.doings.note(cell.done, name, entry.row, entry.headers[name])
    file = {"{file}": taken.page.file, "{sheet}": taken.page.sheet}
    for name, text in taken.item.constants.items():
        entry.values[name] = _filled(text, file)


def _filled(text: str, places: Mapping[str, str]) -> str:
    for place, value in places.items():
        text = text.replace(place, value)
    return text


def _check(taken: Taken) -> None:
    """Hold what is to be kept against the table's description."""
    entries = [entry for entry in taken.entries if not entry.dropped and not entry.refused]
    made = {*taken.item.ids}
    columns = tuple(column for column in taken.item.table.columns if column.name not in made)
    _, faults = typed_rows([entry.values for entry in entries], columns, taken.page.place, range(len(entries)))
    for fault in faults:
        entry = entries[fault.row or 0]
        entry.refused = True
        header = entry.headers.get(fault.column, fault.column)
        blank = said("fill it in, or leave such rows out: drop: {{{header}: ''}}", header=header)
        mend = fault.mend or (blank if fault.column in entry.headers and not fault.value else "")
        taken.faults.append(Fault(entry.place, entry.row, header, fault.value, fault.expected, mend=mend))
