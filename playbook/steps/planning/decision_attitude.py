"""How the client feels about us, weighed by who decides: the mean attitude of the contacts, and how far it has moved.

Attitudes are numbers from +2 (A, recommends) to -2 (E, opposes). A contact's weight is its part of the decision power:
every kind of purchase counts the same, a decision point's weight is its share of the power over that purchase, and the
contacts there share it by their own power. A point that names no contact has those of its department. Where the weights
of the decision points are not known, a contact weighs what its power is.

Contacts without attitude, or without weight, are left out and counted. The move is taken over the contacts whose
earlier attitude is known too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from playbook.client.model import Client
from playbook.client.rows import Row, records
from playbook.steps.needs.decisions import DecisionMap, decision_map
from playbook.steps.status import weakest
from playbook.units import is_unknown, name_of

__all__ = ["DecisionAttitude", "attitude_of"]

_SAY = ("decides", "takes_part")
_UNKNOWN = float("nan")


@dataclass(frozen=True)
class DecisionAttitude:
    """`now` (-2..+2) over `contacts` people; `change` over the `moved` of them whose earlier attitude is known (NaN:
    none is).

    `by` is decisions or power: what the weights are (`weights`: contact -> weight, adding up to 1 over all that have
    one). `left_out` counts the contacts without attitude or weight.
    """

    now: float = _UNKNOWN
    change: float = _UNKNOWN
    contacts: int = 0
    moved: int = 0
    left_out: int = 0
    by: str = "power"
    weights: Mapping[str, float] | None = None
    status: str = "unknown"


def attitude_of(client: Client) -> DecisionAttitude:
    """The weighted attitude of a client's contacts; all NaN where no contact has both an attitude and a weight."""
    decisions = decision_map(client)
    people: list[Row] = records(decisions.contacts)
    powers = {row["contact"]: float(row["power"]) for row in people if not is_unknown(row["power"])}
    weights, by = _by_decisions(client, decisions, powers), "decisions"
    if not weights:
        weights, by = _shares(powers), "power"
    known = [row for row in people if weights.get(row["contact"], 0.0) > 0 and not is_unknown(row["value"])]
    both = [row for row in known if not is_unknown(row["before_value"])]
    now = _mean([(weights[row["contact"]], row["value"]) for row in known])
    change = _mean([(weights[row["contact"]], row["value"] - row["before_value"]) for row in both])
    status = weakest(row["status"] for row in known)
    return DecisionAttitude(now, change, len(known), len(both), len(people) - len(known), by, weights, status)


def _by_decisions(client: Client, decisions: DecisionMap, powers: Mapping[str, float]) -> dict[str, float]:
    """Each contact's part of the decision power, 1 over all that have one; empty where the points' weights are not all
    known."""
    if not decisions.by_weight:
        return {}
    points = [row for row in records(decisions.decisions) if row["part"] in _SAY]
    departments = {row["contact"]: name_of(row, "department") for row in client.rows("contacts")}
    totals: dict[str, float] = {}
    for point in points:
        totals[point["purchase"]] = totals.get(point["purchase"], 0.0) + point["weight"]
    weights: dict[str, float] = {}
    for point in points:
        there = point["contacts"] or [
            contact for contact, name in departments.items() if point["department"] and name == point["department"]
        ]
        for contact, share in _shares({contact: powers.get(contact, _UNKNOWN) for contact in there}).items():
            weights[contact] = weights.get(contact, 0.0) + share * point["weight"] / totals[point["purchase"]]
    return _shares(weights)


def _shares(amounts: Mapping[str, float]) -> dict[str, float]:
    """Parts of 1 by amount; unknown amounts have no part, and where all are unknown each has the same."""
    if amounts and all(map(is_unknown, amounts.values())):
        amounts = dict.fromkeys(amounts, 1.0)
    known = {name: amount for name, amount in amounts.items() if not is_unknown(amount)}
    whole = sum(known.values())
    return {name: amount / whole for name, amount in sorted(known.items())} if whole > 0 else {}


def _mean(pairs: list[tuple[float, float]]) -> float:
    whole = sum(weight for weight, _ in pairs)
    return sum(weight * value for weight, value in pairs) / whole if whole > 0 else _UNKNOWN
