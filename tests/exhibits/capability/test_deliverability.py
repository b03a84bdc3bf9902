"""Exhibit 5.2 at many sites: a picture of a page's height, the telling sites by name, the rest in one row that claims
nothing wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.exhibits.exhibit import Exhibit
from playbook.units import Lang
from tests.builders.clients import build, make_client
from tests.charts.support import drawn_texts, overlaps, texts

#: S1 needs fibre: 30 sites have it, 2 nobody has looked at, 18 must be built, each in its own time. S2 is asked for at
#: two of them, S3 at one.
SITES = [
    {"site": f"s{number}", "name": f"Site {number}", "level": "branch", "hub": "" if number else "yes"}
    for number in range(50)
]
RESOURCES = [
    {
        "site": f"s{number}",
        "fibre": "yes" if number < 30 else "" if number < 32 else "no",
        "build_days": number if number >= 32 else "",
    }
    for number in range(50)
]
BASE = {"service": "data", "needs_copper": "no", "needs_services": "none", "chosen": "yes", "benefit_base_month": 100}
SOLUTIONS = [
    {**BASE, "solution": "S1", "name": "Fibre", "needs_fibre": "yes"},
    {**BASE, "solution": "S2", "name": "Phones", "needs_fibre": "no", "sites": "s0 s1"},
    {**BASE, "solution": "S3", "name": "Alarms", "needs_fibre": "no", "sites": "s32"},
]


def shown(folder: Path, lang: Lang = "en", *, sites: int = 50) -> Exhibit:
    solutions = SOLUTIONS if sites > 32 else SOLUTIONS[:2]
    return build(
        "5.2",
        make_client(folder, {"sites": SITES[:sites], "resources": RESOURCES[:sites], "solutions": solutions}),
        lang,
    )


def test_the_telling_sites_are_named_and_the_rest_share_a_row(tmp_path: Path) -> None:
    found = shown(tmp_path)
    assert found.draw is not None
    said = texts(found.draw())
    assert [text for text in said if text.startswith("Site ")] == [
        "Site 30 and Site 31",
        *(f"Site {number}" for number in range(32, 42)),
    ]
    assert [text for text in said if text.endswith(" d")] == [f"{number} d" for number in range(32, 42)]
    assert said.count("38 other sites, where asked for") == 1
    assert (
        said.count("mixed") == 1
    )  # S1 is there today at 30 of them and is built at 8; S2 is there today where it is asked for


def test_the_table_has_every_site(tmp_path: Path) -> None:
    rows = shown(tmp_path).values.rows
    assert [row[0].printed for row in rows] == [f"Site {number}" for number in range(50)]
    assert [rows[number][1].printed for number in (29, 30, 49)] == [
        "now",
        "unknown",
        "after building (49 d, cost unknown)",
    ]  # no cost is on record


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_picture_is_as_high_as_any_other(tmp_path: Path, lang: Lang) -> None:
    found = shown(tmp_path, lang)
    assert found.draw is not None
    figure = found.draw()
    assert figure.get_size_inches()[1] * 100 <= 480
    boxes = drawn_texts(figure)
    assert (overlaps(boxes), [text for text, _ in boxes if "…" in text]) == ([], [])


def test_what_all_the_others_have_in_common_is_drawn(tmp_path: Path) -> None:
    found = shown(tmp_path, sites=32)
    assert found.draw is not None
    said = texts(found.draw())
    assert not [
        text for text in said if "other sites" in text or text == "mixed"
    ]  # three rows are enough: nothing is left over
    assert [text for text in said if text.startswith("Site ")] == [
        "Site 0 and Site 1",
        "Site 2 and 27 others",
        "Site 30 and Site 31",
    ]
