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
from playbook.messages import said
from playbook.steps.billing import Base, base_of
from playbook.steps.needs.spend import series_name
from playbook.units import Money

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
    understood: tuple[str, ...] = ()

    def lines(self) -> Iterator[str]:
        """What to print."""
        count = len(self.warnings)
        found = f"OK, {count} warning{'s' if count > 1 else ''}" if count else "OK"
        yield f"{found}  {self.name} as of {self.as_of}: {sum(self.rows.values())} rows in {len(self.rows)} tables"
        yield from (f"  {name:<{_NAME_WIDTH}}{rows:>{_ROWS_WIDTH}}" for name, rows in self.rows.items())
        yield self.base
        yield from (f"warning: {line}" for line in self.warnings)
        yield from (said("understood: {line}", line=line) for line in self.understood)


def check_client(client_id: str, *, data: Path | None = None, as_of: str | None = None) -> Checked:
    """Check a client's files. Raises UserError with every fault in a line, and the warnings after them."""
    root = data or find_data()
    around = [str(fault) for fault in strays(root)]
    try:
        client = load_client(client_id, root=root, as_of=as_of)
    except DataError as error:
        raise UserError(*error.lines, *(f"warning: {line}" for line in (*map(str, error.warnings), *around))) from None
    base = base_of(client)
    warnings = (*map(str, client.warnings), *_asked(client, base), *filter(None, [said_ahead(client.as_of)]), *around)
    if off := _control_total_off(client, base):
        raise UserError(off, *(f"warning: {line}" for line in warnings))
    rows = {name: len(frame) for name, frame in client.frames.items() if len(frame)}
    understood = tuple(note.line for note in client.normalised)
    return Checked(
        client.name.printed(client.language), client.as_of, rows, _base_said(client, base), warnings, understood
    )


def _base_said(client: Client, base: Base) -> str:
    """The base, and how many bills are not in it since their months had not ended."""
    later = base.left.later
    left = (
        f"; {later} bill{'s' if later > 1 else ''} of months that had not ended {'are' if later > 1 else 'is'} left out"
        if later
        else ""
    )
    return f"base, {base.start} to {base.end}: {base.money(client.currency, 2).printed('en')} a month{left}"


def _asked(client: Client, base: Base) -> Iterator[str]:
    """What to ask billing about: series that lack bills, that look renumbered, that have just begun."""
    place = f"clients/{client.id}/bills.csv"
    for one in base.series:
        name = series_name(client, one).en
        if one.begins:
            yield (
                f"{place}: {name} has bills from {one.begins} on alone; say in contracts.csv that it begins then, or"
                " add the bills before"
            )
        elif one.missing:
            lacks = f"{name} has no bill for {one.missing:g} of the months (its last is of {one.last})"
            yield f"{place}: {lacks}; say in contracts.csv that it ended, or add what is missing"
    for pair in base.renumbered:
        old, new = (", ".join(series_name(client, one).en for one in ones) for ones in (pair.before, pair.after))
        yield (
            f"{place}: {old} stops as {new} begins: counted once, as if renumbered; say in contracts.csv what it"
            " replaces"
        )


def _control_total_off(client: Client, base: Base) -> str:
    """What to say where the bills and the total that the client file reports are further apart than a warning; blank
    where they are not."""
    reconciliation = base.reconciliation
    if reconciliation.verdict != "error":
        return ""
    row = next(
        row["row"] for row in client.rows("control_totals") if (row["from"], row["to"]) == (base.start, base.end)
    )
    amounts = (reconciliation.control, reconciliation.total)
    control, total = (Money(amount, client.currency, 2).printed("en") for amount in amounts)
    apart = (
        f"{abs(reconciliation.difference) / abs(reconciliation.control):.1%}" if reconciliation.control else "all of it"
    )
    limit = f"{client.assume('control_warning_share'):.0%} (assumption control_warning_share)"
    return (
        f"clients/{client.id}/control_totals.csv, row {row}, column amount_month: {control} a month for {base.start} to"
        f" {base.end}, but the bills come to {total}: {apart} apart, more than {limit}; a bill is missing, counted"
        " twice, or the total is another one"
    )
