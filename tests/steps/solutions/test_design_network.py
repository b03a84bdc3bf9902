"""A set of lines as a network: measured as today's is, its single points, another line."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.client import Client, load_client
from playbook.client.rows import records
from playbook.steps.needs.availability import availability
from playbook.steps.needs.network import analyse_network
from playbook.steps.solutions.design_network import exchanges_filled, measured, single_points


@cache
def sample(client: str) -> Client:
    return load_client(client)


def line(link: str, source: str, target: str, **given: object) -> dict[str, object]:
    return {
        "link": link,
        "from_site": source,
        "to_site": target,
        "technology": "ddn",
        "bandwidth_kbps": 64,
        "role": "main",
        **given,
    }


@pytest.mark.parametrize("client", ["pingan-life-fuzhou", "harbour-hotels"])
def test_a_set_of_lines_is_measured_as_todays_network_is(client: str) -> None:
    loaded = sample(client)
    lines = exchanges_filled(loaded, [row for row in loaded.rows("links") if row["state"] == "existing"])
    network = analyse_network(loaded)
    others = [row for row in loaded.rows("sites") if row["site"] != network.hub]
    found = {row["site"]: row for row in measured(loaded, lines, str(network.hub), others)}
    for row in records(availability(loaded).sites):
        mine = found[row["site"]]
        assert (mine["single"], mine["connected"], mine["status"]) == (row["single"], row["connected"], row["status"])
        assert mine["availability"] == pytest.approx(row["low"], abs=1e-12)
    for row in records(network.sites[~network.sites["hub"]]):
        assert found[row["site"]]["short_kbps"] == pytest.approx(row["short_kbps"], nan_ok=True)


def test_a_site_that_others_pass_is_a_single_point() -> None:
    ends = {"from_exchange": None, "to_exchange": None}
    ways = (("1", "a", "hub"), ("2", "a", "hub"), ("3", "b", "a"), ("4", "b", "a"))
    lines = [{**line(name, source, target), **ends} for name, source, target in ways]
    assert list(single_points(lines, "hub")) == ["b"]


@settings(max_examples=12, deadline=None)
@given(
    technology=st.sampled_from(("ddn", "isdn", "wireless", "fibre")),
    site=st.sampled_from(("cove", "mill", "grand")),
    target=st.sampled_from(("hq", "dc")),
)
def test_another_line_never_costs_hours(technology: str, site: str, target: str) -> None:
    client = sample("harbour-hotels")
    lines = exchanges_filled(client, [row for row in client.rows("design_links") if row["design"] == "d1"])
    another = {
        "link": "more",
        "from_site": site,
        "to_site": target,
        "technology": technology,
        "from_exchange": None,
        "to_exchange": None,
    }
    more = [*lines, {**lines[0], **another}]
    others = [row for row in client.rows("sites") if row["site"] != "hq"]
    before, after = (measured(client, given, "hq", others) for given in (lines, more))
    assert all(late["hours"] <= early["hours"] + 1e-9 for early, late in zip(before, after, strict=True))
