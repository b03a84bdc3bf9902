"""Risks by probability and money (exhibit 6.6).

The expected loss of a risk is its probability times what it would cost a month. The total is over the recorded risks
alone; one without probability or amount makes it *at least* the sum of the others. Beside them stand risks that the
data show by themselves, told apart and in no total, since a recorded risk may be the same money:

- the service with the most revenue at risk to rivals (step 2), with its probability;
- a promise beyond what we can keep (step 5): what the solution would bring is at stake, how likely a breach is nobody
  has said;
- a chosen solution at a site that hangs on a single point of failure (step 3): the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from playbook.client.frames import frame_of
from playbook.client.model import Client
from playbook.client.rows import Row, natural, records
from playbook.steps.capability.deliverability import deliveries_of
from playbook.steps.competition import analysis as competition
from playbook.steps.findings import Finding
from playbook.steps.listing import several
from playbook.steps.memory import remembered
from playbook.steps.needs.network import analyse_network
from playbook.steps.phrases import money_of, worded
from playbook.steps.planning.promises_kept import over_promised
from playbook.steps.shares import Total, total_of
from playbook.steps.status import weakest
from playbook.units import Count, Money, Name, Percent, Printable, Side, bounded, inline, is_unknown, name_of

__all__ = ["Risks", "risks_of"]

_COLUMNS = [
    "risk",
    "kind",
    "name",
    "probability",
    "amount_month",
    "expected_month",
    "likely",
    "bound",
    "measure",
    "owner",
    "owner_name",
    "solution",
    "exhibit",
    "row",
    "status",
]
_UNKNOWN = float("nan")


@dataclass(frozen=True)
class Risks:
    """`risks`: the recorded ones, the largest expected loss first, unknown last, ties by id, then the computed ones in
    the same order: risk (id), kind (recorded, computed), name (Name), probability (0-1), amount_month, expected_month
    (NaN: unknown), likely (probability at least `risk_high`; None: unknown), bound (how probability and expected loss
    are to be read), measure (Name or None), owner, owner_name (None: nobody), solution, exhibit (where a computed one
    comes from), row (of the file, NaN: computed), status. `total` is the expected loss of the recorded ones, in
    currency a month.
    """

    risks: pd.DataFrame
    total: Total
    status: str
    findings: tuple[Finding, ...] = ()

    @property
    def recorded(self) -> pd.DataFrame:
        """The risks that somebody has written down."""
        return self.risks[self.risks["kind"] == "recorded"]

    @property
    def computed(self) -> pd.DataFrame:
        """The risks that follow from the data."""
        return self.risks[self.risks["kind"] == "computed"]


@remembered
def risks_of(client: Client) -> Risks:
    """The risks of a client. What has no probability or amount has no expected loss; nothing is raised for it."""
    given = sorted((_recorded(client, row) for row in client.rows("risks")), key=_order)
    computed = sorted(_computed(client), key=_order) if given else []
    rows = [*given, *computed]
    frame = frame_of(rows, _COLUMNS, figures=("probability", "amount_month", "expected_month", "row"))
    total = total_of(row["expected_month"] for row in given)
    findings = tuple(_findings(client, given, computed, total)) if given else ()
    return Risks(frame, total, weakest(row["status"] for row in rows), findings)


def _recorded(client: Client, row: Row) -> Row:
    measure = name_of(row, "measure")
    return {
        "risk": row["risk"],
        "kind": "recorded",
        "name": name_of(row),
        **_sized(client, row["probability"], row["amount_month"]),
        "measure": measure if measure.zh or measure.en else None,
        "owner": row["owner"],
        "owner_name": client.names("team").get(row["owner"]),
        "solution": row["solution"],
        "exhibit": None,
        "row": row["row"],
        "status": row["status"],
    }


def _sized(client: Client, probability: float, amount: float, *, bound: Side = "exact") -> Row:
    likely = None if is_unknown(probability) else bool(probability >= client.assume("risk_high"))
    likely = None if likely is False and bound == "at_least" else likely
    return {
        "probability": probability,
        "amount_month": amount,
        "expected_month": probability * amount,
        "likely": likely,
        "bound": bound,
    }


def _order(row: Row) -> tuple[Any, ...]:
    unknown = is_unknown(row["expected_month"])
    return unknown, 0.0 if unknown else -row["expected_month"], natural(row["risk"])


def _computed(client: Client) -> Iterator[Row]:
    yield from _rivalry(client)
    yield from _promises(client)
    yield from _single_points(client)


def _told(
    client: Client,
    risk: str,
    exhibit: str,
    name: Name,
    *,
    probability: float,
    amount: float,
    status: str,
    bound: Side = "exact",
) -> Row:
    return {
        **dict.fromkeys(_COLUMNS),
        "risk": risk,
        "kind": "computed",
        "name": name,
        **_sized(client, probability, amount, bound=bound),
        "exhibit": exhibit,
        "row": _UNKNOWN,
        "status": status,
    }


def _rivalry(client: Client) -> Iterator[Row]:
    """The service with the most revenue at risk."""
    rivalry = competition.analyse(client).revenue_at_risk
    services = rivalry.services
    known = services[services["at_risk_month"].notna() & (services["revenue_month"] > 0)]
    if len(known):
        worst = known.iloc[0]
        name = worded(
            "planning.risks.computed_rivalry", service=inline(client.market.names("services")[worst["service"]])
        )
        yield _told(
            client,
            f"rivals-{worst['service']}",
            "2.4",
            name,
            probability=float(worst["probability"]),
            amount=float(worst["revenue_month"]),
            status=worst["status"],
            bound=rivalry.bound,
        )


def _benefit(client: Client, solutions: set[str]) -> float:
    rows = [row for row in client.rows("solutions") if row["solution"] in solutions]
    return total_of(row["benefit_base_month"] for row in rows).value


def _promises(client: Client) -> Iterator[Row]:
    """The promises beyond what we can keep, together: what their solutions bring is at stake."""
    over = over_promised(client)
    if over:
        solutions = {
            row["solution"]
            for row in client.rows("commitments")
            if row["commitment"] in over and not is_unknown(row["solution"])
        }
        name = worded(
            "planning.risks.computed_promise",
            n=Count(len(over)),
            which=several([Name(item, item) for item in sorted(over, key=natural)]),
        )
        yield _told(
            client,
            "over-promise",
            "5.4",
            name,
            probability=_UNKNOWN,
            amount=_benefit(client, solutions),
            status=weakest(row["status"] for row in client.rows("commitments") if row["commitment"] in over),
        )


def _single_points(client: Client) -> Iterator[Row]:
    """The sites of chosen solutions that one failure cuts off, together."""
    chosen = {row["solution"] for row in client.rows("solutions") if row["chosen"] is True}
    exposed = {row["site"] for row in records(analyse_network(client).sites) if row["points"]}
    there = [row for row in records(deliveries_of(client)) if row["solution"] in chosen and row["site"] in exposed]
    if there:
        names, where = client.names("sites"), sorted({row["site"] for row in there}, key=natural)
        name = worded(
            "planning.risks.computed_point", n=Count(len(where)), which=several([names[site] for site in where], 2)
        )
        picked = [row for row in client.rows("solutions") if row["chosen"] is not False]
        everywhere = all(row["chosen"] for row in picked) and (
            client.answered("resources") or all(row["sites"] is not None for row in picked)
        )
        # Where they are not, a site of another solution may be one of them.
        amount = _benefit(client, {row["solution"] for row in there}) if everywhere else _UNKNOWN
        yield _told(
            client,
            "single-point",
            "3.5",
            name,
            probability=_UNKNOWN,
            amount=amount,
            status=weakest(row["status"] for row in there),
        )


def _findings(client: Client, rows: list[Row], computed: list[Row], total: Total) -> Iterator[Finding]:
    """What the risks cost together and which most; which likely one nobody acts on; what the data add; what is not
    sized."""
    sized = [row for row in rows if not is_unknown(row["expected_month"])]
    figures: dict[str, Printable] = {
        "n": Count(len(rows)),
        "sized": Count(len(sized)),
        "open": Count(len(rows) - len(sized)),
        "money": money_of(total, client.currency),
        "which": several([row["name"] for row in rows if is_unknown(row["expected_month"])], 2),
    }
    if not sized:
        yield Finding("planning.risks.unsized", figures, confidence=0.6, internal=True)
    else:
        top = sized[0]
        figures |= {
            "top": top["name"],
            "worst": Money(top["expected_month"], client.currency),
            "probability": Percent(top["probability"], 0),
            "amount": Money(top["amount_month"], client.currency),
        }
        rule = "planning.risks.expected" if top["measure"] else "planning.risks.expected_open"
        yield Finding(rule, figures, money_month=total.known, confidence=0.5, internal=True)
    yield from _unmanaged(client, rows)
    yield from _added(client, computed)
    if sized and len(sized) < len(rows):
        yield Finding("planning.risks.to_size", figures, confidence=0.6, internal=True)


def _unmanaged(client: Client, rows: list[Row]) -> Iterator[Finding]:
    """Risks that nobody owns, and likely ones without a measure."""
    bare = [row for row in rows if row["owner"] is None or (row["likely"] is True and row["measure"] is None)]
    if bare:
        known = total_of(row["expected_month"] for row in bare)
        unowned = [row for row in bare if row["owner"] is None]
        unmet = [row for row in bare if row["likely"] is True and row["measure"] is None]
        kind = "both" if unowned and unmet else "unowned" if unowned else "unmet"
        figures: dict[str, Printable] = {
            "n": Count(len(bare)),
            "m": Count(len(unowned)),
            "k": Count(len(unmet)),
            "money": money_of(known, client.currency),
            "unowned": several([row["name"] for row in unowned], 2),
            "unmet": several([row["name"] for row in unmet], 2),
        }
        yield Finding(f"planning.risks.{kind}", figures, money_month=known.known, confidence=0.6, internal=True)


def _added(client: Client, rows: list[Row]) -> Iterator[Finding]:
    """What the data show beside the list: the computed risk with the largest expected loss."""
    if rows and not is_unknown(rows[0]["expected_month"]):
        top = rows[0]
        figures: dict[str, Printable] = {
            "what": inline(top["name"]),
            "expected": bounded(Money(top["expected_month"], client.currency), top["bound"]),
            "probability": bounded(Percent(top["probability"], 0), top["bound"]),
            "n": Count(len(rows)),
        }
        yield Finding("planning.risks.added", figures, money_month=top["expected_month"], confidence=0.4, internal=True)
