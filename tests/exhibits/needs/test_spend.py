"""Exhibit 3.2: every client in both languages, published figures as printed, what is known beside what is expected."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.client import Client, load_client
from playbook.exhibits.exhibit import MIME_TYPE
from playbook.units import Lang
from tests.builders.clients import Rows, build, make_client, printed
from tests.builders.spend import MOVES, PARTS

CLIENTS = ("pingan-life-fuzhou", "harbour-hotels", "bare-minimum")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("exhibit_id", ["3.2"])
@pytest.mark.parametrize("client", CLIENTS)
def test_every_client_has_the_exhibit_or_its_card(client: str, exhibit_id: str, lang: Lang) -> None:
    found = build(exhibit_id, load_client(client), lang)
    bundle = found._repr_mimebundle_()
    assert found.title
    assert bundle[MIME_TYPE]["id"] == exhibit_id
    assert found.kind != "card"


def test_published_spend_as_printed() -> None:
    found = build("3.2", load_client("pingan-life-fuzhou"), "zh")
    assert printed(found, "amount") == [
        "28,184.12元",
        "28,120.83元",
        "3,918.55元",
        "3,784.30元",
        "64,007.80元",
        "64,007.81元",
    ]
    assert printed(found, "share") == ["44.0%", "44.0%", "6.1%", "5.9%", "100.0%", "–"]
    assert "各业务合计64,007.80元，档案总额64,007.81元，相差0.01元，为尾差。" in found.so_what
    assert "中国网通7,703元（12%）" in found.so_what[0]


def test_contracts_stand_beside_the_services() -> None:
    found = build("3.2", load_client("harbour-hotels"), "en")
    assert printed(found, "contract_HH-2002")[-2:] == ["£16,174.43", "–"]
    assert printed(found, "contract_0410077")[0] == "£1,491.15"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("amounts", [(600, -100), (0, 0), (5, 0)])
def test_credits_and_zeros_are_drawn(tmp_path: Path, amounts: tuple[float, float], lang: Lang) -> None:
    bills = [
        {"from": "2002-10", "to": "2002-12", "service": service, "amount_month": amount}
        for service, amount in zip(("data", "voice"), amounts, strict=True)
    ]
    found = build("3.2", make_client(tmp_path, {"bills": bills}), lang)
    found._repr_mimebundle_()
    assert all(cell.reason for row in found.values.rows for cell in row if not cell.known)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_unknown_contested_part_is_shown_as_unknown(tmp_path: Path, lang: Lang) -> None:
    found = build(
        "3.2",
        make_client(tmp_path, {"moves": MOVES, "competition_services": [{**PARTS[0], "share": ""}, PARTS[1]]}),
        lang,
    )
    found._repr_mimebundle_()
    unknown = "未知" if lang == "zh" else "unknown"
    assert printed(found, "exposed")[1:] == [unknown, unknown]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_two_moves_on_one_service_share_its_bracket(tmp_path: Path, lang: Lang) -> None:
    moves = [*MOVES, {**MOVES[0], "move": "m2", "operator": "other"}]
    found = build("3.2", make_client(tmp_path, {"moves": moves, "competition_services": PARTS}), lang)
    found._repr_mimebundle_()
    assert printed(found, "exposed")[1] in ("400.00元", "¥400.00")


def lagging(folder: Path, **tables: Rows) -> Client:
    """Data in three months at 10,000, voice in two at 90,000; the third is missing."""
    months = ("2002-10", "2002-11", "2002-12")
    data: Rows = [
        {"from": month, "to": month, "contract": "A", "service": "data", "amount_month": 10_000} for month in months
    ]
    voice: Rows = [
        {"from": month, "to": month, "contract": "B", "service": "voice", "amount_month": 90_000}
        for month in months[:2]
    ]
    return make_client(folder, {"bills": [*data, *voice], **tables})


def test_where_bills_are_missing_known_stands_beside_expected(tmp_path: Path) -> None:
    found = build("3.2", lagging(tmp_path), "en")
    assert "100% = at least ¥70,000.00 (¥100,000.00 expected)" in found.subtitle
    assert found.subtitle.endswith("Bills lack 1 month: what is expected fills it with the average of the others")
    assert printed(found, "service") == [
        "Voice",
        "Data",
        "Total",
        "Of which lacks bills: voice on contract B, billed to 2002-11",
    ]
    assert printed(found, "amount") == ["¥90,000.00", "¥10,000.00", "¥100,000.00", "¥90,000.00"]
    assert printed(found, "known") == ["¥60,000.00", "¥10,000.00", "¥70,000.00", "¥60,000.00"]
    asked = "Ask billing about voice on contract B (billed to 2002-11), and note an end in contracts.csv."
    assert found.so_what[1] == f"Ended, or a bill missing? {asked}"
    assert (found.status, found.extra) == ("estimated", {"total_rows": 2})


def test_every_place_prints_known_and_expected(tmp_path: Path) -> None:
    client = lagging(tmp_path)
    summary = build("6.0", client, "en")
    assert summary.extra["ask"][0].startswith("Acme pays us at least ¥70,000 (¥100,000 expected) a month.")
    assert summary.extra["figures"][0]["value"] == "¥100,000"
    assert summary.extra["figures"][0]["note"] == "average of 2002-10 to 2002-12, expected; known: at least ¥70,000"
    assert (summary.extra["facts"]["revenue_month"], summary.extra["facts"]["revenue_month_known"]) == (100_000, 70_000)
    assert "at least ¥70,000.00 (¥100,000.00 expected)" in build("3.1", client, "en")._repr_mimebundle_()["text/html"]
    assert "至少70,000.00元（预计100,000.00元）" in build("3.1", client, "zh")._repr_mimebundle_()["text/html"]


def test_the_waterfall_and_the_range_start_from_what_is_expected(tmp_path: Path) -> None:
    solution = {
        "solution": "S1",
        "name": "More",
        "service": "data",
        "chosen": "yes",
        "start_month": 1,
        "benefit_base_month": 500,
    }
    client = lagging(tmp_path, solutions=[solution])
    bars = build("4.7", client, "en")
    assert printed(bars, "bar")[0] == "Average a month, Q4 2002, expected (at least ¥70,000)"
    assert printed(bars, "amount")[0] == "¥100,000.00"
    assert "today, expected (bills are missing)" in printed(build("4.8", client, "en"), "what")


def test_what_looks_renumbered_is_said_and_counts_once(tmp_path: Path) -> None:
    turned = (("2002-10", "A-1"), ("2002-11", "A-1"), ("2002-12", "A-2"))
    bills: Rows = [
        {"from": month, "to": month, "contract": contract, "service": "data", "amount_month": 30_000}
        for month, contract in turned
    ]
    client = make_client(tmp_path, {"bills": bills})
    found = build("3.2", client, "en")
    assert printed(found, "service") == [
        "Data",
        "Total",
        "Looks renumbered: data on contract A-1 → data on contract A-2, from 2002-12",
    ]
    assert found.so_what[1].startswith(
        "Counted once, since they look renumbered: data on contract A-1 → data on contract A-2 (2002-12)."
    )
    assert build("6.0", client, "en").extra["facts"]["revenue_month"] == 30_000


def test_bills_that_are_left_out_are_counted(tmp_path: Path) -> None:
    months = ("2002-09", "2002-10", "2002-11", "2002-12", "2003-01")
    bills: Rows = [
        {"from": month, "to": month, "contract": "A", "service": "data", "amount_month": 100} for month in months
    ]
    bills = [*bills, {"from": "2002-03", "to": "2002-03", "contract": "old", "service": "voice", "amount_month": 7}]
    found = build("3.2", make_client(tmp_path, {"bills": bills}), "en")
    assert found.subtitle.endswith(
        ". 2 earlier bills are outside this period. One bill of months that had not ended is left out"
    )
    assert printed(found, "service")[-1] == "Stopped: voice on contract old, billed to 2002-03"
