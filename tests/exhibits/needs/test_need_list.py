"""Exhibit 3.9: every client in both languages, figures as printed, unknown cells with their reason, nothing cut."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.client import load_client
from playbook.units import Lang
from tests.builders.clients import build, make_client, printed
from tests.builders.latent import units
from tests.builders.need_list import stated
from tests.charts.support import drawn_texts, overlaps, texts

SAMPLES = ("pingan-life-fuzhou", "harbour-hotels")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("exhibit_id", ["3.9"])
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
@pytest.mark.parametrize(("exhibit_id", "tables"), [("3.9", 6)])
def test_without_input_it_is_a_card(exhibit_id: str, tables: int, lang: Lang) -> None:
    found = build(exhibit_id, load_client("bare-minimum"), lang)
    assert (found.kind, len(found.extra["collect"])) == ("card", tables)


def test_needs_as_printed() -> None:
    found = build("3.9", load_client("harbour-hotels"), "en")
    place = printed(found, "need").index("Win-back of mobile from Skylark Mobile")
    row = [cell.printed for cell in found.values.rows[place]]
    assert row[5:8] == ["≥ £3,990", "40%", "£1,596"]
    assert row[8].endswith("6 of 7 amounts are known; also found as: mobile at the level of its peers (£4,802)")
    upgrade = printed(found, "need").index("More bandwidth for Lantern Quay Hotel")
    assert printed(found, "evidence")[upgrade] == "Has 100M, needs 200M; fibre 200M at £840, less £155 today"
    assert printed(found, "need")[-1] == "Total"


def test_every_need_is_in_the_table_though_not_every_one_is_drawn() -> None:
    found = build("3.9", load_client("pingan-life-fuzhou"), "en")
    assert found.draw is not None
    assert sum(name.startswith("Backup line to") for name in printed(found, "need")) == 14
    assert "Backup lines to 14 sites" in texts(found.draw())
    unknown = [row[5] for row in found.values.rows if not row[5].known]
    assert {cell.reason for cell in unknown} == {
        "nobody has given an amount",
        "no list price to go by",
        "what the rival earns is not known",
    }


def test_the_published_title_claims_only_what_has_a_size() -> None:
    found = build("3.9", load_client("pingan-life-fuzhou"), "zh")
    assert found.title.startswith("22项需求中18项客户从未提出，只有2项有金额")
    assert found.status == "partly_illustrative"
    assert "先取得线路价格表，可算出其中15项" in found.so_what[1]


def test_a_need_alone_is_drawn_without_the_other_kind(tmp_path: Path) -> None:
    found = build("3.9", make_client(tmp_path, {"needs": [stated()]}), "en")
    assert found.draw is not None
    assert "never asked for" not in texts(found.draw())
    assert found.title == "The one need that the client has stated has no size yet: speed"
    assert printed(found, "amount")[0] == "unknown"


def test_a_need_of_units_and_of_the_whole_client_says_so(tmp_path: Path) -> None:
    tables = units(("a", "voice", "rival", 350)) | {"needs": [stated()]}
    assert printed(build("3.9", make_client(tmp_path, tables), "en"), "sites") == ["A", "the whole client", "–"]
