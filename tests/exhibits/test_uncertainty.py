"""Exhibits 4.5 and 4.8 as printed: published figures, both languages, unknown cells with their reason, cards."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from playbook.client import load_client
from playbook.exhibits.exhibit import Exhibit
from playbook.steps.solutions.outcome import outcome_of
from playbook.units import Lang
from tests.charts.support import texts
from tests.steps.test_outcome import benefit
from tests.steps.test_outcome import made as with_amounts
from tests.steps.test_solutions import solution
from tests.steps.test_stability import made, rated
from tests.support import DATA, build, make_client, printed

IDS = ("4.5", "4.8")


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


def test_the_published_range_as_printed() -> None:
    shown = published("4.8", "zh")
    amounts = dict(zip(printed(shown, "what"), printed(shown, "amount"), strict=True))
    assert (amounts["基准情形（最可能值之和）"], amounts["目标（+23%）"], amounts["目前月均"]) == (
        "78,730元",
        "78,730元",
        "64,008元",
    )
    chance = printed(shown, "reached")[0]
    assert shown.title == f"增长23%只有{chance}的把握：一半的结果低于每月{amounts['中位数']}"
    assert printed(shown, "swing")[7:] == ["5,500元", "3,500元", "3,000元", "1,847元"]
    assert shown.status == "partly_illustrative"


def test_every_figure_of_the_sentences_stands_in_the_table() -> None:
    shown, found = published("4.8", "en"), outcome_of(load_client("pingan-life-fuzhou", root=DATA))
    amounts = printed(shown, "amount")
    for value in (found.median, found.low, found.base_case):
        assert f"¥{value:,.0f}" in amounts
    assert printed(shown, "reached")[2:5] == ["10%", "50%", "90%"]


def test_the_picture_says_the_chance_and_marks_the_base() -> None:
    shown = published("4.8", "en")
    assert shown.draw is not None
    said = texts(shown.draw())
    assert f"{printed(shown, 'reached')[0]} reach the target" in said and "base 78,730" in said


@pytest.mark.parametrize("exhibit_id", IDS)
def test_without_solutions_a_card_asks_for_them(exhibit_id: str) -> None:
    card = build(exhibit_id, load_client("bare-minimum", root=DATA), "zh")
    assert (card.kind, [item["table"] for item in card.extra["collect"]]) == ("card", ["solutions.csv"])


def test_a_solution_without_score_is_last_and_says_why() -> None:
    shown = build("4.5", load_client("harbour-hotels", root=DATA), "en")
    last = shown.values.rows[-1]
    assert [cell.printed for cell in last[:3]] == ["unknown", "S8", "Cameras and energy sensors"]
    assert last[0].reason == "benefit or feasibility is not known"
    assert shown.draw is not None and "no score" in texts(shown.draw())


def test_a_ranking_without_any_score_is_a_table(tmp_path: Path) -> None:
    shown = build("4.5", make_client(tmp_path, {"solutions": [solution(1, technical="")]}), "en")
    assert (shown.title, shown.draw) == ("The one candidate has no score: there is no ranking", None)


def test_many_solutions_and_inputs_stay_legible(tmp_path: Path) -> None:
    """Twelve rows and nine inputs have room: of 14 solutions 11 are drawn and 3 counted; of 14 inputs 8 and 6."""
    rows = [
        benefit(number, 50, 100 + number, 200, name=f"Offer {number} of a name that needs two lines to be read")
        for number in range(10, 24)
    ]
    client = make_client(tmp_path, {"solutions": rows}, profile={"none_in": "erosions"})
    for exhibit_id, left in (("4.5", 3), ("4.8", 6)):
        shown = build(exhibit_id, client, "en")
        assert shown.draw is not None
        said = texts(shown.draw())
        assert any(f"{left} others" in line for line in said) and not any("…" in line for line in said)
        assert len(shown.values.rows) >= 14


def test_an_input_without_range_is_said_in_title_picture_and_table(tmp_path: Path) -> None:
    rows = [benefit(1, 0, 50, 100), benefit(2, "", 20, 40), benefit(3, 0, "", 40)]
    tables = {"solutions": rows, "targets": [{"target": "revenue_growth_year", "value": 0.05}]}
    shown = build("4.8", make_client(tmp_path, tables, profile={"none_in": "erosions"}), "en")
    assert shown.title.startswith("Reaching 5% is at least a ") and shown.title.endswith(
        "one amount is not known and left out"
    )
    assert shown.subtitle.endswith("one input without range held at base")
    assert printed(shown, "state")[7:] == ["low, base, high", "held at base", "left out"]
    assert shown.draw is not None
    said = " ".join(texts(shown.draw()))
    assert "no range: held at base" in said and "not known: left out" in said
    shown._repr_mimebundle_()


SITUATIONS: dict[str, list[dict[str, Any]]] = {
    "ranges": [benefit(1, 0, 50, 100), benefit(2, 0, 20, 40)],
    "no_ranges": [solution(1)],
    "no_ranges_open": [solution(1), solution(2, benefit_base_month="")],
    "none_chosen": [benefit(1, 0, 50, 100, chosen="no")],
    "undecided": [benefit(1, 0, 50, 100, chosen="")],
    "held": [benefit(1, 0, 50, ""), benefit(2, 1, 2, 3)],
    "unknown": [benefit(1, 0, "", 100), benefit(2, 0, 20, 40, start_month="")],
    "constant": [benefit(1, 50, 50, 50)],
}


@pytest.mark.parametrize("situation", SITUATIONS)
@pytest.mark.parametrize(("erosion", "target"), [(None, None), (10, 0.05), ("", 0.05), ("", None)])
def test_every_situation_comes_out_whole(tmp_path: Path, situation: str, erosion: object, target: object) -> None:
    client = with_amounts(tmp_path, *SITUATIONS[situation], erosion=erosion, target=target)
    for exhibit_id in IDS:
        for lang in ("zh", "en"):
            shown = build(exhibit_id, client, lang)  # type: ignore[arg-type]
            said = " ".join((shown.title, shown.subtitle, *shown.so_what))
            assert "nan" not in said and (lang == "zh" or "unknown" not in said.replace("not known", ""))
            assert all(cell.known or cell.reason for row in shown.values.rows for cell in row)
            if shown.draw is not None:
                shown.draw()


def test_firm_tops_are_in_the_accent_colour_and_the_message(tmp_path: Path) -> None:
    rows = [rated(1, 100), rated(2, 90), rated(3, 80), rated(4, 10, 1, 1)]
    shown = build("4.5", made(tmp_path, *rows), "en")
    assert shown.title == "The top 3 hold whatever the weights: S1, S2 and S3 stay there in every one of 2,000 draws"
