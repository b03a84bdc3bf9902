"""2.3 on the published case: the service most at risk, factor by factor."""

from __future__ import annotations

from playbook.client import load_client
from tests.builders.clients import build, printed


def test_the_worst_factor_stands_first_with_what_closing_it_would_save() -> None:
    """Price 1.5 against 3.0 at a weight of 20%: -1.5, weighted -0.30."""
    shown = build("2.3", load_client("pingan-life-fuzhou"), "en")
    first = {name: printed(shown, name)[0] for name in ("factor", "weight", "ours", "rival", "gap", "weighted")}
    assert first == {
        "factor": "Price level",
        "weight": "20%",
        "ours": "1.5",
        "rival": "3.0",
        "gap": "−1.5",
        "weighted": "−0.30",
    }
    assert printed(shown, "closed")[1:] == ["–"] * 5  # what is not behind has nothing to close
