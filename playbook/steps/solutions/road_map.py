"""Initiatives and solutions side by side: feasibility, benefit, score, and when and how each is taken up.

*Feasibility* (0-4) is the weighted mean of technical and policy feasibility. *Benefit* is put on the same scale: an
initiative's is rated, a solution's is its base benefit a month against the largest of all solutions. The *score* weighs
the two.

The *horizon* is told by the start month. The *phase* follows from three questions: does it pay, is it contested, can it
be done?

- act now: it pays, a rival is in, it is feasible, and its start falls within the short horizon;
- launch when ready: it is feasible, but one of the other three is not so: it waits for its time;
- prepare: it is not feasible yet: prepare it and stay flexible.

An answer that is not known leaves the phase unknown, unless the known ones decide. Within a phase what starts sooner
comes first, then what is technically readier, then what benefits more, then the order of the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from playbook.client.frames import frame_of
from playbook.client.model import Client
from playbook.client.rows import Row, known, ordered
from playbook.steps.findings import Finding
from playbook.steps.listing import as_names
from playbook.steps.memory import remembered
from playbook.steps.status import weakest
from playbook.units import Count, Name, Names, Printable, is_unknown

__all__ = [
    "HORIZONS",
    "PHASES",
    "ROAD_COLUMNS",
    "ROAD_FIGURES",
    "SCALE",
    "RoadMap",
    "feasibility_of",
    "ids_of",
    "phase_of",
    "road_items",
    "road_map",
    "solutions_by_score",
]

Figures = dict[str, Printable]
HORIZONS = ("short", "middle", "long")
PHASES = ("act_now", "launch_when_ready", "prepare")
#: The top of the scale that benefit and feasibility share.
SCALE = 4.0

ROAD_COLUMNS = (
    "id",
    "kind",
    "name",
    "line",
    "line_name",
    "revenue_year",
    "technical",
    "policy",
    "feasibility",
    "benefit_month",
    "benefit",
    "score",
    "contested",
    "pays",
    "start_month",
    "horizon",
    "phase",
    "chosen",
    "status",
)
ROAD_FIGURES = (
    "revenue_year",
    "technical",
    "policy",
    "feasibility",
    "benefit_month",
    "benefit",
    "score",
    "start_month",
)


@dataclass(frozen=True)
class RoadMap:
    """`items`: one row per initiative and solution, in the order in which they are taken up; unknown start last.

    id, kind (initiative, solution), name (Name), line, line_name (Name), revenue_year (of its service line), technical,
    policy, feasibility, benefit, score (0-4), benefit_month (currency a month, solutions only), contested, pays, chosen
    (True, False or None), start_month, horizon, phase, status.
    """

    items: pd.DataFrame
    status: str
    findings: tuple[Finding, ...]


def road_map(client: Client) -> RoadMap:
    """The road map of a client's initiatives and solutions."""
    items = road_items(client)
    frame = frame_of(items, ROAD_COLUMNS, figures=ROAD_FIGURES)
    return RoadMap(frame, weakest(row["status"] for row in items), _findings(items) if items else ())


@remembered
def road_items(client: Client) -> tuple[Row, ...]:
    """The rows of the road map."""
    return tuple(ordered((*_initiatives(client), *_solutions(client)), "start_month", "-technical", "-benefit"))


@remembered
def solutions_by_score(client: Client) -> tuple[Row, ...]:
    """The solutions among them, the best score first, ties by id, each with its rank (NaN without a score)."""
    rows = ordered((row for row in road_items(client) if row["kind"] == "solution"), "-score", "id")
    return tuple(row | {"rank": place if known(row["score"]) else float("nan")} for place, row in enumerate(rows, 1))


def feasibility_of(client: Client, technical: float, policy: float) -> float:
    """Technical and policy feasibility (0-4) weighted by `feasibility_weight_technical`; NaN where either is
    unknown."""
    weight = client.assume("feasibility_weight_technical")
    return weight * technical + (1 - weight) * policy


def phase_of(*, feasible: bool | None, others: Iterable[bool | None]) -> str | None:
    """The phase of an item: `others` are whether it pays, is contested and starts within the short horizon; None is
    unknown.

    >>> phase_of(feasible=True, others=(True, True, True)), phase_of(feasible=True, others=(True, False, None))
    ('act_now', 'launch_when_ready')
    >>> phase_of(feasible=False, others=(True, True, True)), phase_of(feasible=True, others=(None, True, True))
    ('prepare', None)
    """
    answers = list(others)
    if feasible is None:
        return None
    if not feasible:
        return "prepare"
    if False in answers:
        return "launch_when_ready"
    return None if None in answers else "act_now"


