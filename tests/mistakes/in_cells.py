"""Slips in one cell: numbers, dates, choices and shares as people and spreadsheets write them."""

from __future__ import annotations

from tests.mistakes.slips import Mistake, cell

__all__ = ["IN_CELLS"]


def _amount(what: str, value: str, *says: str) -> Mistake:
    return Mistake(
        f"an amount {what}: {value}", cell("bills", 2, "amount_month", value), says=says or ("amount_month",)
    )


def _amount_read(what: str, value: str) -> Mistake:
    return Mistake(f"an amount {what}: {value}", cell("bills", 2, "amount_month", value), "understood")


def _date(what: str, value: str, *says: str) -> Mistake:
    return Mistake(f"a date {what}: {value}", cell("contacts", 2, "on", value), says=says or ("on",))


def _date_read(what: str, value: str) -> Mistake:
    return Mistake(f"a date {what}: {value}", cell("contacts", 2, "on", value), "understood")


def _month(what: str, value: str, *says: str) -> Mistake:
    return Mistake(f"a month {what}: {value}", cell("kpi_values", 2, "month", value), says=says or ("month",))


def _month_read(what: str, value: str) -> Mistake:
    return Mistake(f"a month {what}: {value}", cell("kpi_values", 2, "month", value), "understood")


def _in(table: str, name: str, value: str, what: str, *says: str) -> Mistake:
    return Mistake(f"{what}: {value}", cell(table, 2, name, value), says=says or (name,))


def _read_in(table: str, name: str, value: str, what: str) -> Mistake:
    return Mistake(f"{what}: {value}", cell(table, 2, name, value), "understood")


