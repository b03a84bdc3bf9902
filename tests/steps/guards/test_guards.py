"""Each guard names what it is for, with the money that it is about, and nothing of a sound client."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.client import list_clients, load_client
from playbook.errors import DataError
from playbook.steps.guards.caution import Caution, worst_first
from playbook.steps.guards.doubts import cautions_of
from playbook.steps.guards.magnitudes import power_apart
from playbook.synth import make_book
from tests.builders.clients import DATA, make_client
from tests.steps.guards.bank import CONTRACTS, LEVELS, MONTHS, PROFILE, SERVICES, bank, bills, cautions, found

SITES = [
    {"site": "hq", "name": "Head office", "level": "head_office"},
    {"site": "b1", "name": "One", "level": "branch"},
]


@pytest.mark.parametrize("client", list_clients(DATA))
def test_of_the_samples_nothing_is_doubted(client: str) -> None:
    assert cautions_of(load_client(client, root=DATA)) == ()


def test_of_a_sound_bank_nothing_is_doubted(tmp_path: Path) -> None:
    assert found(tmp_path) == []


def test_of_made_up_clients_only_what_their_makers_put_there_is(tmp_path: Path) -> None:
    make_book(12, seed=5, out=tmp_path)
    named = {one.rule for id in list_clients(tmp_path) for one in cautions_of(load_client(id, root=tmp_path))}
    assert named <= {"control_totals.apart", "dates.astray"}


def test_a_contract_that_is_not_listed_is_worth_what_it_pays(tmp_path: Path) -> None:
    (one,) = cautions(tmp_path, contracts=CONTRACTS[:2])
    assert (one.rule, one.place) == ("bills.contract_not_listed", "bills.csv 2671")
    months = [row["amount_month"] for row in bills() if row["contract"] == "2671" and row["from"] >= "2023-12"]
    assert one.money_month == pytest.approx(sum(months) / 3)


def test_a_contract_that_ended_or_is_missing_is_asked_about(tmp_path: Path) -> None:
    rows = [row for row in bills() if row["contract"] != "6134" or row["from"] <= "2023-12"]
    (one,) = cautions(tmp_path, rows)
    assert (one.rule, one.place) == ("series.stops", "bills.csv 6134 data")
    assert one.line("en") == (
        "clients/acme/bills.csv: data on contract 6134 has no bill since December 2023: ended or missing? The base"
        " lacks 2 of its months; say in contracts.csv when it ended, or add what is missing"
    )
    assert one.money_month == pytest.approx(2 / 3 * 41070.13)  # December's: 37,000 x 1.11 + 0.13
    ended = [{**row, "ends": "2023-12" if row["contract"] == "6134" else ""} for row in CONTRACTS]
    assert found(tmp_path / "said", rows, contracts=ended) == []


def test_a_gap_and_a_beginning_are_asked_about(tmp_path: Path) -> None:
    gap = [row for row in bills() if (row["contract"], row["from"]) != ("6134", "2024-01")]
    assert found(tmp_path / "gap", gap) == [("series.gap", "bills.csv 6134 data")]
    late = [row for row in bills() if row["contract"] != "6134" or row["from"] >= "2024-01"]
    assert found(tmp_path / "late", late) == [("series.begins", "bills.csv 6134 data")]


def test_a_series_of_nothing_is_named(tmp_path: Path) -> None:
    rows = [row | {"amount_month": 0} if row["service"] == "voice" else row for row in bills()]
    assert found(tmp_path, rows) == [("series.zero", "bills.csv 00282 voice")]


@settings(max_examples=12, deadline=None)
@given(st.sampled_from(sorted(LEVELS)), st.sampled_from(MONTHS), st.sampled_from([-4, -2, -1, 1, 2, 4]))
def test_a_month_in_another_unit_is_found_wherever_it_is(key: tuple[str, str], month: str, power: int) -> None:
    rows = [
        row | {"amount_month": row["amount_month"] * 10.0**power}
        if (row["contract"], row["service"], row["from"]) == (*key, month)
        else row
        for row in bills()
    ]
    with TemporaryDirectory() as folder:
        named = found(Path(folder), rows)
    rule = "magnitudes.times" if power > 0 else "magnitudes.part"
    assert (rule, f"bills.csv {' '.join(key)} {month}") in named


@pytest.mark.parametrize(("power", "rule"), [(4, "magnitudes.month_times"), (-4, "magnitudes.month_part")])
def test_a_whole_month_in_another_unit_is_told_once(tmp_path: Path, power: int, rule: str) -> None:
    rows = [
        row | {"amount_month": row["amount_month"] * 10.0**power} if row["from"] == "2024-01" else row
        for row in bills()
    ]
    assert found(tmp_path, rows) == [(rule, "bills.csv 2024-01")]


def test_growth_is_no_slip() -> None:
    assert [power_apart(value, 100, 0.25) for value in (100, 300, 500, 740, 1300, 13)] == [0] * 6
    assert [power_apart(value, 100, 0.25) for value in (760, 1000, 1240, 10, 1_000_000)] == [1, 1, 1, -1, 4]


def test_a_contract_that_is_the_sum_of_the_others_is_named(tmp_path: Path) -> None:
    """Within 1% in each month, so that no single bill is exactly the sum of the others."""
    listed = [*CONTRACTS, {"contract": "9000"}]
    sums = [
        {
            "from": month,
            "to": month,
            "contract": "9000",
            "service": "data",
            "amount_month": round(1.004 * sum(row["amount_month"] for row in bills() if row["from"] == month), 2),
        }
        for month in MONTHS
    ]
    assert ("contracts.looks_like_total", "bills.csv 9000") in found(tmp_path, [*bills(), *sums], contracts=listed)


def test_the_same_amounts_under_two_contracts_are_named(tmp_path: Path) -> None:
    again = [row | {"contract": "7777"} for row in bills() if row["contract"] == "6134"]
    named = cautions(tmp_path, [*bills(), *again], contracts=[*CONTRACTS, {"contract": "7777"}])
    assert [(one.rule, one.place) for one in named] == [("bills.same_amounts", "bills.csv 6134 7777 data")]
    assert named[0].money_month == pytest.approx((41070.13 + 41440.13 + 41810.13) / 3)


def test_two_lines_of_one_round_fee_are_none(tmp_path: Path) -> None:
    pair = [
        {"from": month, "to": month, "contract": contract, "service": "internet", "amount_month": 480}
        for month in MONTHS
        for contract in ("A1", "A2")
    ]
    assert found(tmp_path, [*bills(), *pair], contracts=[*CONTRACTS, {"contract": "A1"}, {"contract": "A2"}]) == []


def test_a_month_that_is_a_copy_is_named(tmp_path: Path) -> None:
    january = [row for row in bills() if row["from"] == "2024-01"]
    rows = [row for row in bills() if row["from"] != "2024-02"]
    copied = [row | {"from": "2024-02", "to": "2024-02"} for row in january]
    assert found(tmp_path, [*rows, *copied]) == [("bills.month_copied", "bills.csv 2024-02")]


def test_an_amount_below_0_is_a_credit_or_named(tmp_path: Path) -> None:
    below = {"from": "2024-02", "to": "2024-02", "contract": "6134", "service": "voice", "amount_month": -500}
    named = found(tmp_path / "bill", [*bills(), below])
    assert ("bills.negative", "bills.csv 6134 voice 2024-02 2024-02") in named
    assert "bills.negative" not in dict(found(tmp_path / "credit", [*bills(), below | {"credit": "yes"}]))


@pytest.mark.parametrize(
    ("share", "rule"),
    [
        (1.0, None),
        (1.03, "control_totals.apart"),
        (1.2, "control_totals.contradicts"),
        (0.0001, "control_totals.factor"),
        (10, "control_totals.factor"),
    ],
)
def test_a_control_total_is_held_against_the_bills(tmp_path: Path, share: float, rule: str | None) -> None:
    base = sum(row["amount_month"] for row in bills() if row["from"] >= "2023-12") / 3
    total = {"from": "2023-12", "to": "2024-02", "amount_month": round(base * share, 2)}
    named = cautions(tmp_path, control_totals=[total])
    assert [one.rule for one in named] == ([rule] if rule else [])
    assert [one.grave for one in named] == ([share not in (1.0, 1.03)] if rule else [])


def test_a_target_in_percent_is_named(tmp_path: Path) -> None:
    target = {"target": "revenue_growth_year", "value": 8}
    (one,) = cautions(tmp_path / "eight", targets=[target])
    assert (one.rule, one.place) == ("shares.above_one", "targets.csv revenue_growth_year")
    assert one.mend("en") == "where it is in percent, write 0.0800"
    assert found(tmp_path / "right", targets=[target | {"value": 0.08}]) == []


@pytest.mark.parametrize(("kbps", "is_odd"), [(2, True), (10, True), (100, True), (2048, False), (100000, False)])
def test_a_line_in_mbps_is_named(tmp_path: Path, kbps: float, is_odd: bool) -> None:
    link = {"link": "l1", "from_site": "hq", "to_site": "b1", "technology": "fibre", "bandwidth_kbps": kbps}
    named = found(tmp_path, sites=SITES, links=[link | {"role": "main", "state": "existing"}])
    assert named == ([("speeds.like_mbps", "links.csv l1")] if is_odd else [])


@pytest.mark.parametrize(("kbps", "is_odd"), [(10, True), (2048, False), (None, False)])
def test_a_site_that_needs_mbps_is_named(tmp_path: Path, kbps: float | None, is_odd: bool) -> None:
    link = {"link": "l1", "from_site": "hq", "to_site": "b1", "technology": "sdh", "bandwidth_kbps": 2048}
    sites = [SITES[0], SITES[1] | {"required_kbps": kbps}]
    named = found(tmp_path, sites=sites, links=[link | {"role": "main", "state": "existing"}])
    assert named == ([("speeds.need_like_mbps", "sites.csv b1")] if is_odd else [])


@pytest.mark.parametrize(
    ("amount", "rule"), [(7500, None), (700_000, "amounts.above_base"), (0.75, "amounts.like_ten_thousands")]
)
def test_what_a_need_brings_is_held_against_the_base(tmp_path: Path, amount: float, rule: str | None) -> None:
    need = {"need": "n1", "name": "Backup", "amount_month": amount, "on": "2024-02-01"}
    assert found(tmp_path, needs=[need]) == ([(rule, "needs.csv n1")] if rule else [])


def test_what_is_done_after_the_plan_and_old_judgements_are_named(tmp_path: Path) -> None:
    contacts = [{"contact": "it", "role": "Head of IT", "on": "2022-02-01"}]
    assert ("judgements.old", "contacts.csv") in found(tmp_path / "old", contacts=contacts)
    fresh = [contacts[0] | {"on": "2023-06-01"}]
    assert found(tmp_path / "fresh", contacts=fresh) == []
    task = {"task": "t1", "programme": "P1", "name": "Ask", "done_on": "2024-05-01"}
    programmes = [{"programme": "P1", "name": "One"}]
    assert ("dates.ahead", "tasks.csv t1") in found(tmp_path / "ahead", tasks=[task], programmes=programmes)


def test_the_worst_come_first_and_what_nobody_can_tell_last() -> None:
    grave, large = Caution("a.b", "f", grave=True, money_month=1), Caution("a.b", "f", money_month=900)
    small, unknown = Caution("a.b", "f", money_month=2), Caution("a.b", "f")
    ordered = worst_first([unknown, small, large, grave])
    assert ordered == (grave, large, small, unknown)
    assert all(one.grave or not other.grave for one, other in pairwise(ordered))


def test_every_caution_is_said_in_both_languages(tmp_path: Path) -> None:
    rows = [row for row in bills() if row["contract"] != "6134" or row["from"] <= "2023-12"]
    (one,) = cautions(tmp_path, rows)
    assert one.line("zh") == (
        "clients/acme/bills.csv：合同6134Data在2023年12月之后没有账单：已终止，还是漏了？基期缺2个月；"
        "在contracts.csv写明何时终止，或补上缺少的账单"
    )


@pytest.mark.parametrize(
    ("contract", "cause"), [("合计", "not a total of others"), ("1.23E+05", "made a power of ten of it")]
)
def test_a_total_and_a_mangled_number_get_no_further_than_loading(tmp_path: Path, contract: str, cause: str) -> None:
    rows = bills()
    rows[-1] |= {"contract": contract}
    with pytest.raises(DataError, match=cause):
        bank(tmp_path, rows)


def test_more_than_the_sub_industry_spends_is_named(tmp_path: Path) -> None:
    spend = [{"sub_industry": "banking", "name": "Banking", "spend_month": 85}]
    town = {"services": SERVICES, "sub_industries": spend}
    profile = {**PROFILE, "sub_industry": "banking"}
    client = make_client(tmp_path, {"bills": bills(), "contracts": CONTRACTS}, market=town, profile=profile)
    assert [one.rule for one in cautions_of(client)] == ["bills.above_sub_industry"]


@pytest.mark.parametrize(
    ("spend", "confirmed", "rules"),
    [
        (85, True, ["sub_industries.above"]),  # the control total bears the bills out: the spend is doubtful
        (149_000_000, False, []),  # above a thousandth: the bills come to some 166,000
        (500_000_000, False, ["bills.below_sub_industry"]),
        (500_000_000, True, []),  # a small client, and no more
    ],
)
def test_the_sub_industry_is_held_against_the_bills(
    tmp_path: Path, spend: float, confirmed: bool, rules: list[str]
) -> None:
    base = sum(row["amount_month"] for row in bills() if row["from"] >= "2023-12") / 3
    totals = [{"from": "2023-12", "to": "2024-02", "amount_month": round(base, 2)}] if confirmed else []
    town = {
        "services": SERVICES,
        "sub_industries": [{"sub_industry": "banking", "name": "Banking", "spend_month": spend}],
    }
    tables = {"bills": bills(), "contracts": CONTRACTS, "control_totals": totals}
    client = make_client(tmp_path, tables, market=town, profile={**PROFILE, "sub_industry": "banking"})
    assert [one.rule for one in cautions_of(client)] == rules


def test_the_services_of_a_contract_that_stop_together_are_one_warning(tmp_path: Path) -> None:
    rows = [row for row in bills() if row["contract"] != "2671" or row["from"] <= "2023-12"]
    (one,) = cautions(tmp_path, rows)
    assert (one.rule, one.place) == ("series.stops", "bills.csv 2671")
    assert one.said("en").startswith("internet, mobile on contract 2671 have no bill since December 2023")
    # December's: 14,000 x 1.11 + 0.39 and 11,900 x 1.11 + 0.52, for two months of three
    assert one.money_month == pytest.approx(2 / 3 * (15540.39 + 13209.52))


def test_many_rows_in_another_unit_are_one_warning(tmp_path: Path) -> None:
    link = {"from_site": "hq", "to_site": "b1", "technology": "fibre", "role": "main", "state": "existing"}
    links = [link | {"link": f"l{number}", "bandwidth_kbps": 10} for number in range(5)]
    (one,) = cautions(tmp_path, sites=SITES, links=links)
    assert (one.rule, one.place) == ("speeds.column_like_mbps", "links.csv bandwidth_kbps")
    assert one.said("en").startswith("5 rows have less than lines of their technology carry, such as l0 with 10")


def test_a_judgement_after_the_profile_s_date_is_named_and_of_a_plan_of_the_past_it_is_not(tmp_path: Path) -> None:
    contacts = [{"contact": "it", "role": "Head of IT", "on": "2024-12-01"}]
    assert found(tmp_path, contacts=contacts) == [("judgements.ahead", "contacts.csv 2024-12-01")]
    assert cautions_of(load_client("acme", root=tmp_path, as_of="2024-02-29")) == ()


@pytest.mark.parametrize(
    ("amount", "named"),
    [(-37000, True), (-39000, True), (-12000, False)],  # those beside it: 37,370 to 38,110, median 37,740
)
def test_a_bill_before_the_base_that_is_turned_is_named(tmp_path: Path, amount: float, named: bool) -> None:
    key = ("6134", "data", "2023-01")
    rows = [
        row | {"amount_month": amount} if (row["contract"], row["service"], row["from"]) == key else row
        for row in bills()
    ]
    rules = [one.rule for one in cautions(tmp_path, rows)]
    assert rules == (["bills.negative"] if named else [])
