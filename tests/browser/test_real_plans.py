"""The samples' own plans in a browser: silent, whole, nothing cut, nothing sideways, every character drawn."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from playbook.client import load_client
from playbook.families.plan import PLAN
from playbook.report import collect, render
from tests.browser.test_plan_page import GLYPHS, OUTSIDE, SHOWN
from tests.browser.test_slides import OVERFLOW, go_through
from tests.builders.clients import DATA, build
from tests.report.fake_plan import executed

pytestmark = pytest.mark.browser

PLANS = [
    ("pingan-life-fuzhou", "zh"),
    ("pingan-life-fuzhou", "en"),
    ("harbour-hotels", "en"),
    ("harbour-hotels", "zh"),
    ("bare-minimum", "en"),
]
IDS = list(PLAN.ids)


@pytest.fixture(scope="session")
def real_plan(tmp_path_factory):
    """A function from a client and a language to the folder with its documents."""

    @cache
    def made(client_id: str, lang: str) -> Path:
        client, folder = load_client(client_id, root=DATA), tmp_path_factory.mktemp(f"{client_id}-{lang}")
        notebooks = [
            executed(number, [build(exhibit.id, client, lang) for exhibit in chapter.exhibits])
            for number, chapter in enumerate(PLAN.chapters.values())
        ]
        render(collect(notebooks), folder)
        return folder

    return made


@pytest.mark.parametrize("plan", PLANS, ids="-".join)
def test_a_page_is_whole_and_silent(plan, real_plan, open_document):
    path = real_plan(*plan) / "plan.html"
    watched = open_document(path)
    assert sorted(watched.page.evaluate(SHOWN)) == sorted(IDS)
    for weight in (400, 700):
        assert watched.page.evaluate(GLYPHS, weight)["tofu"] == []
    assert (watched.requests, watched.complaints) == ([], [])
    assert path.stat().st_size < 6 * 1024 * 1024


@pytest.mark.parametrize("plan", PLANS, ids="-".join)
def test_a_page_on_a_phone_never_scrolls_sideways(plan, real_plan, open_document):
    page = open_document(real_plan(*plan) / "plan.html", width=375, height=812).page
    assert page.evaluate("document.documentElement.scrollWidth") == 375
    assert page.evaluate(OUTSIDE) == []


@pytest.mark.parametrize("plan", PLANS, ids="-".join)
def test_a_deck_is_whole_silent_and_nothing_overflows(plan, real_plan, open_document):
    watched = open_document(real_plan(*plan) / "slides.html")
    watched.page.wait_for_function("Reveal.isReady()")
    faults = {number: found for number in go_through(watched.page) if (found := watched.page.evaluate(OVERFLOW))}
    shown = set(
        watched.page.evaluate("Array.from(document.querySelectorAll('[data-exhibit]'), e => e.dataset.exhibit)")
    )
    assert faults == {}
    assert shown == set(IDS)
    assert (watched.requests, watched.complaints) == ([], [])
