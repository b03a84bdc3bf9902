"""A first map for some exports, guessed from their headers and values, for a person to correct.

It says what it is sure of, shows values beside it, and asks the rest: a value that begins with a question mark, and an
import is refused until it is answered. Nothing of an export is ever run; it only becomes text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from playbook.client.files import client_folder, find_data, market_id
from playbook.client.market_tables import MARKET_TABLES
from playbook.client.source import Source
from playbook.client.spellings import plain
from playbook.errors import DataError, Fault, UserError
from playbook.intake.files import Opened, open_file
from playbook.intake.guess_table import known_header
from playbook.intake.guess_text import Guessed, import_text
from playbook.intake.mapping import Origin
from playbook.intake.page import Page
from playbook.intake.table import page_of
from playbook.messages import printed, said
from playbook.sheets.unreadable import Unreadable
from playbook.units import Lang

__all__ = ["guess_map"]

_DIGITS = re.compile("[0-9]+")


def guess_map(files: Sequence[Path], *, client: str = "", data: Path | None = None, lang: Lang = "en") -> str:
    """The text of a map. With a client, its market's services are known. Raises UserError where a file cannot be read,
    or holds no table."""
    if not files:
        raise UserError(said("no file is named: playbook import --guess FILE.."))
    services = _services(client, data) if client else {}
    faults: list[Fault] = []
    pages = [guessed for path in files for guessed in _guessed(path, faults)]
    if faults:
        raise DataError(faults)
    parts = [import_text(guessed, services, lang) for guessed in _once(pages)]
    return "\n".join((*_head(lang), "imports:", *parts)) + "\n"


def _head(lang: Lang) -> Iterator[str]:
    for line in (
        said("A first map, guessed from headers and values: read it, and correct it (docs/import.md)."),
        said("What begins with ? is a question: put the answer in its place, or take the line out."),
    ):
        yield f"# {printed(line, lang)}"


def _guessed(path: Path, faults: list[Fault]) -> Iterator[Guessed]:
    """Each table of a file."""
    try:
        opened = open_file(path, Origin(path.name))
        found = [page for sheet in opened.sheets if (page := _page(opened, sheet))]
        if not found:
            raise Unreadable(
                said("no table is found in it"), mend=said("say in which row its header stands: header: 3")
            )
    except Unreadable as why:
        faults.append(Fault(path.name, why.row, "", why.value, why.expected, why.cause, why.mend))
        return
    for page in found:
        yield Guessed(_pattern(path.name), page, page.sheet if len(found) > 1 else "", opened.encoding)


def _page(opened: Opened, sheet: str) -> Page | None:
    page = page_of(opened, sheet, known_header)
    return page if page and page.rows else None


def _pattern(name: str) -> str:
    """The names of next quarter's files: bills-2024Q1.xlsx is one of bills-*.xlsx."""
    stem, dot, ending = name.rpartition(".")
    stem = re.sub(r"[\[\]?*]", "?", stem)
    shape = re.sub(r"\*(?:[-_.年月日QqHh]*\*)+", "*", _DIGITS.sub("*", stem))
    shape = shape if shape.endswith("*") else f"{shape}*"
    return f"{shape}{dot}{ending}" if shape.strip("*-_. ") else name


def _once(pages: Sequence[Guessed]) -> list[Guessed]:
    """Files of one name but for their dates, with the same header, are one import."""
    seen: dict[tuple[str, str, tuple[str, ...]], Guessed] = {}
    for guessed in pages:
        seen.setdefault((guessed.pattern, guessed.sheet, guessed.fixed), guessed)
    return list(seen.values())


def _services(client: str, data: Path | None) -> Mapping[str, str]:
    """The services of a client's market by each of their names; none where there is no market, or it cannot be read."""
    root = data or find_data()
    profile = Source(client_folder(root, client), f"clients/{client}", []).mapping("profile.yaml")
    market = root / "markets" / market_id(profile)
    table = next(table for table in MARKET_TABLES if table.name == "services")
    if not market_id(profile) or not market.is_dir():
        return {}
    sheet = Source(market, f"markets/{market.name}", []).sheet(table)
    names = ("service", "name", "name_zh", "name_en")
    return {plain(row[name]): row["service"] for row in sheet.rows for name in names if row.get(name)}
