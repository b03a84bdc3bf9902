"""6.5 on the second sample: plan against actual as the table has them."""

from __future__ import annotations

from playbook.client import load_client
from tests.builders.clients import build, printed


def test_a_kpi_beyond_plan_prints_both_and_the_difference() -> None:
    """Planned 4.0 hours, 5.6 in fact: 1.6 over, 40% of 4.0."""
    shown = build("6.5", load_client("harbour-hotels"), "en")
    first = [printed(shown, name)[0] for name in ("target", "actual", "variance", "variance_share", "light")]
    assert first == ["4.0", "5.6", "+1.6", "+40.0%", "red"]


def test_a_kpi_without_a_target_is_not_judged() -> None:
    shown = build("6.5", load_client("harbour-hotels"), "en")
    row = printed(shown, "kpi").index("Guest complaints about Wi-Fi")
    told = [printed(shown, name)[row] for name in ("target", "actual", "variance", "light")]
    assert told == ["unknown", "14", "unknown", "unknown"]
