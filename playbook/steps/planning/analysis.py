"""Step 6, client planning: who does what by when, who talks to whom how often, and are we moving the client?

Each topic stands in a module of its own; the plan on one page (:mod:`playbook.steps.planning.summary`) is told from the
results of all six steps.
"""

from __future__ import annotations

from dataclasses import dataclass

from playbook.client.model import Client
from playbook.steps.findings import Finding
from playbook.steps.memory import remembered
from playbook.steps.planning.communication import Communication, communication_of
from playbook.steps.planning.kpis import Kpis, kpis_of
from playbook.steps.planning.programmes import Programmes, programmes_of
from playbook.steps.planning.review import Review, review_of
from playbook.steps.planning.risks import Risks, risks_of
from playbook.steps.planning.sales_progress import SalesProgress, sales_progress_of
from playbook.steps.planning.trace import Trace, trace_of
from playbook.steps.planning.visits import Visits, visits_of

__all__ = ["ClientPlan", "analyse"]


@dataclass(frozen=True)
class ClientPlan:
    """What step 6 found: one result for each of its topics, and the findings of all of them."""

    programmes: Programmes
    communication: Communication
    visits: Visits
    sales_progress: SalesProgress
    kpis: Kpis
    risks: Risks
    review: Review
    trace: Trace

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of all topics, in the order of their exhibits."""
        return tuple(finding for topic in vars(self).values() for finding in topic.findings)


@remembered
def analyse(client: Client) -> ClientPlan:
    """Step 6 for a client. What has no input is unknown in the result; nothing is raised for it."""
    return ClientPlan(
        programmes=programmes_of(client),
        communication=communication_of(client),
        visits=visits_of(client),
        sales_progress=sales_progress_of(client),
        kpis=kpis_of(client),
        risks=risks_of(client),
        review=review_of(client),
        trace=trace_of(client),
    )
