"""What a batch came to: how many plans were made, how fast, and each failure in a line."""

from __future__ import annotations

import platform
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from time import monotonic
from typing import Any, get_args

from playbook.client.days import said_ahead
from playbook.errors import printable
from playbook.messages import Said, joined, said
from playbook.run.outcome import Outcome, State

__all__ = ["Failed", "Summary", "progress_line", "span"]

#: The form of batch.json.
SCHEMA_VERSION = 1
#: What may come of an order.
STATES: tuple[State, ...] = get_args(State)
_STATES: Mapping[State, Said] = {"made": said("made"), "unchanged": said("unchanged"), "failed": said("failed")}
#: What a batch at work tells as it comes.
_NEWS: tuple[State, ...] = ("failed", "unchanged")
_KINDS = {
    "input": said("input"),
    "bug": said("bug"),
    "died": said("died"),
    "timeout": said("timeout"),
    "memory": said("memory"),
}


@dataclass(frozen=True)
class Failed:
    """A failure in a line: which client, why, the first thing to say, how much more there is, and where to read it."""

    client: str
    kind: str
    line: str
    more: int
    log: str

    def __str__(self) -> str:
        return self.said()

    def said(self) -> Said:
        """The failure in one line."""
        line = said("{line} (+ {more} more)", line=self.line, more=self.more) if self.more else self.line
        kind = _KINDS.get(self.kind, self.kind)
        return said("{client}: {kind}: {line} -> {log}", client=self.client, kind=kind, line=line, log=self.log)


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
            self.notes.append(said("warning: {line}", line=joined((outcome.order.client_id, ahead), said(": "))))

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
        return [*(failed.said() for failed in self._sorted()), *self.troubles, *sorted(self.notes), self._count()]

    def _count(self) -> Said:
        """How many clients there were, what came of them, and how long it took."""
        count = said(
            "{done} of {total} clients: {counts}, in {span} ({rate:.1f} a minute)",
            done=self.done,
            total=self.total,
            counts=joined((_counted(self, state) for state in STATES), said(", ")),
            span=span(self.seconds),
            rate=self.rate,
        )
        left = self.total - self.done
        if not self.interrupted:
            return count
        return said(
            "{count}; interrupted, {left} not begun or not finished: the same command goes on with them",
            count=count,
            left=left,
        )

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


def progress_line(summary: Summary) -> Said:
    """`120 of 1000, 3 failed, 20 unchanged, 35.2 a minute, 25 min 0 s left`."""
    counts = [_counted(summary, state) for state in _NEWS if summary.states[state]]
    left = (summary.total - summary.done) / summary.rate * 60 if summary.done else None
    return joined(
        [
            said("{done} of {total}", done=summary.done, total=summary.total),
            *counts,
            said("{rate:.1f} a minute", rate=summary.rate),
            *([said("{span} left", span=span(left))] if left else []),
        ],
        said(", "),
    )


def _counted(summary: Summary, state: State) -> Said:
    return said("{count} {state}", count=summary.states[state], state=_STATES[state])


def _as_of(outcome: Outcome) -> date:
    """The date of a plan that was made, from the folder that it lies in: the one after its client's (on a store a run's
    own lies below)."""
    after = outcome.place.rpartition(f"/{outcome.order.client_id}/")[2]
    return date.fromisoformat(after.split("/")[0])


def span(seconds: float) -> Said:
    """Seconds as people say them: `45 s`, `12 min 5 s`, `3 h 20 min`."""
    minutes, rest = divmod(round(seconds), 60)
    if minutes >= 60:
        return said("{hours} h {minutes} min", hours=minutes // 60, minutes=minutes % 60)
    if minutes:
        return said("{minutes} min {seconds} s", minutes=minutes, seconds=rest)
    return said("{seconds} s", seconds=rest)
