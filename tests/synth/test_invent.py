"""The outlines: plausible as a crowd, consistent one by one, and each independent of the others."""

from __future__ import annotations

from collections import Counter

import pytest

from playbook.client.tables import CLIENT_TABLES
from playbook.synth.book import tables_of
from playbook.synth.draw import stream
from playbook.synth.gaps import with_gaps
from playbook.synth.invent import LARGEST, invent, size_of
from playbook.synth.outline import Outline, Rows
from playbook.synth.words import words


@pytest.fixture(scope="module")
def crowd() -> list[Outline]:
    return [invent(11, index) for index in range(1, 501)]


def top_fifth(revenues: list[float]) -> float:
    ordered = sorted(revenues, reverse=True)
    return sum(ordered[: len(ordered) // 5]) / sum(ordered)


def test_a_fifth_of_the_clients_pay_about_four_fifths(crowd: list[Outline]) -> None:
    assert 0.7 <= top_fifth([outline.size for outline in crowd]) <= 0.88
    for market in words("markets"):
        assert 0.6 <= top_fifth([outline.revenue_month for outline in crowd if outline.market == market]) <= 0.92


def test_a_size_is_between_the_smallest_and_the_largest() -> None:
    draw = stream("sizes")
    sizes = sorted(size_of(draw) for _ in range(4000))
    assert sizes[0] >= 1 and sizes[-1] <= LARGEST
    # Half of a Pareto with exponent 0.8, cut off at 400: 1 - u (1 - 400^-0.8) = 0.5041 at u = 0.5, to the power of -1 /
    # 0.8.
    assert sizes[2000] == pytest.approx(0.50414 ** (-1 / 0.8), rel=0.06)


def test_the_crowd_is_mixed(crowd: list[Outline]) -> None:
    industries, languages, markets = (
        Counter(getattr(outline, name) for outline in crowd) for name in ("industry", "language", "market")
    )
    assert set(industries) == set(words("industries")) and max(industries.values()) < 150
    assert 175 <= languages["zh"] <= 325 and languages["zh"] + languages["en"] == 500
    assert set(markets) == set(words("markets")) and min(markets.values()) > 50
    assert {outline.city["currency"] for outline in crowd} == {"CNY", "GBP"}
    sites = [len(outline.sites) for outline in crowd]
    assert min(sites) == 1 and 25 <= max(sites) <= 60
    assert {len(outline.months) for outline in crowd} >= {12, 24, 36, 48}


def test_large_clients_have_more_sites_and_staff(crowd: list[Outline]) -> None:
    ordered = sorted(crowd, key=lambda outline: outline.size)
    small, large = ordered[:100], ordered[-100:]
    for count in (
        lambda outline: len(outline.sites),
        lambda outline: outline.employees,
        lambda outline: len(outline.offers),
    ):
        assert sum(map(count, large)) > 1.2 * sum(map(count, small))


def test_names_and_ids_are_different(crowd: list[Outline]) -> None:
    assert len({outline.id for outline in crowd}) == 500
    assert len({outline.name.en for outline in crowd}) >= 499 and len({outline.name.zh for outline in crowd}) >= 499


def test_another_seed_makes_other_clients() -> None:
    assert [invent(1, index).name for index in (1, 2, 3)] != [invent(2, index).name for index in (1, 2, 3)]


def test_most_clients_have_every_table_and_some_lack_some(crowd: list[Outline]) -> None:
    names = {name: Rows() for name in tables_of(crowd[0])}
    kept = [set(with_gaps(outline, {}, names)[1]) for outline in crowd]
    assert all("bills" in tables for tables in kept)
    assert 30 <= sum(len(tables) < len(names) for tables in kept) <= 90
    assert 2 <= sum(len(tables) == 4 for tables in kept) <= 25


def test_a_table_goes_with_those_that_refer_to_it(crowd: list[Outline]) -> None:
    names = {name: Rows() for name in tables_of(crowd[0])}
    for outline in crowd:
        kept = set(with_gaps(outline, {}, names)[1])
        for table in CLIENT_TABLES:
            needed = {column.refers.partition(".")[0] for column in table.columns if column.required and column.refers}
            assert table.name not in kept or needed & set(names) <= kept, (outline.id, table.name)


def test_the_parts_agree_with_each_other(crowd: list[Outline]) -> None:
    for outline in crowd[:30]:
        tables = tables_of(outline)
        sites = {row["site"] for row in tables["sites"]}
        assert len(sites) == len(outline.sites)
        single = {site.id for site in outline.sites if site.flaw == "single"}
        backed = {row["from_site"] for row in tables["links"] if (row["role"], row["state"]) == ("backup", "existing")}
        assert not single & backed
        assert all(
            row["end"] is None or row["end"] <= outline.month() or row["kind"] == "agreement"
            for row in tables["events"]
        )
        assert all(
            row["done_on"] is None or row["done_on"] <= outline.as_of for row in (*tables["tasks"], *tables["visits"])
        )
        assert {row["solution"] for row in tables["tasks"]} == {offer.id for offer in outline.chosen}
        lost = [row for row in tables["events"] if row["kind"] == "loss"]
        assert not lost or any(threat.stage == "in_service" for threat in outline.threats)
        rated = {row["operator"] for row in tables["unit_services"] if row["holder"] == "rival"}
        assert rated <= {threat.operator for threat in outline.threats}
        assert {row["kpi"] for row in tables["kpi_values"]} == {row["kpi"] for row in tables["kpis"]}
        parts = [row["target"] for row in tables["kpi_values"] if row.get("service")]
        assert not parts or sum(parts) == next(
            row["target"] for row in tables["kpi_values"] if row["month"] == outline.month()
        )
