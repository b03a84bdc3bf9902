"""What the commitments say: how many can be signed today, the worst over-promise, what an investment or a survey would
free (exhibit 5.4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import isinf
from typing import Any

from playbook.client.model import Client
from playbook.client.rows import Row, grouped, ordered
from playbook.steps.capability.promise_units import Days, Kept, NoneOf, Promised, commitment_names, difference
from playbook.steps.capability.support import slowest
from playbook.steps.findings import Finding
from playbook.steps.listing import several
from playbook.steps.shares import total_of
from playbook.units import Count, Money, Name, Printable, Side, bounded, inline, is_unknown

__all__ = ["commitments_findings"]

Figures = dict[str, Printable]


def commitments_findings(client: Client, rows: Sequence[Row], promises: Sequence[Row]) -> tuple[Finding, ...]:
    """The lead: the worst over-promise, else what cannot be given, is not known, waits, or that all can be signed; then
    what else is to do."""
    if not promises:
        return ()
    worst = sorted(ordered(promises, "slack", "commitment"), key=lambda row: row["verdict"] != "no")
    groups = {
        "over": [row for row in worst if row["over"] > 0],
        "never": [row for row in worst if row["why"] == "not_deliverable"],
        "unknown": [row for row in worst if row["verdict"] == "unknown"],
        "after": [row for row in worst if row["verdict"] == "after" and not row["over"] > 0],
    }
    figures: Figures = {"n": Count(len(promises)), "sign": NoneOf(sum(row["verdict"] == "sign" for row in promises))}
    lead = next((kind for kind, group in groups.items() if group), "all")
    first = ordered(worst, "slack", "commitment")[0] if lead == "all" else groups[lead][0]
    rule = _over(first) if lead == "over" else _open(first) if lead == "unknown" else f"commit_{lead}"
    said = [_said(client, rule, figures | _of(client, first), groups.get(lead))]
    return (
        *said,
        *(_said(client, rule, more, group) for rule, more, group in _beside(client, rows, groups, lead=lead)),
    )


def _said(client: Client, rule: str, figures: Figures, group: Sequence[Row] | None) -> Finding:
    return Finding(
        f"capability.commitments.{rule}",
        figures,
        money_month=_money(client, group),
        confidence=0.6,
        internal=True,
    )


def _money(client: Client, group: Sequence[Row] | None) -> float:
    """The base benefit a month of the solutions that these commitments belong to, as far as it is known."""
    if group is None:
        return 0.0
    solutions = {row["solution"] for row in group}
    return total_of(row["benefit_base_month"] for row in client.rows("solutions") if row["solution"] in solutions).known


def _over(row: Row) -> str:
    """The rule for an over-promise, by what would mend it."""
    if isinf(row["capability"]):
        return "commit_over_overloaded" if row["engineers"] > 0 else "commit_over_stuck"
    if "lines" in row["ways"]:
        return "commit_over_survey" if "survey" in row["ways"] else "commit_over_lines"
    return "commit_over_engineers" if "engineers" in row["ways"] else "commit_over_none"


def _open(row: Row) -> str:
    """The rule for what is not known, by what it hangs on."""
    return {"pool": "commit_unknown_pool", "no_pool": "commit_unknown_pool", "delivery": "commit_unknown_delivery"}.get(
        row["why"], "commit_unknown"
    )


def _of(client: Client, row: Row) -> Figures:
    """The figures of one commitment at its worst site; with an exchange that is not known, what can be kept may be
    less."""
    measure, kept = row["measure"], Kept(row["capability"], row["measure"])
    most: Side = "at_most" if row["at_most"] is True else "exact"
    least: Side = "at_least" if row["at_most"] is True else "exact"
    return {
        "name": inline(commitment_names(client)[row["commitment"]]),
        "site": _site(client, row["site"]),
        "promise": Promised(row["value"], measure),
        "keep": kept,
        "kept": bounded(kept, most),
        "gap": bounded(difference(row["value"], row["capability"], measure), least),
        "later": Kept(row["later"], measure),
        "more": Count(0 if is_unknown(row["engineers"]) else int(row["engineers"])),
    }


def _site(client: Client, site: Any) -> Name:
    return client.name if is_unknown(site) else client.names("sites")[site]


def _beside(
    client: Client, rows: Sequence[Row], groups: Mapping[str, list[Row]], *, lead: str
) -> Iterator[tuple[str, Figures, list[Row]]]:
    """What else is to do: mend what is signed, build, find out, leave out; the lead has its own."""
    signed = [row for row in groups["over"] if row["signed"] is True]
    if signed:
        yield "commit_breach", _group(client, signed), signed
    if groups["after"]:
        yield _build(client, rows, groups["after"])
    if groups["unknown"] and lead != "unknown":
        group = groups["unknown"]
        sites = list(dict.fromkeys(row["site"] for row in group if not is_unknown(row["site"])))
        yield (
            "commit_find_out",
            _group(client, group) | {"sites": several([_site(client, site) for site in sites] or [client.name])},
            group,
        )
    if groups["never"] and lead != "never":
        yield "commit_drop", _group(client, groups["never"]), groups["never"]
    if len(over := groups["over"]) > 1:
        yield "commit_others", _group(client, over[1:]), over[1:]


def _group(client: Client, group: Sequence[Row]) -> Figures:
    names = commitment_names(client)
    return {"n": Count(len(group)), "names": several([inline(names[row["commitment"]]) for row in group], 2)}


def _build(client: Client, rows: Sequence[Row], group: list[Row]) -> tuple[str, Figures, list[Row]]:
    """What must be built before the others can be signed: each site once."""
    commitments = {row["commitment"] for row in group}
    after = [row for row in rows if row["commitment"] in commitments and row["verdict"] == "after"]
    waiting = ordered((rows[0] for rows in grouped(after, "site").values()), "site")
    cost, days = total_of(row["cost_once"] for row in waiting), slowest([row["days"] for row in waiting])
    figures = _group(client, group) | {
        "sites": several([_site(client, row["site"]) for row in waiting]),
        "cost": Money(cost.known, client.currency),
        "days": Days(days),
    }
    return "commit_build" if not cost.unknown and not is_unknown(days) else "commit_build_unknown", figures, group
