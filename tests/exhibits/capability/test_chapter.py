"""Exhibits 5.3, 5.4 and 5.5 together: internal, in both languages, whatever is missing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from playbook.client import load_client
from playbook.text import has, message_ids
from playbook.units import Lang
from tests.builders.clients import DATA, build
from tests.builders.promises import GRADES, POOL, RESOURCES, client_of

IDS = ("5.3", "5.4", "5.5")


@pytest.mark.parametrize("exhibit_id", IDS)
def test_they_are_internal(exhibit_id: str) -> None:
    assert build(exhibit_id, load_client("harbour-hotels", root=DATA), "en").internal


@pytest.mark.parametrize(
    ("exhibit_id", "tables"),
    [
        ("5.3", ["support_grades.csv"]),
        ("5.4", ["commitments.csv"]),
        ("5.5", ["resources.csv", "solutions.csv"]),
    ],
)
def test_without_its_tables_a_card_asks_for_them(exhibit_id: str, tables: list[str]) -> None:
    card = build(exhibit_id, load_client("bare-minimum", root=DATA), "en")
    assert (card.kind, [item["table"] for item in card.extra["collect"]]) == ("card", tables)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "change",
    [
        {"support_pools": []},
        {"support_pools": [{**POOL, "faults_hour": 9}]},
        {"support_pools": [{**POOL, "travel_hours": ""}]},
        {"links": []},
        {"support_grades": [{"grade": "a", "name": "Critical"}], "support_rivals": []},
        {"support_grades": [{**GRADES[0], "response_hours": 0}]},
        {"solutions": [], "resources": []},
        {"resources": [RESOURCES[0]]},
    ],
)
def test_whatever_is_missing_the_exhibits_come_out(tmp_path: Path, change: dict[str, object], lang: Lang) -> None:
    promises = [
        {"measure": "availability", "value": 0.999},
        {"sites": "one", "measure": "response_hours", "value": 1, "signed": "yes"},
        {"solution": "" if "solutions" in change else "S1", "measure": "lead_days", "value": 20},
        {"sites": "dim", "measure": "restoration_hours", "value": 3},
    ]
    client = client_of(tmp_path, *promises, **change)  # type: ignore[arg-type]
    for exhibit_id in IDS:
        shown = build(exhibit_id, client, lang)
        json.dumps(shown.as_json(), allow_nan=False)
        assert [
            (exhibit_id, cell)
            for row in shown.values.rows
            for cell in row
            if not (cell.known or cell.reason or shown.kind == "card")
        ] == []
        if shown.draw is not None:
            shown.draw()


def test_every_rule_has_a_title() -> None:
    rules = {
        message.rsplit(".", 1)[0]
        for message in message_ids()
        if message.startswith(("capability.support.", "capability.commitments.", "capability.builds."))
        and message.endswith(".so_what")
    }
    assert len(rules) > 30
    assert [rule for rule in rules if not has(f"{rule}.title")] == []
