"""Which solution answers which need, and which needs have none.

A solution names in `needs` what it answers: the id of a need as exhibit 3.9 lists it, that of one that was counted with
another (`also`), or that of a rule (`backup`: every need that the rule finds). A need is *covered* where a chosen
solution answers it, a *candidate* where only others do, and *open* where none does. An id that is none of these names a
need that nobody has stated and no rule finds: it is said, and answers nothing. Where nobody has said what a solution
answers, or whether it is chosen, the needs without a chosen solution are not known: what they are worth is unknown, and
what the covered ones are worth is at least what is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from playbook.client.model import Client
from playbook.client.rows import Row, natural, records
from playbook.steps.findings import Finding
from playbook.steps.listing import as_names, several
from playbook.steps.memory import remembered
from playbook.steps.needs.latent import RULES
from playbook.steps.needs.need_list import need_list
from playbook.steps.phrases import money_of, worded
from playbook.steps.shares import Total
from playbook.steps.status import weakest
from playbook.units import Count, Name, Names, Percent, Printable, Side, inline, is_unknown, name_of

__all__ = ["STATES", "NeedCoverage", "need_coverage"]

#: A chosen solution answers it, only others do, none does.
STATES = ("covered", "candidate", "open")
_NEED = (
    "need",
    "kind",
    "rule",
    "name",
    "amount_month",
    "at_least",
    "expected_month",
    "confidence",
    "solutions",
    "chosen",
    "state",
    "status",
)
_SOLUTION = ("solution", "name", "chosen", "needs", "unknown", "status")
_RULES = {name: rule.id for rule in RULES for name in (rule.id, rule.id.replace("_", "-"))}
Figures = dict[str, Printable]


@dataclass(frozen=True)
class NeedCoverage:
    """Needs and the solutions that answer them.

    `needs`: one row a need, ranked as in 3.9: need (id), kind, rule (None for a stated one), name, amount_month
    (currency a month, NaN unknown), at_least, expected_month, confidence, solutions (ids that answer it), chosen (those
    of them that are chosen), state (one of `STATES`), status. `solutions`: one row a solution, by id: solution, name,
    chosen (True, False or None), needs (ids that it answers, in rank order), unknown (ids that it names and no need
    has), status. `share` is the share of the needs that a chosen solution answers (NaN without needs, and where no
    solution says what it answers), `share_bound` how it is to be read, `money` what the needs of each state are worth a
    month, and how that is.
    """

    needs: pd.DataFrame
    solutions: pd.DataFrame
    share: float
    share_bound: Side
    money: Mapping[str, tuple[Total, Side]]
    status: str
    findings: tuple[Finding, ...]


@remembered
def need_coverage(client: Client) -> NeedCoverage:
    """The needs of a client with the solutions that name them."""
    needs = records(need_list(client).needs)
    solutions = [
        _solution(row, needs) for row in sorted(client.rows("solutions"), key=lambda row: natural(row["solution"]))
    ]
    rows = [_need(need, solutions) for need in needs]
    linked = not rows or any(row["needs"] is not None for row in client.rows("solutions"))
    share = sum(row["state"] == "covered" for row in rows) / len(rows) if rows and linked else float("nan")
    sure = client.answered("needs") and all(
        row["needs"] is not None and row["chosen"] is not None for row in client.rows("solutions")
    )
    money = {state: _money(client, rows, state, sure=sure) for state in STATES}
    status = weakest([*(row["status"] for row in rows), *(row["status"] for row in solutions)])
    said = (
        _findings(client, rows, solutions, {state: total for state, (total, _) in money.items()}) if solutions else ()
    )
    frames = pd.DataFrame(rows, columns=list(_NEED)), pd.DataFrame(solutions, columns=list(_SOLUTION))
    return NeedCoverage(*frames, share, "exact" if sure else "at_least", money, status, said)


def _solution(row: Row, needs: Sequence[Row]) -> Row:
    named = list(dict.fromkeys(row["needs"] or ()))
    answered = {name: {need["need"] for need in needs if _names(name, need)} for name in named}
    return {
        "solution": row["solution"],
        "name": name_of(row),
        "chosen": None if is_unknown(row["chosen"]) else bool(row["chosen"]),
        "needs": tuple(need["need"] for need in needs if any(need["need"] in ids for ids in answered.values())),
        "unknown": tuple(name for name in named if not answered[name]),
        "status": row["status"],
    }


def _names(name: str, need: Row) -> bool:
    """Is that the need's id, that of one counted with it, or its rule?"""
    return name in (need["need"], *need["also"]) or (name in _RULES and _RULES[name] == need["rule"])


def _need(need: Row, solutions: Sequence[Row]) -> Row:
    answering = [row for row in solutions if need["need"] in row["needs"]]
    chosen = tuple(row["solution"] for row in answering if row["chosen"])
    return {
        **{name: need[name] for name in _NEED if name in need},
        "rule": None if is_unknown(need["rule"]) else need["rule"],
        "solutions": tuple(row["solution"] for row in answering),
        "chosen": chosen,
        "state": "covered" if chosen else "candidate" if answering else "open",
    }


