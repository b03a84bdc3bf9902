"""What waits for what, and the longest chain, by hand; the order of rows does not matter."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.steps.planning.dependencies import longest_chain, orders_of
from tests.builders.workload import rules, scheduled, work


def test_what_was_done_early_frees_what_waits_for_it(tmp_path: Path) -> None:
    programmes = scheduled(tmp_path, work(1, "2003-01-06", done_on="2003-01-20"), work(2, "2003-02-03", after="t1"))
    assert programmes.orders["state"].tolist() == ["kept"]


def test_an_order_without_a_date_cannot_be_checked(tmp_path: Path) -> None:
    programmes = scheduled(tmp_path, work(1, end=""), work(2, after="t1"))
    assert programmes.orders["state"].tolist() == ["unknown"]
    assert "orders_unknown" in rules(programmes)
    assert "early" not in rules(programmes)


def test_the_longest_chain_by_hand(tmp_path: Path) -> None:
    """t1 (28 days, February) - t2 (31 days, March), with t3 (10 days) beside t2: 59 days; t4 of a whole year waits for
    nothing."""
    rows = [
        work(1, "2003-02-01", "2003-02-28"),
        work(2, "2003-03-05", "2003-04-04", after="t1"),
        work(3, "2003-03-01", "2003-03-10", after="t1"),
        work(4, "2003-01-24", "2003-12-31"),
    ]
    chain = scheduled(tmp_path, *rows).chain
    assert chain is not None
    assert (chain.tasks, chain.days, chain.slack, chain.end) == (("t1", "t2"), 59, 4, date(2003, 4, 4))


def _frame(*rows: dict[str, Any]) -> pd.DataFrame:
    blank = {"after": None, "start": date(2003, 2, 1), "end": date(2003, 2, 10), "done_on": None, "state": "soon"}
    return pd.DataFrame([blank | row for row in rows], dtype=object)


def test_a_circle_does_not_hang() -> None:
    circle = _frame({"task": "a", "after": ("b",)}, {"task": "b", "after": ("a",)})
    assert longest_chain(circle) is None
    assert orders_of(circle)["state"].tolist() == ["broken", "broken"]


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(6)))
def test_the_order_of_rows_does_not_matter(order: list[int]) -> None:
    rows: list[dict[str, Any]] = [
        {"task": "a"},
        {"task": "b", "after": ("a",), "start": date(2003, 2, 5)},
        {"task": "c", "after": ("a", "b"), "start": date(2003, 3, 1)},
        {"task": "d", "start": None},
        {"task": "e", "after": ("d",)},
        {"task": "f", "after": ("c",), "start": date(2003, 3, 20), "end": date(2003, 3, 21)},
    ]
    first, second = _frame(*rows), _frame(*(rows[place] for place in order))
    pd.testing.assert_frame_equal(orders_of(first), orders_of(second))
