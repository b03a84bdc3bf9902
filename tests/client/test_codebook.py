"""The codebook on disk is the one that the schema prints."""

from __future__ import annotations

from playbook.client.codebook import codebook
from tests.builders.clients import DATA


def test_the_codebook_is_current() -> None:
    assert (DATA / "README.md").read_text(encoding="utf-8") == codebook(), "run `make codebook`"


def test_a_column_is_described_in_one_line() -> None:
    assert (
        "| `amount_month` | average amount a month over the period | currency a month | a number | yes | 28184.12 |"
        in codebook()
    )
