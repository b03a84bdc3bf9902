"""Reading: where the data folder is, and a client's files as text, before anything is typed.

Text stays text here: contract 0282 keeps its zero, `NA` is a word, and a cell is what the file says it is.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar
from unicodedata import normalize

from playbook.client.forms.parts import form_of
from playbook.client.forms.workbook import Workbook
from playbook.client.mappings import Fields, read_mapping
from playbook.client.near import nearest
from playbook.client.normalised import Normalised
from playbook.client.schema import Table
from playbook.client.sheets import Sheet, read_sheet
from playbook.errors import Fault, UserError, printable
from playbook.messages import Said, joined, said
from playbook.sheets.encoding import decode
from playbook.sheets.unreadable import Unreadable

__all__ = [
    "DATA_FILES",
    "Source",
    "client_folder",
    "find_data",
    "folders",
    "house_assumptions",
    "is_id",
    "list_clients",
    "market_id",
    "names_in",
    "no_client",
    "parse_day",
    "suggested_id",
]

#: What a data folder is read from.
DATA_FILES = (".yaml", ".csv", ".xlsx")
_ID = re.compile(r"[a-z][a-z0-9-]*")
#: A plan's date lies in a year that calendars and their sums can hold.
_DAY = re.compile(r"(1[89]|2[0-9])[0-9]{2}-[0-9]{2}-[0-9]{2}")
_HERE = Path(__file__).resolve().parents[1]
_LISTED = 20
_Part = TypeVar("_Part")
_LET_READ = said("let whoever runs the playbook read it")


def find_data() -> Path:
    """The data folder: PLAYBOOK_DATA, else the nearest parent of the working directory that holds data/clients, else
    the checkout that the package is in, else the samples that came with it.

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
        raise UserError(
            said("no folder {folder}", folder=folder / "clients"),
            said("name a data folder that holds clients/ with --data or PLAYBOOK_DATA"),
        )
    return folder


def is_id(text: str) -> bool:
    """Whether this may be the id of a client or of a market: a small letter, then small letters, digits and hyphens."""
    return bool(_ID.fullmatch(text))


def market_id(profile: Mapping[str, object]) -> str:
    """The market that a profile's fields name; blank where they name none, or nothing that could be one."""
    named = profile.get("market")
    return named.strip() if isinstance(named, str) and is_id(named.strip()) else ""


def names_in(folder: Path) -> list[str]:
    """The names of what lies in a folder, sorted. Raises UserError where it cannot be looked into."""
    try:
        return sorted(path.name for path in folder.iterdir())
    except OSError as error:
        unread = said("{folder}: the folder cannot be read ({why})", folder=printable(str(folder)), why=error.strerror)
        raise UserError(unread, _LET_READ) from None


def folders(folder: Path) -> list[str]:
    """The names of the folders in a folder, sorted, but for hidden ones."""
    return [name for name in names_in(folder) if not name.startswith(".") and (folder / name).is_dir()]


def list_clients(root: Path | None = None) -> list[str]:
    """The ids of the clients in a data folder, sorted: the name of every folder, also of one whose files or name are at
    fault."""
    return folders((_data_folder(root) if root else find_data()) / "clients")


def client_folder(data: Path, client_id: str) -> Path:
    """The folder of a client's files. Raises UserError, which lists the clients, where there is none."""
    if is_id(client_id) and (data / "clients" / client_id).is_dir():
        return data / "clients" / client_id
    known = list_clients(data)
    raise UserError(no_client(client_id, known), *_named(known))


def no_client(client_id: str, known: Collection[str]) -> Said:
    """That there is no such client, and what to do: the one that is meant, or the id that the name may become."""
    if not client_id:
        return said("no client is named")
    if is_id(client_id):
        near = nearest(client_id, known)
        missing = said("no client {client!r}", client=client_id)
        return said("{missing}; did you mean {near}?", missing=missing, near=near) if near else missing
    rule = said("a small letter, then small letters, digits and hyphens")
    wrong = said("{client!r} is not a client's id ({rule})", client=client_id, rule=rule)
    return said("{wrong}; {mend}", wrong=wrong, mend=_renamed(client_id, known))


