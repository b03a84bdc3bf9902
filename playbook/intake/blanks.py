"""A blank cell of a key, where other rows say something, may mean the cell above it or that nobody knows: the map says
which."""

from __future__ import annotations

from playbook.errors import Fault
from playbook.intake.entries import Entry
from playbook.intake.mapping import Import
from playbook.messages import said

__all__ = ["blank_keys"]


def blank_keys(entries: list[Entry], item: Import) -> list[Fault]:
    """The faults of blank cells in key columns that may be blank; their entries are refused."""
    faults: list[Fault] = []
    optional = [name for name in item.table.key if name in item.columns and not item.table.column(name).required]
    kept = [entry for entry in entries if not entry.dropped]
    for name in optional:
        header = item.columns[name]
        answered = header in item.fill or "" in item.values.get(name, {})
        if answered or not any(entry.values.get(name) for entry in kept):
            continue
        for entry in kept:
            if not entry.values.get(name) and not entry.refused:
                entry.refused = True
                faults.append(_fault(entry, name, header))
    return faults


def _fault(entry: Entry, name: str, header: str) -> Fault:
    expected = said("text: a blank may mean the cell above it, or that it is not known")
    mend = said(
        "say in the map which: fill: [{header}], or values: {{{name}: {{'': unknown}}}}", header=header, name=name
    )
    return Fault(entry.place, entry.row, header, "", expected, mend=mend)
