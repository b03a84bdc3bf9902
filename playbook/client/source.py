"""A folder of a client or a market: its files as text, before anything is typed, and what is wrong with them.

Text stays text here: contract 0282 keeps its zero, `NA` is a word, and a cell is what the file says it is.
"""

from __future__ import annotations

import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from playbook.client.files import DATA_FILES, LET_READ, names_in
from playbook.client.forms.parts import form_of
from playbook.client.forms.workbook import Workbook
from playbook.client.mappings import Fields, read_mapping
from playbook.client.normalised import Normalised
from playbook.client.schema import Table
from playbook.client.sheets import Sheet, read_sheet
from playbook.errors import Fault, printable
from playbook.messages import said
from playbook.sheets.encoding import decode
from playbook.sheets.unreadable import Unreadable

__all__ = ["Source"]

_Part = TypeVar("_Part")


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
            cause, mend = said("the file cannot be read ({why})", why=error.strerror), LET_READ
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
