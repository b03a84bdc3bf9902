"""What holds for several exhibits of step 4: clean charts, cards, unknown cells with their reason, every situation."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from playbook.client import Client, load_client
from playbook.client.tables import CLIENT_TABLES
from playbook.exhibits.exhibit import Exhibit
from playbook.units import Lang
from tests.builders.clients import DATA, build, make_client
from tests.builders.solutions import (
    TABLES,
    benefit,
    solution,
    with_amounts,
)
from tests.charts.support import drawn_texts, overlaps, texts

SAMPLES = ("pingan-life-fuzhou", "harbour-hotels")
#: Exhibits that rest on a single table, and how their cards name it; those that are about needs, lines and designs.
SCORED = ("4.4", "4.6", "4.7")
UNCERTAIN = ("4.5", "4.8")
DRAWN = ("4.1", "4.2", "4.3")
BLANKS = [
    (table.name, column.name)
    for table in CLIENT_TABLES
    if table.name in TABLES
    for column in table.columns
    if not column.required and TABLES[table.name][0].get(column.name) not in (None, "")
]
SITUATIONS: dict[str, list[dict[str, Any]]] = {
    "ranges": [benefit(1, 0, 50, 100), benefit(2, 0, 20, 40)],
    "no_ranges": [solution(1)],
    "no_ranges_open": [solution(1), solution(2, benefit_base_month="")],
    "none_chosen": [benefit(1, 0, 50, 100, chosen="no")],
    "undecided": [benefit(1, 0, 50, 100, chosen="")],
    "held": [benefit(1, 0, 50, ""), benefit(2, 1, 2, 3)],
    "unknown": [benefit(1, 0, "", 100), benefit(2, 0, 20, 40, start_month="")],
    "constant": [benefit(1, 50, 50, 50)],
}


@cache
def sample(client: str) -> Client:
    return load_client(client)


@cache
def built(exhibit_id: str, client: str, lang: Lang) -> Exhibit:
    return build(exhibit_id, sample(client), lang)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("exhibit_id", DRAWN)
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
@pytest.mark.parametrize("exhibit_id", DRAWN)
def test_a_title_has_two_lines_at_most(client: str, exhibit_id: str) -> None:
    assert len(built(exhibit_id, client, "en").title) <= 150
    assert len(built(exhibit_id, client, "zh").title) <= 72


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("exhibit_id", "tables"), [("4.1", 1), ("4.2", 1), ("4.3", 3)])
def test_without_input_it_is_a_card(exhibit_id: str, tables: int, lang: Lang) -> None:
    found = build(exhibit_id, sample("bare-minimum"), lang)
    assert (found.kind, len(found.extra["collect"])) == ("card", tables)


@pytest.mark.parametrize("exhibit_id", (*SCORED, *UNCERTAIN))
def test_without_solutions_a_card_asks_for_them(exhibit_id: str) -> None:
    card = build(exhibit_id, load_client("bare-minimum", root=DATA), "zh")
    assert (card.kind, [item["table"] for item in card.extra["collect"]]) == ("card", ["solutions.csv"])


@pytest.mark.parametrize(("table", "column"), BLANKS)
def test_a_blank_cell_stays_unknown_in_every_exhibit(tmp_path: Path, table: str, column: str) -> None:
    rows = [dict(row) for row in TABLES[table]]
    rows[0][column] = ""
    client = make_client(tmp_path, TABLES | {table: rows})
    for exhibit_id in SCORED:
        shown = build(exhibit_id, client, "en")
        shown._repr_mimebundle_()
        unknown = [cell for row in shown.values.rows for cell in row if not cell.known]
        assert all(cell.reason for cell in unknown)
        if _rests_on(exhibit_id, table, column):
            assert unknown, (exhibit_id, table, column)


def _rests_on(exhibit_id: str, table: str, column: str) -> bool:
    """Whether a column's first cell stands in the exhibit's table, itself or in what is computed from it."""
    shown = {
        ("4.4", "solutions"): {"line", "benefit_base_month", "technical", "policy", "chosen"},
        ("4.4", "service_lines"): {"revenue_year"},
        ("4.6", "solutions"): {"benefit_base_month", "technical", "policy", "contested", "start_month"},
        ("4.6", "initiatives"): {"benefit", "technical", "policy", "contested", "start_month"},
        ("4.7", "solutions"): {"benefit_base_month", "start_month", "chosen"},
        ("4.7", "erosions"): {"amount_month"},
    }
    return column in shown.get((exhibit_id, table), set())


def test_many_solutions_and_inputs_stay_legible(tmp_path: Path) -> None:
    """Twelve rows and nine inputs have room: of 14 solutions 11 are drawn and 3 counted; of 14 inputs 8 and 6."""
    rows = [
        benefit(number, 50, 100 + number, 200, name=f"Offer {number} of a name that needs two lines to be read")
        for number in range(10, 24)
    ]
    client = make_client(tmp_path, {"solutions": rows}, profile={"none_in": "erosions"})
    for exhibit_id, left in (("4.5", 3), ("4.8", 6)):
        shown = build(exhibit_id, client, "en")
        assert shown.draw is not None
        said = texts(shown.draw())
        assert any(f"{left} others" in line for line in said) and not any("…" in line for line in said)
        assert len(shown.values.rows) >= 14


@pytest.mark.parametrize("situation", SITUATIONS)
@pytest.mark.parametrize(("erosion", "target"), [(None, None), (10, 0.05), ("", 0.05), ("", None)])
def test_every_situation_comes_out_whole(tmp_path: Path, situation: str, erosion: object, target: object) -> None:
    client = with_amounts(tmp_path, *SITUATIONS[situation], erosion=erosion, target=target)
    for exhibit_id in UNCERTAIN:
        for lang in ("zh", "en"):
            shown = build(exhibit_id, client, lang)  # type: ignore[arg-type]
            said = " ".join((shown.title, shown.subtitle, *shown.so_what))
            assert "nan" not in said and (lang == "zh" or "unknown" not in said.replace("not known", ""))
            assert all(cell.known or cell.reason for row in shown.values.rows for cell in row)
            if shown.draw is not None:
                shown.draw()
