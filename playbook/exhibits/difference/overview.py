"""0.1, the overview."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from playbook.exhibits.chapter import exhibit
from playbook.exhibits.difference.figures import FIGURES, figures_table, total_row
from playbook.exhibits.difference.page import DiffPage
from playbook.exhibits.exhibit import Exhibit
from playbook.steps.difference.analysis import PlanDiff
from playbook.steps.difference.plan_money import moved
from playbook.steps.findings import Finding, findings_of
from playbook.steps.status import weakest
from playbook.text import has
from playbook.units import is_unknown

__all__ = ["build"]

#: Figures whose rise is a danger.
_BAD = ("short", "exposed", "risk")


@exhibit("0.1", "difference.overview")
def build(page: DiffPage, diff: PlanDiff) -> Exhibit:
    """0.1 The answer in a few lines, the figures then and now, and the main changes."""
    client, between = page.show(page.client.name), page.say("difference.overview.between", **page.days())
    claim, *ask = _titles(page, diff)
    made = page.make(
        "cover",
        between,
        figures_table(page, [total_row(page, name) for name in FIGURES], item="difference.overview.figure"),
        sources=(),
        status=weakest(status for money in diff.money for status in money.statuses.values()),
        extra={
            "client": client,
            "document": page.say("difference.overview.name"),
            "lines": [between, page.say("difference.overview.internal")],
            "tagline": page.say("difference.overview.tagline", client=client, **page.days()),
            "claim": claim,
            "ask": ask,
            "figures": list(_cards(page, diff)),
            "findings": list(_changes(page, diff)),
            "findings_label": page.say("difference.overview.changes_label"),
            "note_label": page.say("difference.overview.note_label"),
            "note": _note(page, diff),
            "differ": bool(diff.assumptions),
        },
        title=claim,
        internal=True,
    )
    return replace(made, notes=(), source=page.say("common.source.files"))


def _titles(page: DiffPage, diff: PlanDiff) -> list[str]:
    """What is said of the base, then of the landing and of revenue at risk, where there is something to say."""
    topics = (findings_of(diff.findings, f"difference.{topic}") for topic in ("base", "landing", "revenue_at_risk"))
    return [_title(page, findings[0]) for findings in topics if findings]


def _title(page: DiffPage, finding: Finding) -> str:
    return page.say(f"{finding.rule}.title", **finding.figures)


def _note(page: DiffPage, diff: PlanDiff) -> str:
    """Whether both plans rest on the same assumptions."""
    differ = findings_of(diff.findings, "difference.assumptions")
    if not differ:
        return page.say("difference.overview.note.same", n=len(page.client.assumptions))
    return page.say("difference.overview.note.differ", **differ[0].figures)


def _cards(page: DiffPage, diff: PlanDiff) -> Iterator[dict[str, str]]:
    """The figures now, each beside what it was."""
    then, now = diff.money
    for name in ("base", "landing", "target" if is_unknown(now.totals["short"]) else "short", "risk"):
        before, after = then.totals[name], now.totals[name]
        status = weakest(money.statuses.get(name, money.statuses["landing"]) for money in diff.money)
        earlier = then.base.money(page.client.currency) if name == "base" else page.money(before)
        worse = moved(before, after) * (1 if name in _BAD else -1) > 0
        yield {
            "value": page.show(page.money(after)),
            "label": page.say(f"difference.words.totals.{name}"),
            "note": page.say("difference.overview.against", before=earlier),
            "status": status,
            "status_label": page.status_label(status),
            "tone": "warning" if worse else "",
        }


def _changes(page: DiffPage, diff: PlanDiff) -> Iterator[dict[str, str]]:
    """The topics that changed: what is said of each, and what to do about it."""
    changed = [topic.topic for topic in diff.topics if topic.changes]
    for finding in (one for topic in changed for one in findings_of(diff.findings, f"difference.{topic}")):
        number, so_what = page.family.id_of(finding.topic), f"{finding.rule}.so_what"
        yield {
            "headline": _title(page, finding),
            "text": page.say(so_what, **finding.figures) if has(so_what) else "",
            "exhibit": number,
            "link_label": page.say("difference.overview.see", id=number),
        }
