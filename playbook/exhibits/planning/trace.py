"""Exhibit 6.8: from need to KPI, a table whose ids are links to the exhibits where each stands.

What the table links to it names by the exhibit's id; each document makes an address of its own of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby

from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import Column, Row, table
from playbook.exhibits.compose import ClientPage
from playbook.exhibits.exhibit import Cell, Exhibit, Table, Values
from playbook.steps.listing import as_names
from playbook.steps.planning.analysis import ClientPlan
from playbook.steps.planning.trace import FIRST
from playbook.units import Day, Names, is_unknown

__all__ = ["build"]

#: The links of the chain after the need, and where each stands.
_PLACES = {
    "solution": "4.2",
    "site": "5.2",
    "commitment": "5.4",
    "task": "6.1",
    "owner": "6.1",
    "kpi": "6.5",
}
_NEEDS = "3.9"
#: So many needs of one rule with the same chain share a row of the shown table.
_MANY = 3


@exhibit("6.8", "planning.trace", needs=("solutions",))
def build(page: ClientPage, result: ClientPlan) -> Exhibit:
    """6.8 From need to KPI: one row a need and chosen solution, gaps marked, ids linked."""
    trace = result.trace
    if not len(trace.rows):
        return page.card([name for name in ("needs", "solutions") if not page.has(name)] or ["needs"])
    rows = [row | {"words": _words(page, row)} for row in records(trace.rows)]
    sources = ("needs", "solutions", "resources", "commitments", "tasks", "kpis")
    values = _values(page, rows)
    return page.make(
        "table",
        page.say("planning.trace.subtitle", first=FIRST),
        values,
        sources=[name for name in sources if page.has(name)],
        status=trace.status,
        internal=True,
        table=Table(values.fields, tuple(tuple(_linked(page, group)) for group in _folded(rows))),
    )


def _values(page: ClientPage, rows: Iterable[Row]) -> Values:
    def link(name: str) -> Column:
        return Column(name, lambda row: row["words"].get(name, "–"))

    need = Column("need", partial(_need, page), "category")
    return table(page, rows, (need, *map(link, _PLACES), Column("gap", partial(_gaps, page))))


def _words(page: ClientPage, row: Row) -> dict[str, str]:
    """What each link of the chain says, as text; a missing one says what is missing."""
    if row["solution"] is None:
        return {"solution": _candidates(page, row)}
    kpis = page.subject.names("kpis")
    return {
        "solution": f"{row['solution']} {page.show(page.subject.names('solutions')[row['solution']])}",
        "site": page.say(f"planning.trace.state.{row['state']}", n=row["sites"]) if row["state"] else _no(page, "site"),
        "commitment": _promise(page, row) if row["commitments"] else _no(page, "commitment"),
        **_task(page, row),
        "kpi": page.say("common.source.join").join(page.show(kpis[kpi]) for kpi in row["kpis"]) or _no(page, "kpi"),
    }


def _no(page: ClientPage, link: str) -> str:
    return page.say(f"planning.trace.none.{link}")


def _candidates(page: ClientPage, row: Row) -> str:
    """Which solutions would answer a need for which none is chosen; or nobody knows whether one is."""
    if not row["candidates"]:
        return _no(page, "solution")
    would = [item for item in page.subject.rows("solutions") if item["solution"] in row["candidates"]]
    kind = "undecided" if any(item["chosen"] is None for item in would) else "candidates"
    return page.say(f"planning.trace.none.{kind}", which=Names(as_names(row["candidates"])))


def _promise(page: ClientPage, row: Row) -> str:
    verdict = page.say(f"planning.trace.verdict.{row['verdict']}")
    over = f"; {page.say('planning.trace.over')} {', '.join(row['over'])}" if row["over"] else ""
    return f"{', '.join(row['commitments'])}: {verdict}{over}"


def _task(page: ClientPage, row: Row) -> dict[str, str]:
    if row["task"] is None:
        return {
            "task": _no(page, "task") if "task" in row["gaps"] else page.say("planning.trace.all_done"),
            "owner": "–",
        }
    when = (
        page.say("planning.trace.undated")
        if is_unknown(row["end"])
        else page.say("planning.trace.due", day=Day(row["end"]))
    )
    owners = page.subject.names("team")
    owner = page.show(owners[row["owner"]]) if row["owner"] in owners else _no(page, "owner")
    return {"task": f"{row['task']} {page.show(page.subject.names('tasks')[row['task']])}, {when}", "owner": owner}


def _need(page: ClientPage, row: Row) -> str:
    return page.show(row["name"]) if row["name"] is not None else page.say("planning.trace.no_need")


def _gaps(page: ClientPage, row: Row) -> str:
    return page.say("common.source.join").join(
        page.say(f"planning.trace.short.{link}") for link in row["gaps"]
    ) or page.say("planning.trace.whole")


def _folded(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Latent needs of one rule that follow each other with the same chain share a row, where they are many."""
    for _, alike in groupby(rows, lambda row: (row["rule"] or row["need"], bool(row["rule"]), row["solution"])):
        group = list(alike)
        yield from [group] if group[0]["rule"] and len(group) >= _MANY else [[row] for row in group]


def _linked(page: ClientPage, group: Sequence[Row]) -> Iterator[Cell]:
    """A row of the shown table: each link of the chain leads to where it stands, and what is missing is marked."""
    row = group[0]
    named = page.say(f"needs.latent.{row['rule']}.folded", n=len(group)) if len(group) > 1 else _need(page, row)
    yield Cell(named, named, link=_NEEDS)
    for link, place in _PLACES.items():
        text = row["words"].get(link, "–")
        yield Cell(text, text, gap=link in row["gaps"], link="" if text == "–" else place)
    gaps = _gaps(page, row)
    yield Cell(gaps, gaps, gap=bool(row["gaps"]))
