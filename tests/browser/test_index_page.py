"""index.html in a browser: sorted, searched, filtered, shared and exported, in both languages, on a desk, a phone and
paper."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from playbook.report.index import index_page, write_index
from tests.browser.test_plan_page import CONTRAST, HEADINGS
from tests.report.fake_outputs import book, failure, manifest, records, write

pytestmark = pytest.mark.browser


def _facts(revenue: float, at_risk: float | None, growth: float | None, **more: Any) -> dict[str, Any]:
    named = more.pop("industry", ("金融", "Finance"))
    industry = dict(zip(("zh", "en"), named, strict=True)) if named else None
    return {"revenue_month": revenue, "at_risk_month": at_risk, "growth_year": growth, "industry": industry, **more}


EVIL = '</script><img src=x onerror="document.title=1"><b>Bold & Co'
#: Six clients whose figures one can add up: three in yuan, two in pounds, and one of which nobody knows anything.
SIX = [
    manifest("delta", name={"zh": "丁公司", "en": "Delta"}, facts=_facts(3000, 1200, -0.05, health=0.55)),
    manifest("acme", name={"zh": "甲公司", "en": "Acme"}, facts=_facts(1_000_000, 100_000, 0.2, health=0.95)),
    manifest(
        "acme", lang="zh", as_of="2026-07-31", name={"zh": "甲公司", "en": "Acme"}, started="2026-08-01T00:00:00+00:00"
    ),
    manifest(
        "bolt",
        name={"zh": "乙公司", "en": '=Bolt, "B"'},
        facts=_facts(20_000, None, None, industry=("制造", "Manufacturing"), health=0.75),
    ),
    manifest("evil", name={"zh": EVIL, "en": EVIL}, facts=_facts(500, 50, 0.01, currency="GBP", industry=None)),
    manifest("fern", lang="zh", name={"zh": "己公司", "en": "Fern"}, facts=_facts(800, 0, 0.02, currency="GBP")),
    failure("fern", name=None, kind="died", lines=["03_needs was killed (signal 9)"], notebook="03_needs.ipynb"),
    failure("newcomer", lines=["profile.yaml: no name"]),
]
CLIENTS = "Array.from(document.querySelectorAll('#clients tbody tr[data-client]'), row => row.dataset.client)"
OUTSIDE = """() => Array.from(document.querySelectorAll('main *')).filter(e => {
  const box = e.getBoundingClientRect();
  return !e.closest('.pb-visually-hidden') && box.width && (box.right > innerWidth + 0.5 || box.left < -0.5);
}).map(e => e.tagName + '.' + e.className)"""


@pytest.fixture(scope="module")
def six(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of the six clients, with the files that it links to."""
    return _without_fonts(write_index, write(SIX, tmp_path_factory.mktemp("outputs")))


def _without_fonts(make: Callable[..., Any], *arguments: Any) -> Any:
    """What a function makes where no font is cut, which takes a second or two."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("playbook.report.index.page.page_fonts", lambda data: "")
        return make(*arguments)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of three hundred clients, with its fonts."""
    path = tmp_path_factory.mktemp("many") / "index.html"
    path.write_text(index_page(*records(book(300, failing=0.1)), older=1, unreadable=2), encoding="utf-8")
    return path


@pytest.fixture
def page(six: Path, open_document: Callable[..., Any]) -> Any:
    """The six clients on a desk, in English."""
    return open_document(six, suffix="#lang=en").page


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_asks_nobody_complains_of_nothing_and_nothing_sticks_out(
    many: Path, open_document: Callable[..., Any], lang: str, width: int
) -> None:
    watched = open_document(many, width=width, suffix=f"#lang={lang}")
    watched.page.mouse.wheel(0, 4000)
    assert (watched.requests, watched.complaints) == ([], [])
    assert watched.page.evaluate("document.documentElement.scrollWidth") == width
    assert watched.page.evaluate(OUTSIDE) == []
    assert watched.page.evaluate(CONTRAST) == []
    levels = watched.page.evaluate(HEADINGS)
    assert levels[0] == 1 and levels.count(1) == 1 and all(after - before <= 1 for before, after in pairwise(levels))
    assert watched.page.evaluate("document.documentElement.lang") == {"zh": "zh-CN", "en": "en"}[lang]


