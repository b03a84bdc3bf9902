"""Step 2, competitive analysis: who can take what from us at this client, and how likely is it?

Competitiveness of an operator on a service is the weighted mean of its factor scores (0-4). Factors without a score are
left out and the weights made to add up again; a cell with too little of the weight known is unknown. The probability
of losing a service within 12 months is logistic(-(gap - g0) / s + what the rivals' moves add), where the gap is our
score less the best rival's.

Moves only ever add: while nobody has looked for moves, what is exposed is unknown, a probability and what is at risk
are *at least* what they come to without any, and how far that can be wrong is unknown too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import pandas as pd

from playbook.client.model import Client
from playbook.client.rows import Row, grouped, known, ordered, records
from playbook.steps.billing import base_of
from playbook.steps.competition.risk_findings import range_findings
from playbook.steps.competition.risk_range import OFFSET, SCALE, RiskRange, probabilities, risk_range, stage_id
from playbook.steps.competition.rivals import Rivals, rivals_of
from playbook.steps.competition.score_cube import FACTORS, ScoreCube, score_cube, weights_of
from playbook.steps.findings import Finding
from playbook.steps.memory import remembered
from playbook.steps.paid import paid_for
from playbook.steps.shares import total_of
from playbook.steps.status import weakest
from playbook.units import Count, Money, Name, Names, Number, Percent, Printable, Side, bounded, inline

__all__ = ["FACTORS", "CompetitionAnalysis", "analyse", "loss_probability"]

#: The stages of a move at which the rival is in: the revenue is exposed.
_IN = ("tried", "piloting", "in_service")
#: Weights are decimal fractions: a share of exactly one half may come out a hair below it.
_ROUNDING = 1e-9
_CELLS = ["service", "operator", "score", "known_weight", "status"]
_SERVICES = [
    "service",
    "ours",
    "best_rival",
    "best_score",
    "gap",
    "revenue_month",
    "exposed",
    "moves",
    "status",
    "probability",
    "at_risk_month",
    "low_month",
    "high_month",
]
_UNKNOWN = float("nan")


@dataclass(frozen=True)
class CompetitionAnalysis:
    """What step 2 found.

    `competitiveness`: service, operator, score (0-4), known_weight (0-1), status. `services`: one row per contested
    service, the most at risk first: ours, best_rival, best_score, gap, revenue_month, exposed, probability,
    at_risk_month, low_month and high_month (its range), moves, status. `exposed_month` and `at_risk_month` are currency
    a month, NaN where a part is unknown. `bound` says how probabilities and amounts at risk are to be read: exact, or
    at_least while the moves are unknown (`exposed` is then None). `range` is the range of the total and what moves it;
    `rivals` their resources, the factors where they lead, and their moves.
    """

    competitiveness: pd.DataFrame
    services: pd.DataFrame
    exposed_month: float
    at_risk_month: float
    range: RiskRange
    rivals: Rivals
    status: str
    bound: Side
    findings: tuple[Finding, ...]

    @property
    def at_risk(self) -> tuple[float, Side]:
        """What is known to be at risk in all, in currency a month, and how that is to be read; unknown where nothing is
        known."""
        parts = total_of(self.services.loc[self.services["revenue_month"] != 0, "at_risk_month"])
        if parts.unknown and not parts.known:
            return _UNKNOWN, "unknown"
        return parts.known, "at_least" if parts.unknown else self.bound


@remembered
def analyse(client: Client) -> CompetitionAnalysis:
    """Step 2 for a client. What has no input is unknown in the result; nothing is raised for it."""
    cube = score_cube(client)
    cells = _competitiveness(client, cube)
    services = _risk(client, _gaps(client, cells))
    looked, in_on = client.answered("moves"), {move["service"] for move in client.rows("moves") if move["stage"] in _IN}
    sized = in_on <= {row["service"] for row in services}
    totals = {
        "exposed_month": _sum(row["revenue_month"] for row in services if row["exposed"])
        if looked and sized
        else _UNKNOWN,
        "at_risk_month": _sum(row["at_risk_month"] for row in services if row["revenue_month"] != 0)
        if looked
        else _UNKNOWN,
    }
    spread = risk_range(client, cube, cells, services)
    services = _with_range(services, spread, looked=looked)
    rivals = rivals_of(client, cube, services)
    own = (*_position(client, services, cells), *_risks(client, services, totals, spread)) if services else ()
    return CompetitionAnalysis(
        pd.DataFrame(cells, columns=_CELLS),
        pd.DataFrame(services, columns=_SERVICES),
        **totals,
        range=spread,
        rivals=rivals,
        status=weakest(row["status"] for row in services),
        bound="exact" if looked else "at_least",
        findings=(*own, *rivals.findings),
    )


def loss_probability(gap: float, moves: float, *, offset: float, scale: float) -> float:
    """P(loss within 12 months) = logistic(-(gap - offset) / scale + moves); `moves` in log-odds, the rest in points of
    score.

    >>> round(loss_probability(-1.5, 0, offset=-1.5, scale=0.8), 3)
    0.5
    """
    return float(probabilities(np.array(gap), np.array(moves), offset=np.array(offset), scale=np.array(scale)))


def _sum(values: Iterable[float]) -> float:
    return float(sum(values))


def _competitiveness(client: Client, cube: ScoreCube) -> list[Row]:
    weights, least = weights_of(client), client.assume("known_weight_min")
    means, shares = cube.means(weights), cube.known_weight(weights)
    rows = []
    for (service, operator), statuses in cube.statuses.items():
        place = cube.services.index(service), cube.operators.index(operator)
        share = float(shares[place])
        score = float(means[place]) if share > 0 and share >= least - _ROUNDING else _UNKNOWN
        rows.append(
            {
                "service": service,
                "operator": operator,
                "score": score,
                "known_weight": share,
                "status": weakest(statuses),
            }
        )
    return rows


def _gaps(client: Client, cells: Sequence[Row]) -> Iterator[Row]:
    """Per service: our score, the best rival among those known, and the gap (unknown where either is)."""
    scores: dict[str, dict[str, float]] = {service: {} for service in client.column("competition_services", "service")}
    for cell in cells:
        scores.setdefault(cell["service"], {})[cell["operator"]] = cell["score"]
    for service, given in scores.items():
        rivals = {operator: score for operator, score in given.items() if operator != client.market.us and known(score)}
        best = max(rivals, key=rivals.__getitem__, default=None)
        ours, best_score = given.get(client.market.us, _UNKNOWN), rivals[best] if best else _UNKNOWN
        yield {"service": service, "ours": ours, "best_rival": best, "best_score": best_score, "gap": ours - best_score}


def _risk(client: Client, gaps: Iterable[Row]) -> list[Row]:
    """Adds revenue, exposure and revenue at risk; the most at risk first, ties by id, unknown last."""
    moves, revenue, statuses = grouped(client.rows("moves"), "service"), _contested_revenue(client), _statuses(client)
    looked, rows = client.answered("moves"), []
    for row in gaps:
        service, own = row["service"], moves.get((row["service"],), [])
        added = float(sum(client.assume(stage_id(move["stage"])) for move in own))
        exposed = any(move["stage"] in _IN for move in own) if looked else None
        probability = loss_probability(row["gap"], added, offset=client.assume(OFFSET), scale=client.assume(SCALE))
        rows.append(
            {
                **row,
                "revenue_month": revenue.get(service, _UNKNOWN),
                "exposed": exposed,
                "moves": added,
                "status": weakest([*statuses.get(service, ()), base_of(client).status]),
                "probability": probability,
                "at_risk_month": float(np.maximum(revenue.get(service, _UNKNOWN), 0.0))
                * probability,  # of a credit nothing is lost
            }
        )
    return ordered(rows, "-at_risk_month", "service")


def _with_range(services: Sequence[Row], spread: RiskRange, *, looked: bool) -> list[Row]:
    """Adds each service's range; where nothing is earned there is nothing to vary, and without a look for moves the
    range is unknown."""
    if not looked:
        return [row | {"low_month": _UNKNOWN, "high_month": _UNKNOWN} for row in services]
    ends = {row["service"]: row for row in records(spread.services)}
    names = ("low_month", "high_month")
    return [
        row | {name: ends[row["service"]][name] if row["service"] in ends else row["at_risk_month"] for name in names}
        for row in services
    ]


def _contested_revenue(client: Client) -> dict[str, float]:
    """Our revenue a month on each contested service: its part of each billed service; unknown where a part is, or may
    be though no bill says so."""
    revenue: dict[str, float] = {}
    for part in client.rows("competition_services"):
        revenue[part["service"]] = revenue.get(part["service"], 0.0) + part["share"] * paid_for(
            client, part["bill_service"]
        )
    return revenue


def _statuses(client: Client) -> dict[str, list[str]]:
    """How sure each row is that a service's risk rests on, by service."""
    found: dict[str, list[str]] = {}
    for row in chain.from_iterable(map(client.rows, ("scores", "moves", "competition_services"))):
        found.setdefault(row["service"], []).append(row["status"])
    return found


