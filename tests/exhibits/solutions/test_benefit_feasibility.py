"""4.4 as printed."""

from __future__ import annotations

from playbook.client import load_client
from playbook.exhibits.exhibit import Exhibit
from playbook.units import Lang
from tests.builders.clients import DATA, build, printed


def published(exhibit_id: str, lang: Lang) -> Exhibit:
    return build(exhibit_id, load_client("pingan-life-fuzhou", root=DATA), lang)


def test_the_published_matrix_as_printed() -> None:
    shown = published("4.4", "en")
    assert printed(shown, "id")[:2] == ["S5", "S1"]
    assert printed(shown, "benefit")[:2] == ["¥9,800", "¥5,000"]
    assert printed(shown, "revenue_year")[:2] == ["¥89,000", "¥220,000"]
    assert shown.title == "The 3 chosen solutions are feasible and bring ¥17,800 a month, 49% of what all 10 could"
