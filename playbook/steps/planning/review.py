"""Is the plan itself any good: complete, current and consistent (exhibit 6.7).

The score (0-100) is the plain mean of three parts, each 0-100; no part weighs more than another:

- *complete*: the mean of two shares, of the client's input tables that have a row (the consultant's own findings need
  none), and of the client file's fields that are filled (weighted by use, as in exhibit 3.1);
- *current*: 100 where the latest dated row is at most `plan_current_days` old at the plan's date, else that many days /
  its age; unknown where no row has a date;
- *consistent*: the share of the checks (:mod:`playbook.steps.planning.plan_faults`) that passed; unknown where there is
  nothing to check.

An unknown part is left out of the mean, and said. The score is what the portfolio calls plan health.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from playbook.client.model import Client
from playbook.client.tables import CLIENT_TABLES
from playbook.steps.findings import Finding
from playbook.steps.listing import several
from playbook.steps.memory import remembered
from playbook.steps.needs.client_file import client_file
from playbook.steps.phrases import money_of, worded
from playbook.steps.planning.plan_faults import RULES, Check, checks_of
from playbook.steps.shares import total_of
from playbook.steps.status import weakest
from playbook.text import has
from playbook.units import Count, Day, Name, Number, Printable, is_unknown

__all__ = ["BY_ID", "PARTS", "Review", "review_of"]

PARTS = ("complete", "current", "consistent")
_UNKNOWN = float("nan")
#: Rules whose faults are named by the id of a solution or commitment; the others by what it is called.
BY_ID = ("over_promise", "no_task", "no_owner", "no_commitment", "no_decider", "unprepared", "bound_early")


@dataclass(frozen=True)
class Review:
    """`score` and its `parts` (complete, current, consistent) are 0-100, NaN unknown. `faults` in the order in which to
    mend them; `checks`: one row per rule that was asked: rule, asked, failed, ids (of the faults). `tables` of
    `all_tables` input tables have a row, `missing` are the others; `profile` is the share of the client file's fields
    that are filled; `updated` the day of the latest dated row (None), `days` since then.
    """

    score: float
    parts: dict[str, float]
    faults: tuple[Check, ...]
    checks: pd.DataFrame
    tables: int
    all_tables: int
    missing: tuple[str, ...]
    profile: float
    updated: date | None
    days: float
    status: str
    findings: tuple[Finding, ...] = ()


@remembered
def review_of(client: Client) -> Review:
    """The review of a client's plan; nothing is raised for what is missing."""
    checks = checks_of(client)
    faults = tuple(check for check in checks if check.failed)
    names = [table.name for table in CLIENT_TABLES if table.name != "findings"]
    missing = tuple(name for name in names if not client.answered(name))
    profile, updated = client_file(client).completeness, _updated(client)
    days = _UNKNOWN if updated is None else float((client.as_of - updated).days)
    parts = {
        "complete": 50 * ((len(names) - len(missing)) / len(names) + profile),
        "current": _current(days, client.assume("plan_current_days")),
        "consistent": 100 * (1 - len(faults) / len(checks)) if checks else _UNKNOWN,
    }
    known = [part for part in parts.values() if not is_unknown(part)]
    status = weakest(
        [str(client.profile["status"]), *(status for name in names for status in client.column(name, "status"))]
    )
    review = Review(
        sum(known) / len(known),
        parts,
        faults,
        _by_rule(checks),
        len(names) - len(missing),
        len(names),
        missing,
        profile,
        updated,
        days,
        status,
    )
    return replace(review, findings=tuple(_findings(client, review, checks)))


def _updated(client: Client) -> date | None:
    """The latest day at which a dated row was given, not after the plan's date."""
    dated = [table.name for table in CLIENT_TABLES if table.dated and client.has(table.name)]
    days = [day for name in dated for day in client.column(name, "on") if not is_unknown(day) and day <= client.as_of]
    return max(days, default=None)


def _current(days: float, limit: float) -> float:
    """How current a plan is, 0-100, whose latest row is so many days old.

    >>> _current(60, 90), _current(180, 90)
    (100.0, 50.0)
    """
    return _UNKNOWN if is_unknown(days) else 100.0 if days <= limit else 100.0 * limit / days


