"""What the browser tests share: a folder with plan.html and slides.html per language, and pages that see every request.

`plan_folder(lang)` makes the documents from the invented plan of tests/report, once a session; another source of plans
takes its place by giving the fixture another function.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from playbook.report import collect, render
from tests.report.fake_plan import notebooks

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def pytest_configure(config: pytest.Config) -> None:
    """The mark of the tests that need a browser."""
    config.addinivalue_line("markers", "browser: needs Chromium")


@pytest.fixture(scope="session")
def plan_folder(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """A function from a language to a folder with plan.html and slides.html."""

    @cache
    def made(lang: str) -> Path:
        folder = tmp_path_factory.mktemp(f"plan-{lang}")
        render(collect(notebooks(lang)), folder)  # type: ignore[arg-type]
        return folder

    return made


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A headless Chromium; without one the tests are skipped, on CI they fail."""
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        path = None
    if path is None:
        reason = "no Chromium or no Playwright on this machine: install Debian's chromium and the dev extra"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield launched
        launched.close()


@dataclass
class Watched:
    """An open document, the requests that it made beyond itself, and what the console complained about."""

    page: Any
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@pytest.fixture
def open_document(browser: Any) -> Iterator[Callable[..., Watched]]:
    """A function that opens a file at a window size; every request but for the file itself and data: is refused and
    noted."""
    contexts = []

    def opened(path: Path, *, width: int = 1280, height: int = 720, suffix: str = "") -> Watched:
        context = browser.new_context(viewport={"width": width, "height": height})
        contexts.append(context)
        watched = Watched(context.new_page())
        _watch(context, watched, path.as_uri())
        watched.page.goto(path.as_uri() + suffix)
        watched.page.evaluate("document.fonts.ready.then(() => true)")
        return watched

    yield opened
    for context in contexts:
        context.close()


def _watch(context: Any, watched: Watched, address: str) -> None:
    def decide(route: Any) -> None:
        url = route.request.url
        if url.partition("#")[0].partition("?")[0] == address:
            route.continue_()
        else:
            watched.requests.append(url)
            route.abort()

    def note(request: Any) -> None:
        own = request.url.startswith((address, "data:", "blob:", "about:"))
        if not own and request.url not in watched.requests:
            watched.requests.append(request.url)

    context.route(lambda url: not url.startswith(("data:", "blob:", "about:")), decide)
    context.on("request", note)
    context.on(
        "console",
        lambda message: watched.complaints.append(message.text) if message.type in ("error", "warning") else None,
    )
    context.on("weberror", lambda error: watched.complaints.append(str(error.error)))
