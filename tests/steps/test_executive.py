"""The findings that matter: ranked by money times confidence, varied, three to five; and the consultant's own among
them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.exhibits.remarks import place_of
from playbook.families.plan import PLAN
from playbook.steps.findings import Finding
from playbook.steps.planning.summary import MOST, executive, worth
from playbook.steps.remarks import remarks_of
from tests.support import build, make_client

OWN = {
    "finding": "f1",
    "step": 3,
    "text": "Nobody answers at night",
    "evidence": "Three calls",
    "by": "account manager",
    "on": "2003-01-20",
}


def found(rule: str, exhibit: str, money: float, confidence: float = 0.5) -> Finding:
    return Finding(rule, money_month=money, confidence=confidence, shown=exhibit)


def rules(findings: list[Finding]) -> list[str]:
    return [finding.rule for finding in executive(findings)]  # type: ignore[union-attr]


def test_sure_money_comes_before_more_money_that_is_unsure() -> None:
    assert rules([found("a", "1.3", 1000, 0.2), found("b", "2.4", 400, 0.9), found("c", "4.7", 300, 0.5)]) == [
        "b",
        "a",
        "c",
    ]


def test_the_same_money_is_heard_once() -> None:
    assert rules(
        [
            found("exposed", "2.4", 900, 0.8),
            found("again", "3.2", 900, 0.7),
            found("other", "3.9", 300),
            found("more", "5.2", 200),
        ]
    ) == [
        "exposed",
        "other",
        "more",
    ]


def test_an_exhibit_is_heard_once_and_a_step_twice() -> None:
    said = [
        found("a", "2.2", 900),
        found("b", "2.2", 800),
        found("c", "2.3", 700),
        found("d", "2.4", 600),
        found("e", "4.7", 10),
    ]
    assert rules(said) == ["a", "c", "e"]


def test_five_at_most_and_what_is_about_no_money_only_to_make_three() -> None:
    paid = [found(f"p{step}", f"{step}.1", 100 - step) for step in range(1, 7)]
    assert rules(paid) == ["p1", "p2", "p3", "p4", "p5"]
    free = [found("sure", "1.3", 0, 0.9), found("unsure", "2.4", 0, 0.1), found("even", "3.5", 0, 0.4)]
    assert rules([found("paid", "4.7", 5), *free]) == ["paid", "sure", "even"]


@given(st.lists(st.tuples(st.integers(1, 6), st.integers(1, 9), st.floats(0, 1e6), st.floats(0, 1)), max_size=30))
def test_the_page_holds_at_most_five_in_order_of_worth(drawn: list[tuple[int, int, float, float]]) -> None:
    ranked = executive([found("r", f"{step}.{number}", money, sure) for step, number, money, sure in drawn])
    exhibits = [str(finding.topic) for finding in ranked]
    assert len(ranked) <= MOST and len(set(exhibits)) == len(exhibits)
    assert all(sum(exhibit[0] == step for exhibit in exhibits) <= 2 for step in "123456")
    worths = [worth(finding) for finding in ranked]
    assert worths == sorted(worths, reverse=True)


def test_a_consultants_finding_is_ranked_with_the_computed_ones_and_told_apart(tmp_path: Path) -> None:
    client = make_client(tmp_path, {"findings": [{**OWN, "exhibit": "3.2", "amount_month": 6000, "confidence": 0.9}]})
    shown = build("6.0", client, "en").extra["findings"]
    assert (shown[0]["headline"], shown[0]["text"], shown[0]["exhibit"]) == (
        "Nobody answers at night",
        "Three calls",
        "3.2",
    )
    assert (shown[0]["origin"], {finding["origin"] for finding in shown[1:]}) == ("Our team", {""})


def test_it_stands_under_its_exhibit_with_who_and_when(tmp_path: Path) -> None:
    client = make_client(tmp_path, {"findings": [{**OWN, "exhibit": "3.2"}]})
    exhibit = build("3.2", client, "en")
    remark = {
        "text": "Nobody answers at night",
        "evidence": "Three calls",
        "by": "account manager, 20 January 2003",
        "internal": False,
    }
    assert exhibit.as_json()["remarks"] == [remark]
    assert "Our team" in exhibit._repr_mimebundle_()["text/html"]
    assert build("3.1", client, "en").remarks == ()


@pytest.mark.parametrize(
    ("step", "exhibit", "place"),
    [(3, "", "3.1"), (6, "", "6.1"), (3, "3.99", "3.1"), (3, "3.10", "3.10"), (6, "6.0", "6.1")],
)
def test_without_an_exhibit_of_its_own_it_stands_under_the_first_of_its_step(
    tmp_path: Path, step: int, exhibit: str, place: str
) -> None:
    (remark,) = remarks_of(make_client(tmp_path, {"findings": [{**OWN, "step": step, "exhibit": exhibit}]}))
    assert place_of(PLAN, remark) == place
    assert (remark.money_month, remark.confidence) == (0.0, 0.5), (
        "what nobody has said is no money, and the usual confidence"
    )


def test_also_a_card_says_it(tmp_path: Path) -> None:
    client = make_client(tmp_path, {"findings": [{**OWN, "step": 2, "exhibit": "2.2"}]})
    card = build("2.2", client, "zh")
    assert (card.kind, card.remarks[0]["by"]) == ("card", "account manager，2003年1月20日")


def test_a_later_finding_is_not_known_yet(tmp_path: Path) -> None:
    assert remarks_of(make_client(tmp_path, {"findings": [{**OWN, "on": "2003-02-01"}]})) == ()
