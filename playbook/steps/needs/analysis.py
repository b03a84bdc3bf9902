"""Step 3, individualised needs: who is the client, what does it pay for, what does it run, who decides, and what does
it need?

Each topic has a module of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

from playbook.client.model import Client
from playbook.steps.findings import Finding
from playbook.steps.memory import remembered
from playbook.steps.needs.availability import Availability, availability
from playbook.steps.needs.bill_trend import BillTrend, bill_trend
from playbook.steps.needs.client_file import ClientFile, client_file
from playbook.steps.needs.contact_map import ContactMap, contact_map
from playbook.steps.needs.decisions import DecisionMap, decision_map
from playbook.steps.needs.goals import GoalMap, goal_map
from playbook.steps.needs.need_list import NeedList, need_list
from playbook.steps.needs.network import NetworkAnalysis, analyse_network
from playbook.steps.needs.relationship import Relationship, relationship
from playbook.steps.needs.spend import Spend, spend_of
from playbook.steps.needs.staff_spend import StaffSpend, staff_spend
from playbook.steps.needs.whitespace import Whitespace, whitespace

__all__ = ["NeedsAnalysis", "analyse"]


@dataclass(frozen=True)
class NeedsAnalysis:
    """What step 3 found: the result of each topic, in the order of their exhibits."""

    client_file: ClientFile
    spend: Spend
    bill_trend: BillTrend
    relationship: Relationship
    staff_spend: StaffSpend
    network: NetworkAnalysis
    availability: Availability
    goals: GoalMap
    decisions: DecisionMap
    contact_map: ContactMap
    need_list: NeedList
    whitespace: Whitespace

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of all topics, in their order."""
        return tuple(finding for topic in vars(self).values() for finding in topic.findings)


@remembered
def analyse(client: Client) -> NeedsAnalysis:
    """Step 3 for a client. What has no input is unknown in the result; nothing is raised for it."""
    return NeedsAnalysis(
        client_file=client_file(client),
        spend=spend_of(client),
        bill_trend=bill_trend(client),
        relationship=relationship(client),
        staff_spend=staff_spend(client),
        network=analyse_network(client),
        availability=availability(client),
        goals=goal_map(client),
        decisions=decision_map(client),
        contact_map=contact_map(client),
        need_list=need_list(client),
        whitespace=whitespace(client),
    )
