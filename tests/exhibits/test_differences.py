"""The exhibits of a difference: sentences, tables and causes, in both languages."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from playbook.charts.drawing.svg import svg_of
from playbook.client import load_client
from playbook.exhibits.exhibit import MIME_TYPE, Exhibit
from playbook.families.difference import DIFFERENCE
from playbook.units import Lang
from tests.exhibits.test_every_exhibit import VALIDATOR
from tests.support import BILLS, differences, printed, write_client

THEN, NOW = "2003-01-23", "2003-04-23"
PAIRS = {"pingan-life-fuzhou": (THEN, NOW), "harbour-hotels": ("2025-08-31", "2025-11-30")}
LANGS: tuple[Lang, ...] = ("zh", "en")


@cache
def made(client: str, lang: Lang) -> dict[str, Exhibit]:
    plans = [load_client(client, as_of=day) for day in PAIRS[client]]
    return {exhibit.id: exhibit for exhibit in differences(*plans, lang)}


def row(exhibit: Exhibit, item: str) -> dict[str, str]:
    """The first row of that item, as printed."""
    names = [field.name for field in exhibit.values.fields]
    cells = next(cells for cells in exhibit.values.rows if cells[0].printed == item)
    return dict(zip(names, (cell.printed for cell in cells), strict=True))


@pytest.mark.parametrize("client", PAIRS)
@pytest.mark.parametrize("lang", LANGS)
def test_every_part_is_whole(client: str, lang: Lang) -> None:
    exhibits = made(client, lang)
    assert [key for key in DIFFERENCE.ids if key in exhibits] == list(exhibits)
    for exhibit in exhibits.values():
        assert exhibit.title.strip()
        assert exhibit.source.strip()
        assert "{" not in exhibit.title + "".join(exhibit.so_what)
        VALIDATOR.validate(json.loads(json.dumps(exhibit._repr_mimebundle_()[MIME_TYPE], allow_nan=False)))
        for cells in exhibit.values.rows:
            assert len(cells) == len(exhibit.values.fields)
            assert all(cell.printed for cell in cells if not cell.known)
        if exhibit.draw is not None:
            assert svg_of(exhibit.draw()).startswith(b"<?xml")


def test_the_title_is_revenue_from_x_to_y_and_why() -> None:
    assert (
        made("pingan-life-fuzhou", "en")["0.1"].title
        == "Revenue rose from ¥64,008 to ¥68,121 a month (+6.4%), mostly from data (+¥2,700)"
    )
    assert (
        made("pingan-life-fuzhou", "zh")["0.1"].title
        == "月收入由64,008元增至68,121元（+6.4%），数据业务的变化最大（+2,700元）"
    )


def test_the_landing_is_told_against_both_targets() -> None:
    """78,729.60 -> 82,720.97, target 78,729.59 -> 83,788.79: 1,067.82 short, 3,991.38 over the earlier target."""
    landing = made("pingan-life-fuzhou", "en")["1.2"]
    assert (
        landing.title
        == "The plan now lands at ¥82,721 a month, ¥1,068 short of its target of ¥83,789; the earlier one was on target"
    )
    assert landing.so_what[-1].endswith("against the earlier target the landing is ¥3,991 ahead.")
    assert row(landing, "Target") == {
        "item": "Target",
        "before": "¥78,730",
        "after": "¥83,789",
        "moved": "+¥5,059",
        "why": "bills.csv: 4 new rows (rows 6–9)",
    }


def test_a_bridge_prints_what_adds_up() -> None:
    base = made("pingan-life-fuzhou", "en")["1.1"]
    assert printed(base, "item") == [
        "Data",
        "17909 IP long distance",
        "Long distance",
        "Local calls",
        "Revenue a month (base)",
    ]
    assert printed(base, "moved") == ["+¥2,700", "+¥2,400", "−¥216", "−¥770", "+¥4,113"]
    assert printed(base, "why")[0] == "bills.csv 2003-01 2003-03 data: new row, amount_month 30,884.12 (row 9)"


@pytest.mark.parametrize(
    ("lang", "item", "why"),
    [
        (
            "en",
            "Restoration at the call-back centre",
            "commitments.csv c2: signed no → yes (account team, 2003-04-16, row 5)",
        ),
        ("zh", "电话回访中心的恢复时间", "commitments.csv c2：signed 否→是（客户团队，2003-04-16，第5行）"),
    ],
)
def test_a_cause_names_table_row_column_values_who_and_when(lang: Lang, item: str, why: str) -> None:
    assert row(made("pingan-life-fuzhou", lang)["2.4"], item)["why"] == why


def test_what_was_not_there_is_a_dash_that_says_so() -> None:
    needs = made("pingan-life-fuzhou", "en")["2.2"]
    new = next(
        cells
        for cells in needs.values.rows
        if cells[0].printed == "Sellers in the field must reach the company's systems safely"
    )
    gone = next(
        cells for cells in needs.values.rows if cells[0].printed == "Win-back of long distance from China Netcom"
    )
    assert [(cell.value, cell.printed, cell.reason) for cell in new[2:4]] == [
        (None, "–", "not there"),
        ("¥1,200", "¥1,200", ""),
    ]
    assert [(cell.value, cell.printed, cell.reason) for cell in gone[2:4]] == [
        (None, "unknown", "nobody has given it"),
        (None, "–", "no longer there"),
    ]


def test_scores_that_moved_with_the_yardstick_are_one_row() -> None:
    solutions = made("pingan-life-fuzhou", "en")["2.1"]
    assert printed(solutions, "item")[-1] == "S6 S8 S7 S9 S4 S10 S3"
    assert printed(solutions, "measure").count("Score") == 2


def test_a_task_says_that_only_the_date_moved_on() -> None:
    tasks = made("pingan-life-fuzhou", "zh")["2.6"]
    assert set(printed(tasks, "why")) == {"数据没有改动，只是日期推移"}
    assert tasks.source == "期间没有改动的数据行"


@pytest.mark.parametrize("client", PAIRS)
def test_what_stayed_is_counted(client: str) -> None:
    stayed = made(client, "en")["3.1"]
    for name in ("same", "changed", "new", "gone"):
        *counts, total = map(int, printed(stayed, name))
        assert sum(counts) == total


def test_many_new_rows_are_one_line() -> None:
    """48 bills a quarter of the invented client: three months of sixteen."""
    inputs = made("harbour-hotels", "en")["3.2"]
    assert row(inputs, "bills.csv")["column"] == "48 new rows"
    assert row(made("pingan-life-fuzhou", "en")["3.2"], "contacts.csv") == {
        "table": "contacts.csv",
        "key": "finance-head",
        "column": "attitude",
        "before": "unknown",
        "after": "C+",
        "by": "account team",
        "on": "2003-04-16",
    }


def test_who_wrote_a_row_is_said_in_the_plans_language() -> None:
    inputs = {lang: dict.fromkeys(printed(made("pingan-life-fuzhou", lang)["3.2"], "by")) for lang in LANGS}
    assert {lang: list(names) for lang, names in inputs.items()} == {"zh": ["", "客户团队"], "en": ["", "account team"]}


def test_rows_by_one_hand_agree_though_one_lacks_its_twin(tmp_path: Path) -> None:
    solution = {
        "name": "New line",
        "service": "data",
        "start_month": 1,
        "benefit_base_month": 100,
        "chosen": "yes",
        "on": "2003-03-05",
    }
    rows = [
        {**solution, "solution": "S1", "by": "manager", "by_zh": "经理"},
        {**solution, "solution": "S2", "by": "manager"},
    ]
    root = write_client(tmp_path, {"solutions": rows})
    plans = [load_client("acme", root=root, as_of=day) for day in (THEN, NOW)]
    landing = {lang: next(one for one in differences(*plans, lang) if one.id == "1.2") for lang in LANGS}
    assert row(landing["en"], "New line")["why"] == "solutions.csv: 2 new rows (manager, 2003-03-05, rows 2–3)"
    assert row(landing["zh"], "New line")["why"] == "solutions.csv：新增2行（2003-03-05，第2–3行）"


def test_a_plan_against_itself_says_so_and_draws_nothing() -> None:
    plan = load_client("harbour-hotels")
    exhibits = {exhibit.id: exhibit for exhibit in differences(plan, plan, "en")}
    assert set(exhibits) == {"0.1", "1.1", "1.2", "1.3", "3.1"}
    assert exhibits["0.1"].title == "There is no new bill since the earlier plan: revenue is still £45,255 a month"
    assert exhibits["0.1"].extra["findings"] == []
    assert exhibits["1.1"].draw is exhibits["1.2"].draw is None


@pytest.mark.parametrize("lang", LANGS)
def test_a_client_with_bills_alone(tmp_path: Path, lang: Lang) -> None:
    root = write_client(tmp_path)
    plans = [load_client("acme", root=root, as_of=day) for day in (THEN, NOW)]
    exhibits = differences(*plans, lang)
    assert [exhibit.id for exhibit in exhibits] == ["0.1", "1.1", "1.2", "3.1"]
    assert [figure["status"] for figure in exhibits[0].extra["figures"]] == [
        "measured",
        "measured",
        "measured",
        "unknown",
    ]


def test_the_basis_is_told() -> None:
    extra = made("pingan-life-fuzhou", "en")["0.1"].extra
    assert extra["differ"] is False
    assert extra["note"].startswith("Both plans are computed from today's files with the same ")


def test_other_assumptions_are_a_warning_and_a_table(tmp_path: Path) -> None:
    plain, other = write_client(tmp_path / "one"), write_client(tmp_path / "other")
    text = (other / "assumptions.yaml").read_text(encoding="utf-8")
    start = text.index("\npower_high:")
    (other / "assumptions.yaml").write_text(
        text[:start] + text[start:].replace("value: 4", "value: 5", 1), encoding="utf-8"
    )
    plans = [load_client("acme", root=root) for root in (plain, other)]
    exhibits = {exhibit.id: exhibit for exhibit in differences(*plans, "en")}
    assert exhibits["0.1"].extra["differ"] is True
    assert exhibits["0.1"].extra["note"].startswith("Note: the two plans rest on different values of one assumption (")
    assert (printed(exhibits["3.3"], "before"), printed(exhibits["3.3"], "after")) == (["4"], ["5"])


def test_where_bills_are_missing_known_stands_beside_expected(tmp_path: Path) -> None:
    """Then 600 + 400; now data at 650, and voice, which has no bill since, at the 400 that it had."""
    later = {"from": "2003-01", "to": "2003-03", "service": "data", "amount_month": 650}
    root = write_client(tmp_path, {"bills": [*BILLS, later]})
    plans = [load_client("acme", root=root, as_of=day) for day in (THEN, NOW)]
    found = {exhibit.id: exhibit for exhibit in differences(*plans, "en")}
    now = "at least ¥650 (¥1,050 expected)"
    assert found["1.1"].title == f"Revenue rose from ¥1,000 to {now} a month (+5.0%), mostly from data (+¥50)"
    assert (
        row(found["0.1"], "Revenue a month (base)")["before"],
        row(found["0.1"], "Revenue a month (base)")["after"],
    ) == ("¥1,000", now)
