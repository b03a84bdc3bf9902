"""The exhibits of chapter 6 together: every sample, cards without inputs, unknown cells with their reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from playbook.client import load_client
from playbook.client.tables import CLIENT_TABLES
from playbook.exhibits.exhibit import MIME_TYPE
from playbook.text import has, message_ids
from playbook.units import Lang
from tests.builders.client_plan import CONTACTS, FORM, PROGRAMMES, TEAM, task
from tests.builders.clients import DATA, build, make_client, printed
from tests.builders.samples import sample
from tests.charts.support import crossed_by_leaders, drawn_texts, overlaps

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


def test_without_inputs_cards_ask_for_them() -> None:
    client = load_client("bare-minimum", root=DATA)
    asked = {
        exhibit_id: [item["table"] for item in build(exhibit_id, client, "en").extra["collect"]]
        for exhibit_id in ("6.1", "6.4")
    }
    assert asked == {"6.1": ["programmes.csv", "tasks.csv"], "6.4": ["progress.csv", "progress_roles.csv"]}


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


CLIENTS = ("pingan-life-fuzhou", "harbour-hotels", "bare-minimum")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("exhibit_id", ["6.2", "6.3"])
@pytest.mark.parametrize("client", CLIENTS)
def test_every_client_has_the_exhibit_or_its_card(client: str, exhibit_id: str, lang: Lang) -> None:
    found = build(exhibit_id, sample(client), lang)
    bundle = found._repr_mimebundle_()
    assert bundle[MIME_TYPE]["id"] == exhibit_id
    assert (found.kind == "card") == (client == "bare-minimum")
    unknown = [cell for line in found.values.rows for cell in line if not cell.known]
    assert all(cell.reason for cell in unknown)


def test_the_titles_of_the_published_case() -> None:
    client = sample("pingan-life-fuzhou")
    assert (
        build("6.2", client, "en").title
        == "The plan counts at least 120 contacts a year; whether the team can keep them up is not known"
    )
    assert (
        build("6.3", client, "en").title
        == "The visit planned for 15 January 2003 has no record that it took place, and no further one is planned"
    )
    assert build("6.3", client, "en").status == "estimated"  # its words are ours


def test_the_titles_of_the_second_sample() -> None:
    client = sample("harbour-hotels")
    assert [build(exhibit_id, client, "en").title for exhibit_id in ("6.1", "6.2", "6.3")] == [
        (
            "The technical support manager needs 15 days in February 2026 and has 13, and one task starts 19 days too"
            " early"
        ),
        "The account manager is to make 88–176 contacts a year and can keep up 84: even the least is 4 too many",
        "The next visit is on 4 December 2025 at 10:00; one planned visit is overdue",
    ]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_row_of_blanks_comes_out(tmp_path: Path, lang: Lang) -> None:
    client = make_client(
        tmp_path,
        {
            "communications": [{"communication": "k1", "channel": "Visit", "audience": "Board"}],
            "visits": [{"visit": "1"}],
            "programmes": [{"programme": "P1", "name": "One"}],
            "tasks": [{"task": "t1", "programme": "P1", "name": "Task"}],
        },
    )
    for exhibit_id in ("6.1", "6.2", "6.3"):
        found = build(exhibit_id, client, lang)
        found._repr_mimebundle_()
        assert all(cell.reason for line in found.values.rows for cell in line if not cell.known)


def test_every_field_of_a_finding_has_its_title() -> None:
    """Each rule with a so-what has a title: the plan on one page prints it."""
    assert [
        name
        for name in message_ids()
        if name.startswith(("planning.programmes.", "planning.communication.", "planning.visits."))
        and name.endswith(".so_what")
        and not has(name.replace(".so_what", ".title"))
    ] == []


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
