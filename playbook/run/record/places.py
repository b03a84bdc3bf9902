"""Where things lie in the folder of outputs.

<client>/<as_of>/<lang>-internal/    plan.html, slides.html, notebooks/, manifest.json
<client>/failed/<as_of>-<lang>/      failure.json, and the notebook that stopped the last run, where it stopped
<client>/run.log                     what the last run of the client said
index.html, batch.json               all plans on one page; what the last batch came to
"""

from __future__ import annotations

from pathlib import Path

from playbook.run.record.order import Order

__all__ = ["EDITION", "FAILED", "failed_place", "log_place", "plan_place"]

#: The only edition so far; a client-safe one comes later.
EDITION = "internal"
#: The folder, among a client's dates, for what is left of failed runs.
FAILED = "failed"


def plan_place(order: Order, as_of: str, lang: str) -> Path:
    """The folder of the plan of that date and language; `*` for either gives a pattern."""
    return order.out / order.client_id / as_of / f"{lang}-{EDITION}"


def failed_place(order: Order, as_of: str | None, lang: str | None) -> Path:
    """The folder for what is left of a failed run; a run that failed before it knew its date is filed under
    `unknown`."""
    return order.out / order.client_id / FAILED / f"{as_of or 'unknown'}-{lang or 'default'}"


def log_place(order: Order) -> Path:
    """The file of what the last run of the client said."""
    return order.out / order.client_id / "run.log"
