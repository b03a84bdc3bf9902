"""Which clients a batch is for."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from playbook.errors import UserError
from playbook.run.batch.choice import FIELDS, Expression, choose
from playbook.run.stores import Store, open_store
from tests.run.small import add_clients

PROFILES: dict[str, dict[str, str]] = {
    "ann": {"industry": "hotels", "language": "en", "payments_month": "1200"},
    "ben": {"industry": "hotels", "language": "zh", "payments_month": "90"},
    "cid": {"industry": "finance", "language": "en"},
}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Three clients whose profiles differ, in one market (CNY)."""
    data = add_clients(tmp_path_factory.mktemp("book"), *PROFILES)
    for client, fields in PROFILES.items():
        path = data / "clients" / client / "profile.yaml"
        path.write_text(
            yaml.safe_dump({**yaml.safe_load(path.read_text()), **fields, "as_of": "2003-01-23"}), encoding="utf-8"
        )
    return open_store(data)


@pytest.mark.parametrize(
    ("where", "fitting"),
    [
        ("industry == 'hotels'", ["ann", "ben"]),
        ("industry == 'hotels' and language == 'en'", ["ann"]),
        ("industry != 'hotels' or language == 'zh'", ["ben", "cid"]),
        ("not language == 'en'", ["ben"]),
        ("payments_month >= 100", ["ann"]),  # as numbers: as text, "90" > "100" and "1200" < "90"
        ("payments_month < 100", ["ben"]),  # cid's is unknown, so it is neither
        ("50 < payments_month <= 1200", ["ann", "ben"]),
        ("industry in ['finance', 'retail']", ["cid"]),
        ("id not in ('ann', 'ben')", ["cid"]),
        ("currency == 'CNY'", ["ann", "ben", "cid"]),
        ("bank == 'x'", []),
        ("payments_month == 'many'", []),
        ("industry < 3", []),
    ],
)
def test_those_whose_profile_fits(book: Store, where: str, fitting: list[str]) -> None:
    assert choose(book, [], everyone=False, where=where) == fitting


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("industri == 'hotels'", "no field 'industri'"),
        ("industry = 'hotels'", "cannot be read"),
        ("", "cannot be read"),
        ("industry == 'hotels", "cannot be read"),
        ("__import__('os').system('true')", "is not understood"),
        ("industry.upper() == 'HOTELS'", "is not understood"),
        ("industry[0] == 'h'", "is not understood"),
        ("payments_month + 1 > 2", "is not understood"),
        ("[i for i in industry]", "is not understood"),
        ("industry is 'hotels'", "is not understood"),
        ("lambda: 1", "is not understood"),
        ("\0", "cannot be read"),
    ],
)
def test_a_wrong_expression_is_said(where: str, said: str) -> None:
    with pytest.raises(UserError, match=said):
        Expression(where)


def test_an_unknown_field_brings_the_list_of_fields() -> None:
    with pytest.raises(UserError) as caught:
        Expression("x == 1 and y == 2")
    assert caught.value.lines == (
        "--where: no field 'x'",
        "--where: no field 'y'",
        "the fields are: " + ", ".join(FIELDS),
    )
    assert {"industry", "language", "currency", "id"} <= set(FIELDS)


def test_a_profile_that_cannot_be_read_is_not_left_out(tmp_path: Path) -> None:
    data = add_clients(tmp_path, "ann", "ben")
    (data / "clients" / "ben" / "profile.yaml").write_text("name: [", encoding="utf-8")
    assert choose(open_store(data), [], everyone=False, where="language == 'zh'") == ["ben"]


def test_those_who_are_named_each_once_in_their_order(book: Store) -> None:
    assert choose(book, ["cid", "ann", "cid"], everyone=False, where=None) == ["cid", "ann"]
    assert choose(book, [], everyone=True, where=None) == ["ann", "ben", "cid"]


def test_all_that_are_not_there_are_said_at_once(book: Store) -> None:
    with pytest.raises(UserError) as caught:
        choose(book, ["ann", "dora", "benn"], everyone=False, where=None)
    assert caught.value.lines == (
        "no client 'dora'",
        "no client 'benn'; did you mean ben?",
        "`playbook list` shows the 3 that there are",
    )


@pytest.mark.parametrize(
    ("named", "everyone", "where"),
    [
        ([], False, None),
        (["ann"], True, None),
        (["ann"], False, "id == 'ann'"),
        ([], True, "id == 'ann'"),
    ],
)
def test_one_question_and_only_one(book: Store, named: list[str], everyone: bool, where: str | None) -> None:
    with pytest.raises(UserError, match="which clients"):
        choose(book, named, everyone=everyone, where=where)
