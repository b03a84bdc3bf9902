"""From need to KPI (exhibit 6.8): which solution answers a need, where it can be delivered, what is promised, what is
done next, what shows it.

There is a row for every need that a chosen solution answers or that is among the first `FIRST` of exhibit 3.9; for each
chosen solution that answers it one. A chosen solution that answers no need of the list has a row without a need. A
*gap* is a link that is missing: no chosen solution, a site that cannot have it or of which that is not known, no
commitment or one that goes too far, no task, no owner, no KPI. A need *runs through* where one of its rows has no gap.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pandas as pd

from playbook.client.frames import frame_of
from playbook.client.model import Client
from playbook.client.rows import Row, known, records
from playbook.steps.findings import Finding
from playbook.steps.listing import as_names, several
from playbook.steps.memory import remembered
from playbook.steps.phrases import money_of, worded
from playbook.steps.planning.solution_chain import LINKS, Chain, chains_of
from playbook.steps.shares import Total
from playbook.steps.solutions.need_coverage import need_coverage
from playbook.steps.status import weakest
from playbook.units import Count, Printable, inline, is_unknown

__all__ = ["FIRST", "Trace", "trace_of"]

#: So many needs are followed even where no chosen solution answers them.
FIRST = 12
#: As many solutions as a sentence names.
_NAMED = 5
_CHAIN = ("state", "sites", "commitments", "verdict", "over", "task", "start", "end", "owner", "kpis")
_COLUMNS = [
    "need",
    "name",
    "kind",
    "rule",
    "amount_month",
    "expected_month",
    "solution",
    "candidates",
    *_CHAIN,
    "gaps",
    "status",
]


@dataclass(frozen=True)
class Trace:
    """`rows`, in the rank of the needs, then by solution: need (None: the solution answers no need of the list), name
    (Name or None), kind, rule, amount_month, expected_month (size x confidence), solution (None: no chosen one),
    candidates (solutions that answer it and are not chosen), then what :class:`Chain` says of the solution, gaps (of
    `LINKS`), status. `through` of the `needs` needs run through; `orphans` are the chosen solutions without a need.
    """

    rows: pd.DataFrame
    needs: int
    through: int
    orphans: tuple[str, ...]
    status: str
    findings: tuple[Finding, ...] = ()


@remembered
def trace_of(client: Client) -> Trace:
    """The trace of a client's needs. What is not on file is a gap or unknown; nothing is raised for it."""
    coverage, chains = need_coverage(client), {chain.solution: chain for chain in chains_of(client)}
    kept = [row for place, row in enumerate(records(coverage.needs)) if place < FIRST or row["chosen"]]
    rows = [row for need in kept for row in _rows(need, chains)]
    orphans = tuple(
        row["solution"] for row in records(coverage.solutions) if row["chosen"] is True and not row["needs"]
    )
    rows += [_row({}, chains[solution]) for solution in orphans]
    frame = frame_of(rows, _COLUMNS, figures=("amount_month", "expected_month"))
    whole = {row["need"] for row in rows if row["need"] and not row["gaps"]}
    trace = Trace(frame, len(kept), len(whole), orphans, weakest(row["status"] for row in rows))
    return replace(trace, findings=tuple(_findings(client, trace))) if rows else trace


def _rows(need: Row, chains: dict[str, Chain]) -> list[Row]:
    return [_row(need, chains[solution]) for solution in need["chosen"]] or [_row(need, None)]


def _row(need: Row, chain: Chain | None) -> Row:
    missing: Row = {**dict.fromkeys(_CHAIN), "sites": 0, "commitments": (), "over": (), "kpis": ()}
    return {
        **{name: need.get(name) if known(need.get(name)) else None for name in ("need", "name", "kind", "rule")},
        **{name: need.get(name, float("nan")) for name in ("amount_month", "expected_month")},
        "solution": chain.solution if chain else None,
        "candidates": tuple(item for item in need.get("solutions", ()) if item not in need.get("chosen", ())),
        **({name: getattr(chain, name) for name in _CHAIN} if chain else missing),
        "gaps": chain.gaps if chain else ("solution",),
        "status": weakest([need.get("status"), chain.status if chain else None]),
    }


def _findings(client: Client, trace: Trace) -> Iterator[Finding]:
    """How many needs run through and what the others are worth; where chains break; what answers no
    need."""
    rows = records(trace.rows)
    needs = {row["need"]: row for row in rows if row["need"]}
    whole = {row["need"] for row in rows if row["need"] and not row["gaps"]}
    open_ = [row for row in needs.values() if row["solution"] is None]
    lost = [row for need, row in needs.items() if need not in whole]
    amounts = [row["amount_month"] for row in lost if not is_unknown(row["amount_month"])]
    money = Total(float(sum(amounts)), len(lost) - len(amounts))
    figures: dict[str, Printable] = {
        "all": Count(trace.needs),
        "through": Count(trace.through),
        "open": Count(len(open_)),
        "broken": Count(len(lost) - len(open_)),
        "n": Count(len(lost)),
        "money": money_of(money, client.currency),
        "which": several([inline(row["name"]) for row in open_], 2),
    }
    rule = "no_needs" if not needs else "all_through" if not lost else "some_through" if whole else "none_through"
    rule += "_open" if rule in ("some_through", "none_through") and len(lost) == len(open_) else ""
    expected = sum(row["expected_month"] for row in lost if not is_unknown(row["amount_month"]))
    confidence = expected / money.known if money.known > 0 else 0.5
    yield Finding(f"planning.trace.{rule}", figures, money_month=money.known, confidence=confidence, internal=True)
    yield from _breaks(rows)
    if open_:
        yield Finding("planning.trace.open", figures, confidence=0.5, internal=True)
    yield from _orphans(trace)


def _orphans(trace: Trace) -> Iterator[Finding]:
    """The chosen solutions that answer no need."""
    if trace.orphans:
        which = several(as_names(trace.orphans), _NAMED)
        figures: dict[str, Printable] = {"n": Count(len(trace.orphans)), "which": which}
        yield Finding("planning.trace.orphans", figures, confidence=0.7, internal=True)


def _breaks(rows: list[Row]) -> Iterator[Finding]:
    """The link at which most chosen solutions break; ties go to the earlier link."""
    chains = {row["solution"]: row["gaps"] for row in rows if row["solution"]}
    counts = Counter(link for gaps in chains.values() for link in gaps)
    if counts:
        link = max(LINKS, key=lambda name: (counts[name], -LINKS.index(name)))
        which = several(as_names(solution for solution, gaps in chains.items() if link in gaps), _NAMED)
        figures: dict[str, Printable] = {
            "link": worded(f"planning.trace.link.{link}"),
            "n": Count(counts[link]),
            "all": Count(len(chains)),
            "which": which,
        }
        yield Finding("planning.trace.breaks", figures, confidence=0.7, internal=True)
