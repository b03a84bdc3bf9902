"""Step 5, service-support capability: can we deliver what step 4 proposes, at every site?

Each topic stands in a module of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

from playbook.client.model import Client
from playbook.steps.capability.builds import Builds, builds_of
from playbook.steps.capability.commitments import Commitments, commitments_of
from playbook.steps.capability.deliverability import Deliverability, deliverability_of
from playbook.steps.capability.site_resources import SiteResources, site_resources_of
from playbook.steps.capability.support import Support, support_of
from playbook.steps.findings import Finding
from playbook.steps.memory import remembered

__all__ = ["CapabilityAnalysis", "analyse"]


@dataclass(frozen=True)
class CapabilityAnalysis:
    """What step 5 found: one result for each of its topics, and the findings of all of them."""

    site_resources: SiteResources
    deliverability: Deliverability
    support: Support
    commitments: Commitments
    builds: Builds

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of all topics, in the order of their exhibits."""
        return tuple(finding for topic in vars(self).values() for finding in topic.findings)


@remembered
def analyse(client: Client) -> CapabilityAnalysis:
    """Step 5 for a client. What has no input is unknown in the result; nothing is raised for it."""
    return CapabilityAnalysis(
        site_resources_of(client),
        deliverability_of(client),
        support_of(client),
        commitments_of(client),
        builds_of(client),
    )
