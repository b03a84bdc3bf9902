"""The waterfall: from today's base to month 12, by what the chosen solutions bring and what is expected to go.

A bar is a group of chosen solutions with the same effect (new, won back, retained) and the same name of that effect; it
holds their base benefits a month, if they earn by month 12. Erosions are taken away. No bar is ever adjusted: the end
is reconciled with the target, and a difference is said.

Where an addition is not known the end is *at least* the sum of the known; where an erosion is not known it is *at most*
that; where both are, it is unknown. A table that nobody has filled in is not a table of nothing: without erosions that
somebody looked for, the end is at most that; without solutions, at least.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

import pandas as pd

from playbook.client.model import Client
from playbook.client.rows import Row
from playbook.steps.billing import base_of
from playbook.steps.memory import remembered
from playbook.steps.shares import Total, total_of
from playbook.steps.status import weakest
from playbook.units import Name, Side, is_unknown, name_of

__all__ = ["EFFECTS", "MONTH", "Waterfall", "waterfall_of"]

#: The month of the plan in which the waterfall ends.
MONTH = 12
#: The effects of solutions, in the order of the bars; a solution without one comes last.
EFFECTS = ("new", "won_back", "retained", "other")


@dataclass(frozen=True)
class Waterfall:
    """The waterfall of a client, in currency a month.

    `rows`, and as a frame `bars`: label (Name, None for base and target), kind (base, new, won_back, retained, other,
    erosion, target), amount_month (erosions negative; NaN where a part is unknown), known_month (its known part),
    running_month (sum of the known so far), running_bound (how that is to be read), solutions (their ids), status.
    `end` is the sum of the known amounts, `bound` says how to read it: exact, at_least, at_most or unknown. `unlisted`
    is True where nobody has looked for what goes. `growth_year` is end / base - 1. `target_growth` and `target`
    (currency a month) are NaN without a target. `verdict`: lands, over, short, no_target, or open where an amount is
    unknown. `undecided` are the solutions of which nobody has said whether they are chosen.
    """

    rows: tuple[Row, ...]
    base: float
    end: float
    bound: Side
    growth_year: float
    target_growth: float
    target: float
    verdict: str
    undecided: tuple[str, ...]
    unlisted: bool
    status: str

    @cached_property
    def bars(self) -> pd.DataFrame:
        """The bars as a frame."""
        return pd.DataFrame(self.rows)

    @property
    def additions(self) -> tuple[Row, ...]:
        """The bars of the chosen solutions."""
        return tuple(bar for bar in self.rows if bar["kind"] in EFFECTS)

    @property
    def erosions(self) -> tuple[Row, ...]:
        """The bars of what goes."""
        return tuple(bar for bar in self.rows if bar["kind"] == "erosion")


@remembered
def waterfall_of(client: Client) -> Waterfall:
    """The waterfall of a client's chosen solutions at their base case in month 12."""
    base, undecided = base_of(client), tuple(row["solution"] for row in _within(client) if row["chosen"] is None)
    changes, unlisted = [*_additions(client), *_erosions(client)], not client.answered("erosions")
    more = bool(undecided) or not client.answered("solutions")
    end, bound = (
        round(base.total + sum(bar["known_month"] for bar in changes), 6),
        _bound(changes, more=more, less=unlisted),
    )
    growth = end / base.total - 1 if base.total else float("nan")
    target_growth = _target(client)
    target = base.total * (1 + target_growth)
    first = _bar(None, "base", Total(base.total, 0), status=base.status)
    last = _bar(
        None,
        "target",
        Total(end, int(bound != "exact")),
        status=weakest([base.status, *(bar["status"] for bar in changes)]),
    )
    running = [*accumulate(bar["known_month"] for bar in (first, *changes)), end]
    sides = [*(_bound(changes[:place], more=more and place > 0) for place in range(len(changes) + 1)), bound]
    bars = zip((first, *changes, last), running, sides, strict=True)
    rows = tuple(bar | {"running_month": sum_so_far, "running_bound": side} for bar, sum_so_far, side in bars)
    verdict = _verdict(client, end, target, exact=bound == "exact")
    return Waterfall(
        rows, base.total, end, bound, growth, target_growth, target, verdict, undecided, unlisted, last["status"]
    )


def _bar(label: Name | None, kind: str, amount: Total, *, solutions: tuple[str, ...] = (), status: str) -> Row:
    return {
        "label": label,
        "kind": kind,
        "amount_month": amount.value,
        "known_month": amount.known,
        "solutions": solutions,
        "status": status,
    }


def _within(client: Client) -> list[Row]:
    """The solutions that earn by month 12, as far as one knows: those that start later are left out."""
    return [row for row in client.rows("solutions") if not row["start_month"] > MONTH]


def _additions(client: Client) -> list[Row]:
    """A bar per effect and name of it; a solution without such a name is a bar of its own."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in (row for row in _within(client) if row["chosen"] is True):
        effect = "other" if is_unknown(row["effect"]) else str(row["effect"])
        own = is_unknown(row["effect_name"])
        groups.setdefault(
            (effect, f"solution {row['solution']}" if own else f"effect {row['effect_name']}"), []
        ).append(row)
    ordered = sorted(groups.items(), key=lambda item: EFFECTS.index(item[0][0]))
    return [_group(members, effect) for (effect, _), members in ordered]


def _group(members: list[Row], effect: str) -> Row:
    label = name_of(members[0]) if is_unknown(members[0]["effect_name"]) else name_of(members[0], "effect_name")
    amount = total_of(float("nan") if is_unknown(row["start_month"]) else row["benefit_base_month"] for row in members)
    return _bar(
        label,
        effect,
        amount,
        solutions=tuple(row["solution"] for row in members),
        status=weakest(map(_benefit_status, members)),
    )


def _benefit_status(row: Row) -> str:
    """How sure the benefit is: its own status where it has one, else the row's."""
    return str(row["status"] if is_unknown(row["benefit_status"]) else row["benefit_status"])


def _erosions(client: Client) -> list[Row]:
    rows = client.rows("erosions")
    return [_bar(name_of(row), "erosion", total_of([-row["amount_month"]]), status=row["status"]) for row in rows]


def _bound(changes: list[Row], *, more: bool = False, less: bool = False) -> Side:
    """How a sum is to be read: `more` says that there may be further additions, `less` further losses."""
    unknown = {bar["kind"] == "erosion" for bar in changes if is_unknown(bar["amount_month"])}
    gains, losses = more or False in unknown, less or True in unknown
    return "unknown" if gains and losses else "at_least" if gains else "at_most" if losses else "exact"


def _target(client: Client) -> float:
    return next(
        (row["value"] for row in client.rows("targets") if row["target"] == "revenue_growth_year"), float("nan")
    )


def _verdict(client: Client, end: float, target: float, *, exact: bool) -> str:
    if not exact:
        return "open"
    if is_unknown(target):
        return "no_target"
    if abs(end - target) <= client.assume("target_tolerance") * abs(target):
        return "lands"
    return "over" if end > target else "short"
