"""Alternative designs of the network beside today's: what each costs, carries and withstands.

A design is the client's network with other lines, so it is measured as today's network is
(:mod:`playbook.steps.solutions.design_network`): points of failure, bandwidths, hours a year without the hub, with the
same assumptions. A line without a fee costs what the market's price list says; a line that is not on it is unknown and
counted. All are compared over the sites that the designs serve; today's lines to other places cost nobody anything
here.

Which one to lead with: the designs are gone through from the cheapest (in their order where a cost is not wholly
known). The first that brings most of what the best one brings leads; what lies beyond it is priced as a step of its
own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from playbook.client.model import Client
from playbook.client.rows import Row, natural, records
from playbook.steps.findings import Finding
from playbook.steps.listing import several
from playbook.steps.memory import remembered
from playbook.steps.needs.availability import hub_name
from playbook.steps.needs.duration import Duration
from playbook.steps.needs.network import CONFIDENCE, analyse_network
from playbook.steps.phrases import worded
from playbook.steps.solutions.design_network import LINE, SITE, design_part, exchanges_filled, today_part
from playbook.steps.solutions.printed import capacity_of
from playbook.steps.status import weakest
from playbook.units import Count, Money, Name, Names, Printable, is_unknown, name_of

__all__ = ["Designs", "designs_of"]

#: A design leads where it brings at least this part of the hours that the best one saves.
_ENOUGH = 0.9
#: Capacity that grows at least so many times is worth a step of its own.
_GROWS = 1.5
Figures = dict[str, Printable]
_DESIGN = (
    "design",
    "solution",
    "lines",
    "cost_month",
    "cost_unknown",
    "capacity_kbps",
    "capacity_unknown",
    "sites",
    "reached",
    "short",
    "short_unknown",
    "single",
    "availability",
    "hours",
    "hours_total",
    "worst",
    "worst_availability",
    "worst_hours",
    "bounds",
    "ends",
    "unknown_ends",
    "status",
)


@dataclass(frozen=True)
class Designs:
    """The designs, side by side.

    `designs`: one row each, today's network (id `TODAY`) first where it has existing lines, then by id: design,
    solution (None), lines (how many), cost_month (of the lines with a known fee, currency a month; NaN where none has
    one) and cost_unknown (lines without), capacity_kbps (of the main lines into the hub, NaN where none is known) and
    capacity_unknown; sites (compared), reached; short (sites below their required bandwidth) and short_unknown (sites
    of which that cannot be told); single (sites that one failure cuts off); availability, hours (a year without the
    hub: means over the sites reached), hours_total (their sum), worst (the site that loses most), worst_availability,
    worst_hours; bounds (hours are upper bounds); ends, unknown_ends (of lines; without an exchange); status. `names`
    and `notes` are by design; `lead` is the one that the title proposes. `sites`: a row per design and site. `lines`:
    every line with its fee (NaN: not on the price list).
    """

    hub: str | None
    designs: pd.DataFrame
    sites: pd.DataFrame
    lines: pd.DataFrame
    names: dict[str, Name]
    notes: dict[str, Name]
    lead: str | None
    status: str
    findings: tuple[Finding, ...]


@remembered
def designs_of(client: Client) -> Designs:
    """The designs of a client and today's network; nothing to compare where there is no design or no site."""
    hub = analyse_network(client).hub
    rows = sorted(client.rows("designs"), key=lambda row: natural(row["design"])) if hub else []
    drawn = exchanges_filled(client, client.rows("design_links")) if rows else []
    ends = {line[end] for line in drawn for end in ("from_site", "to_site")}
    sites = [site for site in client.rows("sites") if site["site"] in ends and site["site"] != hub]
    parts = [today_part(client, str(hub), sites)] if rows else []
    parts += [
        design_part(client, row, [line for line in drawn if line["design"] == row["design"]], (str(hub), sites))
        for row in rows
    ]
    designs, places, lines = (
        pd.DataFrame([row for part in parts for row in part[number]], columns=list(columns))
        for number, columns in enumerate((_DESIGN, SITE, LINE))
    )
    names, notes = ({row["design"]: name_of(row, noun) for row in rows} for noun in ("name", "note"))
    findings, lead = _findings(client, designs, places, names=names, hub=str(hub)) if rows else ((), None)
    return Designs(
        hub,
        designs,
        places,
        lines,
        names=names,
        notes=notes,
        lead=lead,
        status=weakest(designs["status"]),
        findings=findings,
    )