def _position(client: Client, services: Sequence[Row], cells: Sequence[Row]) -> tuple[Finding, ...]:
    """Exhibit 2.2: on how many services we lead, and where we trail."""
    names, compared = client.market.names("services"), [row for row in services if known(row["gap"])]
    behind, ahead = (
        ordered((row for row in compared if row["gap"] < 0), "gap", "service"),
        [row for row in compared if row["gap"] > 0],
    )
    figures: dict[str, Printable] = {
        "ahead": Count(len(ahead)),
        "services": Count(len(compared)),
        "behind": Count(len(behind)),
    }
    unknown = _unknown_cells(client, cells)
    asks = (
        (
            Finding(
                "competition.competitiveness.unknown_cells",
                {"n": Count(len(unknown)), "which": Names(unknown)},
                internal=True,
            ),
        )
        if unknown
        else ()
    )
    if not compared:
        return asks or (
            Finding("competition.competitiveness.gaps_unknown", {"n": Count(len(services))}, internal=True),
        )
    if not behind:
        return (Finding("competition.competitiveness.ahead", figures, confidence=0.6, internal=True), *asks)
    worst = behind[0]
    lead = Finding(
        "competition.competitiveness.behind" if ahead else "competition.competitiveness.behind_all",
        {
            **figures,
            "service": inline(names[worst["service"]]),
            "rival": _operator(client, worst["best_rival"]),
            "gap": Number(-worst["gap"], 1),
        },
        money_month=_sum(row["revenue_month"] for row in behind if known(row["revenue_month"])),
        confidence=0.6,
        internal=True,
    )
    return (lead, *asks)


