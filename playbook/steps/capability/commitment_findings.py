"""What the commitments say: how many can be signed today, the worst over-promise, what an investment or a survey would free (exhibit 5.4)."""
from __future__ import annotations

from collections.abc import Iterator
from math import isinf
from typing import Any

import pandas as pd

from playbook.client.model import Client
from playbook.client.rows import records
from playbook.steps.capability.promise_units import Days, Kept, NoneOf, Promised, difference
from playbook.steps.findings import Finding
from playbook.steps.listing import several
from playbook.steps.shares import total_of
from playbook.units import Count, Money, Name, Printable, inline, is_unknown, name_of

__all__ = ["commitment_findings", "commitment_names"]

Row = dict[Any, Any]
Figures = dict[str, Printable]


def commitment_names(client: Client) -> dict[str, Name]:
    """Id -> what is promised, in words; without words the id."""
    rows = records(client.frames["commitments"])
    names = {str(row["commitment"]): name_of(row) for row in rows}
    return {commitment: name if name.en else Name(commitment, commitment) for commitment, name in names.items()}


def commitment_findings(client: Client, rows: pd.DataFrame, promises: pd.DataFrame) -> tuple[Finding, ...]:
    """The lead: the worst over-promise, else what cannot be given, is not known, waits, or that all can be signed; then what else is to do."""
    if promises.empty:
        return ()
    worst = promises.assign(bad=promises["verdict"].eq("no") * 1).sort_values(["bad", "slack", "commitment"], ascending=[False, True, True])
    groups = {
        "over": worst[worst["over"] > 0], "never": worst[worst["why"] == "not_deliverable"],
        "unknown": worst[(worst["verdict"] == "unknown")], "after": worst[(worst["verdict"] == "after") & ~(worst["over"] > 0)],
    }
    figures: Figures = {"n": Count(len(promises)), "sign": NoneOf(int(promises["verdict"].eq("sign").sum()))}
    found = [(kind, group) for kind, group in groups.items() if len(group)]
    lead = found[0][0] if found else "all"
    first = next(iter(records(found[0][1]))) if found else _tightest(worst)
    rule = _over(first) if lead == "over" else _open(first) if lead == "unknown" else f"commit_{lead}"
    said = [_said(client, rule, figures | _of(client, first), groups.get(lead))]
    return (*said, *(_said(client, rule, more, group) for rule, more, group in _beside(client, rows, groups, lead=lead)))


def _said(client: Client, rule: str, figures: Figures, group: pd.DataFrame | None) -> Finding:
    return Finding(f"promises.{rule}", "5.4", figures, money_month=_money(client, group), confidence=0.6, internal=True)


def _money(client: Client, group: pd.DataFrame | None) -> float:
    """The base benefit a month of the solutions that these commitments belong to, as far as it is known."""
    if group is None:
        return 0.0
    solutions = client.frames["solutions"]
    return total_of(solutions.loc[solutions["solution"].isin(group["solution"]), "benefit_base_month"]).known


def _tightest(promises: pd.DataFrame) -> Row:
    """The one with the least left of its limit."""
    rows: list[Row] = records(promises.sort_values(["slack", "commitment"]))
    return rows[0]


def _over(row: Row) -> str:
    """The rule for an over-promise, by what would mend it."""
    if isinf(row["capability"]):
        return "commit_over_overloaded" if row["engineers"] > 0 else "commit_over_stuck"
    if "lines" in row["ways"]:
        return "commit_over_survey" if "survey" in row["ways"] else "commit_over_lines"
    return "commit_over_engineers" if "engineers" in row["ways"] else "commit_over_none"


def _open(row: Row) -> str:
    """The rule for what is not known, by what it hangs on."""
    return {"pool": "commit_unknown_pool", "no_pool": "commit_unknown_pool", "delivery": "commit_unknown_delivery"}.get(row["why"], "commit_unknown")


def _of(client: Client, row: Row) -> Figures:
    """The figures of one commitment at its worst site."""
    measure = row["measure"]
    return {
        "name": inline(commitment_names(client)[row["commitment"]]), "site": _site(client, row["site"]), "promise": Promised(row["value"], measure),
        "keep": Kept(row["capability"], measure), "gap": difference(row["value"], row["capability"], measure), "later": Kept(row["later"], measure),
        "more": Count(0 if is_unknown(row["engineers"]) else int(row["engineers"])),
    }


def _site(client: Client, site: Any) -> Name:
    return client.name if is_unknown(site) else client.names("sites")[site]


def _beside(client: Client, rows: pd.DataFrame, groups: dict[str, pd.DataFrame], *, lead: str) -> Iterator[tuple[str, Figures, pd.DataFrame]]:
    """What else is to do: mend what is signed, build, find out, leave out; the lead has its own."""
    signed = groups["over"][groups["over"]["signed"].eq(True)]
    if len(signed):
        yield "commit_breach", _group(client, signed), signed
    if len(groups["after"]):
        yield _build(client, rows, groups["after"])
    if len(groups["unknown"]) and lead != "unknown":
        group = groups["unknown"]
        sites = list(dict.fromkeys(site for site in group["site"] if not is_unknown(site)))
        yield "commit_find_out", _group(client, group) | {"sites": several([_site(client, site) for site in sites] or [client.name])}, group
    if len(groups["never"]) and lead != "never":
        yield "commit_drop", _group(client, groups["never"]), groups["never"]
    if len(over := groups["over"]) > 1:
        yield "commit_others", _group(client, over.iloc[1:]), over.iloc[1:]


def _group(client: Client, group: pd.DataFrame) -> Figures:
    names = commitment_names(client)
    return {"n": Count(len(group)), "names": several([inline(names[commitment]) for commitment in group["commitment"]], 2)}


def _build(client: Client, rows: pd.DataFrame, group: pd.DataFrame) -> tuple[str, Figures, pd.DataFrame]:
    """What must be built before the others can be signed: each site once."""
    waiting = rows[rows["commitment"].isin(group["commitment"]) & (rows["verdict"] == "after")].drop_duplicates("site").sort_values("site")
    cost, days = total_of(waiting["cost_once"]), waiting["days"].astype(float).max(skipna=False)
    figures = _group(client, group) | {
        "sites": several([_site(client, site) for site in waiting["site"]]), "cost": Money(cost.known, client.currency), "days": Days(days),
    }
    return "commit_build" if not cost.unknown and not is_unknown(days) else "commit_build_unknown", figures, group
