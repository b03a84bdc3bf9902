"""The rules for latent needs, each by hand on a client of two or three sites: when it fires, when it does not, and when
nobody can tell the size."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest

from playbook.client import load_client
from playbook.steps.needs.latent import RULES, Need, latent_needs
from tests.builders.clients import Rows, make_client
from tests.builders.latent import INDUSTRY, MAIN, PRICES, PROFILE, SITES, Given, network, units, usage


def found(
    folder: Path, rule: str, tables: Given, *, market: Given | None = None, profile: dict[str, object] | None = None
) -> list[Need]:
    return [
        need for need in latent_needs(make_client(folder, tables, market=market, profile=profile)) if need.rule == rule
    ]


def test_the_rules_and_their_assumptions() -> None:
    assert [rule.id for rule in RULES] == [
        "backup",
        "upgrade",
        "whitespace",
        "unit_whitespace",
        "win_back",
        "proposal",
        "group_plan",
        "taught",
    ]
    client = load_client("harbour-hotels")
    assert {rule.id: client.assume(rule.assumption) for rule in RULES} == {
        "backup": 0.6,
        "upgrade": 0.7,
        "whitespace": 0.3,
        "unit_whitespace": 0.3,
        "win_back": 0.4,
        "proposal": 0.5,
        "group_plan": 0.3,
        "taught": 0.4,
    }


def test_a_site_on_a_single_line_needs_a_backup(tmp_path: Path) -> None:
    """Half of 128K is 64K; the cheapest of another technology than DDN that carries it is ISDN 64K at 50 (frame relay
    32K is too slow)."""
    (need,) = found(tmp_path, "backup", network(MAIN), market={"prices": PRICES})
    assert (need.need, need.amount_month, need.confidence, need.sites, need.kind) == (
        "backup-a",
        50.0,
        0.6,
        ("a",),
        "latent",
    )
    assert need.expected_month == pytest.approx(30.0)
    assert [evidence.en for evidence in need.evidence] == [
        "One line only (DDN 128K), no backup",
        "cheapest of another technology: ISDN 64K, ¥50",
    ]


@pytest.mark.parametrize("market", [{}, {"prices": PRICES[:3]}, {"prices": [{**PRICES[3], "fee_month": ""}]}])
def test_a_backup_without_a_price_has_no_size(tmp_path: Path, market: Given) -> None:
    (need,) = found(tmp_path, "backup", network(MAIN), market=market)
    assert math.isnan(need.amount_month)
    assert not need.sized


def test_a_backup_to_a_line_of_unknown_bandwidth_has_no_size(tmp_path: Path) -> None:
    (need,) = found(tmp_path, "backup", network({**MAIN, "bandwidth_kbps": ""}), market={"prices": PRICES})
    assert math.isnan(need.amount_month)


@pytest.mark.parametrize(
    "links",
    [
        (MAIN, {**MAIN, "link": "l2", "technology": "isdn", "role": "backup"}),
        (MAIN, {**MAIN, "link": "l2", "technology": "isdn", "role": "backup", "state": "intended"}),
        (MAIN, {**MAIN, "link": "l2"}),
        (MAIN, {**MAIN, "link": "l2", "state": "intended"}),
        ({**MAIN, "state": "intended"},),
    ],
    ids=["has a backup", "a backup is intended", "a second line", "a second line is intended", "no line yet"],
)
def test_what_is_protected_or_in_hand_needs_no_backup(tmp_path: Path, links: tuple[dict[str, Any], ...]) -> None:
    assert found(tmp_path, "backup", network(*links)) == []


def test_an_outside_party_needs_no_backup_of_ours(tmp_path: Path) -> None:
    assert found(tmp_path, "backup", network(MAIN, site={"level": "partner"})) == []


def test_a_site_behind_another_needs_one_only_if_its_own_line_is_single(tmp_path: Path) -> None:
    """Beta hangs on Alpha by two lines and with it on Alpha's single one: the backup is Alpha's need."""
    tables: Given = {
        "sites": [*SITES, {"site": "b", "name": "Beta", "level": "outlet"}],
        "links": [MAIN, *({**MAIN, "link": link, "from_site": "b", "to_site": "a"} for link in ("l2", "l3"))],
    }
    assert [need.need for need in found(tmp_path, "backup", tables)] == ["backup-a"]


def test_a_site_below_its_requirement_needs_an_upgrade(tmp_path: Path) -> None:
    """256K of its own technology costs 160, today's 128K costs 100: 60 more, though fibre would cost only 130."""
    (need,) = found(tmp_path, "upgrade", network(MAIN, site={"required_kbps": 200}), market={"prices": PRICES})
    assert (need.need, need.amount_month, need.confidence) == ("upgrade-a", 60.0, 0.7)
    assert [evidence.en for evidence in need.evidence] == ["Has 128K, needs 200K", "DDN 256K at ¥160, less ¥100 today"]


