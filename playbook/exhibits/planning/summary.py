"""6.0, the plan on one page: the situation, the findings that matter, the target and how it is reached, the decisions
asked for.

It computes nothing of its own: every figure is a step's (:mod:`playbook.steps.planning.summary`), which also ranks the
findings of all steps, and the consultant's own, by money and confidence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from operator import itemgetter
from typing import Any

from playbook.exhibits.cautions import strip
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import Column, table
from playbook.exhibits.compose import ClientPage
from playbook.exhibits.exhibit import Exhibit, Values
from playbook.exhibits.remarks import place_of
from playbook.exhibits.solutions.waterfall import waterfall_figure
from playbook.steps.findings import Finding
from playbook.steps.planning.summary import Summary, executive, worth
from playbook.steps.remarks import Remark, remarks_of
from playbook.steps.status import weakest
from playbook.text import has
from playbook.units import Count, Day, Money, Name, Percent, Printable, bounded, is_unknown

__all__ = ["build"]


@exhibit("6.0", "planning.summary")
def build(page: ClientPage, _: Any) -> Exhibit:
    """6.0 The plan on one page."""
    summary, cards = Summary(page.subject), _cards(page)
    findings = _findings(page, summary)
    told = [_finding(page, finding) for finding in findings]
    grows = not is_unknown(summary.growth)
    extra: dict[str, Any] = {
        "tagline": page.say("planning.summary.tagline", day=Day(page.subject.as_of)),
        **strip(page),
        "claim": _claim(page, summary, cards),
        "ask": [_situation(page, summary), _ask(page, summary)],
        "figures": list(_figures(page, summary)),
        "findings_label": page.say("planning.summary.findings_label", n=Count(len(findings))),
        "findings": told,
        "figure_label": page.say("planning.summary.figure_label") if grows else "",
        "facts": {**summary.facts, "findings": len(findings), "open_questions": cards},
    }
    return page.make(
        "summary",
        page.say("planning.summary.subtitle"),
        _values(page, extra, [worth(finding) for finding in findings]),
        title=extra["claim"],
        sources=("bills",),
        extra=extra,
        internal=True,
        status=weakest(figure["status"] for figure in extra["figures"]),
        draw=(lambda: waterfall_figure(page, summary.solutions)) if grows else None,
    )


def _findings(page: ClientPage, summary: Summary) -> list[Finding | Remark]:
    """The findings that matter, computed and the consultant's own; nothing of an exhibit that a card stands for."""
    family, client = page.family, page.subject
    shown = [finding for finding in summary.said if not family.lacking(family.id_of(finding.topic), client)]
    return executive(shown, remarks_of(client), {section.number: section.key for section in family.sections})


def _cards(page: ClientPage) -> int:
    """How many exhibits lack inputs that nobody has looked for."""
    lacking = (page.family.lacking(exhibit_id, page.subject) for exhibit_id in page.family.ids)
    return sum(any(not page.looked(table) for table in tables) for tables in lacking)


def _claim(page: ClientPage, summary: Summary, cards: int) -> str:
    say, growth = page.say, summary.growth
    if is_unknown(growth):
        if not summary.defended:
            return say("planning.summary.claim_collect", cards=Count(cards))
        chosen = sum(row["chosen"] is True for row in page.subject.rows("solutions"))
        at_risk, rule = summary.at_risk, "claim_hold_open" if chosen else "claim_hold"
        return say(f"planning.summary.{rule}", service=summary.defended, at_risk=at_risk, n=Count(chosen))
    printed = bounded(Percent(growth, 0), summary.growth_side)
    if growth <= 0:
        return say("planning.summary.claim_shrink", growth=bounded(Percent(growth, 0, sign=True), summary.growth_side))
    if summary.defended:
        return say(
            "planning.summary.claim_hold_and_grow", service=summary.defended, levers=summary.levers, growth=printed
        )
    return say("planning.summary.claim_grow", levers=summary.levers, growth=printed)


def _situation(page: ClientPage, summary: Summary) -> str:
    say, client = page.say, page.subject
    values: dict[str, Any] = {"client": client.name, "base": summary.base.money(client.currency)}
    first = (
        say(
            "planning.summary.situation_share",
            **values,
            market=summary.market,
            share=Percent(summary.sub_industry.share),
        )
        if summary.market
        else say("planning.summary.situation", **values)
    )
    exposed = summary.competition.exposed_month
    if is_unknown(exposed) or not exposed:
        return first
    join = "" if page.lang == "zh" else " "
    return (
        first
        + join
        + say("planning.summary.situation_exposed", exposed=summary.money(exposed), exposed_share=summary.exposed_share)
    )


