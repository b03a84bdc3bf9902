"""The plan on one page (exhibit 6.0): what it tells of the results of all six steps, and the findings that matter.

The findings are those of all steps, and the consultant's own, ranked by money and confidence. What a finding is worth
is the money a month that it is about times how sure it is. The same money often shows in several exhibits: an amount is
heard once, an exhibit once, and a step at most twice; else one step would fill the page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any

from playbook.client.model import Client
from playbook.steps.billing import Base, base_of
from playbook.steps.capability import analysis as capability
from playbook.steps.competition import analysis as competition
from playbook.steps.competition.revenue_at_risk import RevenueAtRisk
from playbook.steps.findings import Finding
from playbook.steps.industry import analysis as industry
from playbook.steps.industry.sub_industry import SubIndustry
from playbook.steps.needs import analysis as needs
from playbook.steps.needs.bill_trend import bill_trend
from playbook.steps.phrases import worded
from playbook.steps.planning import analysis as planning
from playbook.steps.planning.review import review_of
from playbook.steps.remarks import Remark
from playbook.steps.solutions import analysis as solutions
from playbook.units import Money, Name, Names, Percent, Printable, Side, bounded, inline, is_unknown

__all__ = ["LEAST", "MOST", "Summary", "executive", "worth"]

#: How many findings the plan's page shows.
LEAST, MOST = 3, 5
_A_CHAPTER = 2
#: Exhibits that the page shows in another way (the share, the waterfall), whose money is not this client's, or that are
#: about an assumption.
_ELSEWHERE = (
    "industry.composition",
    "industry.sub_industry",
    "competition.risk_range",
    "solutions.waterfall",
)


@dataclass(frozen=True)
class Summary:
    """The results of a client's six steps, and what the page says of them."""

    client: Client

    @cached_property
    def base(self) -> Base:
        """What the client pays a month."""
        return base_of(self.client)

    @cached_property
    def competition(self) -> RevenueAtRisk:
        """What step 2 found to be at risk."""
        return competition.analyse(self.client).revenue_at_risk

    @cached_property
    def sub_industry(self) -> SubIndustry:
        """The client in its sub-industry (step 1)."""
        return industry.analyse(self.client).sub_industry

    @property
    def exposed_share(self) -> Percent:
        """What is exposed, of all that the client pays; unknown where that is nothing, or a credit."""
        total = self.base.total
        return Percent(self.competition.exposed_month / total if total > 0 else float("nan"), 0)

    @cached_property
    def solutions(self) -> Any:
        """What step 4 found."""
        return solutions.analyse(self.client)

    def money(self, value: float) -> Money:
        """An amount in the market's currency."""
        return Money(value, self.client.currency)

    @cached_property
    def said(self) -> tuple[Finding, ...]:
        """What all steps say, but for what the page shows in another way."""
        results = (
            step.analyse(self.client) for step in (industry, competition, needs, solutions, capability, planning)
        )
        return tuple(finding for result in results for finding in result.findings if finding.topic not in _ELSEWHERE)

    @cached_property
    def defended(self) -> Name | None:
        """The service with the most revenue at risk."""
        known = self.competition.services.dropna(subset=["at_risk_month"])
        names = self.client.market.names("services")
        return inline(names[known.iloc[0]["service"]]) if len(known) and known.iloc[0]["at_risk_month"] > 0 else None

    @cached_property
    def market(self) -> Name | None:
        """What the share is a share of."""
        names = self.client.market.names("sub_industries")
        if self.sub_industry.id is None or is_unknown(self.sub_industry.share):
            return None
        return worded("planning.summary.market", name=inline(names[self.sub_industry.id]))

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
        """Growth within a year by the chosen solutions as far as it is known, NaN where unknown: a loss that is only a
        least may be none."""
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
        """The page in numbers, for the index of many plans: amounts in currency a month, shares as fractions, None
        unknown; `at_risk_month_at_least` stands beside `at_risk_month` where only a least is known.

        `revenue_month` is what is expected, `revenue_month_known` what was billed; where a renumbering is suspected
        both are what was billed. `growth_year` is the trend of all bills (3.2b), `uplift_month` what the chosen
        solutions add by month 12 (4.7), `health` the review's score (6.7).
        """
        client, flow, total = self.client, self.solutions.flow, bill_trend(self.client).of("total")
        open_choice = flow.undecided or not client.answered("solutions")
        names = client.market.names("industries")
        numbers: dict[str, Any] = {
            "revenue_month": self.base.known if self.base.renumbered else self.base.total,
            "revenue_month_known": self.base.known,
            "growth_year": total["growth"].iloc[0] if len(total) else None,
            "at_risk_month": self.competition.at_risk_month if len(self.competition.services) else None,
            "uplift_month": sum(bar["amount_month"] for bar in flow.additions)
            if flow.additions and not open_choice
            else None,
            "health": review_of(client).score / 100,
        }
        return {
            "industry": dict(vars(names[client.profile["industry"]])) if client.profile.get("industry") else None,
            "market": client.market.id,
            "currency": client.currency,
            **{name: None if is_unknown(value) else round(float(value), 6) for name, value in numbers.items()},
            **self._bounds,
        }

    @property
    def _bounds(self) -> Mapping[str, float]:
        """What is at least at risk, where that is all that is known."""
        amount, side = self.competition.at_risk
        return {"at_risk_month_at_least": round(amount, 6)} if side == "at_least" else {}


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

    >>> findings = [Finding("a.b.c", money_month=10), Finding("a.b.d", money_month=20), Finding("e.f.g")]
    >>> [finding.rule for finding in executive(findings)]
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
