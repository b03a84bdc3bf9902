"""Exhibit 6.7: the score and its faults as printed."""

from __future__ import annotations

import re
from pathlib import Path

from tests.builders.clients import build, make_client
from tests.builders.reviews import FAULTS, SOUND


def test_the_review_of_a_plan_with_one_fault(tmp_path: Path) -> None:
    found = build("6.7", make_client(tmp_path, {**SOUND, **FAULTS["no_owner"][0]}), "en")
    assert found.title.endswith("one fault: S1 has no owner")
    assert re.match(r"The plan scores \d+ of 100: complete 25, current 100, consistent 90;", found.title)
    row = [cell.printed for cell in found.values.rows[4]]
    assert row == ["fault", "S1 has no owner", "S1", "–", "Name the owner of a task of S1", "tasks.csv, row 2"]
    assert found.draw is not None
    found.draw()
