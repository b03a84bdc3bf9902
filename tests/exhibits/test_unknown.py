"""Unknown is never 0: what a plan prints without a table, a column or a cell is what the whole plan prints, or unknown,
or a bound that holds.

The variants are made from the samples (:mod:`tests.exhibits.variants`); a seeded tenth of them is tried each time, all
of them, and single cells, with `make long`.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from playbook.client import Client, load_client
from playbook.client.profile import PROFILE
from playbook.errors import DataError
from playbook.exhibits.exhibit import Exhibit
from tests.builders.clients import build, make_client, printed
from tests.exhibits.figures import Figure, by_place, figures_of, wrong
from tests.exhibits.variants import SAMPLES, TABLES, Variant, dropped_with, made, sample, variants


@dataclass(frozen=True)
class Exemption:
    """Figures (by the fault that they would be) that may change where some of this is lacking (`table`,
    `table.column`), and why.

    What was missing must then be said: in the source line of the exhibit `said_in` (of the figure's own where that is
    blank), which ends with what it rests on and is not on record; by 7.1 where the figure is itself about what is on
    record; in a cell, unknown for a reason, where it is `CELLS`.
    """

    figures: str
    lacking: str
    why: str
    said_in: str = ""


CELLS = "cells"
RECORD = "counts of what is filled in"
#: What is not held against the whole plan, by name: what method.md makes to add up again, ranks and choices, counts of
#: what is filled in, names.
EXEMPT = (
    Exemption(
        r"3\.2 rivals|3\.5 points|fact industry",
        r".*name(_zh|_en)?",
        "a name in one language stands for the other: no figure",
    ),
    Exemption(r"7\.3 rows", r".*\.source(_zh|_en)?", "a row goes by where it comes from: no figure"),
    Exemption(r"7\.\d |rule 7|3\.1 |6\.7 |rule 6\.7|6\.8 |fact (health|open_questions|findings)", ".*", RECORD, "7.1"),
    Exemption(r"4\.2 id of", ".*", "counts of the needs on record and found, by what answers them"),
    Exemption(r"4\.3 (cost|short)_unknown", ".*", "counts of the lines and sites of which something is not known"),
    Exemption(r"4\.8 state", ".*", "whether an input has its low, base and high"),
    Exemption(r"3\.5 points", r"resources.*", "the points of failure on record, by name"),
    Exemption(
        r"2\.\d+b? |6\.6 .*rivals|fact at_risk|diff risk",
        r"scores\.score",
        "made to add up again over the scores that are known",
        "2.4",
    ),
    Exemption(
        r"1\.4 (\w+ of (Total|Weighted)|says)|1\.5 says",
        r"(buying_factors|factor_performance).*",
        "weights made to add up again over the factors that are scored",
    ),
    Exemption(
        r"6\.4 |6\.5 (actual|previous|unit|says (now|change))",
        r"(contacts|decisions|purchases|progress_roles).*",
        "a mean over the attitudes that are known",
    ),
    Exemption(
        r"3\.7 (covered|supports|weight|says)",
        r"decisions\.weight",
        "counts of decision points, where their weights are not known",
    ),
    Exemption(
        r"1\.1b (of_all|says)|1\.2 says",
        r"industries\.revenue_month|service_usage\.amount_month",
        "shares that add up to 100% over the industries that are shown, as method.md has it",
        "1.1b",
    ),
    Exemption(
        r"2\.3 says|2\.4 says (worst|probability|part)|2\.4b says (from|to|at_)|6\.6 says",
        r"competition_services.*",
        "the service with the most at risk: a choice",
    ),
    Exemption(
        r"4\.1 (phase|items|feasibility)",
        r"initiatives\.line",
        "counts of the initiatives on record, by the line that they name",
    ),
    Exemption(
        r"4\.8 says",
        r"solutions\.benefit_(low|high)_month",
        "of the inputs whose range is on record, the others held at their base",
    ),
    Exemption(r"4\.8 says swing", r"solutions\.benefit_base_month", "the input to firm up first: a choice"),
    Exemption(r"4\.3 says", r"sites\.required_kbps", "the design to compare with: a choice"),
    Exemption(
        r"4\.[456] (rank|top|score|benefit|front|says)",
        r"solutions.*",
        "which comes before which, by benefit as a part of the largest known: a rank",
    ),
    Exemption(
        r"4\.7 (running|change|amount|says)",
        r"solutions\.effect(_name.*)?",
        "the order of the bars and which is largest: a rank",
    ),
    Exemption(r"4\.9 (best|runner_up)", r"solutions.*", "the best set: a choice"),
    Exemption(
        r"5\.4 (verdict_name.*: +'(?!Sign)|decisive|says)",
        ".*",
        "the careful choice, the worst site and the promise that is named first",
    ),
    Exemption(
        r"5\.4 verdict_name",
        "solutions",
        "a promise that names no solution is one that needs none: the variant makes it such",
    ),
    Exemption(
        r"5\.3 (says|needed|gap)",
        r"commitments|support_.*",
        "the grade that is named first, the tightest need on record: a choice",
    ),
    Exemption(
        r"6\.1 (says day|capacity)",
        r"team|tasks.*",
        "the first of the tasks that have no owner, whose load is shown: a choice",
    ),
    Exemption(r"6\.3 says", r"visits\.date", "the next of the visits: a choice"),
    Exemption(
        r"6\.5 says",
        r"kpi_values\.target",
        "the bridge begins at the year before, as its sentence says: a choice",
        CELLS,
    ),
    Exemption(
        r"6\.5 (target|month|next)",
        r"kpi_values\.(actual|target)",
        "the month that a KPI is judged in: a choice",
        CELLS,
    ),
    Exemption(
        r"1\.2 says",
        r"profile\.industry|service_usage\.amount_month",
        "the industry and service that stand out: a choice",
    ),
    Exemption(
        r"3\.6 says \w+ \[goals\.unknown",
        r"goals\.supported",
        "counts of the initiatives of which it is not on record",
        CELLS,
    ),
    Exemption(
        r"6\.2 says room",
        r"communications\.times_(low|high)",
        "who is named to help, of those whose contacts are known: a choice",
        CELLS,
    ),
    Exemption(r"6\.2 ", r"communications\.audience.*", "a row goes by its audience's name: no figure"),
)
#: What is said only where somebody knows it: that there is none, or enough.
CLAIMS = (
    "competition.revenue_at_risk.not_exposed",
    "competition.revenue_at_risk.none_in",
    "needs.spend.spend_safe",
    "needs.decisions.no_way_in",
    "needs.decisions.way_in",
    "needs.decisions.coverage_gap",
    "needs.decisions.coverage_gaps",
    "solutions.waterfall.over_one",
    "solutions.waterfall.over_many",
    "solutions.waterfall.no_erosion",
    "solutions.benefit_feasibility.none_chosen",
    "solutions.outcome.always",
    "solutions.outcome.likely",
    "solutions.outcome.never",
    "solutions.service_lines.gap",
    "solutions.service_lines.waiting",
    "solutions.need_coverage.stray",
    "solutions.need_coverage.idle_chosen",
    "needs.whitespace.no_rival",
    "needs.whitespace.all_ours",
    "solutions.selection.no_choice",
    "capability.deliverability.none_chosen",
    "solutions.ranking.front_open",
)
ALL = [variant for client in SAMPLES for variant in variants(client)]
TENTH = random.Random(2002).sample(ALL, len(ALL) // 10)


@cache
def whole(client: str) -> dict[str, list[Figure]]:
    return by_place(figures_of(sample(client)))


def blank_says_something(variant: Variant) -> bool:
    """Is the column one whose blank has a meaning, or one that says who judged and when?"""
    columns = PROFILE if variant.table == "profile" else TABLES[variant.table].columns
    blank = next((column.blank for column in columns if column.name == variant.column), "")
    return variant.column in ("by", "on", "benefit_status") or bool(blank)


def exemption(fault: str, variant: Variant) -> Exemption | None:
    """The exemption that a fault falls under."""
    lacking = f"{variant.table}.{variant.column}".rstrip(".")
    return next((one for one in EXEMPT if re.match(one.figures, fault) and re.fullmatch(one.lacking, lacking)), None)


def says(client: Client, variant: Variant, exhibit_id: str) -> bool:
    """Does an exhibit say that what the variant lacks is not on record?"""
    shown = build(exhibit_id, client, "en")
    if exhibit_id == "7.1":
        return shown.values != build("7.1", sample(variant.client), "en").values
    return any(f"{table}.csv" in shown.source.partition("Not on record: ")[2] for table in dropped_with(variant.table))


def unknown_cells(client: Client, exhibit_id: str) -> int:
    """How many cells of an exhibit are unknown and give the reason."""
    return sum(
        not cell.known and bool(cell.reason) for row in build(exhibit_id, client, "en").values.rows for cell in row
    )


def unsaid(client: Client, variant: Variant, fault: str, found: Exemption) -> Iterator[str]:
    """The fault of an exempt figure whose exhibit does not say what was missing; a name needs no saying, nor does a
    field of the profile."""
    exhibit_id = fault.split()[0] if found.said_in in ("", CELLS) else found.said_in
    if found.why.endswith("no figure") or variant.table == "profile":
        return
    if not (unknown_cells(client, exhibit_id) if found.said_in == CELLS else says(client, variant, exhibit_id)):
        yield f"{exhibit_id} does not say that {variant.table} is not on record, though {fault}"


def faults(variant: Variant, folder: Path) -> list[str]:
    """What a variant's plan says that nobody knows, or does not say though it was missing."""
    client = None if blank_says_something(variant) else made(variant, folder)
    if client is None:
        return []
    figures = list(figures_of(client))
    said = {figure.place.split()[-1] for figure in figures if figure.place.startswith("rule ")}
    known = {place.split()[-1] for place in whole(variant.client) if place.startswith("rule ")}
    claims = [f"claims {rule}" for rule in CLAIMS if rule in said - known]
    return claims + [fault for fault in wrong(figures, whole(variant.client)) for fault in held(client, variant, fault)]