def test_a_client_s_name_is_shown_as_text(six: Path, open_document: Callable[..., Any]) -> None:
    watched = open_document(six, suffix="#lang=en")
    assert watched.page.locator("tr[data-client=evil] .client").inner_text() == EVIL
    assert watched.page.title() == "Portfolio of key-account plans"
    assert (watched.page.locator("main img, main b").count(), watched.requests) == (0, [])


def test_the_claim_and_the_figures_keep_currencies_apart(page: Any) -> None:
    assert (
        page.locator("#claim").inner_text()
        == "6 clients bring at least ¥1.02\u00a0million (at least 9.9% at risk) and £1,300 (3.8% at risk) a month, and"
        " 3 plans need attention"
    )
    values = page.evaluate(
        "Array.from(document.querySelectorAll('.figure-value'), e => e.innerText.replace(/\\s+/g, ' '))"
    )
    assert values[:2] == ["¥1.02m", "£1.3k"]
    assert values[-1] == "3"


def test_the_claim_follows_the_filters(page: Any) -> None:
    page.locator("select[name=currency]").select_option("GBP")
    assert (
        page.locator("#claim").inner_text()
        == "2 of 6 clients bring £1,300 a month; 3.8% of it is at risk, and one plan needs attention"
    )
    page.locator("[name=q]").fill("nobody")
    assert page.locator("#claim").inner_text() == "No client fits these filters"


def test_headings_sort_both_ways_and_unknown_comes_last(page: Any) -> None:
    heading = page.locator("th:has([data-sort=growth])")
    assert heading.get_attribute("aria-sort") is None
    page.locator("[data-sort=growth]").click()
    assert (heading.get_attribute("aria-sort"), page.evaluate(CLIENTS)) == (
        "descending",
        ["acme", "fern", "evil", "delta", "bolt", "newcomer"],
    )
    page.locator("[data-sort=growth]").click()
    assert (heading.get_attribute("aria-sort"), page.evaluate(CLIENTS)) == (
        "ascending",
        ["delta", "evil", "fern", "acme", "bolt", "newcomer"],
    )


def test_amounts_of_one_currency_stand_together(page: Any) -> None:
    assert page.evaluate(CLIENTS) == ["acme", "bolt", "delta", "fern", "evil", "newcomer"]
    page.locator("[data-sort=revenue]").click()
    assert page.evaluate(CLIENTS) == ["delta", "bolt", "acme", "evil", "fern", "newcomer"]


def test_names_sort_as_the_language_does(six: Path, open_document: Callable[..., Any]) -> None:
    page = open_document(six, suffix="#lang=zh&sort=client").page
    names = page.evaluate(
        "Array.from(document.querySelectorAll('.client'), e => e.innerText).filter(name => name.endsWith('公司'))"
    )
    assert names == ["丁公司", "己公司", "甲公司", "乙公司"]  # ding, ji, jia, yi


def test_the_keyboard_sorts_and_keeps_its_place(page: Any) -> None:
    page.locator("[data-sort=health]").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.dataset.sort") == "health"
    assert page.evaluate(CLIENTS)[0] == "delta"


def test_a_search_looks_into_names_ids_industries_and_failures(page: Any) -> None:
    found = {}
    for words in ("甲公司", "BOLT", "manufac", "signal 9", "acme finance", "acme manufacturing"):
        page.locator("[name=q]").fill(words)
        found[words] = page.evaluate(CLIENTS)
    assert found == {
        "甲公司": ["acme"],
        "BOLT": ["bolt"],
        "manufac": ["bolt"],
        "signal 9": ["fern"],
        "acme finance": ["acme"],
        "acme manufacturing": [],
    }
    assert page.locator("#shown").inner_text() == "0 of 6 clients"


