"""Bytes are text in the encoding that they are in, or one line says why they are none."""

from __future__ import annotations

import random

import pytest

from playbook.sheets.encoding import decode
from playbook.sheets.unreadable import Unreadable

SIMPLIFIED = "月份,合同号,业务,金额,备注\n2024-03,分282,市话,28184.12,福州市鼓楼区五一路支行\n"
TRADITIONAL = "月份,合約號,業務,金額,備註\n2024-03,分282,國際長途電話,28184.12,臺北分行專線\n"
WESTERN = "month,contract,note\n2024-03,A-1,Café Zürich “naïve”\n"


@pytest.mark.parametrize(
    ("text", "encoding", "how"),
    [
        (SIMPLIFIED, "utf-8", ""),
        (SIMPLIFIED, "utf-8-sig", ""),
        (SIMPLIFIED, "utf-16", "encoding.utf-16"),
        (SIMPLIFIED, "utf-16-le", "encoding.utf-16"),
        (SIMPLIFIED, "utf-16-be", "encoding.utf-16"),
        (SIMPLIFIED, "utf-32", "encoding.utf-32"),
        (SIMPLIFIED, "gb18030", "encoding.gb18030"),
        (SIMPLIFIED, "gbk", "encoding.gb18030"),
        (TRADITIONAL, "big5", "encoding.big5"),
        (TRADITIONAL, "gbk", "encoding.gb18030"),
        (TRADITIONAL, "utf-16-le", "encoding.utf-16"),
        (WESTERN, "cp1252", "encoding.cp1252"),
        ("a,b\n1,2\n", "ascii", ""),
        ("", "ascii", ""),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_text_is_read_in_its_encoding(text: str, encoding: str, how: str, end: str) -> None:
    written = text.replace("\n", end)
    decoded = decode(written.encode(encoding))
    assert (decoded.text, decoded.how) == (written, how)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"PK\x03\x04", "an Excel workbook"),
        (b"\xd0\xcf\x11\xe0", "an old Excel workbook"),
        (b"%PDF-1.7", "a PDF"),
        (b"\x1f\x8b\x08", "a packed file (gzip)"),
        (b"PAR1", "a Parquet file"),
    ],
)
def test_what_is_no_text_is_named(content: bytes, line: str) -> None:
    with pytest.raises(Unreadable) as raised:
        decode(content)
    assert raised.value.value.startswith(line)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gbk"])
def test_a_file_that_is_cut_off_in_a_character_is_named(encoding: str) -> None:
    with pytest.raises(Unreadable) as raised:
        decode((SIMPLIFIED + "支行").encode(encoding)[:-1])
    assert "the file ends in the middle of a character" in raised.value.expected + str(raised.value.cause)


def test_a_few_characters_that_read_in_two_encodings_are_a_fault_with_both() -> None:
    with pytest.raises(Unreadable) as raised:
        decode("a,b\n1,合计\n".encode("gbk"))
    assert raised.value.cause == "the encoding cannot be told: this reads as '合计' in GBK (GB18030), as '磁數' in Big5"
    assert (raised.value.row, "encoding: gb18030" in raised.value.mend) == (2, True)
    assert decode("a,b\n1,合计\n".encode("gbk"), "gb18030").text == "a,b\n1,合计\n"
    assert decode("a,b\n1,合计\n".encode("gbk"), "big5").text == "a,b\n1,磁數\n"


@pytest.mark.parametrize("bad", ["\0", "\x07", "\x85", "\x9f", "\ufffe", "\uffff", "\ufdd0", "\U0001ffff"])
def test_what_no_text_holds_is_refused_with_its_row(bad: str) -> None:
    with pytest.raises(Unreadable) as raised:
        decode(f"a\r\nb\r{bad}\n".encode())
    assert raised.value.row == 3


def test_a_byte_among_utf_8_is_no_other_encoding() -> None:
    draw = random.Random(5)
    content = SIMPLIFIED.encode()
    for _ in range(200):
        place = draw.randrange(len(content) - 3)
        broken = content[:place] + bytes([draw.randrange(0x80, 0x100)]) + content[place:]
        try:
            assert decode(broken).how == ""
        except Unreadable as error:
            assert "UTF-8" in error.expected


def test_no_chinese_text_is_read_as_another() -> None:
    """Some rows of a file, drawn: right, or not read."""
    draw = random.Random(7)
    pairs = "合同账单金额月份银行客户服务电话专线宽带城区福州台江备注市话长话语音数据支行国际省内"
    words = [pairs[place : place + 2] for place in range(0, len(pairs), 2)]
    wrong = 0
    for _ in range(500):
        text = ",".join(draw.sample(words, draw.randint(1, 6)))
        try:
            wrong += decode(text.encode("gbk")).text != text
        except Unreadable:
            continue
    assert wrong == 0
