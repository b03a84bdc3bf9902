"""What hangs on a solution: where it can be delivered, what is promised for it, what is done for it next and by whom,
and which KPIs show it.

The plan's review (6.7) asks every chain what it lacks, the trace from need to KPI (6.8) shows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from playbook.client.model import Client
from playbook.client.rows import Row, natural, records
from playbook.steps.capability.deliverability import STATES, deliveries_of
from playbook.steps.memory import remembered
from playbook.steps.planning.promises_kept import over_promised, verdicts_of
from playbook.steps.status import weakest
from playbook.units import is_unknown

__all__ = ["LINKS", "Chain", "chains_of", "dated", "done"]

#: The links of a chain, in order; a gap is named by the one that is missing.
LINKS = ("solution", "site", "commitment", "task", "owner", "kpi")
_VERDICTS = ("sign", "after", "unknown", "no")


@dataclass(frozen=True)
class Chain:
    """`state` is the worst of the solution's sites (now, after_build, unknown, no; None: no site is on file), at
    `sites` of them; `verdict` the worst of its `commitments` (sign, after, unknown, no; None without one), `over` those
    beyond what we can keep. `task` is the next one (not done; one that is over but not known to be done comes first),
    from `start` to `end`, by `owner`; `tasks` are all. `owners` own one of them that is not done. `kpis` are those that
    the solution moves.
    """

    solution: str
    chosen: bool | None
    state: str | None
    sites: int
    commitments: tuple[str, ...]
    verdict: str | None
    over: tuple[str, ...]
    tasks: tuple[str, ...]
    task: str | None
    start: date | None
    end: date | None
    owner: str | None
    owners: tuple[str, ...]
    kpis: tuple[str, ...]
    status: str

    @property
    def gaps(self) -> tuple[str, ...]:
        """The links that are missing: a site where it is not or perhaps not deliverable, no commitment or an
        over-promise, no task, owner or KPI."""
        missing = {
            "site": self.state not in ("now", "after_build"),
            "commitment": not self.commitments or bool(self.over),
            "task": not self.tasks,
            "owner": bool(self.tasks) and self.task is not None and self.owner is None,
            "kpi": not self.kpis,
        }
        return tuple(link for link in LINKS if missing.get(link, False))


@remembered
def chains_of(client: Client) -> tuple[Chain, ...]:
    """The chain of each solution, by id."""
    states: dict[str, list[str]] = {}
    for row in records(deliveries_of(client)):
        states.setdefault(row["solution"], []).append(row["state"])
    verdicts, over = verdicts_of(client), over_promised(client)
    rows = sorted(client.rows("solutions"), key=lambda row: natural(row["solution"]))
    return tuple(_chain(client, row, states.get(row["solution"], []), (verdicts, over)) for row in rows)


def _chain(client: Client, row: Row, states: Sequence[str], promised: tuple[dict[str, str], set[str]]) -> Chain:
    solution, (verdicts, over) = row["solution"], promised
    own = (promise for promise in client.rows("commitments") if promise["solution"] == solution)
    commitments = sorted(own, key=lambda promise: natural(promise["commitment"]))
    tasks = sorted((task for task in client.rows("tasks") if task["solution"] == solution), key=_by_date)
    ahead = [task for task in tasks if not done(task, client.as_of)]
    following = ahead[0] if ahead else {}
    work = sorted((task["task"] for task in tasks), key=natural)
    kpis = [kpi for kpi in client.rows("kpis") if solution in (kpi["solutions"] or ())]
    given = [verdicts[promise["commitment"]] for promise in commitments]
    return Chain(
        solution,
        None if is_unknown(row["chosen"]) else bool(row["chosen"]),
        max(states, key=STATES.index) if states else None,
        len(states),
        tuple(promise["commitment"] for promise in commitments),
        max(given, key=_VERDICTS.index) if given else None,
        tuple(promise["commitment"] for promise in commitments if promise["commitment"] in over),
        tuple(work),
        following.get("task"),
        _day(following.get("start")),
        _day(following.get("end")),
        following.get("owner"),
        tuple(sorted({task["owner"] for task in ahead if not is_unknown(task["owner"])})),
        tuple(kpi["kpi"] for kpi in kpis),
        weakest([row["status"], *(part["status"] for part in (*commitments, *tasks, *kpis))]),
    )


def done(task: Row, as_of: date) -> bool:
    """Is the task known to be done at that date?"""
    return not is_unknown(task["done_on"]) and task["done_on"] <= as_of


def dated(task: Row) -> bool:
    """Does the task have its dates: an end, and a start unless it is a milestone?"""
    return not is_unknown(task["end"]) and (not is_unknown(task["start"]) or task["milestone"] is True)


def _by_date(task: Row) -> tuple[date, date, tuple[Any, ...] | Any]:
    """By start, then end, undated last, then by id."""
    start, end = _day(task["start"]), _day(task["end"])
    return start or end or date.max, end or date.max, natural(task["task"])


def _day(value: Any) -> date | None:
    return None if is_unknown(value) else value
