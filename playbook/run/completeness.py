"""How far a client's files go: for each step, how many of the tables that it uses are filled, and which of its exhibits
will be cards that say what to collect."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from playbook.client import Client
from playbook.exhibits.family import Family, Section
from playbook.families.plan import PLAN
from playbook.messages import Said, all_of, in_both, said
from playbook.text import say

__all__ = ["Filled", "completeness_of"]

#: What exhibits name beside tables: the field that says which operator is ours.
_FIELD = "us"


@dataclass(frozen=True)
class Filled:
    """A step: its number and name, the tables that it uses, those of them that are filled, and the number and name of
    each exhibit that will be a card."""

    step: int
    name: Said
    tables: tuple[str, ...]
    filled: tuple[str, ...]
    cards: tuple[tuple[str, Said], ...]

    def said(self) -> Said:
        """The step in one line."""
        count = said(
            "step {step}, {name}: {filled} of {tables} tables filled",
            step=self.step,
            name=self.name,
            filled=len(self.filled),
            tables=len(self.tables),
        )
        if not self.cards:
            return said("{count}; no exhibit is a card", count=count)
        cards = all_of(said("{id} {name}", id=identifier, name=name) for identifier, name in self.cards)
        return said("{count}; cards: {cards}", count=count, cards=cards)


def completeness_of(client: Client, family: Family = PLAN) -> tuple[Filled, ...]:
    """Each step of the family's document, in order."""
    return tuple(_filled(client, family, section) for section in family.steps())


def _filled(client: Client, family: Family, section: Section) -> Filled:
    tables = tuple(dict.fromkeys(_tables(family, section)))
    filled = tuple(table for table in tables if client.holds(table))
    cards = tuple(
        (builder.id, _worded(f"{builder.topic}.name"))
        for builder in family.chapters[section.key].exhibits
        if family.lacking(builder.id, client)
    )
    return Filled(section.number, _worded(f"{family.words}.step_name.{section.number}"), tables, filled, cards)


def _tables(family: Family, section: Section) -> Iterator[str]:
    """The tables that a step's exhibits need or rest on."""
    for builder in family.chapters[section.key].exhibits:
        named = (name.partition(".")[0] for name in (*builder.needs, *builder.rests_on))
        yield from (name for name in named if name != _FIELD)


def _worded(key: str) -> Said:
    return in_both(en=say("en", key), zh=say("zh", key))
