"""Exhibits 4.1, 4.2 and 4.3: both samples in both languages, figures as printed, clean charts, cards where inputs are
missing."""

from __future__ import annotations

from functools import cache

import pytest

from playbook.client import Client, load_client
from playbook.exhibits.exhibit import Exhibit
from playbook.units import Lang
from tests.charts.support import drawn_texts, named, overlaps, texts
from tests.support import build, make_client, printed

SAMPLES = ("pingan-life-fuzhou", "harbour-hotels")
IDS = ("4.1", "4.2", "4.3")


@cache
def sample(client: str) -> Client:
    return load_client(client)


@cache
def built(exhibit_id: str, client: str, lang: Lang) -> Exhibit:
    return build(exhibit_id, sample(client), lang)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("exhibit_id", IDS)
@pytest.mark.parametrize("client", SAMPLES)
def test_the_exhibit_comes_out_with_a_clean_chart(client: str, exhibit_id: str, lang: Lang) -> None:
    found = built(exhibit_id, client, lang)
    assert found.internal
    assert 0 < len(found.so_what) <= 3
    assert len(found.notes) == 2
    assert found.draw is not None
    boxes = drawn_texts(found.draw())
    assert overlaps(boxes) == []
    assert [text for text, _ in boxes if "…" in text] == []
    assert [text for text, box in boxes if box.x1 > 780 or box.x0 < 0] == []
    assert all(cell.known or cell.reason for row in found.values.rows for cell in row)


@pytest.mark.parametrize("client", SAMPLES)
@pytest.mark.parametrize("exhibit_id", IDS)
def test_a_title_has_two_lines_at_most(client: str, exhibit_id: str) -> None:
    assert len(built(exhibit_id, client, "en").title) <= 150
    assert len(built(exhibit_id, client, "zh").title) <= 72


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("exhibit_id", "tables"), [("4.1", 1), ("4.2", 1), ("4.3", 3)])
def test_without_input_it_is_a_card(exhibit_id: str, tables: int, lang: Lang) -> None:
    found = build(exhibit_id, sample("bare-minimum"), lang)
    assert (found.kind, len(found.extra["collect"])) == ("card", tables)


def test_lines_as_printed() -> None:
    found = built("4.1", "pingan-life-fuzhou", "en")
    assert found.title.startswith(
        "42% of ¥758,000 a year comes from local calls; on 2 of 5 contested lines no initiative starts"
    )
    assert printed(found, "revenue")[:6] == ["¥320,000", "¥220,000", "¥89,000", "¥81,000", "¥48,000", "¥758,000"]
    assert printed(found, "revenue")[6:] == ["¥768,094", "¥338,209", "¥337,450", "¥92,434"]
    assert printed(found, "line")[-3] == "Note: Data, bills times twelve (the lines: ¥349,000)"
    assert printed(found, "feasibility")[0] == "I7 2.5 / 2.0; I8 3.0 / 2.5"
    assert found.draw is not None
    assert sorted(named(found.draw(), "alert-")) == ["alert-0", "alert-4"]


def test_lines_in_chinese_are_in_wan() -> None:
    found = built("4.1", "pingan-life-fuzhou", "zh")
    assert found.draw is not None
    assert "8.9万元" in texts(found.draw())
    assert "75.8万元" in found.so_what[1] and "76.8万元" in found.so_what[1]


def test_coverage_as_printed() -> None:
    found = built("4.2", "harbour-hotels", "en")
    assert found.title.startswith(
        "10 of 16 needs have a chosen solution; 4 have none at all (at least £5,519 a month), first of all broadband"
    )
    place = printed(found, "id").index("proposal-in-room")
    assert [cell.printed for cell in found.values.rows[place]][3:7] == ["£600", "only others", "–", "S7"]
    totals = [
        "Needs with a chosen solution",
        "Needs with others only",
        "Needs without a solution",
        "Ids that no need has",
    ]
    assert printed(found, "need")[-4:] == totals
    assert "S7 names guest-tv, which nobody has stated and no rule finds" in found.so_what[1]


def test_needs_of_one_rule_share_a_row_of_the_chart_and_not_of_the_table() -> None:
    found = built("4.2", "pingan-life-fuzhou", "en")
    assert found.draw is not None
    figure = found.draw()
    assert "Backup lines to 7 sites" in texts(figure)
    assert sum(name.startswith("Backup line to") for name in printed(found, "need")) == 14
    # S3, S7 and S10 answer nothing: greyed; S1 is chosen and answers the backup of seven counties.
    assert sorted(named(figure, "idle-")) == ["idle-2", "idle-6", "idle-9"]
    assert "mark-6-0-chosen" in named(figure, "mark-")


def test_designs_as_printed() -> None:
    found = built("4.3", "harbour-hotels", "en")
    assert printed(found, "design") == ["Today", "Broadband and wireless", "Weak spots mended", "Fibre and MPLS-VPN"]
    assert printed(found, "cost") == ["£16,955", "£8,815", "£18,320", "£23,280"]
    assert printed(found, "extra") == ["unknown", "−£8,140", "+£1,365", "+£6,325"]
    assert printed(found, "worst") == ["Marina Hotel", "Old Mill Inn", "Cove Guest House", "Old Mill Inn"]
    assert found.draw is not None
    drawn = texts(found.draw())
    assert {"3.9 hours", "17 minutes", "4.23G", "5 of 13"} <= set(drawn)


def test_published_designs_have_no_cost_and_say_why() -> None:
    found = built("4.3", "pingan-life-fuzhou", "en")
    place = [field.name for field in found.values.fields].index("cost")
    assert {(row[place].value, row[place].reason) for row in found.values.rows} == {(None, "no line has a price")}
    assert "independence is assumed" in found.so_what[1]
    assert "Get" not in found.title and found.title.startswith('"DDN design" cuts a site\'s mean loss from at least')


def test_solutions_without_a_need_on_record_have_no_chart(tmp_path: object) -> None:
    client = make_client(tmp_path, {"solutions": [{"solution": "S1", "name": "One", "effect": "new"}]})  # type: ignore[arg-type]
    found = build("4.2", client, "en")
    assert found.draw is None
    assert found.title == "No need is on record or found by a rule, so the one solution answers nothing known"
