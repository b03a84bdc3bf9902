"""A workbook read as a folder is: each part's sheet as the rows or the fields that its file would give.

A sheet is told by its title, a column by its heading, in either language. Above the header there may be titles and
notes; below it every cell stands under a heading, or is named. What a spreadsheet made of a cell (a date of a contract
number, fewer digits) is named too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from playbook.client.forms.cells import Odd, texts_of
from playbook.client.forms.examples import EXAMPLES, LISTS, calls_itself_example, examples_of, kept_examples
from playbook.client.forms.names import is_guide, is_ours, parts_by_title, sheet_title
from playbook.client.forms.parts import Form, Part
from playbook.client.forms.sheet_fields import items_of, lines_of
from playbook.client.forms.sheet_rows import Block, block_of
from playbook.client.mappings import Fields
from playbook.client.sheets import Sheet
from playbook.client.spellings import plain
from playbook.messages import said
from playbook.sheets.grid import Grid
from playbook.sheets.unreadable import Unreadable
from playbook.sheets.workbook import read_workbook
from playbook.units import Lang

__all__ = ["Stray", "Workbook"]

_LIKE = 0.7


@dataclass(frozen=True)
class Stray:
    """A sheet that is no part: a fault where it seems to stand for one, else something to name."""

    title: str
    cause: str
    mend: str
    is_fault: bool


@dataclass
class Workbook:
    """The sheets of a workbook by the file whose part they are; `odd` are the cells of each part read so far that are
    no text of a table."""

    form: Form
    titles: dict[str, str] = field(default_factory=dict)
    strays: list[Stray] = field(default_factory=list)
    odd: dict[str, list[Odd]] = field(default_factory=dict)
    kept: Mapping[str, list[Mapping[str, str]]] = field(default_factory=dict)
    _grids: dict[str, Grid] = field(default_factory=dict)

    @classmethod
    def read(cls, form: Form, content: bytes) -> Workbook:
        """The workbook of such a folder. Raises Unreadable where it cannot be opened."""
        grids = read_workbook(content, hidden=True)
        book = cls(form, kept=kept_examples(grids.get(EXAMPLES)), _grids=grids)
        known = parts_by_title(form)
        for title in book._grids:
            if part := known.get(plain(title)):
                book._add(title, part)
            elif not is_ours(title) and any(map(any, book._grids[title].rows)):
                book.strays.append(_stray(title, form))
        return book

    def _add(self, title: str, part: Part) -> None:
        if part.file in self.titles:
            cause = said("the sheets {one} and {two} are the same table", one=self.titles[part.file], two=title)
            self.strays.append(Stray(title, cause, said("keep one of them"), is_fault=True))
        self.titles.setdefault(part.file, title)

    def sheet(self, file: str) -> Sheet:
        """A table's rows, their columns by name. Raises Unreadable where they cannot be told."""
        block = self.block(file)
        sheet = Sheet(tuple(name for name in block.header if name))
        for number, cells in self._rows(self.form.by_file[file], block):
            sheet.rows.append(cells)
            sheet.numbers.append(number)
        return sheet

    def fields(self, file: str) -> Fields:
        """The fields of a part that is no table, with the rows that they stand in. Raises Unreadable where they
        cannot be told."""
        part = self.form.by_file[file]
        if file not in self.titles:
            raise Unreadable(said("there is no such sheet"))
        if part.shape == "items":
            return items_of(self._rows(part, self.block(file)))
        self.odd[file] = []
        return lines_of(part, self._grids[self.titles[file]], self.odd[file])

    def block(self, file: str) -> Block:
        """Where a table's header and rows are on its sheet; an empty one where there is no sheet, or nothing on it."""
        if file not in self.titles:
            return Block()
        return block_of(self.form.by_file[file], self._grids[self.titles[file]])

    def notes(self) -> dict[str, list[list[str]]]:
        """The cells of the sheets that are somebody's own: neither a part nor one of ours."""
        taken = {*self.titles.values(), *LISTS}
        return {
            title: grid.rows
            for title, grid in self._grids.items()
            if title not in taken and not is_guide(title) and any(map(any, grid.rows))
        }

    def language(self) -> Lang:
        """The language of its sheets' titles."""
        words = [(sheet_title(self.form.by_file[file], "zh"), title) for file, title in self.titles.items()]
        in_chinese = sum(chinese == title and not title.isascii() for chinese, title in words)
        return "zh" if 2 * in_chinese > len(words) else "en"

    def headings(self, file: str) -> Mapping[str, str]:
        """What a part's columns, or fields, are called on its sheet; empty where that cannot be told."""
        try:
            if self.form.by_file[file].shape == "fields":
                rows = self._grids[self.titles[file]].rows if file in self.titles else []
                return {name: rows[row - 1][0].strip() for name, row in self.numbers(file).items()}
            block = self.block(file)
        except Unreadable:
            return {}
        return dict(zip(block.header, block.shown, strict=True))

    def numbers(self, file: str) -> Mapping[str, int]:
        """The rows of a part's fields, or of its things; empty for a table, or where they cannot be told."""
        try:
            return {} if self.form.by_file[file].shape == "rows" else self.fields(file).rows
        except Unreadable:
            return {}

    def _rows(self, part: Part, block: Block) -> Iterator[tuple[int, dict[str, str]]]:
        odd = self.odd[part.file] = list[Odd]()
        examples = examples_of(part, self.kept)
        for number, cells in texts_of(part, block, odd):
            if {name: text for name, text in cells.items() if text} in examples:
                continue
            if name := calls_itself_example(part, cells):
                expected, mend = said("where this row comes from, if it is yours"), said("else take the row out")
                odd.append(Odd(number, name, cells[name], expected, mend))
            yield number, cells


def _stray(title: str, form: Form) -> Stray:
    known = parts_by_title(form)
    near = get_close_matches(plain(title), known, n=1, cutoff=_LIKE)
    if not near:
        mend = said("begin its name with _ if it is a note of your own")
        return Stray(title, said("this sheet is not read: it is no table"), mend, is_fault=False)
    mend = said("name it {name} if that is what it is, else begin its name with _", name=known[near[0]].name)
    return Stray(title, said("this sheet is not read: no table has this name"), mend, is_fault=True)
