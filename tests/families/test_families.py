"""Families: what each shows, in which order, and that a third one needs nothing of the first two."""

from __future__ import annotations

import sys
from types import ModuleType

import pytest

from playbook.client import load_client
from playbook.exhibits.chapter import Chapter, exhibit
from playbook.exhibits.compose import Page
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.exhibits.family import Family, Notebook, Section
from playbook.families import FAMILIES
from playbook.families.building import build, build_all
from playbook.families.difference import DIFFERENCE
from playbook.families.plan import PLAN
from playbook.steps.difference.comparison import Comparison
from playbook.steps.findings import Finding


def test_the_plan_is_a_front_six_steps_and_a_back() -> None:
    assert [(section.key, section.number) for section in PLAN.steps()] == [
        ("industry", 1),
        ("competition", 2),
        ("needs", 3),
        ("solutions", 4),
        ("capability", 5),
        ("planning", 6),
    ]
    assert len(PLAN.ids) == 52
    assert PLAN.ids[:3] == ("0.1", "1.1", "1.1b") and PLAN.ids[-3:] == ("7.1", "7.2", "7.3")


def test_an_exhibit_is_found_by_number_and_by_topic() -> None:
    assert PLAN.id_of("solutions.outcome") == "4.8"
    assert (PLAN.section_of("4.8").number, PLAN.chapter_of("4.8").key) == (4, "solutions")
    assert PLAN.place_of("3.10") == PLAN.place_of("3.9") + 1
    assert PLAN.place_of("9.9") == 52  # behind all: a consultant's own
    with pytest.raises(KeyError):
        PLAN.section_of("9.9")


def test_a_notebook_shows_its_chapters() -> None:
    assert PLAN.shown_by("01_industry") == ("0.1", "1.1", "1.1b", "1.1c", "1.2", "1.3", "1.4", "1.5")
    assert PLAN.shown_by("06_planning")[-4:] == ("6.8", "7.1", "7.2", "7.3")


def test_one_number_in_two_families_is_two_exhibits() -> None:
    client = load_client("pingan-life-fuzhou")
    plan, difference = (
        build(PLAN, "1.1", client, "en").as_json(),
        build(DIFFERENCE, "1.1", Comparison(client, client), "en").as_json(),
    )
    assert (plan["family"], plan["chapter"]) == ("plan", "industry")
    assert (difference["family"], difference["chapter"]) == ("difference", "difference")
    assert plan["title"] != difference["title"]


def test_what_has_nothing_to_show_is_left_out() -> None:
    client = load_client("pingan-life-fuzhou")
    same = Comparison(client, client)
    assert "3.2" not in [one.id for one in build_all(DIFFERENCE, same, "en")]  # no input differs
    with pytest.raises(LookupError, match=r"difference:3\.2 has nothing to show"):
        build(DIFFERENCE, "3.2", same, "en")


def test_a_third_family_needs_nothing_of_the_first_two(monkeypatch: pytest.MonkeyPatch) -> None:
    """A book of two clients, with a numbering of its own: one chapter, one notebook, one exhibit."""

    class Book:
        def holds(self, table: str) -> bool:
            return table == "clients"

        def tables(self, name: str) -> None:
            raise KeyError(name)

        def looked(self, table: str) -> bool:
            return False

    class Economics:
        findings = (Finding("front.cover.clients"),)

    @exhibit("P1.1", "front.cover", needs=("clients",))
    def clients(page: Page[Book], result: Economics) -> Exhibit:  # type: ignore[type-var]
        assert [finding.rule for finding in page.own()] == ["front.cover.clients"]
        values = Values((Field("n", "N"),), ((Cell(2, "2"),),))
        return page.make("table", "", values, sources=(), status="measured", title="Two clients")

    package = ModuleType("playbook.exhibits.economics")
    package.CHAPTER = Chapter("economics", (clients,), lambda book: Economics())  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "playbook.exhibits.economics", package)
    book = Family("book", "report", (Section("economics", 1),), (Notebook("P1_economics", ("economics",)),))
    shown = build(book, "P1.1", Book(), "en").as_json()
    assert (shown["family"], shown["chapter"], shown["step"], shown["title"]) == ("book", "economics", 1, "Two clients")
    assert book.shown_by("P1_economics") == ("P1.1",)
    assert set(FAMILIES) == {"plan", "difference"}