def _unknown_cells(client: Client, cells: Sequence[Row]) -> tuple[Name, ...]:
    """The cells of the competitiveness table that too little is known about, as names (`Mobile on internet access`)."""
    services = client.market.names("services")
    pairs = [(_operator(client, row["operator"]), services[row["service"]]) for row in cells if not known(row["score"])]
    return tuple(
        Name(f"{operator.zh}的{service.zh}", f"{operator.en} on {inline(service).en}") for operator, service in pairs
    )


def _operator(client: Client, operator: str) -> Name:
    return client.market.names("operators")[operator]


def _risks(client: Client, services: Sequence[Row], totals: dict[str, float], spread: RiskRange) -> tuple[Finding, ...]:
    """Exhibits 2.4 and 2.4b: how much is at risk, on which service most, how far that can be wrong, and how much is
    exposed."""
    earning = [row for row in services if known(row["at_risk_month"]) and row["revenue_month"] > 0]
    if not earning:
        count = {"n": Count(len(services))}
        rules = ("competition.revenue_at_risk.risk_unknown", "competition.risk_range.swing_unknown")
        return tuple(Finding(rule, count, internal=True) for rule in rules)
    worst, total, looked = earning[0], base_of(client).total, client.answered("moves")
    at_risk = _sum(row["at_risk_month"] for row in earning)
    exposed = _sum(row["revenue_month"] for row in services if row["exposed"] and known(row["revenue_month"]))
    whole = not looked or not np.isnan(
        totals["at_risk_month"]
    )  # without moves the sentences say that all is at least that
    least, most = ("exact", "exact") if whole else ("at_least", "at_most")
    seen: Side = "at_least" if any(row["exposed"] and not known(row["revenue_month"]) for row in services) else "exact"
    figures: dict[str, Printable] = {
        "at_risk": Money(at_risk, client.currency),
        "share": bounded(Percent(at_risk / total if total > 0 else float("nan"), 0), least),  # type: ignore[arg-type]
        "service": inline(client.market.names("services")[worst["service"]]),
        "probability": Percent(worst["probability"], 0),
        "part": bounded(Percent(worst["at_risk_month"] / at_risk, 0), most),  # type: ignore[arg-type]
        "worst": Money(worst["at_risk_month"], client.currency),
        "exposed": bounded(Money(exposed, client.currency), seen),
        "exposed_share": bounded(Percent(exposed / total if total > 0 else float("nan"), 0), seen),
        "n": Count(sum(row["exposed"] is True for row in services)),
    }
    if not looked:
        return _moves_unknown(
            figures, at_risk, partly=len(earning) < len([row for row in services if row["revenue_month"] != 0])
        )
    rule = "competition.revenue_at_risk.at_risk" if whole else "competition.revenue_at_risk.at_risk_at_least"
    exposure = (
        "competition.revenue_at_risk.exposed"
        if exposed
        else "competition.revenue_at_risk.not_exposed"
        if client.has("moves")
        else "competition.revenue_at_risk.none_in"
    )
    return (
        Finding(rule, figures, money_month=at_risk, confidence=0.5, internal=True),
        Finding(exposure, figures, money_month=exposed, confidence=0.8, internal=True),
        *range_findings(client, spread, whole=whole),
    )


def _moves_unknown(figures: dict[str, Printable], at_risk: float, *, partly: bool) -> tuple[Finding, ...]:
    """The same while nobody has looked for moves: what is at risk is a least, what is exposed and how far it can be
    wrong are unknown."""
    rule = (
        "competition.revenue_at_risk.at_risk_without_moves_partly"
        if partly
        else "competition.revenue_at_risk.at_risk_without_moves"
    )
    rules = (rule, "competition.revenue_at_risk.exposed_unknown", "competition.risk_range.swing_without_moves")
    return tuple(Finding(name, figures, money_month=at_risk, confidence=0.5, internal=True) for name in rules)