def test_charts_filter_and_let_go_again(page: Any) -> None:
    page.locator(".bar[data-facet=industry][data-value=Manufacturing]").click()
    assert page.evaluate(CLIENTS) == ["bolt"]
    assert page.locator("select[name=industry]").input_value() == "Manufacturing"
    assert page.locator(".bar[data-value=Manufacturing]").get_attribute("aria-pressed") == "true"
    assert page.locator(".bar[data-value=Finance]").get_attribute("aria-pressed") == "false"
    page.locator(".bar[data-value=Manufacturing]").click()
    assert len(page.evaluate(CLIENTS)) == 6
    page.get_by_role("button", name="25% to 50% at risk, growth −10% to 0%: 1 client").click()
    assert page.evaluate(CLIENTS) == ["delta"]
    page.locator(".bar[data-facet=health][data-value='0']").click()
    assert page.evaluate("location.hash") == "#health=0&growth=1&risk=2"  # most of the six plans are in English
    page.get_by_role("button", name="Clear filters").click()
    assert (len(page.evaluate(CLIENTS)), page.evaluate("location.hash")) == (6, "")


def test_charts_count_the_clients(page: Any) -> None:
    titles = page.evaluate("Array.from(document.querySelectorAll('.chart h2'), e => e.innerText)")
    assert titles == [
        "1 of 5 plans scores below 60",
        "Finance: 98% of the revenue a month",
        "1 client shrinks with over 25% at risk",
    ]
    assert page.get_by_role("button", name="Finance: ¥1m, of which ¥101k at risk").count() == 1
    page.locator(".link[data-value=GBP]").click()
    assert page.locator("#chart-industry .subtitle").inner_text() == "Revenue a month in GBP; the red part is at risk"


def test_the_card_of_what_needs_attention_filters(page: Any) -> None:
    page.locator(".figure-button").click()
    assert sorted(page.evaluate(CLIENTS)) == ["delta", "fern", "newcomer"]
    assert page.locator(".figure-note").last.inner_text() == "2 failed to run, 1 score below 60"


def test_a_shared_address_shows_the_same_view(six: Path, open_document: Callable[..., Any]) -> None:
    page = open_document(six, suffix="#lang=en&state=failed&sort=client").page
    assert page.evaluate(CLIENTS) == ["fern", "newcomer"]
    page.evaluate("location.hash = '#lang=zh&q=甲&sort=-risk'")
    page.wait_for_function("document.documentElement.lang === 'zh-CN'", timeout=3000)
    assert page.evaluate(CLIENTS) == ["acme"]
    assert page.locator("[name=q]").input_value() == "甲"


def test_an_address_of_nonsense_shows_everything_it_can(six: Path, open_document: Callable[..., Any]) -> None:
    watched = open_document(
        six, suffix="#lang=fr&sort=constructor&page=-3&size=7&x=%3Cb%3E&growth=%3Cimg%3E&state=toString"
    )
    assert (len(watched.page.evaluate(CLIENTS)), watched.page.evaluate("location.hash")) == (6, "")
    watched.page.evaluate("location.hash = '#industry=%3Cimg%3E'")
    watched.page.locator(".chip").first.wait_for()
    assert watched.page.locator(".chip").first.inner_text().startswith("Industry: <img>")
    assert (watched.page.evaluate(CLIENTS), watched.complaints) == ([], [])


