"""The published case speaks the source's words: each of its terms is printed, and what is worded by us is not called
published."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from pathlib import Path

import pytest
import yaml

from playbook.client import load_client
from playbook.exhibits.markup import table_html
from playbook.families.plan import PLAN
from playbook.text import say
from tests.builders.clients import DATA, build, printed

FOLDER = DATA / "clients" / "pingan-life-fuzhou"
OURS = "措辞为本书所拟"
_LIST: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("published_terms.yaml").read_text("utf-8"))
#: Names of things, places, firms and roles: there the words of the method's page count as the source's, too.
NAMES = set(_LIST.pop("names"))
#: Each term, and the exhibit that shows it.
TERMS = _LIST
PURPOSES = (
    "更好地了解各行业电信业务现状，以指导采用不同的业务策略",
    "知己知彼",
    "比客户更了解客户",
    "通过各种电信产品的组合寻找到更多市场机会",
    "确定对客户承诺的尺度",
    "进入营销的计划、实施和控制阶段",
)
#: What stood in the sample before, and not in the source.
WRONG = (
    "树鸟",
    "信息技术部",
    "IT部",
    "现在做",
    "时机成熟即推出",
    "伺机推出",
    "回访中心转网",
    "平安集团",
    "折扣",
    "付款条件",
)


@cache
def shown(exhibit_id: str, lang: str = "zh") -> str:
    """Everything that an exhibit says in words: its JSON and its HTML, without pictures."""
    exhibit = build(exhibit_id, load_client("pingan-life-fuzhou", root=DATA), lang)  # type: ignore[arg-type]
    table = unescape(table_html(exhibit.table)) if exhibit.table else ""
    return json.dumps(exhibit.as_json(), ensure_ascii=False) + table


@pytest.mark.parametrize(
    ("exhibit_id", "term"), [(exhibit_id, term) for exhibit_id, terms in TERMS.items() for term in terms]
)
def test_a_term_of_the_source_is_printed_where_it_belongs(exhibit_id: str, term: str) -> None:
    assert term in shown(exhibit_id)


@pytest.mark.parametrize("exhibit_id", list(PLAN.ids))
def test_no_exhibit_says_what_the_source_does_not(exhibit_id: str) -> None:
    assert [word for word in WRONG if word in shown(exhibit_id).replace("争取电话回访中心的转网", "")] == []


def test_the_purposes_of_the_six_steps_are_the_sources() -> None:
    assert tuple(say("zh", f"report.purpose.{section.number}") for section in PLAN.steps()) == PURPOSES
    assert say("en", "report.purpose.3") == "Know the client better than it knows itself"


def test_the_addresses_of_all_seven_sites_are_printed_in_both_languages() -> None:
    for lang, first in (("zh", "五一中路88号平安大厦30层"), ("en", "30th floor, Ping An Tower, 88 Wuyi Middle Road")):
        addresses = printed(build("5.1", load_client("pingan-life-fuzhou", root=DATA), lang), "address")  # type: ignore[arg-type]
        assert (len(addresses), len(set(addresses)), addresses[0]) == (7, 7, first)


def test_the_rivals_stand_beside_each_application() -> None:
    found = build("4.4", load_client("pingan-life-fuzhou", root=DATA), "zh")
    rivals = {
        heading[-1]: text
        for heading, text in zip(printed(found, "heading"), printed(found, "rivals"), strict=True)
        if "应用" in heading
    }
    assert rivals == {
        "A": "网通、移动竞争",
        "B": "已被网通渗透",
        **dict.fromkeys("CDE", "网通竞争激烈"),
        "F": "移动、联通无线接入业务发展迅速",
    }


def rows() -> Iterator[tuple[str, dict[str, str]]]:
    for path in sorted(Path(FOLDER).glob("*.csv")):
        yield from (
            (f"{path.name} {number}", row)
            for number, row in enumerate(csv.DictReader(path.read_text("utf-8").splitlines()), start=2)
        )


def test_what_is_worded_by_us_is_not_published() -> None:
    assert [
        place
        for place, row in rows()
        if row["status"] == "published" and (OURS in row["source_zh"] or "our wording" in row["source"])
    ] == []


def test_what_is_published_is_in_the_sources_words() -> None:
    """Every Chinese text of a published row is a term of the source, is made of such terms, or is a name."""
    terms = {term for part in TERMS.values() for term in part}

    def in_its_words(text: str) -> bool:
        pieces = [piece for piece in re.split(r"[；，（）]", text) if piece]
        return text in terms | NAMES or all(piece in terms | NAMES for piece in pieces)

    texts = [
        (place, text)
        for place, row in rows()
        if row["status"] == "published"
        for column, text in row.items()
        if column.endswith("_zh") and column not in ("source_zh", "by_zh") and text
    ]
    assert len(texts) > 60
    strange = {text for _, text in texts if not in_its_words(text)}
    assert strange == {"本地网DDN、分组"}  # two terms, joined
