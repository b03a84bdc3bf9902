"""Who serves which unit with which service (exhibit 3.10)."""
from __future__ import annotations

from dataclasses import dataclass

from playbook.client.model import Client
from playbook.steps.findings import Finding

__all__ = ["Whitespace", "whitespace"]


@dataclass(frozen=True)
class Whitespace:
    """To be built."""

    findings: tuple[Finding, ...] = ()


def whitespace(client: Client) -> Whitespace:
    """To be built."""
    return Whitespace()
