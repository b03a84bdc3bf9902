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
from playbook.exhibits import build
from playbook.exhibits.exhibit import Exhibit
from tests.exhibits.figures import Figure, by_place, figures_of, wrong
from tests.exhibits.variants import SAMPLES, TABLES, Variant, made, sample, variants
from tests.support import make_client, printed

#: What is not held against the whole plan, by where it is printed, and why.
EXEMPT = {
    r"7\.\d |rule 7|6\.7 |rule 6\.7|fact (health|open_questions|findings)": "counts of what is filled in",
    r"3\.1 .*": "how much of the client file is filled in",
    r"6\.8 .*": "a trace of what the plan has on record: a link that is not recorded is its gap",
    r"4\.2 id of|4\.3 (cost_unknown|short_unknown)|3\.5b ends|6\.5 (unit|month|next)|6\.2 times of Row": "counts of what is known or missing",
    r"6\.3 (content|says)": "what is noted of a visit, and what is not",
    r"6\.0 (value|where) of": "what a finding is ranked by",
    r"5\.4 (verdict_name|decisive|what|says)": "a choice (sign, invest, find out first), and the site that decides it",
    r"4\.9 (best|runner_up)|4\.3 says|4\.7 (running|change|says share|says amount|says without)": "a choice, or a rank: which comes first",
    r"2\.\d+b? .*|6\.6 .*rivals|fact at_risk.*|diff risk":
        "rests on competitiveness, whose weights are made to add up again over the scores that there are",
    r"6\.5 (actual|previous|says)|6\.4 ": "a mean over the attitudes that are known, which says over how many",
    r"1\.4 (importance of Total|says)|1\.5 says": "weighted over the factors that are scored",
    r"3\.7 (covered|supports|says)": "by decision points where the weights are not known, as the subtitle says",
    r"2\.3 .*": "the service with the most at risk: a choice",
    r"1\.2 says": "which industry and service stand out: a choice",
    r"4\.8 state|6\.1 state": "how far an input, or a task's dates, are known",
    r"6\.1 says day": "the first of the tasks that have no owner: a choice",
    r"5\.3 (needed|gap|says)": "against the tightest response promised, else the tightest needed, whichever its sentence names: a choice",
    r"(3\.9|4\.2) (amount|expected) of|1\.3 says": "weighed over the services that are known on both sides, which 1.3 names",
    r"3\.8 says|3\.5 points|3\.9 evidence": "what is on record, by name",
}
#: Only where the tables of the second column lack something is the exemption of the first one needed.
NARROW = {r"2\.\d+b? .*|6\.6 .*rivals|fact at_risk.*|diff risk": ("scores", "factor_performance"),
          r"(3\.9|4\.2) (amount|expected) of|1\.3 says": ("control_totals",)}
