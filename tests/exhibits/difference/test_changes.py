"""2.1 to 2.6, what changed."""

from __future__ import annotations

from tests.builders.clients import printed
from tests.builders.difference_exhibits import made


def test_what_was_not_there_is_a_dash_that_says_so() -> None:
    needs = made("pingan-life-fuzhou", "en")["2.2"]
    new = next(
        cells
        for cells in needs.values.rows
        if cells[0].printed == "Sellers in the field must reach the company's systems safely"
    )
    gone = next(
        cells for cells in needs.values.rows if cells[0].printed == "Win-back of long distance from China Netcom"
    )
    assert [(cell.value, cell.printed, cell.reason) for cell in new[2:4]] == [
        (None, "–", "not there"),
        ("¥1,200", "¥1,200", ""),
    ]
    assert [(cell.value, cell.printed, cell.reason) for cell in gone[2:4]] == [
        (None, "unknown", "nobody has given it"),
        (None, "–", "no longer there"),
    ]


def test_scores_that_moved_with_the_yardstick_are_one_row() -> None:
    solutions = made("pingan-life-fuzhou", "en")["2.1"]
    assert printed(solutions, "item")[-1] == "S6 S8 S7 S9 S4 S10 S3"
    assert printed(solutions, "measure").count("Score") == 2


def test_a_task_says_that_only_the_date_moved_on() -> None:
    tasks = made("pingan-life-fuzhou", "zh")["2.6"]
    assert set(printed(tasks, "why")) == {"数据没有改动，只是日期推移"}
    assert tasks.source == "期间没有改动的数据行"
