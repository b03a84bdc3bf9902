"""Who decides on which purchase, and how much of that power we know and have on our side.

A *decision point* is a department that decides a kind of purchase or takes part in deciding it; who merely carries out
has no say. Its weight is its share of the decision power over that purchase. Two shares follow, of a purchase and of
all:

- coverage: the weight of the points where we have a contact;
- supporting: of each point's weight, the part that supports us: power of the supporting contacts there / power of all
  contacts there whose power and attitude are known.

A contact without attitude counts as covered, not as supporting: with such contacts the share is at least that. Where a
purchase's weights are not all known, its points count the same instead; over all purchases so do all points, if one's
weights are missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from playbook.client.model import Client
from playbook.client.rows import Row, records
from playbook.steps.findings import Finding
from playbook.steps.listing import several
from playbook.steps.memory import remembered
from playbook.steps.needs.contact_map import contact_map
from playbook.steps.needs.decision_points import People, Point, gaps_of, points_of, support_at, unseen_at
from playbook.steps.status import weakest
from playbook.units import Count, Name, Percent, Printable, bounded, inline, is_unknown

__all__ = ["DecisionMap", "LEVEL_NAMES", "decision_map"]

_SAY = ("decides", "takes_part")
_PURCHASES = ["purchase", "coverage", "supporting", "by_weight", "points", "covered", "unseen", "open"]
_UNKNOWN = Name("未知", "unknown")
#: The levels of an organisation in a sentence.
LEVEL_NAMES = {
    "head_office": Name("总公司", "head office"),
    "data_centre": Name("数据中心", "data centre"),
    "branch": Name("分公司", "branch"),
    "central_sub_branch": Name("中心支公司", "central sub-branch"),
    "sub_branch": Name("支公司", "sub-branch"),
    "outlet": Name("营业点", "outlet"),
}


@dataclass(frozen=True)
class DecisionMap:
    """`decisions`: decision, purchase, level, department (name, None: not given), part, weight (NaN: unknown), contacts
    (ids), covered (None: whom we know there is not on record), supports (0-1: the part of the point that supports us;
    NaN: contacts without known power and attitude), open (True where it is only a least), status; from the top down.

    `purchases`: purchase, coverage, supporting (0-1, NaN: nobody known to have a say, or nothing on record), by_weight,
    points, covered, unseen (points where whom we know is not on record), open (True where its support is only a least);
    by id. `coverage` and `supporting` hold for all purchases; `at_least` is True where a point's support is not fully
    known, `unseen` counts as above. `contacts` are those of the contact map. `gains`: contact, gain (what its support
    would add to `supporting`), the largest first, of contacts that do not support us and whose power is known.
    """

    decisions: pd.DataFrame
    purchases: pd.DataFrame
    contacts: pd.DataFrame
    gains: pd.DataFrame
    coverage: float = float("nan")
    supporting: float = float("nan")
    by_weight: bool = False
    at_least: bool = False
    unseen: int = 0
    status: str = "unknown"
    findings: tuple[Finding, ...] = ()


@remembered
def decision_map(client: Client) -> DecisionMap:
    """The map of a client's decision points. Nothing is raised for what is missing."""
    contacts = contact_map(client).contacts
    people: People = {row["contact"]: row for row in records(contacts)}  # type: ignore[misc]
    every = points_of(client, people)
    say = [point for point in every if point.part in _SAY]
    purchases = _purchases(client, say)
    by_weight = bool(say) and all(row["by_weight"] for row in purchases if row["points"])
    met = {contact for point in every for contact in point.contacts}
    result = DecisionMap(
        pd.DataFrame([vars(point) for point in every], columns=list(Point.__dataclass_fields__)),
        pd.DataFrame(purchases, columns=_PURCHASES),
        contacts,
        pd.DataFrame(_gains(say, people, by_weight=by_weight), columns=["contact", "gain"]),
        *_shares(say, by_weight=by_weight),
        by_weight,
        any(point.open for point in say),
        unseen_at(say),
        weakest([point.status for point in every] + [people[contact]["status"] for contact in met]),
    )
    return DecisionMap(**{**vars(result), "findings": _findings(client, result, say, people) if every else ()})


def _measure(say: Sequence[Point], *, by_weight: bool) -> list[float]:
    """What each point counts for, 1 in all: its weight, each purchase the same; or the same for each point."""
    if not by_weight:
        return [1.0 / len(say)] * len(say)
    totals: dict[str, float] = {}
    for point in say:
        totals[point.purchase] = totals.get(point.purchase, 0.0) + point.weight
    return [point.weight / totals[point.purchase] / len(totals) for point in say]


def _shares(say: Sequence[Point], *, by_weight: bool) -> tuple[float, float]:
    """Coverage and supporting share of these points, as far as they are known; NaN of none, and where nothing is on
    record."""
    if not say or all(point.covered is None for point in say):
        return float("nan"), float("nan")
    counts = _measure(say, by_weight=by_weight)
    coverage = sum(count for count, point in zip(counts, say, strict=True) if point.covered)
    supporting = sum(
        count * point.supports for count, point in zip(counts, say, strict=True) if not is_unknown(point.supports)
    )
    return min(round(coverage, 9), 1.0), min(round(supporting, 9), 1.0)


def _purchases(client: Client, say: Sequence[Point]) -> list[Row]:
    """Each kind of purchase in the order of its id, with its two shares and what they count."""
    return [
        _purchase(str(purchase), [point for point in say if point.purchase == purchase])
        for purchase in sorted(client.column("purchases", "purchase"))
    ]


