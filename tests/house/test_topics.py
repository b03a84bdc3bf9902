"""An exhibit has one name: its topic's module, sentences and tests stand under it on every floor."""

from __future__ import annotations

import pytest

from playbook.exhibits.chapter import Builder
from playbook.families import FAMILIES
from playbook.text import has
from tests.house.pins import ROOT

EVERY = {f"{family.key}:{number}": one for family in FAMILIES.values() for number, one in family.builders.items()}
#: What is told of any topic of a difference is built, and its exhibit tested, once for all six.
CHANGES = {f"difference.{topic}" for topic in ("solutions", "needs", "people", "commitments", "risks", "tasks")}
#: These say what others have computed.
NOTHING_COMPUTED = {"front.cover", "difference.overview"}


@pytest.mark.parametrize("number", EVERY)
def test_its_modules_and_sentences_bear_its_name(number: str) -> None:
    exhibit: Builder = EVERY[number]
    chapter, topic = exhibit.topic.split(".")
    assert exhibit.build.__module__ == f"playbook.exhibits.{chapter}.{'changes' if exhibit.topic in CHANGES else topic}"
    assert exhibit.topic in NOTHING_COMPUTED or (ROOT / f"playbook/steps/{chapter}/{topic}.py").is_file()
    assert (ROOT / f"playbook/text/{chapter}/{topic}.yaml").is_file()
    assert not exhibit.needs or has(f"{exhibit.topic}.name")  # a card says it


@pytest.mark.parametrize("number", EVERY)
def test_its_tests_bear_its_name(number: str) -> None:
    chapter, topic = EVERY[number].topic.split(".")
    shown = "changes" if EVERY[number].topic in CHANGES else topic
    assert (ROOT / f"tests/exhibits/{chapter}/test_{shown}.py").is_file()


def test_numbers_and_topics_are_each_ones_own() -> None:
    for family in FAMILIES.values():
        builders = [one for chapter in family.chapters.values() for one in chapter.exhibits]
        assert len({one.id for one in builders}) == len({one.topic for one in builders}) == len(builders)
        assert list(family.ids) == [one.id for one in builders]  # the sections leave none out
