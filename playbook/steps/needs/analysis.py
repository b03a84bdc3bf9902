"""Step 3, individualised needs: who is the client, what does it pay for, what does it run, who decides, and what does
it need?

Each part stands in a module of its own, one or two exhibits a part.
"""

from __future__ import annotations

from dataclasses import dataclass

from playbook.client.model import Client
from playbook.steps.findings import Finding
from playbook.steps.memory import remembered
from playbook.steps.needs.availability import Availability, availability
from playbook.steps.needs.bill_series import BillSeries, bill_series
from playbook.steps.needs.client_file import ClientFile, client_file
from playbook.steps.needs.contact_map import ContactMap, contact_map
from playbook.steps.needs.decisions import DecisionMap, decision_map
from playbook.steps.needs.goals import GoalMap, goal_map
from playbook.steps.needs.need_list import NeedList, need_list
from playbook.steps.needs.network import NetworkAnalysis, analyse_network
from playbook.steps.needs.relationship import Relationship, relationship
from playbook.steps.needs.spend import Spend, spend_of
from playbook.steps.needs.staff import StaffSpend, staff_spend
from playbook.steps.needs.whitespace import Whitespace, whitespace

__all__ = ["NeedsAnalysis", "analyse"]


@dataclass(frozen=True)
class NeedsAnalysis:
    """What step 3 found: one result for each of its parts."""

    file: ClientFile
    spend: Spend
    series: BillSeries
    relationship: Relationship
    staff: StaffSpend
    network: NetworkAnalysis
    availability: Availability
    goals: GoalMap
    decisions: DecisionMap
    contacts: ContactMap
    needs: NeedList
    whitespace: Whitespace

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of all parts, in their order."""
        return tuple(finding for part in vars(self).values() for finding in part.findings)


@remembered
def analyse(client: Client) -> NeedsAnalysis:
    """Step 3 for a client. What has no input is unknown in the result; nothing is raised for it."""
    return NeedsAnalysis(
        file=client_file(client),
        spend=spend_of(client),
        series=bill_series(client),
        relationship=relationship(client),
        staff=staff_spend(client),
        network=analyse_network(client),
        availability=availability(client),
        goals=goal_map(client),
        decisions=decision_map(client),
        contacts=contact_map(client),
        needs=need_list(client),
        whitespace=whitespace(client),
    )
