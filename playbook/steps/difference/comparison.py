"""Two plans of one client, as of two dates: what a difference is about."""

from __future__ import annotations

from dataclasses import dataclass

from playbook.client.model import Client, Tables
from playbook.units import Lang

__all__ = ["Comparison"]


@dataclass(frozen=True)
class Comparison:
    """The client as it was known then, and as it is known now. ValueError where they are two clients."""

    before: Client
    after: Client

    def __post_init__(self) -> None:
        if self.before.id != self.after.id:
            both = f"{self.before.id} and {self.after.id}"
            raise ValueError(f"plans of two clients cannot be held against each other: {both}")

    @property
    def language(self) -> Lang:
        """The later plan's language."""
        return self.after.language

    def tables(self, name: str) -> Tables:
        """Whoever has the later plan's table of that name."""
        return self.after.tables(name)

    def holds(self, table: str) -> bool:
        """True where the later plan's table has a row."""
        return self.after.holds(table)

    def looked(self, table: str) -> bool:
        """True where somebody looked by the later date and found nothing to put into the table."""
        return self.after.looked(table)