def test_the_language_changes_every_text_and_stays_in_the_address(page: Any) -> None:
    page.get_by_role("button", name="中文").click()
    assert page.evaluate("location.hash") == "#lang=zh"
    texts = page.evaluate(
        "[document.title, document.querySelector('#list-title').innerText,"
        " document.querySelector('[name=q]').placeholder]"
    )
    assert texts == ["大客户规划总览", "客户列表", "搜索客户、编号、行业或失败原因"]
    assert page.locator("tr[data-client=acme] .col-revenue").inner_text() == "1,000,000元"
    assert page.locator("tr[data-client=acme] .client").inner_text() == "甲公司"
    page.get_by_role("button", name="English").click()
    assert page.evaluate("location.hash") == ""
    assert page.locator("tr[data-client=acme] .col-revenue").inner_text() == "¥1,000,000"


def test_links_lead_to_the_plans_and_to_the_notebooks_that_failed(six: Path, page: Any) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")
    links = page.evaluate("Array.from(document.querySelectorAll('#clients a'), e => [e.getAttribute('href'), e.href])")
    assert len(links) == 5 + 2 * 6 + 2  # the names, plan and slides of each plan, one link a failure
    assert [link for link, _ in links if not (six.parent / link).is_file()] == []
    assert (
        page.locator("tr[data-client=acme] details a").first.get_attribute("href")
        == "acme/2026-07-31/zh-internal/plan.html"
    )
    why = page.locator("tr.why").first
    assert why.locator(".why-line").inner_text() == "22 Nov 2026, The process died: 03_needs was killed (signal 9)"
    assert why.locator(".kept").inner_text() == "figures from the last good plan, as of 31 Oct 2026"
    assert why.locator("a").get_attribute("href") == "fern/failed/unknown-default/03_needs.ipynb"


def test_the_name_leads_to_the_plan_in_the_reader_s_language(tmp_path: Path, open_document: Callable[..., Any]) -> None:
    path = tmp_path / "index.html"
    path.write_text(_without_fonts(index_page, *records([manifest(lang="zh"), manifest(lang="en")])), encoding="utf-8")
    page = open_document(path).page
    assert page.locator(".client a").get_attribute("href") == "acme/2026-10-31/zh-internal/plan.html"
    page.get_by_role("button", name="English").click()
    assert page.locator(".client a").get_attribute("href") == "acme/2026-10-31/en-internal/plan.html"


def test_unknown_is_said_and_never_zero(page: Any) -> None:
    cells = page.evaluate(
        "Array.from(document.querySelectorAll('tr[data-client=newcomer] td'), e => e.innerText.trim())"
    )
    assert cells == [
        "newcomer",
        "unknown",
        "unknown",
        "unknown",
        "unknown",
        "unknown",
        "unknown",
        "22 Nov 2026",
        "run failed",
        "no plan yet",
    ]
    assert page.locator("tr[data-client=fern] .col-risk").inner_text().split() == ["£0", "0.0%"]


def test_the_rows_that_are_shown_are_exported(page: Any) -> None:
    page.locator("select[name=currency]").select_option("CNY")
    with page.expect_download() as waiting:
        page.locator("#export").click()
    assert waiting.value.suggested_filename == "key-account-plans.csv"
    content = Path(waiting.value.path()).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf") and content.endswith(b"\r\n")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert [row["Id"] for row in rows] == ["acme", "bolt", "delta"]
    assert rows[1]["Name in English"] == '\'=Bolt, "B"'  # a spreadsheet must not take it for a formula
    assert (rows[1]["At risk a month"], rows[2]["Growth a year"], rows[2]["Revenue a month"]) == ("", "-0.05", "3000")
    assert rows[0]["Plan file"] == "acme/2026-10-31/en-internal/plan.html"


def test_pages_of_rows(many: Path, open_document: Callable[..., Any]) -> None:
    page = open_document(many, suffix="#lang=en").page
    first = page.evaluate(CLIENTS)
    assert len(first) == 50
    page.locator("#page-next").focus()
    page.keyboard.press("Enter")
    second = page.evaluate(CLIENTS)
    assert len(second) == 50 and set(first) & set(second) == set()
    assert page.locator(".pager p").inner_text() == "51 to 100 of 300"
    assert page.evaluate("document.activeElement.id") == "page-next"
    page.locator("#page-size").select_option("250")
    assert len(page.evaluate(CLIENTS)) == 250
    assert page.locator("#page-previous").is_disabled()


