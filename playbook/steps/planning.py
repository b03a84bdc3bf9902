"""Step 6, client planning: who does what by when, and are we moving the client?

The tasks as of the plan's date are told in :mod:`playbook.steps.schedule`, the attitudes in :mod:`playbook.steps.sales_progress`.
"""
from __future__ import annotations

from dataclasses import dataclass

from playbook.client.model import Client
from playbook.steps.findings import Finding
from playbook.steps.memory import remembered
from playbook.steps.sales_progress import SalesProgress, sales_progress
from playbook.steps.schedule import Schedule, schedule_of
from playbook.steps.status import weakest

__all__ = ["ClientPlan", "analyse"]


@dataclass(frozen=True)
class ClientPlan:
    """What step 6 found: the programmes' tasks, and the sales progress."""

    schedule: Schedule
    progress: SalesProgress
    status: str
    findings: tuple[Finding, ...]


@remembered
def analyse(client: Client) -> ClientPlan:
    """Step 6 for a client. What has no input is unknown in the result; nothing is raised for it."""
    schedule, progress = schedule_of(client), sales_progress(client)
    return ClientPlan(schedule, progress, weakest([schedule.status, progress.status]), (*schedule.findings, *progress.findings))
