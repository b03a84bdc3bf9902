"""2.4, commitments: what is promised, whether it can be signed, and which were signed."""

from __future__ import annotations

from collections.abc import Iterator

from playbook.client.model import Client
from playbook.client.rows import records
from playbook.steps.capability.commitments import commitments_of
from playbook.steps.capability.promise_units import Promised
from playbook.steps.difference.changes import Headline, TopicDiff
from playbook.steps.difference.items import Fact, Item, code, flag
from playbook.steps.difference.plan_money import ThenAndNow
from playbook.steps.listing import several
from playbook.units import Count, Name, inline, name_of

__all__ = ["headline", "items"]


_DIGITS = 9


def items(client: Client) -> Iterator[Item]:
    """The plan's commitments."""
    commitments = commitments_of(client)
    sites = commitments.rows.groupby("commitment")["site"].agg(list).to_dict()
    names = {row["commitment"]: name_of(row) for row in client.rows("commitments")}
    for row in records(commitments.promises):
        own = row["commitment"]
        facts = (
            flag("signed", row["signed"]),
            code("commitments", "verdict", row["verdict"]),
            Fact("promised", round(row["value"], _DIGITS), Promised(row["value"], row["measure"])),
        )
        name = names[own] if names[own].zh or names[own].en else Name(own, own)
        yield Item(own, name, facts, frozenset({own, *filter(None, sites[own])}), row["status"])


def headline(topic: TopicDiff, _: ThenAndNow) -> Headline | None:
    """Which commitments were signed."""
    signed = [change for change in topic.changes if change.measure == "signed" and change.after and change.after.value]
    if not signed:
        return None
    return "signed", {"m": Count(len(signed)), "which": several([inline(change.name) for change in signed])}
