"""6.0, the plan on one page: the situation, the findings that matter, the target and how it is reached, the decisions
asked for.

It computes nothing of its own: every figure is a step's (:mod:`playbook.exhibits.planning.summary_story`). The findings
of all steps, and the consultant's own, are ranked by money and confidence (:mod:`playbook.steps.planning.summary`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from playbook.exhibits.chapter import exhibit
from playbook.exhibits.compose import ClientPage, cell
from playbook.exhibits.exhibit import Exhibit, Field, Values
from playbook.exhibits.planning.summary_story import Story
from playbook.exhibits.remarks import place_of
from playbook.exhibits.solutions.waterfall import waterfall_figure
from playbook.steps.findings import Finding
from playbook.steps.planning.summary import worth
from playbook.steps.remarks import Remark
from playbook.steps.status import weakest
from playbook.text import has
from playbook.units import Count, Day, Money, Percent, Printable, bounded, is_unknown

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["build"]


@exhibit("6.0", "planning.summary")
def build(page: ClientPage, _: Any) -> Exhibit:
    """6.0 The plan on one page."""
    story = Story(page)
    findings = [_shown(page, finding) for finding in story.findings]
    shown = not is_unknown(story.growth)
    extra: dict[str, Any] = {
        "tagline": page.say("planning.summary.tagline", day=Day(page.subject.as_of)),
        "claim": _claim(story),
        "ask": [_situation(story), _ask(story)],
        "figures": list(_figures(story)),
        "findings_label": page.say("planning.summary.findings_label", n=Count(len(findings))),
        "findings": findings,
        "figure_label": page.say("planning.summary.figure_label") if shown else "",
        "facts": story.facts,
    }
    return page.make(
        "summary",
        page.say("planning.summary.subtitle"),
        _values(page, extra, story.findings),
        title=extra["claim"],
        sources=("bills",),
        extra=extra,
        internal=True,
        status=weakest(figure["status"] for figure in extra["figures"]),
        draw=_drawing(story) if shown else None,
    )


def _drawing(story: Story) -> Any:
    def draw() -> Figure:
        return waterfall_figure(story.page, story.solutions)

    return draw


def _claim(story: Story) -> str:
    say, growth = story.page.say, story.growth
    if is_unknown(growth):
        if not story.defended:
            return say("planning.summary.claim_collect", cards=Count(story.cards))
        chosen = sum(row["chosen"] is True for row in story.page.subject.rows("solutions"))
        at_risk, rule = story.at_risk, "claim_hold_open" if chosen else "claim_hold"
        return say(f"planning.summary.{rule}", service=story.defended, at_risk=at_risk, n=Count(chosen))
    printed = bounded(Percent(growth, 0), story.growth_side)
    if growth <= 0:
        return say("planning.summary.claim_shrink", growth=bounded(Percent(growth, 0, sign=True), story.growth_side))
    if story.defended:
        return say("planning.summary.claim_hold_and_grow", service=story.defended, levers=story.levers, growth=printed)
    return say("planning.summary.claim_grow", levers=story.levers, growth=printed)


def _situation(story: Story) -> str:
    say, client = story.page.say, story.page.subject
    values: dict[str, Any] = {"client": client.name, "base": story.base.money(client.currency)}
    first = (
        say("planning.summary.situation_share", **values, market=story.market, share=Percent(story.sub_industry.share))
        if story.market
        else say("planning.summary.situation", **values)
    )
    exposed = story.competition.exposed_month
    if is_unknown(exposed) or not exposed:
        return first
    join = "" if story.page.lang == "zh" else " "
    return (
        first
        + join
        + say("planning.summary.situation_exposed", exposed=story.money(exposed), exposed_share=story.exposed_share)
    )


def _ask(story: Story) -> str:
    say, items = story.page.say, story.solutions.items
    chosen = items[(items["kind"] == "solution") & (items["chosen"].eq(True))]
    now = items[(items["kind"] == "initiative") & (items["phase"] == "act_now")]
    asked = {
        name: say(
            f"planning.summary.{name}",
            n=Count(len(rows)),
            ids=", ".join(rows["id"]) if story.page.lang == "en" else "、".join(rows["id"]),
        )
        for name, rows in (("solutions", chosen), ("initiatives", now))
        if len(rows)
    }
    rule = "both" if len(asked) == 2 else next(iter(asked), "collect")
    return say(f"planning.summary.ask_{rule}", **asked)


def _figures(story: Story) -> Iterator[Mapping[str, str]]:
    page, base = story.page, story.base
    note = page.say(
        f"planning.summary.base_note_{base.bound}", start=base.start, end=base.end, known=story.money(base.known)
    )
    yield _figure(page, "base", story.money(base.total), base.status, note)
    if story.market:
        found = story.sub_industry
        note = page.say(
            "planning.summary.share_note", total=story.money(found.market_month), paid=story.money(found.payments_month)
        )
        yield _figure(
            page,
            "share",
            Percent(found.share),
            found.status,
            note,
            label=page.say("planning.summary.share_label", market=story.market),
        )
    exposed = story.competition.exposed_month
    if len(story.competition.services) and not (is_unknown(exposed) and page.subject.answered("moves")):
        message = "planning.summary.exposed_unseen" if is_unknown(exposed) else "planning.summary.exposed_note"
        note = page.say(message, share=story.exposed_share, at_risk=story.at_risk)
        yield _figure(page, "exposed", story.money(exposed), story.competition.status, note, tone="warning")
    if not is_unknown(story.growth):
        bars, end = story.solutions.waterfall, float(story.solutions.flow.end)
        amount, growth = (
            bounded(value, story.growth_side) for value in (story.money(end), Percent(story.growth, 0, sign=True))
        )
        yield _figure(
            page, "growth", growth, weakest(bars["status"]), page.say("planning.summary.growth_note", amount=amount)
        )


def _figure(
    page: ClientPage, name: str, value: Printable, status: str, note: str, *, label: str = "", tone: str = "accent"
) -> Mapping[str, str]:
    return {
        "value": page.show(value),
        "label": label or page.say(f"planning.summary.{name}_label"),
        "note": note,
        "status": status,
        "status_label": page.status_label(status),
        "tone": tone,
    }


def _shown(page: ClientPage, finding: Finding | Remark) -> Mapping[str, str]:
    if isinstance(finding, Remark):
        exhibit, headline, text = place_of(page.family, finding), page.show(finding.text), page.show(finding.evidence)
    else:
        exhibit, so_what = page.family.id_of(finding.topic), f"{finding.rule}.so_what"
        headline = page.say(f"{finding.rule}.title", **finding.figures)
        text = page.say(so_what, **finding.figures) if has(so_what) else ""
    return {
        "headline": headline,
        "text": text,
        "origin": page.say("common.remarks") if isinstance(finding, Remark) else "",
        "exhibit": exhibit,
        "link_label": page.say(
            "planning.summary.link",
            step=page.say(f"report.step.{page.family.section_of(exhibit).number}"),
            exhibit=exhibit,
        ),
    }


def _values(page: ClientPage, extra: Mapping[str, Any], findings: list[Finding | Remark]) -> Values:
    """The page's figures, then its findings with what they are ranked by: money a month x confidence."""
    fields = (
        Field("what", page.say("planning.summary.what"), "category"),
        Field("value", page.say("planning.summary.value"), "value"),
        Field("where", page.say("planning.summary.where"), "note"),
    )
    figures = [(figure["label"], figure["value"], figure["note"]) for figure in extra["figures"]]
    ranked = [
        (shown["headline"], page.show(Money(worth(finding), page.subject.currency)), shown["link_label"])
        for shown, finding in zip(extra["findings"], findings, strict=True)
    ]
    return Values(fields, tuple(tuple(cell(text, page.lang) for text in row) for row in (*figures, *ranked)))