def _ask(page: ClientPage, summary: Summary) -> str:
    say, items = page.say, summary.solutions.items
    chosen = items[(items["kind"] == "solution") & (items["chosen"].eq(True))]
    now = items[(items["kind"] == "initiative") & (items["phase"] == "act_now")]
    asked = {
        name: say(
            f"planning.summary.{name}",
            n=Count(len(rows)),
            ids=", ".join(rows["id"]) if page.lang == "en" else "、".join(rows["id"]),
        )
        for name, rows in (("solutions", chosen), ("initiatives", now))
        if len(rows)
    }
    rule = "both" if len(asked) == 2 else next(iter(asked), "collect")
    return say(f"planning.summary.ask_{rule}", **asked)


def _figures(page: ClientPage, summary: Summary) -> Iterator[Mapping[str, str]]:
    """What the client pays, what share of its sector that is, what is exposed to rivals, and where it leads to."""
    say, base = page.say, summary.base
    known = summary.money(base.known)
    note = say(f"planning.summary.base_note_{base.bound}", start=base.start, end=base.end, known=known)
    yield _figure(page, say("planning.summary.base_label"), summary.money(base.total), status=base.status, note=note)
    if summary.market:
        yield _share(page, summary, summary.market)
    if len(summary.competition.services):
        yield from _exposed(page, summary)
    if not is_unknown(summary.growth):
        end, growth = summary.money(float(summary.solutions.flow.end)), Percent(summary.growth, 0, sign=True)
        note = say("planning.summary.growth_note", amount=bounded(end, summary.growth_side))
        status = weakest(summary.solutions.waterfall["status"])
        grown = bounded(growth, summary.growth_side)
        yield _figure(page, say("planning.summary.growth_label"), grown, status=status, note=note)


def _share(page: ClientPage, summary: Summary, market: Name) -> Mapping[str, str]:
    own = summary.sub_industry
    total, paid = summary.money(own.market_month), summary.money(own.payments_month)
    label = page.say("planning.summary.share_label", market=market)
    note = page.say("planning.summary.share_note", total=total, paid=paid)
    return _figure(page, label, Percent(own.share), status=own.status, note=note)


def _exposed(page: ClientPage, summary: Summary) -> Iterator[Mapping[str, str]]:
    """What is exposed to rivals; nothing where they are known to have made no move."""
    exposed, status = summary.competition.exposed_month, summary.competition.status
    if is_unknown(exposed) and page.subject.answered("moves"):
        return
    message = "planning.summary.exposed_unseen" if is_unknown(exposed) else "planning.summary.exposed_note"
    label = page.say("planning.summary.exposed_label")
    note = page.say(message, share=summary.exposed_share, at_risk=summary.at_risk)
    yield _figure(page, label, summary.money(exposed), status=status, note=note, tone="warning")


def _figure(
    page: ClientPage, label: str, value: Printable, *, status: str, note: str, tone: str = "accent"
) -> Mapping[str, str]:
    return {
        "value": page.show(value),
        "label": label,
        "note": note,
        "status": status,
        "status_label": page.status_label(status),
        "tone": tone,
    }


def _finding(page: ClientPage, finding: Finding | Remark) -> Mapping[str, str]:
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


def _values(page: ClientPage, extra: Mapping[str, Any], worths: list[float]) -> Values:
    """The page's figures, then its findings with what they are ranked by: money a month x confidence."""
    figures = [(figure["label"], figure["value"], figure["note"]) for figure in extra["figures"]]
    findings = [
        (finding["headline"], page.show(Money(money, page.subject.currency)), finding["link_label"])
        for finding, money in zip(extra["findings"], worths, strict=True)
    ]
    return table(
        page,
        [{"what": what, "value": value, "where": where} for what, value, where in (*figures, *findings)],
        (
            Column("what", itemgetter("what"), "category"),
            Column("value", itemgetter("value"), "value"),
            Column("where", itemgetter("where"), "note"),
        ),
    )
