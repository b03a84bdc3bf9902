"""The month that a header names: `2023-01`, `2023年1月`, `Jan-23`, `202301`, or a date of a spreadsheet.

>>> month_of("2023年1月（元）"), month_of("2023/1/1"), month_of("1月", 2023), month_of("业务")
('2023-01', '2023-01', '2023-01', '')
"""

from __future__ import annotations

import re
from unicodedata import normalize

from playbook.sheets.dates import read_date

__all__ = ["either_month", "month_of"]

_BRACKETS = re.compile(r"\s*[(\[（【].*?[)\]）】]\s*$")
_WORDS = re.compile(r"(?:账单|帐单|账期|金额|费用|合计|应收|实收|出账|bill|amount|charges?)", re.IGNORECASE)
_RUN = re.compile(r"((?:19|20)[0-9]{2})(0[1-9]|1[0-2])")
_WRITTEN = re.compile(
    r"((?:19|20)[0-9]{2}) ?[-/.年] ?(0?[1-9]|1[0-2])(?:月?|[-/.月]0?1日?)(?: 00:00:00)?",
)
#: 2023.1 may be a number that was 2023.10.
_TENTH = re.compile(r"((?:19|20)[0-9]{2})\.1")
_NO_YEAR = re.compile(r"(0?[1-9]|1[0-2])月(?:份)?")


def month_of(header: str, year: int | None = None) -> str:
    """The month in the codebook's form; blank where the header names none. `year` is that of headers without one."""
    text = _bare(header)
    if _TENTH.fullmatch(text):
        return ""
    for shape in (_RUN, _WRITTEN):
        if match := shape.fullmatch(text):
            return f"{match[1]}-{int(match[2]):02d}"
    if match := _NO_YEAR.fullmatch(text):
        return f"{year}-{int(match[1]):02d}" if year else ""
    if text.isdecimal():
        return ""
    return (read_date(text, "month").value or "") if any(map(str.isdigit, text)) else ""


def either_month(header: str) -> tuple[str, ...]:
    """The two months that a header may name, where it may name two.

    >>> either_month("2023.1"), either_month("2023.2")
    (('2023-01', '2023-10'), ())
    """
    match = _TENTH.fullmatch(_bare(header))
    return (f"{match[1]}-01", f"{match[1]}-10") if match else ()


def _bare(header: str) -> str:
    """A header without its unit, and without words for what every bill is."""
    return _WORDS.sub("", _BRACKETS.sub("", normalize("NFKC", header))).strip(" -_/").removesuffix("份")
