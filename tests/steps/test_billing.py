"""The base: what was billed for the latest months, and what is expected where bills are missing; every figure worked by
hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.client import load_client
from playbook.errors import DataError
from playbook.steps.billing import Base, base_of
from playbook.steps.months import months_between, months_from
from tests.builders.clients import DATA, Rows, make_client

QUARTER = ("2002-10", "2002-11", "2002-12")


def bill(
    start: str, amount: float, service: str = "data", *, end: str = "", contract: str = "1", credit: str = ""
) -> dict[str, object]:
    return {
        "from": start,
        "to": end or start,
        "contract": contract,
        "service": service,
        "amount_month": amount,
        "credit": credit,
    }


def monthly(
    months: tuple[str, ...] | list[str], amount: float, service: str = "data", *, contract: str = "1"
) -> list[dict[str, object]]:
    return [bill(month, amount, service, contract=contract) for month in months]


def base_from(folder: Path, bills: Rows, *, contracts: Rows = (), as_of: str = "2003-01-23", **tables: Rows) -> Base:
    return base_of(make_client(folder, {"bills": bills, "contracts": contracts, **tables}, profile={"as_of": as_of}))


def figures(base: Base) -> tuple[float, float]:
    return base.known, base.total


def test_the_published_base() -> None:
    base = base_of(load_client("pingan-life-fuzhou", root=DATA))
    assert base.services.to_dict() == {
        "data": 28184.12,
        "local_voice": 28120.83,
        "long_distance": 3918.55,
        "ip_17909": 3784.30,
    }
    assert (base.total, base.known, base.bound) == (64007.80, 64007.80, "exact")
    assert (base.start, base.end, base.missing, base.status) == ("2002-10", "2002-12", 0, "published")
    assert (base.reconciliation.verdict, base.reconciliation.control, base.reconciliation.difference) == (
        "note",
        64007.81,
        0.01,
    )


# which months


def test_the_latest_three_months_count(tmp_path: Path) -> None:
    base = base_from(
        tmp_path, [bill("2002-08", 9000), bill("2002-10", 100), bill("2002-11", 200), bill("2002-12", 600)]
    )
    assert (figures(base), base.start, base.end, base.left.earlier) == ((300, 300), "2002-10", "2002-12", 1)


def test_the_period_begins_no_earlier_than_the_first_bill(tmp_path: Path) -> None:
    base = base_from(tmp_path, [bill("2002-11", 200), bill("2002-12", 600)])
    assert (figures(base), base.start, base.bound) == ((400, 400), "2002-11", "exact")


def test_a_month_that_ends_on_the_day_of_the_plan_counts() -> None:
    """bare-minimum has a quarter's average; on the last day of December the quarter is over, a day earlier December is
    not."""
    for as_of, start, end in (("2002-12-31", "2002-10", "2002-12"), ("2002-12-30", "2002-10", "2002-11")):
        base = base_of(load_client("bare-minimum", root=DATA, as_of=as_of))
        assert (figures(base), base.start, base.end) == ((9000, 9000), start, end)


def test_the_running_month_is_left_out_and_counted(tmp_path: Path) -> None:
    base = base_from(tmp_path, [bill("2003-12", 6000, end="2004-02"), bill("2004-03", 9000)], as_of="2004-03-01")
    assert (figures(base), base.end, base.left.later) == ((6000, 6000), "2004-02", 1)


def test_of_a_bill_that_runs_on_the_months_count_that_have_ended(tmp_path: Path) -> None:
    base = base_from(tmp_path, [bill("2002-11", 600, end="2003-04")])
    assert (figures(base), base.start, base.end, base.left.later) == ((600, 600), "2002-11", "2002-12", 1)


def test_of_a_bill_that_covers_more_the_months_of_the_base_count(tmp_path: Path) -> None:
    base = base_from(tmp_path, [bill("2002-01", 100, end="2002-12")])
    assert (figures(base), base.start) == ((100, 100), "2002-10")


# known and expected


def test_a_quarter_beside_months(tmp_path: Path) -> None:
    """July to September at 30,000 beside 1,000 a month, August to October: two of three months, (2 x 30,000 + 3 x
    1,000) / 3."""
    base = base_from(
        tmp_path,
        [bill("2002-07", 30_000, end="2002-09", contract="Q"), *monthly(["2002-08", "2002-09", "2002-10"], 1000)],
    )
    assert (figures(base), base.missing, base.bound) == ((21_000, 31_000), 1, "at_least")
    assert base.money("CNY").printed("en") == "at least ¥21,000 (¥31,000 expected)"
    assert base.money("CNY").printed("zh") == "至少21,000元（预计31,000元）"


def test_a_contract_that_lags_a_month(tmp_path: Path) -> None:
    late = monthly(["2002-08", "2002-09", "2002-10", "2002-11"], 90_000, contract="B")
    base = base_from(tmp_path, [*monthly(QUARTER, 10_000, contract="A"), *late])
    assert (figures(base), base.missing, base.status) == ((70_000, 100_000), 1, "estimated")


def test_a_series_that_was_billed_before_the_base_alone_is_expected_at_its_rate(tmp_path: Path) -> None:
    """A quarter in arrears: nothing known for the base, but nobody has said that it ended."""
    base = base_from(tmp_path, [*monthly(QUARTER, 1000), bill("2002-07", 300, end="2002-09", contract="Q")])
    assert (figures(base), base.missing) == ((1000, 1300), 3)


def test_a_series_without_a_bill_in_six_months_has_stopped(tmp_path: Path) -> None:
    base = base_from(tmp_path, [*monthly(QUARTER, 1000), bill("2002-06", 300, contract="old")])
    assert (figures(base), base.bound) == ((1000, 1000), "exact")
    assert [(one.key, month) for one, month in base.stopped] == [(("old", "data"), "2002-06")]


def test_a_gap_is_filled_with_the_average_of_the_other_months(tmp_path: Path) -> None:
    """Known (100 + 300 + 3 x 50) / 3; expected 200 for November."""
    base = base_from(tmp_path, [bill("2002-10", 100), bill("2002-12", 300), *monthly(QUARTER, 50, "voice")])
    assert (figures(base), base.missing) == ((183.333333, 250), 1)
    assert base.services.to_dict() == {"data": 200, "voice": 50}
    assert base.known_services.to_dict() == {"data": 133.333333, "voice": 50}


def test_zero_and_credits_count(tmp_path: Path) -> None:
    assert figures(base_from(tmp_path, [bill("2002-10", 100), bill("2002-11", 0), bill("2002-12", -40)])) == (20, 20)


def test_contracts_of_a_service_add_up(tmp_path: Path) -> None:
    bills = [bill("2002-10", 100, end="2002-12"), bill("2002-10", 11, end="2002-12", contract="2")]
    assert base_from(tmp_path, bills).services.to_dict() == {"data": 111}


# contracts that begin, end and take over


def begun(folder: Path, **contract: object) -> Base:
    bills = [*monthly(["2002-09", *QUARTER], 1000), bill("2002-12", 30_000, contract="new")]
    return base_from(folder, bills, contracts=[{"contract": "1"}, {"contract": "new", **contract}])


def test_a_contract_that_begins_in_the_last_month(tmp_path: Path) -> None:
    """With `begins` the months before are 0: a third of 30,000 is known and expected; without, they are unknown."""
    base = begun(tmp_path, begins="2002-12")
    assert (figures(base), base.bound) == ((11_000, 11_000), "exact")
    (new,) = (one for one in base.series if one.contract == "new")
    assert (new.known_month, new.expected_month, new.begins, new.last, new.latest_month) == (
        10_000,
        10_000,
        "2002-12",
        "2002-12",
        30_000,
    )
    assert figures(begun(tmp_path / "unsaid")) == (11_000, 31_000)


def test_a_contract_may_begin_on_a_day(tmp_path: Path) -> None:
    """Billed for the 16 days from 16 December at 31,000 a month: 16,000, a third of it a month; the 15 days before are
    0."""
    bills = [*monthly(["2002-09", *QUARTER], 1000), bill("2002-12-16", 31_000, end="2002-12", contract="new")]
    base = base_from(tmp_path, bills, contracts=[{"contract": "new", "begins": "2002-12-16"}])
    assert (figures(base), base.bound) == ((6333.333333, 6333.333333), "exact")


def test_a_contract_that_has_ended_is_0_after_its_end(tmp_path: Path) -> None:
    bills = [*monthly(QUARTER, 1000), *monthly(["2002-09", "2002-10"], 600, contract="old")]
    assert figures(base_from(tmp_path, bills, contracts=[{"contract": "old", "ends": "2002-10"}])) == (1200, 1200)
    assert figures(base_from(tmp_path / "unsaid", bills)) == (1200, 1600)


TURNED = [
    bill("2002-10", 30_000, contract="A-1"),
    bill("2002-11", 30_000, contract="A-1"),
    bill("2002-12", 30_000, contract="A-2"),
]


def test_a_contract_that_looks_renumbered_counts_once(tmp_path: Path) -> None:
    base = base_from(tmp_path, TURNED)
    assert (figures(base), base.bound) == ((30_000, 30_000), "exact")
    assert [(pair.before[0].contract, pair.after[0].contract) for pair in base.renumbered] == [("A-1", "A-2")]


def test_a_contract_that_replaces_another_counts_once_and_raises_no_suspicion(tmp_path: Path) -> None:
    base = base_from(tmp_path, TURNED, contracts=[{"contract": "A-1"}, {"contract": "A-2", "replaces": "A-1"}])
    assert (figures(base), base.renumbered) == ((30_000, 30_000), ())


def test_a_month_that_both_lack_is_unknown_once(tmp_path: Path) -> None:
    """A-1 in October at 30,000, A-2 in December at 12,000, nothing in November: the old one's, at 30,000."""
    bills = [bill("2002-10", 30_000, contract="A-1"), bill("2002-12", 12_000, contract="A-2")]
    base = base_from(tmp_path, bills, contracts=[{"contract": "A-1"}, {"contract": "A-2", "replaces": "A-1"}])
    assert (figures(base), base.missing) == ((14_000, 24_000), 1)


