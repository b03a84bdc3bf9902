"""What a batch came to: how many plans were made, how fast, and each failure in a line."""

from __future__ import annotations

import platform
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from time import monotonic
from typing import Any, get_args

from playbook.client.days import said_ahead
from playbook.errors import printable
from playbook.run.outcome import Outcome, State

__all__ = ["Failed", "Summary", "progress_line", "span"]

#: The form of batch.json.
SCHEMA_VERSION = 1
#: What may come of an order.
STATES: tuple[State, ...] = get_args(State)


@dataclass(frozen=True)
class Failed:
    """A failure in a line: which client, why, the first thing to say, how much more there is, and where to read it."""

    client: str
    kind: str
    line: str
    more: int
    log: str

    def __str__(self) -> str:
        return f"{self.client}: {self.kind}: {self.line}{f' (+ {self.more} more)' if self.more else ''} -> {self.log}"


@dataclass
class Summary:
    """The count of a batch of `total` clients, as it goes on; nothing is kept of a client but the line of its
    failure."""

    total: int
    out: str
    started: datetime = field(default_factory=lambda: datetime.now(UTC))
    states: Counter[str] = field(default_factory=Counter)
    failures: list[Failed] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    interrupted: bool = False
    _begun: float = field(default_factory=monotonic)

    def add(self, outcome: Outcome) -> None:
        """Count what came of an order."""
        self.states[outcome.state] += 1
        if outcome.state == "failed":
            client, lines = printable(outcome.order.client_id), outcome.lines or ("",)
            self.failures.append(
                Failed(client, outcome.kind or "bug", lines[0], len(lines) - 1, f"{self.out}/{client}/run.log")
            )
        elif outcome.place and (ahead := said_ahead(_as_of(outcome))):
            self.notes.append(f"warning: {outcome.order.client_id}: {ahead}")

    @property
    def done(self) -> int:
        """How many clients are done, well or not."""
        return self.states.total()

    @property
    def seconds(self) -> float:
        """Since the batch began."""
        return monotonic() - self._begun

    @property
    def rate(self) -> float:
        """Clients a minute."""
        return self.done / max(self.seconds, 1e-9) * 60

    @property
    def exit_code(self) -> int:
        """0 where all went well, 2 where only data stood in the way, 1 where anything else did, 130 where it was
        interrupted."""
        if self.interrupted:
            return 130
        kinds = {failed.kind for failed in self.failures}
        return 1 if self.troubles or kinds - {"input"} else 2 if kinds else 0

    def lines(self) -> list[str]:
        """What to print at the end: a line a failure, what else went wrong, then the count."""
        count = ", ".join(f"{self.states[state]} {state}" for state in STATES)
        end = (
            f"; interrupted, {self.total - self.done} not begun or not finished: the same command goes on with them"
            if self.interrupted
            else ""
        )
        last = f"{self.done} of {self.total} clients: {count}, in {span(self.seconds)} ({self.rate:.1f} a minute){end}"
        return [*map(str, self._sorted()), *self.troubles, *sorted(self.notes), last]

    def record(self) -> dict[str, Any]:
        """The same for `batch.json`."""
        return {
            "schema": SCHEMA_VERSION,
            "started": self.started.isoformat(timespec="seconds"),
            "seconds": round(self.seconds, 1),
            "host": platform.node(),
            "clients": self.total,
            **{state: self.states[state] for state in STATES},
            "interrupted": self.interrupted,
            "failures": [vars(failed) for failed in self._sorted()],
        }

    def _sorted(self) -> list[Failed]:
        return sorted(self.failures, key=lambda failed: failed.client)


def progress_line(summary: Summary) -> str:
    """`120 of 1000, 3 failed, 20 unchanged, 35.2 a minute, 25 min 0 s left`."""
    counts = "".join(f", {summary.states[state]} {state}" for state in ("failed", "unchanged") if summary.states[state])
    left = (summary.total - summary.done) / summary.rate * 60 if summary.done else None
    return f"{summary.done} of {summary.total}{counts}, {summary.rate:.1f} a minute" + (
        f", {span(left)} left" if left else ""
    )


def _as_of(outcome: Outcome) -> date:
    """The date of a plan that was made, from the folder that it lies in: the one after its client's (on a store a run's
    own lies below)."""
    after = outcome.place.rpartition(f"/{outcome.order.client_id}/")[2]
    return date.fromisoformat(after.split("/")[0])


def span(seconds: float) -> str:
    """Seconds as people say them: `45 s`, `12 min 5 s`, `3 h 20 min`."""
    minutes, rest = divmod(round(seconds), 60)
    if minutes >= 60:
        return f"{minutes // 60} h {minutes % 60} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
