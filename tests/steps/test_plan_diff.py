"""Plan against plan: what differs, by how much, and which rows are behind it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.client import Client, load_client
from playbook.steps.difference.analysis import PlanDiff, analyse
from playbook.steps.difference.changes import Change, TopicDiff
from playbook.steps.difference.comparison import Comparison
from playbook.steps.difference.row_changes import row_changes
from playbook.units import Name
from tests.support import BILLS, Rows, looked, make_client, write_client

THEN, NOW = "2003-01-23", "2003-04-23"
DATES = {"pingan-life-fuzhou": (THEN, NOW), "harbour-hotels": ("2025-10-31", "2025-11-30")}
PLANS = [(client, day) for client, days in DATES.items() for day in days]


def both(folder: Path, tables: Mapping[str, Rows], **more: Mapping[str, Rows]) -> tuple[Client, Client]:
    """One client, loaded as of two dates."""
    root = write_client(folder, tables, **{"profile": looked(tables, "erosions", "solutions"), **more})  # type: ignore[arg-type]
    return load_client("acme", root=root, as_of=THEN), load_client("acme", root=root, as_of=NOW)


def compared(folder: Path, tables: Mapping[str, Rows], **more: Mapping[str, Rows]) -> PlanDiff:
    return analyse(Comparison(*both(folder, tables, **more)))


def sample(client: str) -> PlanDiff:
    return analyse(Comparison(*(load_client(client, as_of=day) for day in DATES[client])))


def only(topic: TopicDiff) -> Change:
    assert len(topic.changes) == 1, topic.changes
    return topic.changes[0]


def values(change: Change) -> tuple[object, object]:
    return (change.before.value if change.before else None, change.after.value if change.after else None)


def causes(change: Change) -> list[tuple[str, tuple[str, ...], str | None, object, object]]:
    return [(row.table, row.key, row.column, row.old, row.new) for row in change.causes]


def rules(diff: PlanDiff) -> list[str]:
    return [finding.rule.removeprefix("difference.") for finding in diff.findings]


# laws


@pytest.mark.parametrize(("client", "day"), PLANS)
def test_a_plan_does_not_differ_from_itself(client: str, day: str) -> None:
    plan = load_client(client, as_of=day)
    diff = analyse(Comparison(plan, plan))
    assert diff.empty
    assert diff.base.amount == diff.landing.amount == 0
    assert all(topic.new == topic.gone == topic.changed == 0 for topic in diff.topics)


@pytest.mark.parametrize("client", DATES)
def test_the_bridges_add_up(client: str) -> None:
    diff = sample(client)
    for bridge in (diff.base, diff.landing):
        assert bridge.steps
        assert sum(step.amount for step in bridge.steps) == pytest.approx(bridge.amount, abs=1e-5)
        assert bridge.before + bridge.amount == pytest.approx(bridge.after, abs=1e-5)


@pytest.mark.parametrize("client", DATES)
def test_there_and_back(client: str) -> None:
    """What is new one way is gone the other way, and every amount changes its sign."""
    plans = [load_client(client, as_of=day) for day in DATES[client]]
    there, back = analyse(Comparison(*plans)), analyse(Comparison(*reversed(plans)))
    assert {step.id: step.amount for step in there.landing.steps} == {
        step.id: -step.amount for step in back.landing.steps
    }
    assert [(topic.new, topic.gone, topic.changed, topic.same) for topic in there.topics] == [
        (topic.gone, topic.new, topic.changed, topic.same) for topic in back.topics
    ]


amounts = st.integers(0, 10_000_00).map(lambda cents: cents / 100)


@settings(max_examples=12, deadline=None)
@given(
    st.lists(st.tuples(amounts, amounts, amounts, amounts), min_size=1, max_size=3), st.randoms(use_true_random=False)
)
def test_any_money_adds_up_in_any_order_of_rows(lines: list[tuple[float, float, float, float]], dice: object) -> None:
    """Bills and chosen solutions with any amounts, at both dates; shuffled files give the same difference."""
    services = [{"service": f"s{place}", "name": f"S{place}"} for place in range(len(lines))]
    bills = [
        {"from": first, "to": last, "service": f"s{place}", "amount_month": line[side]}
        for place, line in enumerate(lines)
        for side, (first, last) in enumerate((("2002-10", "2002-12"), ("2003-01", "2003-03")))
    ]
    solutions = [
        {
            "solution": f"S{place}",
            "name": f"S{place}",
            "service": f"s{place}",
            "benefit_base_month": line[2 + side],
            "start_month": 1,
            "chosen": "yes",
            "on": on,
        }
        for place, line in enumerate(lines)
        for side, on in enumerate((THEN, NOW))
    ]
    shuffled = list(bills), list(solutions)
    for rows in shuffled:
        dice.shuffle(rows)  # type: ignore[attr-defined]
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        diff = compared(Path(one), {"bills": bills, "solutions": solutions}, market={"services": services})
        again = compared(Path(other), {"bills": shuffled[0], "solutions": shuffled[1]}, market={"services": services})
    assert diff.base.amount == pytest.approx(sum(line[1] - line[0] for line in lines), abs=1e-5)
    assert diff.landing.amount == pytest.approx(sum(line[1] - line[0] + line[3] - line[2] for line in lines), abs=1e-5)
    for bridge in (diff.base, diff.landing):
        assert sum(step.amount for step in bridge.steps) == pytest.approx(bridge.amount, abs=1e-5)
    assert (again.base, again.landing) == (diff.base, diff.landing)
    assert _told(again) == _told(diff)


def _told(diff: PlanDiff) -> list[tuple[str, str, object]]:
    """Every change, whatever its place."""
    return sorted((change.id, change.measure, values(change)) for topic in diff.topics for change in topic.changes)


# what is found, by hand on tiny clients


def test_a_new_bill_moves_the_base_service_by_service(tmp_path: Path) -> None:
    """1,000 = 600 data + 400 voice; then 650 data, 380 voice and 20 internet: +50, +20, -20."""
    later = {"from": "2003-01", "to": "2003-03"}
    new: Rows = [
        {**later, "service": name, "amount_month": amount}
        for name, amount in (("data", 650), ("voice", 380), ("net", 20))
    ]
    services = [{"service": name, "name": name.title()} for name in ("data", "voice", "net")]
    diff = compared(tmp_path, {"bills": [*BILLS, *new]}, market={"services": services})
    assert (diff.base.before, diff.base.after, diff.base.amount) == (1000, 1050, 50)
    assert [(step.id, step.amount) for step in diff.base.steps] == [("data", 50), ("net", 20), ("voice", -20)]
    assert [row.key for row in diff.causes("base", {"net"})] == [("2003-01", "2003-03", "", "net")]
    assert rules(diff)[:2] == ["base.up", "base.against_down"]


def test_without_a_new_bill_the_base_stands_still(tmp_path: Path) -> None:
    diff = compared(tmp_path, {})
    assert rules(diff) == [
        "base.no_bills",
        "landing.same",
        *(f"{topic.topic}.same" for topic in diff.topics),
        "unchanged.stayed",
        "inputs.none",
    ]
    assert diff.empty


def test_an_attitude_that_changed(tmp_path: Path) -> None:
    contact = {"contact": "chief", "role": "Chief", "power": 5, "by": "account manager"}
    other = {"contact": "clerk", "role": "Clerk", "power": 1, "attitude": "C", "on": "2003-01-01"}
    rows = [{**contact, "attitude": "B", "on": "2003-01-10"}, other, {**contact, "attitude": "D+", "on": "2003-03-05"}]
    diff = compared(tmp_path, {"contacts": rows})
    change = only(diff.topic("people"))
    assert (change.id, change.kind, change.measure, values(change)) == ("chief", "changed", "attitude", ("B", "D+"))
    assert causes(change) == [("contacts", ("chief",), "attitude", "B", "D+")]
    assert (change.causes[0].by.en, change.causes[0].on, change.causes[0].row) == (
        "account manager",
        date(2003, 3, 5),
        4,
    )
    assert (diff.topic("people").changed, diff.topic("people").same) == (1, 1)
    assert "people.down" in rules(diff)


def test_another_source_or_judge_is_no_change_in_either_language(tmp_path: Path) -> None:
    """Only the attitude is told, with the later row's origin beside it."""
    first = {
        "contact": "chief",
        "role": "Chief",
        "power": 5,
        "attitude": "B",
        "on": "2003-01-10",
        "source": "a call",
        "by": "account manager",
    }
    twins = {"source_zh": "一次来电", "source_en": "a phone call", "by_zh": "客户经理", "by_en": "the account manager"}
    assert compared(tmp_path / "same", {"contacts": [first, {**first, **twins, "on": "2003-03-05"}]}).empty
    row = only(
        compared(
            tmp_path / "moved", {"contacts": [first, {**first, **twins, "attitude": "C", "on": "2003-03-05"}]}
        ).topic("people")
    ).causes[0]
    assert (row.column, row.by, row.source) == (
        "attitude",
        Name("客户经理", "the account manager"),
        Name("一次来电", "a phone call"),
    )


