"""The list of needs: what counts as one, the ranking, the totals, what is said; and the facts planted in
harbour-hotels."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from playbook.client import load_client
from playbook.steps.needs.need_list import NeedList, need_list
from playbook.text import say
from tests.builders.clients import make_client
from tests.builders.latent import INDUSTRY, MAIN, PRICES, PROFILE, SITES, Given, network, units, usage
from tests.builders.need_list import stated


def listed(
    folder: Path, tables: Given, *, market: Given | None = None, profile: dict[str, object] | None = None
) -> NeedList:
    return need_list(make_client(folder, tables, market=market, profile=profile))


def told(found: NeedList, lang: Any = "en") -> dict[str, str]:
    return {finding.rule: say(lang, f"{finding.rule}.title", **finding.figures) for finding in found.findings}


def ids(found: NeedList) -> list[str]:
    return list(found.needs["need"])


def test_without_anything_there_is_nothing(tmp_path: Path) -> None:
    found = listed(tmp_path, {})
    assert found.needs.empty
    assert (found.status, found.findings) == ("unknown", ())


def test_a_confidence_that_nobody_gave_is_the_assumption(tmp_path: Path) -> None:
    found = listed(tmp_path, {"needs": [stated("a", amount_month=100), stated("b", amount_month=100, confidence=0.2)]})
    assert list(found.needs["confidence"]) == [0.7, 0.2]
    assert list(found.needs["expected_month"]) == [pytest.approx(70.0), pytest.approx(20.0)]


def test_ranked_by_size_times_confidence_unknown_last(tmp_path: Path) -> None:
    """100 x 0.9 = 90 before 200 x 0.4 = 80; the unknown ones by confidence, then by id."""
    rows = [
        stated("d", confidence=0.5),
        stated("c", confidence=0.5),
        stated("e", confidence=0.9),
        stated("b", amount_month=200, confidence=0.4),
        stated("a", amount_month=100, confidence=0.9),
        stated("z", amount_month=0, confidence=0.1),
    ]
    found = listed(tmp_path, {"needs": rows})
    assert ids(found) == ["a", "b", "z", "e", "c", "d"]
    # what the rules could not look into is one more unknown
    assert (found.total.known, found.total.unknown, found.expected_month) == (300.0, 4, pytest.approx(170.0))


def test_the_same_money_is_counted_once(tmp_path: Path) -> None:
    """By peers voice lacks 400 (x 0.3 = 120), a rival has 350 of it (x 0.4 = 140): the win-back is kept and names the
    other."""
    found = listed(tmp_path, units(("a", "voice", "rival", 350)), market=usage(2000, 8000), profile=PROFILE)
    assert ids(found) == ["win-back-voice-rival"]
    row = found.needs.iloc[0]
    assert row["also"] == ("whitespace-voice",)
    assert row["evidence"][-1].en == "also found as: voice at the level of its peers (¥400)"
    assert found.total.known == 350.0


def test_the_smaller_expectation_gives_way(tmp_path: Path) -> None:
    """The rival has only 200 (x 0.4 = 80): the whitespace of 400 (x 0.3 = 120) is kept."""
    found = listed(tmp_path, units(("a", "voice", "rival", 200)), market=usage(2000, 8000), profile=PROFILE)
    assert (ids(found), found.needs.iloc[0]["also"]) == (["whitespace-voice"], ("win-back-voice-rival",))


def test_a_need_without_a_size_stays_beside_one_with_a_size(tmp_path: Path) -> None:
    found = listed(tmp_path, units(("a", "voice", "rival", "")), market=usage(2000, 8000), profile=PROFILE)
    assert ids(found) == ["whitespace-voice", "win-back-voice-rival"]


def test_other_services_and_other_units_are_other_money(tmp_path: Path) -> None:
    rows = units(
        ("a", "voice", "rival", 350), ("b", "voice", "none", ""), ("a", "data", "rival", 90), ("c", "data", "us", 10)
    )
    assert sorted(ids(listed(tmp_path, rows))) == [
        "unit-whitespace-voice",
        "win-back-data-rival",
        "win-back-voice-rival",
    ]


def test_two_goals_are_two_needs_though_the_service_is_one(tmp_path: Path) -> None:
    goal = {"goal": "Grow", "supported": "no", "service": "voice", "amount_month": 50}
    goals = [{**goal, "initiative": name, "name": name} for name in ("app", "shop")]
    found = listed(tmp_path, {"goals": goals}, market=usage(2000, 8000), profile=PROFILE)
    assert sorted(ids(found)) == ["proposal-app", "proposal-shop", "whitespace-voice"]


def test_a_stated_need_with_an_amount_comes_before_what_is_inferred(tmp_path: Path) -> None:
    found = listed(
        tmp_path,
        {"needs": [stated("voice", service="voice", amount_month=10)]},
        market=usage(2000, 8000),
        profile=PROFILE,
    )
    assert (ids(found), found.needs.iloc[0]["also"], found.total.known) == (["voice"], ("whitespace-voice",), 10.0)


def test_a_stated_need_without_an_amount_swallows_nothing(tmp_path: Path) -> None:
    found = listed(tmp_path, {"needs": [stated("voice", service="voice")]}, market=usage(2000, 8000), profile=PROFILE)
    assert ids(found) == ["whitespace-voice", "voice"]


@pytest.mark.parametrize("need", ["upgrade", "upgrade-a"])
def test_a_latent_need_that_the_client_has_stated_is_stated(tmp_path: Path, need: str) -> None:
    """Its id is the rule's or the need's; it takes the rule's size: 160 - 100."""
    found = listed(
        tmp_path, network(MAIN, site={"required_kbps": 200}) | {"needs": [stated(need)]}, market={"prices": PRICES}
    )
    row = found.needs.set_index("need").loc[need]
    assert (row["kind"], row["amount_month"], row["also"], row["confidence"]) == ("stated", 60.0, ("upgrade-a",), 0.7)
    assert "upgrade-a" not in [name for name in ids(found) if name != need]


