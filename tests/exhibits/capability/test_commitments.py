"""Exhibit 5.4 as printed: what a director signs."""

from __future__ import annotations

from pathlib import Path

from playbook.client import load_client
from tests.builders.clients import DATA, build, make_client, printed
from tests.builders.promises import BASE, POOL


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
