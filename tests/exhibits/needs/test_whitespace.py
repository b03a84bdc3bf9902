"""Exhibit 3.10: every client in both languages, figures as printed, unknown cells with their reason, nothing cut."""

from __future__ import annotations

import pytest

from playbook.client import load_client
from playbook.units import Lang
from tests.builders.clients import build, printed
from tests.charts.support import drawn_texts, overlaps

SAMPLES = ("pingan-life-fuzhou", "harbour-hotels")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("exhibit_id", ["3.10"])
@pytest.mark.parametrize("client", SAMPLES)
def test_the_exhibit_comes_out_with_a_clean_chart(client: str, exhibit_id: str, lang: Lang) -> None:
    found = build(exhibit_id, load_client(client), lang)
    assert found.internal
    assert found.so_what
    assert found.notes
    assert found.draw is not None
    boxes = drawn_texts(found.draw())
    assert overlaps(boxes) == []
    assert [text for text, _ in boxes if "…" in text] == []
    assert [text for text, box in boxes if box.x1 > 780 or box.x0 < 0] == []
    assert all(cell.known or cell.reason for row in found.values.rows for cell in row)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("exhibit_id", "tables"), [("3.10", 1)])
def test_without_input_it_is_a_card(exhibit_id: str, tables: int, lang: Lang) -> None:
    found = build(exhibit_id, load_client("bare-minimum"), lang)
    assert (found.kind, len(found.extra["collect"])) == ("card", tables)


def test_the_whitespace_map_as_printed() -> None:
    found = build("3.10", load_client("harbour-hotels"), "en")
    assert (
        found.title
        == "We hold 28 of 45 pairs of unit and service, rivals 8 (at least £3,990 a month); 3 are open and 3 unknown"
    )
    cells = {(row[0].printed, row[1].printed): row for row in found.values.rows}
    assert [cell.printed for cell in cells["Grand Parade Hotel", "Mobile"]][2:] == [
        "a rival's",
        "Skylark Mobile",
        "£980",
    ]
    assert cells["Marina Hotel", "Voice lines"][2].reason == "no row in unit_services.csv"
    assert cells["Marina Hotel", "Leased lines"][2].reason == "the holder is left blank"
    assert cells["Marina Hotel", "Mobile"][4].reason == "the amount is not given"


def test_published_bills_stand_in_the_map() -> None:
    found = build("3.10", load_client("pingan-life-fuzhou"), "zh")
    assert printed(found, "amount")[:4] == ["28,121元", "3,919元", "3,784元", "28,184元"]
    assert found.title == "8个单位、4项业务共32格，其中26格不知由谁服务；我方4格，对手2格（金额未知）"
