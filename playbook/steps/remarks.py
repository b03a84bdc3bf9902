"""The consultant's own findings: what somebody saw that no rule can compute.

They stand in the client's table `findings`, each with its evidence, who found it and when; they are shown beside the
computed ones, told apart from them, and ranked with them on the plan's page.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from playbook.client.model import Client
from playbook.units import Name, is_unknown, name_of

__all__ = ["Remark", "remarks_of"]


@dataclass(frozen=True)
class Remark:
    """One finding of a person: its step and exhibit (None: no exhibit of its own), text and evidence, by whom (a role)
    and when.

    `money_month` is what it is about in currency a month (0 where nobody has said), `confidence` is 0-1 (where nobody
    has said, assumption `finding_confidence`).
    """

    id: str
    step: int
    exhibit: str | None
    text: Name
    evidence: Name
    by: Name
    on: date | None
    money_month: float
    confidence: float
    internal: bool
    status: str


def remarks_of(client: Client) -> tuple[Remark, ...]:
    """The client's findings as of its date, in the order of the table."""
    usual = client.assume("finding_confidence")
    return tuple(
        Remark(
            id=row["finding"],
            step=int(row["step"]),
            exhibit=None if is_unknown(row["exhibit"]) else str(row["exhibit"]),
            text=name_of(row, "text"),
            evidence=name_of(row, "evidence"),
            by=name_of(row, "by"),
            on=None if is_unknown(row["on"]) else row["on"],
            money_month=0.0 if is_unknown(row["amount_month"]) else float(row["amount_month"]),
            confidence=usual if is_unknown(row["confidence"]) else float(row["confidence"]),
            internal=row["internal"] is True,
            status=row["status"],
        )
        for row in client.rows("findings")
    )
