"""Values as readers of each language expect them; unknown prints as unknown."""

from __future__ import annotations

from datetime import date

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from playbook.units import (
    LOCALES,
    Count,
    Day,
    Lang,
    Money,
    Name,
    Names,
    Number,
    Percent,
    Printable,
    is_unknown,
    name_of,
)

LANGS: tuple[Lang, ...] = ("zh", "en")
NAN = float("nan")


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (Money(64007.81, "CNY"), "64,008元", "¥64,008"),
        (Money(64007.81, "CNY", 2), "64,007.81元", "¥64,007.81"),
        (Money(-3078.2, "CNY", sign=True), "−3,078元", "−¥3,078"),
        (Money(5000, "GBP", sign=True), "+£5,000", "+£5,000"),
        (Money(-0.3, "GBP"), "£0", "£0"),
        (Money(NAN, "CNY"), "未知", "unknown"),
        (Percent(0.14222), "14.2%", "14.2%"),
        (Percent(0.23, 0, sign=True), "+23%", "+23%"),
        (Percent(NAN), "未知", "unknown"),
        (Number(-1.25, 1), "−1.2", "−1.2"),
        (Number(0.0, 1, sign=True), "0.0", "0.0"),
        (Count(12345), "12,345", "12,345"),
        (Day(date(2003, 1, 23)), "2003年1月23日", "23 January 2003"),
        (Name("网通", "Netcom"), "网通", "Netcom"),
        (Name("网通", ""), "网通", "网通"),
        (Names((Name("甲", "A"), Name("乙", "B"), Name("丙", "C"))), "甲、乙和丙", "A, B and C"),
    ],
)
def test_a_value_prints_in_both_languages(value: Printable, zh: str, en: str) -> None:
    assert (value.printed("zh"), value.printed("en")) == (zh, en)


def test_a_name_falls_back_to_the_original() -> None:
    assert name_of({"name": "原名", "name_zh": None, "name_en": "Name"}) == Name("原名", "Name")


@pytest.mark.parametrize(
    ("value", "unknown"), [(None, True), ("", True), (NAN, True), (0, False), (False, False), ("0", False), ((), False)]
)
def test_unknown_is_not_zero(value: object, unknown: bool) -> None:
    assert is_unknown(value) is unknown


@given(
    st.one_of(
        st.floats(-1e12, 1e12), st.integers(-(10**12), 10**12), st.decimals(-(10**6), 10**6, places=3).map(float)
    ),
    st.integers(0, 3),
)
def test_numbers_are_written_as_the_locale_writes_them(value: float, digits: int) -> None:
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    for lang in LANGS:
        assert Number(abs(value), digits).printed(lang) == format_decimal(
            abs(value), format=pattern, locale=LOCALES[lang]
        )