def test_an_upgrade_changes_the_technology_only_where_it_must(tmp_path: Path) -> None:
    """No DDN carries 512K: fibre at 130 less 100."""
    (need,) = found(tmp_path, "upgrade", network(MAIN, site={"required_kbps": 512}), market={"prices": PRICES})
    assert need.amount_month == 30.0


def test_an_upgrade_that_costs_less_brings_0_which_is_known(tmp_path: Path) -> None:
    cheaper = [
        {"technology": "ddn", "bandwidth_kbps": 128, "fee_month": 100},
        {"technology": "ddn", "bandwidth_kbps": 256, "fee_month": 80},
    ]
    (need,) = found(tmp_path, "upgrade", network(MAIN, site={"required_kbps": 200}), market={"prices": cheaper})
    assert (need.amount_month, need.sized) == (0.0, True)


@pytest.mark.parametrize("prices", [[], PRICES[:1], PRICES[2:3], [{**PRICES[1], "fee_month": ""}, PRICES[2]]])
def test_an_upgrade_without_both_prices_has_no_size(tmp_path: Path, prices: Rows) -> None:
    (need,) = found(tmp_path, "upgrade", network(MAIN, site={"required_kbps": 200}), market={"prices": prices})
    assert math.isnan(need.amount_month)


def test_two_main_lines_are_replaced_together(tmp_path: Path) -> None:
    """2 x 64K at 10 each are below 256K; DDN 256K costs 160: 140 more."""
    lines = [{**MAIN, "link": link, "bandwidth_kbps": 64} for link in ("l1", "l2")]
    (need,) = found(tmp_path, "upgrade", network(*lines, site={"required_kbps": 256}), market={"prices": PRICES})
    assert need.amount_month == 140.0


@pytest.mark.parametrize(
    ("required", "links"),
    [
        (128, (MAIN,)),
        ("", (MAIN,)),
        (200, ({**MAIN, "bandwidth_kbps": ""},)),
        (200, (MAIN, {**MAIN, "link": "l2", "bandwidth_kbps": 256, "state": "intended"})),
    ],
    ids=["enough", "requirement unknown", "bandwidth unknown", "in hand"],
)
def test_what_is_enough_unknown_or_in_hand_needs_no_upgrade(
    tmp_path: Path, required: object, links: tuple[dict[str, Any], ...]
) -> None:
    assert (
        found(tmp_path, "upgrade", network(*links, site={"required_kbps": required}), market={"prices": PRICES}) == []
    )


def test_a_service_that_peers_buy_more_of_is_whitespace(tmp_path: Path) -> None:
    """The client pays 600 + 400; its industry 20% + 80%: at its mix voice were 800, so its quotient is 400 / 800 = 0.5
    and 400 is missing."""
    (need,) = found(tmp_path, "whitespace", {}, market=usage(2000, 8000), profile=PROFILE)
    assert (need.need, need.service, need.amount_month, need.sites) == (
        "whitespace-voice",
        "voice",
        pytest.approx(400.0),
        (),
    )
    assert need.evidence[0].en == "Location quotient 0.50: 40.0% of its spend, 80.0% of its industry's"


def test_a_service_in_line_with_peers_is_not(tmp_path: Path) -> None:
    """At 50% each voice were 500: 400 / 500 = 0.8 is above the threshold of 0.7."""
    assert found(tmp_path, "whitespace", {}, market=usage(5000, 5000), profile=PROFILE) == []


def test_units_without_what_others_have(tmp_path: Path) -> None:
    """Two units without; of the others' amounts 300 and 500 are known: mean 400, so 800. An in-house amount does not
    count."""
    have = (
        ("a", "data", "us", 300),
        ("b", "data", "rival", 500),
        ("c", "data", "us", ""),
        ("d", "data", "in_house", 9000),
    )
    rows = (*have, ("e", "data", "none", ""), ("f", "data", "none", ""))
    (need,) = found(tmp_path, "unit_whitespace", units(*rows))
    assert (need.need, need.amount_month, need.units, need.sites, need.status) == (
        "unit-whitespace-data",
        800.0,
        ("e", "f"),
        (),
        "estimated",
    )
    assert need.evidence[0].en == "E and F have none, 3 other units have it"


