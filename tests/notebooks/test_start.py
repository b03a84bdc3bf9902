"""What a notebook does first: check the values that plain papermill lets through, say which client it is, open it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from playbook.errors import DataError, UserError
from playbook.notebook import start
from tests.builders.clients import write_client


@pytest.fixture
def data(tmp_path: Path) -> str:
    write_client(tmp_path)
    return str(tmp_path)


def test_it_prints_the_client_first_and_opens_it(data: str, capsys: pytest.CaptureFixture[str]) -> None:
    plan = start("acme", step=1, data=data)
    assert capsys.readouterr().out == "Acme (acme)  2003-01-23  en\n"
    assert (plan.client.id, plan.lang, plan.step) == ("acme", "en", 1)


def test_language_and_date_may_be_set(data: str, capsys: pytest.CaptureFixture[str]) -> None:
    plan = start("acme", step=2, data=data, lang="zh", as_of="2003-06-30")
    assert capsys.readouterr().out == "Acme (acme)  2003-06-30  zh\n"
    assert plan.exhibit("2.2").lang == "zh"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (
            {"client": ""},
            'no client is named: set client = "..." in the parameters cell, or give it with -p client ...',
        ),
        ({"client": 202}, "client = 202: expected text in quotation marks"),
        ({"client": "Acme"}, "client = 'Acme': expected a small letter, then small letters, digits and hyphens"),
        ({"client": "../acme"}, "client = '../acme': expected a small letter"),
        ({"client": "acme", "lang": "fr"}, "lang = 'fr': expected zh or en (blank: the client's own language)"),
        ({"client": "acme", "as_of": 2003}, "as_of = 2003: expected text in quotation marks"),
        ({"client": "acme", "as_of": "2003-02-30"}, "as_of: '2003-02-30'; expected a date such as 2003-01-23"),
        ({"client": "nobody"}, "no client 'nobody'"),
    ],
)
def test_bad_values_are_explained(data: str, values: dict[str, Any], said: str) -> None:
    with pytest.raises(UserError, match=re.escape(said)):
        start(step=1, data=data, **values)


def test_an_error_lists_the_clients(data: str) -> None:
    with pytest.raises(UserError) as caught:
        start("", step=1, data=data)
    assert caught.value.lines[-1] == "the clients are: acme"


def test_faults_in_the_files_come_through(data: str) -> None:
    (Path(data) / "clients" / "acme" / "bills.csv").write_text("from,to\nx,y\n")
    with pytest.raises(DataError):
        start("acme", step=1, data=data)
