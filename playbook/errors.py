"""Two kinds of failure: what a user can mend, and bugs.

A :class:`UserError` is shown as its lines, without a traceback, and the program ends with code 2. Anything
else that is raised is a bug: it keeps its traceback, and the program ends with code 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from playbook.letters import CLOSE, OPEN
from playbook.messages import Said, joined, said

__all__ = ["DataError", "Fault", "PlaybookError", "UserError", "printable", "shown"]


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

    `cause` says it in words of its own, where "this value; expected that" cannot; `mend` says what to do.
    `rule` is the id
    of what found it, such as `bills.contract_not_listed`.
    """

    file: str
    row: int | None
    column: str
    value: str
    expected: str
    cause: str = ""
    mend: str = ""
    rule: str = ""

    def __str__(self) -> str:
        return self.said()

    def said(self) -> Said:
        """The fault in one line: where, what, and how to mend it."""
        parts = [said("{file}, row {row}", file=self.file, row=self.row) if self.row is not None else self.file]
        parts += [said(", column {column}", column=self.column)] if self.column else []
        cause = self.cause or said("{value!r}; expected {expected}", value=self.value, expected=self.expected)
        parts += [said(": {cause}", cause=cause)]
        return joined([*parts, *([said("; {mend}", mend=self.mend)] if self.mend else [])])


class DataError(UserError, ValueError):
    """All the faults found in a client's files, in one go; `held` says what could not be looked at because of them,
    `warnings` what is no fault."""

    def __init__(self, faults: Iterable[Fault], held: str = "", warnings: Iterable[Fault] = ()) -> None:
        self.faults = tuple(sorted(dict.fromkeys(faults), key=lambda fault: (fault.file, fault.row or 0, fault.column)))
        self.held, self.warnings = held, tuple(warnings)
        super().__init__(*(str(fault) for fault in self.faults), *([held] if held else []))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.faults, self.held, self.warnings)


def printable(text: str) -> str:
    r"""The text as any terminal and any file may have it: what has no shape of its own, or is no character, as its
    number.

    >>> printable("福州\udcff"), printable("bills\u200b.csv")
    ('福州\\udcff', 'bills\\u200b.csv')
    """
    return "".join(character if character.isprintable() else repr(character)[1:-1] for character in text)


def shown(line: str) -> str:
    r"""A line for the terminal: printable, but for pairs of marks that isolate a text which runs from the right.

    >>> shown("a\u202eb"), shown("\u2068א\u2069") == "\u2068א\u2069"
    ('a\\u202eb', True)
    """
    if line.isprintable():
        return line
    parts = _ISOLATED.split(line)
    return "".join(part if place % 2 else printable(part) for place, part in enumerate(parts))


#: A text that is isolated, with nothing in it that has no shape.
_ISOLATED = re.compile(rf"({OPEN}[^{OPEN}{CLOSE}\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e]*{CLOSE})")
