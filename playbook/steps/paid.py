"""What the client pays us for a service today, where no bill says it too."""

from __future__ import annotations

from playbook.client.model import Client
from playbook.steps.billing import base_of

__all__ = ["paid_for"]

#: The verdicts on the bills against the control total with which nothing else can have been billed.
_WHOLE = ("equal", "note")


def paid_for(client: Client, service: str) -> float:
    """Our revenue a month on a billed service. One without a bill brings 0 only where the bills agree with the control
    total; else NaN: unknown."""
    base = base_of(client)
    if service in base.services.index:
        return float(base.services[service])
    return 0.0 if base.reconciliation.verdict in _WHOLE else float("nan")
