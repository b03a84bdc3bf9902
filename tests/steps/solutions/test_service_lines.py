"""Today's service lines: what is contested, what waits, and the note on the bills; the published sums."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from playbook.client import Client, load_client
from playbook.client.rows import records
from playbook.steps.shares import Total
from playbook.steps.solutions.printed import Yearly
from playbook.steps.solutions.service_lines import ServiceLines, service_lines
from playbook.text import say
from tests.builders.clients import Rows, looked, make_client


@cache
def sample(client: str) -> Client:
    return load_client(client)


def line(identifier: str, revenue: object = "", rivals: str = "") -> dict[str, object]:
    return {"line": identifier, "name": identifier.capitalize(), "revenue_year": revenue, "rivals": rivals}


def initiative(identifier: str, on: str, start: object = 1, **given: object) -> dict[str, object]:
    rated = {"benefit": 3, "technical": 4, "policy": 4, "contested": "no"}
    return {"initiative": identifier, "name": identifier, "line": on, "start_month": start, **rated, **given}


def mapped(folder: Path, lines: Rows, initiatives: Rows = (), **tables: Rows) -> ServiceLines:
    given = {"service_lines": lines, "initiatives": initiatives, **tables}
    return service_lines(make_client(folder, given, profile=looked(given, "initiatives")))


def told(found: ServiceLines) -> dict[str, str]:
    return {finding.rule: say("en", f"{finding.rule}.title", **finding.figures) for finding in found.findings}


def test_a_contested_line_without_initiative_is_a_gap_and_one_whose_start_late_waits(tmp_path: Path) -> None:
    lines = [line("voice", 100, "Rival"), line("data", 300, "Rival"), line("web", 60)]
    found = mapped(tmp_path, lines, [initiative("I1", "data", 9)])
    assert list(found.lines["line"]) == ["data", "voice", "web"]
    assert [(row["contested"], row["state"]) for row in records(found.lines)] == [
        (True, "waiting"),
        (True, "gap"),
        (None, "gap"),
    ]
    texts = told(found)
    assert (
        texts["solutions.service_lines.gap"]
        == "65% of ¥460 a year comes from data; of 2 contested lines one has no initiative: voice"
    )
    assert (
        texts["solutions.service_lines.waiting_too"]
        == "On one more contested line no initiative starts within 6 months: data"
    )
    # What the lines that are contested and not worked on bring a month: 100 / 12 and 300 / 12.
    assert [finding.money_month for finding in found.findings[:2]] == [pytest.approx(100 / 12), 25]


def test_an_initiative_marked_as_contested_makes_its_line_so(tmp_path: Path) -> None:
    found = mapped(tmp_path, [line("data", 300)], [initiative("I1", "data", 2, contested="yes")])
    assert records(found.lines)[0]["contested"] is True
    assert found.findings[0].rule == "solutions.service_lines.acting"


def test_every_situation_says_something(tmp_path: Path) -> None:
    for number, (lines, rule) in enumerate(
        [
            ([line("data", 300)], "solutions.service_lines.uncontested"),
            ([line("data", 300), line("web")], "solutions.service_lines.uncontested_at_least"),
            ([line("data"), line("web", "", "Rival")], "solutions.service_lines.gap_unknown"),
            ([line("data")], "solutions.service_lines.uncontested_unknown"),
        ]
    ):
        assert mapped(tmp_path / str(number), lines).findings[0].rule == rule
    assert mapped(tmp_path / "none", []).findings == ()


def test_an_unknown_revenue_is_no_zero(tmp_path: Path) -> None:
    found = mapped(tmp_path, [line("data", 300), line("web")])
    assert found.total == Total(300.0, 1)
    assert not any(rule.startswith("solutions.service_lines.basis") for rule in told(found))


def test_an_initiative_on_no_line_is_said(tmp_path: Path) -> None:
    assert (
        told(mapped(tmp_path, [line("data", 300)], [initiative("I1", "")]))["solutions.service_lines.unlined"]
        == "One initiative belongs to no line: I1"
    )


def test_the_bills_are_a_note_times_twelve_or_of_the_year(tmp_path: Path) -> None:
    # The house's bills: 600 + 400 a month over one quarter: times twelve 12,000. With twelve months of bills their own
    # sum is taken.
    found = mapped(tmp_path / "quarter", [line("data", 9000), line("voice", 4800)])
    assert (found.bases[0].lines_year, found.bases[0].bills_year, found.whole_year) == (13_800, 12_000, False)
    assert [(base.lines, base.bills_year) for base in found.bases[1:]] == [(("data",), 7200), (("voice",), 4800)]
    year = [
        {"from": f"2002-{month:02d}", "to": f"2002-{month:02d}", "service": "data", "amount_month": 100 + month}
        for month in range(1, 13)
    ]
    whole = mapped(tmp_path / "year", [line("data", 1278)], bills=year)
    assert (whole.bases[0].bills_year, whole.whole_year) == (1278, True)
    assert (
        told(whole)["solutions.service_lines.basis_equal_year"]
        == "The lines add up to ¥1,278 a year, as good as the last twelve months' bills"
    )


def test_the_published_lines_and_bills() -> None:
    found = service_lines(sample("pingan-life-fuzhou"))
    # 4.8 + 8.1 + 22 + 8.9 + 32 = 75.8 wan; bills 64,007.80 x 12 = 76.8 wan; data 34.9 / 33.8, long distance 8.9 / 9.2
    # (with 17909), local 32 / 33.7.
    printed = {
        base.name.en: (Yearly(base.lines_year, "CNY").printed("zh"), Yearly(base.bills_year, "CNY").printed("zh"))
        for base in found.bases
    }
    assert printed == {
        "": ("75.8万元", "76.8万元"),
        "Data": ("34.9万元", "33.8万元"),
        "Long distance": ("8.9万元", "9.2万元"),
        "Local calls": ("32.0万元", "33.7万元"),
    }
    assert [row["line"] for row in records(found.lines) if row["state"] == "waiting"] == [
        "local_voice",
        "inter_province",
    ]
    first = found.findings[0]
    assert (first.rule, first.money_month) == ("solutions.service_lines.waiting", pytest.approx(368_000 / 12))


def test_planted_in_harbour_hotels() -> None:
    found = service_lines(sample("harbour-hotels"))
    assert (found.total.known, round(found.bases[0].bills_year, 2), found.whole_year) == (531_300, 531_225.59, True)
    assert [finding.rule for finding in found.findings] == [
        "solutions.service_lines.acting",
        "solutions.service_lines.basis_equal_year",
    ]
    assert set(found.lines["state"]) == {"acting"}


def test_the_order_of_the_rows_does_not_matter() -> None:
    client = sample("pingan-life-fuzhou")
    frames = {
        **client.frames,
        **{name: client.frames[name].iloc[::-1] for name in ("service_lines", "bills", "solutions")},
    }
    found, usual = service_lines(replace(client, frames=frames, fingerprint="turned")), service_lines(client)
    assert records(found.lines) == records(usual.lines)
    assert {base.name.en: base.bills_year for base in found.bases} == {
        base.name.en: base.bills_year for base in usual.bases
    }
    assert told(found) == told(usual)