def _purchase(purchase: str, points: Sequence[Point]) -> Row:
    weights = [point.weight for point in points]
    weighed = bool(points) and not any(map(is_unknown, weights)) and sum(weights) > 0
    coverage, supporting = _shares(points, by_weight=weighed)
    return {
        "purchase": purchase,
        "coverage": coverage,
        "supporting": supporting,
        "by_weight": weighed,
        "points": len(points),
        "covered": sum(bool(point.covered) for point in points),
        "unseen": unseen_at(points),
        "open": any(point.open for point in points),
    }


def _gains(say: Sequence[Point], people: People, *, by_weight: bool) -> list[tuple[str, float]]:
    """What each contact with a say that does not support us would add to the supporting share."""
    counts = list(zip(_measure(say, by_weight=by_weight), say, strict=True)) if say else []
    gains = []
    for contact, person in people.items():
        there = [(count, point) for count, point in counts if contact in point.contacts]
        if there and person["stance"] != "supports" and not is_unknown(person["power"]):
            now = [0.0 if is_unknown(point.supports) else point.supports for _, point in there]
            then = [
                0.0 if is_unknown(share) else share
                for share, _ in (support_at(point.contacts, people, contact) for _, point in there)
            ]
            gains.append(
                (contact, round(sum(count * (b - a) for (count, _), a, b in zip(there, now, then, strict=True)), 9))
            )
    return sorted(gains, key=lambda item: (-item[1], item[0]))


def _findings(client: Client, result: DecisionMap, say: Sequence[Point], people: People) -> tuple[Finding, ...]:
    """Coverage and support, where we know nobody, whom to win next, what is not known."""
    figures = _figures(client, result, say)
    figures |= _gap_figures(client, say) | _bridge(client, result) | _winning(client, result, people)
    rules = [_title_rule(result, say)]
    if "where" in figures:
        rules.append("needs.decisions.way_in" if "bridge" in figures else "needs.decisions.no_way_in")
    if len(result.gains) and result.gains["gain"].iloc[0] > 0:
        rules.append("needs.decisions.ask_next" if figures["attitude"] == _UNKNOWN else "needs.decisions.win_next")
    if result.unseen:
        rules.insert(1, "needs.decisions.unseen")
    if say and not result.by_weight:
        rules.append("needs.decisions.no_weights")
    return tuple(Finding(rule, figures, confidence=0.6, internal=True) for rule in rules)


def _title_rule(result: DecisionMap, say: Sequence[Point]) -> str:
    if not say:
        return "needs.decisions.nobody_decides"
    if result.unseen == len(say):
        return "needs.decisions.nothing_seen"
    if result.unseen:
        return f"needs.decisions.{'coverage' if result.by_weight else 'points'}_partly"
    gaps = len({point.purchase for point in gaps_of(say)})
    measure = "coverage" if result.by_weight else "points"
    extent = "whole" if not gaps else "gap" if gaps == 1 else "gaps"
    return f"needs.decisions.{measure}_{extent}"


def _figures(client: Client, result: DecisionMap, say: Sequence[Point]) -> dict[str, Printable]:
    return {
        "coverage": bounded(Percent(result.coverage, 0), "at_least" if result.unseen else "exact"),
        "points": Count(len(say)),
        "covered": Count(sum(bool(point.covered) for point in say)),
        "unseen": Count(result.unseen),
        "supporting": bounded(Percent(result.supporting, 0), "at_least" if result.at_least else "exact"),
        "purchases": Count(len(result.purchases)),
        "unweighed": Count(int((~result.purchases["by_weight"].astype(bool)).sum())),
        "n": Count(len({point.purchase for point in gaps_of(say)})),
    }


def _gap_figures(client: Client, say: Sequence[Point]) -> dict[str, Printable]:
    """Where we know nobody first of all, and what is decided there."""
    gaps, kinds = gaps_of(say), client.names("purchases")
    if not gaps:
        return {}
    same = [point for point in gaps if (point.level, point.department) == (gaps[0].level, gaps[0].department)]
    what = several([inline(kinds[purchase]) for purchase in dict.fromkeys(point.purchase for point in same)], 2)
    return {"where": _place(gaps[0]), "what": what}


def _place(point: Point) -> Name:
    """Where a point sits, in a sentence: its department at its level."""
    level = LEVEL_NAMES[point.level]
    return (
        level
        if point.department is None
        else Name(f"{point.department.zh}（{level.zh}）", f"{inline(point.department).en}, {level.en}")
    )


def _bridge(client: Client, result: DecisionMap) -> dict[str, Printable]:
    """The most powerful supporting contact with a part in any purchase: who can introduce us."""
    there = {contact for contacts in result.decisions["contacts"] for contact in contacts}
    rows = result.contacts[result.contacts["contact"].isin(there) & (result.contacts["stance"] == "supports")]
    return {"bridge": inline(client.names("contacts")[rows["contact"].iloc[0]])} if len(rows) else {}


def _winning(client: Client, result: DecisionMap, people: People) -> dict[str, Printable]:
    """Whose support would add most, and what it would add."""
    if result.gains.empty:
        return {}
    contact, gain = result.gains["contact"].iloc[0], float(result.gains["gain"].iloc[0])
    grade = people[contact]["attitude"]
    return {
        "who": inline(client.names("contacts")[contact]),
        "gain": Percent(gain, 0),
        "after": bounded(Percent(result.supporting + gain, 0), "at_least" if result.at_least else "exact"),
        "attitude": _UNKNOWN if is_unknown(grade) else Name(str(grade), str(grade)),
    }
