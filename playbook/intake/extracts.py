"""From files and databases to pages: which file belongs to which import of a map, and which of its tables is meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from playbook.client.spellings import plain
from playbook.errors import DataError, Fault, UserError, printable
from playbook.intake.databases import query_page
from playbook.intake.files import Opened, open_file
from playbook.intake.mapping import Import
from playbook.intake.page import Page
from playbook.intake.table import table_in
from playbook.messages import Said, said
from playbook.sheets.unreadable import Unreadable

__all__ = ["pages_of"]


def pages_of(imports: Sequence[Import], files: Sequence[Path]) -> list[tuple[Import, Page]]:
    """Each import with each page that it is about, in the order of the map and of the files.

    Raises DataError where a page cannot be read, and UserError where a file belongs to no import, or no file to any.
    """
    _check_used(imports, files)
    faults: list[Fault] = []
    pages = [(item, page) for item in imports for page in _pages(item, files, faults)]
    if faults:
        raise DataError(faults)
    return pages


def _check_used(imports: Sequence[Import], files: Sequence[Path]) -> None:
    patterns = [item.origin.file for item in imports if not item.origin.is_database]
    lines = [
        said(
            "{file}: no import of the map is about it; its files are {patterns}", file=path.name, patterns=_or(patterns)
        )
        for path in files
        if not any(_is_like(path, pattern) for pattern in patterns)
    ]
    if not files and len(patterns) == len(imports):
        lines = [said("no file is named; the map is about {patterns}", patterns=_or(patterns))]
    if lines:
        raise UserError(*lines)


def _or(patterns: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(patterns)) or "-"


def _is_like(path: Path, pattern: str) -> bool:
    return fnmatchcase(plain(path.name), plain(pattern)) or fnmatchcase(str(path), pattern)


def _pages(item: Import, files: Sequence[Path], faults: list[Fault]) -> Iterator[Page]:
    if item.origin.is_database:
        try:
            yield query_page(item.origin)
        except Unreadable as why:
            faults.append(_fault(item.origin.file.split("://")[0], why))
        return
    for path in (path for path in files if _is_like(path, item.origin.file)):
        try:
            yield from _of_file(open_file(path, item.origin), item)
        except Unreadable as why:
            faults.append(_fault(printable(path.name), why))


def _fault(place: str, why: Unreadable) -> Fault:
    return Fault(place, why.row, "", why.value, why.expected, why.cause, why.mend)


def _of_file(opened: Opened, item: Import) -> Iterator[Page]:
    """The pages of a file: of a workbook, the sheets that the map names, else those with the map's headers."""
    sheets = opened.sheets
    if item.origin.sheet:
        sheets = {name: grid for name, grid in sheets.items() if fnmatchcase(plain(name), plain(item.origin.sheet))}
        if not sheets:
            expected = said("one of the sheets {names}", names=", ".join(opened.sheets))
            raise Unreadable(value=item.origin.sheet, expected=expected)
    pages = {name: table_in(opened, name, item) for name in sheets}
    fitting = {name: page for name, page in pages.items() if page and _fits(page, item)}
    if not fitting and not any(pages.values()):
        raise Unreadable(said("no table is found in it"), mend=said("say in which row its header stands: header: 3"))
    chosen = fitting or dict([max(_there(pages), key=lambda pair: _known(pair[1], item))])
    left = [name for name in sheets if name not in chosen]
    for name, page in chosen.items():
        yield page if not left or name != next(iter(chosen)) else _with(page, _said_left(left))


def _there(pages: dict[str, Page | None]) -> list[tuple[str, Page]]:
    return [(name, page) for name, page in pages.items() if page]


def _known(page: Page, item: Import) -> int:
    headers = {*map(plain, page.header)}
    return sum(plain(header) in headers for header in item.columns.values())


def _fits(page: Page, item: Import) -> bool:
    return _known(page, item) == len(item.columns)


def _said_left(names: list[str]) -> Said:
    return said("not taken, since it has not the map's headers: sheet {names}", names=", ".join(names))


def _with(page: Page, remark: Said) -> Page:
    return Page(**{**vars(page), "remarks": (*page.remarks, remark)})