def _renamed(name: str, known: Collection[str]) -> Said:
    """What to do about a name that is no id, whether a folder has it or not."""
    near = suggested_id(name)
    if near in known:
        return said("did you mean {near}?", near=near)
    if not near:
        return said("name its folder in Latin letters, such as bank-of-fuzhou")
    return said("rename its folder to {near}", near=near) if name in known else said("write {near}", near=near)


def suggested_id(text: str) -> str:
    """The id that a name may become; blank where nothing of it is left in Latin letters.

    >>> suggested_id("Minjiang Bank"), suggested_id("Crédit  Lyonnais (2024)"), suggested_id("闽江银行")
    ('minjiang-bank', 'credit-lyonnais-2024', '')
    """
    spelled = normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    lost = [character for character in normalize("NFKC", text) if character.isalpha() and not _latin(character)]
    return "" if lost else re.sub(r"[^a-z0-9]+", "-", spelled).strip("-").lstrip("0123456789-")


def _latin(character: str) -> bool:
    return normalize("NFKD", character)[0].isascii()


def _named(known: Sequence[str]) -> list[Said]:
    """Which clients there are; of many the first, and where to see the others."""
    if not known:
        return [said("there is no client yet: begin one with `playbook new`")]
    listed = joined((printable(name) for name in known[:_LISTED]), said(", "))
    if len(known) > _LISTED:
        listed = said("{names}, .. ({count} in all: `playbook list`)", names=listed, count=len(known))
    return [said("name one of: {names}", names=listed)]


def parse_day(value: date | str | None, name: str = "as_of") -> date | None:
    """A plan's date as it was asked for; None where it was not. Raises UserError where it is no date."""
    if not value or isinstance(value, date):
        return value or None
    try:
        return date.fromisoformat(value if _DAY.fullmatch(value) else "")
    except ValueError:
        raise UserError(said("{name}: {value!r}; expected a date such as 2003-01-23", name=name, value=value)) from None


def _shown(value: object) -> str:
    return value if isinstance(value, str) else str(value)


