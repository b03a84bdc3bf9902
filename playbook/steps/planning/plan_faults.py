"""What is not consistent in a plan: each fault is a line that somebody can act on (for exhibit 6.7).

A *check* asks one thing of one row, and a fault is a check that failed. The rules, in the order in which their faults
are listed:

- of every commitment for a chosen solution or for none: it does not go beyond what we can keep (`over_promise`);
- of every chosen solution: it has a task (`no_task`), someone owns a task that is not done (`no_owner`), something is
  promised for it (`no_commitment`), there is a decision maker to win (`no_decider`);
- of every need, stated or among the first of exhibit 3.9: a solution answers it (`need_open`). Where no solution says
  what it answers, that is the one fault (`unlinked`);
- of every task that is not done: it has its dates (`undated`); of every KPI: it has a target (`untargeted`); of every
  risk: somebody owns it (`risk_unowned`), and where it is likely there is a measure (`risk_unmet`);
- phase (method, step 4): a later initiative is prepared for now: a task serves a solution on its line (`unprepared`);
  flexibility is kept: we are not bound to a solution that is still to be prepared, by a commitment signed or by
  `committed` (`bound_early`).

Who decides on a solution: the departments that decide the kind of purchase whose id is the solution's line or service;
where no kind of purchase has such an id, nobody has said which one it is, and every deciding department counts. A
decision maker to win is there where we know a contact at one of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from playbook.client.model import Client
from playbook.client.rows import Row, natural, records
from playbook.steps.memory import remembered
from playbook.steps.planning.promises_kept import over_promised
from playbook.steps.planning.solution_chain import Chain, chains_of, dated, done
from playbook.steps.planning.trace import FIRST
from playbook.steps.solutions.need_coverage import need_coverage
from playbook.steps.solutions.road_map import road_items
from playbook.units import Name, is_unknown, name_of

__all__ = ["RULES", "Check", "checks_of"]

#: The rules, in the order in which their faults are listed, and the table in which each is mended.
RULES = {
    "over_promise": "commitments",
    "no_task": "tasks",
    "no_owner": "tasks",
    "no_commitment": "commitments",
    "no_decider": "decisions",
    "unlinked": "solutions",
    "need_open": "solutions",
    "undated": "tasks",
    "untargeted": "kpi_values",
    "risk_unowned": "risks",
    "risk_unmet": "risks",
    "unprepared": "tasks",
    "bound_early": "solutions",
}
_PREPARED = "prepare"


@dataclass(frozen=True)
class Check:
    """One check: its rule, the id and name of what was asked, whether it failed, the row of the rule's table to mend
    (None: one is to be added), and the solution that waits for it (None: none).
    """

    rule: str
    id: str
    name: Name
    failed: bool
    row: int | None = None
    solution: str | None = None

    @property
    def table(self) -> str:
        """The table in which it is mended."""
        return RULES[self.rule]


@remembered
def checks_of(client: Client) -> tuple[Check, ...]:
    """Every check of a client's plan, by rule, then by id."""
    checks = [*_solutions(client), *_needs(client), *_tasks(client), *_kpis(client), *_risks(client), *_phases(client)]
    return tuple(sorted(checks, key=lambda check: ([*RULES].index(check.rule), natural(check.id))))


def _solutions(client: Client) -> Iterator[Check]:
    """Of every promise that is not for a solution that we left out, and of every chosen solution."""
    names, given = client.names("solutions"), {row["solution"]: row for row in client.rows("solutions")}
    tasks, chosen = (
        {row["task"]: row for row in client.rows("tasks")},
        [chain for chain in chains_of(client) if chain.chosen is True],
    )
    over, kept = over_promised(client), {None, *(chain.solution for chain in chosen)}
    for promise in client.rows("commitments"):
        solution = None if is_unknown(promise["solution"]) else promise["solution"]
        if solution in kept:
            yield Check(
                "over_promise",
                promise["commitment"],
                _promise(promise),
                promise["commitment"] in over,
                promise["row"],
                solution,
            )
    for chain in chosen:
        lacks = {
            "no_task": not chain.tasks,
            "no_owner": chain.task is not None and not chain.owners,
            "no_commitment": not chain.commitments,
            "no_decider": not _decided(client, given[chain.solution]),
        }
        for rule, failed in lacks.items():
            row = _first_row(tasks, chain) if rule == "no_owner" else None
            if rule != "no_owner" or chain.tasks:
                yield Check(rule, chain.solution, names[chain.solution], failed, row, chain.solution)


