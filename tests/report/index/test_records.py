"""The index's rows and page: one row a client, unknown stays unknown, and no client's text becomes markup."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from pydantic import ValidationError

from playbook.report.index import Failure, Plan, index_page, rows_of
from playbook.report.index.page import COLUMNS, payload
from tests.report.fake_outputs import book, failure, manifest, records

pytestmark = pytest.mark.usefixtures("without_fonts")


def rows(*contents: dict[str, Any]) -> list[dict[str, Any]]:
    """The page's rows, each by the names of its columns."""
    return [dict(zip(COLUMNS, cells, strict=True)) for cells in payload(rows_of(*records(contents)))["rows"]]


def data_in(page: str) -> Any:
    """The data that a page carries."""
    scripts = re.findall(r'<script type="application/json" id="portfolio-data">(.*?)</script>', page, re.DOTALL)
    assert len(scripts) == 1
    return json.loads(scripts[0])


def test_a_row_holds_the_facts_of_its_plan() -> None:
    (row,) = rows(manifest("acme"))
    assert row == {
        "id": "acme",
        "zh": "示例客户",
        "en": "Acme",
        "industry": 0,
        "currency": 0,
        "revenue": 64007.8,
        "growth": 0.05,
        "risk": 18097.24,
        "uplift": 17800.0,
        "health": 0.96,
        "open": 1,
        "run": "2026-11-22T10:00:00",
        "dates": [["2026-10-31", [["en", "2026-10-31/en-internal/plan.html", "2026-10-31/en-internal/slides.html"]]]],
        "failure": None,
        "warnings": None,
        "known": None,
        "least": None,
    }


def test_warnings_are_counted_and_the_worst_one_named() -> None:
    (row,) = rows({**manifest("acme"), "warnings": ["the worst", "another"], "despite_control_total": True})
    assert row["warnings"] == [2, "the worst", True]


def test_the_latest_date_gives_the_figures_and_the_others_are_links() -> None:
    (row,) = rows(
        manifest(as_of="2026-07-31", facts={"revenue_month": 1}),
        manifest(as_of="2026-10-31", facts={"revenue_month": 2}),
        manifest(as_of="2026-01-31", facts={"revenue_month": 3}),
    )
    assert row["revenue"] == 2
    assert [date for date, _ in row["dates"]] == ["2026-10-31", "2026-07-31", "2026-01-31"]


def test_of_two_languages_the_later_run_gives_the_figures_and_chinese_is_linked_first() -> None:
    early, late = "2026-11-22T10:00:00+00:00", "2026-11-22T10:00:00+01:00"
    (row,) = rows(
        manifest(lang="en", started=late, facts={"health": 0.1}),
        manifest(lang="zh", started=early, facts={"health": 0.2}),
    )
    assert row["health"] == 0.2  # ten o'clock an hour further east is the earlier one
    assert [lang for lang, *_ in row["dates"][0][1]] == ["zh", "en"]


def test_a_failure_younger_than_every_plan_is_shown_beside_the_last_good_one() -> None:
    (row,) = rows(
        manifest(started="2026-11-22T10:00:00+00:00"),
        failure(started="2026-11-22T12:00:00+00:00", notebook="03_needs.ipynb", kind="died"),
    )
    assert row["failure"] == [
        "died",
        "clients/acme/bills.csv row 2: expected a number",
        "acme/failed/unknown-default/03_needs.ipynb",
    ]
    assert (row["revenue"], row["run"]) == (64007.8, "2026-11-22T12:00:00")


def test_a_failure_that_a_later_plan_outlived_is_not_shown() -> None:
    (row,) = rows(manifest(started="2026-11-22T13:00:00+00:00"), failure(started="2026-11-22T12:00:00+00:00"))
    assert (row["failure"], row["run"]) == (None, "2026-11-22T13:00:00")


def test_of_several_failures_the_last_one_counts() -> None:
    later = failure(lang="zh", started="2026-11-22T13:00:00+00:00", kind="memory", lines=["", " big "])
    (row,) = rows(later, failure(started="2026-11-22T12:00:00+00:00"))
    assert row["failure"] == ["memory", "big", "acme/failed/unknown-zh/failure.json"]


def test_a_client_that_only_failed_is_a_row_of_unknowns_under_its_id() -> None:
    (row,) = rows(failure("newcomer", kind="something new"))
    assert (row["id"], row["zh"], row["en"], row["dates"]) == ("newcomer", "newcomer", "newcomer", [])
    assert [row[name] for name in ("industry", "currency", "revenue", "growth", "risk", "uplift", "health")] == [
        None
    ] * 7
    assert row["failure"][0] == "bug"


def test_where_one_name_is_missing_the_other_stands_in() -> None:
    (row,) = rows(manifest(name={"zh": "", "en": "Acme"}))
    assert (row["zh"], row["en"]) == ("Acme", "Acme")


