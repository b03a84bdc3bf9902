"""A client's files, checked as a plan of them would need them to be: what is at fault, and what is only named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from playbook.client import Client, find_data, load_client
from playbook.client.days import said_ahead
from playbook.client.unread import strays
from playbook.errors import DataError, UserError
from playbook.steps.billing import Base, base_of
from playbook.steps.guards.doubts import cautions_of

__all__ = ["Checked", "check_client"]

#: How wide the columns of tables and their rows are.
_NAME_WIDTH, _ROWS_WIDTH = 24, 7


@dataclass(frozen=True)
class Checked:
    """A client without faults: its name as its own language prints it, its date, its rows by table, its base, and what
    is named beside."""

    name: str
    as_of: date
    rows: Mapping[str, int]
    base: str
    warnings: tuple[str, ...]

    def lines(self) -> Iterator[str]:
        """What to print."""
        count = len(self.warnings)
        said = f"OK, {count} warning{'s' if count > 1 else ''}" if count else "OK"
        yield f"{said}  {self.name} as of {self.as_of}: {sum(self.rows.values())} rows in {len(self.rows)} tables"
        yield from (f"  {name:<{_NAME_WIDTH}}{rows:>{_ROWS_WIDTH}}" for name, rows in self.rows.items())
        yield self.base
        yield from (f"warning: {line}" for line in self.warnings)


def check_client(client_id: str, *, data: Path | None = None, as_of: str | None = None) -> Checked:
    """Check a client's files. Raises UserError with every fault in a line, and the warnings after them."""
    root = data or find_data()
    around = [str(fault) for fault in strays(root)]
    try:
        client = load_client(client_id, root=root, as_of=as_of)
    except DataError as error:
        raise UserError(*error.lines, *(f"warning: {line}" for line in (*map(str, error.warnings), *around))) from None
    base = base_of(client)
    cautions, lang = cautions_of(client), client.language
    named = (one.line(lang) for one in cautions if not one.grave)
    warnings = (*named, *filter(None, [said_ahead(client.as_of)]), *around)
    if off := [one.line(lang) for one in cautions if one.grave]:
        raise UserError(*off, *(f"warning: {line}" for line in warnings))
    rows = {name: len(frame) for name, frame in client.frames.items() if len(frame)}
    return Checked(client.name.printed(client.language), client.as_of, rows, _base_said(client, base), warnings)


def _base_said(client: Client, base: Base) -> str:
    """The base, and how many bills are not in it since their months had not ended."""
    later = base.left.later
    left = (
        f"; {later} bill{'s' if later > 1 else ''} of months that had not ended {'are' if later > 1 else 'is'} left out"
        if later
        else ""
    )
    return f"base, {base.start} to {base.end}: {base.money(client.currency, 2).printed('en')} a month{left}"