def _findings(
    client: Client, designs: pd.DataFrame, sites: pd.DataFrame, *, names: dict[str, Name], hub: str
) -> tuple[tuple[Finding, ...], str | None]:
    """The lead first; then what is assumed of unknown exchanges, what no design mends, which one a rival could quote,
    what has no price.

    Beside them the id of the design that the lead proposes, None where it proposes none.
    """
    rows = records(designs)
    today = next((row for row in rows if row["design"] not in names), None)
    proposed = [row for row in rows if row["design"] in names]
    whole = [row for row in proposed if row["reached"] == row["sites"] > 0]
    about: Figures = {
        "hub": hub_name(client, hub),
        "n": Count(len(proposed)),
        "sites": Count(max(row["sites"] for row in proposed)),
    }
    lead = _lead(client, today, whole, names)
    findings = tuple(
        Finding(
            f"solutions.designs.{rule}",
            {**about, **figures},
            money_month=money,
            confidence=_confidence(designs),
            internal=True,
        )
        for rule, figures, money in (lead, *_beside(client, sites, (today, proposed), names))
    )
    proposal = lead[1].get("first") or lead[1].get("best")
    return findings, None if lead[0] == "no_gain" else next((name for name in names if names[name] is proposal), None)


Told = tuple[str, Figures, float]


def _confidence(designs: pd.DataFrame) -> float:
    return min(CONFIDENCE.get(status, 0.5) for status in designs["status"])


def _priced(*rows: Row | None) -> bool:
    return all(row is not None and row["cost_unknown"] == 0 for row in rows)


def _lead(client: Client, today: Row | None, whole: list[Row], names: dict[str, Name]) -> Told:
    """The design to lead with: the first that brings most of what the best one does."""
    if not whole:
        return "unreached", {}, 0.0
    order = sorted(whole, key=lambda row: row["cost_month"]) if _priced(*whole) else whole
    best = min(order, key=lambda row: round(row["hours"], 9))
    figures: Figures = {"best": names[best["design"]], "least": _lost(best)}
    if today is None or is_unknown(today["hours"]):
        return "without_today", figures, 0.0
    figures["today"] = _lost(today)
    if best["hours"] >= today["hours"]:
        return "no_gain", figures, 0.0
    first = next(row for row in order if today["hours"] - row["hours"] >= _ENOUGH * (today["hours"] - best["hours"]))
    return _step(client, today, (first, best), figures | {"first": names[first["design"]], "hours": _lost(first)})


def _lost(row: Row) -> Duration:
    """The hours of a design, as they are to be read: an exchange that is not known can only add to them."""
    return Duration(row["hours"], most=bool(row["bounds"]), least=bool(row["unknown_ends"]))


