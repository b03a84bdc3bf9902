"""Step 5, service-support capability: can we deliver what step 4 proposes, at every site?

Which solution can be had where is told in :mod:`playbook.steps.capability.deliverability`, what of it we can promise in
`commitments` beside it, how fast faults are mended in `support`, and what to build first in `builds`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from playbook.client.model import Client
from playbook.client.rows import Row, records
from playbook.steps.capability.builds import Builds, builds_of
from playbook.steps.capability.commitments import Commitments, commitments_of
from playbook.steps.capability.deliverability import STATES, Delivery, deliveries_of, delivery_of
from playbook.steps.capability.support import Support, support_of
from playbook.steps.findings import Finding
from playbook.steps.listing import as_names, several
from playbook.steps.memory import remembered
from playbook.steps.shares import total_of
from playbook.steps.status import weakest
from playbook.units import Count, Money, Name, Printable, bounded, is_unknown

__all__ = ["STATES", "CapabilityAnalysis", "Delivery", "analyse", "delivery_of"]


@dataclass(frozen=True)
class CapabilityAnalysis:
    """What step 5 found.

    `resources`: the sites' resources as given. `deliveries`: one row per site and solution asked for: site, solution,
    state, missing, unknown, days, cost_once, status.
    """

    resources: pd.DataFrame
    deliveries: pd.DataFrame
    status: str
    support: Support
    commitments: Commitments
    builds: Builds
    findings: tuple[Finding, ...]


@remembered
def analyse(client: Client) -> CapabilityAnalysis:
    """Step 5 for a client. What has no input is unknown in the result; nothing is raised for it."""
    resources, deliveries = client.table("resources"), deliveries_of(client).copy()
    status = weakest([*client.column("resources", "status"), *client.column("solutions", "status")])
    support, commitments, builds = support_of(client), commitments_of(client), builds_of(client)
    findings = (
        *_access(client),
        *_delivery(client, records(deliveries)),
        *support.findings,
        *commitments.findings,
        *builds.findings,
    )
    return CapabilityAnalysis(resources, deliveries, status, support, commitments, builds, findings)


def _access(client: Client) -> tuple[Finding, ...]:
    """Exhibit 5.1: how many sites have fibre, and what is not known where."""
    resources, names = client.rows("resources"), client.names("sites")
    if not resources:
        return ()
    fibre = [site["site"] for site in resources if site["fibre"] is True]
    blank = [
        site["site"] for site in resources if any(is_unknown(site[name]) for name in ("fibre", "copper", "services"))
    ]
    figures: dict[str, Printable] = {
        "fibre": Count(len(fibre)),
        "sites": Count(len(resources)),
        "where": several([names[site] for site in fibre]),
        "blank": Count(len(blank)),
        "which": several([names[site] for site in blank]),
        "dual": Count(sum(site["dual_route"] is True for site in resources)),
    }
    known = "access_everywhere" if len(fibre) == len(resources) else "access" if len(fibre) else "access_nowhere"
    lead = Finding(f"capability.site_resources.{'access_unknown' if blank else known}", figures, confidence=0.8)
    return (lead, Finding("capability.site_resources.dual_route", figures, confidence=0.8))


def _delivery(client: Client, deliveries: Sequence[Row]) -> tuple[Finding, ...]:
    """Exhibit 5.2: which chosen solutions are held back and what hangs on it; then what a survey or building would
    free."""
    if not deliveries:
        return ()
    counts = Counter(row["state"] for row in deliveries)
    figures: dict[str, Printable] = {
        "cells": Count(len(deliveries)),
        **{state: Count(counts[state]) for state in STATES},
    }
    return (
        _lead(client, deliveries, figures),
        *_never(client, deliveries),
        *_survey(client, deliveries),
        *_build(client, deliveries),
    )


def _lead(client: Client, deliveries: Sequence[Row], figures: Mapping[str, Printable]) -> Finding:
    """The base benefit of the chosen solutions that some site cannot have now; where one is not known, or it is not
    known whether the sites can have it, it is `at least` so much."""
    chosen = _chosen(client)
    late, unsure = (
        {row["solution"] for row in deliveries if row["state"] in states}
        for states in (("after_build", "no"), ("unknown",))
    )
    held = [row for row in chosen if row["solution"] in late]
    open_ = [row for row in chosen if row["solution"] in unsure - late]
    if not held and open_:
        ids = several(as_names(row["solution"] for row in open_), 6)
        most = total_of(row["benefit_base_month"] for row in open_)
        asks: dict[str, Printable] = {
            "held": Count(len(open_)),
            "chosen": Count(len(chosen)),
            "ids": ids,
            "benefit": bounded(Money(most.value, client.currency), "at_most"),
        }
        return Finding(
            "capability.deliverability.held_back_unknown",
            {**figures, **asks},
            money_month=most.known,
            confidence=0.7,
            internal=True,
        )
    if not held:
        undecided = any(row["chosen"] is None for row in client.rows("solutions"))
        rule = "choice_unknown" if undecided else "deliverable" if chosen else "none_chosen"
        return Finding(f"capability.deliverability.{rule}", figures, confidence=0.7, internal=True)
    total = total_of(row["benefit_base_month"] for row in held)
    whole = not total.unknown and not open_
    rule = "held_back" if whole else "held_back_at_least" if total.known else "held_back_unsized"
    more: dict[str, Printable] = {
        "held": Count(len(held) + len(open_)),
        "chosen": Count(len(chosen)),
        "benefit": Money(total.known, client.currency),
        "ids": several(as_names(row["solution"] for row in held), 6),
    }
    return Finding(
        f"capability.deliverability.{rule}",
        {**figures, **more},
        money_month=total.known,
        confidence=0.7,
        internal=True,
    )


def _chosen(client: Client) -> list[Row]:
    return [row for row in client.rows("solutions") if row["chosen"] is True]


def _never(client: Client, deliveries: Sequence[Row]) -> Iterator[Finding]:
    """The sites where a chosen solution is known not to be deliverable."""
    chosen = {row["solution"] for row in _chosen(client)}
    rows = [row for row in deliveries if row["state"] == "no" and row["solution"] in chosen]
    if rows:
        names, ids = client.names("sites"), dict.fromkeys(row["solution"] for row in rows)
        where = list(dict.fromkeys(row["site"] for row in rows))
        figures: dict[str, Printable] = {
            "n": Count(len(where)),
            "which": several([names[site] for site in where]),
            "ids": several(as_names(ids), 6),
        }
        yield Finding("capability.deliverability.never", figures, confidence=0.8, internal=True)


def _survey(client: Client, deliveries: Sequence[Row]) -> Iterator[Finding]:
    """The site with the most unknown deliveries: ties by id."""
    unknown = Counter(row["site"] for row in deliveries if row["state"] == "unknown")
    if unknown:
        site, count = min(unknown.items(), key=lambda item: (-item[1], str(item[0])))
        figures: dict[str, Printable] = {
            "site": client.names("sites")[str(site)],
            "n": Count(count),
            "sites": Count(len(unknown)),
        }
        yield Finding("capability.deliverability.survey", figures, confidence=0.8)


def _build(client: Client, deliveries: Sequence[Row]) -> Iterator[Finding]:
    """The solution that waits for building at the most sites, a chosen one first; ties by id."""
    waiting = Counter(row["solution"] for row in deliveries if row["state"] == "after_build")
    if not waiting:
        return
    chosen = {row["solution"] for row in _chosen(client)}
    first = str(min(waiting.items(), key=lambda item: (item[0] not in chosen, -item[1], str(item[0])))[0])
    rows = [row for row in deliveries if row["solution"] == first]
    figures: dict[str, Printable] = {
        "id": Name(first, first),
        "solution": client.names("solutions")[first],
        "sites": Count(len(rows)),
        "n": Count(waiting[first]),
        "now": Count(sum(row["state"] == "now" for row in rows)),
    }
    yield Finding("capability.deliverability.build", figures, confidence=0.7, internal=first in chosen)
