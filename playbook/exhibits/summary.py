"""6.0, the plan on one page: the situation, the findings that matter, the target and how it is reached, the decisions asked for.

It computes nothing of its own: every figure is a step's. The findings of all steps, and the consultant's own, are ranked by money and
confidence (:mod:`playbook.steps.executive`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from playbook.exhibits import EXHIBITS, lacking, place_of
from playbook.exhibits.compose import Page, cell, exhibit
from playbook.exhibits.exhibit import Exhibit, Field, Values
from playbook.exhibits.solutions import waterfall_figure
from playbook.steps.billing import Base, base_of
from playbook.steps.capability import analysis as capability
from playbook.steps.competition import analysis as competition
from playbook.steps.executive import executive, worth
from playbook.steps.findings import Finding
from playbook.steps.industry import analysis as industry
from playbook.steps.needs import analysis as needs
from playbook.steps.needs.bill_series import bill_series
from playbook.steps.planning import analysis as planning
from playbook.steps.planning.review import review_of
from playbook.steps.remarks import Remark, remarks_of
from playbook.steps.solutions import analysis as solutions
from playbook.steps.status import weakest
from playbook.text import has
from playbook.units import Count, Day, Money, Name, Names, Percent, Printable, Side, bounded, inline, is_unknown

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["plan_on_one_page"]

#: Exhibits that the page shows in another way (the share, the waterfall), whose money is not this client's, or that are about an assumption.
_ELSEWHERE = ("1.1", "1.3", "2.4b", "4.7")


@dataclass(frozen=True)
class _Story:
    """The six results, and what the page says of them."""

    page: Page

    @cached_property
    def base(self) -> Base:
        return base_of(self.page.client)

    @cached_property
    def competition(self) -> competition.CompetitionAnalysis:
        return competition.analyse(self.page.client)

    @cached_property
    def sub_industry(self) -> industry.SubIndustry:
        return industry.analyse(self.page.client).sub_industry

    @property
    def exposed_share(self) -> Percent:
        """What is exposed, of all that the client pays; unknown where that is nothing, or a credit."""
        total = self.base.total
        return Percent(self.competition.exposed_month / total if total > 0 else float("nan"), 0)

    @cached_property
    def solutions(self) -> Any:
        return solutions.analyse(self.page.client)

    def money(self, value: float) -> Money:
        """An amount in the market's currency."""
        return Money(value, self.page.client.currency)

    @cached_property
    def findings(self) -> list[Finding | Remark]:
        """The findings that matter, computed and the consultant's own."""
        client = self.page.client
        results = (step.analyse(client) for step in (industry, competition, needs, solutions, capability, planning))
        found = [finding for result in results for finding in result.findings if finding.exhibit not in _ELSEWHERE]
        return executive([finding for finding in found if not lacking(finding.exhibit, client)], remarks_of(client))

    @cached_property
    def cards(self) -> int:
        """How many exhibits lack inputs that nobody has looked for."""
        gone = (lacking(exhibit_id, self.page.client) for ids in EXHIBITS.values() for exhibit_id in ids)
        return sum(any(not self.page.looked(table) for table in tables) for tables in gone)

    @cached_property
    def defended(self) -> Name | None:
        """The service with the most revenue at risk."""
        known = self.competition.services.dropna(subset=["at_risk_month"])
        names = self.page.client.market.names("services")
        return inline(names[known.iloc[0]["service"]]) if len(known) and known.iloc[0]["at_risk_month"] > 0 else None

    @cached_property
    def market(self) -> Name | None:
        """What the share is a share of."""
        names = self.page.client.market.names("sub_industries")
        if self.sub_industry.id is None or is_unknown(self.sub_industry.share):
            return None
        name = inline(names[self.sub_industry.id])
        return Name(self.page.say("summary.market", name=name), self.page.say("summary.market", name=name))

    @cached_property
    def levers(self) -> Names:
        """The bars that add revenue, the largest first."""
        bars = self.solutions.waterfall
        gains = bars[bars["kind"].isin(("new", "won_back", "retained")) & (bars["amount_month"] > 0)].sort_values(
            "amount_month", ascending=False, kind="stable"
        )
        return Names(tuple(inline(label) for label in gains["label"]))

    @property
    def growth(self) -> float:
        """Growth within a year by the chosen solutions as far as it is known, NaN where unknown: a loss that is only a least may be none."""
        flow = self.solutions.flow
        if not self.levers.values or flow.bound == "unknown" or (flow.bound == "at_least" and flow.growth_year <= 0):
            return float("nan")
        return float(flow.growth_year)

    @property
    def growth_side(self) -> Side:
        """How that growth is to be read."""
        side: Side = self.solutions.flow.bound
        return side

    @property
    def at_risk(self) -> Printable:
        """What is at risk in all, as it is to be read."""
        amount, side = self.competition.at_risk
        return bounded(self.money(amount), side)

    @cached_property
    def facts(self) -> Mapping[str, Any]:
        """The page in numbers, for the index of many plans: amounts in currency a month, shares as fractions, None unknown;
        `at_risk_month_at_least` stands beside `at_risk_month` where only a least is known.

        `revenue_month` is what is expected, `revenue_month_known` what was billed; where a renumbering is suspected both are what was billed.
        `growth_year` is the trend of all bills (3.2b), `uplift_month` what the chosen solutions add by month 12 (4.7), `health` the review's score
        (6.7); `open_questions` are the exhibits that lack their inputs.
        """
        client, total, added = self.page.client, bill_series(self.page.client).of("total"), self.solutions.flow.additions
        open_choice = self.solutions.flow.undecided or not client.answered("solutions")
        names = client.market.names("industries")
        numbers: dict[str, Any] = {
            "revenue_month": self.base.known if self.base.renumbered else self.base.total,
            "revenue_month_known": self.base.known,
            "growth_year": total["growth"].iloc[0] if len(total) else None,
            "at_risk_month": self.competition.at_risk_month if len(self.competition.services) else None,
            "uplift_month": sum(bar["amount_month"] for bar in added) if added and not open_choice else None,
            "health": review_of(client).score / 100,
        }
        return {
            "industry": dict(vars(names[client.profile["industry"]])) if client.profile.get("industry") else None,
            "market": client.market.id,
            "currency": client.currency,
            **{name: None if is_unknown(value) else round(float(value), 6) for name, value in numbers.items()},
            **self._bounds,
            "findings": len(self.findings),
            "open_questions": self.cards,
        }


    @property
    def _bounds(self) -> Mapping[str, float]:
        """What is at least at risk, where that is all that is known."""
        amount, side = self.competition.at_risk
        return {"at_risk_month_at_least": round(amount, 6)} if side == "at_least" else {}


