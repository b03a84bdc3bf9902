"""What came of an order, and who carries orders out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

from playbook.run.record.order import Order

__all__ = ["Executor", "Kind", "Outcome", "State"]

State = Literal["made", "unchanged", "failed"]
#: Why an order failed: the client's data, a bug, a process that died, one that took too long, or one that needed too
#: much memory.
Kind = Literal["input", "bug", "died", "timeout", "memory"]


@dataclass(frozen=True)
class Outcome:
    """What came of one order. `place` is the plan's folder or URL; `lines` say what failed, `kind` why; `seconds` is
    what it took on its worker, `peak_bytes` the most memory that its process held."""

    order: Order
    state: State
    place: str = ""
    seconds: float = 0.0
    peak_bytes: int = 0
    kind: Kind | None = None
    lines: tuple[str, ...] = ()


class Executor(Protocol):
    """Who carries orders out: this machine's mothers, or a cluster's workers."""

    def run(self, orders: Iterable[Order], on_event: Callable[[Order, object], object]) -> Iterator[Outcome]:
        """An outcome for each order, as they are done, in whatever order; `on_event` hears what each tells while it is
        made."""
        ...

    def close(self) -> None:
        """Leave nothing behind."""
        ...