_NUMBERS = (
    _amount("in words", "six thousand"),
    _amount("in Chinese numerals", "六千零六十四"),
    _amount("that is still to come", "TBC"),
    _amount("left blank", "", "blank"),
    _amount("with a letter O for a nought", "6O64.18"),
    _amount("with two points", "6064..18"),
    _amount("with two signs", "--6064.18"),
    _amount("as a sum", "6000+64.18"),
    _amount("as a formula", "=C2*1.2"),
    _amount("in powers of ten", "6.06E+03"),
    _amount("that is none", "nan"),
    _amount("without end", "inf"),
    _amount("in hexadecimal", "0x17B0"),
    _amount("that is an error of Excel's", "#REF!", "spreadsheet"),
    _amount("that is an error of Excel's", "#N/A", "spreadsheet"),
    _amount("of which Excel showed a fence alone", "########", "spreadsheet"),
    _amount("with a comma that may be a point", "6064,18"),
    _amount("in the way of another country", "6.064,18"),
    _amount("in another currency", "$6064.18"),
    _amount("as a share", "60%"),
    _amount("with a unit that no amount has", "6064.18 kWh"),
    _amount("with two numbers", "6064.18 / 956.94"),
    _amount("in Arabic digits", "٦٠٦٤"),
    _amount_read("with separators", "6,064.18"),
    _amount_read("with a currency sign", "£6064.18"),
    _amount_read("in full-width digits", "６０６４．１８"),
    _amount_read("in 万", "0.606418万"),
    _amount_read("with a no-break blank", "6\u00a0064.18"),
    _in("contacts", "power", "3.5", "a rating between two"),
    _in("contacts", "power", "7", "a rating beyond the scale", "1", "5"),
    _in("contacts", "power", "0", "a rating below the scale", "1", "5"),
    _in("contacts", "power", "high", "a rating in a word"),
    _in("contacts", "power", "4 of 5", "a rating with its scale"),
    _in("scores", "score", "8", "a score beyond the scale", "4"),
    _in("tasks", "effort_days", "-4", "effort below 0"),
    _in("solutions", "start_month", "January", "a number of months as a month's name"),
    _in("risks", "probability", "40", "a probability in per cent", "0.4"),
    _in("risks", "probability", "1.4", "a probability above 1"),
    _in("competition_services", "share", "100", "a share in per cent", "1"),
    _in("competition_services", "share", "-0.2", "a share below 0"),
    _in("needs", "confidence", "6", "confidence on another scale"),
    _read_in("needs", "confidence", "60%", "a share with its sign"),
    _in("links", "bandwidth_kbps", "1 Gbit/s", "a bandwidth with its unit"),
    _in("links", "bandwidth_kbps", "1000M", "a bandwidth in M"),
    _in("commitments", "value", "99.9", "an availability in per cent", "0.999"),
)
_DATES = (
    _date("that the calendar lacks", "2025-02-30"),
    _date("of a month 13", "2025-13-01"),
    _date("that may be two", "02/03/2025", "2 March", "3 February"),
    _date("without a year", "3-1"),
    _date("in two digits a part", "02-03-04"),
    _date("with a time", "2025-10-20 14:30"),
    _date("in words", "last week"),
    _date("of the year 1025", "1025-10-20"),
    _date("that is none", "0000-00-00"),
    _date("that is a month", "2025-10"),
    _date_read("with slashes", "2025/10/20"),
    _date_read("with points", "2025.10.20"),
    _date_read("in Chinese", "2025年10月20日"),
    _date_read("with a month's name", "20 Oct 2025"),
    _date_read("of one digit a part", "2025-10-2"),
    _date_read("without marks", "20251020"),
    _date_read("with a time of nought", "2025-10-20 00:00:00"),
    _date_read("in full-width digits", "２０２５－１０－２０"),
    Mistake("a year mistyped: 2205-10-20", cell("contacts", 2, "on", "2205-10-20"), "warning", ("2205-10-20",)),
    Mistake("a judgement of long ago: 2005-10-20", cell("contacts", 2, "on", "2005-10-20"), "warning", ("2005",)),
    _month("of the number 13", "2024-13"),
    _month("as a quarter", "Q4 2024"),
    _month("as a year", "2024"),
    _month("without a year", "Dec"),
    _month("that may be a date", "12/24"),
    _month_read("of one digit", "2025/1"),
    _month_read("with its name", "Dec-24"),
    _month_read("in Chinese", "2024年12月"),
    _month_read("without marks", "202412"),
    _in("bills", "from", "2025-11", "a bill that ends before it begins", "from"),
    _in("tasks", "end", "2025-11-19", "a task that ends before it begins", "start"),
    _in("moves", "expected", "2025-04", "a move expected before it began", "since"),
)
_CHOICES = (
    _in("contacts", "attitude", "F", "an attitude beyond the scale", "A"),
    _in("contacts", "attitude", "B++", "an attitude with two signs"),
    _in("contacts", "attitude", "A/B", "two attitudes in one"),
    _in("contacts", "attitude", "?", "a question mark for an attitude"),
    _read_in("contacts", "attitude", "支持", "an attitude in Chinese"),
    _read_in("contacts", "attitude", "supports", "an attitude in a word"),
    _read_in("contacts", "attitude", "b", "an attitude in a small letter"),
    _in("links", "technology", "fibr", "a misspelt technology", "fibre"),
    _in("links", "technology", "5G-SA", "a technology that the list lacks"),
    _read_in("links", "technology", "光纤", "a technology in Chinese"),
    _read_in("links", "technology", "Fibre", "a technology with a capital"),
    _in("links", "role", "spare", "a role that no line has", "main"),
    _in("sites", "level", "hotel", "a level that the list lacks", "branch"),
    _read_in("sites", "level", "總部", "a level in Traditional Chinese"),
    _in("sites", "hub", "perhaps", "a perhaps for a yes or no"),
    _read_in("sites", "hub", "Y", "a letter for a yes"),
    _read_in("sites", "hub", "是", "a Chinese yes"),
    _in("bills", "status", "guess", "a status that is none", "estimated"),
    _in("bills", "status", "", "no status"),
    _read_in("bills", "status", "实测", "a status in Chinese"),
    _in("moves", "stage", "rumour", "a stage that no move has"),
    _in("decisions", "part", "signs", "a part that nobody has", "decides"),
)
IN_CELLS = (*_NUMBERS, *_DATES, *_CHOICES)
