"""Exhibit 4.9: the samples as printed, the table's sums, relaxations and reasons, every sentence in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from playbook.client import load_client
from playbook.exhibits.exhibit import Exhibit
from playbook.text import message_ids, say
from playbook.units import Count, Lang, Money, Name, Names, Number, Percent
from tests.builders.clients import DATA, build, printed
from tests.builders.solutions import client_of, offer


def shown(client: str, lang: Lang = "en") -> Exhibit:
    return build("4.9", load_client(client, root=DATA), lang)


def rows_of(exhibit: Exhibit, kind: str) -> list[dict[str, str]]:
    names = [field.name for field in exhibit.values.fields]
    return [
        {name: cell.printed for name, cell in zip(names, row, strict=True)}
        for row in exhibit.values.rows
        if row[0].value == kind
    ]


def test_the_published_case_as_printed() -> None:
    exhibit = shown("pingan-life-fuzhou", "zh")
    assert exhibit.title == "限额内的最佳组合S1、S5、S6、S7、S8和S10净现值为208,825元，团队所选少26,723元"
    assert exhibit.subtitle == "各方案36个月的净现值（边际贡献，年折现率10%），元；限额：一次性投入50,000元，120人天"
    assert exhibit.so_what[0] == "再加入S7、S8和S10：共需50,000元、107人天，仍在限额内，净现值增加26,723元。"
    assert (exhibit.status, exhibit.internal, exhibit.kind) == ("partly_illustrative", True, "choice")


def test_harbour_as_printed() -> None:
    exhibit = shown("harbour-hotels")
    assert (
        exhibit.title
        == "The best set within the limits, S1, S3, S4, S5 and S8, is worth £35,962; the team's choice, worth £6,586,"
        " is £27,800 and 50 days over them"
    )
    assert exhibit.so_what == (
        (
            "Leave out S2 and S6 and take in S8: cost goes from £77,800 to £35,000, effort from 170 to 117 days, and"
            " value rises by £29,376."
        ),
        (
            "Days are short, not money: 5 more make S1, S3, S4, S5 and S7 possible, worth £2,882 more; more budget"
            " alone changes nothing."
        ),
        "Should it fall through, take S1, S3, S4 and S5: it is next best, £2,683 (7.5%) behind.",
    )


def test_the_table_holds_the_sets_and_every_relaxation() -> None:
    exhibit = shown("harbour-hotels")
    assert [row["npv"] for row in rows_of(exhibit, "set")] == ["£35,962", "£33,279", "£6,586"]
    assert rows_of(exhibit, "set")[2]["note"] == "breaks: budget and person-days"
    found = {row["item"]: (row["change"], row["gain"], row["note"]) for row in rows_of(exhibit, "limit")}
    assert found == {
        "Budget of £50,000": ("", "£0", "loosening it alone changes nothing"),
        "120 person-days": ("+5", "£2,882", "then the best set is S1, S3, S4, S5 and S7"),
        "S7 excludes S8": ("", "£0", "loosening it alone changes nothing"),
        "S8 requires S3": ("", "£0", "loosening it alone changes nothing"),
        "Committed: S4": ("drop it", "£1,991", "then the best set is S1, S3, S5 and S7"),
    }
    assert exhibit.extra == {"total_rows": 8}
    assert printed(exhibit, "payback")[-10:-8] == ["never", "never"]


def test_a_solution_that_cannot_be_weighed_says_what_is_missing(tmp_path: Path) -> None:
    exhibit = build(
        "4.9", client_of(tmp_path, offer(1), offer(2, cost_month="", start_month="", chosen="", committed="")), "en"
    )
    row = next(row for row in exhibit.values.rows if row[1].value == "S2")
    assert (row[2].printed, row[2].reason) == ("unknown", "not given: start and running cost")
    assert [cell.reason for cell in row if not cell.known and cell.reason.startswith("nobody")] == [
        "nobody has said"
    ] * 2
    assert exhibit.draw is not None
    exhibit.draw()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_chart_leaves_to_the_table_what_it_cannot_hold(tmp_path: Path, lang: Lang) -> None:
    exhibit = build("4.9", client_of(tmp_path, *(offer(number) for number in range(1, 18))), lang)
    assert exhibit.draw is not None
    figure = exhibit.draw()
    assert len(rows_of(exhibit, "solution")) == 17
    texts = [text.get_text() for text in figure.axes[0].texts] + [
        child.get_text() for child in figure.axes[0].get_children() if hasattr(child, "get_text")
    ]
    assert ("另有3项方案见表格" if lang == "zh" else "3 more solutions stand in the table") in texts


FIGURES: Mapping[str, Any] = {
    **dict.fromkeys(
        ("best", "chosen", "lacks", "spare", "unweighed", "left_out", "which", "first", "second", "then"),
        Names((Name("S1", "S1"), Name("S10", "S10"))),
    ),
    **dict.fromkeys(
        (
            "budget",
            "worth",
            "cost",
            "chosen_worth",
            "chosen_cost",
            "gap",
            "over_cost",
            "gain",
            "behind",
            "extra",
            "limit",
        ),
        Money(208825, "CNY"),
    ),
    **dict.fromkeys(("effort", "days", "chosen_days", "over_days"), Number(120)),
    "months": Count(36),
    "share": Percent(0.01),
    "rate": Percent(0.1),
    "unit": "¥",
    "what": "x",
}


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_sentence_can_be_said(lang: Lang, number: int) -> None:
    messages = [message_id for message_id in message_ids() if message_id.startswith("solutions.selection.")]
    said = [say(lang, message_id, **FIGURES, n=Count(number)) for message_id in messages]
    assert len(messages) > 60 and all(said) and not any("{" in sentence for sentence in said)


def test_every_rule_has_a_title() -> None:
    messages = message_ids()
    rules = {
        message_id.rpartition(".")[0]
        for message_id in messages
        if message_id.startswith("solutions.selection.") and message_id.endswith(".so_what")
    }
    assert len(rules) > 20 and all(f"{rule}.title" in messages for rule in rules)
