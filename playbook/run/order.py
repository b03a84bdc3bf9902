"""An order: what one plan is asked for, and where it goes."""
from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["Order"]


@dataclass(frozen=True)
class Order:
    """One plan of one client: it travels to the process, or the machine, that makes it.

    `lang` and `as_of` are None where the client's own are meant; `force` runs each step again, changed or not; `jobs` is how many
    notebooks run at once.
    """

    client_id: str
    data: Path
    out: Path = field(default=Path("outputs"))
    lang: str | None = None
    as_of: str | None = None
    force: bool = False
    jobs: int = 1