def test_units_without_have_no_size_where_no_amount_is_known(tmp_path: Path) -> None:
    (need,) = found(tmp_path, "unit_whitespace", units(("a", "data", "us", ""), ("b", "data", "none", "")))
    assert math.isnan(need.amount_month)


@pytest.mark.parametrize(
    "rows",
    [
        (("a", "data", "us", 300), ("b", "data", "", "")),
        (("a", "data", "in_house", 300), ("b", "data", "none", "")),
        (("a", "data", "us", 300), ("b", "voice", "none", "")),
    ],
    ids=["unknown is not none", "nobody buys it", "another service"],
)
def test_no_unit_whitespace(tmp_path: Path, rows: tuple[tuple[str, str, str, object], ...]) -> None:
    assert found(tmp_path, "unit_whitespace", units(*rows)) == []


MOVE = {"move": "m1", "operator": "rival", "service": "voice", "stage": "in_service", "what": "A line of theirs"}


def test_what_a_rival_serves_is_won_back_together(tmp_path: Path) -> None:
    (need,) = found(
        tmp_path, "win_back", units(("a", "data", "rival", 300), ("b", "data", "rival", 500), ("c", "data", "us", 900))
    )
    assert (need.need, need.amount_month, need.at_least, need.units) == (
        "win-back-data-rival",
        800.0,
        False,
        ("a", "b"),
    )
    assert need.name.en == "Win-back of data from Rival"


def test_an_unknown_amount_makes_it_at_least(tmp_path: Path) -> None:
    (need,) = found(tmp_path, "win_back", units(("a", "data", "rival", 300), ("b", "data", "rival", "")))
    assert (need.amount_month, need.at_least) == (300.0, True)
    assert need.evidence[1].en == "1 of 2 amounts are known"


def test_a_rival_s_amount_that_nobody_knows_is_not_0(tmp_path: Path) -> None:
    (need,) = found(tmp_path, "win_back", units(("a", "data", "rival", "")))
    assert math.isnan(need.amount_month)
    assert not need.at_least


def test_a_move_in_service_is_won_back_too(tmp_path: Path) -> None:
    (need,) = found(tmp_path, "win_back", {"moves": [MOVE]})
    assert (need.need, need.sites, need.evidence[0].en) == ("win-back-voice-rival", (), "In service: A line of theirs")
    assert math.isnan(need.amount_month)


@pytest.mark.parametrize("stage", ["planned", "tried", "piloting"])
def test_a_move_that_is_not_in_service_has_nothing_to_win_back(tmp_path: Path, stage: str) -> None:
    assert found(tmp_path, "win_back", {"moves": [{**MOVE, "stage": stage}]}) == []


@pytest.mark.parametrize("parts", [[], [{"bill_service": "data", "service": "voice", "share": 1}]])
def test_a_move_that_a_unit_s_row_names_is_not_said_twice(tmp_path: Path, parts: Rows) -> None:
    """The row is on the contested service itself, or on the billed service that is contested as it."""
    rows = units(("a", "data" if parts else "voice", "rival", 300))
    assert len(found(tmp_path, "win_back", {**rows, "moves": [MOVE], "competition_services": parts})) == 1


def test_another_rival_s_move_is_another_need(tmp_path: Path) -> None:
    needs = found(
        tmp_path, "win_back", {**units(("a", "voice", "rival", 300)), "moves": [{**MOVE, "operator": "other"}]}
    )
    assert [need.need for need in needs] == ["win-back-voice-rival", "win-back-voice-other"]


def goal(**given: object) -> Given:
    return {
        "goals": [
            {
                "initiative": "app",
                "goal": "Sell direct",
                "name": "Booking app",
                "supported": "no",
                "amount_month": 600,
                **given,
            }
        ]
    }


def test_a_goal_without_support_needs_a_proposal(tmp_path: Path) -> None:
    (need,) = found(tmp_path, "proposal", goal(telecom="More bandwidth", service="data"))
    assert (need.need, need.amount_month, need.service, need.name.en) == (
        "proposal-app",
        600.0,
        "data",
        "Proposal for booking app",
    )
    assert [evidence.en for evidence in need.evidence] == [
        "No service of ours supports the goal: Sell direct",
        "More bandwidth",
    ]


@pytest.mark.parametrize("supported", ["yes", ""])
def test_a_goal_that_is_supported_or_unknown_needs_none(tmp_path: Path, supported: str) -> None:
    assert found(tmp_path, "proposal", goal(supported=supported)) == []


def test_a_proposal_without_an_amount_has_no_size(tmp_path: Path) -> None:
    (need,) = found(tmp_path, "proposal", goal(amount_month=""))
    assert math.isnan(need.amount_month)


