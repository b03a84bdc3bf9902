"""What a result says."""

from __future__ import annotations

from typing import Protocol

from playbook.steps.findings import Finding

__all__ = ["Says", "finding"]


class Says(Protocol):
    """A result with findings."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What it says."""


def finding(result: Says, rule: str) -> Finding:
    """The first finding of a rule, by the last part of its name."""
    return next(one for one in result.findings if one.rule.rpartition(".")[2] == rule)
