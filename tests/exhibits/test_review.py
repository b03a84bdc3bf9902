"""Exhibits 6.5 to 6.8: titles as printed, figures of titles in the table, links, unknown cells with their reason."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from playbook.client import load_client
from playbook.exhibits.markup import table_html
from playbook.report.web.deck import _parts
from playbook.units import Lang
from tests.charts.support import crossed_by_leaders, drawn_texts, overlaps
from tests.steps.test_review import FAULTS, SOUND
from tests.support import build, make_client, printed

KINDS = {"6.5": "variance", "6.6": "risk_map", "6.7": "checklist", "6.8": "table"}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("exhibit_id", sorted(KINDS))
@pytest.mark.parametrize("client", ["pingan-life-fuzhou", "harbour-hotels"])
def test_both_samples_have_the_exhibit(client: str, exhibit_id: str, lang: Lang) -> None:
    found = build(exhibit_id, load_client(client), lang)
    assert (found.kind, found.internal) == (KINDS[exhibit_id], True)
    assert all(cell.known or cell.reason for row in found.values.rows for cell in row)
    if found.draw is not None:
        boxes = drawn_texts(found.draw())
        assert overlaps(boxes) == []
        assert [text for text, box in boxes if box.x0 < 0 or box.x1 > 780 or "…" in text] == []
        assert crossed_by_leaders(found.draw()) == []


@pytest.mark.parametrize(
    ("exhibit_id", "tables"),
    [("6.5", ["kpis.csv", "kpi_values.csv"]), ("6.6", ["risks.csv"]), ("6.8", ["solutions.csv"])],
)
def test_without_its_tables_there_is_a_card(exhibit_id: str, tables: list[str]) -> None:
    card = build(exhibit_id, load_client("bare-minimum"), "en")
    assert (card.kind, [item["table"] for item in card.extra["collect"]]) == ("card", tables)


def test_titles_as_printed() -> None:
    hotels, published = load_client("harbour-hotels"), load_client("pingan-life-fuzhou")
    assert (
        build("6.5", hotels, "en").title
        == "One of 6 KPIs is red: restoration of critical faults, 40.0% above plan; 1 amber, 3 green, 1 cannot be"
        " judged"
    )
    assert build("6.5", published, "zh").title == "3项指标目前没有一项能判断：第一个目标在2003年6月"
    assert (
        build("6.6", hotels, "en").title
        == "6 risks, an expected loss of at least £4,108 a month; the largest: “Northwave's Wi-Fi pilot spreads to more"
        " hotels” (40% of £4,800)"
    )
    assert build("6.8", hotels, "zh").title == "14项需求中2项从需求一路走到指标；4项没有已选方案，8项中途断开"


def test_the_figures_of_titles_stand_in_the_tables() -> None:
    kpis, risks = build("6.5", load_client("harbour-hotels"), "en"), build("6.6", load_client("harbour-hotels"), "en")
    assert {"+40.0%", "−3.5%"} <= set(printed(kpis, "variance_share"))
    assert {"+77", "−1,018", "−1,607", "+0.85", "+0.43", "45,600"} <= set(printed(kpis, "actual"))
    assert printed(risks, "expected")[-1] == "at least £4,108"
    assert "£4,800" in printed(risks, "amount")


def test_the_review_of_a_plan_with_one_fault(tmp_path: Path) -> None:
    found = build("6.7", make_client(tmp_path, {**SOUND, **FAULTS["no_owner"][0]}), "en")
    assert found.title.endswith("one fault: S1 has no owner")
    assert re.match(r"The plan scores \d+ of 100: complete 25, current 100, consistent 90;", found.title)
    row = [cell.printed for cell in found.values.rows[4]]
    assert row == ["fault", "S1 has no owner", "S1", "–", "Name the owner of a task of S1", "tasks.csv, row 2"]
    assert found.draw is not None
    found.draw()


def test_each_id_is_a_link_that_the_deck_rewrites(tmp_path: Path) -> None:
    found = build("6.8", make_client(tmp_path, dict(SOUND)), "en")
    links = re.findall(r'href="([^"]*)"', table_html(found.body))
    assert links == ["#x-3-9", "#x-4-2", "#x-5-2", "#x-5-4", "#x-6-1", "#x-6-1", "#x-6-5"]
    slides = "".join(part.html for part in _parts(found.as_json(), found.body))
    assert re.findall(r'href="([^"]*)"', slides) == [link.replace("#", "#/") for link in links]


def test_a_gap_is_marked_and_words_are_escaped(tmp_path: Path) -> None:
    tables = {**SOUND, **FAULTS["no_commitment"][0], "needs": [{**SOUND["needs"][0], "name": "<b>Faster</b>"}]}
    found = build("6.8", make_client(tmp_path, tables), "en")
    assert '<td class="pb-gap"><a href="#x-5-4">no promise</a></td>' in table_html(found.body)
    assert "&lt;b&gt;Faster&lt;/b&gt;" in table_html(found.body)
    assert printed(found, "gap") == ["promise"]


def test_needs_of_one_rule_with_the_same_chain_share_a_row() -> None:
    found = build("6.8", load_client("pingan-life-fuzhou"), "en")
    assert table_html(found.body).count("<tr>") - 1 < len(found.values.rows)
