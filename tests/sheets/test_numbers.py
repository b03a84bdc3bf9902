"""Numbers as people write them: each of one meaning, or both readings."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from playbook.sheets.numbers import read_number
from playbook.sheets.reading import Reading


@pytest.mark.parametrize(
    ("text", "value", "how"),
    [
        ("1,234.5", "1234.5", "number.thousands"),
        ("1,234", "1234", "number.thousands"),
        ("1'234.5", "1234.5", "number.thousands"),
        ("1 234.5", "1234.5", "number.thousands"),
        ("1\u202f234", "1234", "number.full_width number.thousands"),
        ("6.4万", "64000", "number.scale"),
        ("6.4万元", "64000", "number.currency number.scale"),
        ("1.2亿", "120000000", "number.scale"),
        ("3千", "3000", "number.scale"),
        ("2百万", "2000000", "number.scale"),
        ("¥3,000", "3000", "number.currency number.thousands"),
        ("￥３，０００", "3000", "number.full_width number.currency number.thousands"),
        ("CNY 30", "30", "number.currency"),
        ("RMB3,000.00", "3000.00", "number.currency number.thousands"),
        ("23%", "0.23", "number.percent"),
        ("２３％", "0.23", "number.full_width number.percent"),
        ("5‰", "0.005", "number.per_mille"),
        ("(1,200)", "-1200", "number.brackets number.thousands"),
        ("（1200）", "-1200", "number.full_width number.brackets"),
        ("1,200-", "-1200", "number.minus_after number.thousands"),
        ("−1200", "-1200", "number.minus"),
        ("–1200", "-1200", "number.minus"),
        ("-¥30", "-30", "number.currency"),
        ("+5", "5", "number.plus"),
        (".5", "0.5", "number.bare_point"),
        ("\u200b12\u00a0", "12", "number.full_width"),
    ],
)
def test_what_has_one_meaning_is_read(text: str, value: str, how: str) -> None:
    reading = read_number(text)
    assert (reading.value, reading.how, reading.readings) == (value, how, ())


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("1,23", ("1.23", "123")),
        ("1.234,5", ("1234.5", "12345")),
        ("1 234,5", ("1234.5", "12345")),
        ("0,123", ("0.123", "123")),
        ("1.5E+3", ("1500",)),
        ("1.23E+05", ("123000",)),
    ],
)
def test_what_has_two_is_read_as_neither(text: str, readings: tuple[str, ...]) -> None:
    assert read_number(text) == Reading(None, readings=readings)


@pytest.mark.parametrize(
    "text",
    [
        "5k",
        "三千",
        "-",
        "约5",
        ">5",
        "5.",
        "(-5)",
        "²5",
        "½",
        "Ⅳ",
        "٣",
        "",
        "1 2",
        "¥5€",
        "5%万",
        "9" * 16,
        "1,234,",
        "=5",
    ],
)
def test_what_has_none_is_not_read(text: str) -> None:
    assert read_number(text).value is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("1 234,5", "1234.5"), ("1.234,5", "1234.5"), ("1,5", "1.5"), ("1.234", "1.234"), ("5,25 €", "5.25")],
)
def test_a_comma_before_decimals_is_stated(text: str, value: str) -> None:
    """What is a plain number already stays one: 1.234."""
    assert read_number(text, ",").value == value


@pytest.mark.parametrize(
    ("text", "unit"), [("¥5", "CNY"), ("5元", "CNY"), ("$5", "$"), ("HK$5", "HKD"), ("5%", "%"), ("5万", "万")]
)
def test_the_unit_is_told(text: str, unit: str) -> None:
    assert read_number(text).unit == unit


@settings(deadline=None)
@given(some.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_a_plain_number_is_never_changed(number: Decimal) -> None:
    assert read_number(f"{number:f}") == Reading(f"{number:f}")


@settings(deadline=None)
@given(
    some.decimals(min_value=0, max_value=10**12, places=2),
    some.sampled_from(["{:,}", "¥{:,}", "{:,}元", "CNY {:,}", "\u00a0{:,}"]),
)
def test_marks_of_thousands_are_no_part_of_a_number(number: Decimal, form: str) -> None:
    assert Decimal(read_number(form.format(number)).value or "nan") == number


@settings(deadline=None)
@given(some.integers(1, 10**9))
def test_a_number_in_another_width_is_the_same(number: int) -> None:
    wide = "".join(chr(0xFEE0 + ord(digit)) for digit in str(number))
    assert read_number(wide).value == str(number)


@settings(deadline=None)
@given(some.integers(1, 99999), some.sampled_from([("千", 3), ("万", 4), ("百万", 6), ("亿", 8)]))
def test_a_scale_is_written_out_exactly(tenths: int, scale: tuple[str, int]) -> None:
    word, power = scale
    value = read_number(f"{tenths // 10}.{tenths % 10}{word}").value
    assert Decimal(value or "nan") == Decimal(tenths) * 10 ** (power - 1)
