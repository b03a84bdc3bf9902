"""What was done to the cells of a source: each thing once, with how often, and where first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from playbook.messages import Said, said

__all__ = ["Doings"]


@dataclass
class _Doing:
    what: Said | str
    column: str
    cells: set[tuple[int, str]]
    first: tuple[int, str]


@dataclass
class Doings:
    """The things done, in the order in which each was first done."""

    found: dict[tuple[str, str], _Doing] = field(default_factory=dict)

    def note(self, what: Said | str, column: str, row: int, header: str) -> None:
        """Something was done to a cell; the same cell counts once, in however many months it is read."""
        doing = self.found.setdefault((column, str(what)), _Doing(what, column, set(), (row, header)))
        doing.cells.add((row, header))

    def lines(self) -> Iterator[Said]:
        """Each thing in a line, those of one column together."""
        columns = list(dict.fromkeys(doing.column for doing in self.found.values()))
        for doing in sorted(self.found.values(), key=lambda doing: columns.index(doing.column)):
            row, header = doing.first
            count = len(doing.cells)
            times = said("{count} times", count=f"{count:,}") if count > 1 else said("once")
            yield said(
                "{column}: {what}, {times}, first in row {row}, column {header}",
                column=doing.column,
                what=doing.what,
                times=times,
                row=row,
                header=header,
            )
