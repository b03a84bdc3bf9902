"""Availability of sites worked by hand: one line, main and backup, a shared exchange, what is unknown; and the two
samples."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from playbook.client import Client, load_client
from playbook.steps.needs import reliability_graph
from playbook.steps.needs.availability import Availability, availability
from playbook.steps.needs.duration import Duration
from playbook.units import is_unknown
from tests.builders.clients import DATA, build, printed
from tests.builders.network import network

#: As assumed in data/assumptions.yaml: value, lower and upper bound.
DDN, EXCHANGE = (0.998, 0.995, 0.9995), (0.9999, 0.9995, 0.99999)


def row(client: Client, site: str) -> dict[str, Any]:
    return {str(key): value for key, value in availability(client).sites.set_index("site").loc[site].items()}


def rules(found: Availability) -> list[str]:
    return [finding.rule.removeprefix("needs.availability.downtime_") for finding in found.findings]


def test_one_line_and_its_two_exchanges(tmp_path: Path) -> None:
    found = row(network(tmp_path, [("1", "h", "a")], exchanges={"h": "y", "a": "x"}, sites="ha"), "a")
    assert found["low"] == found["high"] == pytest.approx(DDN[0] * EXCHANGE[0] ** 2)
    assert found["hours"] == pytest.approx(8760 * (1 - DDN[0] * EXCHANGE[0] ** 2))
    assert found["worst"] == pytest.approx(DDN[1] * EXCHANGE[1] ** 2)
    assert found["best"] == pytest.approx(DDN[2] * EXCHANGE[2] ** 2)
    assert (found["single"], found["exact"], found["ends"], found["unknown_ends"]) == (True, True, 2, 0)


def test_main_and_backup_through_one_exchange(tmp_path: Path) -> None:
    client = network(tmp_path, [("1", "h", "a"), ("2", "h", "a", "backup")], exchanges={"a": "x"}, sites="ha")
    assert row(client, "a")["low"] == pytest.approx(EXCHANGE[0] * (1 - (1 - DDN[0]) ** 2))


def test_an_exchange_that_is_not_known_is_left_out_and_counted(tmp_path: Path) -> None:
    client = network(tmp_path, [("1", "h", "a"), ("2", "h", "a", "backup")], sites="ha")
    found = availability(client)
    assert row(client, "a")["low"] == pytest.approx(1 - (1 - DDN[0]) ** 2)
    assert (found.unknown_ends, found.ends) == (4, 4)
    ends = next(finding for finding in found.findings if finding.rule == "needs.availability.downtime_ends")
    assert ends.figures["n"].printed("en") == "4"


def test_a_site_without_a_line_is_unknown_and_not_0(tmp_path: Path) -> None:
    client = network(tmp_path, [("1", "h", "a")], sites="hab")
    found = row(client, "b")
    assert all(is_unknown(found[name]) for name in ("low", "high", "worst", "best", "hours", "hours_later"))
    assert not found["connected"]
    assert list(availability(client).sites["site"]) == ["a", "b"]
    for lang in ("zh", "en"):
        build("3.5b", client, lang)._repr_mimebundle_()  # type: ignore[arg-type]
    assert printed(build("3.5b", client, "en"), "availability") == ["at most 99.80%", "unknown"]


def test_an_intended_line_counts_only_later(tmp_path: Path) -> None:
    client = network(
        tmp_path,
        [("1", "h", "a"), ("2", "h", "a", "backup", "intended"), ("3", "h", "b", "main", "intended")],
        sites="hab",
    )
    assert row(client, "a")["low"] == pytest.approx(DDN[0])
    assert row(client, "a")["later_low"] == pytest.approx(1 - (1 - DDN[0]) ** 2)
    assert is_unknown(row(client, "b")["low"])
    assert row(client, "b")["later_low"] == pytest.approx(DDN[0])
    assert rules(availability(client))[0] == "planned"


@pytest.mark.parametrize(
    ("lines", "lead"),
    [
        ([("1", "h", "a"), ("2", "h", "b"), ("3", "h", "b", "backup")], "needs.availability.downtime"),
        (
            [("1", "h", "a"), ("2", "h", "b"), ("3", "h", "c"), ("4", "h", "c", "backup")],
            "needs.availability.downtime_many",
        ),
        ([("1", "h", "a"), ("2", "h", "b"), ("3", "h", "c")], "needs.availability.downtime_even"),
        (
            [("1", "h", "a"), ("2", "h", "b"), ("3", "h", "b", "backup", "intended")],
            "needs.availability.downtime_many_planned",
        ),
        (
            [
                ("1", "h", "a"),
                ("2", "h", "b"),
                ("3", "h", "b", "backup", "intended"),
                ("4", "h", "a", "backup", "intended"),
            ],
            "needs.availability.downtime_mended",
        ),
        ([("1", "h", "a", "main", "intended")], "needs.availability.downtime_none"),
        ([("1", "h", "a"), ("2", "h", "a", "backup", "intended")], "needs.availability.downtime_planned"),
    ],
)
def test_each_situation_says_something_in_both_languages(
    tmp_path: Path, lines: list[tuple[str, ...]], lead: str
) -> None:
    client = network(tmp_path, lines)
    assert availability(client).findings[0].rule == lead
    for lang in ("zh", "en"):
        exhibit = build("3.5b", client, lang)  # type: ignore[arg-type]
        exhibit._repr_mimebundle_()
        assert (
            "{" not in exhibit.alt and "nan" not in exhibit.alt and not {"unknown", "未知"} & set(exhibit.alt.split())
        )


def test_a_network_too_large_is_shown_as_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ends = ("ha", "hb", "ab", "ac", "bc", "cd", "bd")
    client = network(tmp_path, [(pair, *pair) for pair in ends], sites="habcd")
    monkeypatch.setattr(reliability_graph, "_LINES_BEYOND", 0)  # beyond the limit one network is looked at
    limit = replace(client.assumptions["exact_links"], value=1.0)
    other = replace(client, assumptions={**client.assumptions, "exact_links": limit}, fingerprint="other")
    whole, found = availability(client), availability(other)
    assert (whole.exact, found.exact) == (True, False)
    both = found.sites.merge(whole.sites, on="site", suffixes=("", "_exact"))
    assert (both["low"] <= both["low_exact"] + 1e-12).all() and (both["low_exact"] <= both["high"] + 1e-12).all()
    assert "bounds" in rules(found)
    assert (
        found.findings[0].figures["hours"].printed("en") == "unknown"
    )  # bounds either way, and exchanges that are not known
    exhibit = build("3.5b", other, "en")
    assert "upper bounds" in exhibit.subtitle and "exact" not in exhibit.subtitle


def test_no_site_and_no_line_is_a_card() -> None:
    client = load_client("bare-minimum", root=DATA)
    assert availability(client).findings == ()
    assert build("3.5b", client, "en").kind == "card"


@pytest.mark.parametrize(
    ("hours", "en", "zh"),
    [
        (45.54, "46 hours", "46小时"),
        (9.96, "10 hours", "10小时"),
        (9.94, "9.9 hours", "9.9小时"),
        (1.0, "1.0 hours", "1.0小时"),
        (0.9, "54 minutes", "54分钟"),
        (1 / 60, "1 minute", "1分钟"),
        (0.001, "under a minute", "不到1分钟"),
        (float("nan"), "unknown", "未知"),
    ],
)
def test_hours_print_in_hours_or_minutes(hours: float, en: str, zh: str) -> None:
    assert (Duration(hours).printed("en"), Duration(hours).printed("zh")) == (en, zh)


def test_what_was_planted_in_the_second_sample() -> None:
    found = availability(load_client("harbour-hotels", root=DATA))
    sites = found.sites.set_index("site")
    # l21 alone: broadband 0.995, Eastquay Marsh and Castle Hill 0.9999 each
    assert sites.loc["marina", "low"] == pytest.approx(0.995 * 0.9999**2)
    assert found.sites["site"].tolist()[:3] == ["marina", "cove", "pier-head"]
    assert (found.unknown_ends, found.exact, found.status) == (0, True, "illustrative")
    # Pier Road is in series with main and backup: at least 0.0001 x 8760 = 0.876 hours; all others without a single
    # point stay below Cove's
    assert 0.876 < sites.loc["pier-head", "hours"] < 0.876 + 0.1
    assert sorted(sites.index[sites["single"].astype(bool)]) == ["marina", "pier-head"]
    assert rules(found)[:2] == ["planned", "next"]
    assert found.findings[0].figures["share"].printed("en") == "90%"


def test_dunes_hotel_of_the_second_sample_by_hand() -> None:
    """Main l13 (fibre) over Dunes Lane and Castle Hill to the head office; backup l14 (broadband) over Pier Road and
    Northgate to the data centre.

    With Castle Hill or Dunes Lane down (and with them l01 and all other ways that lead on from the data centre) only
    l14 and then l02, fibre over Northgate and Pier Road as l14 is, are left; with both up the data centre reaches the
    head office always but for a millionth.
    """
    main, backup, pair = 0.9995, 0.995, 0.9999**2
    expected = 8760 * ((1 - pair) * (1 - backup * main * pair) + pair * (1 - main) * (1 - backup * pair))
    hours = availability(load_client("harbour-hotels", root=DATA)).sites.set_index("site").loc["dunes", "hours"]
    assert hours == pytest.approx(expected, rel=0.002)


def test_the_published_network() -> None:
    found = availability(load_client("pingan-life-fuzhou", root=DATA))
    sites = found.sites.set_index("site")
    # DDN alone 0.998; through the exchange at its own end 0.998 x 0.9999; the head office directly, or over Shanghai by
    # 512K DDN and 2M
    assert sites.loc["icbc", "low"] == pytest.approx(0.998)
    assert sites.loc["fuqing", "low"] == pytest.approx(0.998 * 0.9999)
    assert sites.loc["head-office", "low"] == pytest.approx(1 - (1 - 0.998) * (1 - 0.998 * 0.999))
    assert sites.loc["hong-kong", "low"] == pytest.approx(0.998 * (1 - (1 - 0.998) * (1 - 0.998 * 0.999)))
    assert sites.loc["guangda", "low"] == pytest.approx(
        0.9999 * (1 - 0.002 * 0.005)
    )  # DDN and ISDN, both through Shuniu
    assert sites.loc["quanzhou-outlets", "low"] == pytest.approx(0.998 * (1 - 0.002 * 0.005))
    assert (found.ends, found.unknown_ends) == (62, 53)
    assert rules(found)[:2] == ["many_planned", "ends"]
    assert sites.loc["icbc", "status"] == "estimated" and found.status == "partly_illustrative"


@pytest.mark.parametrize("client", ["pingan-life-fuzhou", "harbour-hotels"])
def test_the_range_holds_the_value_and_planned_lines_never_harm(client: str) -> None:
    sites = availability(load_client(client, root=DATA)).sites
    assert (sites["worst"] <= sites["low"]).all() and (sites["high"] <= sites["best"]).all()
    assert (sites["later_low"] >= sites["low"] - 1e-12).all()


@pytest.mark.parametrize("client", ["pingan-life-fuzhou", "harbour-hotels"])
def test_the_table_holds_every_site_and_what_the_title_says(client: str) -> None:
    exhibit = build("3.5b", load_client(client, root=DATA), "en")
    assert len(exhibit.values.rows) == {"pingan-life-fuzhou": 27, "harbour-hotels": 13}[client]
    assert (
        exhibit.status_label == {"pingan-life-fuzhou": "partly illustrative", "harbour-hotels": "illustrative"}[client]
    )
    assert len(exhibit.title) <= 150
    first = printed(exhibit, "hours")[0]
    assert first == {"pingan-life-fuzhou": "at least 18.394", "harbour-hotels": "45.543"}[client]
