"""A finding: what a step found, as a rule's id and the figures it rests on, without a sentence in any language.

Exhibits turn a finding into a title and a so-what through the catalogue: rule `competition.behind` becomes the messages
`competition.behind.title` and `competition.behind.so_what`, filled with the finding's figures.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from playbook.units import Printable

__all__ = ["Finding", "findings_of"]


@dataclass(frozen=True)
class Finding:
    """What a rule found.

    `money_month` is what it is about, in currency a month (0 where money is not the point), `confidence` how sure the
    rule is (0..1), `exhibit` where it is shown. The first finding of an exhibit gives its title.
    """

    rule: str
    exhibit: str
    figures: Mapping[str, Printable] = field(default_factory=dict)
    money_month: float = 0.0
    confidence: float = 0.5
    internal: bool = False


def findings_of(findings: tuple[Finding, ...], exhibit: str) -> tuple[Finding, ...]:
    """The findings that an exhibit shows, in their order."""
    return tuple(finding for finding in findings if finding.exhibit == exhibit)
