"""The states of tasks at a date, by hand."""

from __future__ import annotations

from datetime import date

import pytest

from playbook.steps.planning.schedule import state_of


@pytest.mark.parametrize(
    ("start", "end", "state"),
    [
        (date(2003, 1, 23), date(2003, 1, 23), "under_way"),
        (date(2003, 1, 1), date(2003, 1, 22), "ended"),
        (date(2003, 1, 24), date(2003, 2, 1), "soon"),
        (date(2003, 6, 30), date(2003, 7, 1), "soon"),
        (date(2003, 7, 1), date(2003, 7, 2), "later"),
        (None, None, "undated"),
        (None, date(2003, 1, 22), "ended"),
        (None, date(2003, 1, 23), "undated"),
        (date(2003, 1, 1), None, "undated"),
        (date(2003, 2, 1), None, "soon"),
    ],
)
def test_states(start: date | None, end: date | None, state: str) -> None:
    assert state_of(start, end, as_of=date(2003, 1, 23)) == state


@pytest.mark.parametrize(("done_on", "state"), [("2003-01-23", "done"), ("2003-01-24", "ended"), (None, "ended")])
def test_done_is_told_from_ended_without_a_record(done_on: str | None, state: str) -> None:
    day = None if done_on is None else date.fromisoformat(done_on)
    assert state_of(date(2003, 1, 1), date(2003, 1, 10), as_of=date(2003, 1, 23), done_on=day) == state
