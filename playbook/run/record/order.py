"""An order: what one plan is asked for, and where it goes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from playbook.client.files import client_folder, parse_day

__all__ = ["Order", "checked"]


@dataclass(frozen=True)
class Order:
    """One plan of one client: it travels to the process, or the machine, that makes it.

    `lang` and `as_of` are None where the client's own are meant; `force` runs each step again, changed or not;
    `despite_control_total` makes a plan though the bills contradict their control total; `jobs`
    is how many notebooks run at once; `notebooks` is the folder of the six, None where those that
    :func:`find_notebooks` finds are meant.
    """

    client_id: str
    data: Path
    out: Path = field(default=Path("outputs"))
    lang: str | None = None
    as_of: str | None = None
    force: bool = False
    despite_control_total: bool = False
    jobs: int = 1
    notebooks: Path | None = None


def checked(order: Order) -> Order:
    """The order with its date as the folders of plans write it. Raises UserError where there is no such client or
    date."""
    client_folder(order.data, order.client_id)
    day = parse_day(order.as_of)
    return replace(order, as_of=day.isoformat() if day else None, lang=order.lang or None)
