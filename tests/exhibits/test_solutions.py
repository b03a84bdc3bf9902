"""Exhibits 4.4, 4.6 and 4.7: published figures as printed, every client in both languages, unknown cells with their
reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from playbook.client import load_client
from playbook.client.tables import CLIENT_TABLES
from playbook.exhibits.exhibit import Exhibit
from playbook.exhibits.solutions.waterfall import waterfall_figure
from playbook.families.building import page_of
from playbook.families.plan import PLAN
from playbook.steps.solutions.analysis import analyse
from playbook.units import Lang
from tests.steps.test_solutions import initiative, solution
from tests.support import DATA, build, make_client, printed

IDS = ("4.4", "4.6", "4.7")
LINES = [{"line": "voice", "name": "Voice", "revenue_year": 5000}]
EROSIONS = [{"erosion": "e", "name": "Gone", "amount_month": 30}]
TARGETS = [{"target": "revenue_growth_year", "value": 0.17}]
SOLUTIONS = [
    solution(1, line="voice", effect_name="Lines"),
    solution(2, effect="won_back", effect_name="Calls"),
    solution(3, chosen="no", start_month=9),
]
TABLES: dict[str, Any] = {
    "service_lines": LINES,
    "initiatives": [initiative(1)],
    "solutions": SOLUTIONS,
    "erosions": EROSIONS,
    "targets": TARGETS,
}
BLANKS = [
    (table.name, column.name)
    for table in CLIENT_TABLES
    if table.name in TABLES
    for column in table.columns
    if not column.required and TABLES[table.name][0].get(column.name) not in (None, "")
]


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


def test_the_published_matrix_as_printed() -> None:
    shown = published("4.4", "en")
    assert printed(shown, "id")[:2] == ["S5", "S1"]
    assert printed(shown, "benefit")[:2] == ["¥9,800", "¥5,000"]
    assert printed(shown, "revenue_year")[:2] == ["¥89,000", "¥220,000"]
    assert shown.title == "The 3 chosen solutions are feasible and bring ¥17,800 a month, 49% of what all 10 could"


@pytest.mark.parametrize("exhibit_id", IDS)
def test_without_solutions_a_card_asks_for_them(exhibit_id: str) -> None:
    card = build(exhibit_id, load_client("bare-minimum", root=DATA), "zh")
    assert (card.kind, [item["table"] for item in card.extra["collect"]]) == ("card", ["solutions.csv"])


def test_without_initiatives_the_road_map_holds_the_solutions(tmp_path: Path) -> None:
    shown = build("4.6", make_client(tmp_path, TABLES | {"initiatives": []}), "en")
    assert printed(shown, "id") == ["S1", "S2", "S3"]
    assert shown.title == "Of 3 initiatives and solutions 2 are to be done now, S1 first; 1 can wait"


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


@pytest.mark.parametrize(("table", "column"), BLANKS)
def test_a_blank_cell_stays_unknown_in_every_exhibit(tmp_path: Path, table: str, column: str) -> None:
    rows = [dict(row) for row in TABLES[table]]
    rows[0][column] = ""
    client = make_client(tmp_path, TABLES | {table: rows})
    for exhibit_id in IDS:
        shown = build(exhibit_id, client, "en")
        shown._repr_mimebundle_()
        unknown = [cell for row in shown.values.rows for cell in row if not cell.known]
        assert all(cell.reason for cell in unknown)
        if _rests_on(exhibit_id, table, column):
            assert unknown, (exhibit_id, table, column)


def _rests_on(exhibit_id: str, table: str, column: str) -> bool:
    """Whether a column's first cell stands in the exhibit's table, itself or in what is computed from it."""
    shown = {
        ("4.4", "solutions"): {"line", "benefit_base_month", "technical", "policy", "chosen"},
        ("4.4", "service_lines"): {"revenue_year"},
        ("4.6", "solutions"): {"benefit_base_month", "technical", "policy", "contested", "start_month"},
        ("4.6", "initiatives"): {"benefit", "technical", "policy", "contested", "start_month"},
        ("4.7", "solutions"): {"benefit_base_month", "start_month", "chosen"},
        ("4.7", "erosions"): {"amount_month"},
    }
    return column in shown.get((exhibit_id, table), set())
