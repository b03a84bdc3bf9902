"""Step 3, individualised needs: who is the client, what does it pay for, what does it run, who decides, and what does it need?

Each part stands in a module of its own, one or two exhibits a part.
"""

from __future__ import annotations

from dataclasses import dataclass

from playbook.client.model import Client
from playbook.steps.availability import Availability, availability
from playbook.steps.bill_series import BillSeries, bill_series
from playbook.steps.client_file import ClientFile, client_file
from playbook.steps.contact_map import ContactMap, contact_map
from playbook.steps.decisions import DecisionMap, decision_map
from playbook.steps.findings import Finding
from playbook.steps.goals import GoalMap, goal_map
from playbook.steps.memory import remembered
from playbook.steps.need_list import NeedList, need_list
from playbook.steps.network import NetworkAnalysis, analyse_network
from playbook.steps.relationship import Relationship, relationship
from playbook.steps.spend import Spend, spend_of
from playbook.steps.staff import StaffSpend, staff_spend
from playbook.steps.whitespace import Whitespace, whitespace

__all__ = ["NeedsAnalysis", "analyse"]


@dataclass(frozen=True)
class NeedsAnalysis:
    """What step 3 found: one result for each of its parts, and the findings of all of them."""

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
    findings: tuple[Finding, ...]


_PARTS = (
    client_file, spend_of, bill_series, relationship, staff_spend, analyse_network, availability, goal_map, decision_map, contact_map, need_list,
    whitespace,
)


@remembered
def analyse(client: Client) -> NeedsAnalysis:
    """Step 3 for a client. What has no input is unknown in the result; nothing is raised for it."""
    parts = [part(client) for part in _PARTS]
    return NeedsAnalysis(*parts, findings=tuple(finding for part in parts for finding in part.findings))
