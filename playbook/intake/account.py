"""The account of an import: each thing done in a line, and the counts and sums that must come out even."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from playbook.intake.entries import Entry, money_columns
from playbook.intake.taking import Taken
from playbook.intake.tally import Tally
from playbook.intake.units import amount_of
from playbook.intake.upsert import Change
from playbook.messages import Said, joined, said

__all__ = ["change_lines", "count_lines", "lines_of", "tally_of"]


def tally_of(taken: Taken) -> Tally:
    """What came in by a page, and what became of it.

    What came is summed over what was read of the source, what is kept over the rows that are to be written.
    """
    tally, money = Tally(), money_columns(taken.item)
    for entry in taken.entries:
        tally.came += 1
        tally.refused += entry.refused
        tally.dropped.update([entry.dropped] if entry.dropped else [])
        tally.kept += not entry.refused and not entry.dropped
        for name in money:
            _add_money(tally, entry, name)
    return tally


def _add_money(tally: Tally, entry: Entry, name: str) -> None:
    read = entry.read.get(name, Decimal())
    tally.unread[name] += entry.refused and name not in entry.read
    tally.add(name, "came", read)
    if entry.dropped or entry.refused:
        tally.add(name, "dropped" if entry.dropped else "refused", read)
    elif entry.into is None:
        tally.add(name, "kept", amount_of(entry.values.get(name, "")) or Decimal())


def lines_of(taken: Taken) -> Iterator[Said]:
    """A page's account: how it was read, what was done to its cells, and what came of its entries."""
    yield said("{place} -> {table}", place=taken.page.place, table=taken.item.table.name)
    for line in (*_reading(taken), *taken.doings.lines(), *_totals(taken), *count_lines(taken)):
        yield joined(["  ", line])


def _reading(taken: Taken) -> Iterator[Said]:
    yield from (*taken.page.remarks, *taken.remarks)
    if months := taken.months:
        ends = {"first": months[0], "last": months[-1]}
        yield said("{count} columns of months, {first} to {last}, become rows", count=len(months), **ends)
    if taken.untaken:
        yield said("not taken: the columns {headers}", headers=", ".join(taken.untaken))


def _totals(taken: Taken) -> Iterator[Said]:
    """How the totals compare with the rows above them: one line where all agree, else one for each that does not."""
    off = [one for one in taken.compared if not one.agrees]
    if taken.compared and not off:
        rows = ", ".join(str(row) for row in dict.fromkeys(one.row for one in taken.compared))
        yield said("the totals of row {rows} agree with the rows above them", rows=rows)
    for one in off:
        yield said(
            "warning: row {row}, column {header}: the total says {total}, the rows above it come to {rows}: is a row"
            " missing?",
            row=one.row,
            header=one.header,
            total=f"{one.total:,f}",
            rows=f"{one.rows:,f}",
        )


def count_lines(taken: Taken) -> Iterator[Said]:
    """The law of a page: what came in is what was kept, dropped and refused."""
    tally = tally_of(taken)
    dropped = sum(tally.dropped.values())
    counts = {"came": tally.came, "kept": tally.kept, "dropped": dropped, "refused": tally.refused}
    why = joined([said(" ({why})", why=_reasons(tally))]) if dropped else ""
    yield said(
        "in {came} = {kept} kept + {dropped} dropped{why} + {refused} refused",
        why=why,
        **{name: f"{count:,}" for name, count in counts.items()},
    )
    for name, sums in tally.money.items():
        amounts = {fate: f"{total:,f}" for fate, total in sums.items()}
        line = said("{column}: {came} = {kept} + {dropped} + {refused}", column=name, **amounts)
        unread = tally.unread[name]
        yield joined([line, said(", and {count} that cannot be read", count=unread)]) if unread else line


def _reasons(tally: Tally) -> Said:
    return joined((said("{why}: {count}", why=why, count=f"{count:,}") for why, count in tally.dropped.items()), ", ")


def change_lines(change: Change, *, dry: bool) -> Iterator[Said]:
    """What becomes of a table."""
    counts = {
        "added": change.added,
        "replaced": change.replaced,
        "unchanged": change.unchanged,
        "others": change.others,
    }
    shown = {name: f"{count:,}" for name, count in counts.items()}
    line = said("{table}: {added} added, {replaced} replaced, {unchanged} unchanged", table=change.table.name, **shown)
    others = said("; others, left as they are: {others}", **shown) if change.others else ""
    yield joined([line, others, said(" (nothing is written)") if dry else ""])
    for name, before in change.before.items():
        after = change.after.get(name, Decimal())
        yield said(
            "  {column} of what is replaced: {before} -> {after}",
            column=name,
            before=f"{before:,f}",
            after=f"{after:,f}",
        )
