"""Exhibits 5.3, 5.4 and 5.5 as printed: what a director signs, in both languages, whatever is missing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from playbook.client import load_client
from playbook.text import has, message_ids
from playbook.units import Lang
from tests.steps.test_promises import BASE, GRADES, POOL, RESOURCES, client_of
from tests.support import DATA, build, make_client, printed

IDS = ("5.3", "5.4", "5.5")


def test_5_4_tells_what_to_sign() -> None:
    shown = build("5.4", load_client("harbour-hotels", root=DATA), "en")
    assert (
        shown.title
        == "3 of 7 promises can be signed today; availability of the Marina Hotel is over-promised, at 99.9% where"
        " 99.46% can be kept"
    )
    assert shown.so_what[0].startswith(
        "Promise at most 99.46% at Marina Hotel, 0.44 points less than asked; if a survey shows"
    )
    assert "£33,300, up to 75 days" in shown.so_what[1]
    verdicts = dict(zip(printed(shown, "commitment"), printed(shown, "verdict_name"), strict=True))
    assert verdicts["Availability of the Marina Hotel"] == "Do not sign"
    assert verdicts["Restoration of the new Ethernet lines"] == "Invest, then sign"
    assert verdicts["Availability of Wi-Fi at Cove Guest House"] == "Find out first"
    assert list(verdicts)[:3] == [
        "Availability of the large hotels",
        "Restoration of hosted voice",
        "Lead time of the new Ethernet lines",
    ]


def test_5_4_shows_every_site_and_by_how_much_is_over_promised() -> None:
    shown = build("5.4", load_client("harbour-hotels", root=DATA), "zh")
    rows = dict(
        zip(zip(printed(shown, "commitment"), printed(shown, "site"), strict=True), printed(shown, "over"), strict=True)
    )
    assert len(rows) == 17
    assert {place: over for place, over in rows.items() if over != "–"} == {
        ("游艇港酒店的可用率", "游艇港酒店"): "0.44个百分点",
        ("重大故障的响应时间", "集团总部"): "1小时",
    }
    assert shown.title == "7项承诺中今天可签3项；游艇港酒店的可用率属过度承诺：要求99.9%，只能做到99.46%"


def test_5_3_prints_times_and_the_pool() -> None:
    shown = build("5.3", load_client("harbour-hotels", root=DATA), "en")
    assert (
        shown.title == "Response to critical faults takes us 2 hours, the client needs 1 hour; 2 of 5 times fall short"
    )
    assert printed(shown, "verdict")[:6] == ["short", "short", "met", "met", "met", "unknown"]
    achieved = dict(zip(printed(shown, "measure"), printed(shown, "achieved"), strict=True))
    assert (achieved["Load"], achieved["Engineers busy on average"], achieved["Faults that wait"]) == (
        "87%",
        "10.4",
        "54%",
    )
    assert (
        achieved["Restoration that can be promised (95% of the faults)"],
        achieved["This client's faults a month"],
    ) == ("5.6 hours", "15")
    assert (
        shown.so_what[1]
        == "To respond within 2 hours in 95% of the faults a shift needs 13 engineers, not 12; as it is, promise 3"
        " hours."
    )


def test_5_5_ranks_by_value_for_cost() -> None:
    shown = build("5.5", load_client("harbour-hotels", root=DATA), "en")
    assert (printed(shown, "site"), printed(shown, "per_unit")) == (
        ["Ferry Terminal Hotel", "Lantern Quay Hotel"],
        ["£27", "£22"],
    )
    assert printed(shown, "months") == ["37", "46"]
    assert (
        shown.title
        == "Ferry Terminal Hotel first: each £1,000 spent there unlocks £27 a month; the 2 sites together unlock £800 a"
        " month"
    )


def test_5_5_of_the_published_case_asks_for_costs() -> None:
    shown = build("5.5", load_client("pingan-life-fuzhou", root=DATA), "zh")
    assert shown.title == "已选方案无须等待建设；可行的S2和S9在5个网点等待建设，牵住每月至少6,833元，费用未知"
    assert set(printed(shown, "cost_once")) == {"未知"}


@pytest.mark.parametrize("exhibit_id", IDS)
def test_they_are_internal(exhibit_id: str) -> None:
    assert build(exhibit_id, load_client("harbour-hotels", root=DATA), "en").internal


@pytest.mark.parametrize(
    ("exhibit_id", "tables"),
    [
        ("5.3", ["support_grades.csv"]),
        ("5.4", ["commitments.csv"]),
        ("5.5", ["resources.csv", "solutions.csv"]),
    ],
)
def test_without_its_tables_a_card_asks_for_them(exhibit_id: str, tables: list[str]) -> None:
    card = build(exhibit_id, load_client("bare-minimum", root=DATA), "en")
    assert (card.kind, [item["table"] for item in card.extra["collect"]]) == ("card", tables)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "change",
    [
        {"support_pools": []},
        {"support_pools": [{**POOL, "faults_hour": 9}]},
        {"support_pools": [{**POOL, "travel_hours": ""}]},
        {"links": []},
        {"support_grades": [{"grade": "a", "name": "Critical"}], "support_rivals": []},
        {"support_grades": [{**GRADES[0], "response_hours": 0}]},
        {"solutions": [], "resources": []},
        {"resources": [RESOURCES[0]]},
    ],
)
def test_whatever_is_missing_the_exhibits_come_out(tmp_path: Path, change: dict[str, object], lang: Lang) -> None:
    promises = [
        {"measure": "availability", "value": 0.999},
        {"sites": "one", "measure": "response_hours", "value": 1, "signed": "yes"},
        {"solution": "" if "solutions" in change else "S1", "measure": "lead_days", "value": 20},
        {"sites": "dim", "measure": "restoration_hours", "value": 3},
    ]
    client = client_of(tmp_path, *promises, **change)  # type: ignore[arg-type]
    for exhibit_id in IDS:
        shown = build(exhibit_id, client, lang)
        json.dumps(shown.as_json(), allow_nan=False)
        assert [
            (exhibit_id, cell)
            for row in shown.values.rows
            for cell in row
            if not (cell.known or cell.reason or shown.kind == "card")
        ] == []
        if shown.draw is not None:
            shown.draw()


def test_a_change_of_one_judgement_changes_the_verdict(tmp_path: Path) -> None:
    promise = {"commitment": "c1", "name": "Fast repair", "sites": "two", "measure": "restoration_hours", "value": 5}
    pools = {engineers: [{**POOL, "engineers": engineers}] for engineers in (2, 1)}
    clients = [
        make_client(tmp_path / str(number), {**BASE, "commitments": [promise], "support_pools": pool})
        for number, pool in pools.items()
    ]
    titles = [build("5.4", client, "en").title for client in clients]
    assert titles == [
        "The one promise can be signed today: fast repair, with 36 minutes in hand",  # 5 - 4.4 hours
        "None of 1 promises can be signed today; the support pool is overloaded, and fast repair cannot be kept",
    ]


def test_every_rule_has_a_title() -> None:
    rules = {
        message.rsplit(".", 1)[0]
        for message in message_ids()
        if message.startswith(("capability.support.", "capability.commitments.", "capability.builds."))
        and message.endswith(".so_what")
    }
    assert len(rules) > 30
    assert [rule for rule in rules if not has(f"{rule}.title")] == []
