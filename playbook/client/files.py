"""Reading: where the data folder is, and a client's files as text, before anything is typed.

Text stays text here: contract 0282 keeps its zero, `NA` is a word, and a cell is what the file says it is.
"""
from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from playbook.errors import Fault, UserError

__all__ = ["DATA_FILES", "TEXT_LOADER", "Sheet", "Source", "client_folder", "find_data", "list_clients", "parse_day"]

#: What a data folder is read from.
DATA_FILES = (".yaml", ".csv")
#: Reads YAML with its scalars as text.
TEXT_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_HERE = Path(__file__).resolve().parents[1]
_LISTED = 20


def find_data() -> Path:
    """The data folder: PLAYBOOK_DATA, else the nearest parent of the working directory that holds data/clients, else the
    checkout that the package is in, else the samples that came with it.

    Raises UserError where PLAYBOOK_DATA names a folder without clients.
    """
    named = os.environ.get("PLAYBOOK_DATA")
    if named:
        return _data_folder(Path(named))
    here = Path.cwd()
    candidates = [folder / "data" for folder in (here, *here.parents)] + [_HERE.parent / "data", _HERE / "_data"]
    return next((folder for folder in candidates if (folder / "clients").is_dir()), candidates[-1])


def house_assumptions() -> Path:
    """The house's own assumptions: the checkout's, else those that came with the package."""
    places = (_HERE.parent / "data" / "assumptions.yaml", _HERE / "_data" / "assumptions.yaml")
    return next((path for path in places if path.is_file()), places[-1])


def _data_folder(folder: Path) -> Path:
    if not (folder / "clients").is_dir():
        raise UserError(f"no folder {folder / 'clients'}", "name a data folder that holds clients/ with --data or PLAYBOOK_DATA")
    return folder


def list_clients(root: Path | None = None) -> list[str]:
    """The ids of the clients in a data folder, sorted."""
    clients = _data_folder(root) if root else find_data()
    return sorted(folder.name for folder in (clients / "clients").iterdir() if (folder / "profile.yaml").is_file())


def client_folder(data: Path, client_id: str) -> Path:
    """The folder of a client's files. Raises UserError, which lists the clients, where there is none."""
    well_formed = re.fullmatch(r"[a-z][a-z0-9-]*", client_id)
    if well_formed and (data / "clients" / client_id / "profile.yaml").is_file():
        return data / "clients" / client_id
    said = f"no client {client_id!r}" if client_id else "no client is named"
    if client_id and not well_formed:
        said = f"{client_id!r} is not a client's id (a small letter, then small letters, digits and hyphens)"
    known = list_clients(data)
    more = f", .. ({len(known)} in all: `playbook list`)" if len(known) > _LISTED else ""
    raise UserError(said, "name one of: " + ", ".join(known[:_LISTED]) + more)


def parse_day(value: date | str | None) -> date | None:
    """A plan's date as it was asked for; None where it was not. Raises UserError where it is no date."""
    if not value or isinstance(value, date):
        return value or None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise UserError(f"as_of: {value!r}; expected a date such as 2003-01-23") from None


@dataclass
class Sheet:
    """A table as its file has it: the header, and each row with its number as a spreadsheet shows it."""

    header: tuple[str, ...] = ()
    rows: list[dict[str, str]] = field(default_factory=list)
    numbers: list[int | None] = field(default_factory=list)


@dataclass(frozen=True)
class Source:
    """A folder of a client or a market. `label` is its name in faults (`clients/acme`)."""

    folder: Path
    label: str
    faults: list[Fault]

    @cached_property
    def contents(self) -> Mapping[str, bytes]:
        """Every YAML and CSV file by name: read once, so that what is checked is what is used."""
        return {path.name: path.read_bytes() for path in sorted(self.folder.iterdir()) if path.suffix in DATA_FILES}

    def digest(self) -> str:
        """A fingerprint of all the files."""
        total = sha256()
        for name, content in self.contents.items():
            total.update(f"{name}\0{len(content)}\0".encode() + content)
        return total.hexdigest()

    def fault(self, name: str, expected: str, *, row: int | None = None, column: str = "", value: object = "") -> None:
        """Write down one fault of a file in this folder."""
        self.faults.append(Fault(f"{self.label}/{name}", row, column, str(value), expected))

    def mapping(self, name: str) -> dict[str, Any]:
        """A YAML file that holds one mapping, its scalars as text."""
        try:
            value = yaml.load(self.contents.get(name, b""), Loader=TEXT_LOADER)
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            mark = getattr(error, "problem_mark", None)
            self.fault(name, "YAML in UTF-8 that can be read", row=mark.line + 1 if mark else None, value=str(error).split("\n")[0])
            return {}
        if not isinstance(value, dict):
            self.fault(name, "a mapping of fields to values", value="" if value is None else type(value).__name__)
            return {}
        return value

    def sheet(self, name: str) -> Sheet:
        """A CSV file as text; an empty sheet where there is none."""
        if name not in self.contents:
            return Sheet()
        try:
            text = self.contents[name].decode("utf-8-sig")
        except UnicodeDecodeError as error:
            self.fault(name, "text in UTF-8 (in Excel: save as CSV UTF-8)", value=f"byte {error.start}")
            return Sheet()
        return self._sheet(name, list(csv.reader(io.StringIO(text))))

    def _sheet(self, name: str, lines: list[list[str]]) -> Sheet:
        sheet = Sheet(header=tuple(cell.strip() for cell in lines[0]) if lines else ())
        for number, cells in enumerate(lines[1:], start=2):
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) > len(sheet.header):
                self.fault(name, f"{len(sheet.header)} cells, as in the header", row=number, value=f"{len(cells)} cells")
            sheet.rows.append(dict(zip(sheet.header, cells, strict=False)))
            sheet.numbers.append(number)
        return sheet