def _step(client: Client, today: Row, step: tuple[Row, Row], figures: Figures) -> Told:
    """What the first step costs and buys, and the one from there to the best design."""
    first, best = step
    figures |= {"capacity": capacity_of(first["capacity_kbps"]), "capacity_best": capacity_of(best["capacity_kbps"])}
    rule = "best" if first is best else "enough"
    grows = best["capacity_kbps"] >= _GROWS * first["capacity_kbps"]
    capacities = {name: figures[name] for name in ("capacity", "capacity_best")}
    advice = worded(f"solutions.designs.advice.{'capacity' if grows else 'leave'}", **capacities)
    known = not (first["unknown_ends"] or best["unknown_ends"])
    open_ = "" if known or first is best else "_open"
    figures |= {"further": Duration(first["hours"] - best["hours"] if known else float("nan")), "advice": advice}
    if not _priced(*((today, first) if first is best else (today, first, best))):
        return f"{rule}{open_}", figures, 0.0
    extra, beyond = first["cost_month"] - today["cost_month"], best["cost_month"] - first["cost_month"]
    figures |= {
        "extra": _more(client, extra),
        "beyond": _more(client, beyond, "beyond"),
        "each": _an_hour(client, extra, today, first),
    }
    if first is not best:
        figures["each_beyond"] = _an_hour(client, beyond, first, best)
    return f"{rule}_priced{open_}", figures, max(extra, 0.0)


def _more(client: Client, amount: float, of: str = "money") -> Name:
    """`£1,365 a month more`, `£980 a month less`, `no more money`; of the step beyond, `£4,960 more`."""
    form = "same" if round(amount) == 0 else "more" if amount > 0 else "less"
    return worded(f"solutions.designs.{of}.{form}", amount=Money(abs(amount), client.currency))


def _an_hour(client: Client, extra: float, before: Row, after: Row) -> Name:
    """What an hour of one site that is no longer lost costs; nothing where the better design costs no more."""
    saved = before["hours_total"] - after["hours_total"]
    if extra <= 0:
        return worded("solutions.designs.free")
    return (
        worded("solutions.designs.each", amount=Money(12 * extra / saved, client.currency))
        if saved > 0
        else worded("solutions.designs.no_hour")
    )


def _beside(
    client: Client, sites: pd.DataFrame, rows: tuple[Row | None, list[Row]], names: dict[str, Name]
) -> Iterator[Told]:
    today, proposed = rows
    if unknown := sum(row["unknown_ends"] for row in proposed):
        yield "ends", {"n": Count(unknown), "ends": Count(sum(row["ends"] for row in proposed))}, 0.0
    yield from _left(client, sites[sites["design"].isin(list(names))], len(proposed))
    yield from _cheaper(client, today, proposed, names)
    unpriced = [row for row in proposed if row["cost_unknown"]]
    if unpriced:
        figures: Figures = {
            "n": Count(sum(row["cost_unknown"] for row in unpriced)),
            "lines": Count(sum(row["lines"] for row in proposed)),
        }
        yield "unpriced", figures | {"which": Names(tuple(names[row["design"]] for row in unpriced))}, 0.0
    for row in proposed:
        if row["sites"] - row["reached"] > 0:
            yield "partial", {"name": names[row["design"]], "n": Count(row["sites"] - row["reached"])}, 0.0


def _left(client: Client, sites: pd.DataFrame, designs: int) -> Iterator[Told]:
    """The sites that a single failure cuts off whichever design is taken."""
    counts = sites[sites["single"].eq(True)].groupby("site", sort=False).size()
    left = [str(site) for site in counts[counts == designs].index]
    if left and designs > 1:
        yield (
            "single_left",
            {"n": Count(len(left)), "which": several([client.names("sites")[site] for site in left])},
            0.0,
        )


def _cheaper(client: Client, today: Row | None, proposed: list[Row], names: dict[str, Name]) -> Iterator[Told]:
    """The cheapest design where it costs less than today's network: what a rival could offer, and what it leaves
    undone."""
    priced = [row for row in proposed if _priced(row, today)]
    least = min(priced, key=lambda row: row["cost_month"], default=None)
    if today is None or least is None or not least["cost_month"] < today["cost_month"]:
        return
    saving = today["cost_month"] - least["cost_month"]
    figures: Figures = {
        "name": names[least["design"]],
        "saving": Money(saving, client.currency),
        "n": Count(least["short"]),
        "hours": _lost(least),
    }
    yield "cheaper_short" if least["short"] else "cheaper", figures, saving