def test_another_amount_is_no_renumbering(tmp_path: Path) -> None:
    """A-1 lacks December, A-2 October and November: 30,000 and 20,000 are expected."""
    base = base_from(tmp_path, [*TURNED[:2], bill("2002-12", 20_000, contract="A-2")])
    assert (figures(base), base.renumbered, base.missing) == ((26_666.666667, 50_000), (), 3)


def test_a_contract_that_is_split_counts_once(tmp_path: Path) -> None:
    parts = [bill("2002-12", 18_000, contract="A-2"), bill("2002-12", 12_000, contract="A-3")]
    base = base_from(tmp_path, [*TURNED[:2], *parts])
    assert figures(base) == (30_000, 30_000)
    assert [one.contract for one in base.renumbered[0].after] == ["A-2", "A-3"]


def test_a_service_under_another_name_counts_once(tmp_path: Path) -> None:
    bills = [bill("2002-10", 500), bill("2002-11", 500), bill("2002-12", 505, "voice")]
    assert figures(base_from(tmp_path, bills)) == (501.666667, 501.666667)


# credits, days


def test_a_credit_goes_with_the_bill_of_its_month(tmp_path: Path) -> None:
    base = base_from(
        tmp_path, [*monthly(QUARTER, 1000), bill("2002-11", -100, credit="yes"), bill("2002-11", -50, credit="yes")]
    )
    assert (figures(base), base.bound) == ((950, 950), "exact")


