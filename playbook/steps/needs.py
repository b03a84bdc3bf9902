"""Step 3, individualised needs: who is the client, what does it pay for, what does it run, and who decides?

The parts stand in modules of their own: the client file, spend by service and contract, the network, the contacts.
"""

from __future__ import annotations

from dataclasses import dataclass

from playbook.client.model import Client
from playbook.steps.client_file import ClientFile, client_file
from playbook.steps.contact_map import ContactMap, contact_map
from playbook.steps.findings import Finding
from playbook.steps.memory import remembered
from playbook.steps.network import NetworkAnalysis, analyse_network
from playbook.steps.spend import Spend, spend_of

__all__ = ["NeedsAnalysis", "analyse"]


@dataclass(frozen=True)
class NeedsAnalysis:
    """What step 3 found: one result for each of its exhibits, and the findings of all of them."""

    file: ClientFile
    spend: Spend
    network: NetworkAnalysis
    contacts: ContactMap
    findings: tuple[Finding, ...]


@remembered
def analyse(client: Client) -> NeedsAnalysis:
    """Step 3 for a client. What has no input is unknown in the result; nothing is raised for it."""
    parts = client_file(client), spend_of(client), analyse_network(client), contact_map(client)
    return NeedsAnalysis(*parts, findings=tuple(finding for part in parts for finding in part.findings))
