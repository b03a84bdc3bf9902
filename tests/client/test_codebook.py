"""The codebook on disk is the one that the schema prints."""

from __future__ import annotations

import pytest

from playbook.client.codebook import VERSION, codebook
from playbook.client.codebook_zh import codebook_zh, expected_zh
from playbook.client.schema import Column
from tests.builders.clients import DATA


def test_the_codebook_is_current() -> None:
    assert (DATA / "README.md").read_text(encoding="utf-8") == codebook(), "run `make codebook`"


def test_a_column_is_described_in_one_line() -> None:
    assert (
        "| `amount_month` | average amount a month over the period | currency a month | a number | yes | 28184.12 |"
        in codebook()
    )


def test_the_chinese_codebook_is_current() -> None:
    assert (DATA / "README.zh.md").read_text(encoding="utf-8") == codebook_zh(VERSION), "run `make codebook`"


def test_a_column_is_described_in_one_line_of_chinese() -> None:
    assert "| `amount_month` | 月均金额 | 账期内平均每月的金额 | 元/月 | 数字 | 是 | 28184.12 |" in codebook_zh(VERSION)
    assert "| `role` | 主备 | 主用或备用 |  | 以下之一：main（主用）、backup（备用） | 是 | main |" in codebook_zh(
        VERSION
    )


def test_both_codebooks_describe_the_same_columns_in_the_same_order() -> None:
    def columns(page: str) -> list[str]:
        return [line.split(" | ")[0] for line in page.splitlines() if line.startswith("| `")]

    assert columns(codebook()) == columns(codebook_zh(VERSION))


@pytest.mark.parametrize(
    ("column", "said"),
    [
        (Column("x", "number", "", low=0, high=4), "0至4的数字"),
        (Column("x", "number", "", low=0), "不小于0的数字"),
        (Column("x", "number", "", high=0), "不大于0的数字"),
        (Column("x", "integer", ""), "整数"),
        (Column("x", "ids", ""), "编号，以空格分隔，或none（查过，没有）"),
        (Column("x", "ids", "", blank="none"), "编号，以空格分隔"),
        (Column("x", "choice", "", allowed=("A", "B")), "以下之一：A（推荐）、B（支持）"),
    ],
)
def test_what_a_cell_may_hold_in_chinese(column: Column, said: str) -> None:
    assert expected_zh(column) == said