def test_an_attitude_that_was_learned_did_not_move(tmp_path: Path) -> None:
    contact = {"contact": "chief", "role": "Chief", "power": 5}
    diff = compared(
        tmp_path, {"contacts": [{**contact, "on": "2003-01-10"}, {**contact, "attitude": "B", "on": "2003-03-05"}]}
    )
    assert values(only(diff.topic("people"))) == (None, "B")
    assert "people.other" in rules(diff)


def test_a_need_that_is_gone(tmp_path: Path) -> None:
    """The shop's data lines were a rival's, so winning them back was a need; now they are ours."""
    row = {"unit": "shop", "name": "Shop", "service": "data", "amount_month": 90}
    rows = [
        {**row, "holder": "rival", "operator": "rival", "on": "2003-01-10"},
        {**row, "holder": "us", "on": "2003-02-10"},
    ]
    diff = compared(tmp_path, {"unit_services": rows})
    change = only(diff.topic("needs"))
    assert (change.id, change.kind, values(change)) == ("win-back-data-rival", "gone", (90, None))
    assert ("unit_services", ("shop", "data"), "holder", "rival", "us") in causes(change)
    assert (diff.topic("needs").gone, diff.topic("needs").same) == (1, 0)


def test_a_need_that_is_new(tmp_path: Path) -> None:
    need = {"need": "speed", "name": "More speed", "amount_month": 70, "confidence": 0.5, "on": "2003-02-01"}
    diff = compared(tmp_path, {"needs": [{"need": "calm", "name": "Calm", "on": "2003-01-01"}, need]})
    change = only(diff.topic("needs"))
    assert (change.id, change.kind, values(change)) == ("speed", "new", (None, 70))
    assert [(row.table, row.key, row.kind, row.values) for row in change.causes] == [
        ("needs", ("speed",), "new", (("amount_month", 70.0), ("confidence", 0.5))),
    ]


