"""Needs, stated and latent, ranked by size and confidence (exhibit 3.9)."""
from __future__ import annotations

from dataclasses import dataclass

from playbook.client.model import Client
from playbook.steps.findings import Finding

__all__ = ["NeedList", "need_list"]


@dataclass(frozen=True)
class NeedList:
    """To be built."""

    findings: tuple[Finding, ...] = ()


def need_list(client: Client) -> NeedList:
    """To be built."""
    return NeedList()
