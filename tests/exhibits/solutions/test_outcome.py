"""4.8 as printed: the range, its chances, and inputs without one."""

from __future__ import annotations

from pathlib import Path

from playbook.client import load_client
from playbook.exhibits.exhibit import Exhibit
from playbook.steps.solutions.outcome import outcome_of
from playbook.units import Lang
from tests.builders.clients import DATA, build, make_client, printed
from tests.builders.solutions import benefit
from tests.charts.support import texts


def published(exhibit_id: str, lang: Lang) -> Exhibit:
    return build(exhibit_id, load_client("pingan-life-fuzhou", root=DATA), lang)


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
