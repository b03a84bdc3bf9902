"""The findings that matter: those of all steps, and the consultant's own, ranked by money and confidence.

What a finding is worth is the money a month that it is about times how sure it is. The same money often shows in
several exhibits: an amount is heard once, an exhibit once, and a step at most twice; else one step would fill the page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from playbook.steps.findings import Finding
from playbook.steps.remarks import Remark

__all__ = ["LEAST", "MOST", "executive", "worth"]

#: How many findings the plan's page shows.
LEAST, MOST = 3, 5
_A_CHAPTER = 2


def worth(said: Finding | Remark) -> float:
    """Money a month x confidence, in currency a month.

    >>> worth(Finding("a.b.c", money_month=1000, confidence=0.5))
    500.0
    """
    return said.money_month * said.confidence


def executive(
    findings: Iterable[Finding], remarks: Sequence[Remark] = (), chapters: Mapping[int, str] = MappingProxyType({})
) -> list[Finding | Remark]:
    """The three to five that matter, worth the most first; ties go to the surer, then to the earlier exhibit.

    What is about no money comes in only where fewer than three are about some. `chapters` names the chapter of a
    remark's step.

    >>> found = [Finding("a.b.c", money_month=10), Finding("a.b.d", money_month=20), Finding("e.f.g")]
    >>> [finding.rule for finding in executive(found)]
    ['a.b.d', 'e.f.g']
    """
    said: list[Finding | Remark] = [*findings, *remarks]
    order = sorted(range(len(said)), key=lambda place: (-worth(said[place]), -said[place].confidence, place))
    kept = _varied([said[place] for place in order], chapters)
    paid = [item for item in kept if worth(item) > 0][:MOST]
    return paid if len(paid) >= LEAST else kept[:LEAST]


def _varied(ranked: Sequence[Finding | Remark], chapters: Mapping[int, str]) -> list[Finding | Remark]:
    """At most one finding an amount and an exhibit, and two a step; each remark counts as an exhibit of its own."""
    heard: set[str | float] = set()
    told: Counter[str] = Counter()
    kept = []
    for item in ranked:
        chapter, exhibit = _place(item, chapters)
        new: set[str | float] = {exhibit, round(item.money_month, 2)} if item.money_month else {exhibit}
        if not new & heard and told[chapter] < _A_CHAPTER:
            heard |= new
            told[chapter] += 1
            kept.append(item)
    return kept


def _place(item: Finding | Remark, chapters: Mapping[int, str]) -> tuple[str, str]:
    if isinstance(item, Remark):
        return chapters.get(item.step, str(item.step)), f"remark {item.id}"
    return item.chapter, item.topic