@dataclass(frozen=True)
class Source:
    """A folder of a client or a market. `label` is its name in faults (`clients/acme`).

    `warnings` are what is named though a plan is made; `unsound` the files that are not read whole: no check can rest
    on them; `normalised` what was understood though it is written in another way.
    """

    folder: Path
    label: str
    faults: list[Fault]
    warnings: list[Fault] = field(default_factory=list)
    unsound: set[str] = field(default_factory=set)
    normalised: list[Normalised] = field(default_factory=list)

    @cached_property
    def contents(self) -> Mapping[str, bytes]:
        """Every YAML and CSV file, and every workbook, by name: read once, so that what is checked is what is used."""
        read = {
            name: self._content(name)
            for name in names_in(self.folder)
            if name.endswith(DATA_FILES) and not name.startswith((".", "~$"))
        }
        return {name: content for name, content in read.items() if content is not None}

    def _content(self, name: str) -> bytes | None:
        """A file's bytes; a link to a file is read, and what is none is a fault."""
        path, mend = self.folder / name, said("put a file in its place, or take it away")
        try:
            kind = path.stat().st_mode
            if stat.S_ISREG(kind):
                return path.read_bytes()
            cause = (
                said("a folder stands in the place of this file")
                if stat.S_ISDIR(kind)
                else said("this is no file, but a pipe or a device")
            )
        except FileNotFoundError:
            cause = said("this is a link to a file that is not there")
        except OSError as error:
            cause, mend = said("the file cannot be read ({why})", why=error.strerror), _LET_READ
        self.refuse(name, Unreadable(cause, mend=mend))
        return None

    @cached_property
    def book(self) -> Workbook | None:
        """The workbook that holds all parts of the folder, where there is one; one without a part where it cannot be
        read, which is a fault."""
        form = form_of(self.label)
        if form is None or form.workbook not in self.contents:
            return None
        try:
            return Workbook.read(form, self.contents[form.workbook])
        except Unreadable as error:
            self.refuse(form.workbook, error)
            self.unsound.update(form.by_file)
            return Workbook(form)

    def has(self, name: str) -> bool:
        """Whether the folder has this part, in either form."""
        return name in (self.book.titles if self.book else self.contents)

    def digest(self) -> str:
        """A fingerprint of all the files."""
        total = sha256()
        for name, content in self.contents.items():
            total.update(f"{name}\0{len(content)}\0".encode("utf-8", "surrogateescape") + content)
        return total.hexdigest()

    def fault(
        self,
        name: str,
        expected: str,
        *,
        row: int | None = None,
        column: str = "",
        value: object = "",
        mend: str = "",
        rule: str = "",
    ) -> None:
        """Write down one fault of a file in this folder, and how to mend it; `rule` is its id."""
        place = self.place(name)
        self.faults.append(Fault(place, row, printable(column), _shown(value), expected, mend=mend, rule=rule))

    def fault_in(
        self,
        table: str,
        row: Mapping[str, Any],
        column: str,
        expected: str,
        *,
        value: object = None,
        mend: str = "",
    ) -> None:
        """Write down the fault of one cell in a row of a table; `value` is what to show of it, where that is another
        than what it holds."""
        shown = row[column] if value is None else value
        self.fault(f"{table}.csv", expected, row=row["row"], column=column, value=shown, mend=mend)

    def warn(
        self,
        rule: str,
        name: str,
        expected: str,
        *,
        row: int | None = None,
        column: str = "",
        value: object = "",
        mend: str = "",
    ) -> None:
        """Name what a plan is made in spite of; `rule` is the warning's id."""
        place = self.place(name)
        self.warnings.append(Fault(place, row, printable(column), _shown(value), expected, mend=mend, rule=rule))

    def place(self, name: str) -> str:
        """A file of this folder, as faults name it."""
        return f"{self.label}/{printable(name)}"

    def refuse(self, name: str, why: Unreadable) -> None:
        """Write down why a file cannot be read whole."""
        self.unsound.add(name)
        self.faults.append(Fault(self.place(name), why.row, "", why.value, why.expected, why.cause, why.mend))

    def mapping(self, name: str) -> Fields:
        """A YAML file that holds one mapping, its scalars as text; empty where it cannot be read, which is a fault."""
        if self.book:
            return self._of_book(name, self.book.fields, Fields())
        if name not in self.contents and name not in self.unsound:
            self.refuse(name, Unreadable(said("there is no such file"), mend=said("add it")))
        try:
            return read_mapping(self._text(name)) if name in self.contents else Fields()
        except Unreadable as error:
            self.refuse(name, error)
            return Fields()

    def sheet(self, table: Table) -> Sheet:
        """A table's CSV file as text; an empty sheet where there is none, or where it cannot be read, which is a
        fault."""
        name = f"{table.name}.csv"
        if self.book:
            return self._of_book(name, self.book.sheet, Sheet())
        if name not in self.contents:
            return Sheet()
        try:
            return read_sheet(self._text(name), table)
        except Unreadable as error:
            self.refuse(name, error)
            return Sheet()

    def _of_book(self, name: str, read: Callable[[str], _Part], empty: _Part) -> _Part:
        """A part of the workbook; cells that it cannot take as they are are faults."""
        assert self.book is not None
        if name in self.unsound:
            return empty
        try:
            part = read(name)
        except Unreadable as error:
            self.refuse(name, error)
            return empty
        for odd in self.book.odd.pop(name, ()):
            self.fault(name, odd.expected, row=odd.row, column=odd.column, value=odd.value, mend=odd.mend)
        return part

    def _text(self, name: str) -> str:
        """A file's text, in whatever encoding it is."""
        decoded = decode(self.contents[name])
        if decoded.how:
            self.normalised.append(Normalised(self.place(name), "", decoded.how))
        return decoded.text
