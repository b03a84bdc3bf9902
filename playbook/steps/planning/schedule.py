"""When tasks are: the state of each as of the plan's date, and the programmes' tasks in their order.

A task is *under way* from its start to its end, both days included. It *starts soon* when its start is after the plan's
date and not after the end of the next calendar quarter, and *later* when it is after that. It is *done* from the day on
which it was, and has *ended* when its end lies before the plan's date and nobody has written down that it is done.
Where the dates known do not tell, the task is *undated*.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pandas as pd

from playbook.client.frames import frame_of
from playbook.client.model import Client
from playbook.client.rows import Row, known, natural
from playbook.units import is_unknown

__all__ = ["PAST", "STATES", "horizon", "quarter_end", "state_of", "tasks_of"]

STATES = ("done", "ended", "under_way", "soon", "later", "undated")
#: States of tasks that need nothing more from the plan's date on.
PAST = ("done", "ended")
_KEPT = (
    "task",
    "programme",
    "owner",
    "solution",
    "start",
    "end",
    "milestone",
    "after",
    "effort_days",
    "done_on",
    "status",
)


def tasks_of(client: Client) -> pd.DataFrame:
    """The tasks in the order of their programmes, then by start, end and id, undated last: task, programme, owner,
    solution, start, end (dates or None), milestone (True, False, None), after (ids or None), effort_days (None
    unknown), done_on (date or None), status, name (Name), owner_name (Name or None), state (one of STATES)."""
    names, owners = client.names("tasks"), client.names("team")
    place = {programme: number for number, programme in enumerate(client.column("programmes", "programme"))}
    rows = [
        {
            **{column: row[column] if known(row[column]) else None for column in _KEPT},
            "name": names[row["task"]],
            "owner_name": owners.get(row["owner"]),
            "state": state_of(row["start"], row["end"], as_of=client.as_of, done_on=row["done_on"]),
        }
        for row in sorted(client.rows("tasks"), key=lambda row: (place.get(row["programme"], len(place)), *_order(row)))
    ]
    return frame_of(rows, [*_KEPT, "name", "owner_name", "state"])


def _order(row: Row) -> tuple[Any, ...]:
    return (row["start"] or row["end"] or date.max, row["end"] or date.max, natural(row["task"]))


def quarter_end(day: date) -> date:
    """The last day of the calendar quarter.

    >>> quarter_end(date(2003, 1, 23))
    datetime.date(2003, 3, 31)
    """
    return _quarter_end(day.year, day.month)


def _quarter_end(year: int, month: int) -> date:
    """The last day of the quarter that the month is in; months beyond 12 are those of the next year."""
    last = month + -month % 3
    return date(year + last // 12, last % 12 + 1, 1) - timedelta(days=1)


def state_of(start: date | None, end: date | None, *, as_of: date, done_on: date | None = None) -> str:
    """The state of a task at a date: done, ended, under_way, soon, later, or undated where the dates known do not tell.

    >>> (
    ...     state_of(date(2003, 1, 1), date(2003, 3, 31), as_of=date(2003, 1, 23)),
    ...     state_of(date(2003, 1, 1), None, as_of=date(2003, 1, 23)),
    ... )
    ('under_way', 'undated')
    """
    if not is_unknown(done_on) and done_on is not None and done_on <= as_of:
        return "done"
    if not is_unknown(end) and end is not None and end < as_of:
        return "ended"
    if not is_unknown(start) and start is not None and start > as_of:
        return "soon" if start <= horizon(as_of) else "later"
    return "undated" if is_unknown(start) or is_unknown(end) else "under_way"


def horizon(as_of: date) -> date:
    """The end of the next calendar quarter."""
    return _quarter_end(as_of.year, as_of.month + 3)
