"""Slips with whole files: their names, their kinds, their encodings, their headers and their rows."""

from __future__ import annotations

from tests.mistakes.slips import Mistake, content, headed, moved, put, recoded, repeated, without, without_rows

__all__ = ["IN_FILES"]

_BIG5 = """\
contract,note,order,status,source
HH-1001,總部與數據中心,1,illustrative,虛構樣例
HH-2002,索茅斯各酒店,2,illustrative,虛構樣例
HH-2003,東碼頭各酒店,3,illustrative,虛構樣例
HH-3004,員工的行動電話,4,illustrative,虛構樣例
0410077,客房的寬頻與無線網路,5,illustrative,虛構樣例
"""


IN_FILES = (
    Mistake("bills.csv is missing", without("bills.csv"), says=("bills.csv",)),
    Mistake("profile.yaml is missing", without("profile.yaml"), says=("profile.yaml",)),
    Mistake("a table in capitals: CONTRACTS.CSV", moved("contracts.csv", "CONTRACTS.CSV"), says=("contracts.csv",)),
    Mistake("a table with two endings: sites.csv.txt", moved("sites.csv", "sites.csv.txt"), says=("sites.csv",)),
    Mistake("a table in the singular: contact.csv", moved("contacts.csv", "contact.csv"), says=("contacts.csv",)),
    Mistake("a copy beside the table: bills (1).csv", put("bills (1).csv", "from,to\n"), says=("bills.csv",)),
    Mistake("a Chinese copy: 副本 bills.csv", put("副本 bills.csv", "from,to\n"), says=("bills.csv",)),
    Mistake("an Excel file beside the table: bills.xlsx", put("bills.xlsx", b"PK\x03\x04"), says=("bills.xlsx",)),
    Mistake("an Excel file in the place of a table: scores.xlsx", moved("scores.csv", "scores.xlsx"), says=("scores",)),
    Mistake("tabs in a file of their own: visits.tsv", moved("visits.csv", "visits.tsv"), says=("visits.csv",)),
    Mistake("a table that nobody knows: turnover.csv", put("turnover.csv", "month,amount\n"), says=("turnover.csv",)),
    Mistake("a table of the market among the client's", put("prices.csv", "technology\n"), says=("market",)),
    Mistake("a document among the tables: minutes.docx", put("minutes.docx", b"PK\x03\x04"), "warning", ("minutes",)),
    Mistake("the other form of YAML's ending: profile.yml", moved("profile.yaml", "profile.yml"), says=("profile",)),
    Mistake("an empty file", put("contracts.csv", b""), says=("contracts.csv",)),
    Mistake("bills without a row", without_rows("bills", lambda row: True), says=("bills.csv",)),
    Mistake("an Excel workbook called .csv", put("contracts.csv", b"PK\x03\x04\x14\x00\x06\x00"), says=("Excel",)),
    Mistake("an old Excel workbook called .csv", put("contracts.csv", b"\xd0\xcf\x11\xe0\xa1\xb1"), says=("Excel",)),
    Mistake("a PDF called .csv", put("contracts.csv", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3"), says=("PDF",)),
    Mistake("a packed file called .csv", put("contracts.csv", b"\x1f\x8b\x08\x00\x00"), says=("gzip",)),
    Mistake("a Parquet file called .csv", put("contracts.csv", b"PAR1\x15\x04\x15\xff"), says=("Parquet",)),
    Mistake("a file cut off within a letter", content("contracts.csv", lambda text: text[:-3]), says=("cut",)),
    Mistake(
        "a NUL in the text",
        content("contracts.csv", lambda text: text.replace(b"Hotels", b"Ho\0tels", 1)),
        says=("NUL",),
    ),
    Mistake(
        "a control character in the text",
        content("contracts.csv", lambda text: text.replace(b"Hotels", b"Ho\x07tels", 1)),
        says=("control character",),
    ),
    Mistake("UTF-16, as Excel's Unicode text", recoded("bills.csv", "utf-16"), "understood", ("UTF-16",)),
    Mistake("UTF-16 without its mark", recoded("bills.csv", "utf-16-le"), "understood", ("UTF-16",)),
    Mistake("GBK, as a Chinese Excel saves", recoded("contracts.csv", "gb18030"), "understood", ("GB",)),
    Mistake("Big5", put("contracts.csv", _BIG5.encode("big5")), "understood", ("Big5",)),
    Mistake(
        "semicolons between cells",
        content("contracts.csv", lambda text: text.replace(b",", b";")),
        "understood",
        ("semicolon",),
    ),
    Mistake(
        "tabs between cells", content("contracts.csv", lambda text: text.replace(b",", b"\t")), "understood", ("tab",)
    ),
    Mistake(
        "Excel's line sep=;",
        content("contracts.csv", lambda text: b"sep=;\n" + text.replace(b",", b";")),
        "understood",
        ("separator",),
        lines=2,
    ),
    Mistake(
        "a title above the header",
        content("contracts.csv", lambda text: "海港酒店 合同表,,,,,,\n".encode() + text),
        "understood",
        ("row",),
    ),
    Mistake(
        "a note below the rows",
        content("contracts.csv", lambda text: text + "注：数据截至11月底,,,,,,\n".encode()),
        "understood",
        ("row",),
    ),
    Mistake("a column without a name", headed("contracts", "note_zh", ""), says=("name",)),
    Mistake("a column twice", headed("contracts", "note_zh", "note"), says=("twice",)),
    Mistake("a misspelt column", headed("bills", "amount_month", "ammount_month"), says=("amount_month",)),
    Mistake("a column that nobody knows", headed("contracts", "note_zh", "remark"), says=("remark",)),
    Mistake(
        "the header once more among the rows",
        content("contracts.csv", lambda text: text + text.split(b"\n")[0] + b"\n"),
        "understood",
        ("header",),
    ),
    Mistake(
        "a quotation mark that is never closed",
        content("contracts.csv", lambda text: text.replace(b"Head office", b'"Head office', 1)),
        says=("quotation mark",),
    ),
    Mistake(
        "a quotation mark within a cell",
        content("contracts.csv", lambda text: text.replace(b"Head office", b'Head "office"', 1)),
        says=("quotation mark",),
    ),
    Mistake(
        "a comma within a cell without marks",
        content("contracts.csv", lambda text: text.replace(b"Head office and", b"Head office, and", 1)),
        says=("cells",),
    ),
    Mistake(
        "a row cut short",
        content("contracts.csv", lambda text: text.replace(",虚构样例\n".encode(), b"\n", 1)),
        says=("cells",),
    ),
    Mistake("a row twice", repeated("contacts", 2), says=("row",)),
    Mistake("a bill twice", repeated("bills", 2), says=("row",)),
    Mistake("assumptions.yaml of another edition's name", put("assumption.yaml", "a: 1\n"), says=("assumptions.yaml",)),
)
