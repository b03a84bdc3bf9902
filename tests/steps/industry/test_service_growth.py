"""Growth by service, worked by hand: complete years, months without a bill, credits, zeros, contracts that begin in
between."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.client import Client, load_client
from playbook.steps.findings import Finding
from playbook.steps.industry.service_growth import ServiceGrowth, service_growth
from tests.builders.clients import build, make_client

MONTHS = [f"{year}-{month:02d}" for year in (2001, 2002) for month in range(1, 13)]


def line(
    service: str, amount: Callable[[int], float | str], *, contract: str = "A", leave: tuple[str, ...] = ()
) -> list[dict[str, Any]]:
    """A bill a month over two years; `amount` of the month's place, 0 to 23."""
    return [
        {"from": month, "to": month, "contract": contract, "service": service, "amount_month": amount(place)}
        for place, month in enumerate(MONTHS)
        if month not in leave
    ]


def client_of(folder: Path, *lines: list[dict[str, Any]]) -> Client:
    return make_client(folder, {"bills": [row for rows in lines for row in rows]})


def grown(folder: Path, *lines: list[dict[str, Any]]) -> ServiceGrowth:
    return service_growth(client_of(folder, *lines))


def row_of(found: ServiceGrowth, service: str) -> Mapping[str, Any]:
    return next(
        {str(key): value for key, value in row.items()}
        for row in found.services.to_dict("records")
        if row["service"] == service
    )


def printed(finding: Finding, name: str) -> str:
    return finding.figures[name].printed("en")


def test_two_complete_years_by_hand(tmp_path: Path) -> None:
    found = grown(
        tmp_path,
        line("data", lambda place: 100 if place < 12 else 110),
        line("voice", lambda place: 200 if place < 12 else 150),
    )
    data, voice = row_of(found, "data"), row_of(found, "voice")
    assert (data["earlier_month"], data["later_month"], data["change_month"]) == pytest.approx((100, 110, 10))
    assert (data["growth_year"], voice["growth_year"]) == pytest.approx((0.1, -0.25))
    assert (found.start, found.middle, found.end, found.months, found.gaps) == ("2001-01", "2002-01", "2002-12", 24, ())
    assert [finding.rule for finding in found.findings] == ["industry.sub_industry.growth_split"]
    finding = found.findings[0]
    assert (printed(finding, "up_growth"), printed(finding, "down_change"), finding.money_month) == (
        "10.0%",
        "¥50",
        pytest.approx(60),
    )


