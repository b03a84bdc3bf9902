"""Network designs: cost, capacity, availability and single points of failure by hand, and what is said about them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from playbook.client import Client, load_client
from playbook.client.rows import records
from playbook.steps.solutions.design_network import TODAY
from playbook.steps.solutions.designs import Designs, designs_of
from tests.builders.clients import Rows, make_client

SITES: Rows = [
    {"site": "hub", "name": "Hub", "level": "branch", "hub": "yes"},
    {"site": "a", "name": "A", "level": "outlet"},
    {"site": "b", "name": "B", "level": "outlet", "required_kbps": 128},
]
PRICES: Rows = [
    {"technology": "ddn", "bandwidth_kbps": 64, "fee_month": 50},
    {"technology": "isdn", "bandwidth_kbps": 128, "fee_month": 30},
]


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


def designed(folder: Path, *, today: Rows = (), prices: Rows = PRICES, **designs: Rows) -> Client:
    """A client with these designs, each given by its lines."""
    tables = {
        "sites": SITES,
        "designs": [{"design": name, "name": name.upper()} for name in designs],
        "design_links": [{"design": name, **row} for name, rows in designs.items() for row in rows],
        "links": [{**row, "state": "existing"} for row in today],
    }
    return make_client(folder, tables, market={"prices": prices})


def row_of(found: Designs, design: str) -> dict[str, Any]:
    return next(row for row in records(found.designs) if row["design"] == design)


BACKED = [
    line("1", "a", "hub"),
    line("2", "a", "hub", technology="isdn", bandwidth_kbps=128, role="backup"),
    line("3", "b", "hub"),
]
PLAIN = [line("1", "a", "hub"), line("2", "b", "hub")]


def test_availability_of_a_tiny_design(tmp_path: Path) -> None:
    # a: DDN 0.998 and ISDN 0.995 in parallel: 1 - 0.002 x 0.005 = 0.99999; b: DDN alone, 0.998; in hours 8,760 x
    # 0.00001 and 8,760 x 0.002.
    row = row_of(designs_of(designed(tmp_path, d1=BACKED)), "d1")
    assert row["availability"] == pytest.approx((0.99999 + 0.998) / 2)
    assert row["hours"] == pytest.approx((0.0876 + 17.52) / 2)
    assert (row["worst"], row["single"], row["reached"]) == ("b", 1, 2)
    assert row["worst_hours"] == pytest.approx(17.52)


def test_main_and_backup_through_one_exchange_hang_on_it(tmp_path: Path) -> None:
    # 0.9999 x (1 - 0.002 x 0.005): the exchange is common to both lines.
    through = [{**row, "from_exchange": "x"} for row in BACKED[:2]]
    found = designs_of(designed(tmp_path, d1=[*through, BACKED[2]]))
    row = next(row for row in records(found.sites) if row["site"] == "a")
    assert row["availability"] == pytest.approx(0.9999 * 0.99999)
    assert row["single"] is True
    assert row_of(found, "d1")["unknown_ends"] == 4


def test_cost_takes_the_own_fee_then_the_price_list_then_is_unknown(tmp_path: Path) -> None:
    # own fee 100 + list 50 for DDN 64K; a 2M line is not on the list: unknown and counted, not 0.
    rows = [
        line("1", "a", "hub", fee_month=100),
        line("2", "b", "hub"),
        line("3", "b", "hub", technology="2m", bandwidth_kbps=2048, role="backup"),
    ]
    found = designs_of(designed(tmp_path, d1=rows))
    row = row_of(found, "d1")
    assert (row["cost_month"], row["cost_unknown"]) == (150, 1)
    assert [finding.rule for finding in found.findings] == [
        "solutions.designs.without_today",
        "solutions.designs.ends",
        "solutions.designs.unpriced",
    ]
    assert found.findings[2].figures["n"].printed("en") == "1"


def test_without_any_price_the_cost_is_unknown(tmp_path: Path) -> None:
    row = row_of(designs_of(designed(tmp_path, d1=PLAIN, prices=())), "d1")
    assert pd.isna(row["cost_month"])
    assert row["cost_unknown"] == 2


def test_capacity_is_that_of_the_main_lines_into_the_hub(tmp_path: Path) -> None:
    # a's main goes to the hub (64), b's to a; backups do not count; b has 256 and needs 128, a's need is unknown.
    rows = [
        line("1", "a", "hub"),
        line("2", "b", "a", bandwidth_kbps=256),
        line("3", "b", "hub", role="backup", bandwidth_kbps=512),
    ]
    row = row_of(designs_of(designed(tmp_path, d1=rows)), "d1")
    assert (row["capacity_kbps"], row["capacity_unknown"]) == (64, 0)
    assert (row["short"], row["short_unknown"]) == (0, 1)


def test_a_site_below_its_bandwidth_is_counted_and_an_unknown_rate_is_not_zero(tmp_path: Path) -> None:
    found = designs_of(designed(tmp_path, d1=PLAIN, d2=[PLAIN[0], line("2", "b", "hub", bandwidth_kbps=None)]))
    assert [row_of(found, name)["short"] for name in ("d1", "d2")] == [1, 0]
    assert [row_of(found, name)["short_unknown"] for name in ("d1", "d2")] == [1, 2]
    assert [row_of(found, name)["capacity_unknown"] for name in ("d1", "d2")] == [0, 1]


def test_the_first_design_that_brings_nearly_all_leads_and_the_step_beyond_is_priced(tmp_path: Path) -> None:
    # Today b alone hangs on one line (a has a backup): 17.6 hours in all. d1 backs b too: 0.175 hours, 30 a month more;
    # d2 adds a second backup of 30 to each.
    full = [*BACKED, line("4", "b", "hub", technology="isdn", bandwidth_kbps=128, role="backup")]
    more = [
        *full,
        *(line(f"5{site}", site, "hub", technology="isdn", bandwidth_kbps=128, role="backup") for site in "ab"),
    ]
    found = designs_of(designed(tmp_path, today=BACKED, d1=full, d2=more))
    lead = found.findings[0]
    # Which exchanges the lines use is not known, so what the second design saves is not either.
    assert (lead.rule, found.lead, lead.money_month) == ("solutions.designs.enough_priced_open", "d1", 30)
    assert lead.figures["extra"].printed("en") == "¥30 a month more"
    # 30 a month is 360 a year, for 17.52 - 0.0876 hours: 20.65; another 60 a month is 720, for 2 x 0.0876 x 0.995
    # hours: 4,130.
    assert lead.figures["each"].printed("en") == "an hour no longer lost costs ¥21"
    assert lead.figures["each_beyond"].printed("en") == "an hour no longer lost costs ¥4,130"
    assert lead.figures["advice"].printed("en").startswith("capacity hardly grows (128K to 128K)")


def test_a_design_that_saves_nothing_is_not_proposed(tmp_path: Path) -> None:
    found = designs_of(designed(tmp_path, today=BACKED, d1=PLAIN))
    assert (found.findings[0].rule, found.lead) == ("solutions.designs.no_gain", None)


def test_a_cheaper_design_is_what_a_rival_could_quote(tmp_path: Path) -> None:
    # Today: 64K DDN twice and ISDN: 130; the design: 64K DDN twice: 100, with b below its 128K.
    found = designs_of(designed(tmp_path, today=BACKED, d1=PLAIN))
    finding = next(finding for finding in found.findings if finding.rule == "solutions.designs.cheaper_short")
    assert (finding.money_month, finding.figures["n"].printed("en")) == (30, "1")


def test_what_no_design_mends_is_named(tmp_path: Path) -> None:
    found = designs_of(designed(tmp_path, today=PLAIN, d1=BACKED, d2=BACKED))
    finding = next(finding for finding in found.findings if finding.rule == "solutions.designs.single_left")
    assert finding.figures["which"].printed("en") == "B"


def test_a_design_that_leaves_a_site_out_is_not_compared(tmp_path: Path) -> None:
    found = designs_of(designed(tmp_path, today=PLAIN, d1=BACKED[:2], d2=BACKED))
    assert row_of(found, "d1")["reached"] == 1
    assert found.lead == "d2"
    assert any(finding.rule == "solutions.designs.partial" for finding in found.findings)
    assert (
        designs_of(designed(tmp_path / "one", d1=BACKED[:2], d2=BACKED[2:])).findings[0].rule
        == "solutions.designs.unreached"
    )


def test_a_design_without_lines_and_a_client_without_designs(tmp_path: Path) -> None:
    empty = designed(tmp_path, d1=PLAIN)
    none = replace(
        empty, frames={**empty.frames, "design_links": empty.frames["design_links"].iloc[:0]}, fingerprint="no lines"
    )
    row = row_of(designs_of(none), "d1")
    assert (row["sites"], row["reached"]) == (0, 0)
    assert pd.isna(row["hours"]) and pd.isna(row["cost_month"])
    found = designs_of(sample("bare-minimum"))
    assert (len(found.designs), found.findings, found.lead) == (0, (), None)


def test_planted_in_harbour_hotels() -> None:
    found = designs_of(sample("harbour-hotels"))
    # Today: 15,440 + 975 + 470 + 70; d2: + 620 + 685 + 60 (README).
    assert [row["cost_month"] for row in records(found.designs)] == [16_955, 8_815, 18_320, 23_280]
    assert [(row["short"], row["single"]) for row in records(found.designs)] == [(2, 2), (5, 1), (0, 0), (0, 0)]
    lean = found.sites[found.sites["design"].eq("d1") & found.sites["single"].eq(True)]
    assert list(lean["site"]) == ["mill"]
    assert [finding.rule for finding in found.findings] == [
        "solutions.designs.enough_priced",
        "solutions.designs.cheaper_short",
    ]
    assert (found.lead, found.findings[0].money_month, found.findings[1].money_month) == ("d2", 1365, 8140)
    assert found.findings[0].figures["each"].printed("en") == "an hour no longer lost costs £349"


def test_the_published_designs_have_no_price_and_leave_six_sites_on_one_exchange() -> None:
    found = designs_of(sample("pingan-life-fuzhou"))
    assert list(found.designs["design"]) == [TODAY, "d1", "d2", "d3"]
    assert found.designs["cost_month"].isna().all()
    assert list(found.designs["single"]) == [19, 6, 6, 6]
    assert list(found.designs["sites"]) == [21, 21, 21, 21]
    rules = [finding.rule for finding in found.findings]
    assert rules == [
        "solutions.designs.enough_open",
        "solutions.designs.ends",
        "solutions.designs.single_left",
        "solutions.designs.unpriced",
    ]
    assert (found.lead, found.status) == ("d1", "partly_illustrative")


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(78)))
def test_the_order_of_the_rows_does_not_matter(order: list[int]) -> None:
    client = sample("harbour-hotels")
    frames = {
        **client.frames,
        "design_links": client.frames["design_links"].iloc[order],
        "designs": client.frames["designs"].iloc[::-1],
    }
    found, usual = designs_of(replace(client, frames=frames, fingerprint=f"order {order}")), designs_of(client)
    pd.testing.assert_frame_equal(found.designs, usual.designs)
    assert [finding.figures for finding in found.findings] == [finding.figures for finding in usual.findings]
