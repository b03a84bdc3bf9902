"""The whitespace map by hand: cells, counts, money in rivals' hands, what is said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from playbook.client import load_client
from playbook.steps.needs.latent import latent_needs
from playbook.steps.needs.whitespace import Whitespace, whitespace
from playbook.steps.shares import Total
from playbook.text import say
from tests.builders.clients import make_client
from tests.builders.latent import SITES, Given, units

ROWS = (
    ("a", "data", "us", 300),
    ("b", "data", "rival", 500),
    ("c", "data", "none", ""),
    ("d", "data", "", ""),
    ("a", "voice", "in_house", ""),
)


def mapped(folder: Path, tables: Given) -> Whitespace:
    return whitespace(make_client(folder, tables))


def told(found: Whitespace) -> dict[str, str]:
    return {finding.rule: say("en", f"{finding.rule}.title", **finding.figures) for finding in found.findings}


def test_every_unit_and_service_has_a_cell(tmp_path: Path) -> None:
    """4 units x 2 services: 1 ours, 1 a rival's, 1 in-house, 1 open; one blank holder and three pairs without a row are
    unknown."""
    found = mapped(tmp_path, units(*ROWS))
    assert dict(found.counts) == {"us": 1, "rival": 1, "in_house": 1, "none": 1, "unknown": 4}
    assert found.cells["reason"].value_counts().to_dict() == {"no_row": 3, "blank": 1}
    assert list(found.units) == ["b", "a", "c", "d"]
    assert found.services == ("data", "voice")
    assert found.rivals_month == Total(500.0, 0)
    assert sum(found.counts.values()) == len(found.units) * len(found.services)


def test_without_a_row_the_map_is_empty(tmp_path: Path) -> None:
    found = mapped(tmp_path, {})
    assert (len(found.cells), found.units, found.findings, found.status) == (0, {}, (), "unknown")


def test_a_billed_service_that_no_unit_names_is_unknown_everywhere(tmp_path: Path) -> None:
    found = mapped(tmp_path, units(("a", "data", "us", 300)))
    assert found.cells.set_index("service")["holder"].to_dict() == {"data": "us", "voice": "unknown"}


def test_a_unit_that_is_a_site_has_its_name(tmp_path: Path) -> None:
    rows = [{"unit": "alpha", "site": "a", "service": "data"}, {"unit": "nameless", "service": "data"}]
    found = mapped(tmp_path, {"sites": SITES, "unit_services": rows})
    assert {unit: name.en for unit, name in found.units.items()} == {"alpha": "Alpha", "nameless": "nameless"}


def test_an_unknown_amount_of_a_rival_s_is_at_least(tmp_path: Path) -> None:
    found = mapped(
        tmp_path,
        units(
            ("a", "data", "rival", 500), ("b", "data", "rival", ""), ("a", "voice", "us", ""), ("b", "voice", "us", "")
        ),
    )
    assert found.rivals_month == Total(500.0, 1)
    assert (
        told(found)["needs.whitespace.map"]
        == "We hold 2 of 4 pairs of unit and service, rivals 2 (at least ¥500 a month); 0 are open and 0 unknown"
    )


@pytest.mark.parametrize(
    ("rows", "rule"),
    [
        ((("a", "data", "us", 1), ("a", "voice", "rival", "")), "needs.whitespace.map"),
        ((("a", "data", "us", 1), ("a", "voice", "us", 1)), "needs.whitespace.all_ours"),
        ((("a", "data", "us", 1), ("a", "voice", "none", "")), "needs.whitespace.no_rival"),
        (
            (("a", "data", "", ""), ("b", "data", "rival", ""), ("c", "data", "us", "")),
            "needs.whitespace.mostly_unknown",
        ),
    ],
)
def test_the_situation_picks_the_title(
    tmp_path: Path, rows: tuple[tuple[str, str, str, object], ...], rule: str
) -> None:
    assert mapped(tmp_path, units(*rows)).findings[0].rule == rule


def test_what_to_do_about_it(tmp_path: Path) -> None:
    """The largest known amount of a rival on a service comes first, and its largest unit; then what is open; then what
    to ask."""
    found = mapped(
        tmp_path, units(*ROWS, ("b", "voice", "rival", 90), ("c", "voice", "us", 5), ("d", "voice", "rival", 900))
    )
    first = found.findings[1]
    assert (first.rule, first.money_month, first.confidence) == ("needs.whitespace.win", 990.0, 0.4)
    assert told(found)["needs.whitespace.win"] == "Rival serves voice at 2 units, worth ¥990 a month"
    said = say("en", "needs.whitespace.win.so_what", **first.figures)
    assert said == "Win voice back from Rival first: 2 units, ¥990 a month. Begin with D."
    assert [finding.rule for finding in found.findings] == [
        "needs.whitespace.map",
        "needs.whitespace.win",
        "needs.whitespace.open",
        "needs.whitespace.ask",
    ]
    assert told(found)["needs.whitespace.open"] == "One service is open at a unit: data at C"


def test_a_rival_that_nobody_names_is_a_rival(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [
        {"unit": "a", "name": "A", "service": "data", "holder": "rival", "amount_month": 70},
        {"unit": "a", "service": "voice", "holder": "us"},
    ]
    found = mapped(tmp_path, {"unit_services": rows})
    assert told(found)["needs.whitespace.win"] == "an unnamed rival serves data at one unit, worth ¥70 a month"
    (need,) = [need for need in latent_needs(make_client(tmp_path, {"unit_services": rows})) if need.rule == "win_back"]
    assert (need.need, need.name.en) == ("win-back-data", "Win-back of data from an unnamed rival")


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.permutations(units(*ROWS)["unit_services"]))
def test_the_order_of_rows_does_not_matter(tmp_path: Path, rows: list[Any]) -> None:
    first, second = mapped(tmp_path, {"unit_services": rows}), mapped(tmp_path, units(*ROWS))
    assert first.cells.astype(str).equals(second.cells.astype(str))
    assert told(first) == told(second)


def test_planted_in_harbour_hotels() -> None:
    found = whitespace(load_client("harbour-hotels"))
    assert dict(found.counts) == {"us": 28, "rival": 8, "in_house": 3, "none": 3, "unknown": 3}
    assert found.rivals_month == Total(3990.0, 2)
    cells = found.cells.set_index(["unit", "service"])
    assert cells.loc[("marina", "voice_lines"), "reason"] == "no_row"
    assert cells.loc[("station", "voice_lines"), "reason"] == "blank"
    billed = {
        "leased_lines": 15448.28,
        "cloud_wifi": 12238.27,
        "voice_lines": 6405.23,
        "mobile": 5607.07,
        "broadband": 5556.09,
    }
    ours = found.cells[found.cells["holder"] == "us"].groupby("service")["amount_month"].sum().to_dict()
    assert all(ours[service] <= amount for service, amount in billed.items()), (
        "nine of fourteen sites spend no more than all of them"
    )


def test_published_cells_are_those_of_the_source() -> None:
    found = whitespace(load_client("pingan-life-fuzhou"))
    held = found.cells[found.cells["holder"] != "unknown"].set_index(["unit", "service"])
    assert held["holder"].to_dict() == {
        ("branch", "local_voice"): "us",
        ("branch", "long_distance"): "us",
        ("branch", "ip_17909"): "us",
        ("branch", "data"): "us",
        ("callback-centre", "long_distance"): "rival",
        ("staff", "local_voice"): "rival",
    }
    assert held.loc[("callback-centre", "long_distance"), "operator"] == "netcom"
    assert found.rivals_month == Total(0.0, 2)
    assert found.counts["unknown"] == 26
    assert found.status == "estimated"  # that Mobile's VPN stands against local calls is our reading
    assert found.findings[0].rule == "needs.whitespace.mostly_unknown"
