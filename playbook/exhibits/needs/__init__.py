"""Step 3: who the client is, what it has from us, and what it needs."""

from __future__ import annotations

from playbook.exhibits.chapter import Chapter
from playbook.exhibits.needs import (
    availability,
    bill_trend,
    client_file,
    contact_map,
    decisions,
    goals,
    need_list,
    network,
    relationship,
    spend,
    staff_spend,
    whitespace,
)
from playbook.steps.needs.analysis import analyse

__all__ = ["CHAPTER"]

CHAPTER = Chapter(
    key="needs",
    exhibits=(
        client_file.build,
        spend.build,
        bill_trend.build,
        relationship.build,
        staff_spend.build,
        network.build,
        availability.build,
        goals.build,
        decisions.build,
        contact_map.build,
        need_list.build,
        whitespace.build,
    ),
    analyse=analyse,
)