def test_a_solution_that_is_chosen_lifts_the_landing(tmp_path: Path) -> None:
    solution = {
        "solution": "S1",
        "name": "Ring",
        "service": "data",
        "benefit_base_month": 100,
        "start_month": 2,
        "technical": 4,
        "policy": 4,
    }
    rows = [{**solution, "chosen": "no", "on": "2003-01-10"}, {**solution, "chosen": "yes", "on": "2003-03-01"}]
    diff = compared(tmp_path, {"solutions": rows, "targets": [{"target": "revenue_growth_year", "value": 0.1}]})
    change = only(diff.topic("solutions"))
    assert (change.measure, values(change)) == ("chosen", (False, True))
    assert causes(change) == [("solutions", ("S1",), "chosen", False, True)]
    assert (diff.landing.before, diff.landing.after) == (1000, 1100)
    assert [(step.amount, step.ids) for step in diff.landing.steps] == [(100, frozenset({"S1"}))]
    assert diff.causes("landing", {"S1"}) == change.causes
    assert [rule for rule in rules(diff) if rule.startswith(("landing", "solutions"))] == [
        "landing.lands",
        "landing.lever_up",
        "solutions.chosen",
    ]


def test_a_score_that_moved_with_the_yardstick_says_so(tmp_path: Path) -> None:
    """S2 is as it was, but the largest benefit went from 100 to 200, so its own is worth half the points: no row of S2
    is to blame."""
    rated = {"service": "data", "technical": 4, "policy": 4, "start_month": 1, "chosen": "no"}
    rows = [
        {"solution": "S1", "name": "One", **rated, "benefit_base_month": 100, "on": "2003-01-10"},
        {"solution": "S2", "name": "Two", **rated, "benefit_base_month": 100, "on": "2003-01-10"},
        {"solution": "S1", "name": "One", **rated, "benefit_base_month": 200, "on": "2003-03-10"},
    ]
    diff = compared(tmp_path, {"solutions": rows})
    moved = {(change.id, change.measure): change for change in diff.topic("solutions").changes}
    assert set(moved) == {("S1", "benefit"), ("S2", "score")}
    assert moved["S2", "score"].shared
    assert not moved["S1", "benefit"].shared
    assert causes(moved["S2", "score"]) == [("solutions", ("S1",), "benefit_base_month", 100, 200)]


