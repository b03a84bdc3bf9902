"""diff.html in a browser: it asks nobody, fits a desk and a phone, and every exhibit is there."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import Any

import pytest

from playbook.run.diff import Compared, make_diff
from playbook.units import Lang
from tests.builders.clients import DATA

pytestmark = pytest.mark.browser

CLIPPED = (
    "Array.from(document.querySelectorAll('.figure-card, .note, .exhibit h3')).filter((one) => one.scrollWidth >"
    " one.clientWidth).length"
)
LOST = (
    "Array.from(document.querySelectorAll('a[href^=\"#\"]')).filter((one) =>"
    " !document.getElementById(one.hash.slice(1))).length"
)


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Lang], Compared]:
    """A function from a language to the published case's comparison, made once."""

    @cache
    def made(lang: Lang) -> Compared:
        return make_diff(
            "pingan-life-fuzhou", "2003-01-23", "2003-04-23", lang=lang, data=DATA, out=tmp_path_factory.mktemp("out")
        )

    return made


@pytest.fixture(params=[(lang, width) for lang in ("zh", "en") for width in (1280, 375)], ids=str)
def opened(
    request: pytest.FixtureRequest, compared: Callable[[Lang], Compared], open_document: Callable[..., Any]
) -> tuple[Any, Compared]:
    """The page in each language, on a desk and on a phone."""
    lang, width = request.param
    made = compared(lang)
    return open_document(made.folder / "diff.html", width=width), made


def test_it_asks_nobody_and_complains_of_nothing(opened: tuple[Any, Compared]) -> None:
    watched, _ = opened
    watched.page.mouse.wheel(0, 4000)
    assert (watched.requests, watched.complaints) == ([], [])


def test_nothing_sticks_out(opened: tuple[Any, Compared]) -> None:
    page = opened[0].page
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.evaluate(CLIPPED) == 0


def test_every_exhibit_is_there_and_every_link_leads_somewhere(opened: tuple[Any, Compared]) -> None:
    watched, made = opened
    shown = watched.page.evaluate(
        "Array.from(document.querySelectorAll('[data-exhibit]'), (one) => one.dataset.exhibit)"
    )
    assert shown == [exhibit.id for exhibit in made.exhibits]
    assert watched.page.evaluate(LOST) == 0


def test_pictures_are_drawn_and_headings_in_order(opened: tuple[Any, Compared]) -> None:
    page = opened[0].page
    assert page.evaluate(
        "Array.from(document.images).every((one) => one.complete && one.naturalWidth > 0 && one.alt.length > 20)"
    )
    levels = page.evaluate("Array.from(document.querySelectorAll('h1,h2,h3'), (one) => Number(one.tagName[1]))")
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_characters_are_all_in_the_page_s_own_font(opened: tuple[Any, Compared]) -> None:
    """A character that the embedded subset lacks would be drawn in a font of the machine: the widths of two fallbacks
    would differ."""
    page = opened[0].page
    widths = page.evaluate("""() => ["monospace", "cursive"].map((other) => {
        document.documentElement.style.setProperty("--sans", `"Playbook Sans", ${other}`);
        return Array.from(document.querySelectorAll("h1, h2, h3, p, td, th, summary, a"),
            (one) => one.getBoundingClientRect().height);
    })""")
    assert widths[0] == widths[1]
