"""3.3, assumptions."""

from __future__ import annotations

from pathlib import Path

from playbook.client import load_client
from tests.builders.clients import differences, printed, write_client


def test_other_assumptions_are_a_warning_and_a_table(tmp_path: Path) -> None:
    plain, other = write_client(tmp_path / "one"), write_client(tmp_path / "other")
    text = (other / "assumptions.yaml").read_text(encoding="utf-8")
    start = text.index("\npower_high:")
    (other / "assumptions.yaml").write_text(
        text[:start] + text[start:].replace("value: 4", "value: 5", 1), encoding="utf-8"
    )
    plans = [load_client("acme", root=root) for root in (plain, other)]
    exhibits = {exhibit.id: exhibit for exhibit in differences(*plans, "en")}
    assert exhibits["0.1"].extra["differ"] is True
    assert exhibits["0.1"].extra["note"].startswith("Note: the two plans rest on different values of one assumption (")
    assert (printed(exhibits["3.3"], "before"), printed(exhibits["3.3"], "after")) == (["4"], ["5"])
