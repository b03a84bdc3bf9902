"""Plan against plan: its laws, and the published case a quarter later."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.client import load_client
from playbook.steps.difference.analysis import PlanDiff, analyse
from playbook.steps.difference.comparison import Comparison
from tests.builders.plan_pairs import DATES, NOW, PLANS, THEN, compared, sample, values


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
