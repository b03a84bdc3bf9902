"""The words of the schema: every table, column and value has them in both languages, and no two are confused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from playbook.client.accepted import ACCEPTED
from playbook.client.forms.parts import CLIENT
from playbook.client.market_tables import MARKET, MARKET_TABLES
from playbook.client.profile import PROFILE
from playbook.client.schema import ATTITUDES, Column, Table
from playbook.client.spellings import plain
from playbook.client.tables import CLIENT_TABLES, SITES
from playbook.client.vocabulary import listing, steps, table_words
from playbook.client.words import (
    MARKET_STEP,
    about,
    blank,
    choice_label,
    column_named,
    header,
    headers,
    meaning,
    operator_named,
    question,
    service_named,
    standard_operators,
    standard_services,
    step,
    title,
    understood,
    unit,
    variants,
)
from playbook.units import Lang

TABLES = {
    table.name: table
    for table in (
        *CLIENT_TABLES,
        *MARKET_TABLES,
        ACCEPTED,
        Table("profile", "", (), PROFILE),
        Table("market", "", (), MARKET),
        next(part.table for part in CLIENT.parts if part.name == "assumptions"),
    )
}
BILLS = TABLES["bills"]
LANGS: tuple[Lang, ...] = ("zh", "en")
CLOSED = [
    (name, column)
    for name, table in TABLES.items()
    for column in table.columns
    if column.allowed or column.kind == "flag"
]
ATTITUDE = TABLES["contacts"].column("attitude")
FLAG = BILLS.column("credit")


def chinese(text: str) -> bool:
    return any("\u4e00" <= character <= "\u9fff" for character in text)


def test_every_table_has_words_and_no_other() -> None:
    assert set(table_words()) == set(TABLES)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_told_in_both_languages(name: str) -> None:
    for said in (title(name, "zh"), question(name, "zh"), about(name)):
        assert chinese(said)
    for said in (title(name, "en"), question(name, "en")):
        assert said.strip() and not chinese(said)
    assert question(name, "zh").endswith("？") and question(name, "en").endswith("?")


@pytest.mark.parametrize("lang", LANGS)
def test_titles_are_names_of_sheets(lang: Lang) -> None:
    titles = [title(name, lang) for name in TABLES]
    assert not [said for said, times in Counter(map(str.casefold, titles)).items() if times > 1]
    assert not [said for said in titles if len(said) > 31 or set(said) & set("[]:*?/\\'")]


@pytest.mark.parametrize("name", TABLES)
def test_every_column_is_told_in_both_languages(name: str) -> None:
    for column in TABLES[name].columns:
        assert header(name, column, "zh") and header(name, column, "en")
        assert not chinese(header(name, column, "en"))
        assert chinese(meaning(name, column, "zh")), column.name
        assert bool(blank(name, column, "zh")) == bool(column.blank), column.name
        assert bool(unit(column, "zh")) == bool(unit(column, "en")) == bool(column.unit)


@pytest.mark.parametrize("name", TABLES)
def test_nothing_is_told_of_a_column_that_is_not_there(name: str) -> None:
    assert set(table_words()[name]["columns"]) <= {column.name for column in TABLES[name].columns}


@pytest.mark.parametrize("name", TABLES)
def test_no_two_columns_are_headed_alike(name: str) -> None:
    for lang in LANGS:
        said = [plain(header(name, column, lang)) for column in TABLES[name].columns]
        assert len(set(said)) == len(said), [text for text, times in Counter(said).items() if times > 1]


@pytest.mark.parametrize("name", TABLES)
def test_a_header_leads_back_to_its_column(name: str) -> None:
    table = TABLES[name]
    for column in table.columns:
        for said in (column.name, header(name, column, "zh"), header(name, column, "en")):
            for written in (said, f"{said}*", f"* {said.upper()}", f" {said} "):
                assert column_named(table, written) == column.name, written
            for lang in LANGS:
                within = f"{said}（{unit(column, lang)}）"
                assert not column.unit or column_named(table, within) == column.name, within
                assert not column.unit or headers(table)[plain(within)] == column.name


@pytest.mark.parametrize(
    ("written", "column"),
    [
        ("月均金额（元）", "amount_month"),
        ("月均金额(元/月) *", "amount_month"),
        ("月均金額", "amount_month"),
        ("Amount a month", "amount_month"),
        ("AMOUNT_MONTH", "amount_month"),
        ("合同號", "contract"),
        ("起始月", "from"),
        ("資料來源（中文）", "source_zh"),
        ("月均金额（万元）", None),
        ("备忘", None),
    ],
)
def test_headers_of_bills(written: str, column: str | None) -> None:
    assert column_named(BILLS, written) == column


def test_taiwan_s_words_are_understood_in_a_header() -> None:
    assert column_named(TABLES["links"], "頻寬") == "bandwidth_kbps"


def test_twins_are_named_by_a_rule() -> None:
    assert [header("sites", SITES.column(f"address{twin}"), "zh") for twin in ("", "_zh", "_en")] == [
        "地址",
        "地址（中文）",
        "地址（英文）",
    ]
    assert header("sites", SITES.column("address_zh"), "en") == "Address (Chinese)"
    assert meaning("sites", SITES.column("address_en"), "zh") == "网点的地址，用英文"


@pytest.mark.parametrize(("name", "column"), CLOSED, ids=lambda item: getattr(item, "name", item))
def test_every_value_has_a_label_and_no_two_share_a_writing(name: str, column: Column) -> None:
    allowed = column.allowed or ("yes", "no")
    for lang in LANGS:
        labels = [choice_label(column, value, lang) for value in allowed]
        assert all(labels) and len(set(labels)) == len(labels)
        assert [understood(column, label) for label in labels] == list(allowed)
    assert set(variants(column).values()) == set(allowed)
    assert all(understood(column, value) == value == understood(column, value.upper()) for value in allowed)


@pytest.mark.parametrize("name", listing("values"))
def test_a_writing_belongs_to_one_value_of_its_list(name: str) -> None:
    writings = [
        plain(text)
        for key, value in listing("values")[name].items()
        for text in {plain(other) for other in (key, key.replace("_", " "), value["zh"], value["en"], *value["also"])}
    ]
    assert not [text for text, times in Counter(writings).items() if times > 1]


def test_every_list_is_a_column_s() -> None:
    used = {value for _, column in CLOSED for value in column.allowed or ("yes", "no")}
    listed = {key for values in listing("values").values() for key in values}
    assert listed == used - {letter + sign for letter in "ABCDE" for sign in "+-"}


def test_no_writing_is_said_twice() -> None:
    for values in listing("values").values():
        for key, value in values.items():
            said = [plain(text) for text in (key, value["zh"], value["en"], *value["also"])]
            repeated = {text for text, times in Counter(said).items() if times > 1}
            assert not repeated - {plain(key), plain(value["zh"]), plain(value["en"])}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("支持", "B"),
        ("b", "B"),
        ("Ｂ＋", "B+"),
        ("B－", "B-"),
        ("b- 支持", "B-"),
        ("supports", "B"),
        ("Support", "B"),
        ("推薦", "A"),
        ("中立", "C"),
        ("懷疑", "D"),
        ("反對", "E"),
        ("支持（B+）", "B+"),
        ("赞同票", None),
        ("F", None),
        ("", None),
    ],
)
def test_attitudes_as_people_write_them(written: str, value: str | None) -> None:
    assert understood(ATTITUDE, written) == value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        *((text, "yes") for text in ("是", "有", "√", "Y", "Yes", "TRUE", "1", "對")),
        *((text, "no") for text in ("否", "无", "無", "沒有", "×", "N", "No", "False", "0")),
        *((text, None) for text in ("x", "?", "未知", "-", "2", "")),
    ],
)
def test_flags_as_people_write_them(written: str, value: str | None) -> None:
    assert understood(FLAG, written) == value


@pytest.mark.parametrize(
    ("table", "column", "written", "value"),
    [
        ("links", "technology", "網際網路", "internet"),
        ("links", "technology", "互聯網專線", "internet"),
        ("links", "technology", "寬頻", "broadband"),
        ("links", "technology", "Fiber", "fibre"),
        ("links", "technology", "2M專線", "2m"),
        ("links", "technology", "mpls vpn", "mpls_vpn"),
        ("links", "role", "備用", "backup"),
        ("links", "role", "primary", "main"),
        ("sites", "level", "資料中心", "data_centre"),
        ("sites", "level", "HQ", "head_office"),
        ("bills", "status", "實測", "measured"),
        ("bills", "currency", "港幣", "HKD"),
        ("bills", "currency", "$", None),
        ("unit_services", "holder", "競爭對手", "rival"),
        ("communications", "per", "每季", "quarter"),
        ("profile", "language", "中文", "zh"),
    ],
)
def test_closed_lists_as_people_write_them(table: str, column: str, written: str, value: str | None) -> None:
    assert understood(TABLES[table].column(column), written) == value


@pytest.mark.parametrize("way", ["s2t", "s2hk", "s2twp"])
def test_all_writings_are_understood_in_capitals_and_in_traditional(way: str) -> None:
    traditional = OpenCC(way).convert
    for _, column in CLOSED:
        for text, value in variants(column).items():
            assert understood(column, f" {text.upper()} ") == understood(column, traditional(text)) == value, text
    for kind, text, key in house_writings():
        assert (service_named if kind == "house_services" else operator_named)(traditional(text)) == key, text


@pytest.mark.parametrize("way", ["s2t", "s2hk", "s2twp"])
def test_headers_are_understood_in_traditional(way: str) -> None:
    traditional = OpenCC(way).convert
    for name, table in TABLES.items():
        for column in table.columns:
            assert column_named(table, traditional(header(name, column, "zh"))) == column.name


@given(st.text(max_size=12))
def test_what_is_understood_is_allowed(text: str) -> None:
    assert understood(ATTITUDE, text) in {None, *ATTITUDES}
    assert column_named(BILLS, text) in {None, *(column.name for column in BILLS.columns)}


def test_what_is_no_closed_list_has_no_values() -> None:
    assert dict(variants(BILLS.column("contract"))) == {}
    assert understood(BILLS.column("contract"), "是") is None


def test_an_attitude_s_label_shows_its_letter() -> None:
    assert [choice_label(ATTITUDE, value, "zh") for value in ATTITUDES[3:6]] == ["B+ 支持", "B 支持", "B- 支持"]
    assert choice_label(ATTITUDE, "B+", "en") == "B+ Supports"


def test_a_label_of_no_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        choice_label(FLAG, "maybe", "en")


def test_tables_follow_the_steps() -> None:
    assert [step(name) for name in ("profile", "bills", "scores", "sites", "solutions", "resources", "risks")] == [
        0,
        0,
        2,
        3,
        4,
        5,
        6,
    ]
    assert {step(table.name) for table in MARKET_TABLES} == {MARKET_STEP} == {7}
    assert set(steps().values()) == set(range(8))


def house_writings() -> Iterator[tuple[str, str, str]]:
    for kind in ("house_services", "house_operators"):
        for key, words in listing(kind).items():
            yield from ((kind, plain(text), key) for text in {key, words["zh"], words["en"], *words["also"]})


def test_no_two_services_or_operators_share_a_writing() -> None:
    owners: dict[tuple[str, str], set[str]] = {}
    for kind, text, key in house_writings():
        owners.setdefault((kind, text), set()).add(key)
    assert not {place: keys for place, keys in owners.items() if len(keys) > 1}


@pytest.mark.parametrize(
    ("written", "service"),
    [
        ("数据专线", "leased_lines"),
        ("17909 IP长话", "ip_17909"),
        ("本地2M電路", "local_2m"),
        ("Internet access", "internet"),
        ("internet_access", "internet"),
        ("寬頻", "broadband"),
        ("数据", "data"),
        ("移动", "mobile"),
        ("简讯", "sms"),
        ("簡訊", "sms"),
        ("主機托管", "idc"),
    ],
)
def test_services_as_bills_call_them(written: str, service: str) -> None:
    assert service_named(written) == service


def test_the_house_s_services_and_operators() -> None:
    assert standard_services()["local_voice"].both == {"zh": "市话", "en": "Local calls"}
    assert standard_operators()["telecom"].both == {"zh": "中国电信", "en": "China Telecom"}
    assert [service_named(text) for text in ("市话", "市話", "local_voice", "專線", "行動電話", "VoIP", "停车")] == [
        "local_voice",
        "local_voice",
        "local_voice",
        "leased_lines",
        "mobile",
        "ip_voice",
        None,
    ]
    assert [operator_named(text) for text in ("網通", "联通", "CMCC", "nobody")] == ["netcom", "unicom", "mobile", None]
