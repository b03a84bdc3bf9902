"""Events: what a plan at work tells those who wait for it, and how long each of its parts takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import perf_counter

__all__ = ["Began", "Clock", "Ended", "Opened", "Skipped", "Tell", "Warned"]

Tell = Callable[[object], object]


@dataclass(frozen=True)
class Opened:
    """The client's files are read and whole: its name in both languages, and the date and language that the plan will
    have."""

    name: dict[str, str]
    as_of: str
    lang: str

    def __str__(self) -> str:
        return f"opened {self.name[self.lang]} as of {self.as_of}, {self.lang}"


@dataclass(frozen=True)
class Warned:
    """Something odd about the client's files, though the plan is made."""

    line: str

    def __str__(self) -> str:
        return f"warning: {self.line}"


@dataclass(frozen=True)
class Began:
    """A part was begun (`reading`, `analyses`, `01_industry`, .., `documents`), and why a notebook is run again."""

    part: str
    why: str = ""

    def __str__(self) -> str:
        return f"{self.part} begun" + (f": {self.why}" if self.why else "")


@dataclass(frozen=True)
class Ended:
    """A part is done, after so many seconds."""

    part: str
    seconds: float

    def __str__(self) -> str:
        return f"{self.part} done in {self.seconds:.2f} s"


@dataclass(frozen=True)
class Skipped:
    """A notebook is taken from the last plan, since nothing that it is made from has changed."""

    part: str

    def __str__(self) -> str:
        return f"{self.part} unchanged"


@dataclass
class Clock:
    """When a run started and how many seconds each of its parts took; it tells of each as it comes."""

    tell: Tell
    started: datetime = field(default_factory=lambda: datetime.now(UTC))
    seconds: dict[str, float] = field(default_factory=dict)
    _begun: float = field(default_factory=perf_counter)

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """Take the time of what is done within; a part that fails does not end."""
        self.tell(Began(name))
        start = perf_counter()
        yield
        self.hear(Ended(name, perf_counter() - start))

    def hear(self, event: object) -> None:
        """Pass on what another tells, and note the time of a part that it took."""
        if isinstance(event, Ended):
            self.seconds[event.part] = round(event.seconds, 3)
        self.tell(event)

    @property
    def total(self) -> float:
        """The seconds since the start."""
        return round(perf_counter() - self._begun, 3)
