"""4.6 as printed, and without initiatives."""

from __future__ import annotations

from pathlib import Path

from playbook.client import load_client
from playbook.exhibits.exhibit import Exhibit
from playbook.units import Lang
from tests.builders.clients import DATA, build, make_client, printed
from tests.builders.solutions import (
    TABLES,
)


def published(exhibit_id: str, lang: Lang) -> Exhibit:
    return build(exhibit_id, load_client("pingan-life-fuzhou", root=DATA), lang)


def test_the_published_road_map_as_printed() -> None:
    shown = published("4.6", "en")
    by_phase = dict(zip(printed(shown, "id"), printed(shown, "phase"), strict=True))
    assert [item for item, phase in by_phase.items() if phase == "act now" and item.startswith("I")] == [
        "I6",
        "I1",
        "I2",
        "I5",
        "I3",
    ]
    assert (by_phase["I4"], by_phase["I8"]) == ("prepare, stay flexible", "launch when ready")
    assert shown.title == "Of 19 initiatives and solutions 8 are to be done now, I6 first; 4 must be prepared first"


def test_without_initiatives_the_road_map_holds_the_solutions(tmp_path: Path) -> None:
    shown = build("4.6", make_client(tmp_path, TABLES | {"initiatives": []}), "en")
    assert printed(shown, "id") == ["S1", "S2", "S3"]
    assert shown.title == "Of 3 initiatives and solutions 2 are to be done now, S1 first; 1 can wait"
