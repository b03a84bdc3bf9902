"""Who serves which unit of the client, service by service.

The map has a cell for every unit and service that is served or asked about anywhere at this client. A cell is ours, a
rival's, in-house, open (the unit has no such service: whitespace) or unknown: what nobody has written down is unknown,
never open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from playbook.client.frames import frame_of
from playbook.client.model import Client
from playbook.client.rows import Row, grouped, ordered
from playbook.steps.billing import base_of
from playbook.steps.findings import Finding
from playbook.steps.listing import several
from playbook.steps.memory import remembered
from playbook.steps.phrases import money_of, worded
from playbook.steps.shares import Total, total_of
from playbook.steps.status import weakest
from playbook.units import Count, Name, Printable, inline, is_unknown, name_of

__all__ = ["HOLDERS", "Whitespace", "whitespace"]

#: Who may hold a cell.
HOLDERS = ("us", "rival", "in_house", "none", "unknown")
_COLUMNS = ["unit", "name", "site", "service", "holder", "operator", "amount_month", "reason", "status"]


@dataclass(frozen=True)
class Whitespace:
    """The map. `units` (id -> name) are the rows, the one with the largest known spend first; `services` the columns,
    in the market's order.

    `cells`: unit, name (Name), site (None: the unit is no site), service, holder (one of HOLDERS), operator (the
    rival's, None), amount_month (NaN unknown), reason (why it is unknown: no_row, blank; None), status. `counts` is how
    many cells each holder has, `rivals_month` what the rivals' cells are worth.
    """

    units: Mapping[str, Name]
    services: tuple[str, ...]
    cells: pd.DataFrame
    counts: Mapping[str, int]
    rivals_month: Total
    status: str
    findings: tuple[Finding, ...]


@remembered
def whitespace(client: Client) -> Whitespace:
    """The map of a client; without a row of `unit_services` it is empty."""
    rows = client.rows("unit_services")
    names = _names(client, rows)
    given = {(row["unit"], row["service"]): row for row in rows}
    spend = {unit: total_of(row["amount_month"] for row in own).known for (unit,), own in grouped(rows, "unit").items()}
    units = {unit: names[unit] for unit in sorted(names, key=lambda unit: (-spend[unit], unit))}
    asked = {*(row["service"] for row in rows), *base_of(client).services.index} if rows else set()
    services = tuple(service for service in client.market.names("services") if service in asked)
    sites = {row["unit"]: row["site"] for row in rows if not is_unknown(row["site"])}
    every = [
        _cell(given.get((unit, service)), unit, service) | {"name": name, "site": sites.get(unit)}
        for unit, name in units.items()
        for service in services
    ]
    cells = frame_of(every, _COLUMNS, figures=("amount_month",))
    held = {holder: [cell for cell in every if cell["holder"] == holder] for holder in HOLDERS}
    counts = {holder: len(own) for holder, own in held.items()}
    rivals = total_of(cell["amount_month"] for cell in held["rival"])
    findings = tuple(_findings(client, every, counts, rivals)) if every else ()
    return Whitespace(units, services, cells, counts, rivals, weakest(row["status"] for row in rows), findings)


def _names(client: Client, rows: Sequence[Row]) -> dict[str, Name]:
    """Unit -> its name: its own, else its site's, else its id."""
    sites = client.names("sites")
    names: dict[str, Name] = {}
    for row in ordered(rows, "unit", "service"):
        own = name_of(row)
        own = own if own.zh or own.en else sites.get(str(row["site"]), Name("", ""))
        names[row["unit"]] = own if own.zh or own.en else names.get(row["unit"], Name("", ""))
    return {unit: name if name.zh or name.en else Name(unit, unit) for unit, name in names.items()}


def _cell(row: Mapping[Any, Any] | None, unit: str, service: str) -> dict[str, Any]:
    holder = None if row is None or is_unknown(row["holder"]) else row["holder"]
    return {
        "unit": unit,
        "service": service,
        "holder": holder or "unknown",
        "operator": row["operator"] if row is not None and holder == "rival" else None,
        "amount_month": row["amount_month"] if row is not None else float("nan"),
        "reason": None if holder else "no_row" if row is None else "blank",
        "status": row["status"] if row is not None else None,
    }


def _findings(client: Client, cells: Sequence[Row], counts: Mapping[str, int], rivals: Total) -> Iterator[Finding]:
    """Who holds how much; then what to win back first, what to offer, what to ask."""
    figures: dict[str, Printable] = {
        **{holder: Count(count) for holder, count in counts.items()},
        "n": Count(len(cells)),
        "units": Count(len({cell["unit"] for cell in cells})),
        "services": Count(len({cell["service"] for cell in cells})),
        "money": money_of(rivals, client.currency) if counts["rival"] else Name("", ""),
    }
    money = rivals.known if counts["rival"] else 0.0
    yield Finding(
        f"needs.whitespace.{_lead(counts, len(cells))}",
        figures,
        money_month=money,
        confidence=0.5,
        internal=True,
    )
    if counts["rival"]:
        yield _win(client, [cell for cell in cells if cell["holder"] == "rival"])
    if counts["none"]:
        yield _open(client, [cell for cell in cells if cell["holder"] == "none"])
    if counts["unknown"]:
        yield _ask(client, cells)


def _lead(counts: Mapping[str, int], n: int) -> str:
    """The rule for who holds how much: that no rival is in is said only where of every cell somebody knows who holds
    it."""
    if counts["rival"]:
        return "mostly_unknown" if counts["unknown"] * 2 > n else "map"
    return "unseen" if counts["unknown"] else "all_ours" if counts["us"] == n else "no_rival"


def _win(client: Client, rivals: Sequence[Row]) -> Finding:
    """What one rival holds of one service: the largest known amount first, then the most units."""
    groups = [
        (total_of(row["amount_month"] for row in rows), len(rows), rival or "", service, rows)
        for (rival, service), rows in grouped(rivals, "operator", "service").items()
    ]
    total, count, rival, service, rows = min(groups, key=lambda group: (-group[0].known, -group[1], group[2], group[3]))
    first = ordered(rows, "-amount_month", "unit")[0]
    figures: dict[str, Printable] = {
        "n": Count(count),
        "service": inline(client.market.names("services")[service]),
        "rival": client.market.names("operators").get(rival, worded("needs.whitespace.a_rival")),
        "money": money_of(total, client.currency),
        "first": inline(first["name"]) if is_unknown(first["site"]) else first["name"],
    }
    return Finding(
        "needs.whitespace.win",
        figures,
        money_month=total.known,
        confidence=client.assume("need_confidence_win_back"),
        internal=True,
    )


def _open(client: Client, cells: Sequence[Row]) -> Finding:
    services = client.market.names("services")
    pairs = [(inline(services[row["service"]]), row["name"]) for row in ordered(cells, "service", "unit")]
    which = [worded("needs.whitespace.at", service=service, unit=unit) for service, unit in pairs]
    figures: dict[str, Printable] = {"n": Count(len(cells)), "which": several(which, 4)}
    return Finding(
        "needs.whitespace.open", figures, confidence=client.assume("need_confidence_whitespace"), internal=True
    )


def _ask(client: Client, cells: Sequence[Row]) -> Finding:
    """The units of which least is known, and the services that have most unknown cells."""
    unknown = [cell for cell in cells if cell["holder"] == "unknown"]
    (unit, by_unit), (service, by_service) = (
        Counter(sorted(cell[side] for cell in unknown)).most_common(1)[0] for side in ("unit", "service")
    )
    names = {cell["unit"]: cell["name"] for cell in cells}
    figures: dict[str, Printable] = {
        "n": Count(len(unknown)),
        "unit": names[unit],
        "m": Count(by_unit),
        "service": inline(client.market.names("services")[service]),
        "k": Count(by_service),
    }
    return Finding("needs.whitespace.ask", figures, internal=True)