def test_with_a_credit_what_is_known_is_not_the_least(tmp_path: Path) -> None:
    """October 1,000, November 1,000 less 400, December missing: 1,600 / 3, and the average of the billed months, 800,
    for December."""
    base = base_from(
        tmp_path, [*monthly(QUARTER[:2], 1000), bill("2002-11", -400, credit="yes"), *monthly(QUARTER, 0, "voice")]
    )
    assert (figures(base), base.bound) == ((533.333333, 800), "known")
    assert base.money("CNY").printed("en") == "¥533 billed (¥800 expected)"


def test_a_credit_alone_is_no_bill_of_its_month(tmp_path: Path) -> None:
    base = base_from(tmp_path, [*monthly(QUARTER[:2], 900), bill("2002-12", -90, credit="yes")])
    assert (figures(base), base.missing) == ((570, 870), 1)


def test_a_bill_from_day_to_day_is_spread_by_days(tmp_path: Path) -> None:
    """21 of October's 31 days at 3,100 a month, then two whole months: (2,100 + 2 x 3,100) / 3; ten days of October are
    not known."""
    base = base_from(
        tmp_path, [bill("2002-09", 0, "voice"), *monthly(QUARTER, 0, "voice"), bill("2002-10-11", 3100, end="2002-12")]
    )
    assert figures(base) == (2766.666667, 3100)