def staff(*rows: tuple[str, object]) -> Given:
    spent = [
        {"group": f"g{number}", "name": "Sales", "operator": who, "amount_month": amount}
        for number, (who, amount) in enumerate(rows)
    ]
    return {"staff_spend": spent}


def test_what_employees_pay_rivals_is_a_group_plan(tmp_path: Path) -> None:
    """1,000 + 500 with rivals, of which a plan wins 30%: 450. What they pay us does not count."""
    (need,) = found(tmp_path, "group_plan", staff(("rival", 1000), ("other", 500), ("us", 9000)))
    assert (need.need, need.amount_month, need.at_least, need.status) == (
        "group-plan",
        pytest.approx(450.0),
        False,
        "estimated",
    )


def test_a_group_plan_over_unknown_spend(tmp_path: Path) -> None:
    (part,) = found(tmp_path / "a", "group_plan", staff(("rival", 1000), ("other", "")))
    (whole,) = found(tmp_path / "b", "group_plan", staff(("rival", "")))
    assert (part.amount_month, part.at_least) == (pytest.approx(300.0), True)
    assert math.isnan(whole.amount_month)


def test_employees_who_are_all_ours_need_none(tmp_path: Path) -> None:
    assert found(tmp_path, "group_plan", staff(("us", 9000))) == []


def taught(**given: object) -> Given:
    return INDUSTRY | {
        "sub_industries": [{"sub_industry": "shops", "name": "Shops", "industry": "trade"}],
        "taught_needs": [{"need": "tills", "name": "Tills online", "industry": "trade", **given}],
    }


@pytest.mark.parametrize("part", ["", "shops"])
def test_what_is_taught_of_the_industry_is_asked_about(tmp_path: Path, part: str) -> None:
    (need,) = found(
        tmp_path, "taught", {}, market=taught(sub_industry=part), profile={"industry": "trade", "sub_industry": "shops"}
    )
    assert (need.need, need.name.en, need.confidence) == ("taught-tills", "Tills online", 0.4)
    assert math.isnan(need.amount_month)


@pytest.mark.parametrize(
    ("tables", "part", "profile"),
    [
        ({"needs": [{"need": "tills", "name": "Our tills"}]}, "", {"industry": "trade"}),
        ({}, "shops", {"industry": "trade"}),
        ({}, "", {}),
    ],
    ids=["stated", "another sub-industry", "another industry"],
)
def test_what_is_stated_or_taught_of_others_is_not(
    tmp_path: Path, tables: Given, part: str, profile: dict[str, object]
) -> None:
    assert found(tmp_path, "taught", tables, market=taught(sub_industry=part), profile=profile) == []


def test_planted_in_harbour_hotels() -> None:
    """Fibre 200M at 840 less broadband 100M at 155; broadband 100M at 155 less 50M at 95."""
    needs = {need.need: need for need in latent_needs(load_client("harbour-hotels"))}
    assert needs["upgrade-lantern"].amount_month == 685.0
    assert needs["upgrade-ferry"].amount_month == 60.0
    assert not [name for name in needs if name.startswith("backup")]
    assert needs["whitespace-broadband"].amount_month == pytest.approx(3947.45, abs=0.01)
    assert needs["whitespace-mobile"].amount_month == pytest.approx(4801.57, abs=0.01)
    win = needs["win-back-mobile-skylark-mobile"]
    assert (win.amount_month, win.at_least, len(win.sites)) == (3990.0, True, 7)
    assert math.isnan(needs["win-back-cloud_wifi-northwave"].amount_month)
    assert needs["unit-whitespace-leased_lines"].sites == ("station",)
    assert needs["unit-whitespace-leased_lines"].amount_month == pytest.approx(11000 / 7)
    assert "taught-cheap-calls-internet" in needs
    assert "taught-per-room-charging" not in needs


def test_the_published_case_has_no_size_that_its_data_cannot_carry() -> None:
    """No prices, no rivals' amounts, no amounts of goals: only the peers' mix gives a size, and that is partly
    illustrative."""
    needs = latent_needs(load_client("pingan-life-fuzhou"))
    sized = {need.rule: need.status for need in needs if need.sized}
    assert sized == {"whitespace": "partly_illustrative"}
    assert [need.need for need in needs if need.rule == "win_back"] == [
        "win-back-local_voice-mobile",
        "win-back-long_distance-netcom",
    ]
    assert not [need for need in needs if need.rule == "taught"]
    assert not {"backup-icbc", "backup-shangye", "backup-fuqing"} & {need.need for need in needs}
