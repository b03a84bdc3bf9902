"""The findings that matter: which make the plan's page, in which order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from playbook.steps.findings import Finding
from playbook.steps.planning.summary import MOST, executive, worth


def found(rule: str, exhibit: str, money: float, confidence: float = 0.5) -> Finding:
    """A finding of a chapter that is called by its step's number, and of a topic called by the exhibit's."""
    return Finding(f"{exhibit}.{rule}", money_month=money, confidence=confidence)


def rules(findings: list[Finding]) -> list[str]:
    return [finding.rule.rpartition(".")[2] for finding in executive(findings)]  # type: ignore[union-attr]


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