def test_what_it_states_of_other_sites_leaves_this_one_latent(tmp_path: Path) -> None:
    tables = network(MAIN, site={"required_kbps": 200}) | {"needs": [stated("upgrade", sites="hq", amount_month=5)]}
    assert {"upgrade", "upgrade-a"} <= set(ids(listed(tmp_path, tables, market={"prices": PRICES})))


def test_a_stated_amount_is_not_replaced_by_the_rule_s(tmp_path: Path) -> None:
    tables = network(MAIN, site={"required_kbps": 200}) | {"needs": [stated("upgrade", amount_month=5)]}
    found = listed(tmp_path, tables, market={"prices": PRICES})
    assert found.needs.set_index("need").loc["upgrade", "amount_month"] == 5.0


def test_a_sum_over_an_unknown_size_is_at_least(tmp_path: Path) -> None:
    """Two upgrades stated as one: Alpha's costs 60 more, Beta's lies beyond the price list."""
    tables: Given = {
        "sites": [
            SITES[0],
            {**SITES[1], "required_kbps": 200},
            {**SITES[1], "site": "b", "name": "Beta", "required_kbps": 2_000_000},
        ],
        "links": [MAIN, {**MAIN, "link": "l2", "from_site": "b"}],
        "needs": [stated("upgrade")],
    }
    row = listed(tmp_path, tables, market={"prices": PRICES}).needs.set_index("need").loc["upgrade"]
    assert (row["amount_month"], row["at_least"]) == (60.0, True)


def test_what_is_said_of_sized_needs(tmp_path: Path) -> None:
    found = listed(tmp_path, units(("a", "voice", "rival", 350)) | {"needs": [stated("speed", amount_month=100)]})
    assert told(found) == {
        "needs.need_list.ranked": (
            "2 needs, one of them never asked for, are worth at least ¥350 a month; first comes win-back of voice from"
            " Rival"
        ),
        "needs.need_list.first_win_back": "Never asked for: win-back of voice from Rival, ¥350 a month",
    }
    # nobody has said which service the speed is about: it may be the same money as the win-back
    assert found.findings[0].money_month == 350.0
    assert found.findings[0].confidence == pytest.approx(350 * 0.4 / 350)