def ids_of(items: Iterable[Row]) -> Names:
    """The ids of these items as names: an id reads the same in both languages."""
    return Names(as_names(item["id"] for item in items))


def _initiatives(client: Client) -> list[Row]:
    floor = client.assume("beneficial_from")
    rows = client.rows("initiatives")
    return [
        _item(client, row, kind="initiative", benefit=row["benefit"], pays=_at_least(row["benefit"], floor))
        for row in rows
    ]


def _solutions(client: Client) -> list[Row]:
    rows = client.rows("solutions")
    largest = max((row["benefit_base_month"] for row in rows if not is_unknown(row["benefit_base_month"])), default=0.0)
    return [
        _item(
            client,
            row,
            kind="solution",
            benefit=_points(row["benefit_base_month"], largest),
            pays=_above_zero(row["benefit_base_month"]),
        )
        for row in rows
    ]


def _points(amount: float, largest: float) -> float:
    return SCALE * amount / largest if largest > 0 else float("nan")


def _item(client: Client, row: Row, *, kind: str, benefit: float, pays: bool | None) -> Row:
    weight, feasibility = client.assume("score_weight_benefit"), feasibility_of(client, row["technical"], row["policy"])
    feasible, contested = _at_least(feasibility, client.assume("feasible_from")), _flag(row["contested"])
    horizon = _horizon(client, row["start_month"])
    soon = None if horizon is None else horizon == "short"
    return {
        "id": row[kind],
        "kind": kind,
        "name": _name(client, f"{kind}s", row[kind]),
        **_line(client, row),
        "technical": row["technical"],
        "policy": row["policy"],
        "feasibility": feasibility,
        "benefit_month": row.get("benefit_base_month", float("nan")),
        "benefit": benefit,
        "score": weight * benefit + (1 - weight) * feasibility,
        "contested": contested,
        "pays": pays,
        "start_month": row["start_month"],
        "horizon": horizon,
        "phase": phase_of(feasible=feasible, others=(pays, contested, soon)),
        "chosen": _flag(row.get("chosen")),
    }


def _line(client: Client, row: Row) -> Row:
    """The item's service line with its revenue, and the item's own status."""
    line = next((line for line in client.rows("service_lines") if line["line"] == row["line"]), None)
    name = _name(client, "service_lines", row["line"]) if line else None
    revenue = float(line["revenue_year"]) if line else float("nan")
    return {"line": row["line"], "line_name": name, "revenue_year": revenue, "status": weakest([row["status"]])}


def _name(client: Client, table: str, key: str) -> Name:
    return client.names(table)[key]


def _horizon(client: Client, start: float) -> str | None:
    if is_unknown(start):
        return None
    limits = (client.assume("horizon_short_months"), client.assume("horizon_middle_months"))
    return HORIZONS[sum(start > limit for limit in limits)]


def _at_least(value: float, floor: float) -> bool | None:
    return None if is_unknown(value) else bool(value >= floor)


def _above_zero(value: float) -> bool | None:
    return None if is_unknown(value) else bool(value > 0)


def _flag(value: Any) -> bool | None:
    return None if is_unknown(value) else bool(value)


def _findings(items: Sequence[Row]) -> tuple[Finding, ...]:
    """What to act on now, in which order; what waits for its time; what to prepare."""
    groups = {phase: [row for row in items if row["phase"] == phase] for phase in PHASES}
    unknown = [row for row in items if row["phase"] is None]
    figures: Figures = {"all": Count(len(items)), "unknown": Count(len(unknown)), "unknown_ids": ids_of(unknown)}
    for phase, rows in groups.items():
        figures |= {phase: Count(len(rows)), f"{phase}_ids": ids_of(rows)}
    later = (
        _finding(phase, figures, len(groups[phase])) for phase in ("prepare", "launch_when_ready") if groups[phase]
    )
    asks = (_finding("phase_unknown", figures, len(unknown)),) if unknown else ()
    return (_now(groups, figures), *asks, *later)


def _now(groups: Mapping[str, Sequence[Row]], figures: Figures) -> Finding:
    """The message: what to do now, or why there is nothing."""
    now, preparing = groups["act_now"], len(groups["prepare"])
    if not now:
        return _finding("nothing_now" if preparing else "all_wait", figures, preparing)
    money = float(sum(row["benefit_month"] for row in now if known(row["benefit_month"])))
    rule = "act_now" if preparing else "act_now_only"
    first = _finding(rule, figures | {"first": ids_of(now[:1])}, len(now))
    return replace(first, money_month=money, confidence=0.6)


def _finding(rule: str, figures: Figures, number: int) -> Finding:
    return Finding(f"solutions.road_map.{rule}", figures | {"n": Count(number)}, internal=True)
