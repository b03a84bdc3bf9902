"""The assumptions on which two plans differ."""

from __future__ import annotations

from pathlib import Path

import yaml

from playbook.client import load_client
from playbook.steps.difference.analysis import analyse
from playbook.steps.difference.comparison import Comparison
from tests.builders.clients import make_client, write_client
from tests.builders.plan_pairs import rules


def test_other_assumptions_are_told(tmp_path: Path) -> None:
    plain = make_client(tmp_path / "one")
    root = write_client(tmp_path / "other")
    path = root / "assumptions.yaml"
    assumed = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assumed["power_high"]["value"] = assumed["power_high"]["low"]
    path.write_text(yaml.safe_dump(assumed, allow_unicode=True), encoding="utf-8")
    changed = load_client("acme", root=root)
    diff = analyse(Comparison(plain, changed))
    assert [(one.id, one.before, one.after) for one in diff.assumptions] == [
        ("power_high", plain.assume("power_high"), changed.assume("power_high")),
    ]
    assert not diff.empty
    assert rules(diff)[-1] == "assumptions.differ"
