"""The rivals' moves at this client in time: which there are, which is expected next, who moves fastest.

A move has a stage, and may have the month from which it has been at that stage and the month in which it is expected in
service; a move without a month stands apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from playbook.client.frames import frame_of
from playbook.client.model import Client
from playbook.client.rows import Row
from playbook.steps.competition.loss import STAGES
from playbook.steps.findings import Finding
from playbook.steps.listing import several
from playbook.steps.months import month_name, months_since
from playbook.steps.phrases import worded
from playbook.steps.status import weakest
from playbook.units import Count, Money, Name, Printable, inline, is_unknown, name_of

__all__ = ["RivalMoves", "rival_moves"]

_COLUMNS = [
    "move",
    "operator",
    "service",
    "stage",
    "what",
    "since",
    "expected",
    "months",
    "revenue_month",
    "status",
]


@dataclass(frozen=True)
class RivalMoves:
    """`moves`: move, operator, service, stage, what, since, expected (months or None), months (from the plan's date to
    the expected month: below 0 where that has passed, NaN where there is none or the move is in service already),
    revenue_month of the contested service, status; by operator, the one with the most moves first, the earliest first.
    """

    moves: pd.DataFrame
    status: str
    findings: tuple[Finding, ...]


def rival_moves(client: Client, risks: Sequence[Row]) -> RivalMoves:
    """The moves of rivals; `risks` are the services' risks."""
    moves = _moves(client, risks)
    return RivalMoves(
        frame_of(moves, _COLUMNS, figures=("months", "revenue_month")),
        weakest(row["status"] for row in moves),
        _findings(client, moves),
    )


def _moves(client: Client, risks: Sequence[Row]) -> list[Row]:
    """By rival: the one with the most moves first, then the one that is furthest; the earliest move first, undated
    last."""
    services = {row["service"]: row for row in risks}
    rows = [_move(client, row, services.get(row["service"], {})) for row in client.by_operator("moves")]
    theirs = [row for row in rows if row["operator"] != client.market.us]
    return sorted(theirs, key=lambda row: _place(theirs, row))


def _move(client: Client, row: Row, service: Row) -> Row:
    expected = None if is_unknown(row["expected"]) else str(row["expected"])
    months = (
        float("nan")
        if expected is None or row["stage"] == "in_service"
        else float(months_since(client.as_of.isoformat(), expected))
    )
    return {
        **{name: row[name] for name in ("move", "operator", "service", "stage")},
        "what": name_of(row, "what"),
        "expected": expected,
        "since": None if is_unknown(row["since"]) else str(row["since"]),
        "months": months,
        "revenue_month": service.get("revenue_month", float("nan")),
        "status": weakest([row["status"], service.get("status")]),
    }


def _place(rows: Sequence[Row], row: Row) -> tuple[Any, ...]:
    own = [other for other in rows if other["operator"] == row["operator"]]
    furthest = max(STAGES.index(other["stage"]) for other in own)
    return -len(own), -furthest, row["operator"], row["since"] or "~", row["move"]


def _findings(client: Client, rows: Sequence[Row]) -> tuple[Finding, ...]:
    """How many moves there are and whose, the next to come into service, the fastest, the overdue, and those without a
    month."""
    if not rows:
        ours = len(client.by_operator("moves"))
        return (Finding("competition.rival_moves.no_rival_moves", {"n": Count(ours)}, internal=True),) if ours else ()
    rivals = list(dict.fromkeys(row["operator"] for row in rows))
    counts = [sum(row["operator"] == rival for row in rows) for rival in rivals]
    undated = [row for row in rows if row["since"] is None and row["expected"] is None]
    figures: dict[str, Printable] = {
        "n": Count(len(rows)),
        "rivals": Count(len(rivals)),
        "most": Count(counts[0]),
        "lead": client.market.names("operators")[rivals[0]],
        "in_service": Count(sum(row["stage"] == "in_service" for row in rows)),
        "undated": Count(len(undated)),
    }
    clear = counts[0] > max(counts[1:], default=0) and len(rivals) > 1
    coming = sorted((row for row in rows if row["months"] >= 0), key=lambda row: (row["months"], row["move"]))
    lead = _next(client, coming[0], figures, clear=clear) if coming else _no_next(rows, figures, undated=len(undated))
    return (lead, *_fastest(client, rows), *_overdue(client, rows), *_without_month(client, rows, undated))


def _next(client: Client, row: Row, figures: dict[str, Printable], *, clear: bool) -> Finding:
    """The move that is expected in service first; `clear` says that one rival makes more moves than any other."""
    facts: dict[str, Printable] = {
        **figures,
        **_of(client, row),
        "month": month_name(row["expected"]),
        "months": Count(int(row["months"])),
        "revenue": Money(row["revenue_month"], client.currency),
    }
    money = 0.0 if is_unknown(row["revenue_month"]) else float(row["revenue_month"])
    rule = "competition.rival_moves.next_of_lead" if clear else "competition.rival_moves.next"
    return Finding(rule if money else f"{rule}_unpriced", facts, money_month=money, confidence=0.5, internal=True)


def _no_next(rows: Sequence[Row], figures: dict[str, Printable], *, undated: int) -> Finding:
    rule = "competition.rival_moves.moves_undated" if undated == len(rows) else "competition.rival_moves.moves_dated"
    return Finding(rule, figures, confidence=0.6, internal=True)


def _fastest(client: Client, rows: Sequence[Row]) -> tuple[Finding, ...]:
    """The move that takes the fewest months from its present stage to service, where there are two or more to
    compare."""
    spans = [
        (months_since(row["since"], row["expected"]), row["move"], row)
        for row in rows
        if row["since"] and row["expected"] and row["months"] >= 0
    ]
    spans = sorted((span for span in spans if span[0] > 0), key=lambda span: span[:2])
    if len(spans) < 2 or spans[0][0] == spans[1][0]:
        return ()
    months, _, row = spans[0]
    facts = {
        **_of(client, row),
        "n": Count(months),
        "stage": worded(f"competition.rival_moves.stage.{row['stage']}"),
        "others": Count(spans[1][0]),
    }
    return (Finding("competition.rival_moves.fastest", facts, internal=True),)


def _overdue(client: Client, rows: Sequence[Row]) -> tuple[Finding, ...]:
    """Moves that were expected in service before the plan's date and are not known to be."""
    late = [row for row in rows if row["months"] < 0]
    if not late:
        return ()
    return (
        Finding(
            "competition.rival_moves.overdue",
            {"n": Count(len(late)), "which": several([_named(client, row) for row in late])},
            internal=True,
        ),
    )


def _without_month(client: Client, rows: Sequence[Row], undated: Sequence[Row]) -> tuple[Finding, ...]:
    if not undated or len(undated) == len(rows):
        return ()
    which = several([_named(client, row) for row in undated])
    return (Finding("competition.rival_moves.some_undated", {"n": Count(len(undated)), "which": which}, internal=True),)


def _of(client: Client, row: Row) -> dict[str, Printable]:
    return {
        "rival": client.market.names("operators")[row["operator"]],
        "service": inline(client.market.names("services")[row["service"]]),
    }


def _named(client: Client, row: Row) -> Name:
    """A move as a name: `Netcom on long-distance voice`."""
    rival, service = client.market.names("operators")[row["operator"]], client.market.names("services")[row["service"]]
    return Name(f"{rival.zh}的{service.zh}", f"{rival.en} on {inline(service).en}")
