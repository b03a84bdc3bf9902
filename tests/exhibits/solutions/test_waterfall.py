"""4.7 as printed: the published bars, a target that is missed or not set, an unknown benefit."""

from __future__ import annotations

from pathlib import Path

from playbook.client import load_client
from playbook.exhibits.exhibit import Exhibit
from playbook.exhibits.solutions.waterfall import waterfall_figure
from playbook.families.building import page_of
from playbook.families.plan import PLAN
from playbook.steps.solutions.analysis import analyse
from playbook.units import Lang
from tests.builders.clients import DATA, build, make_client, printed
from tests.builders.solutions import SOLUTIONS, TABLES, solution


def published(exhibit_id: str, lang: Lang) -> Exhibit:
    return build(exhibit_id, load_client("pingan-life-fuzhou", root=DATA), lang)


def test_the_published_waterfall_as_printed() -> None:
    shown = published("4.7", "zh")
    assert printed(shown, "amount") == [
        "64,007.80元",
        "5,000.00元",
        "12,800.00元",
        "\N{MINUS SIGN}3,078.20元",
        "78,729.60元",
        "78,729.59元",
    ]
    assert printed(shown, "bar") == [
        "2002年4季度月均",
        "营业点新增DDN收入",
        "争取电话回访中心的转网",
        "长、市话量减少",
        "目标月均",
        "目标（+23%）",
    ]
    assert printed(shown, "change")[-2:] == ["+23.0%", "+23.0%"]
    assert printed(shown, "status") == ["原文数据", "原文数据", "示意", "示意", "部分示意", "原文数据"]
    assert shown.title == "新增17,800元抵过流失3,078元，月均收入增长23%、达到目标；其中72%靠“争取电话回访中心的转网”"
    assert (shown.status, shown.internal) == ("partly_illustrative", True)


def test_the_published_waterfall_in_english() -> None:
    shown = published("4.7", "en")
    assert (
        shown.title == "Revenue grows 23%, on target, but 72% of the gain hangs on one bar: call-back centre won back"
    )
    assert (
        shown.so_what[1]
        == "Everything turns on S5 and S6: without call-back centre won back (¥12,800 a month) growth is only 3%."
        " Secure it first."
    )


def test_what_is_illustrative_is_marked_in_the_picture() -> None:
    client = load_client("pingan-life-fuzhou", root=DATA)
    figure = waterfall_figure(page_of(PLAN, "4.7", client, "en"), analyse(client))
    texts = [text.get_text() for axes in figure.axes for text in axes.texts] + [
        text.get_text() for text in figure.texts
    ]
    assert texts.count("illustrative") == 2
    assert "+23% a year" in texts


def test_a_short_waterfall_says_by_how_much(tmp_path: Path) -> None:
    shown = build(
        "4.7", make_client(tmp_path, TABLES | {"targets": [{"target": "revenue_growth_year", "value": 0.2}]}), "en"
    )
    assert shown.title.startswith("Revenue grows 17%, ¥30 a month short of the 20% aimed at")
    assert shown.so_what[0] == "The bars add up to ¥1,170, the target is ¥1,200: ¥30 a month is missing."
    assert printed(shown, "bar")[-2:] == ["Month 12", "Target (+20%)"]


def test_without_a_target_growth_stands_alone(tmp_path: Path) -> None:
    shown = build("4.7", make_client(tmp_path, TABLES | {"targets": []}), "en")
    assert shown.so_what[0].startswith("No growth target is on file")
    assert (printed(shown, "bar")[-1], shown.extra) == ("Month 12", {})


def test_an_unknown_benefit_is_at_least_and_never_0(tmp_path: Path) -> None:
    rows = [
        *SOLUTIONS,
        solution(4, effect_name="Lines", benefit_base_month=""),
        solution(5, effect_name="Blank", benefit_base_month=""),
    ]
    shown = build("4.7", make_client(tmp_path, TABLES | {"solutions": rows}), "en")
    amounts = dict(zip(printed(shown, "bar"), printed(shown, "amount"), strict=True))
    assert (amounts["Lines"], amounts["Blank"], amounts["Month 12"]) == ("at least +100", "unknown", "at least 1,170")
    assert shown.title == "Revenue a month grows by at least 17%, to at least ¥1,170; 2 amounts are not known"
    shown._repr_mimebundle_()
