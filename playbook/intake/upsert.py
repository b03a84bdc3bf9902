"""Rows go into a table that may have rows already: new ones are added, those with the same key are brought up to date,
and the rest stays as it is.

A blank cell of the new row replaces nothing: what somebody has filled in is not made unknown by an export that does
not say it. So the same import twice changes nothing the second time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from playbook.client.schema import Table
from playbook.intake.keys import key_of, known, same
from playbook.intake.units import amount_of

__all__ = ["Change", "upsert"]

Cells = Mapping[str, str]


@dataclass(frozen=True)
class Change:
    """A table before and after: its rows, how many of them were added, replaced, unchanged, and left alone since the
    import does not hold them; `before` and `after` are the sums of what was replaced, by column of amounts."""

    table: Table
    rows: Sequence[Cells] = ()
    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    others: int = 0
    before: Mapping[str, Decimal] = field(default_factory=dict)
    after: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def is_none(self) -> bool:
        """Whether the table is as it was."""
        return not (self.added or self.replaced)


def upsert(table: Table, rows: Sequence[Cells], new: Iterable[Cells]) -> Change:
    """The table's rows with the new ones among them: those that are there stay in their places, others follow."""
    place = {key_of(table, row): number for number, row in enumerate(rows)}
    result, olds, news = list(rows), list[Cells](), list[Cells]()
    counts = dict.fromkeys(("added", "replaced", "unchanged"), 0)
    for row in new:
        at = place.get(key_of(table, row))
        if at is None:
            result.append(row)
            counts["added"] += 1
            continue
        merged = {**rows[at], **{name: text for name, text in row.items() if known(text)}}
        if same(table, rows[at], merged):
            counts["unchanged"] += 1
            continue
        result[at] = merged
        olds.append(rows[at])
        news.append(merged)
        counts["replaced"] += 1
    others = len(rows) - counts["replaced"] - counts["unchanged"]
    return Change(table, result, others=others, before=_sums(table, olds), after=_sums(table, news), **counts)


def _sums(table: Table, rows: Sequence[Cells]) -> Mapping[str, Decimal]:
    money = [column.name for column in table.columns if column.unit.startswith("currency")]
    sums = {name: [amount_of(row.get(name) or "") for row in rows] for name in money}
    return {name: sum(filter(None, amounts), Decimal()) for name, amounts in sums.items() if any(amounts)}
