"""Exhibit 6.8: from need to KPI, a table whose ids are links to the exhibits where each stands.

What the table links to it names by the exhibit's id; each document makes an address of its own of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.compose import ClientPage, cell
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Table, Values
from playbook.steps.planning.analysis import ClientPlan
from playbook.steps.planning.trace import FIRST
from playbook.units import Day, Name, Names, is_unknown

__all__ = ["build"]

_HEADS = ("need", "solution", "site", "commitment", "task", "owner", "kpi", "gap")
#: Where each link of the chain stands.
_PLACES = {
    "need": "3.9",
    "solution": "4.2",
    "site": "5.2",
    "commitment": "5.4",
    "task": "6.1",
    "owner": "6.1",
    "kpi": "6.5",
}
#: So many needs of one rule with the same chain share a row of the shown table.
_MANY = 3


@exhibit("6.8", "planning.trace", needs=("solutions",))
def build(page: ClientPage, result: ClientPlan) -> Exhibit:
    """6.8 From need to KPI: one row a need and chosen solution, gaps marked, ids linked."""
    chains = result.trace
    if not len(chains.rows):
        return page.card([table for table in ("needs", "solutions") if not page.has(table)] or ["needs"])
    rows = records(chains.rows)
    sources = [
        table for table in ("needs", "solutions", "resources", "commitments", "tasks", "kpis") if page.has(table)
    ]
    fields = tuple(
        Field(name, page.say(f"planning.trace.head.{name}"), "category" if name == "need" else "label")
        for name in _HEADS
    )
    return page.make(
        "table",
        page.say("planning.trace.subtitle", first=FIRST),
        Values(fields, tuple(tuple(_cells(page, row)) for row in rows)),
        sources=sources,
        status=chains.status,
        internal=True,
        table=Table(fields, tuple(tuple(_linked(page, group)) for group in _folded(rows))),
    )


def _words(page: ClientPage, row: dict[str, Any]) -> dict[str, str]:
    """What each link of the chain says, as text; a missing one says what is missing."""
    lacks: Callable[[str], str] = lambda link: page.say(f"planning.trace.none.{link}")  # noqa: E731
    if row["solution"] is None:
        which = Names(tuple(Name(item, item) for item in row["candidates"]))
        undecided = any(
            item["chosen"] is None for item in page.subject.rows("solutions") if item["solution"] in row["candidates"]
        )
        kind = "undecided" if undecided else "candidates"
        return {
            "solution": page.say(f"planning.trace.none.{kind}", which=which) if row["candidates"] else lacks("solution")
        }
    kpis = page.subject.names("kpis")
    return {
        "solution": f"{row['solution']} {page.show(page.subject.names('solutions')[row['solution']])}",
        "site": page.say(f"planning.trace.state.{row['state']}", n=row["sites"]) if row["state"] else lacks("site"),
        "commitment": _promise(page, row) if row["commitments"] else lacks("commitment"),
        **_task(page, row, lacks),
        "kpi": page.say("common.source.join").join(page.show(kpis[kpi]) for kpi in row["kpis"]) or lacks("kpi"),
    }


def _promise(page: ClientPage, row: dict[str, Any]) -> str:
    verdict = page.say(f"planning.trace.verdict.{row['verdict']}")
    over = f"; {page.say('planning.trace.over')} {', '.join(row['over'])}" if row["over"] else ""
    return f"{', '.join(row['commitments'])}: {verdict}{over}"


def _task(page: ClientPage, row: dict[str, Any], lacks: Callable[[str], str]) -> dict[str, str]:
    if row["task"] is None:
        return {"task": lacks("task") if "task" in row["gaps"] else page.say("planning.trace.all_done"), "owner": "–"}
    when = (
        page.say("planning.trace.undated")
        if is_unknown(row["end"])
        else page.say("planning.trace.due", day=Day(row["end"]))
    )
    owners = page.subject.names("team")
    owner = page.show(owners[row["owner"]]) if row["owner"] in owners else lacks("owner")
    return {"task": f"{row['task']} {page.show(page.subject.names('tasks')[row['task']])}, {when}", "owner": owner}


def _need(page: ClientPage, row: dict[str, Any]) -> str:
    return page.show(row["name"]) if row["name"] is not None else page.say("planning.trace.no_need")


def _gaps(page: ClientPage, row: dict[str, Any]) -> str:
    return page.say("common.source.join").join(
        page.say(f"planning.trace.short.{link}") for link in row["gaps"]
    ) or page.say("planning.trace.whole")


def _cells(page: ClientPage, row: dict[str, Any]) -> Iterator[Cell]:
    words = _words(page, row)
    yield cell(_need(page, row), page.lang)
    for link in _HEADS[1:-1]:
        yield cell(words.get(link, "–"), page.lang)
    yield cell(_gaps(page, row), page.lang)


def _folded(rows: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Latent needs of one rule that follow each other with the same chain share a row, where they are many."""
    for _, alike in groupby(
        rows, lambda row: (row["rule"], row["solution"]) if row["rule"] else (row["need"], row["solution"])
    ):
        group = list(alike)
        yield from [group] if group[0]["rule"] and len(group) >= _MANY else [[row] for row in group]


def _linked(page: ClientPage, group: list[dict[str, Any]]) -> Iterator[Cell]:
    """A row of the shown table: each link of the chain leads to where it stands, and what is missing is marked."""
    row, words = group[0], _words(page, group[0])
    named = page.say(f"needs.latent.{row['rule']}.folded", n=len(group)) if len(group) > 1 else _need(page, row)
    yield Cell(named, named, link=_PLACES["need"])
    for link in _HEADS[1:-1]:
        text = words.get(link, "–")
        yield Cell(text, text, gap=link in row["gaps"], link="" if text == "–" else _PLACES[link])
    gaps = _gaps(page, row)
    yield Cell(gaps, gaps, gap=bool(row["gaps"]))
