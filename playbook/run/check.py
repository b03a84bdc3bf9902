"""A client's files, checked as a plan of them would need them to be: what is at fault, and what is only named."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from playbook.client import Client, find_data, load_client
from playbook.client.days import said_ahead
from playbook.client.unread import strays
from playbook.errors import DataError, Fault, UserError
from playbook.messages import in_both, said
from playbook.steps.billing import Base, base_of
from playbook.steps.guards.doubts import cautions_of

if TYPE_CHECKING:
    from playbook.run.completeness import Filled

__all__ = ["CheckFailed", "Checked", "check_client"]

#: How wide the columns of tables and their rows are.
_NAME_WIDTH, _ROWS_WIDTH = 24, 7


@dataclass(frozen=True)
class Checked:
    """A client without faults: its rows by table, its base, and what is named beside."""

    client: Client
    rows: Mapping[str, int]
    base: str
    warnings: tuple[str, ...]
    understood: tuple[str, ...] = ()

    @property
    def as_of(self) -> date:
        """The client's date."""
        return self.client.as_of

    @cached_property
    def completeness(self) -> tuple[Filled, ...]:
        """How far each step's tables go; it loads all chapters."""
        from playbook.run.completeness import completeness_of

        return completeness_of(self.client)

    def lines(self) -> Iterator[str]:
        """What to print."""
        yield said(
            "{found}  {name} as of {day}: {rows} rows in {tables} tables",
            found=self._found(),
            name=self.client.name.printed(self.client.language),
            day=self.as_of,
            rows=sum(self.rows.values()),
            tables=len(self.rows),
        )
        yield from (f"  {name:<{_NAME_WIDTH}}{rows:>{_ROWS_WIDTH}}" for name, rows in self.rows.items())
        yield self.base
        yield from (said("warning: {line}", line=line) for line in self.warnings)
        yield from (said("understood: {line}", line=line) for line in self.understood)

    def _found(self) -> str:
        count = len(self.warnings)
        return (
            said("OK, {count} warnings", count=count) if count > 1 else said("OK, 1 warning") if count else said("OK")
        )


class CheckFailed(DataError):
    """Every fault in a client's files in a line, and the warnings after them."""

    def __init__(self, faults: Iterable[Fault], held: str = "", warnings: Iterable[Fault] = ()) -> None:
        super().__init__(faults, held, warnings)
        found = (fault.said() for fault in self.faults)
        beside = (said("warning: {line}", line=warning.said()) for warning in self.warnings)
        self.lines = (*found, *filter(None, [held]), *beside)


def check_client(client_id: str, *, data: Path | None = None, as_of: str | None = None) -> Checked:
    """Check a client's files. Raises UserError with every fault in a line, and the warnings after them."""
    root = data or find_data()
    beside = [*strays(root)]
    around = [fault.said() for fault in beside]
    try:
        with _nothing_let_go():
            client = load_client(client_id, root=root, as_of=as_of)
    except DataError as error:
        raise CheckFailed(error.faults, error.held, (*error.warnings, *beside)) from None
    with _nothing_let_go():
        base = base_of(client)
    cautions = [(one.grave, in_both(en=one.line("en"), zh=one.line("zh"))) for one in cautions_of(client)]
    named = (line for grave, line in cautions if not grave)
    warnings = (*named, *filter(None, [said_ahead(client.as_of)]), *around)
    if off := [line for grave, line in cautions if grave]:
        raise UserError(*off, *(said("warning: {line}", line=line) for line in warnings))
    rows = {name: count for name in client.frames if (count := len(client.column(name, "status")))}
    understood = tuple(note.line for note in client.normalised)
    return Checked(client, rows, _base_said(client, base), warnings, understood)


@contextmanager
def _nothing_let_go() -> Iterator[None]:
    """While rows are read, all of them are kept: to look again and again for what could be let go takes a fifth of the
    time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _base_said(client: Client, base: Base) -> str:
    """The base, and how many bills are not in it since their months had not ended."""
    money, later = base.money(client.currency, 2), base.left.later
    amount = in_both(en=money.printed("en"), zh=money.printed("zh"))
    found = said("base, {start} to {end}: {amount} a month", start=base.start, end=base.end, amount=amount)
    if later > 1:
        return said("{found}; {count} bills of months that had not ended are left out", found=found, count=later)
    return said("{found}; 1 bill of months that had not ended is left out", found=found) if later else found
