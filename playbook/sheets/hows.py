"""What was done to understand a file or a cell, in words: one id a way, several of them separated by blanks."""

from __future__ import annotations

from functools import reduce

from playbook.messages import Said, said

__all__ = ["in_words"]


def in_words(how: str) -> Said:
    """What was done, as `check` lists it.

    >>> in_words("number.currency number.thousands")
    'sign of a currency taken off, marks of thousands taken out'
    """
    words = [_WORDS.get(one) or said("{how}", how=one) for one in how.split()]
    return reduce(lambda one, other: said("{one}, {other}", one=one, other=other), words)


_WORDS = {
    "encoding.utf-16": said("read as UTF-16"),
    "encoding.utf-32": said("read as UTF-32"),
    "encoding.gb18030": said("read as GB18030 (GBK)"),
    "encoding.big5": said("read as Big5"),
    "encoding.cp1252": said("read as Windows-1252"),
    "separator.semicolon": said("cells separated by semicolons"),
    "separator.tab": said("cells separated by tabs"),
    "separator.stroke": said("cells separated by upright strokes"),
    "separator.chinese_comma": said("cells separated by Chinese commas"),
    "separator.chinese_list_comma": said("cells separated by Chinese list commas"),
    "separator.chinese_semicolon": said("cells separated by Chinese semicolons"),
    "separator.line": said("the line for Excel that names the separator passed over"),
    "layout.title": said("rows above the header passed over"),
    "layout.empty_column": said("empty columns passed over"),
    "layout.empty_cells": said("empty cells after the last column passed over"),
    "layout.note": said("notes below the last row passed over"),
    "layout.total": said("row of totals, the sum of the rows above it, passed over"),
    "layout.header_again": said("the header, which stands here once more, passed over"),
    "header.word": said("header understood"),
    "number.full_width": said("full-width characters and other blanks made plain"),
    "number.thousands": said("marks of thousands taken out"),
    "number.decimal_comma": said("decimal comma made a point"),
    "number.bare_point": said("0 put before the point"),
    "number.plus": said("plus sign taken off"),
    "number.minus": said("another minus sign made a plain one"),
    "number.brackets": said("a negative number in brackets"),
    "number.minus_after": said("a negative number with its sign after it"),
    "number.currency": said("sign of a currency taken off"),
    "number.scale": said("千, 万, 百万 or 亿 written out"),
    "number.percent": said("percent made a share"),
    "number.per_mille": said("per mille made a share"),
    "number.whole": said("a whole number without its point"),
    "date.written": said("a date written in another way"),
    "date.day_first": said("a date with the day first"),
    "date.month_first": said("a date with the month first"),
    "date.midnight": said("the time of midnight taken off"),
    "date.first_of_month": said("the first day of a month taken as the month"),
    "date.serial_1900": said("the number of a day, as a spreadsheet counts them from 1900"),
    "date.serial_1904": said("the number of a day, as a spreadsheet counts them from 1904"),
    "cell.blank": said("a word or a dash that says unknown"),
    "cell.none": said("a word that says none"),
    "cell.choice": said("another word for it"),
    "cell.ids": said("ids separated by other marks than blanks"),
}