@exhibit("6.0")
def plan_on_one_page(page: Page, _: Any) -> Exhibit:
    """6.0 The plan on one page."""
    story = _Story(page)
    findings = [_shown(page, finding) for finding in story.findings]
    shown = not is_unknown(story.growth)
    extra: dict[str, Any] = {
        "tagline": page.say("summary.tagline", day=Day(page.client.as_of)),
        "claim": _claim(story),
        "ask": [_situation(story), _ask(story)],
        "figures": list(_figures(story)),
        "findings_label": page.say("summary.findings_label", n=Count(len(findings))),
        "findings": findings,
        "figure_label": page.say("summary.figure_label") if shown else "",
        "facts": story.facts,
    }
    return page.make(
        "summary",
        page.say("summary.subtitle"),
        _values(page, extra, story.findings),
        title=extra["claim"],
        sources=("bills",),
        extra=extra,
        internal=True,
        status=weakest(figure["status"] for figure in extra["figures"]),
        draw=_drawing(story) if shown else None,
    )


def _drawing(story: _Story) -> Any:
    def draw() -> Figure:
        return waterfall_figure(story.page, story.solutions)

    return draw


def _claim(story: _Story) -> str:
    say, growth = story.page.say, story.growth
    if is_unknown(growth):
        if not story.defended:
            return say("summary.claim_collect", cards=Count(story.cards))
        chosen = sum(row["chosen"] is True for row in story.page.client.rows("solutions"))
        at_risk, rule = story.at_risk, "claim_hold_open" if chosen else "claim_hold"
        return say(f"summary.{rule}", service=story.defended, at_risk=at_risk, n=Count(chosen))
    printed = bounded(Percent(growth, 0), story.growth_side)
    if growth <= 0:
        return say("summary.claim_shrink", growth=bounded(Percent(growth, 0, sign=True), story.growth_side))
    if story.defended:
        return say("summary.claim_hold_and_grow", service=story.defended, levers=story.levers, growth=printed)
    return say("summary.claim_grow", levers=story.levers, growth=printed)


