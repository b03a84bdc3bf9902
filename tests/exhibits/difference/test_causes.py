"""The rows behind a change, in a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.client import load_client
from playbook.units import Lang
from tests.builders.clients import differences, write_client
from tests.builders.difference_exhibits import LANGS, NOW, THEN, made, row


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