def test_a_commitment_that_is_signed(tmp_path: Path) -> None:
    promise = {"commitment": "c1", "name": "Repair", "measure": "restoration_hours", "value": 8}
    diff = compared(
        tmp_path,
        {
            "commitments": [
                {**promise, "signed": "no", "on": "2003-01-10"},
                {**promise, "signed": "yes", "on": "2003-04-01"},
            ]
        },
    )
    change = only(diff.topic("commitments"))
    assert (change.measure, values(change)) == ("signed", (False, True))
    assert causes(change) == [("commitments", ("c1",), "signed", False, True)]
    assert "commitments.signed" in rules(diff)


def test_a_risk_that_was_added(tmp_path: Path) -> None:
    """300 x 20% = 60 a month expected before; 500 x 40% = 200 more now."""
    first = {"risk": "r1", "name": "Flood", "probability": 0.2, "amount_month": 300, "on": "2003-01-10"}
    second = {"risk": "r2", "name": "Tender", "probability": 0.4, "amount_month": 500, "on": "2003-03-10"}
    diff = compared(tmp_path, {"risks": [first, second]})
    change = only(diff.topic("risks"))
    assert (change.id, change.kind, change.measure, values(change)) == ("r2", "new", "expected", (None, 200))
    assert [money.expected.known for money in diff.money] == [60, 260]
    assert "risks.total" in rules(diff)


def test_a_task_that_only_the_date_moved_has_no_cause(tmp_path: Path) -> None:
    tasks = [{"task": "t1", "programme": "p1", "name": "Dig", "start": "2003-01-01", "end": "2003-02-28"}]
    diff = compared(tmp_path, {"programmes": [{"programme": "p1", "name": "One"}], "tasks": tasks})
    change = only(diff.topic("tasks"))
    assert (values(change), change.causes) == (("under_way", "ended"), ())
    assert "tasks.overdue_all" in rules(diff)


def test_an_amount_that_is_still_unknown_is_no_change(tmp_path: Path) -> None:
    risk = {"risk": "r1", "name": "Flood", "probability": 0.2}
    diff = compared(tmp_path, {"risks": [{**risk, "on": "2003-01-10"}, {**risk, "on": "2003-03-10"}]})
    assert diff.topic("risks").changes == ()
    assert diff.rows == ()