def test_on_a_phone_a_client_is_a_card_and_a_list_sorts(six: Path, open_document: Callable[..., Any]) -> None:
    page = open_document(six, width=375, height=812, suffix="#lang=en").page
    assert not page.locator("#clients thead").is_visible()
    page.locator("select[name=sort]").select_option("-health")
    assert page.evaluate(CLIENTS)[-1] == "newcomer"
    label = page.evaluate("getComputedStyle(document.querySelector('.col-revenue'), '::before').content")
    assert label == '"Revenue a month"'
    assert page.get_by_role("cell", name="¥1,000,000").count() == 1  # a card is still a table's row to a screen reader


def test_on_paper_the_rows_that_are_shown_are_printed_without_the_tools(
    many: Path, open_document: Callable[..., Any]
) -> None:
    page = open_document(many, suffix="#lang=en&size=25").page
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert len(page.evaluate(CLIENTS)) == 300
    assert [page.locator(part).first.is_visible() for part in (".tools", ".pager", "#export", "#clients thead")] == [
        False,
        False,
        False,
        True,
    ]
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert len(page.evaluate(CLIENTS)) == 25


def test_what_is_left_out_is_said(many: Path, open_document: Callable[..., Any]) -> None:
    page = open_document(many, suffix="#lang=en").page
    assert page.evaluate("Array.from(document.querySelectorAll('.left-out'), e => e.innerText)") == [
        "One plan of an older version is left out; run it again.",
        "2 manifests or failure records cannot be read and are left out.",
    ]


def test_without_plans_it_says_how_to_begin(tmp_path: Path, open_document: Callable[..., Any]) -> None:
    watched = open_document(_without_fonts(write_index, tmp_path))
    assert watched.page.locator("#claim").inner_text() == "还没有规划"
    assert watched.page.locator("#empty").inner_text().splitlines()[-1] == "playbook index"
    assert not watched.page.locator("#all").is_visible()
    assert (watched.requests, watched.complaints) == ([], [])


def test_ten_thousand_clients(tmp_path: Path, open_document: Callable[..., Any]) -> None:
    path = tmp_path / "index.html"
    contents = book(10_000)
    path.write_text(_without_fonts(index_page, *records(contents)), encoding="utf-8")
    watched = open_document(path, suffix="#lang=en")
    page = watched.page
    assert page.locator("#shown").inner_text() == "10,000 of 10,000 clients"
    assert page.evaluate("document.querySelectorAll('#clients tbody tr').length") < 120
    page.locator("[name=q]").fill("c00042")
    assert page.evaluate(CLIENTS) == ["c00042"]
    page.locator("[name=q]").fill("")
    page.locator("select[name=state]").select_option("failed")
    failed = {content["client"] for content in contents if content["schema"] == 1}
    assert page.locator("#shown").inner_text() == f"{len(failed)} of 10,000 clients"
    page.locator("[data-sort=client]").click()
    assert set(page.evaluate(CLIENTS)) <= failed
    assert watched.complaints == []


def test_characters_are_all_in_the_page_s_own_fonts(many: Path, open_document: Callable[..., Any]) -> None:
    """A character that the embedded fonts lack would be drawn in a font of the machine: the widths of two fallbacks
    would differ."""
    for lang in ("zh", "en"):
        page = open_document(many, suffix=f"#lang={lang}&state=attention").page
        widths = page.evaluate("""() => ["monospace", "cursive"].map((other) => {
            document.body.style.fontFamily = `"Playbook Latin", "Playbook Sans", "Playbook Names", ${other}`;
            const texts = document.querySelectorAll("h1, h2, p, td, th, .bar span, .small, .chip, .figure-value");
            return Array.from(texts, (one) => one.getBoundingClientRect().width);
        })""")
        assert widths[0] == widths[1]
