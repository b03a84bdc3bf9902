"""Numbers as people write them: with marks of thousands, signs of currencies, 万 and %, and in brackets.

>>> read_number("¥6.4万").value, read_number("(1,200)").value, read_number("1,23").readings
('64000', '-1200', ('1.23', '123'))
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from playbook.sheets.characters import narrow
from playbook.sheets.reading import Reading

__all__ = ["read_number", "written"]

_PLAIN = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,30})?")
#: Signs of currencies; of those that stand for several, the sign itself.
_CURRENCIES = {
    "¥": "CNY", "cny": "CNY", "rmb": "CNY", "人民币": "CNY", "元": "CNY", "圆": "CNY", "块": "CNY",
    "£": "GBP", "gbp": "GBP", "英镑": "GBP", "€": "EUR", "eur": "EUR", "欧元": "EUR",
    "hk$": "HKD", "hkd": "HKD", "港元": "HKD", "港币": "HKD", "us$": "USD", "usd": "USD", "美元": "USD", "$": "$",
}  # fmt: skip
_SCALES = {
    "千": 3,
    "万": 4,
    "萬": 4,
    "十万": 5,
    "百万": 6,
    "百萬": 6,
    "千万": 7,
    "千萬": 7,
    "亿": 8,
    "億": 8,
    "万亿": 12,
}
_PERCENT = {"%": 2, "‰": 3}
_MINUS = "\N{MINUS SIGN}\N{EN DASH}\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}"


def _any_of(words: dict[str, object]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


_WRITTEN = re.compile(
    rf"(?P<open>\()?\s*(?P<sign>[-+])?\s*(?P<before>{_any_of({**_CURRENCIES})})?\s*(?P<sign2>[-+])?\s*"
    rf"(?P<figures>[0-9.][0-9.,' ]*?)\s*(?P<scale>{_any_of({**_SCALES})})?\s*(?P<percent>[%‰])?"
    rf"\s*(?P<after>{_any_of({**_CURRENCIES})})?(?P<sign3>-)?\s*(?P<close>\))?",
    re.IGNORECASE,
)
_POWER = re.compile(r"[-+]?[0-9]+([.,][0-9]+)?e[-+]?[0-9]{1,2}", re.IGNORECASE)
_LONGEST = 15


class _Figures(NamedTuple):
    """The digits of a number with a point, or the ways to read them."""

    digits: str = ""
    how: str = ""
    readings: tuple[str, ...] = ()


def read_number(text: str, decimal: str = ".") -> Reading:
    """A cell with a number; `decimal` is the mark before its decimals, a point or a comma.

    A text that is a plain number already stays as it is. What could be two numbers has `readings` and no value.
    """
    if _PLAIN.fullmatch(text.strip()):
        return Reading(text.strip())
    plain = narrow(text)
    for minus in _MINUS:
        plain = plain.replace(minus, "-")
    if _POWER.fullmatch(plain):
        return Reading(None, readings=(written(Decimal(plain.replace(",", "."))),))
    match = _WRITTEN.fullmatch(plain)
    if not match or not _is_sound(match):
        return Reading(None)
    figures = _figures(match["figures"], decimal)
    if not figures.digits:
        return Reading(None, readings=tuple(_valued(one, match) for one in figures.readings), unit=_unit(match))
    if len(figures.digits.partition(".")[0]) > _LONGEST:
        return Reading(None)
    return Reading(_valued(figures.digits, match), _how(text, plain, match, figures), unit=_unit(match))


def _is_sound(match: re.Match[str]) -> bool:
    """One sign, one currency, and a closed bracket at most."""
    signs = [mark for mark in (match["open"], match["sign"], match["sign2"], match["sign3"]) if mark]
    both = bool(match["before"] and match["after"]) and _currency(match["before"]) != _currency(match["after"])
    percent = match["percent"] and (match["scale"] or match["before"] or match["after"])
    return len(signs) < 2 and bool(match["open"]) == bool(match["close"]) and not both and not percent


def _currency(sign: str | None) -> str:
    return _CURRENCIES[sign.lower()] if sign else ""


def _unit(match: re.Match[str]) -> str:
    return _currency(match["before"] or match["after"]) or match["percent"] or match["scale"] or ""


def _figures(figures: str, decimal: str) -> _Figures:
    """The digits, told from the marks between them: groups of three are thousands."""
    comma = "," if decimal == "." else "."
    point, group = re.escape(decimal), re.escape(comma)
    if re.fullmatch(rf"[0-9]+({point}[0-9]+)?", figures):
        return _Figures(figures.replace(decimal, "."), "number.decimal_comma" if "," in figures else "")
    for mark in (group, "'", " "):
        if re.fullmatch(rf"[1-9][0-9]{{0,2}}({mark}[0-9]{{3}})+({point}[0-9]+)?", figures):
            return _Figures(re.sub(mark, "", figures).replace(decimal, "."), "number.thousands")
    if re.fullmatch(rf"{point}[0-9]+", figures):
        return _Figures("0." + figures[1:], "number.bare_point")
    return _Figures(readings=_either(figures))


def _either(figures: str) -> tuple[str, ...]:
    """What figures with commas and points may be: the last mark before the decimals, or every mark for thousands."""
    digits = re.sub("[^0-9]", "", figures)
    last = max(figures.rfind(","), figures.rfind("."))
    if last < 0 or not digits or last == len(figures) - 1 or " " in figures[last:]:
        return ()
    whole = re.sub("[^0-9]", "", figures[:last])
    return tuple(dict.fromkeys((f"{whole or '0'}.{figures[last + 1 :]}", digits.lstrip("0") or "0")))


def _valued(digits: str, match: re.Match[str]) -> str:
    """The number that is meant by these digits with what stands around them."""
    power = _SCALES.get(match["scale"] or "", 0) - _PERCENT.get(match["percent"] or "", 0)
    minus = "-" if "-" in (match["sign"], match["sign2"], match["sign3"]) or match["open"] else ""
    return f"{minus}{digits}" if not power else written(Decimal(f"{minus}{digits}").scaleb(power))


def written(number: Decimal) -> str:
    """A number without powers of ten, and without zeros after its decimals.

    >>> written(Decimal("64000.0")), written(Decimal("1.5E+3"))
    ('64000', '1500')
    """
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _how(text: str, plain: str, match: re.Match[str], figures: _Figures) -> str:
    """What was done, in the order in which it is seen."""
    minus = any(mark in text for mark in _MINUS)
    done = {
        "number.full_width": _is_wide(text, plain),
        "number.minus": minus,
        "number.brackets": match["open"],
        "number.minus_after": match["sign3"],
        "number.plus": "+" in (match["sign"], match["sign2"]),
        "number.currency": match["before"] or match["after"],
        figures.how: figures.how,
        "number.scale": match["scale"],
        "number.percent": match["percent"] == "%",
        "number.per_mille": match["percent"] == "‰",
    }
    return " ".join(how for how, is_done in done.items() if is_done) or "number.full_width"


def _is_wide(text: str, plain: str) -> bool:
    """Whether characters were made plain: other ones than minus signs."""
    for minus in _MINUS:
        text = text.replace(minus, "-")
    return text.strip() != plain and not text.strip().isascii() and narrow(text) != text.strip()
