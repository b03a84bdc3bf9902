"""Headers that are months, in the ways in which billing systems write them."""

from __future__ import annotations

import pytest

from playbook.intake.months import month_of


@pytest.mark.parametrize(
    ("header", "month"),
    [
        ("2023-01", "2023-01"),
        ("2023-11", "2023-11"),
        ("2023/11", "2023-11"),
        ("2023/1", "2023-01"),
        ("2023/1/1", "2023-01"),
        ("2023-11-01", "2023-11"),
        ("2023-01-01 00:00:00", "2023-01"),
        ("2023.01", "2023-01"),
        ("2023.1", ""),
        ("202311", "2023-11"),
        ("2023年1月", "2023-01"),
        ("2023年01月", "2023-01"),
        ("2023年11月份", "2023-11"),
        ("２０２３年１月", "2023-01"),
        ("2023年1月账单（元）", "2023-01"),
        ("2023-01 金额", "2023-01"),
        ("Jan-23", "2023-01"),
        ("业务", ""),
        ("合计", ""),
        ("1月", ""),
        ("2023", ""),
        ("2023Q1", ""),
        ("202313", ""),
        ("282", ""),
        ("44927", ""),
    ],
)
def test_a_month_in_a_header(header: str, month: str) -> None:
    assert month_of(header) == month


@pytest.mark.parametrize(("header", "month"), [("1月", "2024-01"), ("12月", "2024-12"), ("13月", ""), ("月费", "")])
def test_a_header_without_its_year(header: str, month: str) -> None:
    assert month_of(header, 2024) == month
