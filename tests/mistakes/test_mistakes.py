"""Every mistake of the table is answered with its one line, in both languages, and docs/mistakes.md shows it."""

from __future__ import annotations

from tests.mistakes.table import MISTAKES


def test_the_table_has_at_least_150_mistakes() -> None:
    assert len(MISTAKES) >= 150
    assert len({mistake.what for mistake in MISTAKES}) == len(MISTAKES)
