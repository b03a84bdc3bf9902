"""2.2 by hand: scores as they print, and who is ahead."""

from __future__ import annotations

from pathlib import Path

from tests.builders.clients import build, make_client, printed
from tests.builders.competition import scores


def test_means_and_gaps_print_to_a_tenth(tmp_path: Path) -> None:
    """Six equal scores have themselves as mean: 2 against 3 and 1, so 1.0 behind the best."""
    rows = [*scores("data", "us", [2] * 6), *scores("data", "rival", [3] * 6), *scores("data", "other", [1] * 6)]
    shown = build("2.2", make_client(tmp_path, {"scores": rows}), "en")
    assert [printed(shown, name) for name in ("service", "us", "rival", "other", "gap")] == [
        ["Data"],
        ["2.0"],
        ["3.0"],
        ["1.0"],
        ["−1.0"],
    ]


def test_a_service_that_nobody_has_scored_is_unknown_and_not_0(tmp_path: Path) -> None:
    rows = [*scores("data", "us", [2] * 6), *scores("data", "rival", [None] * 6)]
    shown = build("2.2", make_client(tmp_path, {"scores": rows}), "en")
    assert (printed(shown, "us"), printed(shown, "rival"), printed(shown, "gap")) == (["2.0"], ["unknown"], ["unknown"])
