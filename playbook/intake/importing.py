"""An import from beginning to end: a map and some exports in, a client's tables and an account of them out.

Everything is read and counted before anything is written. One refused row, and nothing is: a table with some of its
rows would give a plan whose numbers are too small, and nobody would see it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from playbook.client.files import client_folder, find_data
from playbook.client.schema import Table
from playbook.client.together import together
from playbook.errors import UserError
from playbook.intake.account import change_lines, count_lines, lines_of, tally_of
from playbook.intake.entries import Entry
from playbook.intake.extracts import pages_of
from playbook.intake.files import content_of
from playbook.intake.forms import read_rows, write_rows
from playbook.intake.keys import one_a_key
from playbook.intake.made_ids import make_ids
from playbook.intake.map_file import read_map
from playbook.intake.taking import Taken, take
from playbook.intake.upsert import Change, upsert
from playbook.messages import Said, joined, said
from playbook.sheets.encoding import decode

__all__ = ["Imported", "import_files"]


@dataclass(frozen=True)
class Imported:
    """What an import took, and what it changed; a `dry` one wrote nothing. `without` are the files of the map that were
    not given."""

    taken: Sequence[Taken] = ()
    changes: Sequence[Change] = ()
    dry: bool = False
    without: Sequence[str] = ()

    def lines(self) -> Iterator[Said]:
        """The account: each page with what was done and counted, then each table."""
        for taken in self.taken:
            yield from lines_of(taken)
        if self.without:
            yield said("not given, and left as it is: {files}", files=", ".join(self.without))
        for change in self.changes:
            yield from change_lines(change, dry=self.dry)


def import_files(
    client_id: str, map_file: Path, files: Sequence[Path], *, data: Path | None = None, dry: bool = False
) -> Imported:
    """Bring the rows of some exports into a client's tables.

    Raises UserError where there is no such client or file, DataError with every fault of the map, and UserError with
    every refused row and the counts; then nothing is written.
    """
    folder = client_folder(data or find_data(), client_id)
    imports = read_map(decode(content_of(map_file)).text, map_file.name)
    pages = pages_of(imports, files)
    taken = [take(page, item) for item, page in pages]
    rows = read_rows(folder, _tables(taken))
    _settle(taken, rows)
    changes = [upsert(table, rows[table.name], _new(taken, table)) for table in _tables(taken)]
    if any(not tally_of(one).holds for one in taken):
        raise AssertionError("what came in is not what was kept, dropped and refused")
    if not dry:
        write_rows(folder, {change.table: change.rows for change in changes if not change.is_none})
    without = [item.origin.file for item in imports if item not in [used for used, _ in pages]]
    return Imported(taken, changes, dry, without)


def _tables(taken: Sequence[Taken]) -> list[Table]:
    return list(dict.fromkeys(one.item.table for one in taken))


def _settle(taken: Sequence[Taken], rows: Mapping[str, Sequence[Mapping[str, str]]]) -> None:
    """Make the ids that are to be made, and one row of each key. Raises UserError where an entry is refused."""
    before: dict[str, dict[tuple[str, ...], Entry]] = {name: {} for name in rows}
    for one in taken:
        name = one.item.table.name
        one.faults += make_ids(one.entries, one.item.ids, rows[name])
        one.faults += one_a_key(one.entries, one.item, before[name])
    if faults := [fault for one in taken for fault in one.faults]:
        counts = [joined([one.page.place, ": ", line]) for one in taken if one.entries for line in count_lines(one)]
        lines = [fault.said() for fault in together(faults)]
        raise UserError(*lines, *counts, said("nothing is written: mend the rows, or say in the map what they mean"))


def _new(taken: Sequence[Taken], table: Table) -> Iterator[Mapping[str, str]]:
    """The rows that go into a table."""
    for one in taken:
        for entry in one.entries if one.item.table is table else ():
            if not entry.dropped and entry.into is None:
                yield entry.values
