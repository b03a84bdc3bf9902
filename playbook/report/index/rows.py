"""From manifests and failures to rows: one client, one row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from playbook.report.index.records import Facts, Failure, Names, Plan

__all__ = ["Row", "rows_of"]

_Record = TypeVar("_Record", Plan, Failure)


@dataclass(frozen=True)
class Row:
    """What one knows of a client: its plans, the latest date first and within a date the latest run, and the failure of
    its last run.

    A client has a plan, a failure, or both: a failure beside a plan is younger than every plan.
    """

    client: str
    plans: tuple[Plan, ...]
    failure: Failure | None = None

    @property
    def plan(self) -> Plan | None:
        """The plan that the row's figures are taken from: that of the latest date, of several languages the one made
        last."""
        return self.plans[0] if self.plans else None

    @property
    def facts(self) -> Facts:
        """The figures of that plan; without one, all unknown."""
        return self.plan.facts if self.plan else Facts()

    @property
    def name(self) -> Names:
        """The client's name; its id where nobody has said it."""
        named = self.plan.name if self.plan else self.failure.name if self.failure else None
        return named if named and any(named.both) else Names(zh=self.client, en=self.client)

    @property
    def dates(self) -> tuple[tuple[date, tuple[Plan, ...]], ...]:
        """The plans of each date, the latest first; within a date by language, Chinese first."""
        days: dict[date, list[Plan]] = {}
        for plan in self.plans:
            days.setdefault(plan.as_of, []).append(plan)
        return tuple((day, tuple(sorted(plans, key=_language))) for day, plans in days.items())


def rows_of(plans: Iterable[Plan], failures: Iterable[Failure]) -> tuple[Row, ...]:
    """A row per client that has a plan or a failure, by the clients' ids."""
    made, failed = _by_client(plans), _by_client(failures)
    return tuple(_row(client, made[client], failed[client]) for client in sorted({*made, *failed}))


def _by_client(records: Iterable[_Record]) -> defaultdict[str, list[_Record]]:
    by_client: defaultdict[str, list[_Record]] = defaultdict(list)
    for record in records:
        by_client[record.client].append(record)
    return by_client


def _row(client: str, plans: Sequence[Plan], failures: Sequence[Failure]) -> Row:
    ordered = tuple(sorted(plans, key=lambda plan: (plan.as_of, plan.started, plan.lang), reverse=True))
    last = max(failures, key=lambda failure: (failure.started, failure.place), default=None)
    outlived = last is not None and any(plan.started > last.started for plan in ordered)
    return Row(client, ordered, None if outlived else last)


def _language(plan: Plan) -> tuple[bool, str]:
    return plan.lang != "zh", plan.edition