#: What is said only where somebody knows it: that there is none, or enough.
CLAIMS = (
    "competition.not_exposed", "competition.none_in", "needs.spend_safe", "decisions.no_way_in", "decisions.way_in", "decisions.coverage_gap",
    "decisions.coverage_gaps", "solutions.over_one", "solutions.over_many", "solutions.no_erosion", "solutions.none_chosen", "uncertainty.always",
    "uncertainty.likely", "uncertainty.never", "lines.gap", "lines.waiting", "coverage.stray", "coverage.idle_chosen", "whitespace.no_rival",
    "whitespace.all_ours", "selection.no_choice", "capability.none_chosen", "uncertainty.front_open",
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


def facts_of(variant: Variant, folder: Path, **fields: str) -> tuple[Client, Exhibit]:
    """The variant's client, with fields added to its profile, and the first page of its plan."""
    assert made(variant, folder) is not None
    profile = folder / "clients" / variant.client / "profile.yaml"
    text = profile.read_text(encoding="utf-8") + "".join(f"{name}: {value}\n" for name, value in fields.items())
    profile.unlink()
    profile.write_text(text, encoding="utf-8")
    client = load_client(variant.client, root=folder, as_of=sample(variant.client).as_of)
    return client, build("6.0", client, "en")


def figures_on(page: Exhibit) -> dict[str, tuple[str, str]]:
    return {figure["label"]: (figure["value"], figure["note"]) for figure in page.extra["figures"]}


def test_without_moves_what_is_exposed_is_unknown_and_what_is_at_risk_a_least(tmp_path: Path) -> None:
    client, page = facts_of(Variant("harbour-hotels", "moves"), tmp_path / "data")
    said = "the rivals' moves are not recorded; at least £7,214 at risk"
    assert figures_on(page)["revenue a month exposed to rivals"] == ("unknown", said)
    assert (page.extra["facts"]["at_risk_month"], page.extra["facts"]["at_risk_month_at_least"]) == (None, 7213.886129)
    shown = build("2.4", client, "en")
    assert shown.title.startswith("At least £7,214 a month (at least 16%) is at risk")
    assert printed(shown, "exposed")[:5] == ["unknown"] * 5
    assert printed(shown, "probability")[0] == "at least 22%"
    assert printed(shown, "high")[:5] == ["unknown"] * 5
    assert set(printed(build("3.2", client, "en"), "exposed")[:6]) == {"unknown"}
    assert build("2.4", client, "zh").title.startswith("每月至少£7,214（至少16%）有流失风险")


def test_without_moves_because_there_are_none_exposed_0_is_known(tmp_path: Path) -> None:
    client, page = facts_of(Variant("harbour-hotels", "moves"), tmp_path / "data", none_in="moves")
    assert figures_on(page)["revenue a month exposed to rivals"] == ("£0", "0% of the total; £7,214 at risk")
    assert page.extra["facts"]["at_risk_month"] == 7213.886129
    assert "at_risk_month_at_least" not in page.extra["facts"]
    assert printed(build("2.4", client, "en"), "exposed")[:5] == ["no"] * 5
    assert build("2.5", client, "en").title.endswith("somebody looked, and there is none")


def test_without_erosions_the_landing_is_a_most_and_no_target_is_raised(tmp_path: Path) -> None:
    client, page = facts_of(Variant("harbour-hotels", "erosions"), tmp_path / "data")
    assert figures_on(page)["revenue a month, a year on"] == ("at most +15%", "to at most £51,855")
    shown, drawn = build("4.7", client, "en"), build("4.8", client, "en")
    assert shown.title == "Revenue a month grows by at most 14.6%, to at most £51,855; what is expected to go is not recorded"
    assert not any("raised" in line and "before" not in line for line in (*shown.so_what, *drawn.so_what))
    assert printed(drawn, "amount")[1] == "at most £51,855"
    assert "one loss is not known and left out" in drawn.title


def test_without_erosions_because_nothing_will_go_the_target_is_passed(tmp_path: Path) -> None:
    client, page = facts_of(Variant("harbour-hotels", "erosions"), tmp_path / "data", none_in="erosions")
    assert figures_on(page)["revenue a month, a year on"] == ("+15%", "to £51,855")
    assert build("4.7", client, "en").title.startswith("Revenue grows 14.6%, above the target of 9%")


def test_whom_we_know_is_unknown_where_nobody_noted_it(tmp_path: Path) -> None:
    client, _ = facts_of(Variant("harbour-hotels", "decisions", "contacts"), tmp_path / "data")
    shown = build("3.7", client, "en")
    assert shown.title == "Whom we know at the 9 decision points is not on record: how much of the power we cover is not known"
    assert {"unknown", "–"} >= set(printed(shown, "covered")) and {"unknown", "–"} >= set(printed(shown, "supports"))
    assert "nobody" not in shown.title


def test_whom_we_know_is_nobody_where_that_was_noted(tmp_path: Path) -> None:
    say = {"purchase": "voice", "level": "branch", "part": "decides", "weight": 1}
    tables = {"purchases": [{"purchase": "voice", "name": "Voice"}], "contacts": [{"contact": "it", "role": "IT manager"}]}
    client = make_client(tmp_path, {**tables, "decisions": [{"decision": "d", **say, "contacts": "none"}]})
    assert printed(build("3.7", client, "en"), "covered")[:2] == ["no", "0%"]


@pytest.mark.parametrize("value", ["bills", "movies", "moves.csv", "sites"])
def test_none_in_names_tables_that_may_be_left_out_and_have_no_row(tmp_path: Path, value: str) -> None:
    with pytest.raises(DataError) as raised:
        make_client(tmp_path, {"sites": [{"site": "a", "name": "A", "level": "branch"}]}, profile={"none_in": value})
    assert len(raised.value.faults) == 1
    assert raised.value.faults[0].column == "none_in"


def test_a_header_alone_is_no_answer(tmp_path: Path) -> None:
    client = make_client(tmp_path, {"moves": []})
    assert not client.answered("moves") and not client.answered("erosions")
    assert make_client(tmp_path, {"moves": []}, profile={"none_in": "moves erosions"}).answered("moves", "erosions")
