"""What changed among the tasks."""

from __future__ import annotations

from pathlib import Path

from tests.builders.plan_pairs import compared, only, rules, values


def test_a_task_that_only_the_date_moved_has_no_cause(tmp_path: Path) -> None:
    tasks = [{"task": "t1", "programme": "p1", "name": "Dig", "start": "2003-01-01", "end": "2003-02-28"}]
    diff = compared(tmp_path, {"programmes": [{"programme": "p1", "name": "One"}], "tasks": tasks})
    change = only(diff.topic("tasks"))
    assert (values(change), change.causes) == (("under_way", "ended"), ())
    assert "tasks.overdue_all" in rules(diff)
