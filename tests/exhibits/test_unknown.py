"""Unknown is never 0: what a plan prints without a table, a column or a cell is what the whole plan prints, or unknown, or a bound that holds.

The variants are made from the samples (:mod:`tests.exhibits.variants`); a seeded tenth of them is tried each time, all of them, and single cells,
with `make long`.
"""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path

import pytest

from playbook.client import Client, load_client
from playbook.errors import DataError
from tests.exhibits.figures import Figure, by_place, figures_of, wrong
from tests.exhibits.variants import SAMPLES, TABLES, Variant, made, sample, variants
from tests.support import make_client

#: What is not held against the whole plan, by where it is printed, and why.
EXEMPT = {
    r"7\.\d |rule 7|6\.7 |rule 6\.7|fact (health|open_questions|findings)": "counts of what is filled in",
    r"3\.1 .*": "how much of the client file is filled in",
    r"6\.8 .*": "a trace of what the plan has on record: a link that is not recorded is its gap",
    r"4\.2 id of|4\.3 (cost_unknown|short_unknown)|3\.5b ends|6\.5 (unit|month|next)|6\.2 times of Row": "counts of what is known, or what is missing",
    r"6\.3 (content|says)": "what is noted of a visit, and what is not",
    r"6\.0 (value|where) of": "what a finding is ranked by",
    r"5\.4 (verdict_name|decisive|what|says)": "a choice (sign, invest, find out first), and the site that decides it",
    r"4\.9 (best|runner_up)|4\.3 says|4\.7 (running|change|says share|says amount|says without)": "a choice, or a rank: which comes first",
    r"2\.\d+b? .*|6\.6 .*rivals|fact at_risk.*|diff risk": "rests on competitiveness, whose weights are made to add up again over the scores that there are",
    r"6\.5 (actual|previous|says)|6\.4 ": "a mean over the attitudes that are known, which says over how many",
    r"1\.4 (importance of Total|says)|1\.5 says": "weighted over the factors that are scored",
    r"3\.7 (covered|supports|says)": "by decision points where the weights are not known, as the subtitle says",
    r"3\.8 says|3\.5 points|3\.9 evidence": "what is on record, by name",
}
#: Only where the tables of the second column lack something is the exemption of the first one needed.
NARROW = {r"2\.\d+b? .*|6\.6 .*rivals|fact at_risk.*|diff risk": ("scores", "factor_performance")}
#: What is said only where somebody knows it: that there is none, or enough.
CLAIMS = (
    "competition.not_exposed", "competition.none_in", "needs.spend_safe", "decisions.no_way_in", "decisions.way_in", "decisions.coverage_gap",
    "decisions.coverage_gaps", "solutions.over_one", "solutions.over_many", "solutions.no_erosion", "solutions.none_chosen", "uncertainty.always",
    "uncertainty.likely", "uncertainty.never", "lines.gap", "lines.waiting", "coverage.stray", "coverage.idle_chosen", "whitespace.no_rival",
    "whitespace.all_ours", "needs.no_key_person", "selection.no_choice", "capability.none_chosen", "uncertainty.front_open",
)
ALL = [variant for client in SAMPLES for variant in variants(client)]
TENTH = random.Random(2002).sample(ALL, len(ALL) // 10)


@cache
def whole(client: str) -> dict[str, list[Figure]]:
    return by_place(figures_of(sample(client)))


def blank_says_something(variant: Variant) -> bool:
    """Is the column one whose blank has a meaning, or one that says who judged and when?"""
    return bool(variant.column) and variant.table in TABLES and (
        variant.column in ("by", "on", "benefit_status") or bool(TABLES[variant.table].column(variant.column).blank))


def exempt(place: str, table: str) -> bool:
    return any(re.match(pattern, place) for pattern in EXEMPT if table in NARROW.get(pattern, (table,)))


def faults(variant: Variant, folder: Path) -> list[str]:
    """What a variant's plan says that nobody knows."""
    client = None if blank_says_something(variant) else made(variant, folder)
    if client is None:
        return []
    found = list(figures_of(client))
    said = {figure.place.split()[-1] for figure in found if figure.place.startswith("rule ")}
    known = {place.split()[-1] for place in whole(variant.client) if place.startswith("rule ")}
    claims = [f"claims {rule}" for rule in CLAIMS if rule in said - known]
    return claims + [fault for fault in wrong(found, whole(variant.client)) if not exempt(fault, variant.table)]


@pytest.mark.parametrize("variant", TENTH, ids=str)
def test_what_a_plan_lacks_it_does_not_make_up(variant: Variant, tmp_path: Path) -> None:
    assert faults(variant, tmp_path / "data") == []


@pytest.mark.long
@pytest.mark.parametrize("variant", [variant for client in SAMPLES for variant in variants(client, cells=1)], ids=str)
def test_nor_does_any_other(variant: Variant, tmp_path: Path) -> None:
    assert faults(variant, tmp_path / "data") == []
