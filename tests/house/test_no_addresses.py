"""No file that says what to install says from where: no address of a registry, and none of a machine."""

from __future__ import annotations

import re

import pytest

from tests.house.pins import ROOT

FILES = ("requirements.lock", "environment.yml", "pyproject.toml", "Makefile", ".ci/run", ".pre-commit-config.yaml")


@pytest.mark.parametrize("name", FILES)
def test_no_address(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert (
        re.findall(
            r"https?://\S+|--(?:extra-)?index-url\S*(?!\S)|--find-links\S*|file:\S+",
            text.replace("--no-emit-index-url", ""),
        )
        == []
    )


def test_the_pattern_finds_an_address() -> None:
    assert re.findall(r"https?://\S+", "--index-url https://example.org/simple") == ["https://example.org/simple"]