def _money(client: Client, rows: Sequence[Row], state: str, *, sure: bool) -> tuple[Total, Side]:
    """What the needs of a state are worth a month, and how that is to be read; nothing at all is worth nothing, where
    nothing else can be among them.

    A need that may be the same money as one that more is done about is not counted among those that less is done about.
    """
    listed, own = need_list(client), [row for row in rows if row["state"] == state]
    better = {row["need"] for row in rows if STATES.index(row["state"]) < STATES.index(state)}
    items = [row for row in own if not better & set(listed.twins.get(row["need"], ()))]
    known = [row["amount_month"] for row in items if not is_unknown(row["amount_month"])]
    missing = (
        sum(is_unknown(row["amount_month"]) or bool(row["at_least"]) for row in items)
        + len(own)
        - len(items)
        + (not listed.complete)
    )
    if not sure and (state != "covered" or not known):
        return Total(0.0, missing + 1), "unknown"
    total = Total(float(sum(known)), missing if sure else missing + 1)
    return total, "exact" if not total.unknown else "at_least" if known else "unknown"


def _findings(
    client: Client, needs: Sequence[Row], solutions: Sequence[Row], money: Mapping[str, Total]
) -> tuple[Finding, ...]:
    """How much is covered and what is not; ids that name nothing; solutions that answer nothing; what
    choosing more would cover."""
    groups = {state: [row for row in needs if row["state"] == state] for state in STATES}
    figures: Figures = {
        "all": Count(len(needs)),
        "covered": Count(len(groups["covered"])),
        "solutions": Count(len(solutions)),
        "share": Percent(len(groups["covered"]) / len(needs) if needs else float("nan"), 0),
    }
    told = [(_lead(groups, needs, solutions), figures), *_beside(client, groups, solutions)]
    return tuple(_finding(client, told_of, extra, groups=groups, money=money) for told_of, extra in told)


def _lead(groups: Mapping[str, Sequence[Row]], needs: Sequence[Row], solutions: Sequence[Row]) -> str:
    if not needs:
        return "no_needs"
    if not any(row["needs"] for row in solutions):
        return "unlinked"
    if any(row["chosen"] is None for row in solutions):
        return "undecided"
    return "open" if groups["open"] else "waiting" if groups["candidate"] else "full"


def _beside(
    client: Client, groups: Mapping[str, Sequence[Row]], solutions: Sequence[Row]
) -> Iterator[tuple[str, Figures]]:
    complete, none = (
        need_list(client).complete,
        {row["solution"] for row in client.rows("solutions") if row["needs"] == ()},
    )
    stray = [(row, name) for row in solutions for name in row["unknown"]]
    if stray:
        pairs = [worded("solutions.need_coverage.pair", solution=row["solution"], need=name) for row, name in stray]
        sure = all(_known_stray(client, name) for _, name in stray)
        first = {"solution": stray[0][0]["solution"], "need": stray[0][1]}
        yield "stray" if sure else "stray_unknown", {"n": Count(len(stray)), "which": Names(tuple(pairs)), **first}  # type: ignore[dict-item]
    idle = [row for row in solutions if not row["needs"] and (complete or row["solution"] in none)]
    if idle and len(idle) < len(solutions):
        chosen = [row for row in idle if row["chosen"]]
        yield (
            "idle_chosen" if chosen else "idle",
            {"n": Count(len(idle)), "which": _ids(idle), "m": Count(len(chosen)), "chosen": _ids(chosen)},
        )
    if groups["candidate"] and groups["open"]:
        yield "candidates", {}


def _known_stray(client: Client, name: str) -> bool:
    """Is it certain that the client has no such need: are the needs on record, and what the rules that might find it
    read?"""
    by_rule = any(name == rule or name.startswith(f"{rule}-") for rule in _RULES)
    return need_list(client).complete or (client.answered("needs") and not by_rule)


def _ids(rows: Sequence[Row]) -> Names:
    return Names(as_names(row["solution"] for row in rows))


def _finding(
    client: Client, rule: str, extra: Figures, *, groups: Mapping[str, Sequence[Row]], money: Mapping[str, Total]
) -> Finding:
    """A finding with the figures of the group of needs that it is about."""
    about = {"open": "open", "waiting": "candidate", "candidates": "candidate"}.get(rule)
    figures = dict(extra)
    amount = 0.0
    if about:
        rows, amount = groups[about], money[about].known
        could = sorted({solution for row in rows for solution in row["solutions"]}, key=natural)
        figures |= {
            "n": Count(len(rows)),
            "money": money_of(money[about], client.currency),
            "top": inline(rows[0]["name"]),
            "which": several([inline(row["name"]) for row in rows], 2),
            "could": Names(tuple(Name(one, one) for one in could)),
        }
    return Finding(f"solutions.need_coverage.{rule}", figures, money_month=amount, confidence=0.6, internal=True)
