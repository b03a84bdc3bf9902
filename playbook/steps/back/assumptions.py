"""7.2, what the plan assumes, and how much of it was set for this client."""

from __future__ import annotations

from dataclasses import dataclass

from playbook.client.model import Assumption, Client
from playbook.steps.findings import Finding
from playbook.units import Count

__all__ = ["Assumptions", "assumptions_of"]


@dataclass(frozen=True)
class Assumptions:
    """Every assumption by the step that it is for, and what is said of them."""

    assumptions: tuple[Assumption, ...]
    findings: tuple[Finding, ...]


def assumptions_of(client: Client) -> Assumptions:
    """What a client's plan assumes."""
    every = sorted(client.assumptions.values(), key=lambda one: (one.step, one.id))
    own = sum(one.origin == "client" for one in every)
    figures = {"n": Count(len(every)), "own": Count(own)}
    return Assumptions(tuple(every), (Finding(f"back.assumptions.{'own' if own else 'house'}", figures),))
