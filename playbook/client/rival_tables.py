"""The tables of step 2: what decides a purchase, and how operators stand and move at this client."""

from __future__ import annotations

from playbook.client.schema import Column, Table, closing, judged, named

__all__ = ["RIVAL_TABLES", "SCORES"]

BUYING_FACTORS = Table(
    "buying_factors",
    "what decides a purchase: weighted importance",
    ("factor",),
    (
        Column("factor", "id", "id of the factor", required=True, example="price"),
        *named("name", "name of the factor", required=True),
        *named("note", "what it is made of", example="通信速度，稳定性，接通率"),
        Column(
            "group",
            "choice",
            "its heading",
            allowed=("core", "economic", "support", "image"),
            required=True,
            example="economic",
        ),
        Column("importance", "number", "weight; the weights add up to 1", low=0, high=1, example="0.15"),
        *judged(),
        *closing(),
    ),
    dated=True,
    by=("group", "-importance"),
)

FACTOR_PERFORMANCE = Table(
    "factor_performance",
    "performance on the buying factors, by operator",
    ("factor", "operator"),
    (
        Column("factor", "id", "the buying factor", required=True, refers="buying_factors.factor"),
        Column("operator", "id", "the operator", required=True, refers="operators.operator"),
        Column("score", "number", "performance", low=0, high=4, example="3"),
        *judged(),
        *closing(),
    ),
    dated=True,
)

COMPETITION_SERVICES = Table(
    "competition_services",
    "which part of a billed service is contested as which service of step 2",
    ("bill_service", "service"),
    (
        Column("bill_service", "id", "service as billed", required=True, refers="services.service", example="data"),
        Column("service", "id", "service as contested", required=True, refers="services.service", example="local_2m"),
        Column(
            "share",
            "number",
            "part of the bill; the parts of a billed service add up to at most 1",
            low=0,
            high=1,
            example="0.63",
        ),
        *judged(),
        *closing(),
    ),
    dated=True,
)

SCORES = Table(
    "scores",
    "competitiveness at this client: services x operators x six factors",
    ("service", "operator", "factor"),
    (
        Column("service", "id", "contested service", required=True, refers="services.service"),
        Column("operator", "id", "the operator", required=True, refers="operators.operator"),
        Column(
            "factor",
            "choice",
            "competition factor",
            required=True,
            example="price",
            allowed=("coverage", "stability", "price", "brand", "service_quality", "operations"),
        ),
        Column("score", "number", "score; blank where it is not known", low=0, high=4, example="3", internal=True),
        *named("evidence", "what the score rests on", internal=True),
        *judged(),
        *closing(),
    ),
    dated=True,
)

MOVES = Table(
    "moves",
    "known moves of rivals at this client",
    ("move",),
    (
        Column("move", "id", "id of the move", required=True, example="netcom-ip"),
        Column("operator", "id", "the rival", required=True, refers="operators.operator"),
        Column("service", "id", "contested service", required=True, refers="services.service"),
        Column(
            "stage",
            "choice",
            "how far it is",
            allowed=("planned", "tried", "piloting", "in_service"),
            required=True,
            example="in_service",
        ),
        *named("what", "what the rival does", required=True, internal=True),
        Column("since", "month", "month from which it has been at that stage", example="2002-09"),
        Column("expected", "month", "month in which it is expected to be in service", example="2003-06"),
        *judged(),
        *closing(),
    ),
    dated=True,
)

RIVAL_TABLES: tuple[Table, ...] = (BUYING_FACTORS, FACTOR_PERFORMANCE, COMPETITION_SERVICES, SCORES, MOVES)
