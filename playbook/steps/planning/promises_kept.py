"""What step 5 says of each commitment, as the plan's follow-up needs it: a verdict a commitment, and which go too far.

The verdicts are those of :mod:`playbook.steps.capability.commitments`: sign (today), after (an investment), unknown,
no.
"""

from __future__ import annotations

from playbook.client.model import Client
from playbook.client.rows import records
from playbook.steps.capability.commitments import commitments_of
from playbook.units import is_unknown

__all__ = ["over_promised", "verdicts_of"]


def verdicts_of(client: Client) -> dict[str, str]:
    """Commitment -> sign, after, unknown or no: that of its worst site. Unknown where step 5 says nothing."""
    unknown = {row["commitment"]: "unknown" for row in client.rows("commitments")}
    return unknown | {row["commitment"]: row["verdict"] for row in records(commitments_of(client).promises)}


def over_promised(client: Client) -> set[str]:
    """The commitments that promise more than we can keep today at one of their sites."""
    rows = records(commitments_of(client).rows)
    return {row["commitment"] for row in rows if not is_unknown(row["over"]) and row["over"] > 0}