def _promise(row: Row) -> Name:
    name = name_of(row)
    return name if name.zh or name.en else Name(row["commitment"], row["commitment"])


def _first_row(tasks: dict[str, Row], chain: Chain) -> int | None:
    return int(tasks[chain.task]["row"]) if chain.task is not None else None


def _decided(client: Client, solution: Row) -> bool:
    """Do we know a contact where this solution is decided?"""
    points = [row for row in client.rows("decisions") if row["part"] == "decides"]
    own = {_plain(solution[name]) for name in ("line", "service") if not is_unknown(solution[name])}
    special = [row for row in points if _plain(row["purchase"]) in own]
    return any(not is_unknown(row["contacts"]) and bool(row["contacts"]) for row in special or points)


def _plain(identifier: str) -> str:
    return str(identifier).replace("-", "_").lower()


def _needs(client: Client) -> Iterator[Check]:
    coverage = need_coverage(client)
    if not client.has("solutions"):
        return
    linked = any(not is_unknown(row["needs"]) and bool(row["needs"]) for row in client.rows("solutions"))
    kept = [row for place, row in enumerate(records(coverage.needs)) if row["kind"] == "stated" or place < FIRST]
    if kept and not linked:
        yield Check("unlinked", "solutions", Name("方案", "solutions"), failed=True)
        return
    for row in kept:
        yield Check("need_open", row["need"], row["name"], failed=row["state"] == "open")


def _tasks(client: Client) -> Iterator[Check]:
    for row in client.rows("tasks"):
        if not done(row, client.as_of):
            solution = None if is_unknown(row["solution"]) else row["solution"]
            yield Check("undated", row["task"], name_of(row), failed=not dated(row), row=row["row"], solution=solution)


def _kpis(client: Client) -> Iterator[Check]:
    values = [row for row in client.rows("kpi_values") if is_unknown(row["service"])]
    targets = {row["kpi"] for row in values if not is_unknown(row["target"])}
    first = {row["kpi"]: row["row"] for row in reversed(values)}
    for row in client.rows("kpis"):
        yield Check("untargeted", row["kpi"], name_of(row), failed=row["kpi"] not in targets, row=first.get(row["kpi"]))


def _risks(client: Client) -> Iterator[Check]:
    high = client.assume("risk_high")
    for row in client.rows("risks"):
        yield Check("risk_unowned", row["risk"], name_of(row), failed=is_unknown(row["owner"]), row=row["row"])
        if not is_unknown(row["probability"]) and row["probability"] >= high:
            measure = name_of(row, "measure")
            yield Check("risk_unmet", row["risk"], name_of(row), failed=not (measure.zh or measure.en), row=row["row"])


def _phases(client: Client) -> Iterator[Check]:
    """Later initiatives are prepared for; we are not bound to what is still to be prepared."""
    given = {row["solution"]: row for row in client.rows("solutions")}
    worked = {row["solution"] for row in client.rows("tasks") if not is_unknown(row["solution"])}
    lines = {given[solution]["line"] for solution in worked if solution in given}
    signed = {row["solution"] for row in client.rows("commitments") if row["signed"] is True}
    for item in road_items(client):
        if item["kind"] == "initiative" and (item["phase"] == _PREPARED or item["horizon"] in ("middle", "long")):
            yield Check(
                "unprepared", item["id"], item["name"], failed=item["line"] is None or item["line"] not in lines
            )
        elif item["kind"] == "solution" and item["phase"] == _PREPARED:
            bound = item["id"] in signed or given[item["id"]]["committed"] is True
            yield Check("bound_early", item["id"], item["name"], failed=bound, row=given[item["id"]]["row"])