def test_a_gap_month_is_left_out_of_both_years(tmp_path: Path) -> None:
    """100 + m in month m of the first year, twice that in the second: without December on both sides growth is exactly
    100%."""
    found = grown(tmp_path, line("data", lambda place: (101 + place % 12) * (1 + place // 12), leave=("2002-05",)))
    data = row_of(found, "data")
    expected = (sum(range(101, 113)) - 105) / 11
    assert (data["earlier_month"], data["later_month"], data["growth_year"]) == pytest.approx(
        (expected, 2 * expected, 1.0)
    )
    assert found.gaps == ("2002-05",)


def test_a_gap_in_one_contract_leaves_the_other_whole(tmp_path: Path) -> None:
    """A: 100 to 120 with a gap; B: 300 to 300. 420 / 400 - 1 = 5%, whatever month is missing."""
    found = grown(
        tmp_path,
        line("data", lambda place: 100 if place < 12 else 120, leave=("2001-07",)),
        line("data", lambda place: 300, contract="B"),
    )
    assert (row_of(found, "data")["growth_year"], found.gaps) == (pytest.approx(0.05), ("2001-07",))


def test_a_blank_contract_is_a_line_too(tmp_path: Path) -> None:
    found = grown(tmp_path, line("data", lambda place: 100 if place < 12 else 130, contract=""))
    assert row_of(found, "data")["growth_year"] == pytest.approx(0.3)


def test_a_contract_that_begins_in_between_is_no_growth(tmp_path: Path) -> None:
    found = grown(
        tmp_path,
        line("data", lambda place: 100),
        line("data", lambda place: 500, contract="B", leave=tuple(MONTHS[:14])),
    )
    assert (row_of(found, "data")["growth_year"], found.left_lines) == (pytest.approx(0), 1)
    assert [finding.rule for finding in found.findings] == ["industry.sub_industry.growth_flat"]


def test_a_service_that_begins_in_between_is_unknown_not_endless(tmp_path: Path) -> None:
    found = grown(tmp_path, line("data", lambda place: 100), line("voice", lambda place: 50, leave=tuple(MONTHS[:12])))
    voice = row_of(found, "voice")
    assert math.isnan(voice["growth_year"])
    assert (voice["reason"], voice["left_lines"]) == ("lines", 1)


def test_credits_and_zeros_are_amounts(tmp_path: Path) -> None:
    """First year 11 x 100 less a credit of 100: 1,000 / 12 a month; second 11 x 100 and a zero: 1,100 / 12. Growth
    10%."""
    found = grown(tmp_path, line("data", lambda place: -100 if place == 3 else 0 if place == 20 else 100))
    data = row_of(found, "data")
    assert (data["earlier_month"], data["later_month"], data["growth_year"]) == pytest.approx(
        (1000 / 12, 1100 / 12, 0.1)
    )
    assert found.gaps == ()


def test_nothing_in_the_year_before_has_no_rate(tmp_path: Path) -> None:
    data = row_of(grown(tmp_path, line("data", lambda place: 0 if place < 12 else 100)), "data")
    assert math.isnan(data["growth_year"])
    assert (data["reason"], data["change_month"]) == ("nothing", pytest.approx(100))


def test_less_than_two_years_is_unknown_with_its_reason(tmp_path: Path) -> None:
    found = grown(tmp_path, line("data", lambda place: 100 + place, leave=(MONTHS[0],)))
    assert found.known.empty
    assert (row_of(found, "data")["reason"], found.months, found.findings) == ("short", 23, ())


def test_a_bill_over_several_months_stands_in_each(tmp_path: Path) -> None:
    quarters = [
        {"from": f"{year}-{month:02d}", "to": f"{year}-{month + 2:02d}", "service": "data", "amount_month": amount}
        for year, amount in ((2001, 100), (2002, 140))
        for month in (1, 4, 7, 10)
    ]
    found = service_growth(make_client(tmp_path, {"bills": quarters}))
    assert (row_of(found, "data")["growth_year"], found.months) == (pytest.approx(0.4), 24)


@pytest.mark.parametrize(
    ("after", "rule"),
    [
        (104, "industry.sub_industry.growth_flat"),
        (105, "industry.sub_industry.growth_up"),
        (95, "industry.sub_industry.growth_down"),
    ],
)
def test_what_is_noticeable_is_an_assumption(tmp_path: Path, after: float, rule: str) -> None:
    found = grown(tmp_path, line("data", lambda place: 100 if place < 12 else after))
    assert [finding.rule for finding in found.findings] == [rule]


def test_an_older_year_changes_nothing(tmp_path: Path) -> None:
    months = [f"2000-{month:02d}" for month in range(1, 13)]
    old = [{"from": month, "to": month, "contract": "A", "service": "data", "amount_month": 999} for month in months]
    assert row_of(grown(tmp_path, old, line("data", lambda place: 100 if place < 12 else 110)), "data")[
        "growth_year"
    ] == pytest.approx(0.1)


@given(order=st.permutations(range(48)))
@settings(max_examples=4, deadline=None)
def test_the_order_of_rows_does_not_matter(tmp_path_factory: pytest.TempPathFactory, order: list[int]) -> None:
    rows = [*line("data", lambda place: 90 + place), *line("voice", lambda place: 80 - place, contract="B")]
    straight, mixed = (
        grown(tmp_path_factory.mktemp("order"), listed) for listed in (rows, [rows[place] for place in order])
    )
    assert list(mixed.services["service"]) == list(straight.services["service"]) == ["data", "voice"]
    assert list(mixed.services["growth_year"]) == pytest.approx(list(straight.services["growth_year"]))


def test_what_is_planted_in_harbour_hotels() -> None:
    """Voice lines decline and cloud grows. HH-2003 has no bill in April 2024, so April is left out of both years of its
    lines:

    per line the mean of the months that both years have, added up: voice 8,043.49 to 6,723.31; cloud 8,916.07 to
    11,275.93.
    """
    found = service_growth(load_client("harbour-hotels"))
    voice, cloud, mobile = (row_of(found, service) for service in ("voice_lines", "cloud_wifi", "mobile"))
    assert (voice["earlier_month"], voice["later_month"]) == pytest.approx((8043.49, 6723.31), abs=0.005)
    assert (cloud["earlier_month"], cloud["later_month"]) == pytest.approx((8916.07, 11275.93), abs=0.005)
    assert mobile["gaps"] == ()
    assert found.gaps == ("2024-04",)
    finding = found.findings[0]
    assert (finding.rule, printed(finding, "up_growth"), printed(finding, "down_growth")) == (
        "industry.sub_industry.growth_split",
        "26.5%",
        "16.4%",
    )
    assert (printed(finding, "up_service"), printed(finding, "down_service")) == (
        "cloud and managed Wi-Fi",
        "voice lines",
    )


def test_the_published_case_has_one_period() -> None:
    found = service_growth(load_client("pingan-life-fuzhou"))
    assert found.known.empty
    assert set(found.services["reason"]) == {"short"}
    assert found.findings == ()


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (line("voice", lambda place: 200)[12:], "lines"),
        (line("voice", lambda place: 200)[-1:], "lines"),
        (line("voice", lambda place: 0), "nothing"),
        (line("voice", lambda place: -5), "nothing"),
        (line("voice", lambda place: 300), None),
    ],
    ids=["new", "one bill", "zeros", "credits", "grown"],
)
def test_a_service_without_growth_stands_beside_one_with_it(
    tmp_path: Path, other: list[dict[str, Any]], reason: str | None
) -> None:
    client = client_of(tmp_path, line("data", lambda place: 100), other)
    assert row_of(service_growth(client), "data")["reason"] is None
    assert row_of(service_growth(client), "voice")["reason"] == reason
    assert build("1.3", client, "en").values.rows