def _by_rule(checks: tuple[Check, ...]) -> pd.DataFrame:
    rows = []
    for rule in RULES:
        own = [check for check in checks if check.rule == rule]
        if own:
            failed = tuple(check.id for check in own if check.failed)
            rows.append({"rule": rule, "asked": len(own), "failed": len(failed), "ids": failed})
    return pd.DataFrame(rows, columns=["rule", "asked", "failed", "ids"])


def _findings(client: Client, review: Review, checks: tuple[Check, ...]) -> Iterator[Finding]:
    """The score and its parts, the first fault; what waits for mending; the rule that lifts the score
    most; what is old or missing."""
    first = review.faults[0] if review.faults else None
    figures: dict[str, Printable] = {
        "score": Number(review.score),
        "n": Count(len(review.faults)),
        "checks": Count(len(checks)),
        **{
            name: Number(part) if not is_unknown(part) else worded("common.unknown")
            for name, part in review.parts.items()
        },
    }
    if first is not None:
        figures |= {
            "first": _told(first),
            "mend": worded(f"planning.review.mend.{first.rule}", id=first.id),
            "table": Name(*[f"{first.table}.csv"] * 2),
        }
    rule = "unchecked" if not checks else "sound" if first is None else "scored"
    yield Finding(f"planning.review.{rule}", figures, confidence=0.9, internal=True)
    yield from _waiting(client, review)
    yield from _lift(review, checks)
    yield from _stale(client, review)
    yield from _incomplete(review)


def _stale(client: Client, review: Review) -> Iterator[Finding]:
    """How old the latest row is, where the plan is not current."""
    if review.updated is not None and review.days > client.assume("plan_current_days"):
        figures: dict[str, Printable] = {"n": Count(int(review.days)), "day": Day(review.updated)}
        yield Finding("planning.review.stale", figures, confidence=0.9, internal=True)


def _incomplete(review: Review) -> Iterator[Finding]:
    """The tables without a row, those that the cards ask for first."""
    if review.missing:
        which = [_table(name) for name in sorted(review.missing, key=lambda name: not has(f"collect.{name}.what"))]
        figures: dict[str, Printable] = {
            "n": Count(len(review.missing)),
            "all": Count(review.all_tables),
            "which": several(which),
        }
        yield Finding("planning.review.incomplete", figures, confidence=0.9, internal=True)


def _table(name: str) -> Name:
    """What a table holds, as the cards say it; else its file."""
    return worded(f"collect.{name}.what") if has(f"collect.{name}.what") else Name(f"{name}.csv", f"{name}.csv")


def _told(check: Check) -> Name:
    """A fault as a clause: `S3 has no owner`, `“Board paper on one network” has no date`."""
    what = Name(check.id, check.id) if check.rule in BY_ID else Name(f"“{check.name.zh}”", f"“{check.name.en}”")
    return worded(f"planning.review.fault.{check.rule}", what=what)


def _waiting(client: Client, review: Review) -> Iterator[Finding]:
    """The chosen solutions with a fault, and what they would bring."""
    chosen = [row for row in client.rows("solutions") if row["chosen"] is True]
    waiting = {check.solution for check in review.faults if check.solution}
    held = [row for row in chosen if row["solution"] in waiting]
    if held:
        benefit = total_of(row["benefit_base_month"] for row in held)
        figures: dict[str, Printable] = {
            "n": Count(len(held)),
            "all": Count(len(chosen)),
            "money": money_of(benefit, client.currency),
            "which": several([Name(row["solution"], row["solution"]) for row in held], 6),
        }
        yield Finding("planning.review.waiting", figures, money_month=benefit.known, confidence=0.5, internal=True)


def _lift(review: Review, checks: tuple[Check, ...]) -> Iterator[Finding]:
    """What the score would be if the faults of the rule with the most of them were mended; ties go to the earlier
    rule."""
    counts = Counter(check.rule for check in review.faults)
    rule = max(RULES, key=lambda name: (counts[name], -[*RULES].index(name)))
    if len(counts) > 1 and counts[rule] > 1:
        known = sum(not is_unknown(part) for part in review.parts.values())
        after = review.score + 100 * counts[rule] / len(checks) / known
        figures: dict[str, Printable] = {
            "n": Count(counts[rule]),
            "what": worded(f"planning.review.check.{rule}"),
            "after": Number(after),
            "score": Number(review.score),
        }
        yield Finding("planning.review.lift", figures, confidence=0.8, internal=True)
