"""A page: one table of an export, as it lies in its file, with the places of the columns that a map names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from playbook.client.spellings import plain
from playbook.errors import Fault
from playbook.intake.map_part import near
from playbook.intake.mapping import Import
from playbook.intake.months import either_month, month_of
from playbook.messages import Said, said

__all__ = ["Page", "Places", "places_of"]


@dataclass(frozen=True)
class Page:
    """The header and the rows below it, each with its number in the file. `place` names the page in lines and faults
    (`bills.xlsx, sheet 账单`); `remarks` say what was done to read it, `titles` are what stands above the header and
    below the rows. Rows `may_be_short` where nothing at their ends is what a file leaves out."""

    place: str
    file: str
    header: tuple[str, ...]
    rows: list[list[str]]
    numbers: list[int]
    sheet: str = ""
    header_row: int = 1
    remarks: tuple[Said, ...] = ()
    titles: tuple[str, ...] = ()
    may_be_short: bool = True


@dataclass(frozen=True)
class Places:
    """Where in a row the map's columns stand: of ours, of the months, and of the headers that it fills or drops by."""

    columns: Mapping[str, int] = field(default_factory=dict)
    months: Mapping[int, str] = field(default_factory=dict)
    headers: Mapping[str, int] = field(default_factory=dict)


def places_of(page: Page, item: Import, faults: list[Fault]) -> Places:
    """The places of the map's columns in a page; a header that is not there, or stands twice, is a fault."""
    headers = [*item.columns.values(), *item.fill, *item.drop]
    found = {header: _place(page, header, faults) for header in dict.fromkeys(headers)}
    known = {header: place for header, place in found.items() if place is not None}
    columns = {name: known[header] for name, header in item.columns.items() if header in known}
    return Places(columns, _months(page, item, {*known.values()}, faults), known)


def _place(page: Page, header: str, faults: list[Fault]) -> int | None:
    places = [place for place, name in enumerate(page.header) if plain(name) == plain(header)]
    if len(places) == 1:
        return places[0]
    names = [name for name in page.header if name]
    if places:
        expected = said("a header that stands once; it stands {count} times", count=len(places))
        faults.append(Fault(page.place, page.header_row, header, header, expected))
        return None
    there = said("one of the headers that are there: {names}", names=", ".join(names))
    faults.append(Fault(page.place, page.header_row, header, header, there, mend=near(header, names)))
    return None


def _months(page: Page, item: Import, taken: set[int], faults: list[Fault]) -> Mapping[int, str]:
    """The columns that are months, each month once."""
    if item.unpivot is None:
        return {}
    months: dict[int, str] = {}
    for place, header in enumerate(page.header):
        if place in taken or not _wanted(header, item.unpivot.columns):
            continue
        month = month_of(header, item.unpivot.year)
        if either := either_month(header):
            expected = said("a month that can be read in one way, not as {readings}", readings=" / ".join(either))
            faults.append(Fault(page.place, page.header_row, header, header, expected))
        elif month in months.values():
            faults.append(Fault(page.place, page.header_row, header, header, said("a month that stands once")))
        elif month:
            months[place] = month
        elif item.unpivot.columns:
            mend = said("say which year, where the headers leave it out: unpivot: {{columns: .., year: 2024}}")
            faults.append(
                Fault(page.place, page.header_row, header, header, said("a month such as 2024-03"), mend=mend)
            )
    if not months and not faults:
        named = ", ".join(filter(None, page.header))
        faults.append(Fault(page.place, page.header_row, "", named, said("columns that are headed by months")))
    return months


def _wanted(header: str, patterns: Iterable[str]) -> bool:
    patterns = tuple(patterns)
    return bool(header) and (not patterns or any(fnmatchcase(plain(header), plain(pattern)) for pattern in patterns))
