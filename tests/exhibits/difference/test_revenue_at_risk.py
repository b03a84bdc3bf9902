"""1.3: what of the revenue at risk moved, and by which row."""

from __future__ import annotations

from playbook.client import load_client
from tests.builders.clients import differences, printed


def test_nothing_moves_between_a_plan_and_itself() -> None:
    plan = load_client("pingan-life-fuzhou")
    (shown,) = (one for one in differences(plan, plan, "en") if one.id == "1.3")
    assert printed(shown, "before") == printed(shown, "after")
    assert set(printed(shown, "moved")) == {"¥0"}
