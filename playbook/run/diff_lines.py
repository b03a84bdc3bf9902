"""The comparison on the terminal: what changed and why, in the plan's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from playbook.text import say
from playbook.units import Day

if TYPE_CHECKING:
    from playbook.exhibits.exhibit import Exhibit
    from playbook.run.diff import Compared

__all__ = ["print_diff"]

#: The exhibit whose table is too long for a terminal: the page has it.
_LEFT_OUT = ("3.2",)


def print_diff(made: Compared, console: Console | None = None) -> None:
    """The answer first, then each part's sentence with its table, what to make of the basis, and where the page
    lies."""
    out = console or Console(highlight=False)
    overview = made.exhibits[0]
    name = made.client.name.printed(made.lang)
    days = {"before": Day(made.diff.before), "after": Day(made.diff.after)}
    out.print(Text(say(made.lang, "difference.page.terminal.heading", client=name, **days), style="bold"))
    if made.diff.empty:
        out.print(Text(say(made.lang, "difference.page.terminal.same")))
    for exhibit in made.exhibits:
        _part(out, exhibit)
    out.print(Text(f"\n{overview.extra['note_label']}: {overview.extra['note']}"))
    for path in sorted(made.folder.glob("*.html")):
        out.print(Text(path.as_posix()), soft_wrap=True)


def _part(out: Console, exhibit: Exhibit) -> None:
    out.print(Text(f"\n{exhibit.id}  {exhibit.title}" if exhibit.id != "0.1" else f"\n{exhibit.title}", style="bold"))
    if exhibit.id in _LEFT_OUT:
        return
    table = Table(box=None, pad_edge=False)
    shown = [place for place, field in enumerate(exhibit.values.fields) if exhibit.id != "0.1" or field.name != "why"]
    for field in (exhibit.values.fields[place] for place in shown):
        table.add_column(Text(field.label), justify="right" if field.numeric else "left", overflow="fold")
    for row in exhibit.values.rows:
        table.add_row(*(Text(row[place].printed) for place in shown))
    out.print(table)
