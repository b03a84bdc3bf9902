"""What a client's `accepted.csv` may hold: warnings that somebody looked into and lets stand.

It is no table of the plan: it adds nothing to what is known of the client, and no count of rows has it.
"""

from __future__ import annotations

from playbook.client.schema import Column, Table

__all__ = ["ACCEPTED"]

ACCEPTED = Table(
    "accepted",
    "warnings that somebody looked into and lets stand",
    ("id", "place"),
    (
        Column("id", "id", "id of the warning, as 7.1 prints it", required=True, example="bills.contract_not_listed"),
        Column(
            "place",
            "text",
            "its place, as 7.1 prints it: the file, and what tells the row apart",
            example="bills.csv 0282",
            blank="wherever it is",
        ),
        Column("who", "text", "who accepted it, by role", required=True, example="account manager"),
        Column("when", "date", "when", required=True, example="2003-01-20"),
        Column("why", "text", "why it is right as it stands", required=True, example="a contract of the head office"),
    ),
)
