"""The lists that the book speaks with: whole in both languages, and nobody's name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from playbook.synth.words import words

FILES = ("names", "markets", "network", "services", "industries", "offers", "people", "judgements")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
SAME_IN_BOTH = {"%"}


def pairs(value: Any) -> Iterator[tuple[str, str]]:
    """Every two neighbouring texts of a list of which the first is Chinese: a text and its twin."""
    if isinstance(value, dict):
        for item in value.values():
            yield from pairs(item)
    elif isinstance(value, list):
        texts = [item for item in value if isinstance(item, str)]
        yield from ((zh, en) for zh, en in zip(texts, [*texts[1:], ""], strict=False) if CHINESE.search(zh))
        for item in value:
            yield from pairs(item)


@pytest.mark.parametrize("file", FILES)
def test_each_text_has_its_twin_with_the_same_places(file: str) -> None:
    for zh, en in pairs(words(file)):
        assert en and not CHINESE.search(en), (zh, en)
        assert sorted(re.findall(r"{\w+}", zh)) == sorted(re.findall(r"{\w+}", en)), (zh, en)


def test_the_lists_fit_each_other() -> None:
    services, industries, offers = words("services"), words("industries"), words("offers")
    assert all(
        len(row["mix"]) == len(services) == 6 and sum(row["mix"]) == pytest.approx(1) for row in industries.values()
    )
    assert sum(row["spend"] for row in industries.values()) == pytest.approx(1)
    assert {row["service"] for row in offers.values()} == set(services)
    assert all(row.get(key, name) in offers for name, row in offers.items() for key in ("requires", "excludes"))
    known = {*services, ""}
    assert all(need[3] in known for row in industries.values() for need in row["needs"])
    assert all(
        goal["service"] in known
        for row in industries.values()
        for goals in row["goals"]
        for goal in goals["initiatives"]
    )


def test_no_need_has_the_id_of_a_taught_one_of_another_industry() -> None:
    taught = [row["needs"][place][0] for row in words("industries").values() for place in (0, 4)]
    assert len(set(taught)) == len(taught) == 16


def test_a_name_is_never_dealt_twice_in_a_deck() -> None:
    lists = words("names")
    for kind in ("materials", "creatures", "streets"):
        for place in (0, 1):
            assert len({pair[place] for pair in lists[kind]}) == len(lists[kind]), kind
