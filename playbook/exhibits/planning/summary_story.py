"""What the plan's page tells (6.0): the six results of a client as the page says them, and its facts for the index of
many plans."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from playbook.exhibits.compose import ClientPage
from playbook.steps.billing import Base, base_of
from playbook.steps.capability import analysis as capability
from playbook.steps.competition import analysis as competition
from playbook.steps.executive import executive
from playbook.steps.findings import Finding
from playbook.steps.industry import analysis as industry
from playbook.steps.needs import analysis as needs
from playbook.steps.needs.bill_trend import bill_trend
from playbook.steps.planning import analysis as planning
from playbook.steps.planning.review import review_of
from playbook.steps.remarks import Remark, remarks_of
from playbook.steps.solutions import analysis as solutions
from playbook.units import Money, Name, Names, Percent, Printable, Side, bounded, inline, is_unknown

__all__ = ["Story"]

#: Exhibits that the page shows in another way (the share, the waterfall), whose money is not this client's, or that are
#: about an assumption.
_ELSEWHERE = (
    "industry.composition",
    "industry.sub_industry",
    "competition.risk_range",
    "solutions.waterfall",
)


@dataclass(frozen=True)
class Story:
    """The six results, and what the page says of them."""

    page: ClientPage

    @cached_property
    def base(self) -> Base:
        """What the client pays a month."""
        return base_of(self.page.subject)

    @cached_property
    def competition(self) -> competition.CompetitionAnalysis:
        """What step 2 found."""
        return competition.analyse(self.page.subject)

    @cached_property
    def sub_industry(self) -> industry.SubIndustry:
        """The client in its sub-industry (step 1)."""
        return industry.analyse(self.page.subject).sub_industry

    @property
    def exposed_share(self) -> Percent:
        """What is exposed, of all that the client pays; unknown where that is nothing, or a credit."""
        total = self.base.total
        return Percent(self.competition.exposed_month / total if total > 0 else float("nan"), 0)

    @cached_property
    def solutions(self) -> Any:
        """What step 4 found."""
        return solutions.analyse(self.page.subject)

    def money(self, value: float) -> Money:
        """An amount in the market's currency."""
        return Money(value, self.page.subject.currency)

    @cached_property
    def findings(self) -> list[Finding | Remark]:
        """The findings that matter, computed and the consultant's own."""
        client = self.page.subject
        results = (step.analyse(client) for step in (industry, competition, needs, solutions, capability, planning))
        said = [finding for result in results for finding in result.findings if finding.topic not in _ELSEWHERE]
        family = self.page.family
        steps = {section.number: section.key for section in family.sections}
        shown = [finding for finding in said if not family.lacking(family.id_of(finding.topic), client)]
        return executive(shown, remarks_of(client), steps)

    @cached_property
    def cards(self) -> int:
        """How many exhibits lack inputs that nobody has looked for."""
        family = self.page.family
        gone = (family.lacking(exhibit_id, self.page.subject) for exhibit_id in family.ids)
        return sum(any(not self.page.looked(table) for table in tables) for tables in gone)

    @cached_property
    def defended(self) -> Name | None:
        """The service with the most revenue at risk."""
        known = self.competition.services.dropna(subset=["at_risk_month"])
        names = self.page.subject.market.names("services")
        return inline(names[known.iloc[0]["service"]]) if len(known) and known.iloc[0]["at_risk_month"] > 0 else None

    @cached_property
    def market(self) -> Name | None:
        """What the share is a share of."""
        names = self.page.subject.market.names("sub_industries")
        if self.sub_industry.id is None or is_unknown(self.sub_industry.share):
            return None
        name = inline(names[self.sub_industry.id])
        return Name(
            self.page.say("planning.summary.market", name=name), self.page.say("planning.summary.market", name=name)
        )

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
        solutions add by month 12 (4.7), `health` the review's score (6.7); `open_questions` are the exhibits that lack
        their inputs.
        """
        client, total, added = (
            self.page.subject,
            bill_trend(self.page.subject).of("total"),
            self.solutions.flow.additions,
        )
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
