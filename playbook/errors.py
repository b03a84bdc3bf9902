"""Two kinds of failure: what a user can mend, and bugs.

A :class:`UserError` is shown as its lines, without a traceback, and the program ends with code 2. Anything
else that is raised is a bug: it keeps its traceback, and the program ends with code 1.
"""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

__all__ = ["DataError", "Fault", "PlaybookError", "UserError"]


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
    """One thing wrong in a client's or market's files: where it is, what is there, what was expected."""

    file: str
    row: int | None
    column: str
    value: str
    expected: str

    def __str__(self) -> str:
        place = self.file if self.row is None else f"{self.file}, row {self.row}"
        column = f", column {self.column}" if self.column else ""
        return f"{place}{column}: {self.value!r}; expected {self.expected}"


class DataError(UserError, ValueError):
    """All the faults found in a client's files, in one go."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(dict.fromkeys(faults), key=lambda fault: (fault.file, fault.row or 0, fault.column)))
        super().__init__(*(str(fault) for fault in self.faults))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.faults,)
