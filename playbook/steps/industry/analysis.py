"""Step 1, industry analysis: what does this client's industry buy, what is it worth, and what decides a purchase?"""

from __future__ import annotations

from dataclasses import dataclass

from playbook.client.model import Client
from playbook.steps.findings import Finding
from playbook.steps.industry.buying_factors import BuyingFactors, buying_factors
from playbook.steps.industry.composition import Composition, composition, industries_of
from playbook.steps.industry.concentration import Concentration, concentration_findings, concentration_of
from playbook.steps.industry.importance_performance import ImportancePerformance, importance_performance
from playbook.steps.industry.marimekko import Marimekko, marimekko
from playbook.steps.industry.service_growth import ServiceGrowth, service_growth
from playbook.steps.industry.service_mix import ServiceMix, service_mix
from playbook.steps.industry.service_usage import ServiceUsage, service_usage
from playbook.steps.industry.sub_industry import SubIndustry, sub_industry, sub_industry_findings
from playbook.steps.industry.usage import Usage, usage_of
from playbook.steps.memory import remembered

__all__ = ["IndustryAnalysis", "analyse"]


@dataclass(frozen=True)
class IndustryAnalysis:
    """What step 1 found: a result a topic. `concentration` is that of the revenue, `usage` what each industry buys,
    which `marimekko` and `service_usage` rest on; `mix` and `growth` are the client's own, by service."""

    composition: Composition
    concentration: Concentration
    usage: Usage
    marimekko: Marimekko
    service_usage: ServiceUsage
    sub_industry: SubIndustry
    mix: ServiceMix
    growth: ServiceGrowth
    buying_factors: BuyingFactors
    importance_performance: ImportancePerformance
    findings: tuple[Finding, ...]


@remembered
def analyse(client: Client) -> IndustryAnalysis:
    """Step 1 for a client. What has no input is unknown in the result; nothing is raised for it."""
    industries = industries_of(client)
    revenue = composition(client, industries)
    concentration = concentration_of(row["revenue_month"] for row in industries)
    usage = usage_of(client, industries)
    blocks, compared = marimekko(client, usage), service_usage(client, usage)
    place, mix, growth = sub_industry(client), service_mix(client), service_growth(client)
    buying = buying_factors(client)
    matrix = importance_performance(client, buying)
    return IndustryAnalysis(
        revenue,
        concentration,
        usage,
        blocks,
        compared,
        place,
        mix,
        growth,
        buying,
        matrix,
        findings=(
            *revenue.findings,
            *concentration_findings(client, industries, concentration),
            *blocks.findings,
            *compared.findings,
            *sub_industry_findings(client, place, mix, growth),
            *buying.findings,
            *matrix.findings,
        ),
    )
