"""Step 4 as a whole."""

from __future__ import annotations

from pathlib import Path

from playbook.steps.solutions.analysis import analyse
from tests.builders.clients import make_client


def test_a_client_without_any_of_it_finds_nothing(tmp_path: Path) -> None:
    result = analyse(make_client(tmp_path))
    assert (len(result.items), len(result.solutions), result.findings) == (0, 0, ())