@pytest.mark.parametrize(
    ("tables", "title"),
    [
        ({"needs": [stated()]}, "The one need that the client has stated has no size yet: speed"),
        (
            {"needs": [stated("a"), stated("b", confidence=0.9)]},
            "The 2 needs that the client has stated have no size yet; the surest is: B",
        ),
        (
            units(("a", "voice", "rival", 350)),
            "One need that nobody has asked for is worth at least ¥350 a month: win-back of voice from Rival",
        ),
        (
            units(("a", "voice", "rival", "")) | {"needs": [stated("a", amount_month=100), stated("b")]},
            "Only one of 3 needs has a size (¥100 a month): A; 1 of the 3 nobody asked for",
        ),
    ],
)
def test_other_situations_say_something_else(tmp_path: Path, tables: Given, title: str) -> None:
    assert next(iter(told(listed(tmp_path, tables)).values())) == title


def test_without_a_price_list_that_is_what_to_get_first(tmp_path: Path) -> None:
    assert (
        told(listed(tmp_path / "a", network(MAIN)))["needs.need_list.no_prices"]
        == "Without a price list one need has no size"
    )
    assert "needs.need_list.no_prices" not in told(listed(tmp_path / "b", network(MAIN), market={"prices": PRICES}))


def test_what_to_size_first_is_a_service_that_we_sell(tmp_path: Path) -> None:
    found = listed(
        tmp_path, {"needs": [stated("bill", confidence=0.9), stated("voice", service="voice", confidence=0.4)]}
    )
    assert found.findings[-1].figures["what"].printed("en") == "voice"


ROWS = [
    *units(
        ("a", "voice", "rival", 350), ("b", "voice", "none", ""), ("c", "voice", "us", 90), ("d", "data", "rival", "")
    )["unit_services"],
]
NEEDS = [stated("x", amount_month=10), stated("y"), stated("z", amount_month=10)]


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.permutations(ROWS), needs=st.permutations(NEEDS))
def test_the_order_of_rows_does_not_matter(tmp_path: Path, rows: list[Any], needs: list[Any]) -> None:
    def result(tables: Given) -> list[tuple[Any, ...]]:
        frame = listed(tmp_path, tables, market=usage(2000, 8000), profile=PROFILE).needs
        return [tuple("?" if value != value else value for value in row) for row in frame.itertuples(index=False)]

    assert result({"unit_services": rows, "needs": needs}) == result({"unit_services": ROWS, "needs": NEEDS})


def test_the_market_need_not_know_the_industry(tmp_path: Path) -> None:
    assert ids(listed(tmp_path, {"needs": [stated()]}, market=INDUSTRY, profile=PROFILE)) == ["speed"]


def test_planted_in_harbour_hotels() -> None:
    found = need_list(load_client("harbour-hotels"))
    needs = found.needs.set_index("need")
    assert needs.index[0] == "win-back-mobile-skylark-mobile"
    assert needs.loc["win-back-mobile-skylark-mobile", "also"] == ("whitespace-mobile",)
    assert needs.loc["whitespace-broadband", "also"] == ("unit-whitespace-broadband",)
    assert needs.loc["same-wifi", "also"] == ("unit-whitespace-cloud_wifi",)
    assert (needs["kind"] == "stated").sum() == 6
    assert found.findings[1].rule == "needs.need_list.first_win_back"
    assert all(finding.internal for finding in found.findings)


def test_the_published_needs_are_the_four_of_the_source() -> None:
    found = need_list(load_client("pingan-life-fuzhou"))
    published = found.needs[found.needs["kind"] == "stated"]
    assert sorted(published["need"]) == ["coverage", "fewer-faults", "stable-lines", "upgrade"]
    assert published["amount_month"].isna().all()
    assert [len(also) for also in published["also"]] == [0, 0, 0, 6]
    assert [finding.rule for finding in found.findings] == [
        "needs.need_list.mostly_unsized",
        "needs.need_list.first_whitespace",
        "needs.need_list.no_prices",
    ]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("client", ["pingan-life-fuzhou", "harbour-hotels"])
def test_every_finding_has_its_title(client: str, lang: Any) -> None:
    for finding in need_list(load_client(client)).findings:
        title = say(lang, f"{finding.rule}.title", **finding.figures)
        assert "nan" not in title
        assert "{" not in title
        assert math.isfinite(finding.money_month)
