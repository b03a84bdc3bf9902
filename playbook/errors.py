"""Two kinds of failure: what a user can mend, and bugs.

A :class:`UserError` is shown as its lines, without a traceback, and the program ends with code 2. Anything
else that is raised is a bug: it keeps its traceback, and the program ends with code 1.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from playbook.letters import printable, shown
from playbook.messages import Said, joined, said

__all__ = ["DataError", "Fault", "PlaybookError", "UserError", "printable", "shown"]


#: How many other rows of a fault are named.
_NAMED = 3


class PlaybookError(Exception):
    """The base of every error that the playbook raises on purpose."""


class UserError(PlaybookError):
    """Something that a user can mend, said in one line or more.

    >>> UserError("no client 'acme'", "name one of: bare-minimum").lines
    ("no client 'acme'", 'name one of: bare-minimum')
    """

    def __init__(self, *lines: str) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines

    def __reduce__(self) -> tuple[Any, ...]:
        """How it travels from one process to another."""
        return type(self), self.lines

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows: the lines, and no traceback."""
        return list(self.lines)


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong in a client's or market's files: where it is, what is there, what was expected.

    `cause` says it in words of its own, where "this value; expected that" cannot; `mend` says what to do. `rule` is the
    id of what found it, such as `bills.contract_not_listed`. `rows` are all the rows of a fault that several have;
    `follow` counts, by file, what else follows from it.
    """

    file: str
    row: int | None
    column: str
    value: str
    expected: str
    cause: str = ""
    mend: str = ""
    rule: str = ""
    rows: tuple[int, ...] = ()
    follow: tuple[tuple[str, int], ...] = ()

    def __str__(self) -> str:
        return self.said()

    def said(self) -> Said:
        """The fault in one line: where, what, and how to mend it."""
        parts = [said("{file}, row {row}", file=self.file, row=self.row) if self.row is not None else self.file]
        parts += [said(", column {column}", column=self.column)] if self.column else []
        return joined([*parts, said(": {cause}", cause=self.what())])

    def what(self) -> Said:
        """What is wrong, where else, and how to mend it: the line without its place."""
        cause = self.cause or said("{value!r}; expected {expected}", value=self.value, expected=self.expected)
        beside = filter(None, (self._elsewhere(), self._following(), self.mend))
        return joined([cause, *(said("; {more}", more=more) for more in beside)])

    def _elsewhere(self) -> str:
        """The other rows that it is in; of many the first, and how many they are."""
        others = [row for row in self.rows if row != self.row]
        if not others:
            return ""
        if len(others) == 1:
            return said("the same in row {row}", row=others[0])
        named = joined(others[:_NAMED], said(", "))
        if len(others) == len(others[:_NAMED]):
            return said("the same in rows {rows}", rows=named)
        return said("the same in rows {rows}, .. ({count} in all)", rows=named, count=len(self.rows))

    def _following(self) -> str:
        """How many other faults would not be there without this one, and in which files."""
        if not self.follow:
            return ""
        places = joined((f"{file} ({count})" for file, count in self.follow), said(", "))
        return said("{count} more follow from this: {places}", count=sum(dict(self.follow).values()), places=places)


class DataError(UserError, ValueError):
    """All the faults found in a client's files, in one go; `held` says what could not be looked at because of them,
    `warnings` what is no fault."""

    def __init__(self, faults: Iterable[Fault], held: str = "", warnings: Iterable[Fault] = ()) -> None:
        self.faults = tuple(sorted(dict.fromkeys(faults), key=lambda fault: (fault.file, fault.row or 0, fault.column)))
        self.held, self.warnings = held, tuple(warnings)
        super().__init__(*(fault.said() for fault in self.faults), *([held] if held else []))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.faults, self.held, self.warnings)
