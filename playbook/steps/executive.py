"""The findings that matter: those of all steps, and the consultant's own, ranked by money and confidence.

What a finding is worth is the money a month that it is about times how sure it is. The same money often shows in
several exhibits: an amount is heard once, an exhibit once, and a step at most twice; else one step would fill the page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from playbook.steps.findings import Finding
from playbook.steps.remarks import Remark

__all__ = ["LEAST", "MOST", "executive", "worth"]

#: How many findings the plan's page shows.
LEAST, MOST = 3, 5
_A_STEP = 2


def worth(said: Finding | Remark) -> float:
    """Money a month x confidence, in currency a month.

    >>> worth(Finding("a.b", "2.4", money_month=1000, confidence=0.5))
    500.0
    """
    return said.money_month * said.confidence


def executive(findings: Iterable[Finding], remarks: Sequence[Remark] = ()) -> list[Finding | Remark]:
    """The three to five that matter, worth the most first; ties go to the surer, then to the earlier exhibit.

    What is about no money comes in only where fewer than three are about some.

    >>> found = [Finding("a.b", "2.4", money_month=10), Finding("a.c", "2.4", money_month=20), Finding("a.d", "1.3")]
    >>> [finding.rule for finding in executive(found)]
    ['a.c', 'a.d']
    """
    said: list[Finding | Remark] = [*findings, *remarks]
    order = sorted(range(len(said)), key=lambda place: (-worth(said[place]), -said[place].confidence, place))
    kept = _varied([said[place] for place in order])
    paid = [item for item in kept if worth(item) > 0][:MOST]
    return paid if len(paid) >= LEAST else kept[:LEAST]


def _varied(ranked: Sequence[Finding | Remark]) -> list[Finding | Remark]:
    """At most one finding an amount and an exhibit, and two a step; each remark counts as an exhibit of its own."""
    heard: set[str | float] = set()
    steps: Counter[str] = Counter()
    kept = []
    for item in ranked:
        step, exhibit = _place(item)
        new: set[str | float] = {exhibit, round(item.money_month, 2)} if item.money_month else {exhibit}
        if not new & heard and steps[step] < _A_STEP:
            heard |= new
            steps[step] += 1
            kept.append(item)
    return kept


def _place(item: Finding | Remark) -> tuple[str, str]:
    return (str(item.step), f"remark {item.id}") if isinstance(item, Remark) else (item.exhibit[0], item.exhibit)
