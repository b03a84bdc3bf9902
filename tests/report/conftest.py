"""What the tests of documents share."""

from __future__ import annotations

import pytest


@pytest.fixture
def without_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    """The index without its fonts: to cut one for other names each time takes a second."""
    monkeypatch.setattr("playbook.report.index.page.page_fonts", lambda data: "")
