"""Exhibits 6.1 and 6.4: published figures as printed, unknown cells with their reason, cards without inputs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from playbook.client import load_client
from playbook.client.tables import CLIENT_TABLES
from playbook.exhibits.exhibit import Exhibit
from playbook.units import Lang
from tests.steps.test_planning import CONTACTS, FORM, PROGRAMMES, TEAM, task
from tests.support import DATA, build, make_client, printed

ROLES = [
    {"project": "7", "contact": "a", "attitude_before": "C", "attitude_now": "B", "on": "2003-01-20"},
    {"project": "7", "contact": "b", "attitude_before": "B", "attitude_now": "C-", "on": "2003-01-20"},
]
TABLES: dict[str, Any] = {
    "programmes": PROGRAMMES,
    "team": TEAM,
    "tasks": [task(1, milestone="yes"), task(2)],
    "contacts": [row | {"department": "Office"} for row in CONTACTS],
    "progress": [FORM | {"breakthroughs": "Trust", "opinion": "Go on"}],
    "progress_roles": ROLES,
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


def test_the_published_progress_as_printed() -> None:
    shown = published("6.4", "zh")
    assert shown.title == "3位关键角色的态度全部向我方移动，电脑部经理已到B+"
    assert list(zip(printed(shown, "before"), printed(shown, "now"), printed(shown, "shift"), strict=True))[:4] == [
        ("C", "B", "+1.00"),
        ("B", "B+", "+0.33"),
        ("D", "C", "+1.00"),
        ("+0.17", "+0.89", "+0.72"),
    ]
    notes = dict(zip(printed(shown, "role"), printed(shown, "note"), strict=True))
    assert (notes["现进度"], notes["专案目标"], notes["行业经理评估意见"]) == (
        "未知",
        "电话回访中心由网通转到我方",
        "未知",
    )


def test_the_published_programmes_as_printed() -> None:
    shown = published("6.1", "en")
    assert shown.title == "We have 9 of 22 tasks under way and 7 more to start by 30 June 2003, but 4 have no owner"
    programmes = [name for name in printed(shown, "programme") if name != "Load"]
    assert (len(programmes), printed(shown, "owner").count("unknown")) == (22, 4)
    assert list(dict.fromkeys(programmes)) == ["Programme one", "Programme two", "Programme three"]
    assert list(dict.fromkeys(filter(None, printed(shown, "brings")))) == [
        "S1, S5 and S6",
        "S2, S7, S8 and S9",
        "S3, S4, S9 and S10",
    ]


def test_a_slip_is_in_the_title_and_the_position_in_the_table() -> None:
    shown = build("6.4", load_client("harbour-hotels", root=DATA), "en")
    assert shown.title == "Of 4 key roles 3 moved towards us, but the finance director slipped from C+ to C"
    assert dict(zip(printed(shown, "role"), printed(shown, "note"), strict=True))["Position"] == "+1"


def test_without_inputs_cards_ask_for_them() -> None:
    client = load_client("bare-minimum", root=DATA)
    asked = {
        exhibit_id: [item["table"] for item in build(exhibit_id, client, "en").extra["collect"]]
        for exhibit_id in ("6.1", "6.4")
    }
    assert asked == {"6.1": ["programmes.csv", "tasks.csv"], "6.4": ["progress.csv", "progress_roles.csv"]}


def test_tasks_without_any_date_or_owner_come_out(tmp_path: Path) -> None:
    shown = build(
        "6.1", make_client(tmp_path, {"programmes": PROGRAMMES, "tasks": [task(1, owner="", start="", end="")]}), "en"
    )
    assert shown.title == "Nothing is under way; 0 of 1 tasks start by 30 June 2003, but one has no owner"
    shown._repr_mimebundle_()


@pytest.mark.parametrize(("table", "column"), BLANKS)
def test_a_blank_cell_stays_unknown_in_every_exhibit(tmp_path: Path, table: str, column: str) -> None:
    rows = [dict(row) for row in TABLES[table]]
    rows[0][column] = ""
    client = make_client(tmp_path, TABLES | {table: rows})
    for exhibit_id, tables in {"6.1": ("tasks",), "6.4": ("contacts", "progress", "progress_roles")}.items():
        shown = build(exhibit_id, client, "en")
        shown._repr_mimebundle_()
        unknown = [cell for row in shown.values.rows for cell in row if not cell.known]
        assert all(cell.reason for cell in unknown)
        if table in tables and column not in ("solution", "on"):
            assert len(unknown) > _unknown_before(tmp_path / "before", exhibit_id), (exhibit_id, table, column)


def _unknown_before(folder: Path, exhibit_id: str) -> int:
    shown = build(exhibit_id, make_client(folder, TABLES), "en")
    return sum(not cell.known for row in shown.values.rows for cell in row)
