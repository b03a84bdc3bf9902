"""Step 6, client planning: who does what by when, who talks to whom how often, and are we moving the client?

Each part stands in a module of its own, one or two exhibits a part.
"""

from __future__ import annotations

from dataclasses import dataclass

from playbook.client.model import Client
from playbook.steps.findings import Finding
from playbook.steps.memory import remembered
from playbook.steps.planning.communication import Communication, communication_of
from playbook.steps.planning.kpis import Kpis, kpis_of
from playbook.steps.planning.review import Review, review_of
from playbook.steps.planning.risks import Risks, risks_of
from playbook.steps.planning.sales_progress import SalesProgress, sales_progress
from playbook.steps.planning.schedule import Schedule, schedule_of
from playbook.steps.planning.trace import Trace, trace_of
from playbook.steps.planning.visits import Visits, visits_of
from playbook.steps.status import weakest

__all__ = ["ClientPlan", "analyse"]


@dataclass(frozen=True)
class ClientPlan:
    """What step 6 found: one result for each of its parts, and the findings of all of them."""

    schedule: Schedule
    communication: Communication
    visits: Visits
    progress: SalesProgress
    kpis: Kpis
    risks: Risks
    review: Review
    trace: Trace
    status: str

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of all parts, in the order of their exhibits."""
        parts = (
            self.schedule,
            self.communication,
            self.visits,
            self.progress,
            self.kpis,
            self.risks,
            self.review,
            self.trace,
        )
        return tuple(finding for part in parts for finding in part.findings)


@remembered
def analyse(client: Client) -> ClientPlan:
    """Step 6 for a client. What has no input is unknown in the result; nothing is raised for it."""
    schedule, progress = schedule_of(client), sales_progress(client)
    return ClientPlan(
        schedule=schedule,
        communication=communication_of(client),
        visits=visits_of(client),
        progress=progress,
        kpis=kpis_of(client),
        risks=risks_of(client),
        review=review_of(client),
        trace=trace_of(client),
        status=weakest([schedule.status, progress.status]),
    )