def held(client: Client, variant: Variant, fault: str) -> Iterable[str]:
    """What is left of a fault: nothing where it is exempt and what was missing is said."""
    found = exemption(fault, variant)
    return unsaid(client, variant, fault, found) if found else [fault]


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
    assert (
        shown.title
        == "Revenue a month grows by at most 14.6%, to at most £51,855; what is expected to go is not recorded"
    )
    assert not any("raised" in line and "before" not in line for line in (*shown.so_what, *drawn.so_what))
    assert printed(drawn, "amount")[1] == "at most £51,855"
    told = "Whether 9% is reached cannot be told: only without a loss that is not known do all 4,000 outcomes reach it"
    assert drawn.title == told


def test_without_erosions_because_nothing_will_go_the_target_is_passed(tmp_path: Path) -> None:
    client, page = facts_of(Variant("harbour-hotels", "erosions"), tmp_path / "data", none_in="erosions")
    assert figures_on(page)["revenue a month, a year on"] == ("+15%", "to £51,855")
    assert build("4.7", client, "en").title.startswith("Revenue grows 14.6%, above the target of 9%")


def test_whom_we_know_is_unknown_where_nobody_noted_it(tmp_path: Path) -> None:
    client, _ = facts_of(Variant("harbour-hotels", "decisions", "contacts"), tmp_path / "data")
    shown = build("3.7", client, "en")
    assert (
        shown.title
        == "Whom we know at the 9 decision points is not on record: how much of the power we cover is not known"
    )
    assert {"unknown", "–"} >= set(printed(shown, "covered")) and {"unknown", "–"} >= set(printed(shown, "supports"))
    assert "nobody" not in shown.title


def test_whom_we_know_is_nobody_where_that_was_noted(tmp_path: Path) -> None:
    say = {"purchase": "voice", "level": "branch", "part": "decides", "weight": 1}
    tables = {
        "purchases": [{"purchase": "voice", "name": "Voice"}],
        "contacts": [{"contact": "it", "role": "IT manager"}],
    }
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