def test_unknown_facts_stay_unknown() -> None:
    nothing = dict.fromkeys(
        (
            "industry",
            "currency",
            "revenue_month",
            "growth_year",
            "at_risk_month",
            "uplift_month",
            "health",
            "open_questions",
        )
    )
    (row,) = rows(manifest(facts=nothing))
    assert [
        row[name] for name in ("industry", "currency", "revenue", "growth", "risk", "uplift", "health", "open")
    ] == [None] * 8


def test_what_is_at_least_at_risk_stands_beside_what_is_unknown() -> None:
    (row,) = rows(manifest(facts={"at_risk_month": None, "at_risk_month_at_least": 7213.886129}))
    assert (row["risk"], row["least"]) == (None, 7213.886129)


def test_currencies_are_kept_apart_the_more_common_first() -> None:
    contents = [
        manifest(client, facts={"currency": currency})
        for client, currency in (("a", "GBP"), ("b", "CNY"), ("c", "GBP"), ("d", "AUD"))
    ]
    data = payload(rows_of(*records(contents)))
    assert data["currencies"] == ["GBP", "AUD", "CNY"]
    assert [cells[COLUMNS.index("currency")] for cells in data["rows"]] == [0, 2, 0, 1]


def test_industries_of_the_same_english_name_have_keys_of_their_own() -> None:
    names = [("酒店", "Hotels"), ("旅馆", "Hotels"), ("金融", "Finance"), ("金融", "Finance")]
    contents = [
        manifest(f"c{number}", facts={"industry": {"zh": zh, "en": en}}) for number, (zh, en) in enumerate(names)
    ]
    assert payload(rows_of(*records(contents)))["industries"] == [
        ["Finance", "金融", "Finance"],
        ["Hotels · 旅馆", "旅馆", "Hotels"],
        ["Hotels · 酒店", "酒店", "Hotels"],
    ]


@pytest.mark.parametrize(("langs", "expected"), [(["zh", "en", "en"], "en"), (["zh", "en"], "zh"), ([], "zh")])
def test_the_page_opens_in_the_language_of_most_plans(langs: list[str], expected: str) -> None:
    contents = [manifest(f"c{number}", lang=lang) for number, lang in enumerate(langs)]
    assert payload(rows_of(*records(contents)))["lang"] == expected


@pytest.mark.parametrize(
    "change",
    [
        {"client": "../up"},
        {"client": "javascript:alert(1)"},
        {"as_of": "yesterday"},
        {"lang": "fr"},
        {"edition": "in/ternal"},
        {"schema": 3},
        {"started": "2026-11-22T10:00:00"},
        {"facts": {"health": float("nan")}},
        {"facts": {"revenue_month": "much"}},
        {"files": {}},
        {"files": {"../plan.html": {}}},
        {"files": {"/plan.html": {}}},
        {"files": {"slides.html": {}}},
    ],
    ids=str,
)
def test_a_manifest_that_is_not_as_runs_write_it_is_refused(change: dict[str, Any]) -> None:
    content = manifest(facts=change.pop("facts", {})) | change
    with pytest.raises(ValidationError):
        Plan.model_validate(content)


@pytest.mark.parametrize("notebook", ["../../secret.ipynb", "/etc/passwd", "javascript:alert(1)", ".hidden/x.ipynb"])
def test_a_failure_links_nowhere_else(notebook: str) -> None:
    with pytest.raises(ValidationError):
        Failure.model_validate(failure(notebook=notebook))


def test_documents_are_where_the_manifest_says() -> None:
    (row,) = rows(manifest(files={"run-1f/plan.html": {}, "run-1f/notebooks/06_planning.ipynb": {}}))
    assert row["dates"][0][1] == [["en", "2026-10-31/en-internal/run-1f/plan.html", None]]


EVIL = "</script><script>alert(1)</script><!--&\u2028"


def test_a_client_s_text_cannot_leave_the_data() -> None:
    contents = [
        manifest(name={"zh": EVIL, "en": EVIL}, facts={"industry": {"zh": EVIL, "en": EVIL}}),
        failure(lines=[EVIL]),
    ]
    page = index_page(*records(contents))
    assert page.lower().count("<script") == page.count("</script>") == 2
    assert EVIL not in page and "<!--" not in page
    data = data_in(page)
    assert data["rows"][0][1:3] == [EVIL, EVIL] and data["rows"][0][-1][1] == EVIL.strip()


def test_the_same_records_give_the_same_bytes_in_any_order() -> None:
    contents = book(40, failing=0.3)
    plans, failures = records(contents)
    assert index_page(plans, failures) == index_page(list(reversed(plans)), list(reversed(failures)))


def test_no_address_on_the_web_stands_in_the_page() -> None:
    assert re.findall(r"https?:|//[a-z]+\.[a-z]", index_page(*records(book(20)))) == []


def test_what_is_left_out_is_told_to_the_page() -> None:
    page = data_in(index_page([], [], older=3, unreadable=1))
    assert (page["older"], page["unreadable"], page["rows"]) == (3, 1, [])
