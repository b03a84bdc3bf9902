"""4.5 as printed: what holds at the top, and what has no score."""

from __future__ import annotations

from pathlib import Path

from playbook.client import load_client
from playbook.exhibits.exhibit import Exhibit
from playbook.units import Lang
from tests.builders.clients import DATA, build, make_client, printed
from tests.builders.solutions import (
    made,
    rated,
    solution,
)
from tests.charts.support import texts


def published(exhibit_id: str, lang: Lang) -> Exhibit:
    return build(exhibit_id, load_client("pingan-life-fuzhou", root=DATA), lang)


def test_the_published_ranking_as_printed() -> None:
    shown = published("4.5", "en")
    assert printed(shown, "id")[:4] == ["S5", "S1", "S2", "S6"]
    assert printed(shown, "top_share")[:2] == ["100%", "100%"]
    assert printed(shown, "front")[:4] == ["yes", "yes", "no", "no"]
    drops = 100 - int(printed(shown, "top_share")[2].rstrip("%"))
    assert (
        shown.title
        == f"S5 is among the top 3 in every one of 2,000 draws of the weights, but S2 drops out in {drops}% of them"
    )
    assert (
        shown.so_what[1]
        == "S2 (¥6,000 a month) is among the top 3 more often than not, yet is not chosen: choose it, or put the reason"
        " on file."
    )
    assert shown.internal is True


def test_a_solution_without_score_is_last_and_says_why() -> None:
    shown = build("4.5", load_client("harbour-hotels", root=DATA), "en")
    last = shown.values.rows[-1]
    assert [cell.printed for cell in last[:3]] == ["unknown", "S8", "Cameras and energy sensors"]
    assert last[0].reason == "benefit or feasibility is not known"
    assert shown.draw is not None and "no score" in texts(shown.draw())


def test_a_ranking_without_any_score_is_a_table(tmp_path: Path) -> None:
    shown = build("4.5", make_client(tmp_path, {"solutions": [solution(1, technical="")]}), "en")
    assert (shown.title, shown.draw) == ("The one candidate has no score: there is no ranking", None)


def test_firm_tops_are_in_the_accent_colour_and_the_message(tmp_path: Path) -> None:
    rows = [rated(1, 100), rated(2, 90), rated(3, 80), rated(4, 10, 1, 1)]
    shown = build("4.5", made(tmp_path, *rows), "en")
    assert shown.title == "The top 3 hold whatever the weights: S1, S2 and S3 stay there in every one of 2,000 draws"
