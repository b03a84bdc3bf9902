"""A caution: one thing about a client's data that is hard to believe, where it stands, and what it would come to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from playbook.messages import printed
from playbook.text import say
from playbook.units import Lang, Printable

__all__ = ["Caution", "worst_first"]


@dataclass(frozen=True)
class Caution:
    """What is hard to believe.

    `rule` is its id, such as `bills.gap`; the messages `guards.<rule>.said` and `.mend` of the catalogue say it, with
    `figures` in their places. `file`, `row` and `column` are where it stands, as faults name places. `about` is what
    tells it from others of its rule and file, and does not change as rows move: a contract, a month, a key. `money` is
    how much a month would be wrong if the doubt is right, in the client's currency; None where that is not known.
    A `grave` one is not to be planned on unless somebody says so. `told` stands in for the catalogue where loading has
    said it already, `told_mend` likewise.
    """

    rule: str
    file: str
    row: int | None = None
    column: str = ""
    about: str = ""
    money: float | None = None
    figures: Mapping[str, Printable | str | int] = field(default_factory=dict)
    grave: bool = False
    told: str = ""
    told_mend: str = ""

    def __hash__(self) -> int:
        return hash((self.rule, self.place))

    @property
    def place(self) -> str:
        """Where it stands in words that stay as rows move: the file's own name, and what it is about."""
        return f"{self.file.rpartition('/')[2]} {self.about}".strip()

    def said(self, lang: Lang) -> str:
        """What is hard to believe, in a sentence."""
        return str(printed(self.told, lang)) if self.told else say(lang, f"guards.{self.rule}.said", **self.figures)

    def mend(self, lang: Lang) -> str:
        """What to do about it."""
        return (
            str(printed(self.told_mend, lang)) if self.told else say(lang, f"guards.{self.rule}.mend", **self.figures)
        )


def worst_first(cautions: Iterable[Caution]) -> tuple[Caution, ...]:
    """Grave ones, then by money, the most first; those whose money is not known come last."""
    return tuple(sorted(cautions, key=lambda one: (not one.grave, -abs(one.money or 0), one.rule, one.place)))
