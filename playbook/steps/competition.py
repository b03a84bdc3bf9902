"""Step 2, competitive analysis: who can take what from us at this client, and how likely is it?

Competitiveness of an operator on a service is the weighted mean of its factor scores (0-4). Factors without a score are
left out and the weights made to add up again; a cell with too little of the weight known is unknown. The probability
of losing a service within 12 months is logistic(-(gap - g0) / s + what the rivals' moves add), where the gap is our
score less the best rival's.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from playbook.client.model import Client
from playbook.client.tables import SCORES
from playbook.steps.billing import base_of
from playbook.steps.findings import Finding
from playbook.steps.memory import remembered
from playbook.steps.status import weakest
from playbook.units import Count, Money, Name, Names, Number, Percent, Printable, inline

__all__ = ["FACTORS", "CompetitionAnalysis", "analyse", "loss_probability"]

#: The six competition factors.
FACTORS = SCORES.column("factor").allowed
#: The stages of a move at which the rival is in: the revenue is exposed.
_IN = ("tried", "piloting", "in_service")
#: Weights are decimal fractions: a share of exactly one half may come out a hair below it.
_ROUNDING = 1e-9


@dataclass(frozen=True)
class CompetitionAnalysis:
    """What step 2 found.

    `competitiveness`: service, operator, score (0-4), known_weight (0-1), status. `services`: one row per contested service,
    the most at risk first: ours, best_rival, best_score, gap, revenue_month, exposed, probability, at_risk_month, moves, status.
    `exposed_month` and `at_risk_month` are currency a month, NaN where a part is unknown.
    """

    competitiveness: pd.DataFrame
    services: pd.DataFrame
    exposed_month: float
    at_risk_month: float
    status: str
    findings: tuple[Finding, ...]


@remembered
def analyse(client: Client) -> CompetitionAnalysis:
    """Step 2 for a client. What has no input is unknown in the result; nothing is raised for it."""
    competitiveness = _competitiveness(client)
    services = _risk(client, _gaps(client, competitiveness))
    exposed = services.loc[services["exposed"], "revenue_month"]
    totals = {"exposed_month": _sum(exposed), "at_risk_month": _sum(services.loc[services["revenue_month"] != 0, "at_risk_month"])}
    findings = (*_position(client, services, competitiveness), *_risks(client, services, totals)) if len(services) else ()
    return CompetitionAnalysis(competitiveness, services, **totals, status=weakest(services["status"]), findings=findings)


def loss_probability(gap: float, moves: float, *, offset: float, scale: float) -> float:
    """P(loss within 12 months) = logistic(-(gap - offset) / scale + moves); `moves` in log-odds, the rest in points of score.

    >>> round(loss_probability(-1.5, 0, offset=-1.5, scale=0.8), 3)
    0.5
    """
    return float(1 / (1 + np.exp((gap - offset) / scale - moves)))


def _sum(values: pd.Series) -> float:
    return float(values.sum(skipna=False)) if len(values) else 0.0


def _competitiveness(client: Client) -> pd.DataFrame:
    weights = {factor: client.assume(f"weight_{factor}") for factor in FACTORS}
    scores = client.table("scores")
    scores["weight"] = scores["factor"].map(weights).astype(float) if len(scores) else 0.0
    rows = [
        {"service": service, "operator": operator, **_weighted(cell, sum(weights.values()), client.assume("known_weight_min"))}
        for (service, operator), cell in scores.groupby(["service", "operator"], sort=False)
    ]
    return pd.DataFrame(rows, columns=["service", "operator", "score", "known_weight", "status"])


def _weighted(cell: pd.DataFrame, total: float, known_min: float) -> dict[str, object]:
    known = cell[cell["score"].notna()]
    share = float(known["weight"].sum()) / total
    score = float(np.average(known["score"], weights=known["weight"])) if share > 0 and share >= known_min - _ROUNDING else float("nan")
    return {"score": score, "known_weight": share, "status": weakest(known["status"])}


def _gaps(client: Client, cells: pd.DataFrame) -> pd.DataFrame:
    """Per service: our score, the best rival among those known, and the gap (unknown where either is)."""
    contested = list(dict.fromkeys([*client.table("competition_services")["service"], *cells["service"]]))
    rows = []
    for service in contested:
        scores = cells[cells["service"] == service].set_index("operator")["score"]
        rivals = scores.drop(client.market.us, errors="ignore").dropna()
        best = rivals.idxmax() if len(rivals) else None
        ours = float(scores.get(client.market.us, float("nan")))
        best_score = float(rivals.max()) if len(rivals) else float("nan")
        rows.append({"service": service, "ours": ours, "best_rival": best, "best_score": best_score, "gap": ours - best_score})
    return pd.DataFrame(rows, columns=["service", "ours", "best_rival", "best_score", "gap"])


def _risk(client: Client, services: pd.DataFrame) -> pd.DataFrame:
    """Adds revenue, exposure and revenue at risk; the most at risk first, ties by id, unknown last."""
    moves = client.table("moves")
    moves["log_odds"] = [client.assume(f"move_log_odds_{stage}") for stage in moves["stage"]]
    added = moves.groupby("service")["log_odds"].sum()
    offset, scale = client.assume("loss_gap_offset"), client.assume("loss_gap_scale")
    found = services.assign(
        revenue_month=[_contested_revenue(client, service) for service in services["service"]],
        exposed=services["service"].isin(moves.loc[moves["stage"].isin(_IN), "service"]).astype(bool),
        moves=[float(added.get(service, 0.0)) for service in services["service"]],
        status=[_status_of(client, service) for service in services["service"]],
    )
    found["probability"] = [loss_probability(gap, add, offset=offset, scale=scale) for gap, add in zip(found["gap"], found["moves"], strict=True)]
    found["at_risk_month"] = found["revenue_month"] * found["probability"]
    return found.sort_values(["at_risk_month", "service"], ascending=[False, True], na_position="last").reset_index(drop=True)


def _contested_revenue(client: Client, service: str) -> float:
    """Our revenue a month on a contested service: its part of each billed service of the base."""
    parts = client.table("competition_services")
    parts = parts[parts["service"] == service]
    amounts = base_of(client).services
    return _sum(parts["share"] * [float(amounts.get(billed, 0.0)) for billed in parts["bill_service"]]) if len(parts) else float("nan")


def _status_of(client: Client, service: str) -> str:
    used = [table.loc[table["service"] == service, "status"] for table in map(client.table, ("scores", "moves", "competition_services"))]
    return weakest([*pd.concat(used), base_of(client).status])


def _position(client: Client, services: pd.DataFrame, cells: pd.DataFrame) -> tuple[Finding, ...]:
    """Exhibit 2.2: on how many services we lead, and where we trail."""
    names = client.market.names("services")
    known = services[services["gap"].notna()]
    behind, ahead = known[known["gap"] < 0].sort_values(["gap", "service"]), known[known["gap"] > 0]
    figures: dict[str, Printable] = {"ahead": Count(len(ahead)), "services": Count(len(known)), "behind": Count(len(behind))}
    unknown = _unknown_cells(client, cells)
    asks = (Finding("competition.unknown_cells", "2.2", {"n": Count(len(unknown)), "which": Names(unknown)}, internal=True),) if unknown else ()
    if known.empty:
        return asks or (Finding("competition.gaps_unknown", "2.2", {"n": Count(len(services))}, internal=True),)
    if behind.empty:
        return (Finding("competition.ahead", "2.2", figures, confidence=0.6, internal=True), *asks)
    worst = behind.iloc[0]
    lead = Finding(
        "competition.behind",
        "2.2",
        {**figures, "service": inline(names[worst["service"]]), "rival": _operator(client, worst["best_rival"]), "gap": Number(-worst["gap"], 1)},
        money_month=float(np.nansum(behind["revenue_month"])),
        confidence=0.6,
        internal=True,
    )
    return (lead, *asks)


def _unknown_cells(client: Client, cells: pd.DataFrame) -> tuple[Name, ...]:
    """The cells of the competitiveness table that too little is known about, as names (`Mobile on internet access`)."""
    services = client.market.names("services")
    unknown = cells[cells["score"].isna()]
    pairs = [(_operator(client, row["operator"]), services[row["service"]]) for row in unknown.to_dict("records")]
    return tuple(Name(f"{operator.zh}的{service.zh}", f"{operator.en} on {inline(service).en}") for operator, service in pairs)


def _operator(client: Client, operator: str) -> Name:
    return client.market.names("operators")[operator]


def _risks(client: Client, services: pd.DataFrame, totals: dict[str, float]) -> tuple[Finding, ...]:
    """Exhibit 2.4: how much is at risk, on which service most, and how much is exposed."""
    known = services[services["at_risk_month"].notna() & (services["revenue_month"] > 0)]
    if known.empty:
        return (Finding("competition.risk_unknown", "2.4", {"n": Count(len(services))}, internal=True),)
    worst, total = known.iloc[0], base_of(client).total
    at_risk = float(known["at_risk_month"].sum())
    exposed = float(np.nansum(services.loc[services["exposed"], "revenue_month"]))
    figures: dict[str, Printable] = {
        "at_risk": Money(at_risk, client.currency),
        "share": Percent(at_risk / total, 0),
        "service": inline(client.market.names("services")[worst["service"]]),
        "probability": Percent(worst["probability"], 0),
        "part": Percent(worst["at_risk_month"] / at_risk, 0),
        "worst": Money(worst["at_risk_month"], client.currency),
        "exposed": Money(exposed, client.currency),
        "exposed_share": Percent(exposed / total, 0),
        "n": Count(int(services["exposed"].sum())),
    }
    whole = not np.isnan(totals["at_risk_month"])
    rule = "competition.at_risk" if whole else "competition.at_risk_at_least"
    exposure = "competition.exposed" if exposed else "competition.not_exposed"
    return (
        Finding(rule, "2.4", figures, money_month=at_risk, confidence=0.5, internal=True),
        Finding(exposure, "2.4", figures, money_month=exposed, confidence=0.8, internal=True),
    )
