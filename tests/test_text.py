"""The catalogue: every message in both languages, every plural form, the same placeholders."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest

from playbook.text import message_ids, say

MESSAGES = message_ids()


def templates(message: Mapping[str, Any], lang: str) -> list[str]:
    value = message[lang]
    return list(value.values()) if isinstance(value, Mapping) else [value]


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", text))


@pytest.mark.parametrize("message_id", sorted(MESSAGES))
def test_a_message_is_whole(message_id: str) -> None:
    message = MESSAGES[message_id]
    assert set(message) <= {"zh", "en", "by"}
    every = set().union(*(placeholders(text) for lang in ("zh", "en") for text in templates(message, lang))) | (
        {message.get("by", "n")} if isinstance(message["en"], dict) else set()
    )
    for lang in ("zh", "en"):
        for count in (0, 1, 2, 7):
            said = say(lang, message_id, **dict.fromkeys(every, count))  # type: ignore[arg-type]
            assert said.strip(), (message_id, lang)
            assert "{" not in said and "}" not in said


@pytest.mark.parametrize("message_id", sorted(MESSAGES))
def test_chinese_is_chinese_and_english_is_not(message_id: str) -> None:
    assert not any(re.search(r"[\u4e00-\u9fff]", text) for text in templates(MESSAGES[message_id], "en"))


@pytest.mark.parametrize(
    "message_id", sorted(key for key, message in MESSAGES.items() if isinstance(message["en"], dict))
)
def test_plural_forms_are_those_of_english(message_id: str) -> None:
    assert set(MESSAGES[message_id]["en"]) == {"one", "other"}


def test_a_missing_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        say("en", "common.source.row", file="x.csv")


def test_an_unknown_message_is_an_error() -> None:
    with pytest.raises(KeyError):
        say("en", "common.nothing")
