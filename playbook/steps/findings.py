"""A finding: what a step found, as a rule's id and the figures it rests on, without a sentence in any language.

Exhibits turn a finding into a title and a so-what through the catalogue: rule `solutions.outcome.unlikely` becomes the
messages `solutions.outcome.unlikely.title` and `.so_what`, filled with the finding's figures.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from playbook.units import Printable

__all__ = ["Finding", "findings_of"]


@dataclass(frozen=True)
class Finding:
    """What a rule found. The rule is named after the topic whose exhibit shows it: `solutions.outcome.unlikely` is
    shown by the exhibit of `solutions.outcome`. The first finding of an exhibit gives its title.

    `money_month` is what it is about, in currency a month (0 where money is not the point), `confidence` how sure the
    rule is (0..1).
    """

    rule: str
    figures: Mapping[str, Printable] = field(default_factory=dict)
    money_month: float = 0.0
    confidence: float = 0.5
    internal: bool = False

    @property
    def topic(self) -> str:
        """The topic whose exhibit shows it, `solutions.outcome`."""
        return self.rule.rpartition(".")[0]

    @property
    def chapter(self) -> str:
        """The chapter of that topic, `solutions`."""
        return self.topic.partition(".")[0]


def findings_of(findings: tuple[Finding, ...], topic: str) -> tuple[Finding, ...]:
    """The findings that a topic's exhibit shows, in their order."""
    return tuple(finding for finding in findings if finding.topic == topic)