def test_the_target_moves_with_its_base(tmp_path: Path) -> None:
    """10% on 1,000 is 1,100; on 1,050 it is 1,155. The landing is the base of the day: 105 short, and 50 behind the
    earlier target."""
    later: Rows = [
        {"from": "2003-01", "to": "2003-03", "service": name, "amount_month": amount}
        for name, amount in (("data", 650), ("voice", 400))
    ]
    diff = compared(tmp_path, {"bills": [*BILLS, *later], "targets": [{"target": "revenue_growth_year", "value": 0.1}]})
    assert [round(money.totals["target"], 6) for money in diff.money] == [1100, 1155]
    assert [round(money.totals["short"], 6) for money in diff.money] == [100, 105]
    found = next(finding for finding in diff.findings if finding.rule == "difference.landing.target_moved_behind")
    assert found.figures["gap"].printed("en") == "¥50"


# the frame around it


def test_two_clients_cannot_be_compared() -> None:
    with pytest.raises(ValueError, match="harbour-hotels and pingan-life-fuzhou"):
        Comparison(load_client("harbour-hotels"), load_client("pingan-life-fuzhou"))


def test_other_assumptions_are_told(tmp_path: Path) -> None:
    plain = make_client(tmp_path / "one")
    root = write_client(tmp_path / "other")
    path = root / "assumptions.yaml"
    assumed = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assumed["power_high"]["value"] = assumed["power_high"]["low"]
    path.write_text(yaml.safe_dump(assumed, allow_unicode=True), encoding="utf-8")
    changed = load_client("acme", root=root)
    diff = analyse(Comparison(plain, changed))
    assert [(found.id, found.before, found.after) for found in diff.assumptions] == [
        ("power_high", plain.assume("power_high"), changed.assume("power_high")),
    ]
    assert not diff.empty
    assert rules(diff)[-1] == "assumptions.differ"


def test_how_sure_a_row_is_counts_alone_only(tmp_path: Path) -> None:
    row = {"contact": "chief", "role": "Chief", "power": 5, "attitude": "B"}
    firmer = [{**row, "on": "2003-01-10", "status": "estimated"}, {**row, "on": "2003-02-10", "status": "measured"}]
    assert [change.column for change in row_changes(*both(tmp_path / "one", {"contacts": firmer}))] == ["status"]
    both_changed = [firmer[0], {**firmer[1], "power": 4}]
    assert [change.column for change in row_changes(*both(tmp_path / "two", {"contacts": both_changed}))] == ["power"]


def test_the_published_case_a_quarter_later() -> None:
    """The second date's rows: bills 64,007.80 -> 68,120.97; S2 chosen; the landing 68,120.97 + 2,300 + 4,500 + 10,400 -
    2,600 = 82,720.97."""
    diff = sample("pingan-life-fuzhou")
    assert [(step.id, step.amount) for step in diff.base.steps] == [
        ("data", 2700.0),
        ("ip_17909", 2400.0),
        ("long_distance", -216.4),
        ("local_voice", -770.43),
    ]
    assert diff.landing.after == pytest.approx(82720.97)
    assert diff.money[1].totals["short"] == pytest.approx(68120.97 * 1.23 - 82720.97, abs=1e-5)
    chosen = [change.id for change in diff.topic("solutions").changes if change.measure == "chosen"]
    signed = [change.id for change in diff.topic("commitments").changes if change.measure == "signed"]
    moved = {change.id: values(change) for change in diff.topic("people").changes if change.measure == "attitude"}
    assert (chosen, signed) == (["S2"], ["c2"])
    assert moved == {
        "it-manager": ("B+", "A-"),
        "office-director": ("B", "C+"),
        "callback-head": ("C", "B"),
        "finance-head": (None, "C+"),
    }
    assert {change.id for change in diff.topic("needs").changes if change.kind == "gone"} == {
        "win-back-long_distance-netcom"
    }