def test_two_halves_of_a_month_are_one_bill(tmp_path: Path) -> None:
    halves = [bill("2002-12-01", 1000, end="2002-12-15"), bill("2002-12-16", 1000, end="2002-12-31")]
    assert figures(base_from(tmp_path, [*monthly(QUARTER[:2], 1000), *halves])) == (1000, 1000)


@pytest.mark.parametrize(
    ("bills", "contracts", "said"),
    [
        (
            [bill("2002-10", 1), bill("2002-10-15", 1, end="2002-11")],
            [],
            r"row 3, column from: '2002-10-15'; expected a period that does not",
        ),
        (
            [bill("2002-10-20", 1, end="2002-10-02")],
            [],
            r"row 2, column to: '2002-10-02'; expected not less than from \(2002-10-20\)",
        ),
        (
            [bill("2002-10", 5, credit="yes")],
            [],
            r"bills.csv, row 2, column amount_month: '5'; expected an amount of at most 0: a credit takes away",
        ),
        (
            [bill("2002-10-32", 5)],
            [],
            r"row 2, column from: '2002-10-32'; expected a month such as 2002-10, or a date such as 2002-10-15",
        ),
        (
            [bill("2002-10", 5)],
            [{"contract": "1", "begins": "2003-02", "ends": "2003-01-31"}],
            r"contracts.csv, row 2, column ends:",
        ),
        (
            [bill("2002-10", 5)],
            [{"contract": "1", "replaces": "2"}],
            r"row 2, column replaces: '2'; expected one that contracts.contract has",
        ),
        (
            [bill("2002-10", 5)],
            [{"contract": "1", "replaces": "2"}, {"contract": "2", "replaces": "1"}],
            r"'1 -> 2 -> 1'; expected no circle",
        ),
    ],
)
def test_bad_bills_and_contracts_are_one_line_each(tmp_path: Path, bills: Rows, contracts: Rows, said: str) -> None:
    with pytest.raises(DataError, match=said) as raised:
        base_from(tmp_path, bills, contracts=contracts)
    assert len(raised.value.lines) == (2 if "10-32" in said else 1)  # its two ends


# the control total


def test_what_is_expected_is_held_against_the_control_total(tmp_path: Path) -> None:
    late = [*monthly(QUARTER, 10_000), *monthly(QUARTER[:2], 90_000, contract="B")]
    base = base_from(tmp_path, late, control_totals=[{"from": "2002-10", "to": "2002-12", "amount_month": 100_000}])
    assert (base.reconciliation.verdict, base.reconciliation.total) == ("equal", 100_000)


def test_a_control_total_of_another_period_is_not_compared(tmp_path: Path) -> None:
    controls = [{"from": "2002-01", "to": "2002-12", "amount_month": 999}]
    assert base_from(tmp_path, [bill("2002-12", 1)], control_totals=controls).reconciliation.verdict == "unknown"


@pytest.mark.parametrize(
    ("start", "end", "months"), [("2002-10", "2002-12", 3), ("2002-12", "2003-01", 2), ("2002-01", "2002-01", 1)]
)
def test_both_ends_of_a_period_count(start: str, end: str, months: int) -> None:
    assert months_between(start, end) == months == len(months_from(start, end))
