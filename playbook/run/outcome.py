"""What came of an order, and who runs orders."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

from playbook.run.record.failures import Kind
from playbook.run.record.order import Order

__all__ = ["Executor", "Outcome", "State"]

State = Literal["made", "unchanged", "failed"]


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
    """Who runs orders: this machine's workers, or a cluster's workers."""

    def run(self, orders: Iterable[Order], on_event: Callable[[Order, object], object]) -> Iterator[Outcome]:
        """An outcome for each order, as they are done, in whatever order; `on_event` hears what each tells while it is
        made."""
        ...

    def close(self) -> None:
        """Leave nothing behind."""
        ...
