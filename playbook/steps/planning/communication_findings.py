"""What the communication plan says (exhibit 6.2): can the team keep it up, who has a say and is not reached, what the
plan does not say."""

from __future__ import annotations

from typing import Any

from playbook.client.rows import Row
from playbook.steps.findings import Finding
from playbook.steps.phrases import worded
from playbook.steps.planning.contact_counts import Range, sums_of
from playbook.units import Count, Name, Number, Percent, Printable, bounded, inline, is_unknown

__all__ = ["communication_findings"]

_UNKNOWN = float("nan")


def communication_findings(rows: list[Row], audiences: list[Row], members: list[Row]) -> tuple[Finding, ...]:
    """Can the team keep it up; who has a say and is not reached; what the plan does not say."""
    missed = [row for row in audiences if row["rows"] == 0]
    return (_load(rows, audiences, members), *_missed(missed, members), *_capacity(members), *_unknown(rows))


def _figures(rows: list[Row], audiences: list[Row]) -> dict[str, Printable]:
    sums, first = sums_of(rows), audiences[0]
    return {
        "range": Range(sums["least"], sums["most"]),
        "audiences": Count(sum(row["rows"] > 0 for row in audiences)),
        "top": inline(first["audience"]),
        "share": Percent(float(first["share"]), 0),
        "top_range": Range(first["least"], first["most"]),
        **_weight(first),
    }


def _weight(row: Row) -> dict[str, Printable]:
    """How much of the plan an audience is, as a phrase; nothing is said of it where that is not known."""
    if is_unknown(row["share"]):
        return {"weight": Name("", ""), "mostly": Name("", "")}
    share = Percent(float(row["share"]), 0)
    return {
        "weight": worded("planning.communication.weight", share=share),
        "mostly": worded("planning.communication.mostly", share=share, top=inline(row["audience"])),
    }


def _load(rows: list[Row], audiences: list[Row], members: list[Row]) -> Finding:
    """The title: the member with most too much, else what is asked of the team that can keep it up, or that nobody has
    said it can."""
    figures = _figures(rows, audiences)
    for verdict in ("too_many", "may_be"):
        over = [row for row in members if row["verdict"] == verdict]
        if over:
            worst = min(
                over, key=lambda row: (row["capacity"] - row["low"], row["capacity"] - row["high"], row["member"])
            )
            figures |= _member(worst) | {"n": Count(len(over))}
            return Finding(f"planning.communication.contacts_{verdict}", figures, confidence=0.7, internal=True)
    if not sums_of(rows)["high"]:
        return Finding("planning.communication.contacts_unknown", figures | {"n": Count(len(rows))}, internal=True)
    asked = [row for row in members if row["rows"] > 0]
    unknown = sum(row["verdict"] == "unknown" for row in asked)
    rule = "planning.communication.contacts_open" if unknown or not asked else "planning.communication.contacts_kept_up"
    return Finding(rule, figures | {"n": Count(unknown)}, confidence=0.6, internal=True)


def _member(row: Any) -> dict[str, Printable]:
    """A member's contacts a year; what is over its capacity only where that is known."""
    low, high, capacity = float(row["low"]), float(row["high"]), float(row["capacity"])
    figures: dict[str, Printable] = {
        "who": inline(row["name"]),
        "who_range": Range(row["least"], row["most"]),
        "who_high": Number(high),
    }
    if is_unknown(capacity):
        return figures
    over: dict[str, Printable] = {
        "excess": bounded(Number(low - capacity), "at_least" if row["unknown"] else "exact"),
        "most": bounded(Number(high - capacity), "at_least" if row["unknown"] else "exact"),
        "off": Range(max(low - capacity, 0.0), _UNKNOWN if is_unknown(row["most"]) else row["most"] - capacity),
    }
    return figures | {"capacity": Number(capacity)} | over


def _missed(missed: list[Row], members: list[Row]) -> tuple[Finding, ...]:
    """The units with a say that no row reaches, and who has room to talk to them."""
    if not missed:
        return ()
    first, room = missed[0], [row for row in members if row["verdict"] == "room"]
    figures: dict[str, Printable] = {"n": Count(len(missed)), "unit": inline(first["audience"])}
    figures |= {} if is_unknown(first["power"]) else {"power": Number(float(first["power"]))}
    if room:
        best = min(room, key=lambda row: (row["high"] - row["capacity"], row["member"]))
        figures |= {"helper": inline(best["name"]), "room": Number(best["capacity"] - best["high"])}
    power = "unit" if is_unknown(first["power"]) else "power"
    return (
        Finding(
            f"planning.communication.missed_{power}" + ("_helped" if room else ""),
            figures,
            confidence=0.6,
            internal=True,
        ),
    )


def _capacity(members: list[Row]) -> tuple[Finding, ...]:
    """Members with contacts to keep up, of whom nobody has said how many they can."""
    asked = [row for row in members if row["rows"] > 0 and is_unknown(row["capacity"])]
    if not asked:
        return ()
    most = min(asked, key=lambda row: (-row["high"], row["member"]))
    return (
        Finding("planning.communication.capacity_unknown", _member(most) | {"n": Count(len(asked))}, internal=True),
    )


def _unknown(rows: list[Row]) -> tuple[Finding, ...]:
    """Rows without a frequency, and rows that nobody of the team has."""
    frequency = sum(is_unknown(row["low"]) or is_unknown(row["high"]) for row in rows)
    unassigned = sum(row["member"] is None for row in rows)
    if not frequency and not unassigned:
        return ()
    rule = (
        "planning.communication.rows_unassigned"
        if not frequency
        else "planning.communication.rows_unknown"
        if not unassigned
        else "planning.communication.rows_open"
    )
    figures: dict[str, Printable] = {
        "n": Count(frequency or unassigned),
        "frequency": Count(frequency),
        "unassigned": Count(unassigned),
    }
    return (Finding(rule, figures | {"all": Count(len(rows))}, internal=True),)
