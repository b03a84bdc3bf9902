"""What an exhibit says where something it rests on is not on record: in its source line, in its cells, in its
sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.client import Client
from playbook.families.plan import PLAN
from playbook.steps.industry.analysis import analyse
from playbook.text import say
from tests.builders.clients import Rows, build, make_client, printed
from tests.exhibits.variants import TABLES, Variant, made, sample

#: Of 1,000 a month the client spends 600 on data and 400 on voice; its industry 500, 300 and 200.
MARKET: dict[str, Rows] = {
    "services": [
        {"service": "data", "name": "Data"},
        {"service": "voice", "name": "Voice"},
        {"service": "wifi", "name": "Wi-Fi"},
    ],
    "industries": [{"industry": "finance", "name": "Finance"}],
    "sub_industries": [{"sub_industry": "insurance", "name": "Insurance", "spend_month": 10000}],
    "service_usage": [
        {"industry": "finance", "service": service, "amount_month": amount}
        for service, amount in (("data", 500), ("voice", 300), ("wifi", 200))
    ],
}
TOTAL: Rows = [{"from": "2002-10", "to": "2002-12", "amount_month": 1000}]
FINANCE = {"industry": "finance", "sub_industry": "insurance"}


def lacking(client: str, table: str, column: str, folder: Path) -> Client:
    """The sample without a column, or a table."""
    found = made(Variant(client, table, column), folder)
    assert found is not None
    return found


def test_what_an_exhibit_rests_on_is_a_table_or_a_column_of_one() -> None:
    for exhibit_id in (exhibit_id for exhibit_id in PLAN.ids):
        build(exhibit_id, sample("bare-minimum"), "en")
    places = [place.partition(".") for builder in PLAN.builders.values() for place in builder.rests_on]
    assert len(places) > 40
    assert all(not column or TABLES[table].column(column) for table, _, column in places)


def test_the_source_line_ends_with_what_is_not_on_record(tmp_path: Path) -> None:
    scores = [
        {"service": "data", "operator": operator, "factor": factor, "score": "" if factor == "price" else 3}
        for operator in ("us", "rival")
        for factor in ("coverage", "stability", "price", "brand", "service_quality")
    ]
    client = make_client(tmp_path, {"scores": scores})
    assert build("2.2", client, "en").source == "scores.csv rows 2–11. Not on record: scores.csv score 2 of 10"
    assert build("2.2", client, "zh").source == "scores.csv 第2–11行。未登记：scores.csv score 2/10"
    whole = make_client(tmp_path / "whole", {"scores": [{**row, "score": 3} for row in scores]})
    assert build("2.2", whole, "en").source == "scores.csv rows 2–11"


@pytest.mark.parametrize(("none_in", "said"), [({}, True), ({"none_in": "team"}, False)])
def test_a_table_that_somebody_looked_into_is_on_record(tmp_path: Path, none_in: dict[str, str], said: bool) -> None:
    tables: dict[str, Rows] = {
        "programmes": [{"programme": "P1", "name": "One"}],
        "tasks": [{"task": "t1", "programme": "P1", "name": "Build", "start": "2003-02-01", "end": "2003-03-01"}],
    }
    source = build("6.1", make_client(tmp_path, tables, profile=none_in), "en").source
    assert ("team.csv" in source.partition("Not on record: ")[2]) is said


def test_with_a_control_total_a_service_without_a_bill_is_none(tmp_path: Path) -> None:
    shown = build("1.3", make_client(tmp_path, {"control_totals": TOTAL}, market=MARKET, profile=FINANCE), "en")
    assert printed(shown, "gap")[2:] == ["+¥100", "+¥100", "−¥200"]  # 600 - 500, 400 - 300, 0 - 200
    assert printed(shown, "signal")[2:] == ["in line", "dependency", "whitespace"]  # 1.2, 1.33, 0


def test_without_one_the_client_may_spend_more_on_it_and_its_mix_is_a_bound(tmp_path: Path) -> None:
    client = make_client(tmp_path, market=MARKET, profile=FINANCE)
    shown = build("1.3", client, "en")
    assert analyse(client).mix.side == "at_most"
    assert printed(shown, "quotient")[2:] == ["at most 1.20", "at most 1.33"]
    assert printed(shown, "gap")[2:] == ["at most +¥100", "at most +¥100"]
    assert printed(shown, "signal")[2:] == ["unknown", "unknown"]  # neither is certainly below 0.7
    assert any("in part only" in line or "only the client's or the industry's" in line for line in shown.so_what)


def test_where_the_industry_may_spend_more_a_dependency_is_certain_and_a_whitespace_is_not(tmp_path: Path) -> None:
    usage = [
        {**row, "amount_month": "" if row["service"] == "data" else row["amount_month"]}
        for row in MARKET["service_usage"]
    ]
    client = make_client(
        tmp_path, {"control_totals": TOTAL}, market={**MARKET, "service_usage": usage}, profile=FINANCE
    )
    mix = analyse(client).mix
    # of the industry 300 and 200 are known, of the client 1,000 in all: voice 400 / (300 x 2), Wi-Fi 0 / (200 x 2)
    assert mix.side == "at_least"
    assert list(mix.services["quotient"]) == pytest.approx([400 / 600, 0.0])
    assert list(mix.services["signal"]) == [None, None]


def test_that_no_rival_is_in_is_said_only_where_every_holder_is_known(tmp_path: Path) -> None:
    rows = [
        {"unit": "a", "name": "A", "service": "data", "holder": "us"},
        {"unit": "b", "name": "B", "service": "data", "holder": "none"},
    ]
    known = make_client(tmp_path / "known", {"unit_services": [*rows, *({**row, "service": "voice"} for row in rows)]})
    assert (
        build("3.10", known, "en").title
        == "We hold 2 of 4 pairs of unit and service, no rival is known to hold any; 2 are open"
    )
    partly = make_client(tmp_path / "partly", {"unit_services": rows})
    assert build("3.10", partly, "en").title == (
        "We hold 1 of 4 pairs of unit and service, open: 1; whether rivals hold any of the other 2 is not known"
    )


def test_what_no_solution_says_that_it_answers_is_not_counted_as_uncovered(tmp_path: Path) -> None:
    shown = build("4.2", lacking("harbour-hotels", "solutions", "needs", tmp_path), "en")
    totals = [row for row in shown.values.rows if row[0].printed.startswith("Needs with")]
    assert [row[1].printed for row in totals] == ["unknown", "unknown", "unknown"]
    assert set(printed(shown, "state")[:5]) == {"unknown"}
    assert shown.source.endswith("; solutions.csv needs 8 of 8")


@pytest.mark.parametrize(
    ("column", "said"),
    [
        ("build_days", "after building (days unknown, £18,500)"),
        ("build_cost_once", "after building (75 d, cost unknown)"),
    ],
)
def test_days_and_cost_of_building_are_each_known_or_not(tmp_path: Path, column: str, said: str) -> None:
    assert said in printed(build("5.2", lacking("harbour-hotels", "resources", column, tmp_path), "en"), "S2")


def test_the_engineers_needed_name_the_response_that_they_are_needed_for(tmp_path: Path) -> None:
    whole = build("5.3", sample("harbour-hotels"), "en")
    alone = build("5.3", lacking("harbour-hotels", "commitments", "", tmp_path), "en")
    rows = [{row[1].printed: row[3].printed for row in shown.values.rows} for shown in (whole, alone)]
    assert rows[0]["Engineers on a shift, to respond within 2 hours"] == "13"
    assert rows[1]["Engineers on a shift, to respond within 1 hour"] == "14"


def test_every_bound_is_said_in_both_languages() -> None:
    assert say("zh", "common.lacks", what="moves.csv") == "。未登记：moves.csv"
    assert say("en", "common.lacks", what="moves.csv") == ". Not on record: moves.csv"
