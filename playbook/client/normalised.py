"""What was understood in a client's files though it was written in another way: what, how often, and where first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from playbook.errors import printable
from playbook.messages import Said, joined, said
from playbook.sheets.hows import in_words

__all__ = ["Normalised", "gathered"]

_SHOWN = 40


@dataclass(frozen=True)
class Normalised:
    """One way of understanding, in one column of a file (or the file as a whole): how (ids of
    :mod:`playbook.sheets.hows`), in how many places, the first one's row, what stands there and what it is read as.

    `unit` is the sign of a currency that stood with the amounts.
    """

    file: str
    column: str
    how: str
    count: int = 1
    row: int | None = None
    was: str = ""
    became: str = ""
    unit: str = ""

    @property
    def line(self) -> Said:
        """How `check` lists it."""
        column = [said(", column {column}", column=printable(self.column))] if self.column else []
        place = joined([self.file, *column])
        return said("{place}: {how}{first}", place=place, how=in_words(self.how), first=joined(self._first()))

    def _first(self) -> list[Said]:
        """The first place, what stands there, and how many there are; nothing where a file is one."""
        shown = [said("{was!r} is {became!r}", was=self.was[:_SHOWN], became=self.became)] if self.became else []
        shown = shown or ([said("{was!r}", was=self.was[:_SHOWN])] if self.was else [])
        row = [said("row {row}", row=self.row)] if self.row else []
        count = [said("{count} times", count=self.count)] if self.count > 1 else []
        first = [said("{one}: {other}", one=row[0], other=shown[0])] if row and shown else [*row, *shown]
        both = [said("{one}; {other}", one=first[0], other=count[0])] if first and count else [*first, *count]
        return [said(" ({places})", places=both[0])] if both else []


def gathered(notes: Iterable[Normalised]) -> list[Normalised]:
    """One for each way in each column, with the first place and the number of all."""
    first: dict[tuple[str, ...], Normalised] = {}
    counts: dict[tuple[str, ...], int] = {}
    for note in notes:
        key = (note.file, note.column, note.how, note.unit)
        first.setdefault(key, note)
        counts[key] = counts.get(key, 0) + note.count
    return [Normalised(**{**vars(note), "count": counts[key]}) for key, note in first.items()]
