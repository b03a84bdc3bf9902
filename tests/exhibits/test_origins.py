"""Where rows come from, as a plan prints it: its language's twin, else the original."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.client import load_client
from playbook.families.building import page_of
from playbook.families.plan import PLAN
from playbook.units import Lang
from tests.builders.clients import BILLS, DATA, Rows, build, make_client, printed

TWINS = {"source": "bills of the client", "source_zh": "客户账单"}
CHINESE_FIRST = {"source": "客户账单", "source_en": "bills of the client"}


def bills(*origins: dict[str, str]) -> Rows:
    return [{**row, **origin} for row, origin in zip(BILLS, origins, strict=True)]


def sources(folder: Path, lang: Lang, *origins: dict[str, str]) -> list[tuple[str, str]]:
    """The lines of 7.3 for the bills: source and number of rows."""
    found = build("7.3", make_client(folder, {"bills": bills(*origins)}), lang)
    lines = zip(printed(found, "table"), printed(found, "source"), printed(found, "rows"), strict=True)
    return [(source, count) for table, source, count in lines if table == "bills.csv"]


@pytest.mark.parametrize(
    ("lang", "origin", "expected"),
    [
        ("zh", TWINS, "客户账单"),
        ("en", TWINS, "bills of the client"),
        ("zh", CHINESE_FIRST, "客户账单"),
        ("en", CHINESE_FIRST, "bills of the client"),
        ("zh", {"source": "bills"}, "bills"),
        ("en", {"source": "bills"}, "bills"),
        ("zh", {"source_en": "bills"}, "bills"),
        ("en", {"source_zh": "客户账单"}, "客户账单"),
        ("zh", {}, "–"),
        ("en", {}, "–"),
    ],
)
def test_a_source_is_said_in_the_plans_language(
    tmp_path: Path, lang: Lang, origin: dict[str, str], expected: str
) -> None:
    assert sources(tmp_path, lang, origin, origin) == [(expected, "2")]


@pytest.mark.parametrize(("lang", "expected"), [("zh", "客户账单"), ("en", "bills of the client")])
def test_a_row_without_its_twin_stands_with_those_of_its_source(tmp_path: Path, lang: Lang, expected: str) -> None:
    assert sources(tmp_path, lang, TWINS, {"source": "bills of the client"}) == [(expected, "2")]


def test_sources_are_told_apart_in_both_languages(tmp_path: Path) -> None:
    other = {"source": "a call", "source_zh": "一次来电"}
    assert sources(tmp_path, "zh", TWINS, other) == [("客户账单", "1"), ("一次来电", "1")]


@pytest.mark.parametrize(
    ("lang", "expected"), [("zh", "依据：客户账单；一次来电"), ("en", "Evidence: bills of the client; a call")]
)
def test_notes_name_sources_in_the_plans_language(tmp_path: Path, lang: Lang, expected: str) -> None:
    client = make_client(tmp_path, {"bills": bills(TWINS, {"source": "a call", "source_zh": "一次来电"})})
    assert build("3.2", client, lang).notes[-1] == expected


@pytest.mark.parametrize(("lang", "expected"), [("zh", "公开案例，客户档案"), ("en", "published case, client file")])
def test_the_client_file_says_its_source(lang: Lang, expected: str) -> None:
    found = build("3.1", load_client("pingan-life-fuzhou", root=DATA), lang)
    assert expected in [cell.printed for row in found.values.rows for cell in row]


@pytest.mark.parametrize(("client", "lines", "count"), [("pingan-life-fuzhou", 88, 79), ("harbour-hotels", 49, 1)])
def test_a_sample_has_as_many_lines_and_sources_in_either_language(client: str, lines: int, count: int) -> None:
    for lang in ("zh", "en"):
        found = build("7.3", load_client(client, root=DATA), lang)  # type: ignore[arg-type]
        assert (len(found.values.rows), len(set(printed(found, "source")))) == (lines, count)


def test_a_blank_that_says_something_is_no_unknown_cell(tmp_path: Path) -> None:
    """A bill without a currency is in the market's, twins go with their text; a need without service and amount lacks
    two: a confidence that nobody gave is the assumption."""
    for origin in ({}, TWINS):
        client = make_client(
            tmp_path, {"bills": bills(origin, origin), "needs": [{"need": "n1", "name": "N", **origin}]}
        )
        found = build("7.1", client, "en")
        unknown = dict(zip(printed(found, "table"), printed(found, "unknown"), strict=True))
        assert (unknown["bills.csv"], unknown["needs.csv"]) == ("0", "2")


def test_a_page_says_nothing_where_a_source_is_unknown(tmp_path: Path) -> None:
    client = make_client(tmp_path, {"bills": bills({}, TWINS)})
    assert page_of(PLAN, "7.3", client, "zh").origins("bills") == ["", "客户账单"]
