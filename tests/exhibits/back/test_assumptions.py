"""7.2, assumptions: units in words."""

from __future__ import annotations

import yaml

from playbook.text import has, say
from tests.builders.clients import DATA


def test_each_assumptions_unit_has_its_word_in_both_languages() -> None:
    units = {item["unit"] for item in yaml.safe_load((DATA / "assumptions.yaml").read_text(encoding="utf-8")).values()}
    assert {unit for unit in units if not has(f"back.assumptions.unit.{unit}")} == set()
    assert say("zh", "back.assumptions.unit.share of the time") == "时间比例"