def _situation(story: _Story) -> str:
    say, client = story.page.say, story.page.client
    values: dict[str, Any] = {"client": client.name, "base": story.base.money(client.currency)}
    first = (
        say("summary.situation_share", **values, market=story.market, share=Percent(story.sub_industry.share))
        if story.market
        else say("summary.situation", **values)
    )
    exposed = story.competition.exposed_month
    if is_unknown(exposed) or not exposed:
        return first
    join = "" if story.page.lang == "zh" else " "
    return first + join + say("summary.situation_exposed", exposed=story.money(exposed), exposed_share=story.exposed_share)


def _ask(story: _Story) -> str:
    say, items = story.page.say, story.solutions.items
    chosen = items[(items["kind"] == "solution") & (items["chosen"].eq(True))]
    now = items[(items["kind"] == "initiative") & (items["phase"] == "act_now")]
    asked = {
        name: say(f"summary.{name}", n=Count(len(rows)), ids=", ".join(rows["id"]) if story.page.lang == "en" else "、".join(rows["id"]))
        for name, rows in (("solutions", chosen), ("initiatives", now))
        if len(rows)
    }
    rule = "both" if len(asked) == 2 else next(iter(asked), "collect")
    return say(f"summary.ask_{rule}", **asked)


def _figures(story: _Story) -> Iterator[Mapping[str, str]]:
    page, base = story.page, story.base
    note = page.say(f"summary.base_note_{base.bound}", start=base.start, end=base.end, known=story.money(base.known))
    yield _figure(page, "base", story.money(base.total), base.status, note)
    if story.market:
        found = story.sub_industry
        note = page.say("summary.share_note", total=story.money(found.market_month), paid=story.money(found.payments_month))
        yield _figure(page, "share", Percent(found.share), found.status, note, label=page.say("summary.share_label", market=story.market))
    exposed = story.competition.exposed_month
    if len(story.competition.services) and not (is_unknown(exposed) and page.client.answered("moves")):
        message = "summary.exposed_unseen" if is_unknown(exposed) else "summary.exposed_note"
        note = page.say(message, share=story.exposed_share, at_risk=story.at_risk)
        yield _figure(page, "exposed", story.money(exposed), story.competition.status, note, tone="warning")
    if not is_unknown(story.growth):
        bars, end = story.solutions.waterfall, float(story.solutions.flow.end)
        amount, growth = (bounded(value, story.growth_side) for value in (story.money(end), Percent(story.growth, 0, sign=True)))
        yield _figure(page, "growth", growth, weakest(bars["status"]), page.say("summary.growth_note", amount=amount))


def _figure(page: Page, name: str, value: Printable, status: str, note: str, *, label: str = "", tone: str = "accent") -> Mapping[str, str]:
    return {
        "value": page.show(value),
        "label": label or page.say(f"summary.{name}_label"),
        "note": note,
        "status": status,
        "status_label": page.status_label(status),
        "tone": tone,
    }


def _shown(page: Page, finding: Finding | Remark) -> Mapping[str, str]:
    if isinstance(finding, Remark):
        exhibit, headline, text = place_of(finding), page.show(finding.text), page.show(finding.evidence)
    else:
        exhibit, so_what = finding.exhibit, f"{finding.rule}.so_what"
        headline = page.say(f"{finding.rule}.title", **finding.figures)
        text = page.say(so_what, **finding.figures) if has(so_what) else ""
    return {
        "headline": headline,
        "text": text,
        "origin": page.say("common.remarks") if isinstance(finding, Remark) else "",
        "exhibit": exhibit,
        "link_label": page.say("summary.link", step=page.say(f"report.step.{exhibit[0]}"), exhibit=exhibit),
    }


def _values(page: Page, extra: Mapping[str, Any], findings: list[Finding | Remark]) -> Values:
    """The page's figures, then its findings with what they are ranked by: money a month x confidence."""
    fields = (
        Field("what", page.say("summary.what"), "category"),
        Field("value", page.say("summary.value"), "value"),
        Field("where", page.say("summary.where"), "note"),
    )
    figures = [(figure["label"], figure["value"], figure["note"]) for figure in extra["figures"]]
    ranked = [
        (shown["headline"], page.show(Money(worth(finding), page.client.currency)), shown["link_label"])
        for shown, finding in zip(extra["findings"], findings, strict=True)
    ]
    return Values(fields, tuple(tuple(cell(text, page.lang) for text in row) for row in (*figures, *ranked)))
