"""What is said of the solutions in words, beside their figures in 4.4."""

from __future__ import annotations

from collections.abc import Sequence

from playbook.exhibits.compose import ClientPage, cell
from playbook.exhibits.exhibit import Cell, Field
from playbook.units import name_of

__all__ = ["words_of"]

#: Where a solution stands among our offers, what it is for, who else is there, how we go about it.
_WORDS = ("heading", "need", "rivals", "strategy")


def words_of(page: ClientPage, solutions: Sequence[str]) -> tuple[list[Field], list[list[Cell]]]:
    """The columns that say something of any solution, and for each solution its cells in them."""
    rows = {row["solution"]: row for row in page.subject.rows("solutions")}
    said = {solution: {name: page.show(name_of(rows[solution], name)) for name in _WORDS} for solution in solutions}
    kept = [name for name in _WORDS if any(words[name] for words in said.values())]
    fields = [Field(name, page.say(f"solutions.benefit_feasibility.words.{name}"), "note") for name in kept]
    return fields, [
        [cell(said[solution][name], page.lang, page.say("solutions.words.not_stated")) for name in kept]
        for solution in solutions
    ]
