"""Every mistake of the table is answered with its line, none with silence, none with a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mistakes.slips import Mistake
from tests.mistakes.table import MISTAKES, PAGE, answer_of, row_of, sound_lines


@pytest.fixture(scope="module")
def sound() -> frozenset[str]:
    return sound_lines()


def test_the_table_has_at_least_150_mistakes() -> None:
    assert len(MISTAKES) >= 150
    assert len({mistake.what for mistake in MISTAKES}) == len(MISTAKES)


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.what)
def test_a_mistake_is_answered_with_its_line(mistake: Mistake, tmp_path: Path, sound: frozenset[str]) -> None:
    answer = answer_of(mistake, tmp_path, sound)
    assert (answer.comes, len(answer.lines)) == (mistake.comes, mistake.lines), answer.lines
    assert all(word in answer.lines[0] for word in mistake.says), answer.lines
    assert row_of(mistake, answer) in PAGE.read_text("utf-8").splitlines()
